"""Listing pages: one with its `next` links, or one for each day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from newscrawler.az import BAKU
from newscrawler.discovery.candidate import Fetched, Harvest
from newscrawler.discovery.cards import Cards, is_past, parse, read_cards, select, within
from newscrawler.discovery.span import Span
from newscrawler.discovery.urls import absolute


@dataclass(frozen=True)
class Listing:
    """One listing page and the pages that its `next` link leads to; also how a seed that is a listing is read."""

    url: str
    cards: tuple[Cards, ...]
    next_link: str = "link[rel=next]"

    @property
    def name(self) -> str:
        """`listing https://…`."""
        return f"listing {self.url}"

    def begin(self, span: Span, now: datetime) -> Iterator[str]:
        """The page itself."""
        yield self.url

    def read(self, page: Fetched, span: Span) -> Harvest:
        """The cards of the span; the next page while the cards are not all older than the span."""
        harvest = read_cards(self.cards, page, self.name)
        root = parse(page)
        following = [absolute(node.get("href", ""), page.url) for node in select(root, self.next_link)]
        if harvest.candidates and not is_past(harvest, span):
            harvest.more = [url for url in following if url and url != page.url][:1]
        return within(harvest, span)


@dataclass(frozen=True)
class DayPages:
    """A page (and its further pages) for each day: `https://report.az/archive/{day:%Y/%m/%d}/`.

    For a span of up to three years (`Span.is_long`), the newest day first; a longer one is left to the sitemap, unless
    these pages stand `alone`: the site has none.
    """

    url: str
    cards: tuple[Cards, ...]
    next_link: str = "link[rel=next]"
    alone: bool = False

    @property
    def name(self) -> str:
        """`days https://…`."""
        return f"days {self.url}"

    def begin(self, span: Span, now: datetime) -> Iterator[str]:
        """The pages of all days of the span, the newest first; none for a long span that a sitemap covers."""
        if span.since is None or (span.is_long(now) and not self.alone):
            return
        today = now.astimezone(BAKU).date()
        day = min(span.until or today, today)
        while day >= span.since:
            yield self.page_of(day)
            day -= timedelta(days=1)

    def page_of(self, day: date) -> str:
        """The URL of one day's first page."""
        return self.url.format(day=day)

    def read(self, page: Fetched, span: Span) -> Harvest:
        """The day's cards and its next page; a site that repeats its last page for ever is left there."""
        harvest = read_cards(self.cards, page, self.name)
        following = [absolute(node.get("href", ""), page.url) for node in select(parse(page), self.next_link)]
        repeated = page.trail is not None and harvest.trail is not None and harvest.trail.links == page.trail.links
        if harvest.candidates and not repeated:
            harvest.more = [url for url in following if url and url != page.url][:1]
        return within(harvest, span)
