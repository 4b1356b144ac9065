"""Crawls of different days in one ledger: each gets its own, whatever another one left behind."""

import signal
from collections import Counter
from pathlib import Path

import pytest

from newscrawler.archive.records import read
from newscrawler.newsroom import Newsroom
from tests.conftest import RunScrapy

DAYS = ("-a", "since=2025-12-08", "-a", "until=2025-12-10")
MONTH = ("-a", "since=2025-12-01", "-a", "until=2025-12-31")


def held_of(room: Newsroom, first: str, last: str) -> list[str]:
    """The ids of the articles of these days."""
    days = ((story, story.published.date().isoformat()) for story in room.stories if story.held)
    return sorted(story.record_id for story, day in days if first <= day <= last)


@pytest.mark.parametrize("killed", [False, True])
def test_a_month_after_some_of_its_days_holds_the_whole_month(killed: bool, crawl: RunScrapy) -> None:
    room = Newsroom(articles=250, seed=35)
    with room.serve() as origin:
        first = crawl(origin, *DAYS, env={"FAILPOINT": "committed*12"} if killed else None)
        assert first.code == (-signal.SIGKILL if killed else 0)
        if not killed:
            assert sorted(line["id"] for line in first.lines()) == held_of(room, "2025-12-08", "2025-12-10")
            assert "out_of_range" in first.reasons().values()
        done = crawl(origin, *MONTH)
        asked = Counter(seen.target for seen in room.log)
        again = crawl(origin, *MONTH)
    assert sorted(line["id"] for line in done.lines()) == held_of(room, "2025-12-01", "2025-12-31")
    assert again.lines() == done.lines()
    later = Counter(seen.target for seen in room.log)
    assert not [story.url for story in room.stories if later[story.url[17:]] > asked[story.url[17:]]]


def test_a_live_crawl_after_a_killed_range_finishes_the_range_and_stores_nothing_outside_both(
    crawl: RunScrapy, tmp_path: Path
) -> None:
    room = Newsroom(articles=250, seed=35)
    with room.serve() as origin:
        killed = crawl(origin, *DAYS, env={"FAILPOINT": "committed*6"})
        assert killed.code == -signal.SIGKILL
        before = {line["id"] for line in killed.lines()}
        done = crawl(origin)
        alone = tmp_path / "alone"
        crawl(origin, env={"NEWSCRAWLER_ARCHIVE_DIR": str(alone)})
    shown = [line["id"] for _, line in read(alone)]
    days = held_of(room, "2025-12-08", "2025-12-10")
    assert set(days) - before - set(shown)
    assert sorted(line["id"] for line in done.lines()) == sorted({*days, *shown})
