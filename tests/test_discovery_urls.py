"""Which article a URL is, and which days a span means."""

from datetime import date

import pytest

from newscrawler.discovery import Span
from newscrawler.errors import ArgumentError
from newscrawler.spiders.report import ReportSpider

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
