"""What a coverage counts of hand-made rows, day by day, and what is left to ask for."""

from collections.abc import Iterator
from datetime import date, timedelta

from newscrawler.archive.answers import Row
from newscrawler.archive.coverage import gap_days, gaps, missing_articles
from newscrawler.archive.model import State
from newscrawler.coverage_view import verdict
from newscrawler.survey import day_of
from tests.coverage_rows import ALL, CURSOR, MONDAY, SHARDS, cover, days, full, held, other, page, row, walks


def test_each_state_is_counted_on_the_day_of_the_record_or_of_the_listing() -> None:
    states: list[State] = ["gone", "blocked", "rejected", "failed", "pending"]
    found = cover([*walks(), held(MONDAY), held(MONDAY), *(other(MONDAY, state) for state in states)])
    (day,) = found.days
    assert day.counts.as_json() == {
        "discovered": 7, "held": 2, "gone": 1, "blocked": 1, "rejected": 1, "failed": 1, "pending": 1,
    }  # fmt: skip
    assert list(day.as_json())[:4] == ["row", "day", "status", "discovered"]
    assert (day.day, day.status, day.counts.missing, found.complete) == (MONDAY, "incomplete", 4, False)


def test_the_day_is_that_of_baku() -> None:
    late = row(state="failed", listed={"evidence": [{"source": "feed", "raw": "Mon, 15 Dec 2025 20:30:00 GMT"}]})
    assert [one.day for one in cover([late]).days] == [date(2025, 12, 16)]


def test_an_alias_of_a_held_article_is_that_article_and_brings_its_sources() -> None:
    article = held(MONDAY, [SHARDS], id="demo:x")
    aliases = [held(MONDAY, [CURSOR, SHARDS], "alias", id="demo:x"), row(state="alias", target=article.url)]
    for rows in ([article, *aliases], [*aliases, article]):
        found = cover([*walks(), *rows])
        assert (found.total.held, found.total.discovered) == (1, 1)
        assert found.days[0].sources == {CURSOR: 1, SHARDS: 1}
        assert {name: one.shown for name, one in found.sources.items()} == {CURSOR: 1, SHARDS: 1}


def test_what_is_no_article_or_lay_out_of_range_is_told_and_not_missing() -> None:
    rows = [other(MONDAY, "not_article", "media"), other(None, "disallowed", "disallowed")]
    found = cover([*walks(), held(MONDAY), *rows, other(MONDAY, "rejected", "out_of_range")])
    assert (found.total.discovered, found.complete) == (1, True)
    assert found.outside == {"disallowed": 1, "not_article: media": 1, "rejected: out_of_range": 1}
    assert cover([*walks(), held(MONDAY), other(MONDAY, "rejected", "removed")]).complete


def test_what_nobody_dates_is_undated_and_counts_as_missing() -> None:
    found = cover([*walks(), held(MONDAY), other(None, "pending", sources=[SHARDS])], MONDAY, MONDAY)
    assert (found.undated.pending, found.total.missing, found.complete) == (1, 1, False)
    assert [(one.day, one.sources) for one in found.missing] == [(None, (SHARDS,))]


def test_only_the_days_of_the_span_are_told() -> None:
    rows = [*walks(), *(held(day) for day in days(10)), other(MONDAY, "failed")]
    found = cover(rows, MONDAY + timedelta(days=3), MONDAY + timedelta(days=11))
    assert [(one.day.day, one.counts.held) for one in found.days] == [(n, int(n < 11)) for n in range(4, 13)]
    assert (found.total.missing, found.sources[CURSOR].shown) == (0, 7)
    assert (found.sources[CURSOR].first, found.sources[CURSOR].last) == (MONDAY + timedelta(days=3), days(10)[-1])
    assert list(missing_articles(rows, MONDAY + timedelta(days=1), None, day_of)) == []
    assert [one.state for one in missing_articles(rows, None, MONDAY, day_of)] == ["failed"]


def test_gone_articles_are_accounted_for() -> None:
    found = cover([*walks(), held(MONDAY), other(MONDAY, "gone")])
    assert (found.complete, verdict(found)) == (True, "complete: 1 of 1 articles held, 1 gone before they were")


def test_gaps_are_the_urls_to_ask_again_and_the_days_to_walk_again() -> None:
    lost = MONDAY + timedelta(days=3)
    rows = [page(source, MONDAY, MONDAY + timedelta(days=39)) for source in ALL]
    rows += [*full({CURSOR: {lost}}), other(MONDAY, "failed", "timeout"), other(None, "gone")]
    rows += [page(SHARDS, MONDAY, state="failed", url="https://demo.az/map-2.xml#since=2025-09-01")]
    found = cover(rows, MONDAY, MONDAY + timedelta(days=40))
    told = gaps(found, missing_articles(rows, MONDAY, None, day_of))
    unknown = MONDAY + timedelta(days=40)
    assert [row.state for row in rows if row.url in told.urls] == ["failed"]
    assert (told.days, told.pages) == ([lost, unknown], ["https://demo.az/map-2.xml#since=2025-09-01"])
    assert gap_days(found) == {lost: [f"hole of {CURSOR}: 0 of 4"], unknown: ["no source was read for it"]}


def test_nothing_known_is_no_day_and_no_error() -> None:
    found = cover([])
    assert (found.days, found.total.discovered, found.complete) == ([], 0, False)
    assert verdict(found) == "incomplete: 0 of 0 articles held, no day known"
    assert cover([], MONDAY).days[0].status == "unknown"


def test_the_rows_may_come_one_by_one() -> None:
    """A thousand are remembered by name, all are counted."""

    def many() -> Iterator[Row]:
        yield from walks()
        for number in range(1500):
            yield other(MONDAY + timedelta(days=number % 7), "failed")

    found = cover(many())
    assert (found.total.failed, len(found.missing)) == (1500, 1000)
