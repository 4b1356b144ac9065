"""Feeds, sitemaps, listings and URLs: what they hold, and what is refused."""

import gzip
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from newscrawler.cms.ria import CARDS, OLD_CARDS
from newscrawler.discovery import (
    Cards,
    Cursor,
    DayPages,
    Feed,
    Fetched,
    Harvest,
    Listing,
    NewsSitemap,
    SitemapShards,
    Source,
    Span,
)
from newscrawler.errors import ArgumentError, DiscoveryError
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


RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>Report</title>{}</channel></rss>"""
ITEM = """<item><guid isPermaLink="false">https://report.az/hamisi</guid><title><![CDATA[{title}]]></title>
<link>{link}</link><pubDate>Mon, 15 Dec 2025 15:17:00 +0400</pubDate><category>Siyasət</category></item>"""


def test_feed_items_are_known_by_link_and_never_by_guid() -> None:
    items = [ITEM.format(title=f"Xəbər {n}", link=f"{SITE}/hadise/xeber-{n}") for n in range(3)]
    harvest = read(Feed(f"{SITE}/rss/"), RSS.format("".join(items)))
    assert [one.url for one in harvest.candidates] == [f"{SITE}/hadise/xeber-{n}" for n in range(3)]
    assert harvest.candidates[0].title == "Xəbər 0"
    assert harvest.candidates[0].evidence == ({"source": "feed", "raw": "Mon, 15 Dec 2025 15:17:00 +0400"},)
    assert harvest.candidates[0].section == "Siyasət"


def test_a_feed_item_without_a_link_is_refused_by_its_title() -> None:
    harvest = read(Feed(f"{SITE}/rss/"), RSS.format(ITEM.format(title="Yetim", link="")))
    assert harvest.refused == [("Yetim", "item without a link")]


def test_titles_escaped_twice_are_unescaped() -> None:
    item = ITEM.format(title="&lt;b&gt;A&lt;/b&gt;&amp;nbsp;&amp;ldquo;B&amp;rdquo;", link=f"{SITE}/hadise/x")
    assert read(Feed(f"{SITE}/rss/"), RSS.format(item)).candidates[0].title == "A “B”"


def test_an_atom_feed_is_read_too() -> None:
    atom = f"""<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>A</title><link rel="self" href="/x"/>
    <link href="{SITE}/hadise/a"/><updated>2025-12-15T15:17:00+04:00</updated></entry></feed>"""
    harvest = read(Feed(f"{SITE}/feed"), atom)
    assert [(one.url, str(one.published)) for one in harvest.candidates] == [
        (f"{SITE}/hadise/a", "2025-12-15T15:17:00+04:00")
    ]


@pytest.mark.parametrize("body", ["", "<html><body>Giriş qadağandır</body></html>", "403"])
def test_what_is_no_feed_is_an_error_and_not_an_empty_feed(body: str) -> None:
    with pytest.raises(DiscoveryError):
        read(Feed(f"{SITE}/rss/"), body)


def test_an_xml_bomb_is_not_expanded() -> None:
    entities = "".join(f'<!ENTITY b{n} "{f"&b{n - 1};" * 10}">' for n in range(1, 9))
    bomb = f'<!DOCTYPE rss [<!ENTITY b0 "{"x" * 100}">{entities}]>' + RSS.format(
        ITEM.format(title="]]>&b8;<![CDATA[", link=f"{SITE}/hadise/a")
    ).removeprefix('<?xml version="1.0"?>')
    for source in (Feed(f"{SITE}/rss/"), SitemapShards(f"{SITE}/s.xml")):
        try:
            harvest = read(source, bomb)
        except DiscoveryError:
            continue
        assert all(len(one.title or "") < 1000 for one in harvest.candidates)


NEWS = f"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>{SITE}/ru/armiya/novost</loc><news:news>
<news:publication><news:name>Report</news:name><news:language>ru</news:language></news:publication>
<news:publication_date>2025-12-15T15:17:09+04:00</news:publication_date><news:title>Новость</news:title></news:news>
</url></urlset>"""


def test_a_news_sitemap_gives_its_nested_fields() -> None:
    [one] = read(NewsSitemap(f"{SITE}/news-sitemap.xml"), NEWS).candidates
    assert (one.title, one.language, str(one.published)) == ("Новость", "ru", "2025-12-15T15:17:09+04:00")
    assert one.evidence == ({"source": "sitemap", "raw": "2025-12-15T15:17:09+04:00"},)


def shard(*lastmods: str) -> str:
    urls = "".join(f"<url><loc>{SITE}/a/x{n}</loc><lastmod>{day}</lastmod></url>" for n, day in enumerate(lastmods))
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'


def test_lastmod_says_what_is_too_old_and_is_no_publication_date() -> None:
    span = Span.parse("2025-12-01")
    harvest = read(SitemapShards(f"{SITE}/s.xml"), shard("2025-11-30", "2025-12-01", "2025-12-14"), span=span)
    assert [one.url for one in harvest.candidates] == [f"{SITE}/a/x1", f"{SITE}/a/x2"]
    assert all(one.published is None and one.evidence == () for one in harvest.candidates)


def test_a_torn_sitemap_is_an_error() -> None:
    with pytest.raises(DiscoveryError, match="not readable as XML"):
        read(SitemapShards(f"{SITE}/s.xml"), shard("2025-11-30", "2025-12-01")[:-40])


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


REPORT = ReportSpider().urls


@pytest.mark.parametrize(
    "url",
    [
        "https://report.az/ask/dunya-banki",
        "https://report.az/ask/dunya-banki/",
        "http://www.report.az/ask/dunya-banki?utm_source=x#y",
        "https://api.report.az/ask/dunya-banki",
        "https://report.az./ask/dunya-banki",
        "https://report.az/amp/ask/dunya-banki",
        "https://report.az/amp/ask/dunya-banki/",
    ],
)
def test_one_article_has_one_identity_under_all_its_addresses(url: str) -> None:
    identity = REPORT.identify(url)
    assert identity is not None
    assert (identity.url, identity.key, identity.edition) == ("https://report.az/ask/dunya-banki", "dunya-banki", "az")


def test_the_key_carries_the_edition_of_the_url_and_only_a_whole_segment_is_an_edition() -> None:
    russian = REPORT.identify("https://report.az/ru/amp/analitika/azerbajdzhan-2-0")
    assert russian is not None
    assert (russian.url, russian.key) == ("https://report.az/ru/analitika/azerbajdzhan-2-0", "ru/azerbajdzhan-2-0")
    similar = REPORT.identify("https://report.az/rusiya-xeberleri/bir-xeber")
    assert similar is not None
    assert similar.edition == "az"


@pytest.mark.parametrize(
    "path",
    "/son-xeberler /hadise /hadise/page/2 /tag/neft /author/x-y /infinity/index /archive/2021/07/11/ /ru/hadise /amp "
    "/search/?query=a /rss/mediametrics /2844552 /person/a-b /news-feed/x /ru/tag/neft / "
    "/hadise/2/ /feed-ajax/a5 /hava/baki /valyuta/usd /vacancies/editor /az/energetika /public/images".split(),
)
def test_sections_tags_authors_and_tools_are_no_articles(path: str) -> None:
    assert REPORT.identify(f"https://report.az{path}") is None


def test_spans_are_written_as_year_month_or_day_and_mean_all_of_it() -> None:
    assert Span.parse("2014") == Span(date(2014, 1, 1), None)
    assert Span.parse("2024-02", "2024-02") == Span(date(2024, 2, 1), date(2024, 2, 29))
    assert Span.parse(None, "2014") == Span(None, date(2014, 12, 31))


@pytest.mark.parametrize(
    ("since", "until"),
    [("2025-13", None), ("2025-02-30", None), ("dünən", None), ("", None), (None, "15.12.2025"), ("2025", "2024")],
)
def test_a_bad_span_is_an_argument_error(since: str | None, until: str | None) -> None:
    with pytest.raises(ArgumentError):
        Span.parse(since, until)


def test_no_card_is_dropped_without_a_word() -> None:
    html = cards("2025-12-15 12:00:00") + '<div class="index-post-block" data-timestamp="2025-12-15 11:00:00"></div>'
    harvest = read(CURSOR, html, CURSOR.url)
    assert Counter(len(one) for one in (harvest.candidates, harvest.refused)) == {1: 2}
