"""The Ria content system: report.az and oxu.az, each in the theme of its day, one kind of card a theme."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import ClassVar
from urllib.parse import SplitResult, urlsplit

from newscrawler.discovery import Cards
from newscrawler.reading.body import paragraph_of
from newscrawler.reading.document import Document
from newscrawler.reading.findings import Look
from newscrawler.reading.looks import blocks, crumb, css, first, ld, meta, micro
from newscrawler.reading.page import ArticlePage
from newscrawler.tree import Element, Path

CARDS = Cards(
    card=".index-post-block[data-timestamp]",
    link="a.news__item",
    title="h2.news__title",
    date="ul.news__date li",
    stamp="data-timestamp",
    section="span.news__category",
)
OLD_CARDS = Cards(
    card=".infinity-item[data-timestamp]",
    link="a.title",
    title="span.feed-news-title",
    date=".news-date span",
    stamp="data-timestamp",
    drop="span.type, span.official",
)
"""Cards of the layout before October 2025; the labels Foto and Video stand inside the title."""
POST_CARDS = Cards(
    card=".index-post-block[data-timestamp]",
    link="a[href]:not(.post-item-category)",
    title="h2.post-item-title",
    date=".post-item-meta span:not(.icon-eye + span)",
    stamp="data-timestamp",
    section="a.post-item-category",
    drop=".post-item-tag",
)
"""Cards of oxu.az: the time stamp is on the block around the card, in Baku's time and always to the minute."""
SEARCH_CARDS = replace(POST_CARDS, card=".rt-news-item[data-url]", stamp="")
"""The same cards without their block, as the search shows them: `Bu gün / 12:18` is all they say of the date."""
INNER_CARDS = Cards(
    card="section.news-list .news-i",
    link="a.news-i-inner",
    date=".date-day, .date-month, .date-year, .when-time",
    drop=".when-date, .when-time",
)
"""Cards of oxu.az until about 2024."""


_LINKS_IN_OR_AFTER = Path(
    "(.//a[@href] | following::a[@href])[not(ancestor::header or ancestor::footer or ancestor::nav or ancestor::aside)]"
)


class RiaPage(ArticlePage):
    """The layout of October 2025 onward: the date is two items of a list, the day and the time."""

    layout_mark = css(".news-detail__head, .news-detail__desc")  # not the date list: cards of listings have it too
    title = first(css("h1.section-title"), css("h1"), ld("headline"), meta("og:title"))
    published = first(*ArticlePage.published.looks, css(".news-detail__head ul.news__date li", joined=True))
    section = first(css(".news-detail__head .news__category"), *ArticlePage.section.looks, crumb())
    tags = first(css(".tags a"), *ArticlePage.tags.looks)
    paragraphs: ClassVar[Look] = blocks(".news-detail__desc")
    photos: ClassVar[Sequence[str]] = (".news-detail__main-photo img",)
    figures = "figure, .news-detail__main-photo, .news-gallery"
    share_lines = (
        r"sosial şəbəkələrdə paylaşın:?|ən son xəbər(?:lər)?|mənbə:"
        r"|(?:(?:facebook|twitter|instagram|x|whatsapp|telegram)\b\W*)+"
    )
    title_tails: ClassVar[Mapping[str, str]] = {
        "VİDEO": "video",
        "ВИДЕО": "video",
        "VIDEO": "video",
        "FOTO": "photo",
        "ФОТО": "photo",
        "PHOTO": "photo",
        "ANALİZ": "analysis",
        "RƏSMİ": "official",
        "YENİLƏNİB": "updated",
        "ОБНОВЛЕНО": "updated",
        "UPDATED": "updated",
    }
    no_photo = r"/thunk_\d+\.webp"
    junk: ClassVar[Sequence[str]] = (
        *(".tags", ".subs-in-social", ".related-news", ".translated-news"),
        *(".twitter-tweet", ".instagram-media"),
    )

    def editions(self) -> list[str]:
        """The head's alternates, then links to articles that stand in the body or after it, menus and footers aside."""
        links = [link for body in self._body() for link in _LINKS_IN_OR_AFTER.elements(body)]
        return [*super().editions(), *(self.document.absolute(link.get("href", "")) for link in links)]

    def odd_junk(self) -> Iterable[Element]:
        """Share lines, and paragraphs that are nothing but the headline of another edition."""
        yield from super().odd_junk()
        for link in (link for body in self._body() for link in body.iter("a")):
            if (line := paragraph_of(link)) is not None and _leads_abroad(link, self.document):
                yield line


class RiaPage2019(RiaPage):
    """The layout of 2019 to 2025: microdata without a zone; `section-title` is the rail's heading here."""

    layout_mark = css(".editor-body, h1.news-title")
    title = first(css("h1.news-title"), micro("headline"), meta("og:title"))
    published = first(*ArticlePage.published.looks, css(".category-date .news-date span", joined=True))
    section = first(css(".category-date .news-category"), micro("articleSection"))
    tags = first(css(".news-tags li a"), *ArticlePage.tags.looks)
    authors = first(css(".news-author a.name"), micro("author"))
    paragraphs = blocks(".editor-body")
    photos = (".news-cover img",)
    figures = "figure, .news-cover, .news-image, .news-gallery"
    captions = "figcaption, .description"
    junk = (
        *RiaPage.junk,
        ".subs-whatsapp",
        ".subs-telegram",
        ".subs-facebook",
        ".video-container",
        ".iframe-container",
        ".audio-player",
        ".news-tags",
        "noindex",
    )


class ReportPage(RiaPage):
    """report.az."""

    site_names = (
        *("Report.az", "Report", "Report İnformasiya Agentliyi"),
        *("Report News Agency", "Информационное Агентство Report"),
    )


class ReportPage2019(RiaPage2019):
    """report.az until October 2025; the sitemap still leads to pages saved by caches in this layout."""

    site_names = ReportPage.site_names


class OxuPage(RiaPage):
    """The theme of oxu.az since 2024: one line holds day and time, and the views stand beside it."""

    site_names = ("Oxu.az", "Oxu")
    layout_mark = css(".post-detail-title, .post-detail-content")
    title = first(css(".post-detail-title h1"), css("h1"), ld("headline"), meta("og:title"))
    published = first(
        *ArticlePage.published.looks, css(".post-detail-meta span:not(.icon-eye + span):not(:has(.icon-eye))")
    )
    section = first(css(".breadcrumb-item.active a span"), *ArticlePage.section.looks, crumb())
    tags = first(css(".tag-area a"), *ArticlePage.tags.looks)
    paragraphs: ClassVar[Look] = first(blocks(".post-detail-content-inner.resize-area"), blocks(".post-detail-content"))
    photos: ClassVar[Sequence[str]] = (".post-detail-header .post-detail-img img", "img.inner-photo")
    figures = "figure, .post-detail-img"
    share_lines = RiaPage.share_lines + r"|dili seçin:?|выберите язык:?"
    junk = (
        *RiaPage.junk,
        *("ins", ".audio-block", ".player-area"),
        *(".tag-area", ".social-block2", ".subscribe-single-block", ".tag-post-list"),
    )

    def editions(self) -> list[str]:
        """The head's alternates alone: links to the Russian host are news of its own."""
        return ArticlePage.editions(self)


class OxuPage2019(OxuPage):
    """oxu.az until about 2024: `12 Mar 2019` is three elements, and the time a fourth."""

    layout_mark = css(".news-inner h1, .news-inner__title, .news-inner__desc")
    title = first(css(".news-inner h1"), css(".news-inner__title"), ld("headline"), meta("og:title"))
    published = first(
        *ArticlePage.published.looks,
        css(".news-inner .when-date > *, .news-inner .when-time", joined=True),
        css(".news-inner__info li", joined=True),
    )
    paragraphs = blocks(".news-inner__desc")
    photos = (".news-inner__image img", "img.inner-photo")
    figures = "figure, .news-inner__image"


def _leads_abroad(link: Element, page: Document) -> bool:
    here, there = urlsplit(page.url), urlsplit(page.absolute(link.get("href", "")))
    same_site = (here.hostname or "").split(".")[-2:] == (there.hostname or "").split(".")[-2:]
    return same_site and _edition(here) != _edition(there)


def _edition(url: SplitResult) -> str:
    """The edition that an address names, by its host (`ru.oxu.az`) or its path (`report.az/ru/`)."""
    names = ((url.hostname or "").split(".")[0], url.path.split("/")[1] if url.path.count("/") > 1 else "")
    return next((name for name in names if name in ("ru", "en")), "az")
