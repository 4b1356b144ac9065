"""A listing in numbered pages: `https://axar.az/latest/page{page}/`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from newscrawler.discovery.candidate import Candidate, Fetched, Harvest
from newscrawler.discovery.cards import Cards, read_cards, within
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
