"""oxu, trend, qafqazinfo and modern: what their saved pages cannot show one by one."""

import gzip
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from scrapy.http import HtmlResponse, Request

from newscrawler.article import Evidence
from newscrawler.az import DateError
from newscrawler.cms import qafqazinfo
from newscrawler.discovery import ArticleURL, DayPages, Fetched, Span
from newscrawler.reading.normalise import normalise
from newscrawler.reading.publication import choose_publication
from newscrawler.spider import NewsSpider
from newscrawler.spiders.modern import ModernSpider
from newscrawler.spiders.oxu import OxuSpider
from newscrawler.spiders.qafqazinfo import QafqazinfoSpider
from newscrawler.spiders.trend import TrendSpider

PAGES = Path(__file__).parent / "pages"
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("spider", "key", "urls"),
    [
        (TrendSpider, "en/4132935", ["//www.trend.az/business/4132935.html", "//en.trend.az/business/4132935.html"]),
        (TrendSpider, "en/4132935", ["//trend.az/business/4132935.html?utm_source=rss"]),
        (TrendSpider, "az/3504054", ["//az.trend.az/azerbaijan/politics/3504054.html"]),
        (
            QafqazinfoSpider,
            "521361",
            ["//www.qafqazinfo.az/news/detail/a-b-521361", "//qafqazinfo.az/news/detail/521361"],
        ),
        (
            ModernSpider,
            "321222",
            ["//modern.az/aktual/321222/a/", "//www.modern.az/az/aktual/321222", "//modern.az/az/x y/321222/"],
        ),
        (ModernSpider, "en/321222", ["//modern.az/en/politics/321222/a/"]),
        (OxuSpider, "a-b-11281850", ["//oxu.az/hadise/a-b-11281850", "//www.oxu.az/hadise/a-b-11281850/"]),
        (OxuSpider, "383818", ["//oxu.az/criminal/383818"]),
        (OxuSpider, "ru/a-b", ["//ru.oxu.az/sport/a-b"]),
    ],
)
def test_an_article_has_one_key_under_each_of_its_addresses(
    spider: type[NewsSpider], key: str, urls: list[str]
) -> None:
    rules = spider().urls
    found = [rules.identify(f"{scheme}:{url}") for url in urls for scheme in ("https", "http")]
    assert {one.key for one in found if one} == {key}
    assert None not in found
    assert {one.edition for one in found if one} == {key.split("/")[0] if "/" in key else "az"}


@pytest.mark.parametrize(
    ("spider", "path"),
    [
        (OxuSpider, "https://oxu.az/page/2"),
        (OxuSpider, "https://oxu.az/idman/page/494"),
        (OxuSpider, "https://oxu.az/tag/qusar"),
        (OxuSpider, "https://oxu.az/idman"),
        (TrendSpider, "https://az.trend.az/archive/2021-10-26"),
        (TrendSpider, "https://az.trend.az/business/"),
        (QafqazinfoSpider, "https://qafqazinfo.az/news/detail/"),
        (QafqazinfoSpider, "https://qafqazinfo.az/news/category/siyaset-2?page=3"),
        (ModernSpider, "https://modern.az/az/all/date/2021-12-19?page=2"),
        (ModernSpider, "https://modern.az/az/news/date/2022-01-01/page/2/"),
        (ModernSpider, "https://modern.az/az/all/date/site_url/lang/news/cat/74"),
        (ModernSpider, "https://modern.az/page/contact/"),
    ],
)
def test_a_listing_is_no_article(spider: type[NewsSpider], path: str) -> None:
    assert not spider().urls.leads_to_article(path)


def test_a_short_link_of_oxu_leads_to_an_article_and_names_none() -> None:
    rules = OxuSpider().urls
    assert rules.is_short("https://oxu.az/1515150")
    assert rules.identify("https://oxu.az/1515150") is None


def test_a_word_for_an_edition_is_read_as_that_edition() -> None:
    rule = ArticleURL(r"https://(?P<language>www|ru)\.a\.az/(?P<key>\d+)", names={"www": "en"})
    found = rule.identify("https://www.a.az/7")
    assert found is not None
    assert (found.key, found.edition, found.url) == ("en/7", "en", "https://www.a.az/7")


def test_the_real_day_page_of_modern_gives_every_card_and_refuses_the_ghost(shared: Path) -> None:
    body = gzip.decompress((shared / "pages" / "modern_az__all_date_2021-12-19.html.gz").read_bytes())
    url = "https://modern.az/az/all/date/2021-12-19"
    days = next(one for one in ModernSpider.archive if one.name.startswith("days https://modern.az/az/"))
    found = days.read(Fetched(url, body, NOW), Span.parse("2021-12-19", "2021-12-19"))
    rules = ModernSpider().urls
    keys = {identity.key for one in found.candidates if (identity := rules.identify(one.url))}
    assert len(found.candidates) == len(keys) == body.count(b'"news_links inf-item') - 1
    assert {one.published.day for one in found.candidates if one.published} == {date(2021, 12, 19)}
    assert all(
        one.title and one.section and one.published and one.published.precision == "minute" for one in found.candidates
    )
    assert found.refused == [("1 Yanvar 1970, 04:00", "card without a link")]
    assert found.more == [f"{url}?page=2"]


def test_a_page_of_modern_without_a_date_takes_that_of_its_card() -> None:
    page = gzip.decompress((PAGES / "modern" / "old-2021-without-date.html.gz").read_bytes())
    listing = gzip.decompress((PAGES / "modern" / "listing-day.html.gz").read_bytes())
    harvest = ModernSpider.archive[0].read(Fetched("https://modern.az/az/all/date/2021-12-19", listing, NOW), Span())
    candidate = next(one for one in harvest.candidates if "321675" in one.url)
    spider = ModernSpider()
    spider.__dict__["clock"] = type("Frozen", (), {"now": lambda self: NOW})()
    response = HtmlResponse(candidate.url, body=page, encoding="utf-8", request=Request(candidate.url))
    record = normalise(spider.read_page(response, candidate))
    assert (record.published_at, record.published_source) == ("2021-12-19T09:41:00+04:00", "listing")


def test_day_pages_that_stand_alone_are_asked_for_a_long_span_too() -> None:
    span = Span.parse("2014", "2020")
    asked = [
        sum(1 for _ in DayPages("https://a.az/{day}", (), alone=alone).begin(span, NOW)) for alone in (False, True)
    ]
    assert asked == [0, 2557]  # seven years, two of them leap years


@pytest.mark.parametrize(("cards", "more"), [(1, []), (2, ["https://qafqazinfo.az/news/arxiv/2021-11-12?page=3"])])
def test_a_day_page_that_repeats_the_one_before_it_is_the_last(cards: int, more: list[str]) -> None:
    def page(number: int, count: int) -> Fetched:
        rows = "".join(f'<a href="/news/detail/a-{one}"><h4>a</h4></a>' for one in range(count))
        pager = f'<ul class="yiiPager"><li class="next"><a href="?page={number + 1}"></a></li></ul>'
        url = "https://qafqazinfo.az/news/arxiv/2021-11-12" + (f"?page={number}" if number > 1 else "")
        return Fetched(url, f"<html>{rows}{pager}</html>".encode(), NOW)

    days = DayPages("https://qafqazinfo.az/news/arxiv/{day:%Y-%m-%d}", qafqazinfo.CARDS, qafqazinfo.NEXT)
    before = days.read(page(1, 1), Span())
    assert before.more == ["https://qafqazinfo.az/news/arxiv/2021-11-12?page=2"]
    after = page(2, cards)
    assert days.read(Fetched(after.url, after.body, NOW, trail=before.trail), Span()).more == more


def printed(raw: str) -> Evidence:
    return Evidence(source="printed", raw=raw)


@pytest.mark.parametrize("source", ["meta", "listing", "feed"])
@pytest.mark.parametrize("raw", ["15 Noyabr 10:31 (UTC+04)", "15 noyabr 10:31", "15 ноября 10:31"])
def test_a_date_without_a_year_is_of_the_year_that_other_evidence_names(source: str, raw: str) -> None:
    other = Evidence(source=source, raw="2021-11-15T10:31:00+04:00")
    found = choose_publication([printed(raw), other], language="az", fetched_at=NOW)
    assert found.date.value.isoformat() == "2021-11-15T10:31:00+04:00"
    assert "date_conflict" not in found.flags


def test_a_date_without_a_year_contradicts_one_of_another_day() -> None:
    other = Evidence(source="meta", raw="2021-11-15T10:31:00+04:00")
    found = choose_publication([other, printed("19 Noyabr 10:31")], language="az", fetched_at=NOW)
    assert (found.date.day, found.flags) == (date(2021, 11, 15), ["date_conflict"])


def test_a_date_without_a_year_alone_is_the_latest_before_the_fetch_and_says_so() -> None:
    found = choose_publication([printed("25 Noyabr 10:31 (UTC+04)")], language="az", fetched_at=NOW)
    assert (found.date.value.isoformat(), found.flags) == ("2025-11-25T10:31:00+04:00", ["year_inferred"])


def test_a_date_without_a_year_that_is_hours_ahead_of_the_fetch_is_refused_not_made_a_year_old() -> None:
    with pytest.raises(DateError, match="later than the fetch"):
        choose_publication([printed("22 Noyabr 23:10")], language="az", fetched_at=NOW)


def card(raw: str) -> Evidence:
    return Evidence(source="listing", raw=raw)


@pytest.mark.parametrize(
    "raw",
    ["2026-11-15T10:31:00+04:00 ← 15 Noyabr 10:31", "2026-11-15 ← 15 noyabr", "2026-11-20T10:31:00+04:00 ← 10:31"],
)
def test_what_a_card_leaves_out_of_its_date_contradicts_nobody(raw: str) -> None:
    whole = Evidence(source="feed", raw="2021-11-15T10:31:00+04:00")
    found = choose_publication([card(raw), whole], language="az", fetched_at=NOW)
    assert (found.evidence[0], found.flags) == (whole, [])


@pytest.mark.parametrize(
    "raw",
    ["2026-11-15T11:45:00+04:00 ← 15 Noyabr 11:45", "2026-11-16 ← 16 noyabr", "2026-11-20T11:45:00+04:00 ← 11:45"],
)
def test_what_a_card_prints_may_contradict(raw: str) -> None:
    whole = printed("15.11.2021 10:31")
    found = choose_publication([card(raw), whole], language="az", fetched_at=NOW)
    assert (found.evidence[0], found.flags) == (whole, ["date_conflict"])


def test_a_card_alone_dates_an_article_and_says_that_its_year_is_a_guess() -> None:
    found = choose_publication([card("2025-10-02T16:08:00+04:00 ← 2 Oktyabr 16:08")], language="az", fetched_at=NOW)
    assert (found.date.value.isoformat(), found.flags) == ("2025-10-02T16:08:00+04:00", ["year_inferred"])
