"""One publication date out of all that a page, its listing and its feed say of it."""

from datetime import UTC, datetime

import pytest

from newscrawler.article import Evidence
from newscrawler.az import DateError
from newscrawler.reading.publication import Publication, choose_publication

NOW = datetime(2025, 12, 15, 12, tzinfo=UTC)


def choose(*evidence: tuple[str, str], now: datetime = NOW, language: str = "az") -> Publication:
    told = [Evidence(source=source, raw=raw) for source, raw in evidence]
    return choose_publication(told, language=language, fetched_at=now)


def test_sources_rank_by_reliability_whatever_their_order() -> None:
    sources = ["url", "sitemap", "feed", "listing", "printed", "meta", "microdata", "json-ld"]
    times = {source: f"2025-12-15T10:{minute:02d}:05+04:00" for minute, source in enumerate(sources)}
    for last in range(len(sources), 0, -1):
        found = choose(*((source, times[source]) for source in sources[:last]))
        assert found.evidence[0]["source"] == sources[last - 1]
        assert {one["source"] for one in found.evidence} == set(sources[:last])


def test_a_time_of_the_same_day_beats_a_bare_day_of_a_better_source() -> None:
    found = choose(("json-ld", "2025-12-15"), ("printed", "15 dekabr, 2025 15:17"))
    assert (str(found.date), found.precision, found.flags) == ("2025-12-15T15:17:00+04:00", "minute", [])


def test_a_bare_day_of_a_better_source_beats_a_time_of_another_day() -> None:
    found = choose(("json-ld", "2025-12-14"), ("printed", "15 dekabr, 2025 15:17"))
    assert (str(found.date), found.flags) == ("2025-12-14", ["date_conflict"])


def test_a_month_without_a_day_is_no_publication_date() -> None:
    with pytest.raises(DateError):
        choose(("printed", "dekabr 2025"))


def test_day_and_month_swapped_into_the_future_give_way() -> None:
    june = datetime(2025, 6, 1, tzinfo=UTC)
    found = choose(("json-ld", "2025-12-05T10:30:00+04:00"), ("printed", "12.05.2025 10:30"), now=june)
    assert (str(found.date), found.flags) == ("2025-05-12T10:30:00+04:00", ["date_conflict"])


def test_day_and_month_swapped_in_the_past_are_flagged() -> None:
    found = choose(("meta", "2025-06-05T10:30:00+04:00"), ("printed", "06.05.2025 10:30"))
    assert found.flags == ["date_conflict"]


def test_numeric_dates_are_day_first() -> None:
    assert str(choose(("printed", "06.05.2025 10:30")).date) == "2025-05-06T10:30:00+04:00"


@pytest.mark.parametrize("label", ["Z", "+00:00", "+00", ".000Z", " +0000"])
@pytest.mark.parametrize("printed", ["15 dekabr, 2025 15:17", "15:17 / 15-12-2025", "15-12-2025, 15:17"])
def test_a_local_time_labelled_utc_gives_way_to_the_printed_one(label: str, printed: str) -> None:
    found = choose(("json-ld", f"2025-12-15T15:17:00{label}"), ("printed", printed))
    assert (str(found.date), found.flags) == ("2025-12-15T15:17:00+04:00", ["zone_conflict"])


def test_a_local_time_labelled_utc_gives_way_to_the_day_that_only_it_makes_another() -> None:
    found = choose(("json-ld", "2025-12-14T22:10:00Z"), ("printed", "14 dekabr 2025"))
    assert (str(found.date), found.precision, found.flags) == ("2025-12-14", "day", ["zone_conflict"])
    assert str(choose(("json-ld", "2025-12-13T22:10:00Z"), ("printed", "14 dekabr 2025")).date)[:13] == "2025-12-14T02"


@pytest.mark.parametrize("source", ["json-ld", "microdata", "meta"])
@pytest.mark.parametrize("raw", ["2025-12-15T11:17:00", "2025-12-15 11:17"])
def test_universal_time_without_a_label_gives_way_to_the_printed_time(source: str, raw: str) -> None:
    found = choose((source, raw), ("printed", "15 dekabr, 2025 15:17"))
    assert (str(found.date), found.flags) == ("2025-12-15T15:17:00+04:00", ["zone_conflict"])


@pytest.mark.parametrize("other", ["2025-12-15T11:17:05", "2025-12-15 11:17"])
def test_a_utc_label_that_the_printed_time_confirms_is_believed_beside_the_same_time_without_label(other: str) -> None:
    told = (("json-ld", "2025-12-15T11:17:05Z"), ("meta", other), ("printed", "15 dekabr, 2025 15:17"))
    found = choose(*told)
    assert (str(found.date), found.flags) == ("2025-12-15T15:17:05+04:00", [])


def test_a_time_four_hours_off_under_bakus_own_label_is_a_conflict_of_dates() -> None:
    found = choose(("json-ld", "2025-12-15T11:17:00+04:00"), ("printed", "15 dekabr, 2025 15:17"))
    assert (str(found.date), found.flags) == ("2025-12-15T11:17:00+04:00", ["date_conflict"])


def test_a_true_utc_label_is_believed() -> None:
    found = choose(("json-ld", "2025-12-15T11:17:42Z"), ("printed", "15 dekabr, 2025 15:17"))
    assert (str(found.date), found.precision, found.flags) == ("2025-12-15T15:17:42+04:00", "second", [])


def test_a_template_offset_in_a_summer_of_plus_five_gives_way_to_the_printed_time() -> None:
    found = choose(("json-ld", "2014-07-01T09:30:00+04:00"), ("printed", "1 iyul, 2014 09:30"))
    assert (str(found.date), found.flags) == ("2014-07-01T09:30:00+05:00", ["zone_conflict"])


def test_up_to_an_hour_ahead_is_kept_and_later_is_refused() -> None:
    assert "future" in choose(("json-ld", "2025-12-15T16:59:00+04:00")).flags
    with pytest.raises(DateError, match="later than the fetch"):
        choose(("json-ld", "2025-12-15T17:01:00+04:00"))
    assert choose(("json-ld", "2025-12-15T15:59:00+04:00")).flags == []


def test_the_servers_own_clock_decides_what_is_later() -> None:
    told = [Evidence(source="json-ld", raw="2025-12-15T20:00:00+04:00")]
    late = datetime(2025, 12, 15, 16, 30, tzinfo=UTC)
    assert choose_publication(told, language="az", fetched_at=NOW, server_date=late).flags == []


def test_a_refused_date_leaves_the_next_one_and_stays_as_evidence() -> None:
    found = choose(("json-ld", "1970-01-01T04:00:00+04:00"), ("printed", "15 dekabr, 2025 15:17"))
    assert str(found.date) == "2025-12-15T15:17:00+04:00"
    assert [one["source"] for one in found.evidence] == ["printed", "json-ld"]


def test_relative_words_are_read_against_the_fetch() -> None:
    assert str(choose(("listing", "Dünən / 22:30")).date) == "2025-12-14T22:30:00+04:00"


def test_the_ambiguous_hour_of_october_is_flagged() -> None:
    assert "dst_ambiguous" in choose(("printed", "26 oktyabr, 2014 04:30")).flags


def test_nothing_is_no_date() -> None:
    with pytest.raises(DateError):
        choose()


@pytest.mark.parametrize("midnight", ["2025-12-15T00:00:00+04:00", "2025-12-15T00:00:00Z", "2025-12-15T00:00:00"])
@pytest.mark.parametrize("source", ["json-ld", "microdata", "meta"])
def test_a_midnight_of_a_program_gives_way_to_a_time_printed_on_that_day(source: str, midnight: str) -> None:
    found = choose((source, midnight), ("printed", "15.12.2025 15:17"))
    assert (str(found.date), found.precision, found.flags) == ("2025-12-15T15:17:00+04:00", "minute", [])


def test_bakus_midnight_told_in_utc_gives_way_as_well() -> None:
    found = choose(("json-ld", "2025-12-14T20:00:00Z"), ("printed", "15.12.2025 15:17"))
    assert (str(found.date), found.flags) == ("2025-12-15T15:17:00+04:00", [])


@pytest.mark.parametrize("midnight", ["2025-12-15T00:00:00+04:00", "2025-12-15T00:00:00Z", "2025-12-14T20:00:00Z"])
def test_a_midnight_of_a_program_is_filling_where_the_page_prints_the_day_alone(midnight: str) -> None:
    found = choose(("json-ld", midnight), ("printed", "15.12.2025"))
    assert (str(found.date), found.precision, found.flags) == ("2025-12-15", "day", [])


@pytest.mark.parametrize("midnight", ["2025-12-15T00:00:00+04:00", "2025-12-15T00:00:00Z", "2025-12-14T20:00:00Z"])
@pytest.mark.parametrize("others", [(), (("meta", "2025-12-15"),), (("listing", "15.12.2025"), ("url", "2025-12-15"))])
def test_a_midnight_of_a_program_is_filling_where_nothing_tells_more(
    midnight: str, others: tuple[tuple[str, str], ...]
) -> None:
    found = choose(("json-ld", midnight), *others)
    assert (str(found.date), found.precision, found.flags) == ("2025-12-15", "day", [])


def test_a_midnight_that_the_page_prints_is_told() -> None:
    assert str(choose(("printed", "2025-12-15 00:00:00")).date) == "2025-12-15T00:00:00+04:00"
    assert str(choose(("printed", "2025-12-15T00:00:00+04:00"), ("printed", "15.12.2025")).date) == "2025-12-15"


@pytest.mark.parametrize("other", ["14.12.2025", "15.12.2025 00:00", "14.12.2025 23:58"])
def test_a_midnight_stays_one_where_no_time_of_its_day_is_printed(other: str) -> None:
    found = choose(("json-ld", "2025-12-15T00:00:00+04:00"), ("printed", other))
    assert (str(found.date), found.precision) == ("2025-12-15T00:00:00+04:00", "minute")


@pytest.mark.parametrize(("told", "flags"), [("12:53", []), ("14:10", ["date_conflict"]), ("11:50", ["date_conflict"])])
def test_hours_ago_contradict_only_what_is_more_than_an_hour_off(told: str, flags: list[str]) -> None:
    found = choose(("json-ld", f"2025-12-15T{told}:00+04:00"), ("printed", "3 saat əvvəl"))
    assert found.flags == flags


def test_a_time_that_is_told_beats_one_counted_in_hours() -> None:
    found = choose(("printed", "3 saat əvvəl"), ("listing", "15.12.2025 12:53"))
    assert (str(found.date), found.evidence[0]["source"]) == ("2025-12-15T12:53:00+04:00", "listing")
    assert "approximate" in choose(("printed", "3 saat əvvəl"), ("url", "2025-12-15")).flags


def test_midnight_in_utc_is_four_in_baku_where_that_is_printed() -> None:
    found = choose(("json-ld", "2025-12-15T00:00:00Z"), ("printed", "15.12.2025 04:00"))
    assert (str(found.date), found.evidence[0]["source"], found.flags) == ("2025-12-15T04:00:00+04:00", "json-ld", [])


def test_a_midnight_does_not_give_way_to_a_sitemaps_time_of_an_edit() -> None:
    found = choose(("json-ld", "2025-12-15T00:00:00+04:00"), ("sitemap", "2025-12-15T09:30:00+04:00"))
    assert found.evidence[0]["source"] == "json-ld"
