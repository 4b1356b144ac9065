"""From a page to a record: the seed article, the looks, the choice of a layout."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from newscrawler.article import Article, RawArticle
from newscrawler.cms.ria import ReportPage, ReportPage2019
from newscrawler.errors import PageError
from newscrawler.reading.looks import blocks, css, first, ld, meta, micro
from newscrawler.reading.normalise import normalise
from newscrawler.reading.page import ArticlePage, choose_page

NOW = datetime(2025, 12, 15, 12, tzinfo=UTC)
URL = "https://report.az/xarici-siyaset/bir-xeber"


def read(page: type[ArticlePage], html: str) -> RawArticle:
    reader = choose_page([page], html, URL)
    return reader.read(site="report", url=URL, key="bir-xeber", edition="az", fetched_at=NOW)


def as_new_page(title: str, day: str, time: str, paragraphs: list[str], *, after: str = "", head: str = "") -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f"<html lang=az><head><title>{title} | Report.az</title>{head}</head><body><h1 class=section-title>{title}</h1>"
        f"<div class=news-detail__head><a class=news__category>Xarici siyasət</a><ul class=news__date><li>{day}</li>"
        f"<li>{time}</li></ul></div><div class=news-detail__desc>{body}{after}</div></body></html>"
    )


def test_the_seed_article_reads_as_it_was_harvested(shared: Path) -> None:
    seed = (shared / "report_seed.txt").read_text(encoding="utf-8")
    header, day, time, *paragraphs = seed.split("\n")
    title = header.removeprefix(" date 2025-12-15 ")
    record = normalise(read(ReportPage, as_new_page(title, day.lstrip("- "), time.lstrip("- "), paragraphs)))
    assert record.title == title
    assert (record.published_at, record.published_precision) == ("2025-12-15T15:17:00+04:00", "minute")
    assert record.text.split("\n") == paragraphs
    assert len(paragraphs) == 9
    assert record.language == "az"
    assert record.as_text() == seed


JUNK = """
<div class="tags"><a href="/tag/nato">NATO</a></div>
<blockquote class="twitter-tweet"><p>Tvit mətni</p></blockquote>
<iframe src="https://player.example/1">oynat</iframe><script>var a = "kod";</script>
<figure><img src="/foto.webp"><figcaption>Şəkil altı</figcaption></figure>
<p><a href="/ru/vneshnyaya-politika/odna-novost">Одна новость</a></p>
"""


def test_junk_inside_the_body_is_absent_and_the_other_edition_is_no_text() -> None:
    page = as_new_page("Başlıq", "15 dekabr, 2025", "15:17", ["Birinci abzas.", "İkinci <b>abz</b>as."], after=JUNK)
    raw = read(ReportPage, page)
    assert raw.paragraphs == ["Birinci abzas.", "İkinci abzas."]
    reader = ReportPage(page, URL)
    assert "https://report.az/ru/vneshnyaya-politika/odna-novost" in reader.editions()


def test_the_layout_is_known_by_its_mark_and_not_by_shared_class_names() -> None:
    old = "<h1 class=news-title>A</h1><div class=editor-body><p>B</p></div><h3 class=section-title>Son xəbərlər</h3>"
    assert type(choose_page([ReportPage, ReportPage2019], old, URL)) is ReportPage2019
    raw = read(ReportPage2019, old)
    assert raw.title == "A"
    assert raw.looks["title"] == "css(h1.news-title)"


def test_a_page_of_no_known_layout_is_refused_by_name() -> None:
    with pytest.raises(PageError, match=r"unknown_layout.*ReportPage"):
        choose_page([ReportPage, ReportPage2019], "<h1>Texniki işlər gedir</h1>", URL)


@pytest.mark.parametrize(
    ("html", "field"),
    [
        (as_new_page("", "15 dekabr, 2025", "15:17", ["Mətn."]), "title"),
        (as_new_page("Başlıq", "15 dekabr, 2025", "15:17", []), "text"),
        (as_new_page("Başlıq", "", "", ["Mətn."]), "published_on"),
        (as_new_page("Başlıq", "31 sentyabr, 2025", "15:17", ["Mətn."]), "published_on"),
    ],
)
def test_an_incomplete_page_is_refused_with_the_field(html: str, field: str) -> None:
    with pytest.raises(PageError) as refused:
        normalise(read(ReportPage, html))
    assert (refused.value.reason, refused.value.field) == ("incomplete", field)


def article(head: str, day: str = "15 dekabr, 2025", time: str = "15:17", now: datetime = NOW) -> Article:
    raw = read(ReportPage, as_new_page("Başlıq", day, time, ["Mətn burada."], head=head))
    raw.fetched_at = now
    return normalise(raw)


def ld_date(value: str) -> str:
    return f'<script type="application/ld+json">{{"@type": "NewsArticle", "datePublished": "{value}"}}</script>'


def test_all_dates_are_evidence_and_the_most_reliable_wins() -> None:
    head = ld_date("2025-12-15T15:17:42+04:00") + '<meta property="article:published_time" content="2025-12-15T15:17">'
    record = article(head)
    assert record.published_at == "2025-12-15T15:17:42+04:00"
    assert record.published_precision == "second"
    assert [one["source"] for one in record.published_evidence] == ["json-ld", "meta", "printed"]
    assert record.flags == ["short"]


def test_dates_that_disagree_by_a_minute_are_flagged_and_by_less_are_not() -> None:
    assert "date_conflict" in article(ld_date("2025-12-15T15:18:00+04:00")).flags
    assert "date_conflict" not in article(ld_date("2025-12-15T15:17:59+04:00")).flags


def test_a_local_time_labelled_utc_gives_way_to_the_printed_time() -> None:
    record = article(ld_date("2025-12-15T15:17:00Z"))
    assert record.published_at == "2025-12-15T15:17:00+04:00"
    assert record.published_source == "printed"
    assert "zone_conflict" in record.flags


def test_a_time_up_to_an_hour_ahead_is_kept_as_future_and_later_is_refused() -> None:
    early = datetime(2025, 12, 15, 10, 30, tzinfo=UTC)
    assert "future" in article(ld_date("2025-12-15T15:17:00+04:00"), now=early).flags
    with pytest.raises(PageError, match="later than the fetch"):
        article("", now=datetime(2025, 12, 15, 7, tzinfo=UTC))


def test_a_day_without_a_time_never_becomes_midnight() -> None:
    record = article("", time="")
    assert (record.published_on, record.published_at, record.published_precision) == ("2025-12-15", None, "day")


def test_an_old_summer_date_has_the_offset_that_baku_had_then() -> None:
    assert article("", day="1 İyul , 2014").published_at == "2014-07-01T15:17:00+05:00"


def test_looks_know_which_of_them_answered() -> None:
    reader = ReportPage('<h1 class=section-title></h1><meta property="og:title" content="Başlıq">', URL)
    look = first(css("h1.section-title"), ld("headline"), meta("og:title"))
    assert [found.look for found in look.best(reader.document)] == ["meta(og:title)"]


def test_json_ld_is_read_as_object_as_array_and_in_a_graph() -> None:
    for block in ('{"@type":"NewsArticle","headline":"A"}', '[{"@type":["NewsArticle"],"headline":"A"}]'):
        page = ReportPage(f'<script type="application/ld+json">{block}</script>', URL)
        assert [found.raw for found in ld("headline").find(page.document)] == ["A"]
    graph = '{"@graph":[{"@type":"WebPage"},{"@type":"NewsArticle","headline":"A &amp; B"}]}'
    page = ReportPage(f'<script type="application/ld+json">{graph}</script>', URL)
    assert [found.raw for found in ld("headline").find(page.document)] == ["A & B"]


def test_microdata_of_a_related_article_is_not_this_articles() -> None:
    html = """<div itemscope itemtype="https://schema.org/NewsArticle"><time itemprop=datePublished
      datetime="2021-07-11T10:00:00"></time></div><div itemscope itemtype="https://schema.org/NewsArticle">
      <time itemprop=datePublished datetime="2020-01-01T10:00:00"></time></div>"""
    assert [found.raw for found in micro("datePublished").find(ReportPage(html, URL).document)] == [
        "2021-07-11T10:00:00"
    ]


def test_a_body_written_with_line_breaks_and_without_paragraphs_is_read_whole_and_once() -> None:
    html = "<div class=b>Birinci sətir.<br>İkinci <i>sətir</i>.<div>Üçüncü.<p>Dördüncü.</p></div>Beşinci.</div>"
    lines = [found.raw for found in blocks(".b").find(ReportPage(html, URL).document)]
    assert lines == ["Birinci sətir.", "İkinci sətir.", "Üçüncü.", "Dördüncü.", "Beşinci."]


def test_a_page_nested_deeper_than_pythons_stack_is_read() -> None:
    html = "<div class=b>" + "<span>" * 200 + "dərin" + "</span>" * 200 + "</div>"
    assert [found.raw for found in blocks(".b").find(ReportPage(html, URL).document)] == ["dərin"]


def test_the_lead_is_null_when_it_only_repeats_how_the_text_begins() -> None:
    assert article('<meta name="description" content="Mətn bur...">').lead is None
    assert article('<meta name="description" content="Bu başqa bir girişdir.">').lead == "Bu başqa bir girişdir."


def test_the_sites_name_is_no_part_of_the_headline() -> None:
    raw = read(ReportPage, as_new_page("Neft bahalaşıb - Report.az", "15 dekabr, 2025", "15:17", ["Mətn."]))
    assert normalise(raw, site_names=["Report.az"]).title == "Neft bahalaşıb"
