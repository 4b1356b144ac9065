"""The generic reader on pages of sites that nobody has declared: headline, date and text, and what is none of them."""

from datetime import UTC, datetime

import pytest

from newscrawler.article import RawArticle
from newscrawler.reading.generic import FLAG, GenericPage, complete
from newscrawler.reading.generic.page_lines import lines_of
from newscrawler.reading.looks import blocks, css, first, nowhere
from newscrawler.reading.page import ArticlePage

URL = "https://numune.az/cemiyyet/kendde-bal-festivali-kecirilib"
NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)
TITLE = "Kənddə bal festivalı keçirilib"
TEXT = [
    "Festivala qonşu rayonlardan otuzdan çox arıçı gəlib, hər biri öz pətəyinin balını gətirib.",
    "Qonaqlar balı pulsuz dadıb, uşaqlar üçün arıların həyatından danışan kiçik tamaşa göstərilib.",
    "Təşkilatçılar deyir ki, gələn il meydan iki dəfə böyük olacaq və musiqiçilər də çağırılacaq.",
]
CLOCK = "<header><div>1 mart 2026, 12:00</div><nav><a href='/'>Ana səhifə</a></nav></header>"
RAIL = "".join(
    f"<li><span>{day} fevral 2026, 10:15</span> <a href='/x/{day}'>Başqa xəbərin uzun başlığı {day}</a></li>"
    for day in (26, 27, 28)
)


def html(body: str, head: str = "") -> str:
    return f"<html lang=az><head><title>{TITLE} | Nümunə</title>{head}</head><body>{CLOCK}{body}</body></html>"


def article(text: str, date: str = "<div>28 fevral 2026, 14:05</div>") -> str:
    return f"<div><h1>{TITLE}</h1>{date}<div>{text}</div></div><aside><ul>{RAIL}</ul></aside>"


def paragraphs(lines: list[str]) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def read(page: str) -> RawArticle:
    return GenericPage(page, URL).read(site="numune", url=URL, key="1", edition="az", fetched_at=NOW)


def printed(page: str) -> list[str]:
    return [one["raw"] for one in read(page).dates]


def test_a_page_is_read_without_a_word_about_its_site() -> None:
    raw = read(html(article(paragraphs(TEXT))))
    assert (raw.title, raw.paragraphs, raw.flags) == (TITLE, TEXT, [FLAG])
    assert [one["raw"] for one in raw.dates] == ["28 fevral 2026, 14:05"]
    assert (raw.extractor, raw.looks["paragraphs"]) == ("numune.GenericPage@6", "trafilatura")
    assert (raw.looks["title"], raw.looks["published"]) == ("heading ≈ title", "printed")


@pytest.mark.parametrize(
    ("headings", "head", "title"),
    [
        (f"<h1>Cəmiyyət</h1><h1>{TITLE}</h1>", "", TITLE),
        (f"<h1>Cəmiyyət</h1><h2>{TITLE}</h2>", "", TITLE),
        (f"<h1>{TITLE} – FOTO</h1>", "", f"{TITLE} – FOTO"),
        ("", "<meta property=og:site_name content=Nümunə>", TITLE),
        (
            f"<h1>{TITLE}</h1>",
            '<script type="application/ld+json">{"@type":"Article","headline":"Bal"}</script>',
            TITLE,
        ),
    ],
)
def test_the_headline_is_the_heading_that_the_head_confirms(headings: str, head: str, title: str) -> None:
    assert read(html(f"<div>{headings}<div>{paragraphs(TEXT)}</div></div>", head)).title == title


@pytest.mark.parametrize(
    ("date", "found"),
    [
        ("<div>28 fevral 2026</div><div>14:05</div>", ["28 fevral 2026 14:05"]),
        ("<ul><li>28</li><li>Fev</li><li>2026</li><li>14:05</li></ul>", ["28 Fev 2026 14:05"]),
        ("<div>Yayımlanıb: 28.02.2026 / 14:05 Baxış: 1 204</div>", ["Yayımlanıb: 28.02.2026 / 14:05 Baxış: 1 204"]),
        ("<time datetime='2026-02-28T14:05:00+04:00'>dünən</time>", ["2026-02-28T14:05:00+04:00"]),
        ("<time datetime='02.28.2026'>28.02.2026 14:05</time>", ["28.02.2026 14:05"]),
        ("<div>28 февраля 2026, 14:05</div>", ["28 февраля 2026, 14:05"]),
        ("<div>February 28, 2026 14:05</div>", ["February 28, 2026 14:05"]),
        ("<div>Bakı vaxtı 14:05</div>", []),
        ("<div>Yenilənib: 1 mart 2026, 09:00</div>", []),
        ("<div>26 fevral 2026</div><div>27 fevral 2026</div><div>28 fevral 2026</div>", []),
        ("", []),
    ],
)
def test_a_date_is_read_by_the_headline_or_not_at_all(date: str, found: list[str]) -> None:
    assert printed(html(article(paragraphs(TEXT), date))) == found


def test_a_sentence_a_dateline_and_a_card_date_nothing() -> None:
    sentence = "Keçən il, 12 iyun 2025-ci ildə, festival yağışa görə yarımçıq qalmışdı, bu il hava açıq olub."
    card = "<div>26 fevral 2026</div><a href='/x'>Başqa xəbərin uzun başlığı buradadır</a>"
    assert printed(html(article(paragraphs(["Bakı, 27 fevral, NÜMUNƏ", sentence, *TEXT]) + card, ""))) == []


def test_what_stands_in_the_text_and_is_none_is_left_out() -> None:
    inside = (
        f"<h1>{TITLE}</h1><p>{TEXT[0]}</p><p>Reklam</p><figure><img src=/a.jpg><figcaption>Arıçı</figcaption></figure>"
        f"<p>{TEXT[1]}</p><p>Həmçinin oxuyun: <a href='/y'>Qonşu kənddə alma bayramı keçirilib</a></p>"
        f"<h3>Gələn il</h3><p>{TEXT[2]}</p><p>Xəbərləri Telegram kanalımızdan izləyin</p>"
    )
    assert read(html(article(inside))).paragraphs == [TEXT[0], TEXT[1], "Gələn il", TEXT[2]]


def test_lists_subheadings_and_the_last_short_sentence_are_text() -> None:
    inside = (
        f"<p>{TEXT[0]}</p><h3>Nə gətirilib?</h3><ul><li>şabalıd balı</li><li>arı südü</li></ul><p>{TEXT[1]}</p>"
        "<p>Festival axşama qədər davam edib, yağış yağmayıb.</p>"
    )
    lines = read(html(article(inside))).paragraphs
    assert lines == [
        *(TEXT[0], "Nə gətirilib?", "şabalıd balı", "arı südü", TEXT[1]),
        "Festival axşama qədər davam edib, yağış yağmayıb.",
    ]


OTHER = [line.replace("Festival", "Yarmarka").replace("bal", "alma") + " Orada da olduq." for line in TEXT]


def test_an_endless_page_ends_where_its_json_ld_says() -> None:
    body = " ".join(TEXT)
    head = f'<script type="application/ld+json">{{"@type":"NewsArticle","articleBody":"{body}"}}</script>'
    assert read(html(article(paragraphs(TEXT + OTHER)), head)).paragraphs == TEXT


def test_the_next_article_on_the_same_page_is_another_one() -> None:
    neighbour = f"<article><h1>Alma yarmarkası açılıb</h1>{paragraphs(OTHER)}</article>"
    page = html(f"<main><article><h1>{TITLE}</h1>{paragraphs(TEXT)}</article>{neighbour}</main>")
    assert read(page).paragraphs == TEXT


def test_menus_and_cards_are_no_text() -> None:
    gallery = f"<div><h1>{TITLE}</h1><div><img src=/1.jpg><img src=/2.jpg></div></div><aside><ul>{RAIL}</ul></aside>"
    assert read(html(gallery)).paragraphs == []


def test_links_and_pictures_of_the_text_come_with_it() -> None:
    linked = TEXT[0].replace("arıçı", "<a href='/aricilar'>arıçı</a>")
    raw = read(html(article(f"<p>{linked}</p><img src='/bal.jpg'>{paragraphs(TEXT[1:])}")))
    assert raw.links == [{"url": "https://numune.az/aricilar", "text": "arıçı"}]
    assert [image["url"] for image in raw.images] == ["https://numune.az/bal.jpg"]


def test_the_tree_is_left_as_it_was() -> None:
    page = GenericPage(html(article(paragraphs(TEXT))), URL)
    before = [line.text for line in lines_of(page.document.root)]
    page.read(site="numune", url=URL, key="1", edition="az", fetched_at=NOW)
    assert [line.text for line in lines_of(page.document.root)] == before


class OldPage(ArticlePage):
    layout_mark = css("h1")
    title = css("h1.old-title")
    paragraphs = blocks(".old-body")
    lead = nowhere
    section = first(css("h1"))
    share_lines = "bal bizdən soruşulur"


def test_what_a_layout_finds_stays_and_what_it_misses_is_filled_in() -> None:
    lines = [TEXT[0], "Bal bizdən soruşulur", *TEXT[1:]]
    layout = OldPage(html(article(paragraphs(lines)), "<meta name=description content='Başqa sözlər.'>"), URL)
    raw = layout.read(site="numune", url=URL, key="1", edition="az", fetched_at=NOW)
    assert (raw.title, raw.paragraphs) == (None, [])
    complete(layout, raw)
    assert (raw.title, raw.section, raw.lead, raw.flags) == (TITLE, TITLE, None, [FLAG])
    assert raw.paragraphs == TEXT  # the lines that this site's old layout knew as no text are none in the new one
    assert raw.looks == {
        "section": "css(h1)",
        "title": "heading ≈ title",
        "paragraphs": "trafilatura",
        "published": "printed",
    }
    assert raw.extractor == "numune.OldPage@1"
