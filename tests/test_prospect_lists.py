"""Lists of a site that nobody described: short headlines, days apart from times, calendars, sources of a spider."""

from datetime import UTC, datetime

import pytest

from newscrawler.discovery.anypage import AnyPage
from newscrawler.discovery.anyurl import AnyURL
from newscrawler.discovery.candidate import Fetched, Trail
from newscrawler.discovery.findings import Findings
from newscrawler.discovery.onward import Onward
from newscrawler.discovery.prospect import prospect, shows_list
from newscrawler.discovery.span import Span
from newscrawler.newsite.sources import Sources

HOME = "https://kend.example"
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
RULE = AnyURL(r"(?!)", home=f"{HOME}/")
LONG = "Kənddə yeni körpü nəhayət bu gün açıldı"


def at(path: str, body: str, trail: Trail | None = None) -> Fetched:
    return Fetched(f"{HOME}{path}", f"<html><body>{body}".encode(), NOW, trail=trail)


def listed(page: Fetched) -> Findings:
    return AnyPage(page.url, RULE, walks=True).read(page, Span())


def card(path: str, title: str, rest: str = "") -> str:
    return f'<div class="k k-7{len(path)}"><b><a href="/az/{path}/olke/">{title}</a></b>{rest}</div>'


def cards(*numbers: int, rest: str = "") -> str:
    return "".join(card(f"korpu-acildi-{n}", LONG, rest) for n in numbers)


def test_a_short_headline_among_headlines_is_one_and_what_stands_beside_them_is_none() -> None:
    label = '<i><a href="/az/elm-tehsil/">Elm və təhsil</a></i>'
    menu = '<div class="k"><a href="/az/yeni-kitab/">Yeni kitab</a></div>'
    short = card("su-geldi", "Su gəldi", label)
    page = at("/az/", f"{menu}<div>{cards(1, 2, rest=label)}{short}</div>")
    assert [one.url.split("/")[4] for one in listed(page).candidates] == [
        "korpu-acildi-1",
        "korpu-acildi-2",
        "su-geldi",
    ]
    assert Onward(page, RULE).sections() == [f"{HOME}/az/yeni-kitab/", f"{HOME}/az/elm-tehsil/"]
    alone = at("/az/", f"{menu}<div>{cards(1)}{short}</div>")
    assert len(listed(alone).candidates) == 1, "one headline is no neighbourhood"


@pytest.mark.parametrize(
    "printed",
    [
        "<p><s class=t>23:10</s><s class=d>{} noyabr 2026</s></p>",
        "<p><s class=d>{} noyabr 2026</s><s class=t>23:10</s></p>",
        "<h6>{} noyabr 2026, 23:10</h6>",
    ],
)
def test_a_date_is_read_whole_where_day_and_time_stand_apart_and_in_a_heading_of_its_own(printed: str) -> None:
    page = at("/son/", "".join(cards(n, rest=printed.format(n)) for n in (19, 18, 17)))
    dates = [one.published for one in listed(page).candidates]
    assert [str(date) for date in dates] == [f"2026-11-{n}T23:10:00+04:00" for n in (19, 18, 17)]
    (listing,) = prospect(f"{HOME}/", [page]).listings
    found = listing.cards.read(Onward(page, RULE).root, page, "")
    assert [one.published and one.published.value for one in found.candidates] == [
        date and date.value for date in dates
    ]


def test_a_calendar_whose_pages_name_no_other_day_is_counted_back_and_left_after_an_empty_month() -> None:
    assert listed(at("/arxiv/2026-03-01", cards(1))).before == [f"{HOME}/arxiv/2026-02-28"]
    linked = '<a href="/arxiv/2026-03-02">2</a>'
    assert listed(at("/arxiv/2026-03-01", cards(1) + linked)).before == []
    for day, before in (("02-10", [f"{HOME}/arxiv/2026-02-09"]), ("01-10", [])):
        empty = at(f"/arxiv/2026-{day}", "<p>Xəbər yoxdur</p>", Trail("", datetime(2026, 3, 1, tzinfo=UTC)))
        assert listed(empty).before == before


def test_a_day_of_one_article_is_read_by_the_cards_of_the_other_lists() -> None:
    pages = [at("/olke/", cards(1, 2, 3)), at("/arxiv/2026-03-01", cards(4))]
    (days,) = prospect(f"{HOME}/", pages).days
    assert (days.url, days.cards.card) == (f"{HOME}/arxiv/{{day:%Y-%m-%d}}", "div.k")


def test_a_page_of_headlines_is_a_list_whatever_its_address_looks_like() -> None:
    page = at("/son_xeber_1_az.html", cards(1, 2, 3, 4, 5) + '<a href="/son_xeber_2_az.html">2</a>')
    assert shows_list(f"{HOME}/", page)
    assert not shows_list(f"{HOME}/", at("/son_xeber_1_az.html", f"<h1>{LONG}</h1><p>{LONG}</p>"))
    assert prospect(f"{HOME}/", [page]).listings == ()
    (listing,) = prospect(f"{HOME}/", [page], lists=[page.url]).listings
    assert listing.pages == f"{HOME}/son_xeber_{{page}}_az.html"


def test_rows_of_five_are_no_numbers_of_pages() -> None:
    page = at("/olke", cards(1, 2, 3, 4, 5) + '<a href="/olke?start=5">2</a><a href="/olke?start=10">3</a>')
    (listing,) = prospect(f"{HOME}/", [page]).listings
    assert (listing.first, listing.step) == (0, 5)


def told(*pages: Fetched) -> list[str]:
    return Sources(prospect(f"{HOME}/", pages), HOME).attributes()


FRONT = at("/", '<a href="/olke/">Ölkə</a><a href="/idman/">İdman</a><a href="/pdf/">PDF</a>' + cards(1, 2, 3))


def test_where_nothing_goes_back_the_first_pages_of_sections_are_the_archive() -> None:
    lists = at("/olke/", cards(1, 4, 5)), at("/idman/", cards(2, 6, 7))
    expected = '    archive = (Listing(f"{SITE}/olke/", cards), Listing(f"{SITE}/idman/", cards))'
    assert told(FRONT, *lists)[-1] == expected
    assert told(FRONT, lists[0], at("/idman/", "<p>Oyun yoxdur</p>"))[-1] == expected.replace(
        ', Listing(f"{SITE}/idman/", cards)', ","
    ), "a section that was looked at and lists nothing is no source"


def test_beside_a_sitemap_that_does_not_reach_back_the_sections_are_walked() -> None:
    section = at("/olke/", cards(1, 4, 5) + '<a href="/olke/?page=2">2</a>')
    for edited, walked in (("2026-11-20", True), ("2020-11-20", False)):
        entries = "".join(
            f"<url><loc>{HOME}/az/korpu-acildi-{n}/olke/</loc><lastmod>{edited}</lastmod></url>" for n in range(1, 4)
        )
        entries += f"<url><loc>{HOME}/az/korpu-acildi-9/olke/</loc><lastmod>2026-11-01</lastmod></url>"
        sitemap = Fetched(f"{HOME}/sitemap.xml", f"<urlset>{entries}</urlset>".encode(), NOW)
        archive = " ".join(told(FRONT, section, sitemap))
        assert 'SitemapShards(f"{SITE}/sitemap.xml")' in archive
        assert ('Pages(f"{SITE}/olke/?page={{page}}", cards)' in archive) == walked


def test_lists_on_another_host_are_no_source_of_this_one() -> None:
    other = Fetched("https://ru.kend.example/strana/", f'{cards(1, 2, 3)}<a href="/strana/?page=2">2</a>'.encode(), NOW)
    assert not any("ru.kend" in line for line in told(FRONT, other))
