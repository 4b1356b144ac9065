"""Listings, cursors and pages of a day: what they hold, and what is refused."""

import gzip
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

from newscrawler.cms.ria import CARDS, OLD_CARDS
from newscrawler.discovery import (
    Cards,
    Cursor,
    DayPages,
    Fetched,
    Harvest,
    Listing,
    NewsSitemap,
    SitemapShards,
    Source,
    Span,
)
from newscrawler.spiders.report import ReportSpider

NOW = datetime(2025, 12, 15, 14, tzinfo=UTC)
SITE = "https://report.az"
MODERN = Cards(".news_divs.infinite .inf-item", link="", title=".nwshort", date=".newsdate", section=".newscateg")


def read(source: Source, body: str | bytes, url: str = SITE, span: Span | None = None, at: datetime = NOW) -> Harvest:
    data = body.encode() if isinstance(body, str) else body
    return source.read(Fetched(url, data, at), span or Span())


def page(shared: Path, name: str) -> bytes:
    return gzip.decompress((shared / "pages" / name).read_bytes())


def test_the_real_day_page_of_report_gives_54_candidates_with_url_title_and_time(shared: Path) -> None:
    source = DayPages(f"{SITE}/archive/{{day:%Y/%m/%d}}/", (OLD_CARDS,))
    url = f"{SITE}/archive/2021/07/11/"
    harvest = read(source, page(shared, "report_az__archive_2021-07-11.html.gz"), url)
    assert len(harvest.candidates) == len({one.url for one in harvest.candidates}) == 54
    assert harvest.refused == []
    assert harvest.more == [f"{SITE}/archive/2021/07/11/2/"]
    rule = ReportSpider().urls
    for one in harvest.candidates:
        assert rule.identify(one.url)
        assert one.title
        assert not one.title.startswith(("Foto", "Video"))
        assert one.published is not None
        assert (one.published.day, one.published.precision) == (date(2021, 7, 11), "second")


def test_the_real_listing_of_modern_gives_all_its_cards_and_refuses_its_ghost_of_1970(shared: Path) -> None:
    source = Listing("https://modern.az/az/all/date/2021-12-19", (MODERN,))
    body = page(shared, "modern_az__all_date_2021-12-19.html.gz")
    harvest = read(source, body, source.url)
    printed = body.decode().count(">19 Dekabr 2021, ")  # 20: quotation marks break the title attribute of two of them
    assert len(harvest.candidates) == len({one.url for one in harvest.candidates}) == printed
    assert harvest.refused == [("1 Yanvar 1970, 04:00", "card without a link")]
    assert all(one.url.startswith("https://modern.az/") and one.title and one.section for one in harvest.candidates)
    assert {one.published.day for one in harvest.candidates if one.published} == {date(2021, 12, 19)}
    assert sum('"' in (one.title or "") for one in harvest.candidates) == 2


def test_a_ghost_card_with_a_link_is_refused_by_its_date() -> None:
    card = '<a class="news_links inf-item" href="//modern.az/x/1/a/"><div class=newsdate>1 Yanvar 1970, 04:00</div></a>'
    html = f'<div class="news_divs infinite">{card}</div>'
    harvest = read(Listing("https://modern.az/az", (MODERN,)), html)
    assert harvest.candidates == []
    assert harvest.refused == [("https://modern.az/x/1/a/", "card dated 1 Yanvar 1970, 04:00")]


def test_the_real_sitemaps_are_read_whole(shared: Path) -> None:
    folder = shared / "sitemaps"
    index = read(
        SitemapShards("https://www.azadliq.org/sitemap.xml"), (folder / "azadliq.org__sitemap.xml").read_bytes()
    )
    assert len(index.more) == 20
    shard = (folder / "azadliq.org__sitemap_1_16.xml.gz").read_bytes()
    harvest = read(SitemapShards("https://www.azadliq.org/sitemap.xml"), shard)
    assert len(harvest.candidates) == gzip.decompress(shard).count(b"<loc>") == 10_670
    assert all(one.lastmod for one in harvest.candidates)
    news = read(NewsSitemap("https://x/"), (folder / "azadliq.org__sitemap_1_news.xml.gz").read_bytes())
    assert len(news.candidates) == 4
    assert all(one.title and one.language == "az" and one.published for one in news.candidates)


def cards(*stamps: str, address: str | None = "/infinity/index") -> str:
    blocks = "".join(
        f'<div class="index-post-block" data-timestamp="{stamp}"><a class="news__item" href="/a/x{n}-{stamp[-2:]}">'
        f"<h2 class=news__title>Xəbər {n}</h2></a></div>"
        for n, stamp in enumerate(stamps)
    )
    return f'<div class="loadContainer" data-url="{address}">{blocks}</div>' if address else blocks


CURSOR = Cursor(f"{SITE}/son-xeberler", (CARDS,))


def test_the_cursor_asks_one_second_later_so_that_two_articles_of_one_second_are_both_found() -> None:
    harvest = read(CURSOR, cards("2025-12-15 12:44:59", "2025-12-15 12:44:58"), CURSOR.url)
    assert harvest.more == [f"{SITE}/infinity/index?date=2025-12-15%2012%3A44%3A59&oldest=1"]


def test_the_cursor_asks_strictly_when_a_batch_brings_nothing_older() -> None:
    asked = f"{SITE}/infinity/index?date=2025-12-15%2012%3A44%3A59&oldest=1"
    harvest = read(CURSOR, cards("2025-12-15 12:44:58", address=None), asked)
    assert harvest.more == [f"{SITE}/infinity/index?date=2025-12-15%2012%3A44%3A58&oldest=1"]
    assert read(CURSOR, cards("2025-12-15 12:44:58", address=None), harvest.more[0]).more == []
    assert read(CURSOR, "", asked).more == []


def test_the_cursor_stops_at_the_boundary_and_leaps_to_the_end_of_the_span() -> None:
    span = Span.parse("2025-12-10", "2025-12-11")
    first = read(CURSOR, cards("2025-12-15 12:44:58"), CURSOR.url, span)
    assert (first.candidates, first.more) == ([], [f"{SITE}/infinity/index?date=2025-12-12%2000%3A00%3A00&oldest=1"])
    last = read(CURSOR, cards("2025-12-10 00:00:00", "2025-12-09 23:59:59", address=None), first.more[0], span)
    assert [one.published.day for one in last.candidates if one.published] == [date(2025, 12, 10)]
    assert last.more == []


def test_day_pages_are_asked_newest_first_and_never_beyond_today() -> None:
    days = DayPages(f"{SITE}/archive/{{day:%Y/%m/%d}}/", (CARDS,))
    assert list(days.begin(Span.parse("2025-12-14", "2026"), NOW)) == [
        f"{SITE}/archive/2025/12/15/",
        f"{SITE}/archive/2025/12/14/",
    ]
    assert list(days.begin(Span.parse("2014"), NOW)) == []


def test_no_card_is_dropped_without_a_word() -> None:
    html = cards("2025-12-15 12:00:00") + '<div class="index-post-block" data-timestamp="2025-12-15 11:00:00"></div>'
    harvest = read(CURSOR, html, CURSOR.url)
    assert Counter(len(one) for one in (harvest.candidates, harvest.refused)) == {1: 2}
