"""The two things that Scrapy's engine tells nobody, asked of its slot; a Scrapy that has no such slot is refused."""

from collections.abc import Callable

from scrapy import Request
from scrapy.crawler import Crawler


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
