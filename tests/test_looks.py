"""Looks and hooks of pages: one place of several, lists in a string, kinds that are no article, tails of headlines."""

from datetime import UTC, datetime

import pytest

from newscrawler.article import RawArticle
from newscrawler.discovery import Cards, Fetched, Listing, Span
from newscrawler.errors import PageError
from newscrawler.reading.document import Document
from newscrawler.reading.looks import css, either, first, listed, meta
from newscrawler.reading.page import ArticlePage, choose_page

URL = "https://numune.az/1"
NOW = datetime(2026, 3, 1, tzinfo=UTC)


def found(look: first | listed, html: str) -> list[tuple[str, str]]:
    return [(one.raw, one.look) for one in look.find(Document(html, URL))]


def test_of_either_only_the_first_place_that_answers_is_evidence() -> None:
    look = either(css(".head time"), css("time"))
    assert found(look, "<p class=head><time>1 mart 2026</time></p><aside><time>2 mart 2026</time></aside>") == [
        ("1 mart 2026", "css(.head time)")
    ]
    assert found(look, "<time>2 mart 2026</time>") == [("2 mart 2026", "css(time)")]
    assert found(first(meta("date"), look), "<meta name=date content=x><time>y</time>") == [
        ("x", "meta(date)"),
        ("y", "css(time)"),
    ]


def test_a_list_in_one_string_is_taken_apart() -> None:
    html = '<meta name=keywords content="Gəncə, tramvay ; muzey,, ">'
    assert found(listed(meta("keywords")), html) == [(word, "meta(keywords)") for word in ("Gəncə", "tramvay", "muzey")]


class Video(ArticlePage):
    layout_mark = css("video-player")
    refused = "media"


class Text(ArticlePage):
    layout_mark = css("article")
    title_tails = {"VİDEO": "video", "FOTO": "photo"}


def read(html: str) -> RawArticle:
    page = choose_page((Text, Video), html, URL)
    return page.read(site="numune", url=URL, key="1", edition="az", fetched_at=NOW)


def test_a_kind_of_page_that_is_no_article_is_refused_by_its_own_word() -> None:
    with pytest.raises(PageError) as refused:
        read("<video-player>0:00</video-player>")
    assert (refused.value.reason, refused.value.field) == ("media", None)
    assert read("<video-player>0:00</video-player><article><p>Mətn</p></article>").paragraphs == ["Mətn"]


@pytest.mark.parametrize(
    ("headline", "flags"),
    [
        ("Körpü açılıb - VİDEO", ["video"]),
        ("Körpü açılıb (foto)", ["photo"]),
        ("Körpü açılıb VİDEO", ["video"]),
        ("Körpü açılıb video", []),
        ("Ən yaxşı FOTO kimindir", []),
    ],
)
def test_a_label_at_the_end_of_a_headline_is_a_flag_behind_a_dash_or_in_capitals(
    headline: str, flags: list[str]
) -> None:
    raw = read(f"<article><h1>{headline}</h1><p>Mətn</p></article>")
    assert (raw.title, raw.flags) == (headline, flags)


def test_a_picture_keeps_its_caption_beside_its_twin_for_browsers_without_scripts() -> None:
    twin = '<noscript><img src="/a_small.jpg"></noscript><img data-src="/a.jpg" src="">'
    raw = read(f"<article><figure>{twin}<figcaption>Körpü</figcaption></figure><p>Mətn</p></article>")
    assert raw.images == [{"url": "https://numune.az/a.jpg", "caption": "Körpü"}]


def test_the_date_of_a_card_may_stand_in_an_attribute() -> None:
    card = '<li><a href="/2">Xəbər</a><time datetime="2026-02-21T17:44:00+04:00">dünən</time></li>'
    source = Listing(URL, (Cards("li", date="time::attr(datetime)"),))
    (one,) = source.read(Fetched(URL, card.encode(), NOW), Span()).candidates
    assert one.evidence == ({"source": "listing", "raw": "2026-02-21T17:44:00+04:00"},)
