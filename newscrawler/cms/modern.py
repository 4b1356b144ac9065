"""The content system of modern.az: the layout of 2021, and general places for what came after it."""

from newscrawler.cms.tails import TAILS
from newscrawler.discovery import Cards
from newscrawler.reading.looks import blocks, crumb, css, first, ld, meta
from newscrawler.reading.page import ArticlePage

_TILES = Cards(card="a.news_links.inf-item", link="", title=".nwshort", date=".newsdate", section=".newscateg")
_BOLD = ("strong", "h2", "h3", "h4")
_LINKS = Cards(
    card=", ".join(f"a[href*='modern.az/']:has({tag}), a[href^='/']:has({tag})" for tag in _BOLD),
    link="",
    title=", ".join(_BOLD),
)
CARDS = (_TILES, _LINKS)
"""Cards of 2021; and what is known of those of 2026: a link, and in it the headline in bold or as a heading."""


class ModernPage(ArticlePage):
    """2022 onward. No page of it is known: general places are asked, and the stats tell which of them answers."""

    layout_mark = first(ld("headline"), meta("og:title"), css("h1"))
    published = first(
        *ArticlePage.published.looks,
        meta("date"),
        css("h1 + [class*='date'], h1 + * [class*='date'], h1 + time, h1 + * time"),  # beside the headline, else never
    )
    section = first(*ArticlePage.section.looks, crumb(("Ana Səhifə", "Ana səhifə")))
    authors = first(ld("author.name"))  # the meta author names the house and its mail box
    paragraphs = first(blocks("[itemprop='articleBody']"), blocks(".article-content"), blocks(".news-content"))
    photos = ("img[src*='//files.modern.az/']:not(a *)", "img[data-src*='//files.modern.az/']:not(a *)")
    share_lines = r"daha çox:?|paylaş(?:ın)?:?|[^.]{0,60}\bkanalımıza\b[^.]{0,60}"
    site_names = ("Modern.az", "Modern")
    title_tails = TAILS


class ModernPage2021(ModernPage):
    """2021 and 2022; the date in the header is that of the day of the fetch."""

    layout_mark = first(css(".nwin_title, .nw_imtxt"))
    title = first(css(".nwin_title"), css("h1"), meta("og:title"))
    published = first(
        *ModernPage.published.looks, css(".nwin_title + [class*='date'], .nwin_title + * [class*='date']")
    )
    paragraphs = first(blocks(".nw_imtxt"))
