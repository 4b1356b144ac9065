"""What a page of an undescribed site is, by its address and its first bytes; where sites usually keep their lists."""

import gzip
import io
import re
import zlib
from collections.abc import Iterator, Mapping
from typing import Literal
from urllib.parse import urlsplit

from newscrawler.discovery.addresses import is_front
from newscrawler.discovery.candidate import Fetched

PageKind = Literal["robots", "feed", "sitemap", "index", "addresses", "posts", "front", "page"]

SITEMAPS = ("sitemap.xml", "sitemap_index.xml", "news-sitemap.xml", "wp-sitemap.xml", "sitemap-index.xml")
FEEDS = ("feed/", "rss", "rss.xml", "feed.xml", "atom.xml")
"""Usual addresses, asked in turn until one is there, where the site itself names none."""

POSTS = "/wp-json/wp/v2/posts"
"""Where WordPress has its interface."""

_HEAD = 4096  # bytes; what stands before the first element of a feed or sitemap
_XML: Mapping[bytes, PageKind] = {
    b"rss": "feed",
    b"feed": "feed",
    b"RDF": "feed",
    b"urlset": "sitemap",
    b"sitemapindex": "index",
}


def kind_of(page: Fetched) -> PageKind:
    """What a page of an undescribed site is, by its address and its first bytes."""
    path = urlsplit(page.asked or page.url).path
    if path == "/robots.txt":
        return "robots"
    if POSTS in path:
        return "posts"
    head = _unpacked_head(page.body).lstrip(b"\xef\xbb\xbf \t\r\n")
    if (first := re.search(rb"<(?:\w+:)?(rss|feed|RDF|urlset|sitemapindex|html)\b", head)) and first[1] in _XML:
        return _XML[first[1]]
    if re.match(rb"https?://\S+\s", head):
        return "addresses"
    return "front" if is_front(page.asked or page.url) and is_front(page.url) else "page"


def next_guess(url: str) -> str | None:
    """The next usual address where nothing is at `url`; None when `url` is none, or the last."""
    root, path = root_of(url), url.removeprefix(root_of(url))
    for guesses in (SITEMAPS, FEEDS):
        if path in guesses[:-1]:
            return root + guesses[guesses.index(path) + 1]
    return None


def is_guess(url: str) -> bool:
    """Is `url` one of the usual addresses?"""
    return url.removeprefix(root_of(url)) in (*SITEMAPS, *FEEDS)


def root_of(url: str) -> str:
    """The front page of the host of `url`."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/"


def robots_sitemaps(text: str) -> Iterator[str]:
    """The addresses behind `Sitemap:` in a robots.txt.

    >>> list(robots_sitemaps("User-agent: *\\nDisallow:\\nsitemap: https://a.az/s.xml # all\\n"))
    ['https://a.az/s.xml']
    """
    for line in text.splitlines():
        name, _, value = line.partition(":")
        if name.strip().lower() == "sitemap" and (url := value.split("#")[0].strip()):
            yield url


def _unpacked_head(body: bytes) -> bytes:
    if body[:2] != b"\x1f\x8b":
        return body[:_HEAD]
    try:
        return gzip.GzipFile(fileobj=io.BytesIO(body)).read(_HEAD)
    except (OSError, EOFError, zlib.error):
        return b""
