"""Faults of size and of slowness: what they send, and that the newsroom itself stays small while it does."""

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from newscrawler.newsroom import Newsroom
from tests.wire import Heard, listen, unpacked_size

MEGABYTE = 1 << 20
FAULTS = "huge huge_undeclared endless gzip_bomb slow_loris slow_headers timeout"


@pytest.fixture(scope="module")
def room() -> Newsroom:
    return Newsroom(articles=30, seed=3, faults=FAULTS)


@pytest.fixture(scope="module")
def origin(room: Newsroom) -> Iterator[str]:
    with room.serve() as origin:
        yield origin


def path(room: Newsroom, name: str) -> str:
    return urlsplit(room.struck[name][0].url).path


def right(room: Newsroom, name: str) -> bytes:
    return room.respond("GET", "report.az", path(room, name)).body


def test_a_huge_page_is_200_mb_of_well_formed_html_and_ends(room: Newsroom, origin: str) -> None:
    heard, page = listen(origin, path(room, "huge")), right(room, "huge")
    assert heard.length == len(heard.body) == len(page) + 200 * MEGABYTE
    start, _, end = page.rpartition(b"</body>")
    assert heard.body.startswith(start + b"<!--  ")
    assert heard.body.endswith(b"  --></body>" + end)


def test_a_huge_page_may_say_nothing_of_its_length(room: Newsroom, origin: str) -> None:
    heard, page = listen(origin, path(room, "huge_undeclared")), right(room, "huge_undeclared")
    assert (heard.length, heard.header("Transfer-Encoding")) == (-1, "chunked")
    sizes, place = [-1], 0
    while sizes[-1]:
        end = heard.body.index(b"\r\n", place)
        sizes.append(int(heard.body[place:end], 16))
        place = end + 2 + sizes[-1] + 2
        assert heard.body[place - 2 : place] == b"\r\n"
    assert (sum(sizes) + 1, place) == (len(page) + 200 * MEGABYTE, len(heard.body))


def test_an_endless_page_goes_on_until_its_reader_goes(room: Newsroom, origin: str) -> None:
    heard = listen(origin, path(room, "endless"), enough=30 * MEGABYTE)
    assert len(heard.body) >= 29 * MEGABYTE
    deadline = time.monotonic() + 10
    while room.in_flight:
        assert time.monotonic() < deadline
        time.sleep(0.005)


def test_a_gzip_bomb_is_small_and_unpacks_to_300_mb_of_html(room: Newsroom, origin: str) -> None:
    heard = listen(origin, path(room, "gzip_bomb"))
    assert heard.header("Content-Encoding") == "gzip"
    assert heard.length == len(heard.body) < 400_000
    size, first, last = unpacked_size(heard.body)
    assert 300 * MEGABYTE < size < 301 * MEGABYTE
    assert first.startswith(b"<!DOCTYPE html>")
    assert last.endswith(b"-->\n</body></html>\n")


def test_a_slow_loris_sends_a_byte_a_second(room: Newsroom, origin: str) -> None:
    heard, page = listen(origin, path(room, "slow_loris"), enough=1), right(room, "slow_loris")
    assert (heard.status, heard.body) == (200, b"")
    assert heard.length > len(page)
    before = time.monotonic()
    heard = listen(origin, path(room, "slow_loris"), enough=len(heard.head) + 2)
    assert heard.body == page[:2]
    assert time.monotonic() - before >= 1.9
    assert listen(origin, path(room, "slow_headers"), enough=2) == Heard("", b"HT", "closed")


def test_an_unanswered_request_is_in_flight_until_its_client_goes(room: Newsroom, origin: str) -> None:
    assert listen(origin, path(room, "timeout"), wait=0.1).end == "open"
    deadline = time.monotonic() + 10
    while room.in_flight:
        assert time.monotonic() < deadline
        time.sleep(0.005)


def test_requests_one_after_another_are_never_counted_as_two() -> None:
    names = "timeout slow_loris huge_undeclared endless chunked_cut reset_mid_body hang_up server_error"
    room = Newsroom(articles=30, seed=3, faults=names)
    with room.serve() as origin:
        for name in 8 * names.split():
            listen(origin, path(room, name), wait=0.02, enough=MEGABYTE)
            listen(origin, "/robots.txt")
    assert (room.in_flight_max, len(room.log)) == (1, 128)


def test_the_newsrooms_own_memory_stays_flat() -> None:
    switches = ["--port=0", "--articles=30", "--seed=3", f"--faults={FAULTS}", "--sitemap-bomb"]
    command = [sys.executable, "-m", "newscrawler.newsroom", *switches]
    room = Newsroom(articles=30, seed=3, faults=FAULTS)
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        origin = process.stdout.readline().split()[1]
        listen(origin, "/robots.txt")
        before = peak(process.pid)
        for name in ("huge", "huge_undeclared", "endless", "gzip_bomb"):
            assert listen(origin, path(room, name), enough=100 * MEGABYTE).status == 200
        assert listen(origin, "/news-sitemap.xml").header("Content-Encoding") == "gzip"
        after = peak(process.pid)
        process.terminate()
        assert process.wait(timeout=10) == 0
    assert after - before < 20_000


def peak(process: int) -> int:
    """The most memory that a process ever had, in kB."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{process}/status").read_text("ascii"))
    assert found
    return int(found[1])
