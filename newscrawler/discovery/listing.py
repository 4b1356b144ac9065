"""Listing pages: one with its `next` links, or one for each day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from newscrawler.az import BAKU
from newscrawler.discovery.candidate import Candidate, Fetched, Harvest
from newscrawler.discovery.cards import Cards, is_past, parse, read_cards, select, within
from newscrawler.discovery.reach import LOOKS, Look, Reach, Sighting, Told, days_of, evenly
from newscrawler.discovery.span import Span
from newscrawler.discovery.urls import absolute


@dataclass(frozen=True)
class Listing:
    """One listing page and the pages that its `next` link leads to; also how a seed that is a listing is read."""

    url: str
    cards: tuple[Cards, ...]
    next_link: str = "[rel=next]"

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

    def least(self, span: Span, now: datetime) -> int:
        """The page."""
        return 1

    def reach(self, span: Span, now: datetime, told: Told) -> Look:
        """The first page, and by the days that it covers what the span would cost."""
        page = yield self.url
        if page is None or span.since is None:
            return None
        harvest = self.read(page, span)
        days = days_of(harvest.candidates)
        seen = tuple(Sighting(one.url, one.published.day if one.published else None) for one in harvest.candidates)
        if not harvest.more or not days:
            return Reach(1, seen, min(days, default=None))
        covered = (max(days) - min(days)).days + 1
        pages = max(1, (max(days) - span.since).days // covered)
        return Reach(pages, tuple(Sighting(one.url, one.day, float(pages)) for one in seen), None)


@dataclass(frozen=True)
class DayPages:
    """A page (and its further pages) for each day: `https://report.az/archive/{day:%Y/%m/%d}/`.

    For a span of up to three years (`Span.is_long`), the newest day first; a longer one is left to the sitemap, unless
    these pages stand `alone`: the site has none.
    """

    url: str
    cards: tuple[Cards, ...]
    next_link: str = "[rel=next]"
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

    def least(self, span: Span, now: datetime) -> int:
        """A page a day."""
        return sum(1 for _ in self.begin(span, now))

    def reach(self, span: Span, now: datetime, told: Told) -> Look:
        """All pages of a few days, spread evenly over the span."""
        days, seen, asked, sampled = list(self.begin(span, now)), list[Candidate](), 0, 0
        shown: list[date] = []
        for start in evenly(days):
            following: str | None = start
            before, sampled = asked, sampled + 1
            while following and asked - before < LOOKS:
                page = yield following
                asked += 1
                harvest = self.read(page, span) if page else Harvest()
                seen += harvest.candidates
                shown += days_of(harvest.candidates)
                following = next(iter(harvest.more), None)
            if asked >= 2 * LOOKS:
                break
        if not shown:
            return None
        weight = len(days) / sampled
        sightings = [Sighting(one.url, one.published.day if one.published else None, weight) for one in seen]
        gap = timedelta(days=len(days) / min(len(days), LOOKS))  # no day before the first that was looked at and full
        first = max(span.since, min(shown) - gap) if span.since else min(shown)
        return Reach(round(asked * weight), tuple(sightings), first)
