"""The Ria content system: report.az, and since 2024 oxu.az. Two layouts, one kind of card each."""

from collections.abc import Iterable, Sequence
from typing import ClassVar
from urllib.parse import urlsplit

from newscrawler.discovery import Cards
from newscrawler.reading.looks import blocks, css, first, ld, meta, micro
from newscrawler.reading.page import ArticlePage
from newscrawler.reading.words import words
from newscrawler.tree import Element

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


class RiaPage(ArticlePage):
    """The layout of October 2025 onward: the date is two items of a list, the day and the time."""

    layout_mark = css("ul.news__date, .news-detail__desc")
    title = first(css("h1.section-title"), css("h1"), ld("headline"), meta("og:title"))
    published = first(*ArticlePage.published.looks, css(".news-detail__head ul.news__date li", joined=True))
    section = first(css(".news-detail__head .news__category"), ld("articleSection"), meta("article:section"))
    tags = first(css(".tags a"), *ArticlePage.tags.looks)
    paragraphs = blocks(".news-detail__desc")
    photos = (".news-detail__main-photo img",)
    figures = "figure, .news-detail__main-photo, .news-gallery"
    no_photo = r"/thunk_\d+\.webp"
    junk: ClassVar[Sequence[str]] = (
        ".tags",
        ".twitter-tweet",
        ".instagram-media",
        ".subs-in-social",
        ".related-news",
        ".translated-news",
    )

    def editions(self) -> list[str]:
        """The head's alternates, then the translated headlines below the body."""
        links = css(".translated-news a, .news-detail__desc ~ * a, .news-detail__desc a").nodes(self.document)
        return [*super().editions(), *(self.document.absolute(node.get("href", "")) for node in links)]

    def odd_junk(self) -> Iterable[Element]:
        """Paragraphs of the body that are nothing but the headline of another edition."""
        for node in css(".news-detail__desc p, .news-detail__desc div, .editor-body p").nodes(self.document):
            links = list(node.iter("a"))
            if len(links) == 1 and words(node) == words(links[0]) and self._leads_abroad(links[0]):
                yield node

    def _leads_abroad(self, link: Element) -> bool:
        here, there = urlsplit(self.document.url), urlsplit(self.document.absolute(link.get("href", "")))
        same_site = (there.hostname or "").removeprefix("www.") == (here.hostname or "").removeprefix("www.")
        return same_site and _edition(here.path) != _edition(there.path)


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


def _edition(path: str) -> str:
    return path.split("/")[1] if path.startswith(("/ru/", "/en/")) else "az"
