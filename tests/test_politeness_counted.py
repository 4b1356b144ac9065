"""Politeness over thousands of requests, counted at the server: in flight, pace, Retry-After, what is forbidden."""

import random
import re
import signal
import subprocess
import time
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest

from newscrawler.clock import Clock
from newscrawler.newsroom import Newsroom
from newscrawler.newsroom.room import Seen
from tests.test_kills import assert_whole, start

START = datetime(2025, 12, 15, 18, tzinfo=UTC)
SPEED = 60
CRAWL_DELAY = 0.02
RETRY_AFTER = 0.3
FAULTS = "server_error*1=40 gzip_truncated*2=20 content_length_long*1=10 reset_before_headers*1=10"
CRAWL = (
    *("crawl", "report", "-a", "since=2000", "-s", "LOG_LEVEL=WARNING"),
    *("-s", "DOWNLOAD_DELAY=0.002", "-s", "WAIT_DUE=3600"),
)


def crawl_by_two(archive: Path, room: Newsroom, origin: str) -> None:
    """Two crawls of one archive at a time; one of them is killed now and then, and another takes its place."""
    rng = random.Random(9)
    clock = Clock(START, SPEED)

    def begin() -> "subprocess.Popen[bytes]":
        return start(archive, origin, *CRAWL, "-s", f"CLOCK={clock.now().isoformat()}*{SPEED}")

    crawls = [begin(), begin()]
    kills = 0
    while None in (ended := [one.poll() for one in crawls]):
        time.sleep(0.2)
        if kills < 4 and len(room.log) > (kills + 1) * room.articles // 6:
            kills += 1
            victim = rng.randrange(2)
            crawls[victim].send_signal(signal.SIGKILL)
            crawls[victim].wait()
            crawls[victim] = begin()
        elif ended != [None, None] and kills == 4:
            break
    for one in crawls:
        one.wait(timeout=300)
    assert begin().wait(timeout=600) == 0


def forbidden(robots: str) -> list[re.Pattern[str]]:
    """The Disallow lines as patterns, read here without any parser of the crawler's."""
    rules = [line.split(":", 1)[1].strip() for line in robots.splitlines() if line.lower().startswith("disallow:")]
    return [re.compile(re.escape(rule).replace(r"\*", ".*").replace(r"\$", "$")) for rule in rules if rule]


def count(articles: int, archive: Path) -> list[Seen]:
    room = Newsroom(
        articles=articles,
        seed=21,
        crawl_delay=CRAWL_DELAY,
        latency=0.003,
        retry_after=RETRY_AFTER * SPEED,
        busy_every=97,
        faults=FAULTS,
    )
    with room.serve() as origin:
        crawl_by_two(archive, room, origin)
        assert_whole(archive, room)
    assert room.in_flight_max == 1
    gaps = [later.at - earlier.at for earlier, later in pairwise(room.log)]
    assert min(gaps) >= CRAWL_DELAY
    for seen, gap in zip(room.log, gaps, strict=False):
        if seen.status in (429, 503):
            assert gap >= RETRY_AFTER
    robots = room.respond("GET", "report.az", "/robots.txt").body.decode()
    rules = forbidden(robots)
    assert rules
    assert not [seen.target for seen in room.log if any(rule.match(seen.target) for rule in rules)]
    return room.log


def test_two_crawls_that_are_killed_and_refused_keep_every_promise(tmp_path: Path) -> None:
    assert len(count(500, tmp_path / "archive")) > 550


@pytest.mark.soak
def test_they_keep_it_over_ten_thousand_requests_too(tmp_path: Path) -> None:
    assert len(count(9500, tmp_path / "archive")) > 10_000
