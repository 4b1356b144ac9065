"""robots.txt as RFC 9309 has it: obeyed by the first requests too, fetched daily, waited for when it cannot be had."""

import asyncio
import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest, NotConfigured, StopDownload
from scrapy.http import Response, TextResponse
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import RobotParser
from scrapy.utils.httpobj import urlparse_cached
from scrapy.utils.misc import build_from_crawler, load_object

from newscrawler.clock import Clock
from newscrawler.hindrance import DisallowedError, UnreachableError, WithdrawnError, of_failure, retry_after
from newscrawler.middlewares import ledger_of
from newscrawler.patience import Setback

DAY = timedelta(days=1)  # RFC 9309, 2.4: not to be used longer than that
ROBOTS = "robots"  # under this name the ledger keeps the files for the next process
UNAVAILABLE = "robots_unavailable"
RECEIVED = "robots_received"  # in a request's meta: bytes of the file that have come
SIZE = 512 * 1024  # bytes that are read, RFC 9309, 2.5: at least 500 KiB
ANY_SIZE = 1 << 40  # bytes that the file may announce: no more than SIZE and a little are downloaded
_PRODUCT = re.compile(rb"(?im)^([ \t]*user-agent[ \t]*:[ \t]*[a-z_-]+)/[^\s#]*")
_DELAY = re.compile(rb"(?im)^([ \t]*crawl-delay[ \t]*:[ \t]*\d+)(?:[.,](\d+))?[^\S\r\n]*s?(?=[ \t]*(?:[\r\n#]|\Z))")


@dataclass(frozen=True)
class Rules:
    """The rules of a host, None where it has none, and when they were fetched; `file` when it was by this process."""

    parser: RobotParser | None
    at: datetime
    file: bytes | None = None


class Robots:
    """Lets pass what the rules allow.

    Stock Scrapy 2.19 lets requests that wait together for a host's first robots.txt all pass, takes a server error for
    "all is allowed" and never asks again. Here one shielded task a host fetches the file; an answer of 4xx means that
    there are no rules; 429, 5xx and no answer mean that nothing may be asked until it can be had.
    """

    def __init__(self, crawler: Crawler) -> None:
        if not crawler.settings.getbool("ROBOTSTXT_OBEY"):
            raise NotConfigured
        self.crawler = crawler
        self._clock = Clock.parse(crawler.settings.get("CLOCK"))
        self._agent: str = crawler.settings.get("ROBOTSTXT_USER_AGENT") or crawler.settings["USER_AGENT"]
        self._parser = load_object(crawler.settings["ROBOTSTXT_PARSER"])
        self._tasks: dict[str, asyncio.Task[Rules]] = {}
        crawler.signals.connect(self._received, signals.bytes_received)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Robots":
        """Scrapy's way to build a middleware."""
        return cls(crawler)

    async def process_request(self, request: Request) -> Response | None:
        """Refuses what the rules forbid; notes for the record that the rest was allowed.

        Who asks for the file itself, because it names sitemaps, gets what this process fetched for the rules: one of
        an earlier process would pass for an answer of a site that is dead by now.
        """
        parts = urlparse_cached(request)
        if request.meta.get("dont_obey_robotstxt") or parts.scheme not in ("http", "https"):
            return None
        task = self._tasks.get(parts.netloc)
        if task is None:
            task = self._tasks[parts.netloc] = asyncio.create_task(self._recall(request))
        elif task.done() and not self._is_fresh(task, request):
            task = self._tasks[parts.netloc] = asyncio.create_task(self._fetch(request))
        known = await asyncio.shield(task)
        if (parts.path, parts.query) == ("/robots.txt", "") and known.file is not None:
            return TextResponse(request.url, body=known.file, headers={"Content-Type": "text/plain"}, encoding="utf-8")
        rules = known.parser
        if rules is not None and not rules.allowed(request.url, self._agent):
            self.crawler.stats.inc_value("robotstxt/forbidden")
            raise DisallowedError("Forbidden by robots.txt")
        request.meta["robots"] = "allowed" if rules is not None else "none"
        return None

    def _is_fresh(self, task: "asyncio.Task[Rules]", request: Request) -> bool:
        rules, ledger = _rules(task), ledger_of(self.crawler)
        if rules is None or self._clock.now() - rules.at >= DAY:
            return False
        return ledger is None or not ledger.doubts(request)

    async def _recall(self, request: Request) -> Rules:
        """The rules that an earlier process fetched, while they are of today; else they are fetched."""
        ledger, netloc = ledger_of(self.crawler), urlparse_cached(request).netloc
        told = ledger.archive.ledger.progress(ledger.spider.name, ROBOTS).get(netloc) if ledger else None
        if told is None:
            return await self._fetch(request)
        at, age = datetime.fromisoformat(told["at"]), self._clock.now() - datetime.fromisoformat(told["at"])
        if not timedelta() <= age < DAY or (ledger is not None and ledger.doubts(request)):
            return await self._fetch(request)
        text = told["text"]
        return Rules(await self._parse(None if text is None else text.encode("utf-8", "surrogateescape"), request), at)

    async def _fetch(self, request: Request) -> Rules:
        parts = urlparse_cached(request)
        url = f"{parts.scheme}://{parts.netloc}/robots.txt"
        meta = {"dont_obey_robotstxt": True, "dont_retry": True, "download_maxsize": ANY_SIZE, RECEIVED: 0}
        asked = Request(url, meta=meta, callback=NO_CALLBACK)
        self.crawler.stats.inc_value("robotstxt/request_count")
        try:
            response = await self.crawler.engine.download_async(asked)
        except WithdrawnError:
            raise
        except IgnoreRequest:  # refused by ourselves, as the request that waits for it will be
            return Rules(None, self._clock.now())
        except Exception as error:  # whatever it was: without an answer nothing may be asked
            failed = of_failure(error)
            told = failed.detail or failed.reason if isinstance(failed, Setback) else ": ".join(failed or ())
            raise UnreachableError(Setback("unreachable", UNAVAILABLE, f"{url}: {told}")) from error
        if "dataloss" in response.flags or response.status == 429 or response.status >= 500:
            wait = retry_after(response, self._clock.now())
            told = f"{url}: HTTP {response.status}"
            raise UnreachableError(Setback("unreachable", UNAVAILABLE, told, response.status, wait))
        return await self._read(response, request)

    def _received(self, data: bytes, request: Request) -> None:
        """Enough of a file that is longer than any rules: what came is read."""
        if RECEIVED in request.meta:
            request.meta[RECEIVED] += len(data)
            if request.meta[RECEIVED] > SIZE:
                raise StopDownload(fail=False)

    async def _read(self, response: Response, request: Request) -> Rules:
        now, body = self._clock.now(), response.body if 200 <= response.status < 300 else None
        if body is not None and len(body) > SIZE:
            body = body[: body.rfind(b"\n", 0, SIZE) + 1 or SIZE]  # half a rule would be another rule
        self.crawler.stats.inc_value(f"robotstxt/response_status_count/{response.status}")
        if ledger := ledger_of(self.crawler):
            ledger.host_of(request).alive()
            text = None if body is None else body.decode("utf-8", "surrogateescape")
            told = {"at": now.isoformat(), "text": text}
            ledger.remember(ROBOTS, urlparse_cached(request).netloc, told)
        return Rules(await self._parse(body, request), now, body)

    async def _parse(self, body: bytes | None, request: Request) -> RobotParser | None:
        if body is None:
            return None
        parser: RobotParser = build_from_crawler(self._parser, self.crawler, legible(body))
        await self.crawler.signals.send_catch_log_async(
            signal=signals.robots_parsed, robotparser=parser, request=request
        )
        return parser


def legible(body: bytes) -> bytes:
    """The file as the parser wants it: agents without a version (RFC 9309, 2.2.1), seconds with a point and no unit.

    >>> legible(b"User-agent: NewsCrawler/0.1\\nCrawl-delay: 2,5\\nCrawl-delay: 10s")
    b'User-agent: NewsCrawler\\nCrawl-delay: 2.5\\nCrawl-delay: 10'
    """
    return _DELAY.sub(lambda told: told[1] + (b"." + told[2] if told[2] else b""), _PRODUCT.sub(rb"\1", body))


def _rules(task: "asyncio.Task[Rules] | None") -> Rules | None:
    if task is None or not task.done() or task.cancelled() or task.exception() is not None:
        return None
    return task.result()
