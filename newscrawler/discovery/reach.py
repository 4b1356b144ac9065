"""How far a source reaches and what it would cost, told from a few of its pages.

A source's `reach` is a generator: it yields the URLs that it wants to look at, is sent each page (None: it cannot be
had) and returns a `Reach`. So it fetches nothing itself, and a test sends it pages by hand.
"""

from collections.abc import Callable, Collection, Generator, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol, TypeVar, runtime_checkable

from newscrawler.az import BAKU
from newscrawler.discovery.candidate import Candidate, Fetched
from newscrawler.discovery.span import Span

LOOKS = 12
"""Pages of one source that an estimate looks at, at most."""

_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Sighting:
    """An article of the span that was seen; it stands for `weight` of them. `day`: what the source said of its date."""

    url: str
    day: date | None
    weight: float = 1.0


@dataclass(frozen=True)
class Reach:
    """Pages that a walk through the source costs, what it shows, and the `first` day of the span that it gets to.

    `first` None: not known.
    """

    pages: int
    seen: tuple[Sighting, ...]
    first: date | None = None


Look = Generator[str, Fetched | None, Reach | None]
Told = Callable[[Iterable[str]], float | None]
"""How many articles of the span, in the editions of these URLs, the other sources tell of; None: not known."""


@runtime_checkable
class Reaching(Protocol):
    """A source that tells what a span would cost."""

    @property
    def name(self) -> str:
        """The source's name."""
        ...

    def least(self, span: Span, now: datetime) -> int:
        """The requests that `span` costs at the very least, known without asking for anything."""
        ...

    def reach(self, span: Span, now: datetime, told: Told) -> Look:
        """Looks at a few pages; None when they tell nothing."""
        ...


def evenly(items: Sequence[_Item], most: int = LOOKS) -> list[_Item]:
    """At most `most` of the items, the first and the last among them, in their order.

    >>> evenly(range(100), 4)
    [0, 33, 66, 99]
    """
    if len(items) <= most:
        return list(items)
    return [items[number * (len(items) - 1) // (most - 1)] for number in range(most)]


def days_of(candidates: Iterable[Candidate]) -> list[date]:
    """The days that the candidates are said to be of."""
    return [one.published.day for one in candidates if one.published]


def instants(span: Span, now: datetime, most: int) -> list[datetime]:
    """`most` instants that cut the span (which has a beginning) into stretches of one length; each is the newer end."""
    assert span.start is not None
    end = min(span.end or now, now).astimezone(BAKU)
    step = (end - span.start) / most
    return [span.start + step * number for number in range(1, most + 1)]


def weigh(shown: Collection[Candidate], begin: datetime, end: datetime) -> list[Sighting]:
    """What a page that begins at one end of a stretch says of all of it, by the time that its cards cover."""
    times = [one.published.value for one in shown if one.published]
    inside = [one for one in shown if one.published and begin <= one.published.value < end]
    if not times or not inside:
        return []
    covered = max(min(max(times), end) - max(min(times), begin), timedelta(minutes=1))
    fills = len(inside) < len(shown)  # the page goes on beyond the stretch: it shows all there is
    weight = 1.0 if fills else max(1.0, (end - begin) / covered)
    return [Sighting(one.url, one.published.day if one.published else None, weight) for one in inside]
