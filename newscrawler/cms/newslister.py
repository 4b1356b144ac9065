"""The software of the aggregators sonxeber.az and yenixeber.az: numbered listings, and a day without a time."""

from newscrawler.cms.tails import TAILS
from newscrawler.discovery import Cards
from newscrawler.reading.body import every, labelled
from newscrawler.reading.looks import blocks, crumb, css, first, ld, meta
from newscrawler.reading.page import ArticlePage

SONXEBER_CARDS = Cards("#prodwrap .nart", "a.thumb_zoom", title="h3", date="span.dttime")
YENIXEBER_CARDS = Cards("#prodwrap .yxart", "a.thumb_zoom", title="h3")  # no date on the card
_BREADCRUMB = css(".breadcrumb_news a:last-child:not(:first-child)")


class NewslisterPage(ArticlePage):
    """The text are the children of `article` that stand before `div.datespan`; what follows that is of other articles.

    It says the category, a counter and the day (`Sosial Baxılıb: 242 Tarix: 07 aprel 2026`); no time stands anywhere.
    """

    layout_mark = css("article .datespan")
    title = first(css("article h1"), ld("headline"), meta("og:title"))
    published = first(*ArticlePage.published.looks, labelled("article .datespan", "Tarix:"))
    section = first(
        css("article .datespan .right a"), css("article .datespan a"), *ArticlePage.section.looks, crumb(), _BREADCRUMB
    )
    paragraphs = first(
        every(", ".join(f"article > {tag}" for tag in "p h2 h3 h4 ul ol blockquote table".split())), blocks("article")
    )
    photos = ("article img.imgbcode",)
    junk = ("article h1", ".datespan", ".datespan ~ *", ".embed-responsive", ".breadcrumb_news")
    title_tails = {**TAILS, "FOTOLAR": "photo"}
    end_lines = r"xidmetler \[newsid: [\d-]+\]"
    site_names = ("Sonxeber.az", "Sonxeber", "Son xəbər", "Yenixeber.az", "Yenixeber", "Yeni xəbər")


class YenixeberPage(NewslisterPage):
    """yenixeber.az: the category stands in the breadcrumb."""

    section = first(_BREADCRUMB, *NewslisterPage.section.looks)
