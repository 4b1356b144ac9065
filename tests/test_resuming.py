"""A backfill that is killed again and again reads each page of its sources once, and holds everything at the end."""

import random
import signal
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from newscrawler.newsroom import Newsroom
from tests.test_kills import CRAWL, assert_whole, finish, kill_when_grown, start


def pages(room: Newsroom) -> Counter[str]:
    """How often each page of a source was asked for."""
    articles = {urlsplit(story.url).path for story in room.stories}
    return Counter(seen.target for seen in room.log if urlsplit(seen.target).path not in articles)


@pytest.mark.parametrize("kills", [3, pytest.param(10, marks=pytest.mark.soak)])
def test_kills_cost_hardly_a_listing_page_more(kills: int, tmp_path: Path) -> None:
    archive, rng = tmp_path / "archive", random.Random(5)
    calm, room = (Newsroom(articles=130 * kills, seed=31) for _ in range(2))
    with calm.serve() as origin:
        assert finish(tmp_path / "calm", origin) == 0
    with room.serve() as origin:
        killed = 0
        while killed < kills:
            process = start(archive, origin, *CRAWL)
            if not kill_when_grown(process, archive, rng.randrange(50_000, 300_000), signal.SIGKILL):
                break
            process.wait(timeout=60)
            killed += 1
        assert killed == kills
        assert finish(archive, origin) == 0
    assert_whole(archive, room)
    extra = sum(pages(room).values()) - sum(pages(calm).values())
    assert extra <= (kills + 1) * 12  # the first pages, and what was on its way
    again = [target for target, times in pages(room).items() if times > 3 and "infinity" in target]
    assert again == []


def test_a_walk_that_came_to_its_end_begins_anew(tmp_path: Path) -> None:
    room = Newsroom(articles=60, seed=32)
    with room.serve() as origin:
        assert finish(tmp_path / "archive", origin) == 0
        first = sum(pages(room).values())
        assert finish(tmp_path / "archive", origin) == 0
    assert sum(pages(room).values()) >= 2 * first - 2


def test_a_kill_before_an_index_was_read_costs_none_of_its_shards(tmp_path: Path) -> None:
    """Of sources that are known and were not read yet the next run reads all that they lead to."""
    archive, room = tmp_path / "archive", Newsroom(articles=300, seed=33)
    with room.serve() as origin:
        assert start(archive, origin, *CRAWL, FAILPOINT="tick-begun*2").wait(timeout=60) == -signal.SIGKILL
        found = next(archive.glob("report/discovered/*.jsonl")).read_text("utf-8")
        assert "sitemap-posts-archive.xml#" in found
        assert "sitemap-posts-archive-" not in found
        assert finish(archive, origin) == 0
    assert_whole(archive, room)
