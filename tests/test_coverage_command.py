"""`scrapy coverage`, end to end: a newsroom hides a day from one listing, breaks a shard, takes a feed away."""

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from newscrawler.discovery import Span
from newscrawler.ending import Exit
from newscrawler.newsroom import Answer, Newsroom
from newscrawler.newsroom.answer import Request
from newscrawler.newsroom.story import Story
from newscrawler.survey import Survey
from tests.conftest import PROJECT, SCRAPY
from tests.server import play
from tests.small_site import SOURCES, Pages, stories

SINCE = "2025-11-24"
HIDDEN, LACKING = date(2025, 12, 3), date(2025, 12, 11)
CURSOR, SHARDS = "cursor https://report.az/son-xeberler", "shards https://report.az/sitemap-posts-archive.xml"
SHARD = "https://report.az/sitemap-posts-archive-6.xml"
FEED = "https://report.az/ru/rss/"
ARTICLES, PER_SHARD = 400, 50


class Hiding(Newsroom):
    """report.az without the cards of one day in the cursor and without one feed; a shard and an article are broken."""

    @cached_property
    def broken(self) -> Story:
        """The article that cannot be had."""
        return next(one for one in self.stories if one.published.date() == LACKING and one.status == 200)

    def handle(self, request: Request) -> Answer:
        address = f"https://report.az{request.target}"
        if address in (SHARD, self.broken.url):
            return Answer(500, (("Content-Length", "0"),), b"")
        if address == FEED:
            return Answer(404, (("Content-Length", "0"),), b"")
        if not request.path.startswith(("/son-xeberler", "/infinity/")):
            return super().handle(request)
        found = super().handle(replace(request, headers={}))
        card = rf'<div class="[^"]*index-post-block" data-timestamp="{HIDDEN} .*?</a>\s*</div>'
        body = re.sub(card, "", found.body.decode(), flags=re.DOTALL).encode()
        headers = tuple(pair for pair in found.headers if pair[0] not in ("Content-Length", "ETag"))
        return replace(found, body=body, headers=(*headers, ("Content-Length", str(len(body)))))


@dataclass(frozen=True)
class Told:
    """What a command said."""

    code: int
    out: str
    log: str
    lines: list[dict[str, Any]] = field(default_factory=list)


def scrapy(root: Path, *args: str, **environment: str) -> Told:
    """A command on an archive; its output as JSON lines where it is that."""
    settings = {"NEWSCRAWLER_ARCHIVE_DIR": str(root), "NEWSCRAWLER_WAIT_DUE": "0", "PYTHONPATH": str(PROJECT)}
    done = subprocess.run(
        [sys.executable, "-c", SCRAPY, *args],
        cwd=PROJECT,
        env={**os.environ, "COLUMNS": "80", **settings, **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    lines = [json.loads(line) for line in done.stdout.splitlines()] if "--json" in args else []
    return Told(done.returncode, done.stdout, done.stderr, lines)


def crawl(root: Path, origin: str, *args: str) -> Told:
    pace = ("-s", f"ORIGIN={origin}", "-s", "DOWNLOAD_DELAY=0.002", "-s", "RETRY_TIMES=0", "-L", "WARNING")
    return scrapy(root, "crawl", "report", *pace, *args)


@pytest.fixture(scope="module")
def room() -> Hiding:
    return Hiding(articles=ARTICLES, seed=3, shard=PER_SHARD)


@pytest.fixture(scope="module")
def archive(room: Hiding, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of three weeks of that newsroom."""
    root = tmp_path_factory.mktemp("coverage") / "archive"
    with room.serve() as origin:
        done = crawl(root, origin, "-a", f"since={SINCE}")
    assert done.code == Exit.INCOMPLETE, done.log
    return root


def on(room: Hiding, day: date, language: str | None = None) -> list[Story]:
    """The stories of a day that the site still has."""
    return [
        story
        for story in room.published()
        if story.published.date() == day and language in (None, story.language) and story.shown
    ]


def test_coverage_names_exactly_the_hidden_day_the_broken_shard_and_the_dead_feed(room: Hiding, archive: Path) -> None:
    told = scrapy(archive, "coverage", "report", "--since", SINCE, "--json")
    summary = told.lines[-1]
    unread = {(one["source"], one["url"], one["state"]) for one in summary["unread"]}
    assert unread == {(SHARDS, SHARD, "failed"), (f"feed {FEED}", FEED, "gone")}
    shard = room.published()[5 * PER_SHARD : 6 * PER_SHARD]
    lost = {
        day for day in {story.published.date() for story in shard} if 2 * _left(room, day, shard) < len(on(room, day))
    }
    holes = {(one["day"], one["source"]) for one in summary["holes"]}
    assert holes == {(str(HIDDEN), CURSOR), *((str(day), SHARDS) for day in lost)}
    assert lost
    hidden = next(one for one in summary["holes"] if one["source"] == CURSOR)
    assert (hidden["shown"], hidden["known"]) == (0, len(on(room, HIDDEN, "az")))
    assert (told.code, summary["complete"]) == (Exit.INCOMPLETE, False)


def _left(room: Hiding, day: date, shard: tuple[Story, ...]) -> int:
    return sum(story not in shard for story in on(room, day))


def test_every_day_counts_what_the_newsroom_published_then_and_names_what_is_not_held(
    room: Hiding, archive: Path
) -> None:
    lines = scrapy(archive, "coverage", "report", "--since", SINCE, "--json").lines
    days = {line["day"]: line for line in lines if line["row"] == "day"}
    assert list(days) == [str(date.fromisoformat(SINCE) + timedelta(days=n)) for n in range(22)]
    for day, line in days.items():
        lacks = day == str(LACKING)
        assert (line["held"] + lacks, line["failed"]) == (len(on(room, date.fromisoformat(day))), lacks), day
        assert line["status"] == ("incomplete" if lacks else "complete"), day
    (missing,) = (line for line in lines if line["row"] == "missing")
    broken = room.broken
    assert (missing["url"], missing["day"], missing["title"]) == (broken.url, str(LACKING), broken.title)
    assert (missing["state"], missing["reason"], SHARDS in missing["sources"]) == ("failed", "server_error", True)
    assert [line["row"] for line in lines[-2:]] == ["undated", "summary"]


def test_gaps_are_the_days_with_holes_and_the_pages_that_may_yet_be_read(room: Hiding, archive: Path) -> None:
    told = scrapy(archive, "coverage", "report", "--since", SINCE, "--gaps")
    lines = told.out.splitlines()
    assert f"{SHARD}#since={SINCE}" in lines
    assert not any(FEED in line for line in lines)
    assert any(line.startswith(f"{HIDDEN}  hole of {CURSOR}: 0 of ") for line in lines)
    found = Survey(archive, "report", Span.parse(SINCE)).gaps()
    assert (found.urls, found.pages) == ([room.broken.url], [f"{SHARD}#since={SINCE}"])
    assert [str(day) for day in found.days] == [line[:10] for line in lines if line[:2] == "20"]


def test_the_page_for_people_fits_eighty_columns_and_has_no_colours_in_a_pipe(archive: Path) -> None:
    told = scrapy(archive, "coverage", "report", "--since", SINCE)
    assert "\x1b[" not in told.out
    head = told.out.partition("pages of sources that could not be read")[0]
    assert max(map(len, head.splitlines())) <= 80
    assert f"{HIDDEN}: {CURSOR} lists 0 of" in told.out
    assert "2025 Jan Feb" in told.out
    assert "missing: 1 listed and not held" in told.out
    assert told.out.rstrip().splitlines()[-1].startswith("incomplete: ")


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of two articles that somebody named, one of them not there; no source was asked for any day."""
    root = tmp_path_factory.mktemp("seeded") / "archive"
    one, gone = stories(2)
    pages: Pages = {**SOURCES, one.path: one.reply}
    with play(pages) as server:
        crawl(root, server.origin, "-a", f"seeds={server.seeds(one.path, gone.path)}")
    return root


def test_a_day_for_which_no_source_was_read_is_unknown_and_not_complete(seeded: Path) -> None:
    told = scrapy(seeded, "coverage", "report", "--json")
    (day,) = (line for line in told.lines if line["row"] == "day")
    assert (day["day"], day["status"], day["held"]) == ("2025-12-10", "unknown", 1)
    assert (told.code, told.lines[-1]["unknown_days"]) == (Exit.INCOMPLETE, ["2025-12-10"])
    assert told.lines[-2]["gone"] == 1


@pytest.mark.parametrize(
    "args", [(), ("nosuch",), ("report", "axar"), ("report", "--since", "soon"), ("report", "--sinse", "2014")]
)
def test_what_cannot_be_asked_is_a_usage_error(args: tuple[str, ...], seeded: Path) -> None:
    assert scrapy(seeded, "coverage", *args).code == Exit.USAGE


def test_an_archive_that_is_not_there_is_a_usage_error(tmp_path: Path) -> None:
    told = scrapy(tmp_path / "none", "coverage", "report")
    assert (told.code, "there is no archive at" in told.log) == (Exit.USAGE, True)
