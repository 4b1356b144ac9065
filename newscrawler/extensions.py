"""Politeness that Scrapy lacks (Crawl-delay, Retry-After), and the tally from which a crawl judges its own end."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.extensions.feedexport import FeedExporter
from scrapy.http import Response
from scrapy.robotstxt import RobotParser
from scrapy.utils.asyncio import create_looping_call

from newscrawler.article import Rejected
from newscrawler.engine import is_closing, withdraw
from newscrawler.hindrance import retry_after
from newscrawler.middlewares import ledger_of
from newscrawler.pipelines import Unchanged
from newscrawler.spider import NewsSpider
from newscrawler.work import lease_of

logger = logging.getLogger(__name__)

PROMPT = 0.25  # seconds until a crawl that is told to stop lets go of what waits for a host's pace


class Feeds(FeedExporter):
    """Scrapy's feeds; while an item is exported the ledger knows the lease that it came of."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Feeds":
        """Scrapy's way to build an extension."""
        feeds = super().from_crawler(crawler)
        crawler.signals.connect(feeds.item_dropped, signals.item_dropped)
        return feeds

    def item_scraped(self, item: Any, spider: Any, response: Any = None) -> None:
        """Into every feed that takes it."""
        with self._serving(response):
            super().item_scraped(item, spider)

    def item_dropped(self, exception: Exception, response: Any = None) -> None:
        """An article that is held as it is: no line for any feed, but the archive notes that it was looked at."""
        ledger = ledger_of(self.crawler)
        if ledger is not None and isinstance(exception, Unchanged):
            with self._serving(response):
                ledger.stage(exception.article)

    @contextmanager
    def _serving(self, response: Any) -> Iterator[None]:
        ledger = ledger_of(self.crawler)
        if ledger is not None:
            ledger.errands.serving = lease_of(response)
        try:
            yield
        finally:
            if ledger is not None:
                ledger.errands.serving = None


class Politeness:
    """Obeys Crawl-delay and Retry-After whatever the pace is set to; counts what was rejected and why.

    A crawl that ends early waits for no pace: what was not sent yet is let go.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self._letting_go = create_looping_call(self._let_go)
        self.agent: str = crawler.settings.get("ROBOTSTXT_USER_AGENT") or crawler.settings["USER_AGENT"]

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Politeness":
        """Scrapy's way to build an extension."""
        extension = cls(crawler)
        crawler.signals.connect(extension.spider_opened, signals.spider_opened)
        crawler.signals.connect(extension.spider_closed, signals.spider_closed)
        crawler.signals.connect(extension.robots_parsed, signals.robots_parsed)
        crawler.signals.connect(extension.response_downloaded, signals.response_downloaded)
        crawler.signals.connect(extension.item_scraped, signals.item_scraped)
        return extension

    def spider_opened(self, spider: Any) -> None:
        """A real site should be able to ask who we are."""
        self._letting_go.start(PROMPT, now=False)
        settings = self.crawler.settings
        if isinstance(spider, NewsSpider) and not settings.get("CONTACT") and not settings.get("ORIGIN"):
            logger.warning("CONTACT is not set: %s cannot see whom to ask. Use -s CONTACT=you@example.org", spider.name)

    def spider_closed(self) -> None:
        """Nothing can be under way any more."""
        if self._letting_go.running:
            self._letting_go.stop()

    def _let_go(self) -> None:
        if is_closing(self.crawler):
            withdraw(self.crawler)

    def robots_parsed(self, robotparser: RobotParser, request: Request) -> None:
        """Crawl-delay becomes the pace of the host, until its next robots.txt says otherwise."""
        asked, ours = robotparser.crawl_delay(self.agent) or 0.0, self.crawler.settings.getfloat("DOWNLOAD_DELAY")
        delay = max(asked, ours)
        downloader = self.crawler.engine.downloader
        key = downloader.get_slot_key(request)
        slot, known = downloader.slots.get(key), downloader.per_slot_settings.get(key, {}).get("delay", ours)
        if delay == known:
            return
        # an idle slot is forgotten after a minute: its settings have to outlive it
        downloader.per_slot_settings[key] = {**downloader.per_slot_settings.get(key, {}), "delay": delay, "jitter": 0.0}
        if slot is not None:
            slot.delay, slot.jitter, slot.lastseen = delay, 0.0, monotonic()
        if asked > ours:
            logger.info("%s asks for %s s between requests (Crawl-delay)", key, asked)

    def response_downloaded(self, response: Response, request: Request) -> None:
        """Retry-After holds the whole host. Told here, before the host's next request is let out."""
        ledger = ledger_of(self.crawler)
        if ledger is None or response.status < 300:
            return
        wait = retry_after(response, ledger.spider.clock.now())
        if wait:
            seconds = min(wait, self.crawler.settings.getfloat("RETRY_AFTER_MAX"))
            until = ledger.spider.clock.after(seconds)
            ledger.host_of(request).hold(until, f"HTTP {response.status} and Retry-After")
            logger.info(
                "%s: HTTP %d, nothing is asked for %.0f s (Retry-After)", response.url, response.status, seconds
            )

    def item_scraped(self, item: Any) -> None:
        """One more rejected, by its reason."""
        if isinstance(item, Rejected):
            reason = item.reason if item.kind == "article" else f"{item.kind}_{item.reason}"
            self.crawler.stats.inc_value(f"newscrawler/rejected/{reason}")
