"""The software of apa.az: its pages since 2019 and its cards. Whether h1 or h2 is the headline changed by the year."""

from collections.abc import Sequence
from typing import ClassVar

from newscrawler.cms.tails import TAILS
from newscrawler.discovery import Cards, Listing
from newscrawler.reading.findings import Look
from newscrawler.reading.looks import blocks, css, either, first, ld, meta
from newscrawler.reading.page import ArticlePage

CARDS = Cards(card="a.news-item[data-news-id]", link="", title=".title", date=".date span")
"""The time stands in the first span, the day in the second."""
LENT = Cards(card=".news_block .news > a.item", link="", title=".lent-title", date=".date")
"""The newsline beside a front page."""
FRONT_PAGES = tuple(Listing(f"https://apa.az/{edition}", (LENT, CARDS)) for edition in ("ru", "en"))
"""What is new in the editions that have no feed."""


class ApaPage(ArticlePage):
    """2021 onward. The page's h1 may be the breadcrumb's: the section."""

    layout_mark = css(".title_news, .news_content .texts")
    title: ClassVar[Look] = first(css(".content_main .title_news"), css(".title_news"), meta("og:title"))
    published = first(*ArticlePage.published.looks, either(css(".date_news span.date"), css(".date_news")))
    section = first(css(".breadcrumb_row h1"), css(".breadcrumb_row h3"), *ArticlePage.section.looks)
    tags = first(css(".tags a"), *ArticlePage.tags.looks)
    paragraphs: ClassVar[Look] = first(blocks(".news_content .texts"), blocks(".texts"))
    photos: ClassVar[Sequence[str]] = (".main_img img", ".news_in_gallery img")
    no_photo = r"/storage/authors/|/site/assets/images/icons/"
    site_names = ("APA", "Apa.az", "APA.az")
    title_tails = TAILS
    junk = (
        "ins",
        ".logo",
        ".links",
        ".links_block",
        ".rek_banner",
        ".rek_banner_mobile",
        ".AdviadNativeVideo",
        ".tags",
        ".news_in_gallery",
    )


class ApaPage2019(ApaPage):
    """2019 and 2020."""

    layout_mark = css(".newsletter-body, .module-flash")
    title = first(css(".news-block h2"), meta("og:title"), ld("headline"))
    published = first(*ArticlePage.published.looks, css(".list-unstyled .date"))
    section = first(css(".category-text"), *ArticlePage.section.looks)
    paragraphs = first(blocks(".newsletter-body"), blocks(".module-flash"))
    photos = (".news-block img",)
