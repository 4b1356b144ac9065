"""The content system of qafqazinfo.az: Yii and Bootstrap."""

from newscrawler.cms.tails import TAILS
from newscrawler.discovery import Cards
from newscrawler.reading.looks import blocks, css, either, first, ld, meta
from newscrawler.reading.page import ArticlePage

_LINK = "a[href*='/news/detail/']"
CARDS = (
    Cards(card=".row.search", link=_LINK, title=f"h4, {_LINK}:not(:has(img))", date="time"),  # a day's page, 2021
    Cards(card=f"{_LINK}:has(h4)", link="", title="h4", date="time"),  # a category's, 2025
    Cards(card=f"{_LINK}:not(:has(img))", link=""),
)
NEXT = ".yiiPager li.next:not(.hidden) a"
"""The pager's way on; asked for a page past the end, the site shows the last one again, with this link hidden."""


class QafqazinfoPage(ArticlePage):
    """2021 onward, as a desktop shows it: `.visible-xs` holds once more, for telephones, what `.hidden-xs` says."""

    layout_mark = css(".news_text, .panel.news .news-time")
    title = first(css(".panel-body h1"), css("h1"), meta("og:title"), css("title"))  # the logo is an h1 without a word
    published = first(
        ld("datePublished"),
        meta("article:published_time"),
        # the text, never the attribute `datetime`, not as microdata either: it has the month first
        either(css(".news-time time"), css(".panel.news time"), css(".panel-body h1 ~ time, .panel-body h1 ~ * time")),
    )
    section = first(ld("articleSection"))  # what the meta article:section holds is the description
    paragraphs = first(blocks(".panel-body.news_text"), blocks(".news_text"))
    photos = (".panel.news .panel-body > img.img-responsive",)
    no_photo = r"/banners/"
    junk = (
        "h1",
        ".news-time",
        "[class*='visible-xs']",
        "[class*='banner']",
        ".social-buttons",
        ".views",
        ".category",
        ".hemcinin",
    )
    site_names = ("Qafqazinfo", "Qafqazinfo.az")
    title_tails = {**TAILS, "FOTOLAR": "photo"}
