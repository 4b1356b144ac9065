"""What every page of a site draws on: its stories under every name by which they are asked for, the pages kept."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from newscrawler.newsroom.answer import Page
from newscrawler.newsroom.shelf import Shelf
from newscrawler.newsroom.sites.family.sheet import Edition, House
from newscrawler.newsroom.story import Story
from newscrawler.newsroom.switches import Switches

Issue = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Ask:
    """A request as a route sees it: host, edition, the path under it, its named parts, the query, the moment."""

    host: str
    edition: Edition
    path: str
    parts: Mapping[str, str]
    query: Mapping[str, str]
    now: datetime


class Desk:
    """The stories of a site, each by number, by the last segment of its address, by section."""

    def __init__(self, house: House, planned: tuple[Story, ...], given: Switches) -> None:
        self.house, self.switches = house, given
        self.all = Shelf(planned)
        self.by_number = {story.short_id: story for story in planned}
        self.by_slug = {(story.language, story.url.rpartition("/")[2]): story for story in planned}
        grouped: defaultdict[tuple[str, str], list[Story]] = defaultdict(list)
        for story in planned:
            for section in ("", story.section_slug):
                grouped[story.language, section].append(story)
        self._shelves = {name: Shelf(stories) for name, stories in grouped.items()}
        self._changes = sorted(one.removed for one in planned if one.removed)
        self._kept: dict[str, tuple[Issue, Page]] = {}

    def shelf(self, edition: Edition, section: str = "") -> Shelf:
        """The stories of an edition, or of one of its sections."""
        return self._shelves.get((edition.language, section), Shelf(()))

    def edition_of(self, story: Story) -> Edition:
        """The edition that a story is of."""
        return next(one for one in self.house.editions if one.language == story.language)

    def kept(self, target: str, build: Callable[[], Page | None], now: datetime) -> Page | None:
        """The page of that target, kept until something new is out or the hour is over: pages say `today`."""
        issue = (self.all.until(now), bisect_right(self._changes, now), f"{now:%Y%m%d%H}")
        known = self._kept.get(target)
        if known is not None and known[0] == issue:
            return known[1]
        page = build()
        if page is not None:
            self._kept[target] = (issue, page)
        return page
