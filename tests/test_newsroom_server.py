"""The newsroom as a server: HTTP as sites speak it, a log of what it was asked, a process that starts and ends well."""

import gzip
import http.client
import json
import re
import signal
import subprocess
import sys
import threading
import time
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from newscrawler.clock import Clock
from newscrawler.newsroom import Newsroom

HOME = "https://report.az"


@pytest.fixture(scope="module")
def room() -> Newsroom:
    return Newsroom(articles=60, seed=2)


def ask(
    base: str, target: str, method: str = "GET", host: str = "report.az", **headers: str
) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection(base.removeprefix("http://"), timeout=10)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, target, headers={"Host": host, **named})
    return connection.getresponse()


def test_a_page_goes_over_the_wire_without_a_charset_in_its_header(room: Newsroom) -> None:
    path = room.stories[-1].url.removeprefix(HOME)
    with room.serve() as base:
        answer = ask(base, path)
        assert answer.read() == room.respond("GET", "report.az", path, {}).body
    assert answer.getheader("Content-Type") == "text/html"
    assert answer.getheader("Date") == "Mon, 15 Dec 2025 14:00:00 GMT"


def test_gzip_and_head_are_served(room: Newsroom) -> None:
    path = room.stories[-1].url.removeprefix(HOME)
    with room.serve() as base:
        packed = ask(base, path, Accept_Encoding="gzip, deflate")
        assert packed.getheader("Content-Encoding") == "gzip"
        assert gzip.decompress(packed.read()) == ask(base, path).read()
        bare = ask(base, path, "HEAD")
        assert bare.read() == b""
        assert int(bare.getheader("Content-Length") or 0) > 1000


@pytest.mark.parametrize("path", ["article", "/rss/", "/son-xeberler", "/news-sitemap.xml", "/archive/2025/12/15/"])
def test_what_is_held_already_is_answered_304(path: str, room: Newsroom) -> None:
    path = room.stories[-1].url.removeprefix(HOME) if path == "article" else path
    full = room.respond("GET", "report.az", path, {})
    tag, changed = full.header("ETag"), full.header("Last-Modified")
    assert tag is not None
    again = room.respond("GET", "report.az", path, {"If-None-Match": f'"x", {tag}'})
    assert (again.status, again.body, again.header("ETag")) == (304, b"", tag)
    assert room.respond("GET", "report.az", path, {"If-None-Match": '"x"'}).status == 200
    if changed:
        assert room.respond("GET", "report.az", path, {"If-Modified-Since": changed}).status == 304
        old = {"If-Modified-Since": "Sat, 01 Jan 2000 00:00:00 GMT"}
        assert room.respond("GET", "report.az", path, old).status == 200


def test_the_log_tells_every_request_and_how_many_were_in_flight() -> None:
    room = Newsroom(articles=20, seed=2, latency=0.1)
    with room.serve() as base:
        threads = [threading.Thread(target=lambda: ask(base, "/robots.txt").read()) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert (room.in_flight_max, room.in_flight) == (4, 0)
        before = time.monotonic()
        ask(base, "/rss/", User_Agent="probe").read()
        assert time.monotonic() - before >= 0.1
        told = ask(base, "/newsroom/log.jsonl", host="127.0.0.1").read().decode().splitlines()
    assert [(seen.method, seen.target, seen.status) for seen in room.log[:4]] == [("GET", "/robots.txt", 200)] * 4
    assert room.log[4].headers["user-agent"] == "probe"
    assert room.log[3].at <= room.log[4].at
    assert [json.loads(line)["target"] for line in told] == [seen.target for seen in room.log]


def test_one_connection_serves_many_requests_in_order(room: Newsroom) -> None:
    with room.serve() as base:
        connection = http.client.HTTPConnection(base.removeprefix("http://"), timeout=10)
        for story in room.stories[-5:]:
            connection.request("GET", story.url.removeprefix(HOME), headers={"Host": "report.az"})
            answer = connection.getresponse()
            assert (answer.status, b"<html" in answer.read()) == (story.status if story.status > 301 else 200, True)


@pytest.mark.parametrize(("dated", "form"), [(False, r"7"), (True, r"Mon, 15 Dec 2025 14:00:07 GMT")])
def test_retry_after_is_said_in_both_forms_when_asked_for(dated: bool, form: str) -> None:
    room = Newsroom(articles=20, seed=2, retry_after=7, busy_every=2, retry_date=dated)
    with room.serve() as base:
        answers = [ask(base, "/robots.txt") for _ in range(4)]
    assert [answer.status for answer in answers] == [200, 429, 200, 503]
    assert answers[1].getheader("Retry-After") == answers[3].getheader("Retry-After") == form


def test_crawl_delay_is_asked_for_when_switched_on() -> None:
    robots = Newsroom(articles=20, crawl_delay=1.5).respond("GET", "report.az", "/robots.txt", {}).body.decode()
    assert "User-agent: *\nCrawl-delay: 1.5\nDisallow: /search\n" in robots


def test_a_running_clock_publishes_while_it_is_served() -> None:
    start = datetime(2025, 12, 15, 9, tzinfo=ZoneInfo("Asia/Baku"))
    room = Newsroom(articles=200, seed=2, clock=Clock(start, 86_400), ahead=3)
    first = len(room.published())
    with room.serve() as base:
        tags = {ask(base, "/rss/").getheader("ETag")}
        deadline = time.monotonic() + 20
        while len(room.published()) == first or len(tags) < 2:
            assert time.monotonic() < deadline
            tags.add(ask(base, "/rss/").getheader("ETag"))
        assert ask(base, room.published()[-1].listed.removeprefix(HOME)).status in (200, 301, 404, 410)


def test_the_process_says_when_it_is_ready_and_ends_at_once() -> None:
    command = [sys.executable, "-m", "newscrawler.newsroom", "--port", "0", "--articles", "30", "--seed", "5"]
    for number in (signal.SIGTERM, signal.SIGINT):
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            line = process.stdout.readline()
            ready = re.fullmatch(r"newsroom: (http://127\.0\.0\.1:\d+) report 30 articles seed 5\n", line)
            assert ready, line
            told = ask(ready[1], "/newsroom/truth.jsonl", host=ready[1].removeprefix("http://")).read().decode()
            ids = [json.loads(one)["id"] for one in told.splitlines()]
            assert ids == [story.record_id for story in Newsroom(30, 5).stories]
            process.send_signal(number)
            assert process.wait(timeout=10) == 0


def test_a_wrong_argument_or_a_taken_port_ends_it_with_2(room: Newsroom) -> None:
    with room.serve() as base:
        taken = f"--port={base.rpartition(':')[2]}"
        lines = (
            (taken, "in use"),
            ("--clock=tomorrow", "CLOCK"),
            ("--faults=sunstroke", "no fault sunstroke; there are"),
        )
        for wrong, said in lines:
            command = [sys.executable, "-m", "newscrawler.newsroom", "--articles", "5", wrong]
            done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=20)
            assert done.returncode == 2
            assert said in done.stderr
