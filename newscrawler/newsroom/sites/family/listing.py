"""Listings of a site: of everything, of a section, of a day; their pages, and what comes beyond the last."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from typing import Any

from newscrawler.newsroom.answer import Page
from newscrawler.newsroom.printing import parts
from newscrawler.newsroom.sites.family.desk import Ask, Desk
from newscrawler.newsroom.sites.family.values import about, frame
from newscrawler.newsroom.story import Story
from newscrawler.newsroom.template import render


@dataclass(frozen=True, slots=True)
class Cards:
    """A listing, newest first, its pages numbered from `first` by the group or the query parameter `number`.

    `by` is `section` (group `section`) or `day` (group `day`, as 2021-12-19, or groups year, month, day). `turn` is
    the address of page `{number}`, under the edition. Past the end it shows no card (`empty`), the last page again
    (`last`), the first (`first`), the front page (`home`) or a 404 (`missing`). `before` names a query parameter
    that cuts the list off at a moment: a cursor. `ghosts` are cards of nothing, `times` what a page repeats.
    """

    path: str
    host: str = ""
    language: str = ""
    template: str = "listing.html"
    size: int = 0
    by: str = ""
    number: str = "page"
    first: int = 1
    turn: str = ""
    past: str = "empty"
    before: str = ""
    only_first: bool = False
    words: Mapping[str, Any] = field(default_factory=dict)

    def page(self, desk: Desk, ask: Ask) -> Page | None:
        """That page of the listing; None for a number, day or section that is none."""
        stories = self._stories(desk, ask)
        text = ask.parts.get("number") or ask.query.get(self.number) or str(self.first)
        if stories is None or not text.isdigit():
            return None
        size = self.size or desk.switches.batch
        pages = max(1, -(-len(stories) // size))
        place = max(0, int(text) - self.first)
        if place >= pages:
            place = {"last": pages - 1, "first": 0}.get(self.past, place)
        if place >= pages and self.past == "home":
            return Page(b"", status=302, location=ask.edition.home + "/")
        if place >= pages and self.past == "missing":
            return None
        shown = stories[place * size : (place + 1) * size]
        last = self.only_first or place + 1 >= pages
        return self._shown(desk, ask, shown, place + self.first, 0 if last else pages)

    def _stories(self, desk: Desk, ask: Ask) -> list[Story] | None:
        if self.by == "day":
            day = _day(ask)
            return desk.shelf(ask.edition).day(day, ask.now) if day else None
        section = ask.parts["section"] if self.by == "section" else ""
        if section and section not in {one.slug for one in ask.edition.sections.values()}:
            return None
        shelf = desk.shelf(ask.edition, section)
        if stamp := ask.query.get(self.before) if self.before else None:
            return [one for one in shelf.newest(10**6, ask.now) if parts(one.published, "az")["stamp"] < stamp]
        return shelf.newest(10**6, ask.now)

    def _shown(self, desk: Desk, ask: Ask, stories: list[Story], number: int, pages: int) -> Page:
        turn = (ask.edition.home + self.turn).format_map if self.turn else ("").format_map
        named = {**ask.parts}
        values = {
            **frame(desk, ask),
            **self.words,
            "cards": [about(story, desk, ask.now) for story in stories],
            "here": ask.edition.home + ask.path,
            "heading": ask.parts.get("section") or ask.edition.words.get("latest", ""),
            "number": number,
            "pages": pages or number,
            "next": turn({**named, "number": number + 1}) if pages else "",
            "last-stamp": parts(stories[-1].published, "az")["stamp"] if stories else "",
        }
        shown = "\n".join(f"{story.listed} {story.title}" for story in stories)
        tag = blake2b(f"{self.template} {number}\n{shown}".encode(), digest_size=8).hexdigest()
        return Page(render(desk.house.name, self.template, values).encode(), tag=tag)


def _day(ask: Ask) -> date | None:
    text = ask.parts.get("day") or "{year}-{month:0>2}-{dayofmonth:0>2}".format_map(ask.parts)
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
