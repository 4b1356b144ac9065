"""The two faces of azertag.az: the main site, and the plain `news-view` pages of special.azertag.az."""

from typing import ClassVar

from newscrawler.cms.tails import TAILS
from newscrawler.discovery import Cards
from newscrawler.reading.findings import Look
from newscrawler.reading.looks import blocks, crumb, css, either, first, ld, meta
from newscrawler.reading.page import ArticlePage

CARDS = Cards(
    card=".news-item", link=".news-title a[href]", title=".news-title", date=".news-date", section=".news-category a"
)
LINKS = Cards(card="a[href*='/xeber/']", link="")
"""Any link to an article: the cards of the main site's front pages are not known."""

OWN_DATE = ":not(.news-item) > .news-date"
"""The date of the article: those of the cards around it bear the same class."""


class AzertagPage(ArticlePage):
    """The main site, 2023 onward. The headline is an h1 or an h2; the dateline is the first line of the text."""

    layout_mark = css(".entry-content .news-body, .entry-content .news-text, .news-body")
    title: ClassVar[Look] = first(css(".entry-content .entry-title"), css(".entry-title"), meta("og:title"))
    published = first(
        *ArticlePage.published.looks,
        either(
            css(".entry-content .entry-meta li:first-child"),
            css(".entry-meta ul.global-list li:first-child"),
            css(".entry-meta"),
            css(OWN_DATE),
        ),
    )
    section = first(css(".entry-content a[href*='/bolme/']"), *ArticlePage.section.looks, crumb())
    paragraphs: ClassVar[Look] = first(blocks(".news-body"), blocks(".entry-content .news-text"))
    site_names = ("AZƏRTAC", "AZERTAC", "AZERTAG", "АЗЕРТАДЖ")
    title_tails = TAILS
    junk = (".entry-meta", ".entry-title", ".social-share", ".tags", "a[href*='video.azertag.az/video']")


class AzertagPage2021(AzertagPage):
    """The main site in 2021 and 2022."""

    layout_mark = css("#selectedtext")
    title = first(meta("og:title"), ld("headline"), css("h1"))
    published = first(*ArticlePage.published.looks, css(OWN_DATE))
    paragraphs = blocks("#selectedtext")
    photos = (".galleria img",)


class NewsViewPage(AzertagPage):
    """special.azertag.az: every part has a class of its own."""

    layout_mark = css(".news-view-title, .news-view-body")
    title = first(css(".news-view-title p"), css(".news-view-title"), meta("og:title"))
    published = first(*ArticlePage.published.looks, either(css("article .news-view-date"), css(".news-view-date")))
    section = first(either(css("article .news-view-category a"), css(".news-view-category a")))
    paragraphs = blocks(".news-view-body")
    photos = (".preview-news-view img",)
