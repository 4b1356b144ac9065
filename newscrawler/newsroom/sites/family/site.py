"""A site that is data, played: its stories, and its answers to requests."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cached_property, partial
from urllib.parse import urlsplit

from newscrawler.newsroom.answer import TEXT, Page, Request
from newscrawler.newsroom.plan import drafts
from newscrawler.newsroom.sites.family.desk import Ask, Desk
from newscrawler.newsroom.sites.family.edit import Editor
from newscrawler.newsroom.sites.family.routes import Fixed, Route, fits, missing
from newscrawler.newsroom.sites.family.sheet import Edition, House
from newscrawler.newsroom.story import Story
from newscrawler.newsroom.switches import Switches


class Played:
    """`house` under its `routes`; the first that fits and answers is asked. `doors` are further roots of editions.

    `needs_browser`: the site answers 400 to a client that does not say it is a browser.
    """

    def __init__(
        self,
        house: House,
        routes: Sequence[Route],
        doors: Mapping[str, str] | None = None,
        needs_browser: bool = False,
    ) -> None:
        self.house, self.needs_browser = house, needs_browser
        self.routes: tuple[Route, ...] = (Fixed(r"/robots\.txt", "robots.txt", kind=TEXT), *routes)
        self._doors = {**{edition.home: edition.language for edition in house.editions}, **(doors or {})}

    @property
    def name(self) -> str:
        """The site's name."""
        return self.house.name

    @cached_property
    def hosts(self) -> frozenset[str]:
        """Every host it answers under."""
        return frozenset([*(urlsplit(home).netloc for home in self._doors), *self.house.also])

    def stories(self, articles: int, end: datetime, seed: int, given: Switches) -> tuple[Story, ...]:
        """That many stories up to `end`, oldest first; an aggregator has the copy of its wire."""
        copy = drafts(articles, end, f"{self.house.wire or self.house.name} {seed}", self.house.tellers)
        editor = Editor(self.house, seed, end, given.removals)
        return tuple(sorted((editor.story(draft) for draft in copy), key=lambda one: (one.published, one.short_id)))

    def paper(self, planned: tuple[Story, ...], given: Switches) -> "PlayedPaper":
        """The site with these stories."""
        return PlayedPaper(self, planned, given)

    def edition(self, host: str, path: str) -> tuple[Edition, str]:
        """The edition whose root is the longest beginning of the address, and the path under it."""
        address = f"https://{host}{path}"
        roots = [home for home in self._doors if f"{address}/".startswith(f"{home}/")]
        root = max(roots, key=len) if roots else next(iter(self._doors))
        language = self._doors[root]
        found = next(edition for edition in self.house.editions if edition.language == language)
        return found, address.removeprefix(root).removeprefix(f"https://{host}")


class PlayedPaper:
    """A played site with its stories."""

    def __init__(self, site: Played, planned: tuple[Story, ...], given: Switches) -> None:
        self._site, self._desk = site, Desk(site.house, planned, given)

    def page(self, request: Request, now: datetime) -> Page:
        """What the site answers; pages are kept, listings as long as nothing new is out."""
        asked = request.host.partition(":")[0].lower()
        host = self._site.house.also.get(asked, asked)
        edition, path = self._site.edition(host, request.path)
        if self._site.needs_browser and "Mozilla" not in request.headers.get("user-agent", ""):
            return Page(b"bad request\n", TEXT, 400)
        for route in self._site.routes:
            found = fits(route, edition, path, host)
            if found is not None:
                parts = {name: value or "" for name, value in found.groupdict().items()}
                ask = Ask(host, edition, path, parts, request.query, now)
                if page := self._desk.kept(f"{host}{request.target}", partial(route.page, self._desk, ask), now):
                    return page
        return missing(self._desk, Ask(host, edition, path, {}, {}, now))
