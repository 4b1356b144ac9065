"""Pangea, the content system of RFE/RL and VOA: azadliq.org, amerikaninsesi.org and some forty more.

The number in a URL is one sequence for all hosts of a house, so it is the key; slugs come and go. Its robots.txt shuts
the feeds (`/api/`), `?p=`, search and day archives: the sitemaps are the one way in, and they hold everything.
"""

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar
from urllib.parse import urljoin, urlsplit

from parsel import Selector

from newscrawler.discovery import Cards, Fetched, Harvest, NewsSitemap, SitemapShards, Source, Span
from newscrawler.reading.document import Document
from newscrawler.reading.findings import Found, Look, Single
from newscrawler.reading.looks import blocks, css, either, first, ld, listed, meta, nowhere
from newscrawler.reading.page import ArticlePage
from newscrawler.spider import NewsSpider
from newscrawler.tree import Element, Path, css_path, text_of

_NUMBER = re.compile(r"/(\d+)(?:/lbl\d+lbi\d+)?\.html")
_LIVE_BLOG = re.compile(r"/lbl\d+lbi\d+\.html")
_TITLE = Path("//head/title")
CARDS = Cards(card=".media-block", link="a[href]", title=".media-block__title", date="span.date")


class PangeaPage(ArticlePage):
    """An article. Old bodies are bare text between `<br>`, some within one more element, without a single `<p>`."""

    layout_mark = blocks(".wsw")
    title: ClassVar[Look] = first(css("h1.pg-title, .col-title h1"), ld("headline"), meta("og:title"))
    published = first(
        ld("datePublished"),
        either(css(".published time::attr(datetime)"), css("time[pubdate]::attr(datetime)"), css(".published time")),
    )
    section = first(ld("articleSection"), css(".category a"))
    tags = first(listed(ld("keywords")), listed(meta("keywords")))
    authors: ClassVar[Look] = first(ld("author.name"), css(".publishing-details .links__item-link"), meta("Author"))
    paragraphs: ClassVar[Look] = first(blocks("#article-content .wsw"), blocks(".wsw"))
    photos = (".cover-media :not(noscript) > img",)
    figures = "figure, .wsw__embed, .media-image"
    captions = "figcaption, .caption"
    junk = (
        ".wsw__related",
        ".c-mmp",
        ".c-mmp__player",
        ".media-pholder",
        ".media-download",
        ".media-block",
        ".media-block-wrap",
        ".news-app-promo",
        ".quiz",
        ".content-redirect",
        ".c-author",
        ".article-categories",
        ".article-share",
        ".c-lightbox",
        ".print-dialogue",
        ".link-print",
        ".link-comments",
        ".back-to-top-nav",
        ".responsive-indicator",
        "#more-info",
        ".twitter-tweet",
        ".instagram-media",
    )
    share_lines = (
        r"gözlə|no media source currently available|direct-ə keçid|bütün xəbərləri izləyin|print"
        r"|\d+:\d\d(?: \d+:\d\d(?::\d\d)?)*"
    )

    def fits(self) -> bool:
        """Is there text in the article's own place? (What a player says is none; on a digest every item has a body.)"""
        self.mark_junk()
        root = self.document.root
        return super().fits() and (not items(root) or bool(css_path("#article-content .wsw").elements(root)))

    def flags(self) -> list[str]:
        """`live_blog`: the text is what stands above the posts."""
        addresses = (self.document.url, self.document.canonical or "", *self.document.metas.get("og:url", ()))
        is_live = any(_LIVE_BLOG.search(url) for url in addresses)
        is_live = is_live or "LiveBlogPosting" in str(self.document.ld_article.get("@type"))
        return [*super().flags(), *(["live_blog"] if is_live else [])]


@dataclass(frozen=True)
class zone(Single):  # noqa: N801
    """The name of the zone as the head of a digest page tells it, its title."""

    def find(self, page: Document) -> list[Found]:
        """One finding at most."""
        names = [text_of(node) for node in _TITLE.elements(page.root)]
        return [Found(name, "zone", "printed") for name in names[:1] if name]


class PangeaDigestPage(PangeaPage):
    """A page of short news, each an article of its own with its own number: only the one that was asked for is read.

    Head and JSON-LD speak of the page or of its first item, so that only the item itself is asked.
    """

    title = css("h1, .pg-title")
    lead = nowhere
    published = first(either(css("time[pubdate]::attr(datetime)"), css("time::attr(datetime)"), css("time")))
    modified = nowhere
    section = first(css(".category a"), zone())
    tags = nowhere
    authors = nowhere
    paragraphs = blocks(".wsw")

    def __init__(self, page: str | Selector, url: str) -> None:
        super().__init__(page, url)
        number = number_of(url)
        own = [item for item in items(self.document.root) if item.get("data-article-id") == number]
        self.item = next(iter(own), None)
        if self.item is not None:
            self._forget_the_head()
            self.document.root = self.item

    def _forget_the_head(self) -> None:
        here = self.document
        here.canonical = urljoin(here.canonical or here.url, urlsplit(here.url).path)
        here.metas = {name: said for name, said in here.metas.items() if not name.startswith("og:")}
        here.ld_nodes = []

    def fits(self) -> bool:
        """Is the article asked for one of several on the page?"""
        return self.item is not None


class PangeaMediaPage(PangeaPage):
    """A video, a broadcast, a gallery, a quiz, without a word of text: about half of all that the sitemaps list."""

    refused = "media"

    def fits(self) -> bool:
        """Is there something to watch or to play, and no text? (A page we know no part of is not called media.)"""
        self.mark_junk()
        players = ".media-container, .c-mmp, .c-mmp__player, .media-pholder, .media-download, .quiz"
        return bool(css_path(players).elements(self.document.root)) and not self.layout_mark.best(self.document)


class PangeaSpider(NewsSpider):
    """A site on Pangea."""

    pages = (PangeaDigestPage, PangeaPage, PangeaMediaPage)
    rewrites = ((r"/lbl\d+lbi\d+\.html$", ".html"), (r"^(https://[^/]+)/amp/", r"\1/a/"))
    cards = (CARDS,)


@dataclass(frozen=True)
class PangeaShards(SitemapShards):
    """The numbered shards, of which number 1 is the newest. Of 20,000 articles 1 in 500 was edited after a year."""

    shard: str = r"/sitemap_\d+_\d+\.xml"
    edited_within: timedelta = timedelta(days=365)

    def read(self, page: Fetched, span: Span) -> Harvest:
        """As any shards; those of an index in the order of their numbers (it has them as words: 1, 10, 11, … 2)."""
        harvest = super().read(page, span)
        harvest.more.sort(key=lambda url: [int(digits) for digits in re.findall(r"\d+", urlsplit(url).path)])
        return harvest


def article_rule(domain: str) -> str:
    """The rule for articles of `www.<domain>`."""
    return rf"^https?://www\.{re.escape(domain)}/a/(?:[^/]+/)?(?P<key>\d+)\.html$"


def live_sources(site: str, service: int) -> tuple[Source, ...]:
    """The sources of the last days: the news sitemap has the instant of publication, `_latest` three weeks of URLs."""
    return (
        NewsSitemap(f"{site}/sitemap_{service}_news.xml.gz"),
        SitemapShards(f"{site}/sitemap_{service}_latest.xml.gz"),
    )


def archive_sources(site: str) -> tuple[Source, ...]:
    """The sources of everything. The shards are rebuilt about once a month: `_latest` has to be read in between."""
    return (PangeaShards(f"{site}/sitemap.xml"),)


def number_of(url: str) -> str | None:
    """The number of the article at `url`."""
    match = _NUMBER.search(urlsplit(url).path)
    return match[1] if match else None


def items(root: Element) -> list[Element]:
    """The items of a digest: each with its number, its headline and its body."""
    return [
        node
        for node in css_path("[data-article-id]").elements(root)
        if css_path(".wsw").elements(node) and css_path("h1, .pg-title").elements(node)
    ]
