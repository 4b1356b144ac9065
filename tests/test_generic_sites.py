"""When a page of a site of ours is read generically, and when it stays what it was: no article."""

from datetime import UTC, datetime

import pytest

from newscrawler.article import RawArticle
from newscrawler.discovery import ArticleURL, SiteURLs
from newscrawler.errors import PageError
from newscrawler.reading.fetched import FetchedPage
from newscrawler.reading.generic import FLAG
from newscrawler.reading.looks import blocks, css
from newscrawler.reading.page import ArticlePage
from newscrawler.sitereader import SiteReader
from tests.test_generic import OTHER, TEXT, TITLE, URL, article, html, paragraphs

NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)
LONG = [*TEXT, *OTHER]
CANONICAL = f"<link rel=canonical href={URL}>"
KIND = "<meta property=og:type content=article>"
PUBLISHED = "<meta property=article:published_time content=2026-02-28T14:05:00+04:00>"
ELSEWHERE = "<link rel=canonical href=https://numune.az/cemiyyet/alma-yarmarkasi-acilib>"


class NumunePage(ArticlePage):
    layout_mark = css(".post, .post-text")
    title = css(".post h1")
    published = ArticlePage.published
    paragraphs = blocks(".post-text")


class VideoPage(ArticlePage):
    layout_mark = css(".player")
    refused = "media"


def reader(*pages: type[ArticlePage]) -> SiteReader:
    urls = ArticleURL(r"https://numune\.az/[a-z]+/(?P<key>[a-z0-9-]+)")
    return SiteReader("numune", pages, SiteURLs(urls, ArticleURL("(?!)")))


def read(page: str, *, url: str = URL, pages: tuple[type[ArticlePage], ...] = (NumunePage, VideoPage)) -> RawArticle:
    return reader(*pages).article(FetchedPage(url, page.encode(), NOW))


def refused(page: str, url: str = URL) -> tuple[str, str | None]:
    with pytest.raises(PageError) as error:
        read(page, url=url)
    return error.value.reason, error.value.field


@pytest.mark.parametrize("head", [KIND, PUBLISHED, CANONICAL, ""])
def test_a_page_of_no_known_layout_that_shows_it_is_the_article_is_read(head: str) -> None:
    raw = read(html(article(paragraphs(TEXT)), head))
    assert (raw.title, raw.paragraphs, raw.flags) == (TITLE, TEXT, [FLAG])
    assert raw.extractor == "numune.GenericPage@6"


@pytest.mark.parametrize(
    ("head", "date", "url"),
    [
        (ELSEWHERE + KIND, "<div>28 fevral 2026</div>", URL),  # another article
        ("<link rel=canonical href=https://numune.az/>", "<div>28 fevral 2026</div>", URL),  # the home page
        (CANONICAL, "", URL),  # no date
        ("", "<div>28 fevral 2026</div>", "https://numune.az/cemiyyet/alma-yarmarkasi-acilib-gence"),  # other words
    ],
)
def test_a_page_of_no_known_layout_that_does_not_show_it_stays_unknown(head: str, date: str, url: str) -> None:
    assert refused(html(article(paragraphs(TEXT), date), head), url) == ("unknown_layout", None)


def test_a_kind_that_is_no_article_stays_none_however_much_text_stands_beside_it() -> None:
    page = html(f"<div class=player>0:00</div>{article(paragraphs(LONG))}", CANONICAL + KIND)
    assert refused(page) == ("media", None)


def test_a_body_that_moved_is_found_and_the_rest_is_read_by_the_layout() -> None:
    page = html(f"<div class=post><h1>{TITLE}</h1><div class=story>{paragraphs(TEXT)}</div></div>", PUBLISHED)
    raw = read(page)
    assert (raw.title, raw.paragraphs, raw.flags) == (TITLE, TEXT, [FLAG])
    assert (raw.looks["title"], raw.looks["paragraphs"]) == ("css(.post h1)", "trafilatura")
    assert raw.extractor == "numune.NumunePage@1"


def test_a_gallery_whose_place_for_text_is_empty_does_not_take_the_text_of_its_neighbours() -> None:
    gallery = f"<div class=post><h1>{TITLE}</h1><div class=post-text><img src=/1.jpg></div></div>"
    page = html(gallery + f"<div><h3>Digər xəbərlər</h3>{paragraphs(OTHER)}</div>", PUBLISHED + KIND)
    assert refused(page) == ("incomplete", "text")


def test_a_paid_article_is_not_filled_up() -> None:
    paid = '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false}</script>'
    page = html(f"<div class=post><h1>{TITLE}</h1></div><div>{paragraphs(LONG)}</div>", paid + PUBLISHED)
    assert refused(page) == ("paywall", None)


def test_a_notice_is_not_read_as_an_article() -> None:
    page = (
        "<html><head><title>404</title></head><body><h1>Səhifə tapılmadı</h1><p>Axtardığınız səhifə silinib.</p></body>"
    )
    assert refused(page)[0] == "unknown_layout"


def test_every_page_of_a_site_without_layouts_is_read_generically() -> None:
    assert read(html(article(paragraphs(TEXT))), pages=()).paragraphs == TEXT
    home = html("<ul>" + "".join(f"<li><a href='/x/{n}'>Xəbər {n}</a></li>" for n in range(30)) + "</ul>")
    with pytest.raises(PageError, match="incomplete"):
        read(home, pages=())
