"""Where a page of an undescribed site leads on: its feeds, its sections, its editions, the next page of a listing."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from newscrawler.az import BAKU
from newscrawler.discovery.addresses import (
    EDITIONS,
    bare_host,
    edition_of,
    is_about,
    is_front,
    names_article,
    without_session,
)
from newscrawler.discovery.anyurl import AnyURL
from newscrawler.discovery.calendars import counted_back, day_before, day_page, is_other_day, newest_days
from newscrawler.discovery.candidate import Fetched
from newscrawler.discovery.cards import parse
from newscrawler.discovery.headlines import base_of, is_headline, shown
from newscrawler.discovery.numbering import number_after, number_of
from newscrawler.discovery.urls import absolute
from newscrawler.discovery.wording import COMMENTS, NO_LISTING, ONWARD, TWIN
from newscrawler.tree import Element, Path, text_of

SECTIONS = 60
"""Links of a front page, at most, that are read as listings."""
SEVERAL = 3
"""Headlines on a subdomain from which on it is a part of the site's news, and no forum or shop."""

_FEEDS = Path("//link[contains(@rel, 'alternate')][contains(@type, 'rss') or contains(@type, 'atom')]/@href")
_SITEMAPS = Path("//link[@rel='sitemap']/@href")
_POSTS = Path("//link[@rel='https://api.w.org/']/@href")
_EDITIONS = Path("//link[contains(@rel, 'alternate')][@hreflang]/@href")
_NEXT = Path("(//link | //a)[contains(concat(' ', @rel, ' '), ' next ')]/@href")
_ANCHORS = Path("//a[@href]")
_REFRESH = Path("//meta[translate(@http-equiv, 'REFSH', 'refsh') = 'refresh']/@content")
_TARGET = re.compile(r"""\s*[\d.]*\s*[;,]?\s*url\s*=\s*(?P<quote>["']?)(?P<url>.+?)(?P=quote)\s*""", re.IGNORECASE)


@dataclass(frozen=True)
class Onward:
    """What one page of the site links to besides articles; every URL is of the site, each once, in the page's order."""

    page: Fetched
    urls: AnyURL

    @cached_property
    def root(self) -> Element:
        """The page's tree."""
        return parse(self.page)

    @cached_property
    def anchors(self) -> list[tuple[str, str]]:
        """The text and the whole address of every link to the site and its subdomains, in the page's order."""
        base = base_of(self.root, self.page)
        told = ((text_of(node), _whole(node.get("href", ""), base)) for node in _ANCHORS.elements(self.root))
        return [(text, url) for text, url in told if url is not None and self.urls.holds(url)]

    @cached_property
    def hosts(self) -> frozenset[str]:
        """The site's host, the page's own, and the subdomains where several of the headlines shown are at home."""
        told = {url: bare_host(url) for text, url in self.anchors if is_headline(text) and names_article(url)}
        sides = (host for host, count in Counter(told.values()).items() if count >= SEVERAL and not TWIN.match(host))
        return frozenset((self.urls.host, bare_host(self.page.url), *sides))

    def feeds(self) -> list[str]:
        """The feeds that the page's head names, those of comments left out."""
        return [url for url in self._ours(_FEEDS.strings(self.root)) if not COMMENTS.search(url)]

    def sitemaps(self) -> list[str]:
        """The sitemaps that the page's head names."""
        return self._ours(_SITEMAPS.strings(self.root))

    def posts(self) -> str | None:
        """The root of a WordPress site that says where its interface is."""
        found = self._ours(_POSTS.strings(self.root))
        return found[0].partition("/wp-json")[0].rstrip("/") if found and "/wp-json" in found[0] else None

    def editions(self) -> list[str]:
        """The front pages of the site's other editions, and of the subdomains where its articles are."""
        found = self._ours([*_EDITIONS.strings(self.root), *(url for _, url in self.anchors)])
        return [url for url in found if self._is_front(url) and not _is_same(url, self.page.url)]

    def _is_front(self, url: str) -> bool:
        host = bare_host(url)
        is_side = host != self.urls.host and (host.split(".")[0] in EDITIONS or host in self.hosts)
        return is_front(url) and (is_side or edition_of(url) is not None)

    def refresh(self) -> str | None:
        """Where the page sends its reader on: `<meta http-equiv="refresh" content="0; url=/az/">`."""
        told = (_TARGET.fullmatch(content) for content in _REFRESH.strings(self.root))
        found = self._ours([match["url"] for match in told if match])
        return next((url for url in found if url != self.page.url), None)

    def sections(self) -> list[str]:
        """Pages that may list articles: named in a few words, and by an address that is no article's."""
        found: dict[str, None] = {}
        for text, url in self.anchors:
            is_further = text.isdigit() or ONWARD.fullmatch(text)  # the walk will reach it; so is a link without words
            is_article = is_headline(text) or url in self._articles or self.urls.names_article(url)
            if is_further or is_article or day_page(url):
                continue
            is_list = not is_front(url) and not is_about(url) and not NO_LISTING.search(url)
            if bare_host(url) in self.hosts and is_list:
                found[url] = None
        return list(found)[:SECTIONS]

    @cached_property
    def _articles(self) -> frozenset[str]:
        """What the page shows to be an article, by its address, its headline or its place among headlines."""
        found = shown(self.root, self.page, lambda url: self.urls.identify(url) is not None)
        return frozenset(one.url for one in found)

    def calendars(self) -> list[str]:
        """Of each calendar of day pages the newest one, from which the walk goes back."""
        if day_page(self.page.url) is not None:
            return []
        return newest_days((url for _, url in self.anchors), self.page.at.astimezone(BAKU).date())

    def day_before(self) -> str | None:
        """Of a day's page the one of the last day before; counted where it names no other day at all."""
        here, urls = day_page(self.page.url), [url for _, url in self.anchors]
        if here is None:
            return None
        is_alone = not any((day := day_page(url)) and day.stem == here.stem and day != here for url in urls)
        return counted_back(self.page.url) if is_alone else day_before(here, urls)

    def next_page(self) -> str | None:
        """The next page of this listing: as its head says, as its numbers go on, or by the word on the link."""
        return next(iter(self._ours(_NEXT.strings(self.root))), None) or self._numbered() or self._worded()

    def _numbered(self) -> str | None:
        """The link whose address is this page's with the next number: told by its text, or by the word before it."""
        found: dict[int, str] = {}
        second = None
        for text, url in self.anchors:
            if is_other_day(url, self.page.url):
                continue
            number, is_plain = number_after(self.page.url, url)
            if number is not None and (is_plain or text.isdigit()):
                found.setdefault(number, url)
                second = second or (url if text == "2" else None)
        here = number_of(self.page.url, found)
        if here is None:
            return second or found.get(2) or found.get(1) or next((found[n] for n in sorted(found)), None)
        return next((found[n] for n in sorted(found) if n > here), None)

    def _worded(self) -> str | None:
        for text, url in self.anchors:
            is_other = not _is_same(url, self.page.url) and not is_other_day(url, self.page.url)
            if text and ONWARD.fullmatch(text) and is_other and not names_article(url.partition("?")[0]):
                return url
        return None

    def _ours(self, hrefs: list[str]) -> list[str]:
        found = (_whole(href, self.page.url) for href in hrefs)
        return list(dict.fromkeys(url for url in found if url is not None and self.urls.holds(url)))


def _whole(href: str, base: str) -> str | None:
    return absolute(without_session(href), base)


def _is_same(one: str, other: str) -> bool:
    return urlsplit(one)[1:4] == urlsplit(other)[1:4]
