"""A look at a few pages of a site through Scrapy: by robots.txt and pace, under ORIGIN where it is set; none kept."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, ClassVar
from urllib.parse import urljoin

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadFailedError, IgnoreRequest
from scrapy.http import Response
from twisted.internet.error import ConnectError, ConnectionClosed

from newscrawler.clock import Clock
from newscrawler.errors import NewsError
from newscrawler.hindrance import retry_after, setback_of
from newscrawler.outcome import FULL, host_of
from newscrawler.redirects import is_private
from newscrawler.spider import NewsSpider

EPOCH = datetime.fromtimestamp(0, UTC)
TRIES = 3
"""Times that a page is asked for while its host says that it should be asked later."""

_HOPS = 5
_FAILED = (IgnoreRequest, DownloadFailedError, ConnectError, ConnectionClosed, OSError, NewsError, asyncio.TimeoutError)


@dataclass(frozen=True)
class Answer:
    """What came of one question: the response and when it came, or why there is none (`why`)."""

    url: str
    response: Response | None = None
    why: str = ""
    at: datetime = EPOCH

    @property
    def is_page(self) -> bool:
        """Is there a whole page?"""
        return self.response is not None and self.response.status in FULL

    @property
    def told(self) -> str:
        """In a few words."""
        if self.response is None:
            return self.why
        return f"HTTP {self.response.status}, {len(self.response.body):,} bytes"


Ask = Callable[[str], Awaitable[Answer]]
Visit = Callable[[Ask], Awaitable[None]]


class VisitingSpider(Spider):
    """Carries out one `visit`: a coroutine that asks for one page after the other."""

    name = "visit"
    custom_settings: ClassVar[dict[str, Any] | None] = {  # type: ignore[misc]  # Scrapy has it as a plain attribute
        "HTTPERROR_ALLOW_ALL": True,
        "RETRY_ENABLED": False,
        "ARCHIVE_ENABLED": False,
    }

    def __init__(self, visit: Visit, hosts: frozenset[str], **arguments: Any) -> None:
        super().__init__(**arguments)
        self.visit, self.site_hosts = visit, hosts
        self.error: Exception | None = None

    async def start(self) -> AsyncIterator[Any]:
        """The visit; it yields no request of its own."""
        try:
            await self.visit(self.ask)
        except NewsError as error:
            self.error = error
        nothing: tuple[Any, ...] = ()
        for one in nothing:
            yield one

    async def ask(self, url: str) -> Answer:
        """One page, through its redirects."""
        for _ in range(_HOPS):
            answer = await self._answer(url)
            response = answer.response
            target = response.headers.get("Location") if response is not None and 300 <= response.status < 400 else None
            if target is None:
                return answer
            url = urljoin(url, target.decode("latin-1"))
            if is_private(host_of(url)) and not self.settings.get("ORIGIN"):
                return Answer(url, why=f"a redirect into a private network: {url}")
        return Answer(url, why=f"more than {_HOPS} redirects")

    async def _answer(self, url: str) -> Answer:
        clock = Clock.parse(self.settings.get("CLOCK"))
        for _ in range(TRIES):
            try:
                request = Request(url, meta={"dont_retry": True, "dont_redirect": True}, dont_filter=True)
                response = await self.crawler.engine.download_async(request)
            except _FAILED as error:
                return Answer(url, why=str(error) or type(error).__name__)
            now = clock.now()
            wait = retry_after(response, now) if setback_of(response, now) else None
            if wait is None:
                break
            seconds = min(wait, self.settings.getfloat("RETRY_AFTER_MAX"))
            self.logger.warning("%s: HTTP %d, waiting %.0f s (Retry-After)", url, response.status, seconds)
            await asyncio.sleep(clock.seconds(seconds))
        return Answer(url, response, at=now)


def fetch(process: Any, url: str, spider: NewsSpider | None) -> Answer:
    """One page, as the crawl of its site would ask for it."""
    answers: list[Answer] = []

    async def ask_once(ask: Ask) -> None:
        answers.append(await ask(url))

    hosts = spider.site_hosts if spider else frozenset((host_of(url),))
    run_visit(process, ask_once, hosts, dict(spider.custom_settings or {}) if spider else {})
    return answers[0] if answers else Answer(url, why="Scrapy could not start: see the log")


def run_visit(process: Any, visit: Visit, hosts: frozenset[str], settings: dict[str, Any]) -> None:
    """Runs a visit in Scrapy's process to its end, by the `settings` of the site. Raises the `NewsError` of its end."""
    crawler: Crawler = process.create_crawler(VisitingSpider)
    for name, value in settings.items():
        crawler.settings.set(name, value, "spider")
    process.crawl(crawler, visit=visit, hosts=hosts)
    process.start()
    spider = crawler.spider
    if isinstance(spider, VisitingSpider):
        if spider.error is not None:
            raise spider.error
    else:
        logging.getLogger(__name__).error("the visit could not start")
