"""The ledger as Scrapy's scheduler: lease, fetch, read, commit.

A URL leaves the ledger as a lease and comes back as an ending only when the engine has forgotten its last request:
callback and pipelines are done by then. What was found, what ended and every line go to the disk together, once a tick.
"""

import logging
from collections import deque
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from scrapy import Request, Spider
from scrapy.core.scheduler import BaseScheduler
from scrapy.crawler import Crawler
from scrapy.utils.asyncio import create_looping_call
from scrapy.utils.defer import _schedule_coro

from newscrawler.archive.layout import REJECTED
from newscrawler.archive.model import Capture, Tick
from newscrawler.archive.store import Archive
from newscrawler.article import Article, Rejected
from newscrawler.discovery import Candidate
from newscrawler.errands import Errands
from newscrawler.errors import ArchiveError
from newscrawler.spider import NewsSpider
from newscrawler.wishes import Wishes
from newscrawler.work import as_candidate, as_work

logger = logging.getLogger(__name__)

TICK = 0.05  # seconds between commits: one fsync for all that happened meanwhile costs no measurable CPU
_AHEAD = 0.2  # seconds of fetching that are leased in advance


class LedgerScheduler(BaseScheduler):
    """Schedules a `NewsSpider` out of the ledger, and stages what becomes of each lease."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.tick = Tick()
        self.errands = Errands()
        self.ready: deque[Request] = deque()
        self.asked: set[str] = set()
        self.found: set[str] = set()
        self.idle = False
        self.left_to: dict[str, str] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "LedgerScheduler":
        """Scrapy's way to build a scheduler."""
        return cls(crawler)

    def open(self, spider: Spider) -> None:
        """Opens the archive, mends what a crash left, and begins to tick."""
        assert isinstance(spider, NewsSpider)
        settings = self.crawler.settings
        self.spider = spider
        self._watch_the_engine()
        self.per_host = max(4, min(64, int(_AHEAD / max(settings.getfloat("DOWNLOAD_DELAY"), 0.001))))
        self.archive = Archive.open(
            Path(settings["ARCHIVE_DIR"]), spider.clock, pages=settings.getbool("KEEP_PAGES", True)
        )
        self.wishes = Wishes(spider.span, spider.urls, self.archive.ledger.out_of_range(spider.name))
        self.loop = create_looping_call(self.turn)
        self.loop.start(TICK, now=False)

    def _watch_the_engine(self) -> None:
        """No public signal says that callback and pipelines are done with a request, so the engine's slot is asked."""
        slot = self.crawler.engine._slot
        forget = getattr(slot, "remove_request", None)
        if slot is None or forget is None or not hasattr(slot, "nextcall"):
            raise RuntimeError("this Scrapy has no engine._slot.remove_request: the ledger cannot tell what is done")

        def remove_request(request: Request) -> None:
            forget(request)
            self.left(request)

        slot.remove_request = remove_request  # type: ignore[method-assign]

    # what Scrapy asks

    def has_pending_requests(self) -> bool:
        """Is there anything to do, on its way, or not yet on the disk?"""
        return not self.idle or bool(self.ready or self.errands or self.tick)

    def enqueue_request(self, request: Request) -> bool:
        """A request of a lease again (a retry, a redirect), or one that a spider built itself: kept in memory."""
        self.errands.again(request)
        self.ready.append(request)
        return True

    def next_request(self) -> Request | None:
        """The next request that was leased; the tick leases more."""
        return self.ready.popleft() if self.ready else None

    def close(self, reason: str) -> None:
        """The last commit; leases that are still out stay pending."""
        if self.loop.running:
            self.loop.stop()
            self.commit()
        self.archive.close()

    # what the crawl tells

    def discover(self, candidate: Candidate) -> None:
        """A URL that was met, into the ledger with the next tick; a page of a source once a run."""
        work = as_work(candidate, self.spider.name, self.spider.urls)
        if candidate.kind == "source":
            if work.url in self.asked:
                return
            self.asked.add(work.url)
        elif self.wishes.asks_again(work.url, candidate.span):
            work = replace(work, again=True)
        self.found.add(work.url)
        self.tick.discovered.append(work)
        self.idle = False

    def knows(self, url: str) -> bool:
        """Is `url` in the ledger, or on its way there?"""
        return url in self.found or bool(self.archive.ledger.known([url]))

    def stage(self, item: Article | Rejected) -> None:
        """An item of the lease that is being served, or a line about another URL."""
        self.tick.lines.extend((REJECTED, line) for line in self.errands.stage(item))

    def keep(self, row: int | None, page: Capture) -> None:
        """The exchange of a lease; of what is no article (robots.txt, a listing) it is kept beside the articles."""
        if not self.errands.keep(row, page):
            self.tick.captures.append((self.spider.name, page))

    def left(self, request: Request) -> None:
        """The engine has forgotten a request: callback and pipelines are done with it."""
        if (finished := self.errands.end(request)) is not None:
            self.tick.finished.append(finished)
            if finished.reason == "listing" and finished.page is not None:  # captured because it was asked for
                self.tick.captures.append((self.spider.name, finished.page))
            self.wishes.note(finished)

    # the tick

    def turn(self) -> None:
        """Commits what happened, then leases what is due."""
        try:
            if self.commit():
                self.lease()
        except Exception as error:
            self.stop("program error", error)  # a tick that dies unheard would leave a crawl that never ends
            raise

    def commit(self) -> bool:
        """One group commit; a disk that refuses stops the crawl."""
        tick, self.tick = self.tick, Tick()
        try:
            done = self.archive.commit(tick)
        except ArchiveError as error:
            self.crawler.stats.set_value("newscrawler/storage_error", str(error))
            self.stop("storage", error)
            return False
        for ending in done.endings:
            if ending.lease.kind == "article":  # the archive's own word on what became of each URL
                self.crawler.stats.inc_value(f"newscrawler/ended/{ending.verdict}")
        self.found.clear()
        return True

    def lease(self) -> None:
        """Requests for what is due on the hosts that are ours."""
        hosts = self.archive.hosts_ready(self.spider.name)
        taken = self.archive.claim(hosts)
        for host, owner in taken.items():
            if host not in self.left_to:
                logger.info("%s is being crawled by %s: the work is left to it", host, owner)
        self.left_to |= taken
        if taken:
            self.crawler.stats.set_value("newscrawler/left_to", ", ".join(sorted(set(taken.values()))))
        leases = self.archive.lease(self.spider.name, self.per_host)
        for lease in leases:
            request = self.spider.request_for(as_candidate(lease))
            self.errands.begin(lease, request)
            self.ready.append(request)
        at_rest = not leases and not self.errands and not self.tick and not set(hosts) - taken.keys()
        self.idle = at_rest and (self.idle or self._hands_over(taken))
        if self.ready or self.idle:
            self.crawler.engine._slot.nextcall.schedule()  # type: ignore[union-attr]

    def _hands_over(self, taken: Collection[str]) -> bool:
        """Gives the hosts free, then looks once more: who found them taken until now has left its work already."""
        self.archive.release(self.spider.site_hosts)
        self.wishes.rest()
        return set(self.archive.hosts_ready(self.spider.name)) <= set(taken)

    def stop(self, reason: str, error: Exception) -> None:
        """Ends the crawl: the archive cannot be written, or this program has a fault. One clear line."""
        logger.critical("Stopping, %s: %s", reason, error)
        if self.loop.running:
            self.loop.stop()
        _schedule_coro(self.crawler.engine.close_spider_async(reason=reason))
