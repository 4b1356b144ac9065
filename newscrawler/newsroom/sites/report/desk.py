"""What every page of report.az draws on: the shelves of stories, the index of addresses, the pages kept."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from newscrawler.newsroom.answer import Page
from newscrawler.newsroom.shelf import Shelf
from newscrawler.newsroom.sites.report.editions import PREFIX
from newscrawler.newsroom.story import Story
from newscrawler.newsroom.switches import Switches

Issue = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Ask:
    """A request as a route sees it: the edition, the path under it, its named parts, the query, the moment."""

    language: str
    path: str
    parts: Mapping[str, str]
    query: Mapping[str, str]
    now: datetime


class Desk:
    """The stories of report.az under every name by which they are asked for."""

    def __init__(self, planned: tuple[Story, ...], given: Switches) -> None:
        self.switches = given
        self.all = Shelf(planned)
        self.editions = {name: Shelf(story for story in planned if story.language == name) for name in PREFIX}
        self.by_slug = {(story.language, story.key.rpartition("/")[2]): story for story in planned}
        self.by_number = {story.short_id: story for story in planned}
        self.by_url = {story.url: story for story in planned}
        changes = (moment for story in planned for moment in (story.modified, story.removed) if moment)
        self._changes = sorted(changes)
        self._kept: dict[str, tuple[Issue, Page]] = {}
        grouped: defaultdict[tuple[str, str], list[Story]] = defaultdict(list)
        for story in planned:
            grouped[story.language, story.section_slug].append(story)
        self._sections = {name: Shelf(stories) for name, stories in grouped.items()}

    def section(self, language: str, slug: str) -> Shelf:
        """The stories of a section; none for a section without any."""
        return self._sections.get((language, slug), Shelf(()))

    def kept(self, target: str, build: Callable[[], Page | None], now: datetime) -> Page | None:
        """The page of that target: articles are kept for good, anything else until something new is out."""
        issue = (self.all.until(now), bisect_right(self._changes, now), f"{now:%Y%m%d%H}")
        known = self._kept.get(target)
        if known is not None and (known[1].lasting or known[0] == issue):
            return known[1]
        page = build()
        if page is not None:
            self._kept[target] = (issue, page)
        return page
