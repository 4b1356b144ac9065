"""The publishing system of axar.az, news.milli.az, teleqraf.az and sia.az.

They share their addresses (`/<category>/<id>.html`: any category with the right id answers, so the id is the key and
the canonical link the address), their metas, `/sitemap_latest.php`, `/feed.php` and `/latest/page<N>/`. Each has a
template of its own.
"""

import re
from collections.abc import Iterable

from newscrawler.cms.tails import TAILS
from newscrawler.discovery import Cards, Listing, Pages, SitemapShards, Source
from newscrawler.reading.body import every, labelled
from newscrawler.reading.looks import blocks, crumb, css, first, ld, meta, nowhere
from newscrawler.reading.page import ArticlePage
from newscrawler.reading.words import paragraphs, words
from newscrawler.tree import Element

AXAR_CARDS = Cards("table#catNews", "#cat_news_title a", date="#cat_news_info")  # one table a card, all with one id
MILLI_CARDS = Cards("ul.post-list2 > li", "strong.title a", date="span.time")
TELEQRAF_CARDS = Cards(".news-boxes-4 a.box", "", title=".title", date=".time")
SIA_CARDS = Cards("div.large-widget", ".title-area h3 a", date=".large-post-meta span a", section=".colorfulcats a")

_STAMP = r"[^\W\d_]+(?: [^\W\d_]+){0,2}\s+[0-2]?\d:[0-5]\d"  # of a rail: category and time


def live(listing: str, cards: Cards, sitemap: str, *more: Source) -> tuple[Source, ...]:
    """The newest articles: the sitemap of the latest (`loc` and `lastmod` only), what else there is, a listing."""
    return (SitemapShards(sitemap), *more, Listing(listing, (cards,)))


def archive(listing: str, cards: Cards) -> tuple[Source, ...]:
    """The numbered pages behind the first, which has an address of its own."""
    return (Pages(f"{listing}page{{page}}/", (cards,), first=2),)


class VendorPage(ArticlePage):
    """What the templates share: metas that say the instant, and widgets that may stand in the text as lines of it."""

    title = first(css("h1"), ld("headline"), meta("headline"), meta("og:title"))
    published = first(*ArticlePage.published.looks, meta("pubdate"))
    section = first(*ArticlePage.section.looks, crumb())
    title_tails = {**TAILS, "FOTOLAR": "photo"}
    share_lines = r"(?:\d{1,2}\s*punto\W*)+|inpage|yuxarı"
    end_lines = r"(?:digər|oxşar) xəbərlər:?|xəbər xətti"


class AxarPage(VendorPage):
    """axar.az: below the text a table of rows, the date (year first) and who wrote it."""

    layout_mark = css(".newsPlace h1, .article_body")
    title = first(css(".newsPlace h1"), *VendorPage.title.looks)
    published = first(*VendorPage.published.looks, labelled(".newsPlace table", "Tarix", r"\d{4}\.\d\d?\.\d\d?\b.*"))
    authors = first(labelled(".newsPlace table", "Müəllif"), ld("author.name"), meta("author"))
    paragraphs = blocks(".article_body, #font_size")
    photos = ("img.newsImage",)
    site_names = ("Axar.az",)


class MilliPage(VendorPage):
    """news.milli.az: the text ends with the bare name of the site."""

    layout_mark = css(".article_text, .quiz-holder h1")
    title = first(css(".quiz-holder h1"), *VendorPage.title.looks)
    published = first(*VendorPage.published.looks, css(".date-info"))
    section = first(*VendorPage.section.looks, css("span.category"))
    paragraphs = blocks(".article_text")
    photos = ("img.content-img", ".article-gallery li[data-src]", ".article-gallery li:not([data-src]) img")
    junk = ("[id^=MILLI_Slot]", ".article-gallery", ".date-info", "h1")
    share_lines = rf"{VendorPage.share_lines}|milli\.az"
    site_names = ("Milli.Az", "News.Milli.Az")


class TeleqrafPage(VendorPage):
    """teleqraf.az: the text has no container of its own, it stands beside headline, picture and share links."""

    layout_mark = css("h1.content-title")
    title = first(css("h1.content-title"), *VendorPage.title.looks)
    section = first(*VendorPage.section.looks, css(".breadcrumbs ul li:last-child a span"))
    paragraphs = every(", ".join(f".main-content > {tag}" for tag in "p h2 h3 h4 ul ol blockquote table".split()))
    photos = (".image-main-content img",)
    site_names = ("Teleqraf.az", "Teleqraf", "Teleqraf.com")


class SiaPage(VendorPage):
    """sia.az: one description stands on every page, so none is a lead; rails of `Siyasət 21:07` stand by the text."""

    layout_mark = css(".single-post h1, .post-desc")
    title = first(css(".single-post h1"), *VendorPage.title.looks)
    lead = nowhere
    section = first(*VendorPage.section.looks, css(".single-post .colorfulcats .label"))
    paragraphs = first(blocks(".single-post .post-desc"), blocks(".post-desc"))
    photos = (".single-post .post-media img",)
    junk = (".post-sharing", ".gallery", ".news_list", "[id^=adfox_]")
    site_names = ("SİA", "SIA", "SİA.az", "Sia.az", "SİA - Sosial İnformasiya Agentliyi")

    def odd_junk(self) -> Iterable[Element]:
        """Rails too: lists of links, each with its category and time."""
        yield from super().odd_junk()
        lists = (node for body in self._body() for node in body.iter("ul", "ol", "div", "aside") if node is not body)
        yield from (node for node in lists if _is_rail(node))


def _is_rail(node: Element) -> bool:
    """Is there nothing but links, headings, and at least one category with a time?"""
    beside = paragraphs(node, lambda part: part.tag in ("a", "h2", "h3", "h4", "h5"))
    stamped = re.search(_STAMP, words(node)) is not None
    return stamped and node.find(".//a") is not None and all(re.fullmatch(_STAMP, line) for line in beside)
