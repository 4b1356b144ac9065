"""How a crawl ends: each ending has its exit code and its sentence."""

import gzip
import socket
from dataclasses import replace
from pathlib import Path

import pytest

from newscrawler.ending import Exit, judge
from newscrawler.newsroom import Newsroom
from tests.conftest import RunScrapy
from tests.server import Reply, play
from tests.small_site import SOURCES, rss, stories


def dead_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def test_a_crawl_without_one_response_exits_4_and_says_so(crawl: RunScrapy) -> None:
    done = crawl(f"http://127.0.0.1:{dead_port()}")
    assert done.code == Exit.NOTHING_FETCHED
    assert "nothing was fetched" in done.log
    assert "report.az rests: robots_unavailable" in done.log
    assert done.reasons() == {}


def test_gone_and_rejected_pages_leave_a_crawl_complete(crawl: RunScrapy) -> None:
    with play(SOURCES | {"/hadise/b": Reply("<h1>Başqa</h1>")}) as server:
        done = crawl(server.origin, "-a", f"seeds={server.seeds('/hadise/a', '/hadise/b')}")
    assert done.code == Exit.COMPLETE, done.log[-2000:]
    assert done.reasons() == {
        "https://report.az/hadise/a": "gone",
        "https://report.az/hadise/b": "unknown_layout",
    }


@pytest.mark.parametrize(
    ("status", "code", "reason"), [(500, 3, "server_error"), (403, 5, "blocked"), (429, 5, "busy"), (451, 5, "blocked")]
)
def test_failures_and_blocks_have_their_own_codes(status: int, code: int, reason: str, crawl: RunScrapy) -> None:
    with play(SOURCES | {"/hadise/a": Reply("x", status)}) as server:
        done = crawl(server.origin, "-a", f"seeds={server.seeds('/hadise/a')}", "-s", "RETRY_TIMES=0")
    assert done.code == code
    assert done.reasons() == {"https://report.az/hadise/a": reason}


def test_a_source_that_never_answers_leaves_the_crawl_incomplete(crawl: RunScrapy) -> None:
    with play({path: reply for path, reply in SOURCES.items() if path != "/ru/rss/"}) as server:
        done = crawl(server.origin)
    assert done.code == Exit.INCOMPLETE
    assert "silent: feed https://report.az/ru/rss/" in done.log


def test_redirects_that_lead_nowhere_are_listed(crawl: RunScrapy) -> None:
    def to(target: str) -> Reply:
        return Reply("", 302, {"Location": target})

    pages = {"/a/loop": to("/a/loop2"), "/a/loop2": to("/a/loop")}
    pages |= {"/a/out": to("https://example.org/x"), "/a/home": to("/")}
    with play(SOURCES | pages) as server:
        done = crawl(
            server.origin, "-a", f"seeds={server.seeds('/a/loop', '/a/out', '/a/home')}", "-s", "RETRY_TIMES=0"
        )
    reasons = done.reasons()
    assert reasons["https://report.az/a/out"] == "offsite_redirect"
    assert reasons["https://report.az/a/home"] == "gone"
    assert [reason for url, reason in reasons.items() if "loop" in url] == ["redirect_loop"]
    assert done.lines() == []


def test_a_site_whose_new_pages_nobody_knows_raises_an_alarm(crawl: RunScrapy) -> None:
    told = stories(9)
    empty = Reply('<!DOCTYPE html><html><head><title>Yeni</title></head><body><div id="app"></div></body></html>')
    with play(SOURCES | {"/rss/": rss(*told)} | {story.path: empty for story in told}) as server:
        done = crawl(server.origin)
    assert done.code == Exit.ALARM
    assert "has the site changed? 9 pages have an unknown layout, 0 articles could be read" in done.log


def test_a_few_odd_pages_among_many_are_no_alarm() -> None:
    stats = {"finish_reason": "finished", "newscrawler/responses": 20, "newscrawler/rejected/unknown_layout": 9}
    assert judge(stats | {"newscrawler/ended/new": 9}).code is Exit.COMPLETE
    assert judge(stats | {"newscrawler/ended/new": 8}).code is Exit.ALARM
    assert judge(stats | {"newscrawler/rejected/unknown_layout": 4}).code is Exit.COMPLETE


def test_the_content_coding_of_a_body_that_is_not_packed_costs_no_article(crawl: RunScrapy) -> None:
    told = stories(4)
    codings = ("identity", "UTF-8", "none, gzip", "8bit")
    pages = {
        story.path: replace(story.reply, headers={"Content-Encoding": coding})
        for story, coding in zip(told, codings, strict=True)
    }
    pages[told[2].path] = Reply(gzip.compress(told[2].html.encode()), headers={"Content-Encoding": codings[2]})
    with play(SOURCES | {"/rss/": rss(*told)} | pages) as server:
        done = crawl(server.origin)
    assert (done.code, {line["text"] for line in done.lines()}) == (0, {story.text for story in told})


def test_an_archive_that_cannot_be_written_exits_6(crawl: RunScrapy, tmp_path: Path) -> None:
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "report").write_text("not a folder", encoding="utf-8")
    room = Newsroom(articles=60, seed=7)
    with room.serve() as origin:
        done = crawl(origin)
    assert done.code == Exit.STORAGE
    assert "archive" in done.log


def test_the_gravest_reason_wins() -> None:
    stats = {"finish_reason": "shutdown", "newscrawler/responses": 1, "newscrawler/ended/blocked": 1}
    assert judge(stats).code is Exit.BLOCKED
    assert judge(stats | {"newscrawler/storage_error": "disk full"}).code is Exit.STORAGE
    assert judge({"finish_reason": "shutdown", "newscrawler/responses": 1}).code is Exit.INCOMPLETE
    assert judge({"finish_reason": "shutdown"}).why == "nothing was fetched: not one response (stopped: shutdown)"
    assert judge({"finish_reason": "finished", "newscrawler/responses": 1, "spider_exceptions/KeyError": 1}).code == 1
