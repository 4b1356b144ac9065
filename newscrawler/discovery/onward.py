"""Where a page of an undescribed site leads on: its feeds, its sections, its editions, the next page of a listing."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from newscrawler.discovery.addresses import EDITIONS, names_article
from newscrawler.discovery.anyurl import AnyURL
from newscrawler.discovery.candidate import Fetched
from newscrawler.discovery.cards import parse
from newscrawler.discovery.headlines import is_headline
from newscrawler.discovery.urls import absolute
from newscrawler.tree import Element, Path, text_of

SECTIONS = 60
"""Links of a front page, at most, that are read as listings."""

_FEEDS = Path("//link[contains(@rel, 'alternate')][contains(@type, 'rss') or contains(@type, 'atom')]/@href")
_SITEMAPS = Path("//link[@rel='sitemap']/@href")
_POSTS = Path("//link[@rel='https://api.w.org/']/@href")
_EDITIONS = Path("//link[contains(@rel, 'alternate')][@hreflang]/@href")
_NEXT = Path("(//link | //a)[contains(concat(' ', @rel, ' '), ' next ')]/@href")
_ANCHORS = Path("//a[@href]")
_REFRESH = Path("//meta[translate(@http-equiv, 'REFSH', 'refsh') = 'refresh']/@content")
_TARGET = re.compile(r"""\s*[\d.]*\s*[;,]?\s*url\s*=\s*(?P<quote>["']?)(?P<url>.+?)(?P=quote)\s*""", re.IGNORECASE)
_COMMENTS = re.compile(r"/comments?/feed|[?&]feed=comments|/feed/comments", re.IGNORECASE)
_ONWARD = re.compile(
    r"(?:növb[əe]ti|sonrak[ıi]|ir[əe]li|daha köhnə|next|older(?: posts)?|следующая|далее|вперед)?\s*[»›>→]*",
    re.IGNORECASE,
)
_WORD = re.compile(
    r"(?:[?&](?:page|pg?|paged|sehife|seh|s|start|offset|skip|limitstart|pagen_\d)=|/(?:pages?|pg?|sehife|seh|str)[/-]?)$",
    re.IGNORECASE,
)
"""What stands before the number of a page."""
_ADDED = re.compile(rf"/?(?P<word>{_WORD.pattern[:-1]})?/?(?P<number>\d{{1,6}})(?:\.html?)?", re.IGNORECASE)
_NO_LISTING = re.compile(r"/(?:wp-|login|giris|search|axtar|register|cdn-cgi|user)|\.(?!html?$|php$)\w{2,4}$|^mailto:")


@dataclass(frozen=True)
class Onward:
    """What one page of the site links to besides articles; every URL is of the site, each once, in the page's order."""

    page: Fetched
    urls: AnyURL

    @cached_property
    def root(self) -> Element:
        """The page's tree."""
        return parse(self.page)

    def feeds(self) -> list[str]:
        """The feeds that the page's head names, those of comments left out."""
        return [url for url in self._ours(_FEEDS.strings(self.root)) if not _COMMENTS.search(url)]

    def sitemaps(self) -> list[str]:
        """The sitemaps that the page's head names."""
        return self._ours(_SITEMAPS.strings(self.root))

    def posts(self) -> str | None:
        """The root of a WordPress site that says where its interface is."""
        found = self._ours(_POSTS.strings(self.root))
        return found[0].partition("/wp-json")[0].rstrip("/") if found and "/wp-json" in found[0] else None

    def editions(self) -> list[str]:
        """The front pages of the site's other editions."""
        anchors = [node.get("href", "") for node in _ANCHORS.elements(self.root)]
        found = self._ours([*_EDITIONS.strings(self.root), *anchors])
        return [url for url in found if urlsplit(url).path.strip("/") in EDITIONS and not _is_same(url, self.page.url)]

    def refresh(self) -> str | None:
        """Where the page sends its reader on: `<meta http-equiv="refresh" content="0; url=/az/">`."""
        told = (_TARGET.fullmatch(content) for content in _REFRESH.strings(self.root))
        found = self._ours([match["url"] for match in told if match])
        return next((url for url in found if url != self.page.url), None)

    def sections(self) -> list[str]:
        """Pages that may list articles: named in a few words, and by an address that is no article's."""
        found: dict[str, None] = {}
        for node in _ANCHORS.elements(self.root):
            text, url = text_of(node), absolute(node.get("href", ""), self.page.url)
            if url is None or not text or is_headline(text) or self.urls.names_article(url):
                continue
            is_front = urlsplit(url).path.strip("/") in ("", *EDITIONS) and not urlsplit(url).query
            if self.urls.is_at_home(url) and not is_front and not _NO_LISTING.search(url):
                found[url] = None
        return list(found)[:SECTIONS]

    def next_page(self) -> str | None:
        """The next page of this listing: as its head says, as its numbers go on, or by the word on the link."""
        return next(iter(self._ours(_NEXT.strings(self.root))), None) or self._numbered() or self._worded()

    def _numbered(self) -> str | None:
        """The link whose address is this page's with the next number: told by its text, or by the word before it."""
        found: dict[int, str] = {}
        second = None
        for node in _ANCHORS.elements(self.root):
            for url in self._ours([node.get("href", "")]):
                number, is_plain = number_after(self.page.url, url)
                if number is not None and (is_plain or text_of(node).isdigit()):
                    found.setdefault(number, url)
                    second = second or (url if text_of(node) == "2" else None)
        here = number_of(self.page.url, found)
        if here is None:
            return second or found.get(2) or found.get(1) or next((found[n] for n in sorted(found)), None)
        return next((found[n] for n in sorted(found) if n > here), None)

    def _worded(self) -> str | None:
        for node in _ANCHORS.elements(self.root):
            text = text_of(node)
            if text and _ONWARD.fullmatch(text) and (found := self._ours([node.get("href", "")])):
                url = found[0]
                if not _is_same(url, self.page.url) and not names_article(url.partition("?")[0]):
                    return url
        return None

    def _ours(self, hrefs: list[str]) -> list[str]:
        found = (absolute(href, self.page.url) for href in hrefs)
        return list(dict.fromkeys(url for url in found if url is not None and self.urls.holds(url)))


def number_after(here: str, there: str) -> tuple[int | None, bool]:
    """The number by which alone `there` differs from `here`, or which it adds; and is a word before it a page's?

    >>> pairs = [("/x?page=2", "/x?page=3"), ("/", "/?page=2"), ("/x/", "/x/page/2/"), ("/x/5/", "/x/6/"), ("/x", "/y")]
    >>> [number_after(f"https://a.az{here}", f"https://a.az{there}") for here, there in pairs]
    [(3, True), (2, True), (2, True), (6, False), (None, False)]
    >>> number_after("https://a.az/cat.php?id=1", "https://a.az/cat.php?page=2&id=1")
    (2, True)
    """
    ours, theirs = _page_last(here.rstrip("/")), _page_last(there.rstrip("/"))
    if match := _ADDED.fullmatch(theirs.removeprefix(ours)) if theirs.startswith(ours) else None:
        return int(match["number"]), match["word"] is not None
    pieces, others = re.split(r"(\d+)", ours), re.split(r"(\d+)", theirs)
    if len(pieces) != len(others):
        return None, False
    places = [place for place, pair in enumerate(zip(pieces, others, strict=True)) if pair[0] != pair[1]]
    if len(places) != 1 or not (pieces[places[0]].isdigit() and others[places[0]].isdigit()):
        return None, False
    return int(others[places[0]]), _WORD.search(others[places[0] - 1]) is not None


def _page_last(url: str) -> str:
    """`url` with the number of the page as its last parameter, as it would be added to that of the first page."""
    start, sign, query = url.partition("?")
    parts = query.split("&")
    last = [part for part in parts if _ADDED.fullmatch(f"&{part}")]
    return f"{start}{sign}{'&'.join([part for part in parts if part not in last] + last)}"


def number_of(here: str, others: Mapping[int, str]) -> int | None:
    """The number of a page, by the addresses of `others` with theirs; None for one that has none."""
    for url in others.values():
        ours, theirs = re.split(r"(\d+)", here.rstrip("/")), re.split(r"(\d+)", url.rstrip("/"))
        if len(ours) == len(theirs):
            return next((int(one) for one, other in zip(ours, theirs, strict=True) if one != other), None)
    return None


def _is_same(one: str, other: str) -> bool:
    return urlsplit(one)[1:4] == urlsplit(other)[1:4]


def robots_sitemaps(text: str) -> Iterator[str]:
    """The addresses behind `Sitemap:` in a robots.txt.

    >>> list(robots_sitemaps("User-agent: *\\nDisallow:\\nsitemap: https://a.az/s.xml # all\\n"))
    ['https://a.az/s.xml']
    """
    for line in text.splitlines():
        name, _, value = line.partition(":")
        if name.strip().lower() == "sitemap" and (url := value.split("#")[0].strip()):
            yield url
