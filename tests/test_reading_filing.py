"""What an article is filed under: section, tags, authors; its standfirst and its last edit."""

from datetime import UTC, datetime

import pytest

from newscrawler.article import Article
from newscrawler.reading.generic import GenericPage
from newscrawler.reading.looks import blocks, crumb, css, first, ld, meta
from newscrawler.reading.normalise import normalise
from newscrawler.reading.page import ArticlePage

NOW = datetime(2026, 3, 5, tzinfo=UTC)
URL = "https://kend.example/xeber/1"
TITLE = "Alpan kəndində alma anbarı açılıb"
TEXT = (
    "<p>Alpan kəndində dörd min tonluq soyuducu anbar bu gün istifadəyə verilib, açılışa fermerlər də gəlib.</p>"
    "<p>Tikintiyə üç milyon manatdan çox vəsait xərclənib, qırx beş nəfər daimi işlə təmin olunub.</p>"
)
STAMP = '<meta property="article:published_time" content="2026-03-04T10:20:00+04:00">'


class Page(ArticlePage):
    section = first(*ArticlePage.section.looks, crumb())
    authors = first(ld("author.name"), meta("author"), css(".author"))
    paragraphs = blocks(".body")


def read(head: str = "", above: str = "", below: str = "", kind: type[ArticlePage] = Page) -> Article:
    page = (
        f"<html lang=az><head><title>{TITLE}</title><meta property='og:title' content='{TITLE}'>{STAMP}"
        f"<meta property='og:site_name' content='Kənd Xəbər'>{head}</head>"
        f"<body>{above}<h1>{TITLE}</h1><div class=body>{TEXT}</div>{below}</body></html>"
    )
    return normalise(kind(page, URL).read(site="kend", url=URL, key="1", edition="az", fetched_at=NOW))


def as_ld(keys: str) -> str:
    return f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{TITLE}", {keys}}}</script>'


def as_crumbs(*names: str) -> str:
    items = ", ".join(f'{{"@type": "ListItem", "name": "{name}"}}' for name in names)
    return f'<script type="application/ld+json">{{"@type": "BreadcrumbList", "itemListElement": [{items}]}}</script>'


@pytest.mark.parametrize(
    ("head", "section"),
    [
        (as_crumbs("ANA SƏHİFƏ", "Xəbərlər", "Cəmiyyət", TITLE), "Cəmiyyət"),
        (as_crumbs("Əsas səhifə", "Xəbərlər", TITLE), "Xəbərlər"),
        (as_crumbs("Главная страница", "Экономика", TITLE), "Экономика"),
        (as_crumbs("Kənd Xəbər", "Hadisə"), "Hadisə"),
        (as_crumbs("kend.example", TITLE), None),
        (as_ld('"articleSection": ["Son xəbərlər", "İqtisadiyyat"]'), "İqtisadiyyat"),
        (as_ld('"articleSection": "Kənd Xəbər"') + "<meta property='article:section' content='İdman'>", "İdman"),
        (as_ld('"articleSection": "Ana səhifə"'), None),
        ("<meta property='article:section' content='Uncategorized'>" + as_crumbs("Home", "Aqrar", TITLE), "Aqrar"),
    ],
)
@pytest.mark.parametrize("kind", [Page, GenericPage])
def test_a_section_is_neither_the_way_home_nor_the_site(
    head: str, section: str | None, kind: type[ArticlePage]
) -> None:
    assert read(head, kind=kind).section == section


def test_a_printed_trail_tells_the_section_of_a_page_that_nobody_described() -> None:
    trail = '<ul class="breadcrumb"><li><a href="/">Ana səhifə</a></li><li><a href="/c">Cəmiyyət</a></li></ul>'
    assert read(above=trail, kind=GenericPage).section == "Cəmiyyət"


@pytest.mark.parametrize(
    ("told", "authors"),
    [
        ('"author": "By Aysel Kərimli"', ["Aysel Kərimli"]),
        ('"author": {"name": "Müəllif: Aysel Kərimli"}', ["Aysel Kərimli"]),
        ('"author": {"name": "Автор: Тимур Алиев"}', ["Тимур Алиев"]),
        ('"author": "Aysel Kərimli, Kənd Xəbər"', ["Aysel Kərimli"]),
        ('"author": "Aysel Kərimli | 4 mart 2026 10:20"', ["Aysel Kərimli"]),
        ('"author": ["Aysel Kərimli", "Aysel Kərimli aqrar mövzularda yazır"]', ["Aysel Kərimli"]),
        ('"author": ["Aysel Kərimli", "https://kend.example/aysel"]', ["Aysel Kərimli"]),
        ('"author": ["Aysel Kərimli", "Vüsal Əli"]', ["Aysel Kərimli", "Vüsal Əli"]),
        ('"author": "Bayram Mürsəlov"', ["Bayram Mürsəlov"]),
        ('"author": "admin"', []),
        ('"author": {"name": "kend.example, redaksiya@kend.example"}', []),
        ('"author": {"@type": "Organization", "name": "Kənd Xəbər"}', []),
        ('"author": "Aqrar Agentlik", "publisher": {"name": "Kənd Media"}', ["Aqrar Agentlik"]),
        ('"author": "Kənd Media", "publisher": {"name": "Kənd Media"}', []),
        ('"author": "04.03.2026"', []),
    ],
)
def test_authors_are_names_without_labels_addresses_accounts_and_the_site(told: str, authors: list[str]) -> None:
    assert read(as_ld(told)).authors == authors


def test_where_a_template_names_the_site_the_next_place_names_the_author() -> None:
    head = as_ld('"author": "Kənd Xəbər"') + '<meta name="author" content="admin">'
    assert read(head, above='<p class="author">Müəllif: Aysel Kərimli</p>').authors == ["Aysel Kərimli"]


@pytest.mark.parametrize(
    ("head", "tags"),
    [
        ("<meta property='article:tag' content='Quba, alma anbarı; fermer'>", ["Quba", "alma anbarı", "fermer"]),
        ("<meta property='article:tag' content='Bakı, Sabail'><meta property='article:tag' content='yol'>", None),
        (as_ld('"keywords": "Quba, alma, , 04.03.2026"'), ["Quba", "alma"]),
        (as_ld(f'"keywords": ["#Quba", "quba", "{TITLE}", "https://kend.example/tag/x"]'), ["Quba"]),
        (as_ld('"keywords": ["20 Yanvar", "8 mart", "COP29"]'), ["20 Yanvar", "8 mart", "COP29"]),
    ],
)
@pytest.mark.parametrize("kind", [Page, GenericPage])
def test_tags_are_parted_and_hold_no_address_date_or_headline(
    head: str, tags: list[str] | None, kind: type[ArticlePage]
) -> None:
    assert read(head, kind=kind).tags == (tags or ["Bakı, Sabail", "yol"])


@pytest.mark.parametrize(
    "printed",
    [
        '<div class="news-tags">Teqlər: <a href="/t/1">Quba</a><a href="/t/2">alma</a></div>',
        '<ul class="tags"><li>Açar sözlər</li><li><a href="/t/1">Quba</a></li><li><a href="/t/2">#alma</a></li></ul>',
        '<p><a rel="tag" href="/t/1">Quba</a>, <a rel="tag" href="/t/2">alma</a></p>',
    ],
)
def test_printed_tags_are_found_on_a_page_that_nobody_described(printed: str) -> None:
    assert read(below=printed, kind=GenericPage).tags == ["Quba", "alma"]


def test_a_cloud_a_menu_and_the_classes_of_a_wordpress_post_are_no_tags() -> None:
    cloud = "".join(f'<a href="/t/{number}">mövzu {number}</a>' for number in range(40))
    menu = '<nav class="tags"><a href="/s">Siyasət</a></nav>'
    post = '<div class="post tag-siyaset"><p>Bunu <a href="https://a.example/1">nazirlik</a> açıqlayıb.</p></div>'
    assert read(below=f'<div class="tags">{cloud}</div>{menu}{post}', kind=GenericPage).tags == []


@pytest.mark.parametrize(
    ("described", "lead"),
    [
        ("Kənd Xəbər - gündəlik xəbərlər. Siyasət, idman, mədəniyyət", None),
        ("Ən son xəbərlər, operativ xəbər portalı: siyasət, idman, şou-biznes", None),
        ("Fermerlər Kənd Xəbər saytına danışıb: anbar tikintiyə dəyər", "same"),
        ("Qapılar bazar ertəsi açılacaq", "same"),
    ],
)
def test_what_a_template_says_of_the_site_is_no_standfirst(described: str, lead: str | None) -> None:
    assert read(f'<meta property="og:description" content="{described}">').lead == (lead and described)


@pytest.mark.parametrize("edited", ["2027-03-04T10:20:00+04:00", "-0001-11-30T00:00:00+00:00"])
def test_an_edit_after_the_fetch_or_before_all_years_is_a_slip(edited: str) -> None:
    assert read(as_ld(f'"dateModified": "{edited}"')).modified_at is None
    real = '<meta property="article:modified_time" content="2026-03-04T11:00:00+04:00">'
    assert read(as_ld(f'"dateModified": "{edited}"') + real).modified_at == "2026-03-04T11:00:00+04:00"


def test_an_edit_in_universal_time_without_a_label_is_read_as_the_publication_beside_it() -> None:
    shown = '<time datetime="2026-03-04T10:20:00+04:00">4 mart</time>'
    told = as_ld('"datePublished": "2026-03-04T06:20:00", "dateModified": "2026-03-04T07:00:00"')
    assert read(told + shown).modified_at == "2026-03-04T11:00:00+04:00"
    true = as_ld('"datePublished": "2026-03-04T10:20:00", "dateModified": "2026-03-04T11:00:00"')
    assert read(true + shown).modified_at == "2026-03-04T11:00:00+04:00"
