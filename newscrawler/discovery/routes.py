"""Which sources reach a range of days, at what cost, and which of them are walked. Pure."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from newscrawler.discovery.reach import Reach
from newscrawler.discovery.span import Span

CHECK = 0.05
"""Requests, as a part of the articles, that a second source may cost, for cross-checking."""

DEAR = 0.10
"""A source whose pages cost more than this part of the articles is left where a cheaper one reaches as far."""

_NEAR = 0.05
_NEAR_DAYS = 31
_MOST = 0.5


@dataclass(frozen=True)
class Route:
    """One source: `pages` it costs, `articles` of the range by edition, the `first` day that it gets to, a `note`.

    `doubtful` articles are asked for although they are hardly of the range: a sitemap tells the day of the last edit
    alone. `fresh`: a feed or its like, one request for the newest articles whatever the range. `silent`: nothing was
    to be seen on the pages looked at, and no other source tells of everything; so it is walked.
    """

    name: str
    pages: int
    articles: Mapping[str, float] = field(default_factory=dict)
    first: date | None = None
    note: str = ""
    fresh: bool = False
    doubtful: float = 0.0
    silent: bool = False

    @classmethod
    def of(cls, name: str, reach: Reach, editions: Mapping[str, str], span: Span) -> "Route":
        """The route that a look at a source tells of; `editions` by URL, those that are wanted."""
        articles, doubtful = defaultdict[str, float](float), 0.0
        for one in reach.seen:
            if one.url in editions and one.day is not None and span.is_after(one.day):
                doubtful += one.weight
            elif one.url in editions:
                articles[editions[one.url]] += one.weight
        return cls(name, reach.pages, dict(articles), reach.first, doubtful=doubtful)

    @property
    def cost(self) -> float:
        """Requests that bring no article of the range."""
        return self.pages + self.doubtful

    def only(self, editions: Collection[str | None]) -> "Route":
        """The route as far as these editions go."""
        return replace(self, articles={name: count for name, count in self.articles.items() if name in editions})

    @property
    def total(self) -> float:
        """Articles of all editions."""
        return sum(self.articles.values())


def choose(routes: Sequence[Route], length: int) -> tuple[Route, ...]:
    """The cheapest routes that cover a range of `length` days in each edition, then others for cross-checking.

    Nothing when no route tells anything.
    """
    known = [route for route in routes if route.total and not route.fresh]
    editions = sorted({name for route in known for name in route.articles})
    told = {name: [route for route in known if _covers(route, name, known, length)] for name in editions}
    able = {name: covering for name, covering in told.items() if covering}
    single = [route for route in known if able and all(route in covering for covering in able.values())]
    chosen = min([_one_by_one(able), *([route] for route in single)], key=cost_of)
    for route in (one for name in editions if name not in able for one in _both(name, known)):
        if route not in chosen:
            chosen.append(route)
    budget = CHECK * expected(chosen)
    others = [route for route in routes if route not in chosen and (route.fresh or route.total)]
    for route in sorted(others, key=lambda one: (not one.fresh, one.cost)):
        if route.cost <= budget:
            chosen.append(route)
            budget -= route.cost
    return (*chosen, *(route for route in routes if route.silent))


def _both(edition: str, known: Sequence[Route]) -> list[Route]:
    """Where none reaches furthest and tells most: the one that reaches furthest and the one that tells most."""
    rivals = [route for route in known if edition in route.articles]
    furthest = min(rivals, key=lambda route: route.first or date.max)
    return [furthest, max(rivals, key=lambda route: route.articles[edition])]


def _one_by_one(able: Mapping[str, Sequence[Route]]) -> list[Route]:
    """For each edition the cheapest route; none of which all editions are shown by later ones."""
    chosen: list[Route] = []
    for routes in able.values():
        if not any(route in routes for route in chosen):
            chosen.append(min(routes, key=lambda route: (route.cost, -route.total)))
    for route in [*chosen]:
        others = [other for other in chosen if other is not route]
        if all(any(other in routes for other in others) for routes in able.values() if route in routes):
            chosen = others
    return chosen


def cost_of(routes: Iterable[Route]) -> float:
    """What they cost beside the articles of the range."""
    return sum(route.cost for route in routes)


def expected(routes: Iterable[Route]) -> float:
    """The articles that routes lead to together: of each edition what the best of them tells."""
    best: dict[str, float] = {}
    for route in routes:
        for edition, count in route.articles.items():
            best[edition] = max(best.get(edition, 0.0), count)
    return sum(best.values())


def is_dear(least: int, articles: float) -> bool:
    """Do the pages of a source cost more than it is worth while another one reaches the range?"""
    return least > DEAR * articles


def _covers(route: Route, edition: str, known: Sequence[Route], length: int) -> bool:
    """Does it get as far back in an edition as any, and tell of about as many articles?"""
    rivals = [one for one in known if edition in one.articles]
    if route not in rivals:
        return False
    reached = [one.first for one in rivals if one.first]
    most = max(one.articles[edition] for one in rivals)
    if route.articles[edition] < _MOST * most:
        return False
    if route.first is None or not reached:
        return not reached or len(rivals) == 1
    return route.first <= min(reached) + timedelta(days=max(_NEAR_DAYS, round(_NEAR * length)))
