"""Scrapy's hooks: robots before the first request, charset from the bytes, redirects without silence, candidates."""

import asyncio
import logging
from dataclasses import replace
from http import HTTPStatus
from typing import Any, cast

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response, TextResponse
from scrapy.robotstxt import RobotParser
from scrapy.spidermiddlewares.base import BaseSpiderMiddleware
from scrapy.utils.httpobj import urlparse_cached

from newscrawler.az.charset import find_encoding
from newscrawler.discovery import Candidate, SiteURLs
from newscrawler.outcome import host_of
from newscrawler.scheduler import LedgerScheduler
from newscrawler.spider import NewsSpider, SourceRead
from newscrawler.work import capture_of, lease_of

logger = logging.getLogger(__name__)


class Robots(RobotsTxtMiddleware):
    """robots.txt, obeyed by the very first requests too.

    Stock Scrapy 2.19 lets requests that wait together for a host's first robots.txt all pass: the one that fetches it
    is cancelled with them. Here one task a host fetches it, shielded, and all wait for that.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._tasks: dict[str, asyncio.Task[RobotParser | None]] = {}

    async def robot_parser(self, request: Request) -> RobotParser | None:
        """The rules of the request's host; None when it has none."""
        netloc = urlparse_cached(request).netloc
        if netloc not in self._tasks:
            self._tasks[netloc] = asyncio.create_task(super().robot_parser(request))
        return await asyncio.shield(self._tasks[netloc])

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        """Refuses what the rules forbid; notes for the record that the rest was allowed."""
        super().process_request_2(rp, request)
        request.meta["robots"] = "allowed" if rp is not None else "none"


class Charset:
    """The encoding of a page from its bytes, before what its header or its meta tag claims."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Charset":
        """Scrapy's way to build a middleware."""
        return cls()

    def process_response(self, request: Request, response: Response) -> Response:
        """The same response, its text read in the right encoding."""
        if not isinstance(response, TextResponse) or not response.body:
            return response
        encoding = find_encoding(response.body, response._declared_encoding())
        return response if encoding == response.encoding else response.replace(encoding=encoding)


class Redirects(RedirectMiddleware):
    """Redirects within the site are followed once; what leads elsewhere or to a known page goes back to the spider.

    Stock Scrapy drops both in its duplicate filter or its offsite check, with no callback and no line in the log.
    """

    def process_response(self, request: Request, response: Response, spider: Any = None) -> Request | Response:
        """A request for the target, or the response with `redirect_refused` in its meta."""
        try:
            result = super().process_response(request, response)
        except IgnoreRequest as error:
            return self._refuse(request, response, "redirect_loop", str(error))
        spider = self.crawler.spider
        if not isinstance(result, Request) or not isinstance(spider, NewsSpider):
            return result
        candidate = request.cb_kwargs.get("candidate")
        if host_of(result.url) not in spider.site_hosts:
            return self._refuse(request, response, "offsite_redirect", result.url)
        if not isinstance(candidate, Candidate) or candidate.kind == "source":
            return result
        urls = replace(spider.urls, edition=candidate.edition)
        return self._follow(request, response, result, urls)

    def _follow(self, request: Request, response: Response, result: Request, urls: SiteURLs) -> Request | Response:
        asked, target = urls.identify(request.url), urls.identify(result.url)
        if target is None and not urls.is_short(result.url):
            return self._refuse(request, response, "gone", f"redirects to {result.url}, which is no article")
        if target is None or target == asked:
            return result
        if not urls.wants(result.url):
            return self._refuse(request, response, "other_edition", result.url)
        ledger = ledger_of(self.crawler)
        if ledger is not None and ledger.knows(target.url):
            return self._refuse(request, response, "alias", target.url)
        return result

    def _refuse(self, request: Request, response: Response, reason: str, detail: str) -> Response:
        request.meta["redirect_refused"] = (reason, detail)
        return response


class Capture:
    """Every exchange as it went over the wire, for the archive: below decompression, before anybody touches it."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Capture":
        """Scrapy's way to build a middleware."""
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response:
        """The same response, noted; one out of Scrapy's HTTP cache was not fetched now."""
        ledger = ledger_of(self.crawler)
        is_page = "cached" not in response.flags and response.status != HTTPStatus.NOT_MODIFIED
        if ledger is not None and is_page and self._is_wanted(request):
            ledger.keep(lease_of(request), capture_of(request, response, ledger.spider.clock.now()))
        return response

    def _is_wanted(self, request: Request) -> bool:
        candidate = request.cb_kwargs.get("candidate")
        if isinstance(candidate, Candidate) and candidate.kind == "source":
            return self.crawler.settings.getbool("KEEP_LISTINGS")
        return isinstance(candidate, Candidate) or request.url.endswith("/robots.txt")


class Frontier(BaseSpiderMiddleware):
    """Candidates go to the ledger, which alone makes requests of them; other items pass."""

    def get_processed_item(self, item: Any, response: Response | None) -> Any:
        """Nothing for what the ledger takes, the item else."""
        ledger = ledger_of(self.crawler)
        if ledger is None:
            return None if isinstance(item, SourceRead) else item
        if isinstance(item, Candidate):
            ledger.discover(item)
            return None
        if isinstance(item, SourceRead):
            ledger.errands.was_read(lease_of(response))
            return None
        return item


def ledger_of(crawler: Crawler) -> LedgerScheduler | None:
    """The crawl's ledger; None for `shell`, `fetch`, `parse` and spiders that have none."""
    scheduler = getattr(crawler.engine, "scheduler", None)
    if LedgerScheduler not in type(scheduler).__mro__:  # isinstance() is true of every scheduler: BaseScheduler ducks
        return None
    return cast("LedgerScheduler", scheduler)
