"""The things that Scrapy's engine tells nobody, asked of its slot; a Scrapy that has no such slot is refused."""

from collections.abc import Callable

from scrapy import Request
from scrapy.crawler import Crawler

from newscrawler.hindrance import WithdrawnError


def watch(crawler: Crawler, left: Callable[[Request], None]) -> None:
    """Calls `left` with every request that the engine forgets: its callback and its pipelines are done by then."""
    slot = crawler.engine._slot
    forget = getattr(slot, "remove_request", None)
    if slot is None or forget is None or not hasattr(slot, "nextcall"):
        raise RuntimeError("this Scrapy has no engine._slot.remove_request: the ledger cannot tell what is done")

    def remove_request(request: Request) -> None:
        forget(request)
        left(request)

    slot.remove_request = remove_request  # type: ignore[method-assign]


def hurry(crawler: Crawler) -> None:
    """Lets the engine ask for the next request now, not at its next heartbeat in five seconds."""
    slot = crawler.engine._slot
    if slot is not None:
        slot.nextcall.schedule()


def is_closing(crawler: Crawler) -> bool:
    """Does the crawl end as soon as what is on its way has come?"""
    slot = crawler.engine._slot
    return slot is not None and slot.closing is not None


def withdraw(crawler: Crawler) -> None:
    """Ends what waits in the downloader for its host's pace, with `WithdrawnError`.

    A Crawl-delay of minutes would otherwise hold back the end of a crawl that was told to stop.
    """
    for slot in crawler.engine.downloader.slots.values():
        while slot.queue:
            _, answer = slot.queue.popleft()
            answer.errback(WithdrawnError("the crawl ends"))
