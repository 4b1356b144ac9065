"""A listing that goes back in time, batch by batch, by the time stamp of its last card."""

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil
from urllib.parse import parse_qs, quote, urlsplit, urlunsplit

from newscrawler.az import BAKU
from newscrawler.discovery.candidate import Fetched, Harvest
from newscrawler.discovery.cards import Cards, is_past, parse, read_cards, select_first, within
from newscrawler.discovery.dates import read_date
from newscrawler.discovery.reach import LOOKS, Look, Reach, Sighting, Told, days_of, instants, weigh
from newscrawler.discovery.span import Span
from newscrawler.discovery.urls import absolute

_STAMP = "%Y-%m-%d %H:%M:%S"


@dataclass(frozen=True)
class Cursor:
    """A listing that goes back in time by the stamp of its last card (`?date=<stamp>&oldest=1`).

    Two articles can share a second, and the server gives what is strictly older: so one second more than the last
    stamp is asked for, what is known already drops out, and only a page that brings no older card asks strictly.
    """

    url: str
    cards: tuple[Cards, ...]
    container: str = ".loadContainer[data-url], .load-container[data-url]"

    @property
    def name(self) -> str:
        """`cursor https://…`."""
        return f"cursor {self.url}"

    def begin(self, span: Span, now: datetime) -> Iterator[str]:
        """The newest page: its container names the address of the older ones."""
        yield self.url

    def read(self, page: Fetched, span: Span) -> Harvest:
        """The cards of the span, and the next older page until one card is older than the span or none is left."""
        harvest = read_cards(self.cards, page, self.name)
        stamps = [one.published.value for one in harvest.candidates if one.published]
        if stamps and not is_past(harvest, span):
            harvest.more = [url for url in [self._older(page, min(stamps), span)] if url]
        return within(harvest, span)

    def _older(self, page: Fetched, last: datetime, span: Span) -> str | None:
        asked = _asked(page)
        before = last + timedelta(seconds=1)
        if asked is not None and before >= asked:
            before = last
            if before >= asked:
                return None  # the server repeats itself
        if span.end is not None and span.end < before:
            before = span.end
        address = self._address(page)
        return _at(address, before) if address else None

    def least(self, span: Span, now: datetime) -> int:
        """The newest page and an older one."""
        return 2

    def reach(self, span: Span, now: datetime, told: Told) -> Look:
        """The newest page and the oldest; pages over the whole span where no other source tells how many articles."""
        page = yield self.url
        newest = read_cards(self.cards, page, self.name).candidates if page else []
        address = self._address(page) if page else None
        if page is None or not newest or address is None or span.start is None:
            return None
        first = yield from self._first(address, span)
        count = told(one.url for one in newest)
        if count is not None:
            seen = [Sighting(one.url, None, count / len(newest)) for one in newest]
        else:
            seen = yield from self._sample(address, span, now)
        steps = ceil(sum(one.weight for one in seen) / max(1, len(newest) - 1))  # each page shows the last card again
        return Reach(1 + steps, tuple(seen), first)

    def _first(self, address: str, span: Span) -> Generator[str, Fetched | None, date | None]:
        """The span's first day if anything that old is shown."""
        assert span.start is not None
        page = yield _at(address, span.start + timedelta(days=1))
        shown = read_cards(self.cards, page, self.name).candidates if page else []
        return span.since if days_of(shown) else None

    def _sample(self, address: str, span: Span, now: datetime) -> Generator[str, Fetched | None, list[Sighting]]:
        ends, seen, begin = instants(span, now, LOOKS - 2), list[Sighting](), span.start
        for end in ends:
            assert begin is not None
            if (page := (yield _at(address, end))) is not None:
                seen += weigh(read_cards(self.cards, page, self.name).candidates, begin, end)
            begin = end
        return seen

    def _address(self, page: Fetched) -> str | None:
        if _asked(page) is not None:
            return urlunsplit((*urlsplit(page.url)[:3], "", ""))
        container = select_first(parse(page), self.container)
        return absolute(container.get("data-url", ""), page.url) if container is not None else None


def _at(address: str, before: datetime) -> str:
    """The address of what is older than an instant."""
    return f"{address}?date={quote(before.astimezone(BAKU).strftime(_STAMP))}&oldest=1"


def _asked(page: Fetched) -> datetime | None:
    """The instant that this page was asked to be older than; None for the first page."""
    dates = parse_qs(urlsplit(page.url).query).get("date", [])
    asked = read_date(dates[0], page.at) if dates else None
    return asked.value if asked else None
