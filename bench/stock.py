"""Stock Scrapy to compare with: the same spider, page classes and `Normalise`; all the rest as Scrapy has it.

`scrapy crawl report -s SPIDER_MODULES=bench.stock -s ARCHIVE_ENABLED=0 -a since=2000 -O articles.jsonl`
"""

from typing import Any, ClassVar

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.spidermiddlewares.base import BaseSpiderMiddleware

from newscrawler import settings
from newscrawler.article import Rejected
from newscrawler.discovery import Candidate
from newscrawler.spider import NewsSpider, SourceRead
from newscrawler.spiders import report


def _without_ours(components: dict[str, Any]) -> dict[str, Any]:
    """What takes our components of a kind out again, and puts Scrapy's own back that they stood for."""
    defaults = {"FeedExporter": 0, "RobotsTxtMiddleware": 100, "RedirectMiddleware": 600}  # Scrapy's places of them
    return {path: defaults[path.rpartition(".")[2]] if order is None else None for path, order in components.items()}


class StockSpider(report.ReportSpider):
    """report.az without a ledger."""

    name = "report"  # so that its records are those of the durable crawl, byte for byte but for the time
    custom_settings: ClassVar[dict[str, Any]] = {
        "DOWNLOADER_MIDDLEWARES": _without_ours(settings.DOWNLOADER_MIDDLEWARES),
        "EXTENSIONS": _without_ours(settings.EXTENSIONS),
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
