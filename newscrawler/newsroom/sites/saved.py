"""A site played from its saved pages: each at its own URL, and a feed and a sitemap that list them."""

import gzip
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from newscrawler.newsroom.answer import TEXT, XML, Page, Request
from newscrawler.newsroom.printing import BAKU
from newscrawler.newsroom.story import Story
from newscrawler.newsroom.switches import Switches
from newscrawler.newsroom.template import render

FEED = r"/(?:.*/)?[^/]*(?:rss|feed)[^/]*(?:/[^/]*)?"
SITEMAP = r"/(?:.*/)?[^/]*sitemap[^/]*"


@dataclass(frozen=True)
class Saved:
    """`folder` holds `<case>.html.gz` and, beside it, `<case>.json` with `url`, and `expected` of what it says.

    `feed` and `sitemap` are patterns of the paths at which they lie; by default, any that looks like one.
    """

    name: str
    folder: Path
    feed: str = FEED
    sitemap: str = SITEMAP

    @cached_property
    def cases(self) -> Mapping[str, tuple[Path, dict[str, Any]]]:
        """By address without its scheme: the page, and what is known of it. The first page of an address counts."""
        found: dict[str, tuple[Path, dict[str, Any]]] = {}
        for page in sorted(self.folder.glob("*.html.gz")):
            case = json.loads(page.with_name(page.name.replace(".html.gz", ".json")).read_text(encoding="utf-8"))
            found.setdefault(_address(case["url"]), (page, case))
        return found

    @cached_property
    def hosts(self) -> frozenset[str]:
        """The hosts of its pages."""
        return frozenset(urlsplit(case["url"]).netloc for _, case in self.cases.values())

    def stories(self, articles: int, end: datetime, seed: int, given: Switches) -> tuple[Story, ...]:
        """The articles among its pages, as what is written beside them has it, oldest first; however many."""
        found = [self._story(case) for _, case in self.cases.values() if "title" in case.get("expected", {})]
        known = {story.key: story for story in reversed(found)}  # one article may be saved under several addresses
        return tuple(sorted(known.values(), key=lambda story: (story.published, story.url)))

    def paper(self, planned: tuple[Story, ...], given: Switches) -> "SavedPaper":
        """The site itself."""
        return SavedPaper(self)

    def _story(self, case: Mapping[str, Any]) -> Story:
        told = case["expected"]
        moment = datetime.fromisoformat(told["published_at"] or f"{told['published_on']}T00:00:00").replace(tzinfo=BAKU)
        return Story(
            site=self.name,
            key=told["id"].partition(":")[2],
            language=told["language"],
            topic="",
            section=told.get("section") or "",
            section_slug="",
            url=told["url"],
            listed=case["url"],
            short_id=0,
            title=told["title"],
            lead=told.get("lead"),
            paragraphs=tuple(told["text"].split("\n")),
            published=moment,
            modified=None,
            layout="saved",
            precision=told["published_precision"],
        )


@dataclass(frozen=True)
class SavedPaper:
    """Saved pages behind their addresses."""

    site: Saved

    def page(self, request: Request, now: datetime) -> Page:
        """The page saved from there; robots.txt, feed and sitemap are ours."""
        found = self.site.cases.get(_address(f"https://{request.host.lower()}{request.target}"))
        if found is not None:
            return Page(gzip.decompress(found[0].read_bytes()))
        if request.path == "/robots.txt":
            return Page(b"User-agent: *\nDisallow:\n", TEXT)
        if re.fullmatch(self.site.feed, request.path):
            return self._listed("saved-feed.xml")
        if re.fullmatch(self.site.sitemap, request.path):
            return self._listed("saved-sitemap.xml")
        return Page(b"no such page was saved\n", TEXT, 404)

    def _listed(self, template: str) -> Page:
        items = [
            {"url": case["url"], "title": case["expected"]["title"], "day": case["expected"]["published_on"]}
            for _, case in self.site.cases.values()
            if "title" in case.get("expected", {})
        ]
        return Page(render("family", template, {"site": self.site.name, "items": items}).encode(), XML)


def _address(url: str) -> str:
    """What two spellings of an address share: no scheme, no slash at its end, no port."""
    parts = urlsplit(url)
    return f"{parts.hostname}{parts.path.rstrip('/')}" + (f"?{parts.query}" if parts.query else "")
