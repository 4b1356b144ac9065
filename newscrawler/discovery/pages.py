"""A listing in numbered pages: `https://axar.az/latest/page{page}/`."""

import re
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from urllib.parse import urlsplit

from newscrawler.discovery.candidate import Candidate, Fetched, Harvest
from newscrawler.discovery.cards import Cards, read_cards, within
from newscrawler.discovery.reach import LOOKS, Look, Reach, Sighting, Told, days_of
from newscrawler.discovery.span import Span


@dataclass(frozen=True)
class Pages:
    """A listing whose pages have numbers: `first`, then every `step` further, the newest articles first.

    `{page}` in `url` is the number, be it a page's or a row's (`?start={page}`, `step=30`). Sites answer a number
    beyond the last page in many ways, and each ends the walk: no cards, the cards of the page before once more, or a
    redirect to another page. A card pinned to every page does not: all dated cards have to be older than the span.
    """

    url: str
    cards: tuple[Cards, ...]
    first: int = 1
    step: int = 1

    @property
    def name(self) -> str:
        """`pages https://…`, with `{page}` as declared."""
        return f"pages {self.url}"

    def begin(self, span: Span, now: datetime) -> Iterator[str]:
        """The first page."""
        yield self.page_of(self.first)

    def page_of(self, number: int) -> str:
        """The URL of one page."""
        return self.url.replace("{page}", str(number))

    def number_of(self, url: str) -> int | None:
        """The number of a page by its URL; scheme, `www.` and a closing slash are no difference."""
        before, after = (re.escape(part) for part in _bare(self.url).split("{page}", 1))
        match = re.fullmatch(rf"{before}(\d+){after}", _bare(url))
        return int(match[1]) if match else None

    def read(self, page: Fetched, span: Span) -> Harvest:
        """The cards of the span; the next page until cards are older than the span or the site repeats itself."""
        harvest = read_cards(self.cards, page, self.name)
        asked = self.number_of(page.asked or page.url)
        if asked is not None and not self._is_end(asked, page, harvest) and not _are_past(harvest.candidates, span):
            harvest.more = [self.page_of(asked + self.step)]
        return within(harvest, span)

    def least(self, span: Span, now: datetime) -> int:
        """The first page."""
        return 1

    def reach(self, span: Span, now: datetime, told: Told) -> Look:
        """The number of the page at which the span begins, by leaps and then by halves."""
        looked: dict[int, list[Candidate]] = {}
        low, high = 0, 0
        while not (yield from self._is_beyond(high, span, looked)) and len(looked) < LOOKS - 4:
            low, high = high, high * 4 or 1
        while high - low > max(1, low // 16) and len(looked) < LOOKS:
            middle = (low + high) // 2
            is_beyond = yield from self._is_beyond(middle, span, looked)
            low, high = (low, middle) if is_beyond else (middle, high)
        shown = [one for cards in looked.values() for one in cards]
        if not shown:
            return None
        shares = {place: _inside(cards, span) for place, cards in looked.items()}
        inside = [one for cards in shares.values() for one in cards]
        count = _sum({place: len(cards) for place, cards in shares.items()}, high)
        seen = [Sighting(one.url, one.published.day if one.published else None, count / len(inside)) for one in inside]
        days = days_of(shown)
        reaches = any(map(span.is_before, days))
        return Reach(high + 1, tuple(seen), span.since if reaches else min(days, default=None))

    def _is_beyond(
        self, place: int, span: Span, looked: dict[int, list[Candidate]]
    ) -> Generator[str, Fetched | None, bool]:
        """Does the walk end before its page `place` (counted from 0)? Keeps what the page shows."""
        number = self.first + place * self.step
        page = yield self.page_of(number)
        harvest = read_cards(self.cards, page, self.name) if page else Harvest()
        repeated = page is None or any(harvest.candidates == cards for cards in looked.values())
        ended = repeated or (place > 0 and page is not None and self.number_of(page.url) != number)
        looked[place] = [] if ended else harvest.candidates
        return not looked[place] or _are_past(harvest.candidates, span)

    def _is_end(self, asked: int, page: Fetched, harvest: Harvest) -> bool:
        led_elsewhere = asked != self.first and self.number_of(page.url) != asked
        repeated = page.trail is not None and harvest.trail is not None and harvest.trail.links == page.trail.links
        return not harvest.candidates or led_elsewhere or repeated


def _bare(url: str) -> str:
    parts = urlsplit(url)
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.netloc.removeprefix('www.')}{parts.path.rstrip('/')}{query}"


def _are_past(shown: Sequence[Candidate], span: Span) -> bool:
    """Is every dated card older than the span? (One without a date tells nothing.)"""
    days = [one.published.day for one in shown if one.published]
    return bool(days) and all(span.is_before(day) for day in days)


def _inside(shown: Sequence[Candidate], span: Span) -> list[Candidate]:
    """The cards of the span; all of a page that dates none."""
    dated = [one for one in shown if one.published]
    return [one for one in dated if span.may_hold(one.published)] if dated else list(shown)


def _sum(counts: Mapping[int, int], end: int) -> float:
    """The counts of the places that were looked at, for all places up to `end`, by straight lines between them."""
    places = sorted(place for place in counts if place <= end)
    areas = ((counts[one] + counts[other]) / 2 * (other - one) for one, other in pairwise(places))
    return sum(areas) + (counts[places[0]] + counts[places[-1]]) / 2
