"""How far a source reaches and what it costs, told from a few of its pages."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from newscrawler.discovery import Cards, Cursor, DayPages, Fetched, Pages, SitemapShards, Span
from newscrawler.discovery.posts import WordPressPosts
from newscrawler.discovery.reach import LOOKS, Reach, Reaching

NOW = datetime(2025, 12, 15, 14, tzinfo=UTC)
SPAN = Span(date(2025, 1, 1), date(2025, 12, 10))
YEAR = 344
CARDS = (Cards(card="li", date="b"),)
MIDNIGHT = datetime(2025, 12, 15, tzinfo=UTC)


def walk(source: Reaching, site: Callable[[str], str | None], told: float | None = None) -> tuple[Reach, list[str]]:
    """What `source` tells of a made-up site, and what it asked for."""
    look, page, asked = source.reach(SPAN, NOW, lambda urls: told), None, list[str]()
    while True:
        try:
            asked.append(look.send(page))
        except StopIteration as end:
            return end.value, asked
        body = site(asked[-1])
        page = None if body is None else Fetched(asked[-1], body.encode(), NOW)


def card(number: int, at: datetime) -> str:
    return f'<li><a href="https://site.az/{number}">x</a><b>{at:%Y-%m-%d %H:%M:%S}</b></li>'


def total(reach: Reach) -> float:
    return sum(one.weight for one in reach.seen)


def test_of_many_shards_a_few_are_looked_at_and_stand_for_all() -> None:
    begin = datetime(2024, 11, 1, tzinfo=UTC)

    def site(url: str) -> str:
        if url.endswith("index.xml"):
            days = [(number, begin + timedelta(days=10 * number)) for number in range(40)]
            return (
                "<sitemapindex>"
                + "".join(
                    f"<sitemap><loc>https://site.az/{number}.xml</loc><lastmod>{day:%Y-%m-%d}</lastmod></sitemap>"
                    for number, day in days
                )
                + "</sitemapindex>"
            )
        day = begin + timedelta(days=10 * int(url.split("/")[-1].removesuffix(".xml")) - 5)
        entry = f"<lastmod>{day:%Y-%m-%d}</lastmod>"
        return "<urlset>" + "".join(f"<url><loc>{url}/{n}</loc>{entry}</url>" for n in range(50)) + "</urlset>"

    reach, asked = walk(SitemapShards("https://site.az/index.xml"), site)
    assert len(asked) == 1 + LOOKS
    assert reach.first == SPAN.since
    assert reach.pages == 1 + 33
    assert total(reach) == pytest.approx(34 * 50, rel=0.15)


def newest_first(url: str) -> str:
    """A listing of an article every two hours, 20 a page, by cursor or by number."""
    stamp = url.partition("date=")[2].partition("&")[0].replace("%20", " ").replace("%3A", ":")
    number = url.partition("/page/")[2]
    begin = datetime.fromisoformat(stamp).replace(tzinfo=UTC) - timedelta(hours=4) if stamp else MIDNIGHT
    place = int((MIDNIGHT - begin) / timedelta(hours=2)) + (int(number) - 1) * 20 if number else None
    first = place if place is not None else int((MIDNIGHT - begin) / timedelta(hours=2)) + 1
    cards = (
        card(n, MIDNIGHT + timedelta(hours=4) - timedelta(hours=2 * n)) for n in range(first, first + 20) if n < 9000
    )
    return f'<html><div class="loadContainer" data-url="/older"></div><ul>{"".join(cards)}</ul></html>'


ARTICLES = (SPAN.end - SPAN.start) / timedelta(hours=2) if SPAN.start and SPAN.end else 0


def test_a_cursor_is_sampled_over_the_range() -> None:
    reach, asked = walk(Cursor("https://site.az/", CARDS), newest_first)
    assert len(asked) <= LOOKS
    assert total(reach) == pytest.approx(ARTICLES, rel=0.1)
    assert reach.pages == pytest.approx(ARTICLES / 19, rel=0.1)
    assert reach.first == SPAN.since


def test_a_cursor_costs_two_looks_where_the_sitemap_has_told_how_many_articles() -> None:
    reach, asked = walk(Cursor("https://site.az/", CARDS), newest_first, told=1900)
    assert (len(asked), reach.pages) == (2, 101)


def test_the_page_at_which_a_range_begins_is_found_by_halves() -> None:
    reach, asked = walk(Pages("https://site.az/page/{page}", CARDS), newest_first)
    assert len(asked) <= LOOKS
    assert reach.pages == pytest.approx((MIDNIGHT.date() - SPAN.since).days * 12 / 20 if SPAN.since else 0, rel=0.1)
    assert total(reach) == pytest.approx(ARTICLES, rel=0.15)


def test_a_page_a_day_is_sampled_with_its_further_pages() -> None:
    def site(url: str) -> str:
        day = datetime.fromisoformat(url.split("/")[3])
        number = int(url.split("/")[4] or 1)
        more = f'<link rel="next" href="https://site.az/{day:%Y-%m-%d}/{number + 1}">' if number < 3 else ""
        cards = "".join(card(number * 10 + n, day.replace(hour=12)) for n in range(10))
        return f"<html><head>{more}</head><ul>{cards}</ul></html>"

    reach, asked = walk(DayPages("https://site.az/{day:%Y-%m-%d}/", CARDS), site)
    assert len(asked) <= 2 * LOOKS + 3
    assert reach.pages == pytest.approx(3 * YEAR, rel=0.01)
    assert total(reach) == pytest.approx(30 * YEAR, rel=0.01)


def test_windows_of_posts_are_sampled_over_the_range() -> None:
    def site(url: str) -> str:
        begin = datetime.fromisoformat(url.partition("after=")[2].partition("&")[0]).replace(tzinfo=UTC)
        times = [begin + timedelta(hours=2 * n) for n in range(1, 101)]
        posts = [
            {
                "id": n,
                "link": f"https://site.az/{at:%m%d%H}",
                "date_gmt": f"{at:%Y-%m-%dT%H:%M:%S}",
                "date": f"{at:%Y-%m-%dT%H:%M:%S}",
            }
            for n, at in enumerate(times)
        ]
        return json.dumps(posts)

    reach, asked = walk(WordPressPosts("https://site.az"), site)
    assert len(asked) <= LOOKS
    assert total(reach) == pytest.approx(ARTICLES, rel=0.05)
    assert reach.pages == pytest.approx(ARTICLES / 100, abs=3)
