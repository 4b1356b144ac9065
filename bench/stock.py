"""Stock Scrapy to compare with: the same spider, page classes and `Normalise`; all the rest as Scrapy has it.

`scrapy crawl report -s SPIDER_MODULES=bench.stock -s ARCHIVE_ENABLED=0 -a since=2000 -O articles.jsonl`
"""

from collections.abc import Mapping
from typing import Any

from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.settings.default_settings import DOWNLOADER_MIDDLEWARES_BASE, EXTENSIONS_BASE
from scrapy.spidermiddlewares.base import BaseSpiderMiddleware

from newscrawler import settings
from newscrawler.article import Rejected
from newscrawler.discovery import Candidate
from newscrawler.spider import NewsSpider, SourceRead
from newscrawler.spiders import report


def _as_scrapy_has_it(ours: Mapping[str, int | None], scrapys: Mapping[str, int]) -> dict[str, int | None]:
    """Undoes our components of a kind: those of Scrapy's own that they stood for are put back in their places."""
    return {path: scrapys[path] if order is None else None for path, order in ours.items()}


class StockSpider(report.ReportSpider):
    """report.az without a ledger."""

    name = "report"  # so that its records are those of the durable crawl, but for `fetched_at`, `raw` and `robots`
    custom_settings = {
        "DOWNLOADER_MIDDLEWARES": _as_scrapy_has_it(settings.DOWNLOADER_MIDDLEWARES, DOWNLOADER_MIDDLEWARES_BASE),
        "EXTENSIONS": _as_scrapy_has_it(settings.EXTENSIONS, EXTENSIONS_BASE),
        "ITEM_PIPELINES": {"newscrawler.pipelines.Normalise": 100},
        "SPIDER_MIDDLEWARES": {"bench.stock.Requests": 950},
        "LOG_FORMATTER": "scrapy.logformatter.LogFormatter",
    }


class Requests(BaseSpiderMiddleware):
    """Candidates into requests, each URL once; what was not read leaves no line."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.seen: set[str] = set()

    def get_processed_item(self, item: Any, response: Response | None) -> Any:
        """A request for a candidate that was not met before."""
        if isinstance(item, SourceRead | Rejected):
            return None
        if not isinstance(item, Candidate):
            return item
        if item.url in self.seen:
            return None
        self.seen.add(item.url)
        assert isinstance(self.crawler.spider, NewsSpider)
        return self.crawler.spider.request_for(item)
