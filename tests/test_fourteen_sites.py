"""All sites, live and backfill: every story of the newsroom once, as it wrote it, and nothing else."""

import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from newscrawler.newsroom import Newsroom, Story
from newscrawler.newsroom.sites.choice import names
from tests.conftest import PROJECT, SCRAPY, Crawled

NOW = "2025-12-15T18:00:00+04:00"
SITES = names()
BY_DAY = ("modern", "qafqazinfo", "trend")
"""They have their past by the day only: of these the days since `RECENT` are asked, not 4,000."""
RECENT = "2025-12-01"
EVER = "2014-01-01"
MINUTE = len("2025-12-15T17:58")
PASSED_OVER = {"gone", "media", "paywall", "refused", "out_of_range"}
"""Reasons of what is no article, or not of the days asked for; an alias is an address, not an article."""


@dataclass(frozen=True)
class Played:
    """A newsroom, what the live crawl of all its sites brought, and what the archive held after the backfills."""

    room: Newsroom
    live: Crawled
    live_ids: dict[str, set[str]]
    backfills: tuple[Crawled, ...]

    def held(self, site: str) -> dict[str, Story]:
        """What an archive has to hold by now, by id."""
        since = RECENT if site in BY_DAY else EVER
        stories = [story for story in self.room.stories if story.site == site and story.held]
        return {story.record_id: story for story in stories if story.published.date().isoformat() >= since}

    def lines(self, site: str, kind: str = "articles") -> list[dict[str, Any]]:
        """The archive's lines at the end; of articles only those of the days asked for (a feed may reach further)."""
        lines = self.live.lines(kind, site)
        since = RECENT if site in BY_DAY else EVER
        return [line for line in lines if kind != "articles" or line["published_on"] >= since]


def crawl(archive: Path, origin: str, *args: str) -> Crawled:
    settings = {"NEWSCRAWLER_ARCHIVE_DIR": str(archive), "NEWSCRAWLER_WAIT_DUE": "0", "PYTHONPATH": str(PROJECT)}
    pace = ("-s", f"ORIGIN={origin}", "-s", "DOWNLOAD_DELAY=0.002", "-s", f"CLOCK={NOW}")
    command = [sys.executable, "-c", SCRAPY, "crawl", *args, *pace]
    done = subprocess.run(
        command, cwd=PROJECT, env={**os.environ, **settings}, capture_output=True, text=True, timeout=580, check=False
    )
    return Crawled(done.returncode, done.stderr + done.stdout, archive)


@pytest.fixture(scope="module", params=[40, pytest.param(300, marks=pytest.mark.soak)], ids=lambda n: f"{n} stories")
def played(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Played:
    room = Newsroom(articles=request.param, seed=11, sites=("all",))
    archive = tmp_path_factory.mktemp("fourteen") / "archive"
    with room.serve() as origin:
        live = crawl(archive, origin, *SITES)
        ids = {site: {line["id"] for line in live.lines(site=site)} for site in SITES}
        others = [site for site in SITES if site not in BY_DAY]
        old = crawl(archive, origin, *others, "-a", f"since={EVER}")
        recent = crawl(archive, origin, *BY_DAY, "-a", f"since={RECENT}")
    return Played(room, live, ids, (old, recent))


def said(story: Story) -> dict[str, Any]:
    """What the record of a story says; under a false zone label the second is not known for sure, see `instant`."""
    return {
        "url": story.url,
        "title": story.title,
        "text": story.text,
        "language": story.language,
        "section": story.section or None,
        "published_on": story.published.date().isoformat(),
    }


def instant(story: Story) -> tuple[str | None, str]:
    """`published_at` and its precision; seconds of :00 are padding."""
    if story.precision == "day":
        return None, "day"
    exact = story.precision == "second" and story.published.second
    moment = story.published if exact else story.published.replace(second=0)
    return moment.isoformat(timespec="seconds"), "second" if exact else "minute"


def is_mislabelled(story: Story) -> bool:
    return bool({"stale-zone", "false-utc"} & {*story.traps})


def test_every_crawl_ends_complete(played: Played) -> None:
    for done in (played.live, *played.backfills):
        assert done.code == 0, done.log[-3000:]
        assert "Traceback" not in done.log


@pytest.mark.parametrize("site", SITES)
def test_the_live_sources_bring_the_newest_story_and_nothing_that_is_none(site: str, played: Played) -> None:
    stories = [story for story in played.room.stories if story.site == site and story.held]
    assert played.live_ids[site] <= {story.record_id for story in stories}
    assert stories[-1].record_id in played.live_ids[site]


@pytest.mark.parametrize("site", SITES)
def test_the_backfill_holds_every_story_once_and_nothing_else(site: str, played: Played) -> None:
    ids = [line["id"] for line in played.lines(site)]
    assert len(played.held(site)) > 20
    assert sorted(ids) == sorted(played.held(site))


@pytest.mark.parametrize("site", SITES)
def test_every_record_is_what_the_newsroom_wrote(site: str, played: Played) -> None:
    stories = played.held(site)
    for line in played.lines(site):
        expected = said(stories[line["id"]])
        assert {field: line[field] for field in expected} == expected


@pytest.mark.parametrize("site", SITES)
def test_every_date_is_as_exact_as_the_page_tells_it(site: str, played: Played) -> None:
    stories = played.held(site)
    for line in played.lines(site):
        story, (at, precision) = stories[line["id"]], instant(stories[line["id"]])
        if is_mislabelled(story):  # which of the other places says the instant, and how exactly, differs
            assert line["published_at"][:MINUTE] == story.published.isoformat()[:MINUTE]
            assert datetime.fromisoformat(line["published_at"]).utcoffset() == story.published.utcoffset()
        else:
            assert (line["published_at"], line["published_precision"]) == (at, precision), line["published_evidence"]


@pytest.mark.parametrize("site", SITES)
def test_only_dates_that_contradict_each_other_are_flagged(site: str, played: Played) -> None:
    stories = played.held(site)
    wrong = {"date_conflict", "zone_conflict", "id_conflict", "year_inferred", "future"}
    for line in played.lines(site):
        if not stories[line["id"]].traps:
            assert not wrong & {*line["flags"]}, (line["url"], line["published_evidence"])


@pytest.mark.parametrize("site", SITES)
def test_what_is_no_article_is_listed_with_its_reason(site: str, played: Played) -> None:
    rejected = [line for line in played.lines(site, "rejected") if line["state"] not in ("pending", "alias")]
    assert {line["reason"] for line in rejected if line["reason"] != "listing"} <= PASSED_OVER
    assert not {line["url"] for line in rejected} & {line["url"] for line in played.lines(site)}


def test_a_ghost_on_every_page_of_days_is_listed_once_a_crawl(played: Played) -> None:
    ghosts = [line for line in played.lines("modern", "rejected") if line["reason"] == "refused"]
    assert [ghost["detail"] for ghost in ghosts] == ["card without a link"] * 2  # of the live crawl, of the backfill
