"""What a site offers to machines: feeds, sitemaps, their indexes."""

import gzip
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from newscrawler.newsroom.answer import XML, Page
from newscrawler.newsroom.sites.family.desk import Ask, Desk
from newscrawler.newsroom.sites.family.values import about, frame
from newscrawler.newsroom.story import Story
from newscrawler.newsroom.template import render

GZIP = "application/x-gzip"


@dataclass(frozen=True, slots=True)
class Feed:
    """The `count` newest of an edition, of a section of it (`section`), or of all editions together (`mixed`).

    `hours` leaves out what is older, as Google-News sitemaps do. `packed` answers gzip content, whatever was accepted.
    """

    path: str
    template: str = "feed.xml"
    count: int = 50
    host: str = ""
    language: str = ""
    section: str = ""
    mixed: bool = False
    hours: int = 0
    packed: bool = False
    words: Mapping[str, Any] = field(default_factory=dict)

    def page(self, desk: Desk, ask: Ask) -> Page:
        """The feed or sitemap."""
        shelf = desk.all if self.mixed else desk.shelf(ask.edition, self.section)
        stories = shelf.newest(self.count, ask.now)
        if self.hours:
            since = ask.now - timedelta(hours=self.hours)
            stories = [story for story in stories if story.published > since]
        return written(desk, ask, self.template, stories, self.packed, self.words)


@dataclass(frozen=True, slots=True)
class Index:
    """The index of an archive's shards: `shard` is their address by `{number}`, `others` are children beside them."""

    path: str
    shard: str
    template: str = "index.xml"
    others: tuple[str, ...] = ()
    first: int = 1
    host: str = ""
    language: str = ""

    def page(self, desk: Desk, ask: Ask) -> Page:
        """Each shard with the latest edit in it."""
        home, newest = ask.edition.home, _archive(desk, ask)
        count = math.ceil(len(newest) / desk.switches.shard)
        shards = [
            {
                "url": home + self.shard.format(number=number - 1 + self.first),
                "lastmod": max(one.modified or one.published for one in _cut(newest, number, desk)).isoformat(),
            }
            for number in range(1, count + 1)
        ]
        values = frame(desk, ask) | {"shards": shards, "others": [home + other for other in self.others]}
        return Page(render(desk.house.name, self.template, values).encode(), XML)


@dataclass(frozen=True, slots=True)
class Shard:
    """One shard of the archive, by the group `number` from `first`; shard `first` holds the newest."""

    path: str
    template: str = "sitemap.xml"
    first: int = 1
    packed: bool = False
    host: str = ""
    language: str = ""

    def page(self, desk: Desk, ask: Ask) -> Page | None:
        """The shard, unless it would be empty."""
        stories = _cut(_archive(desk, ask), int(ask.parts["number"]) - self.first + 1, desk)
        return written(desk, ask, self.template, stories, self.packed) if stories else None


def _archive(desk: Desk, ask: Ask) -> list[Story]:
    return desk.shelf(ask.edition).newest(10**6, ask.now)


def _cut(stories: list[Story], number: int, desk: Desk) -> list[Story]:
    size = desk.switches.shard
    return stories[(number - 1) * size : number * size] if number > 0 else []


def written(
    desk: Desk, ask: Ask, template: str, stories: list[Story], packed: bool, words: Mapping[str, Any] | None = None
) -> Page:
    """The stories in a template that names `items`; as gzip content where the site keeps it so."""
    values = frame(desk, ask) | {"items": [about(story, desk, ask.now) for story in stories]} | {**(words or {})}
    body = render(desk.house.name, template, values).encode()
    return Page(gzip.compress(body, 6, mtime=0), GZIP) if packed else Page(body, XML)
