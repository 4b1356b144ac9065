"""`scrapy crawl any`: where the articles of an undescribed site are: on subdomains, in calendars, in no sitemap."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from newscrawler.discovery import Span
from newscrawler.discovery.addresses import is_page, names_article
from newscrawler.discovery.anypage import AnyPage
from newscrawler.discovery.anyurl import AnyURL
from newscrawler.discovery.calendars import day_before, day_page, newest_days
from newscrawler.discovery.candidate import Trail
from newscrawler.discovery.findings import Findings, Past, Table
from newscrawler.discovery.onward import Onward
from tests.conftest import RunScrapy
from tests.server import Reply, play
from tests.test_any_crawl import article, crawled, front
from tests.test_any_urls import HOME, NOW, page

SITE = "kend.example"
RULE = AnyURL(r"(?!)", home=HOME)
ARTICLES = {f"/olke/{number}": article(number) for number in range(101, 107)}
EVERY = {str(number) for number in range(101, 107)}
LINK = '<a href="{url}">{url}: kənd yolunda yeni körpü açıldı</a>'


def linked(*urls: str, rest: str = "") -> str:
    return f"<html><body>{rest}{''.join(LINK.format(url=url) for url in urls)}</body></html>"


def listed(url: str, body: str | bytes, trail: Trail | None = None) -> Findings:
    return AnyPage(url, RULE, walks=True).read(replace(page(url, body), trail=trail), Span())


def test_a_front_page_that_leads_to_a_subdomain_is_followed_there(run_scrapy: RunScrapy) -> None:
    there = Reply("", 302, {"Location": f"https://az.{SITE}/az/"})
    lists = {"/az/": front(["/olke/101", "/olke/102"]), "/olke": front([f"/olke/{n}" for n in range(103, 107)])}
    with play({"/": there, **lists, **ARTICLES}) as server:
        done = crawled(run_scrapy, server)
    assert done.code == 0, done.log[-2000:]
    assert {line["url"] for line in done.lines(site=SITE)} == {f"https://az.{SITE}/olke/{number}" for number in EVERY}


def test_a_calendar_is_walked_back_over_a_day_without_news(run_scrapy: RunScrapy) -> None:
    days = {
        "/": front(["/olke/101"], '<a href="/arxiv/2025-12-14">14</a><a href="/arxiv/2025-12-13">13</a>'),
        "/arxiv/2025-12-14": front(["/olke/101", "/olke/102"], '<a href="/arxiv/2025-12-13">13</a>'),
        "/arxiv/2025-12-13": front(["/olke/103"], '<a href="?page=2">2</a><a href="/arxiv/2025-12-12">12</a>'),
        "/arxiv/2025-12-13?page=2": front(["/olke/104"], '<a href="/arxiv/2025-12-12">12</a>'),
        "/arxiv/2025-12-12": front([], '<a href="/arxiv/2025-12-11">11</a><a href="/arxiv/2025-12-13">13</a>'),
        "/arxiv/2025-12-11": front(["/olke/105", "/olke/106"], '<a href="/arxiv/2025-12-12">12</a>'),
    }
    with play({**days, **ARTICLES}) as server:
        done = crawled(run_scrapy, server)
    assert {line["url"][-3:] for line in done.lines(site=SITE)} == EVERY, done.log[-2000:]
    assert all(server.paths.count(path) == 1 for path in days if path != "/")


def test_what_a_sitemap_does_not_tell_of_is_found_by_walking_and_the_rest_is_not_walked(run_scrapy: RunScrapy) -> None:
    old = "".join(f"<url><loc>{HOME}olke/{n}</loc><lastmod>2024-01-02</lastmod></url>" for n in (101, 102, 103))
    pages = {
        "/sitemap.xml": Reply(f"\n\n<?xml version='1.0'?><urlset>{old}</urlset>", kind="application/xml"),
        "/": front(["/olke/101"], "<a href='/idman'>İdman</a>"),
        "/olke": front(["/olke/101", "/olke/104"], '<a href="/olke?page=2">2</a>'),
        "/olke?page=2": front(["/olke/105", "/olke/106"]),
        "/idman": front(["/olke/102", "/olke/103"], '<a href="/idman?page=2">2</a>'),
        "/idman?page=2": front(["/olke/103"]),
    }
    with play({**pages, **ARTICLES}) as server:
        done = crawled(run_scrapy, server)
    assert {line["url"][-3:] for line in done.lines(site=SITE)} == EVERY, done.log[-2000:]
    assert "/idman?page=2" not in server.paths


def test_sessions_in_addresses_and_a_closed_interface_stop_nothing(run_scrapy: RunScrapy) -> None:
    api = '<link rel="https://api.w.org/" href="/wp-json/">'
    menu = '<a href="/cat.php?id=1&amp;PHPSESSID=00aa">Siyasət</a>'
    pages = {
        "/azeri/": front(["/olke/101?PHPSESSID=00aa"], menu + api),
        "/cat.php?id=1": front(["/olke/102"], '<a href="/cat.php?id=1&amp;cstart=2&amp;PHPSESSID=11bb">2</a>'),
        "/cat.php?id=1&cstart=2": front([f"/olke/{n}?PHPSESSID=22cc" for n in range(103, 107)]),
        "/wp-json/wp/v2/posts": Reply("{}", 401),
    }
    with play({**pages, **ARTICLES}) as server:
        pace = ("-s", f"ORIGIN={server.origin}", "-s", "DOWNLOAD_DELAY=0.002")
        done = run_scrapy("crawl", "any", "-a", f"url={HOME}azeri/", *pace, "-s", "CLOCK=2025-12-15T18:00:00+04:00")
        refused = {asked.path: Reply("{}", 401) for asked in server.seen if "wp-json" in asked.path}
    assert done.code == 0, done.log[-2000:]
    assert {line["url"][-3:] for line in done.lines(site=SITE)} == EVERY
    assert refused
    assert not any("PHPSESSID" in path for path in server.paths)


def test_subdomains_with_several_headlines_are_read_and_a_twin_for_phones_is_not() -> None:
    news = [f"https://news.{SITE}/olke/{number}.html" for number in (101, 102, 103)]
    phone = [f"https://m.{SITE}/olke/{number}.html" for number in (101, 102, 103)]
    menu = f'<a href="https://news.{SITE}/">Xəbər</a><a href="https://news.{SITE}/olke/">Ölkə</a>'
    menu += f'<a href="https://ru.{SITE}/">Рус</a><a href="https://reklam.{SITE}/">Reklam</a>'
    body = linked(*news, *phone, f"https://forum.{SITE}/movzu/12345", rest=menu)
    found = AnyPage(HOME, RULE).read(page(HOME, body), Span())
    assert [one.url for one in found.candidates] == news
    for host in ("news", "ru"):
        assert f"https://{host}.{SITE}/" in found.more
        assert f"https://{host}.{SITE}/robots.txt" in found.more
    assert not any("reklam" in url or "//m." in url for url in found.more)
    assert f"https://news.{SITE}/olke/" in listed(HOME, body).more


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("2024/03/12/", date(2024, 3, 12)),
        ("arxiv/2024-3-2.html", date(2024, 3, 2)),
        ("az/all/date/2024-03-12/page/4/", date(2024, 3, 12)),
        ("arxiv?tarix=12.03.2024&page=2", date(2024, 3, 12)),
        ("axtar?from=01.03.2024&to=12.03.2024", None),
        ("2024/03/", None),
        ("2024/13/12/", None),
        ("2024/03/12/yol-acildi", None),
        ("news/20240312", None),
    ],
)
def test_the_page_of_a_day_is_known_by_its_address_and_is_no_article(path: str, day: date | None) -> None:
    found = day_page(f"{HOME}{path}")
    assert (found.day if found else None) == day
    assert day is None or RULE.identify(f"{HOME}{path}") is None


def test_a_calendar_begins_with_the_newest_day_that_has_begun_and_keeps_to_its_own_kind() -> None:
    urls = [f"{HOME}{path}" for path in ("arxiv/2025-12-31", "arxiv/2025-12-15", "arxiv/2025-12-01", "tv/2025-12-14")]
    assert newest_days(urls, date(2025, 12, 15)) == [urls[1], urls[3]]
    here = day_page(urls[1])
    assert here is not None
    assert day_before(here, urls) == urls[2]


def test_an_empty_calendar_is_left_after_a_month() -> None:
    body = '<html><body><a href="/arxiv/2025-10-13">13</a></body></html>'
    for reached, following in ((datetime(2025, 11, 1, tzinfo=UTC), [f"{HOME}arxiv/2025-10-13"]), (NOW, [])):
        assert listed(f"{HOME}arxiv/2025-10-14", body, Trail("x", reached)).before == following


def past(*days: str) -> Past:
    """What a sitemap tells whose entries were edited on these days."""
    entries = (f"<url><loc>{HOME}a/{n}</loc><lastmod>{day}</lastmod></url>" for n, day in enumerate(days, 1000))
    told, table = Past(), listed(f"{HOME}x.xml", f"<urlset>{''.join(entries)}</urlset>").table
    assert table is not None
    told.add(table)
    return told


@pytest.mark.parametrize(
    ("days", "is_told"),
    [
        (["2025-12-14"] * 3, False),
        (["2025-09-01", "2025-12-14"] * 600, False),
        (["2025-12-14"] * 1499 + ["2011-05-05"], False),
        (["2019-01-01"] + ["2025-12-14"] * 8, True),
        (["2020-01-01", "2025-12-14"] * 601, True),
        (["2020-01-01", "2025-12-14"] * 500, False),
        ([""] * 7, True),
        ([""] * 1000, False),
    ],
)
def test_a_sitemap_of_the_last_months_or_cut_off_at_a_round_number_is_not_the_past(
    days: list[str], is_told: bool
) -> None:
    told = past(*days)
    assert told.is_told == is_told
    assert told.tells(["a/1000"]) == is_told
    assert not told.tells(["a/1000", "a/77"])


def test_parts_of_a_round_number_each_are_the_past_all_the_same() -> None:
    told = past(*["2020-01-01"] * 1000)
    told.add(Table(("b/1", "b/2")))
    assert told.is_told


def test_a_sitemap_that_reaches_beyond_the_days_asked_for_tells_of_all_of_them() -> None:
    entries = "".join(f"<url><loc>{HOME}a/{n}</loc><lastmod>2025-12-0{n}</lastmod></url>" for n in range(1, 9))
    told = Past()
    since = Span.parse("2025-12-05")
    for body in (f"<urlset>{entries}</urlset>", f"<sitemapindex>{entries.replace('url>', 'sitemap>')}</sitemapindex>"):
        found = AnyPage(f"{HOME}x.xml", RULE).read(page(f"{HOME}x.xml", body), since)
        assert found.table is not None
        told = Past()
        told.add(found.table)
        assert told.is_told


def test_links_are_read_from_the_base_that_a_page_names() -> None:
    head = f'<head><base href="{HOME}"></head>'
    body = f'<html>{head}<body>{LINK.format(url="news.php?id=77")}<a href="list?page=2">2</a></body></html>'
    assert [one.url for one in listed(f"{HOME}a/b/list", body).candidates] == [f"{HOME}news.php?id=77"]
    assert Onward(page(f"{HOME}list", body), RULE).next_page() == f"{HOME}list?page=2"


@pytest.mark.parametrize(
    ("href", "text"),
    [
        ("/olke?before=20251201T1200", "Daha çox xəbər"),
        ("/olke?cstart=2", "2"),
        ("/olke?bla=20", "2"),
        ("/olke?kursor=x7", "Показать ещё"),
        ("/olke?kursor=x7", "Əvvəlki xəbərlər"),
    ],
)
def test_lists_go_on_under_any_word(href: str, text: str) -> None:
    body = f'<html><body><a href="/olke/101">Daha çox</a><a href="{href}">{text}</a></body></html>'
    assert Onward(page(f"{HOME}olke", body), RULE).next_page() == f"{HOME}{href[1:]}"


def test_a_parameter_p_names_an_article_of_wordpress_and_elsewhere_numbers_pages() -> None:
    assert [names_article(f"{HOME}{path}") for path in ("?p=77", "olke?p=2", "news.php?p=41234")] == [True, False, True]
    assert is_page("/olke", "p=2")
    assert not is_page("/", "p=77")


def test_editions_by_a_parameter_are_fronts_and_pages_about_the_site_no_sections() -> None:
    menu = '<a href="/?lang=ru">RU</a><a href="/list.php?cat=2&lang=az">İdman</a><a href="/haqqimizda">Haqqımızda</a>'
    found = listed(HOME, linked("/olke/101", rest=menu))
    assert found.more == [f"{HOME}?lang=ru", f"{HOME}list.php?cat=2&lang=az"]
