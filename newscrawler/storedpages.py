"""Pages out of a WARC, read as a crawl reads them: by today's page classes, without Scrapy and without network."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from newscrawler.archive.codings import unpacked_brotli, unpacked_zstd
from newscrawler.archive.rawpages import Page
from newscrawler.article import Article
from newscrawler.az.charset import decode
from newscrawler.bodies import CHUNK, is_cut, unpack
from newscrawler.errors import BodyError, PageError
from newscrawler.reading.fetched import FetchedPage
from newscrawler.reading.normalise import normalise
from newscrawler.sitereader import SiteReader, Told

LARGEST = 256 << 20
"""Bytes of an unpacked page: what lies in an archive was let in once, by whatever DOWNLOAD_MAXSIZE it was crawled."""

FULL = (200, 203)
"""Statuses under which a whole page comes."""

_GZIP = b"\x1f\x8b"
_PACKED = ("gzip", "x-gzip", "deflate")
_NO_PAGE = re.compile(
    r"(?:image|audio|video|font)/.*|text/(?:css|csv|calendar|javascript)"
    r"|application/(?:json|pdf|zip|gzip|javascript|x-javascript|msword|vnd\..*|.*\+json)"
)


@dataclass(frozen=True)
class Site:
    """How a site's pages are read, and the names that it appends to its headlines."""

    reader: SiteReader
    names: Sequence[str] = ()

    @property
    def name(self) -> str:
        """The site."""
        return self.reader.name


def fetched_page(
    page: Page, robots: str | None = None, at: datetime | None = None, *, largest: int = LARGEST
) -> FetchedPage:
    """A stored response as the readers of pages have it; `at` is when it was fetched, else as the WARC says.

    Raises `PageError` for a body that cannot be unpacked: `truncated`, `garbled`, `too_large`, `undecodable`.
    """
    headers: dict[str, str] = {}
    for name, value in page.headers:
        headers.setdefault(name.lower(), value)
    body = unpacked(page.payload, headers.get("content-encoding", ""), page.url, largest)
    return FetchedPage(page.url, body, at or page.at, page.status, headers, robots)


def unpacked(payload: bytes, encoding: str, url: str, largest: int = LARGEST) -> bytes:
    """A payload out of its content codings, and out of a gzip that nobody announced. Raises `PageError`.

    >>> unpacked(b"<p>salam</p>", "gzip", "https://report.az/")
    b'<p>salam</p>'
    """
    body = payload
    try:
        for name in reversed([part.strip().lower() for part in encoding.split(",")]):
            body = _decoded(body, name, url, largest)
        while body[:2] == _GZIP:
            body = unpack(body, "gzip", largest)
    except BodyError as error:
        raise PageError(url, error.reason, detail=error.detail) from error
    return body


def _decoded(body: bytes, encoding: str, url: str, largest: int) -> bytes:
    if encoding in ("", "identity", "none", "utf-8") or not body:
        return body
    if encoding in _PACKED:
        return unpack(body, encoding, largest)
    if body.lstrip()[:1] == b"<" and b">" in body[:CHUNK]:
        return body  # whoever stored it had unpacked it
    try:
        return _by_package(body, encoding, largest)
    except ImportError as error:
        raise PageError(url, "undecodable", detail=f"{encoding} needs the package {error.name}") from error


def _by_package(body: bytes, encoding: str, largest: int) -> bytes:
    """Codings that Python has no module for; their packages are no requirement of ours."""
    if encoding == "br":
        return unpacked_brotli(body, largest)
    if encoding == "zstd":
        return unpacked_zstd(body, largest)
    raise BodyError("undecodable", f"unknown content encoding {encoding!r}")


def read_stored(site: Site, page: FetchedPage, told: Told | None = None, flags: Iterable[str] = ()) -> Article:
    """The record of an article's page, revision 1, `raw` null. Raises `PageError` for a page that is none.

    `told` is what its source said of it before it was fetched; `flags` what was known of it beside its text.
    """
    check_page(page)
    raw = site.reader.article(page, told)
    raw.flags += [flag for flag in flags if flag not in raw.flags]
    return normalise(raw, site_names=site.names)


def check_page(page: FetchedPage) -> None:
    """Raises `PageError` for what no crawl would read: another status, no text, not HTML, stops in the middle."""
    if page.status not in FULL:
        reason = "gone" if page.status in (404, 410) else "failed"
        raise PageError(page.url, reason, detail=f"HTTP {page.status}")
    kind = page.content_type.partition(";")[0].strip().lower()
    if not page.body.strip():
        raise PageError(page.url, "empty", detail="a body without a byte of text")
    if _NO_PAGE.fullmatch(kind):
        raise PageError(page.url, "not_html", detail=kind)
    body = decode(page.body)[0].encode() if b"\0" in page.body[:64] else page.body  # UTF-16
    if is_cut(body):
        raise PageError(page.url, "cut_off", detail=f"the page stops after {len(page.body)} bytes")
