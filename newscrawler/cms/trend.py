"""The content system of Trend News Agency, trend.az: two layouts, and what a paid article leaves free."""

from newscrawler.cms.tails import TAILS
from newscrawler.discovery import Cards
from newscrawler.reading.looks import blocks, css, either, first, ld, meta
from newscrawler.reading.page import ArticlePage

_NEW = Cards(card="ul.news-list.with-images li", link="a[href$='.html']", date=".date-time", drop=".date-time")
_OLD = Cards(card="div.category-article", link="a.article-link", title=".article-title", date=".date")
CARDS = (_NEW, _OLD)
"""Cards since 2025, and those before; the pages of one day show the old ones."""


class TrendPage(ArticlePage):
    """2025 onward. What is free of a paid article stands beside `.paid-content-locked`."""

    layout_mark = css(".article .top-part h1, .article-content.article-paddings, .paid-content-locked")
    title = first(css(".article .top-part h1"), css("h1"), meta("og:title"))
    published = first(
        *ArticlePage.published.looks, either(css(".article .top-part .date-time"), css("h1 + * .date-time"))
    )
    section = first(css("h1 + * .categories a"), css("h1 + * .categories"), *ArticlePage.section.looks)
    authors = first(css(".right-part .author"), css(".right-part a[href*='/author/']"), ld("author.name"))
    paragraphs = first(blocks(".right-part .article-content"), blocks(".article-content.article-paddings"))
    photos = (".right-part .image-wrapper img", ".article-gallery img.gallery-image", "article img.article-image")
    junk = (".paid-content-locked", ".article-gallery", ".print-branding-header", ".print-branding-footer")
    share_lines = r"inpage"  # the label of an advertisement, printed where it failed to load
    site_names = ("Trend", "Trend.Az", "Trend News Agency", "Trend İnformasiya Agentliyi")
    title_tails = TAILS


class TrendPage2021(TrendPage):
    """2021 to 2024."""

    layout_mark = css("article .article-header h1, article .article-text")
    title = first(css("article .article-header h1"), meta("og:title"))
    published = first(*ArticlePage.published.looks, css("article .article-meta span.date"))
    section = first(css(".article-meta .categories"), *ArticlePage.section.looks)
    paragraphs = first(blocks("article .article-text"))
