"""Scrapy's hooks: bodies unpacked whole or not at all, charset from the bytes, exchanges kept, candidates."""

from http import HTTPStatus
from typing import Any, cast

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.http import Response, TextResponse
from scrapy.responsetypes import responsetypes
from scrapy.spidermiddlewares.base import BaseSpiderMiddleware
from scrapy.utils.httpobj import urlparse_cached

from newscrawler.article import Rejected
from newscrawler.az.charset import find_encoding
from newscrawler.bodies import unpack
from newscrawler.discovery import Candidate
from newscrawler.scheduler import LedgerScheduler
from newscrawler.spider import SourceRead
from newscrawler.work import capture_of, lease_of

GZIP = b"\x1f\x8b"
NO_CODINGS = frozenset((b"", b"identity", b"none", b"8bit", b"binary", b"utf-8", b"utf8", b"iso-8859-1", b"text/html"))
"""What servers write into Content-Encoding of bodies that are not packed."""


class Unpack(HttpCompressionMiddleware):
    """Packed bodies; stock Scrapy takes what came of a gzip stream that was cut off for the whole page.

    Raises `BodyError` for a body that is cut off, broken or unpacks to more than DOWNLOAD_MAXSIZE. Pages that were
    packed twice, or without a word of it, are unpacked too; files whose name ends in .gz are left to discovery.
    """

    def process_response(self, request: Request, response: Response, spider: Any = None) -> Request | Response:
        """The response unpacked, with the flag `unpacked`."""
        request.meta.pop("download_maxsize", None)  # what robots.txt may announce is not what it may unpack to
        result = super().process_response(request, response)
        if not isinstance(result, Response) or urlparse_cached(request).path.endswith(".gz"):
            return result
        body = result.body
        while body[:2] == GZIP:
            body = unpack(body, "gzip", self._max_size)
        if body is response.body:
            return result
        kind = responsetypes.from_args(headers=result.headers, url=result.url, body=body)
        # else what Scrapy guesses of the encoding would count as declared
        unknown = {"encoding": None} if issubclass(kind, TextResponse) else {}
        return result.replace(cls=kind, body=body, flags=[*result.flags, "unpacked"], **unknown)

    @staticmethod
    def _split_encodings(content_encoding: list[bytes]) -> tuple[list[bytes], list[bytes]]:
        names = [name.strip() for names in content_encoding for name in names.split(b",")]
        packed = [name for name in names if name.lower() not in NO_CODINGS]
        return HttpCompressionMiddleware._split_encodings(packed)

    @staticmethod
    def _decode(body: bytes, encoding: bytes, max_size: int) -> bytes:
        name = encoding.decode("latin-1")
        if name in ("gzip", "x-gzip", "deflate"):
            return unpack(body, name, max_size)
        return HttpCompressionMiddleware._decode(body, encoding, max_size)


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
        if ledger is not None and response.status == HTTPStatus.OK:
            etag, modified = (_header(response, name) for name in ("ETag", "Last-Modified"))
            ledger.errands.met(lease_of(request), etag, modified)
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

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.ghosts: set[tuple[str | None, str]] = set()

    def get_processed_item(self, item: Any, response: Response | None) -> Any:
        """Nothing for what the ledger takes, the item else."""
        ledger = ledger_of(self.crawler)
        if ledger is None:
            return None if isinstance(item, SourceRead) else item
        if isinstance(item, Candidate):
            ledger.discover(item)
            return None
        if isinstance(item, SourceRead):
            ledger.errands.was_read(lease_of(response), unchanged=item.unchanged)
            return None
        return None if isinstance(item, Rejected) and self._is_known_ghost(item) else item

    def _is_known_ghost(self, item: Rejected) -> bool:
        """Is it a card without an address that another page showed too? Some sites print one on each of their pages."""
        _, sign, what = item.url.partition("#")
        if item.kind != "card" or not sign:
            return False
        is_known = (item.detail, what) in self.ghosts
        self.ghosts.add((item.detail, what))
        return is_known


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None


def ledger_of(crawler: Crawler) -> LedgerScheduler | None:
    """The crawl's ledger; None for `shell`, `fetch`, `parse` and spiders that have none."""
    scheduler = getattr(crawler.engine, "scheduler", None)
    if LedgerScheduler not in type(scheduler).__mro__:  # isinstance() is true of every scheduler: BaseScheduler ducks
        return None
    return cast("LedgerScheduler", scheduler)
