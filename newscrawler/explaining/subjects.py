"""What a person named to be explained: a URL, a saved page, an article of the archive."""

import gzip
import json
import zlib
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from scrapy.settings import BaseSettings

from newscrawler.anysite import reader_of_host
from newscrawler.archive.exchange import instant
from newscrawler.archive.layout import LEDGER
from newscrawler.archive.ledger import Ledger
from newscrawler.archive.rawpages import read_page
from newscrawler.archive.tombstones import kept
from newscrawler.az.charset import decode
from newscrawler.errors import ArgumentError
from newscrawler.explaining.model import Subject
from newscrawler.outcome import host_of
from newscrawler.reading.document import Document
from newscrawler.reading.fetched import FetchedPage
from newscrawler.registry import Registry, unknown_spider
from newscrawler.rereading.reading import TOLD
from newscrawler.sitereader import SiteReader, Told
from newscrawler.spider import NewsSpider
from newscrawler.storedpages import fetched_page

_GZIP = b"\x1f\x8b"
_LOOKED_AT = 4096  # bytes


def spider_for(settings: BaseSettings, url: str, site: str | None = None) -> NewsSpider | None:
    """The spider called `site`, else the one whose host the URL names; None where there is none.

    Raises `ArgumentError` for a site that nobody knows.
    """
    registry = Registry.from_settings(settings)
    if site is not None:
        try:
            kind = registry.load(site)
        except KeyError as error:
            raise ArgumentError(unknown_spider(site, registry.list())) from error
        if not issubclass(kind, NewsSpider):
            raise ArgumentError(f"the spider {site!r} is no news site of ours: it has no page classes")
        return kind()
    kinds = (registry.load(name) for name in registry.list())
    spiders = (kind() for kind in kinds if issubclass(kind, NewsSpider) and kind.allowed_domains)
    return next((spider for spider in spiders if host_of(url) in spider.site_hosts), None)


def subject_of(page: FetchedPage, spider: NewsSpider | None, told: Told | None = None) -> Subject:
    """The page with its reader: its spider's, else one that reads any site; `told` is what its source said of it."""
    reader: SiteReader = spider.reader if spider else reader_of_host(host_of(page.url))
    return Subject(page, reader, tuple(spider.site_names) if spider else (), told)


def page_of_file(path: Path, url: str | None) -> FetchedPage:
    """A saved page, packed or not, with the `url` and `now` of the case beside it where it is one.

    Raises `ArgumentError` when neither the file, nor what lies beside it, nor `url` tells its address.
    """
    try:
        body = path.read_bytes()
        body = gzip.decompress(body) if body[:2] == _GZIP else body
    except (OSError, EOFError, zlib.error) as error:
        raise ArgumentError(f"{path}: {error}") from error
    if body.startswith(b"WARC/"):
        raise ArgumentError(f"{path} is a WARC, not a page: scrapy show --raw writes one of its pages out")
    if _is_binary(body):
        raise ArgumentError(f"{path} is no page: its bytes are no text (a picture, a zip, a program?)")
    case = _case_beside(path)
    page = FetchedPage(url or case.get("url", ""), body, _time_of(path, case))
    address = page.url or Document(page.selector, "").canonical or ""
    if not host_of(address) or urlsplit(address).scheme not in ("http", "https"):
        told = f"--url {url!r} is no address of a page" if url else f"{path} does not say where it comes from"
        raise ArgumentError(f"{told}: add --url https://…")
    return FetchedPage(address, body, page.fetched_at)


def _is_binary(body: bytes) -> bool:
    """A page in whatever charset has hardly a control character; noise has one in ten, most formats of files more."""
    text = decode(body[:_LOOKED_AT])[0]
    return sum(sign < " " and sign not in "\t\n\f\r" for sign in text) > len(text) / 20


def _case_beside(path: Path) -> dict[str, Any]:
    beside = path.with_name(path.name.removesuffix(".gz").removesuffix(".html") + ".json")
    try:
        told = json.loads(beside.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}  # any file may lie there
    return told if isinstance(told, dict) and isinstance(told.get("url"), str) else {}


def _time_of(path: Path, case: dict[str, Any]) -> datetime:
    if "now" not in case:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
    now = instant(str(case["now"]))
    if now is None:
        raise ArgumentError(f"{path}: of the case beside it `now` is {case['now']!r}, no time")
    return now


def page_of_article(root: Path, name: str) -> tuple[FetchedPage, Told]:
    """The newest raw page of an article that the archive holds, by its id, and what its source told of it.

    Raises `ArgumentError`, `ArchiveError`.
    """
    if not (root / LEDGER).exists():
        raise ArgumentError(f"{name!r} is no URL and no file, and there is no archive at {root}")
    with closing(Ledger.reader(root)) as ledger:
        sites = dict.fromkeys(row.site for row in ledger.rows_of(name))
    lines = [line for site in sites for _, line in kept(root, site) if line["id"] == name and line["raw"]]
    if not lines:
        raise ArgumentError(f"{name!r}: no file is called so, and the archive at {root} has no page of such an article")
    newest = max(line["revision"] for line in lines)
    line = next(line for line in reversed(lines) if line["revision"] == newest)  # a re-reading repeats its revision
    told = Told(line["url"], [one for one in line["published_evidence"] if one["source"] in TOLD])
    at = datetime.fromisoformat(line["fetched_at"])
    return fetched_page(read_page(root, line["raw"]), line["rights"]["robots"], at), told


def id_at(root: Path, url: str, reader: SiteReader) -> str | None:
    """The id of the article that the archive holds under a URL, in whatever form it is written; None for none."""
    if not (root / LEDGER).exists():
        return None
    identity = reader.urls.identify(url)
    with closing(Ledger.reader(root)) as ledger:
        held = ledger.held_at(identity.url if identity else url)
    return held.id if held is not None and held.removed_at is None else None
