"""For which days an article is wanted, and by whom: several crawls share one ledger, each with a range of its own."""

from collections.abc import Iterable
from datetime import date

from newscrawler.archive.model import JSON, Finished
from newscrawler.discovery import SiteURLs, Span

OUT_OF_RANGE = "out_of_range"


class Wishes:
    """What was fetched for one range and lay outside it may be wanted by the next; live news always is."""

    def __init__(self, span: Span, urls: SiteURLs, out_of_range: Iterable[tuple[str, JSON | None]]) -> None:
        self._span, self._urls = span, urls
        self._out_of_range = {url: span_of(payload) for url, payload in out_of_range}
        self._live: set[str] = set()

    def asks_again(self, url: str, span: Span) -> bool:
        """Was `url` met for these days, and turned away before for lying outside of others?"""
        if not span.bounded:
            self._live.add(url)
        if url not in self._out_of_range or lies_within(span, self._out_of_range[url]):
            return False
        del self._out_of_range[url]
        return True

    def holds(self, url: str, day: date) -> bool:
        """Is an article that lies outside the days of its lease wanted all the same, by this crawl or as live news?"""
        return url in self._live or (self._span.bounded and self._span.holds(day) and self._urls.wants(url))

    def note(self, finished: Finished) -> None:
        """The end of a lease."""
        if finished.reason == OUT_OF_RANGE:
            self._out_of_range[finished.lease.url] = span_of(finished.lease.payload)

    def rest(self) -> None:
        """Nothing is to be done: what was live is in the ledger."""
        self._live.clear()


def span_of(payload: JSON | None) -> Span:
    """The days for which something in the ledger is wanted."""
    return Span.parse((payload or {}).get("since"), (payload or {}).get("until"))


def lies_within(inner: Span, outer: Span) -> bool:
    """Is every day of `inner` one of `outer`?

    >>> lies_within(Span.parse("2025-12-02", "2025-12-03"), Span.parse("2025-12"))
    True
    >>> lies_within(Span(), Span.parse("2025-12"))
    False
    """
    begins = outer.since is None or (inner.since is not None and inner.since >= outer.since)
    return begins and (outer.until is None or (inner.until is not None and inner.until <= outer.until))
