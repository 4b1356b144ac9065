"""The plan of a backfill: what it will ask for, how long that takes, and what fits on the disk. Pure."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from newscrawler.discovery.reach import Sighting
from newscrawler.discovery.routes import Route
from newscrawler.discovery.span import Span

LEDGER = 5_000_000
"""Bytes that the ledger's log of what is being written takes, however few the articles."""


@dataclass(frozen=True)
class Plan:
    """What a backfill of a site will do and cost.

    `articles` expected in the range, `held` of them already, `fetches` pages of articles to ask for, `pace` in seconds
    a request, `size` in bytes an article on the disk, `looks` requests that the plan itself has cost, `days` how many
    articles each day is expected to have; `at` when planning began, `stored` what of the whole site was held then.
    """

    site: str
    since: str
    until: str | None
    at: str
    routes: tuple[Route, ...]
    chosen: tuple[str, ...]
    articles: int = 0
    held: int = 0
    fetches: int = 0
    hosts: int = 1
    pace: float = 1.0
    size: float = 68_000.0
    looks: int = 0
    stored: int = 0
    days: Mapping[str, float] = field(default_factory=dict)

    @property
    def pages(self) -> int:
        """Requests for the pages of sources."""
        return sum(route.pages for route in self.routes if route.name in self.chosen)

    @property
    def requests(self) -> int:
        """All that the crawl will ask for, a robots.txt for each host among it."""
        return self.pages + self.fetches + self.hosts

    @property
    def hours(self) -> float:
        """At the polite pace."""
        return self.requests * self.pace / 3600

    @property
    def need(self) -> float:
        """Bytes on the disk."""
        return LEDGER + self.fetches * self.size if self.fetches else 0.0

    def fits_since(self, free: float) -> str | None:
        """The first day of the range, counted back from its latest, that `free` bytes hold; None when not even one."""
        room, fits = (free - LEDGER) / self.size, None
        for day in sorted(self.days, reverse=True):
            room -= self.days[day] * (self.fetches / self.articles if self.articles else 1.0)
            if room < 0:
                return fits
            fits = day
        return self.since if fits else None

    def as_dict(self) -> dict[str, Any]:
        """For the ledger: a backfill that is taken up again needs no second look."""
        return {**asdict(self), "routes": [{**asdict(one), "first": None} for one in self.routes]}

    @classmethod
    def from_dict(cls, told: Mapping[str, Any]) -> "Plan":
        """The plan of `as_dict`."""
        routes = tuple(Route(**one) for one in told["routes"])
        return cls(**{**told, "routes": routes, "chosen": tuple(told["chosen"])})


def by_day(seen: Collection[Sighting], articles: float, span: Span) -> dict[str, float]:
    """How many articles each day has, by what was seen of a source that tells days; sums to `articles`."""
    days = defaultdict[str, float](float)
    for one in seen:
        if one.day is not None and span.holds(one.day):
            days[one.day.isoformat()] += one.weight
    total = sum(days.values())
    return {day: count * articles / total for day, count in days.items()} if total else {}
