"""Which request meets which page: the kinds of route that a site's data is made of."""

import re
from dataclasses import dataclass
from hashlib import blake2b
from typing import Protocol
from urllib.parse import unquote

from newscrawler.newsroom.answer import HTML, Page
from newscrawler.newsroom.sites.family.desk import Ask, Desk
from newscrawler.newsroom.sites.family.sheet import Edition
from newscrawler.newsroom.sites.family.values import article, frame
from newscrawler.newsroom.story import Story
from newscrawler.newsroom.template import render


class Route(Protocol):
    """A pattern for the path under an edition, and the page there; `host` and `language` bind it to one of them."""

    @property
    def path(self) -> str:
        """A regular expression for the whole path."""

    @property
    def host(self) -> str:
        """The only host that has it, or nothing."""

    @property
    def language(self) -> str:
        """The only edition that has it, or nothing."""

    def page(self, desk: Desk, ask: Ask) -> Page | None:
        """The answer; None leaves the request to the routes after this one."""


@dataclass(frozen=True, slots=True)
class Article:
    """An article's page, found by the group `id` or `slug`. `moves`: any other address of it answers 301."""

    path: str
    host: str = ""
    language: str = ""
    moves: bool = False
    template: str = ""

    def page(self, desk: Desk, ask: Ask) -> Page | None:
        """The article; 410 for one taken down, nothing for an unknown one."""
        story = _found(desk, ask)
        if story is None:
            return None
        if not story.shown:
            return missing(desk, ask, story.status)
        if self.moves and unquote(ask.path) != unquote(_path(story, ask)):
            return Page(b"", status=301, location=story.url)
        body = render(desk.house.name, self.template or f"{story.layout}.html", article(story, desk, ask)).encode()
        tag = blake2b(f"{self.template} {story.title}\n{story.text}".encode(), digest_size=8).hexdigest()
        return Page(body, modified=story.modified or story.published, tag=tag)


def _found(desk: Desk, ask: Ask) -> Story | None:
    if number := ask.parts.get("id"):
        story = desk.by_number.get(int(number.lstrip("-")))
    else:
        story = desk.by_slug.get((ask.edition.language, ask.parts["slug"]))
    if story is None or story.published > ask.now or story.language != ask.edition.language:
        return None
    return story.at(ask.now)


def _path(story: Story, ask: Ask) -> str:
    return story.url.removeprefix(ask.edition.home)


def missing(desk: Desk, ask: Ask, status: int = 404) -> Page:
    """The page that says there is none."""
    return Page(render(desk.house.name, "missing.html", frame(desk, ask) | {"status": status}).encode(), status=status)


@dataclass(frozen=True, slots=True)
class Fixed:
    """A page that is always the same: a template, or a bare status."""

    path: str
    template: str = ""
    status: int = 200
    kind: str = HTML
    host: str = ""
    language: str = ""

    def page(self, desk: Desk, ask: Ask) -> Page:
        """The page; its template may name what the frame does, and the Crawl-delay that a switch asks for."""
        delay = desk.switches.crawl_delay
        values = frame(desk, ask) | {"status": self.status, "delay": f"{delay:g}" if delay is not None else ""}
        body = render(desk.house.name, self.template, values) if self.template else ""
        return Page(body.encode(), self.kind, self.status)


@dataclass(frozen=True, slots=True)
class Moved:
    """Addresses that lead elsewhere: `to` is a pattern of the path's groups, under the edition; `/` is the front."""

    path: str
    to: str
    host: str = ""
    language: str = ""

    def page(self, desk: Desk, ask: Ask) -> Page:
        """301."""
        return Page(b"", status=301, location=ask.edition.home + self.to.format_map(ask.parts))


def fits(route: Route, edition: Edition, path: str, host: str) -> re.Match[str] | None:
    """The match of the route's pattern, where it is asked for."""
    elsewhere = (route.host and route.host != host) or (route.language and route.language != edition.language)
    return None if elsewhere else re.fullmatch(route.path, path)
