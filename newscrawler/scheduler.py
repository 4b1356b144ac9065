"""The ledger as Scrapy's scheduler: lease, fetch, read, commit.

A URL leaves the ledger as a lease and comes back as an ending only when the engine has forgotten its last request:
callback and pipelines are done by then. What was found, what ended and every line go to the disk together, once a tick.
"""

import logging
from pathlib import Path
from time import monotonic
from typing import Any

from scrapy import Request, Spider, signals
from scrapy.core.scheduler import BaseScheduler
from scrapy.crawler import Crawler
from scrapy.utils.asyncio import create_looping_call
from scrapy.utils.defer import _schedule_coro

from newscrawler.archive.disk import check_free
from newscrawler.archive.layout import REJECTED
from newscrawler.archive.ledger_database import host_of
from newscrawler.archive.model import Capture, Discovered, Finished, Progress, Tick
from newscrawler.archive.store import Archive
from newscrawler.article import Article, Rejected
from newscrawler.discovery import Candidate
from newscrawler.dispatch import Dispatch
from newscrawler.engine import hurry, is_closing, watch
from newscrawler.errands import Errands
from newscrawler.errors import ArchiveError
from newscrawler.hosts import Hosts
from newscrawler.intake import Intake
from newscrawler.patience import Host
from newscrawler.polls import Polls
from newscrawler.settling import settle
from newscrawler.spider import NewsSpider, hindered
from newscrawler.wishes import Wishes

logger = logging.getLogger(__name__)

PAUSE = 0.25  # seconds between looks into the ledger while nothing can be done before a time comes
TICK = 0.05  # seconds between commits: one fsync for all that happened meanwhile costs no measurable CPU


class LedgerScheduler(BaseScheduler):
    """Schedules a `NewsSpider` out of the ledger, and stages what becomes of each lease."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.tick = Tick()
        self.later: list[Discovered] = []
        self.errands = Errands()
        self.polls: Polls | None = None
        self.looked = 0.0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "LedgerScheduler":
        """Scrapy's way to build a scheduler."""
        return cls(crawler)

    def open(self, spider: Spider) -> None:
        """Opens the archive, mends what a crash left, and begins to tick."""
        assert isinstance(spider, NewsSpider)
        settings = self.crawler.settings
        self.spider = spider
        watch(self.crawler, self.left)
        self.crawler.signals.connect(self.left_downloader, signals.request_left_downloader)
        self.crawler.signals.connect(self.errands.set_back, hindered)
        self.archive = Archive.open(
            Path(settings["ARCHIVE_DIR"]), spider.clock, pages=settings.getbool("KEEP_PAGES", True)
        )
        self.wishes = Wishes(spider.span, spider.urls, self.archive.ledger.out_of_range(spider.name))
        tries, longest = settings.getint("RETRY_TIMES") + 1, settings.getfloat("RETRY_AFTER_MAX")
        self.hosts = Hosts(spider.clock, settings.getfloat("DOWNLOAD_DELAY"), tries, longest)
        if spider.is_update:
            sources, every = {one.name: one for one in spider.live}, settings.getfloat("EVERY")
            self.polls = Polls(spider.name, sources, self.archive.ledger, spider.clock, every)
            self.tick.looks = self.polls.looks(settings.getint("RECHECK"))
        self.intake = Intake(spider, self.archive.ledger, self.wishes, self.polls)
        self.tick.progress = self.intake.begins()
        self.dispatch = Dispatch(self.archive, spider, self.hosts, self.errands, self.wishes, self.polls)
        self.loop = create_looping_call(self.turn)
        self.loop.start(TICK, now=False)

    def has_pending_requests(self) -> bool:
        """Is there anything to do, on its way, or not yet on the disk?"""
        return not self.dispatch.idle or bool(self.hosts or self.errands or self.tick or self.later)

    def enqueue_request(self, request: Request) -> bool:
        """A request of a lease again (a redirect), or one that a spider built itself: kept in memory."""
        self.errands.again(request)
        self.hosts.put(request)
        return True

    def next_request(self) -> Request | None:
        """The next request that may be sent now; the tick leases more."""
        return self.hosts.take()

    def close(self, reason: str) -> None:
        """The last commit; leases that are still out stay pending."""
        if self.loop.running:
            self.loop.stop()
            if reason == "finished" and not self.crawler.stats.get_value("newscrawler/next_due"):
                self.tick.progress += self.intake.ends()
            self.commit()
        self.archive.close()

    def discover(self, candidate: Candidate) -> None:
        """A URL that was met, into the ledger with the next tick; a page of a source once a run."""
        if (work := self.intake.take(candidate)) is not None:
            self.tick.discovered.append(work)
            self.dispatch.idle = False

    def knows(self, url: str) -> bool:
        """Is `url` in the ledger, or on its way there?"""
        return self.intake.knows(url)

    def remember(self, source: str, key: str, value: Any) -> None:
        """Something about the site that the next process should know."""
        self.tick.progress.append(Progress(self.spider.name, source, key, value))

    def host_of(self, request: Request) -> Host:
        """What is known of the host that a request is for."""
        return self.hosts[host_of(request.url)]

    def doubts(self, request: Request) -> bool:
        """Shall the host prove itself by its robots.txt before this request is sent?"""
        lease, host = self.errands.lease_of(request), self.host_of(request)
        return host.doubted and (host.rests > 0 or (lease is not None and lease.attempts > 0))

    def stage(self, item: Article | Rejected) -> None:
        """An item of the lease that is being served, or a line about another URL."""
        self.tick.lines.extend((REJECTED, line) for line in self.errands.stage(item))

    def keep(self, row: int | None, page: Capture) -> None:
        """The exchange of a lease; of what is no article (robots.txt, a listing) it is kept beside the articles."""
        if not self.errands.keep(row, page):
            self.tick.captures.append((self.spider.name, page))

    def left_downloader(self, request: Request) -> None:
        """A host was asked: when, and at which pace, is told to whoever has it next. Its next request may go."""
        downloader = self.crawler.engine.downloader
        slot = downloader.slots.get(request.meta.get(downloader.DOWNLOAD_SLOT, ""))
        if slot is not None and slot.delay > self.crawler.settings.getfloat("DOWNLOAD_DELAY"):
            slot.lastseen = monotonic()  # Crawl-delay counts from the answer: what arrives late stays a pace apart
        self.hosts.asked(request, slot)
        self._give_back(request)

    def _give_back(self, request: Request) -> None:
        self.hosts.give_back(request)
        if self.hosts:
            hurry(self.crawler)

    def left(self, request: Request) -> None:
        """The engine has forgotten a request: callback and pipelines are done with it."""
        self._give_back(request)
        errand = self.errands.end(request)
        if errand is None or (errand.is_open and is_closing(self.crawler)):  # withdrawn: it stays pending
            return
        host, now = self.hosts[errand.lease.host], self.spider.clock.now()
        result = settle(errand, host, now, self.tick, self.later, self.polls)
        if isinstance(result, Finished):
            self.wishes.note(result)
            if errand.setback is not None:
                self.crawler.stats.inc_value(f"newscrawler/rejected/{errand.given_up_as}")

    def turn(self) -> None:
        """Commits what happened, then leases what is due."""
        try:
            is_empty = not self.tick
            if self.commit() and not (is_empty and self.dispatch.waits and monotonic() - self.looked < PAUSE):
                self.looked = monotonic()
                self.tick.requeued += self.dispatch.lease(busy=bool(self.tick))
                if self.hosts or self.dispatch.idle:
                    hurry(self.crawler)
        except Exception as error:
            self.stop("program error", error)  # a tick that dies unheard would leave a crawl that never ends
            raise

    def commit(self) -> bool:
        """One group commit; a disk that refuses, or that is nearly full, stops the crawl."""
        self.tick.hosts = self.hosts.notes()
        tick, self.tick, self.later = self.tick, Tick(discovered=self.later), []
        try:
            check_free(self.archive.root, self.crawler.settings.getint("MIN_FREE"))
            done = self.archive.commit(tick)
        except ArchiveError as error:
            self.crawler.stats.set_value("newscrawler/storage_error", str(error))
            self.stop("storage", error)
            return False
        for ending in done.endings:  # the archive's own word on what became of each URL
            prefix = "" if ending.lease.kind == "article" else f"{ending.lease.kind}/"
            self.crawler.stats.inc_value(f"newscrawler/ended/{prefix}{ending.verdict}")
        self.intake.committed()
        return True

    def stop(self, reason: str, error: Exception) -> None:
        """Ends the crawl: the archive cannot be written, or this program has a fault. One clear line."""
        logger.critical("Stopping, %s: %s", reason, error)
        if self.loop.running:
            self.loop.stop()
        _schedule_coro(self.crawler.engine.close_spider_async(reason=reason))
