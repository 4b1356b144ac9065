"""Printed dates and what they say: one line a case, read against Thursday, 12 March 2026, 15:17 in Baku."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from newscrawler.az.dates import BAKU, EXAMPLES_NOW, FLAGS, FORMS, DateError, Form, ParsedDate, parse_date

NOW = EXAMPLES_NOW

PRINTED = {  # what the text holds, to the minute when a time is printed
    # report.az, new and old, three editions
    "14 dekabr, 2025\n15:10": "2025-12-14T15:10",
    "• 14 dekabr, 2025\n• 15:10": "2025-12-14T15:10",
    "12 İyul , 2021\n23:40": "2021-07-12T23:40",
    "8 Fevral , 2024": "2024-02-08",
    "14 октября, 2025\n16:50": "2025-10-14T16:50",
    "31 December, 2025 - 14:00": "2025-12-31T14:00",
    "16 yanvar, 2026 / 18:00": "2026-01-16T18:00",
    "17:40\n20 fevral 2026": "2026-02-20T17:40",
    # others' forms
    "21 fevral 2026 | Siyasət | 17:40": "2026-02-21T17:40",
    "19:05, 4 May 2022": "2022-05-04T19:05",
    "24 НОЯ 2024 / 12:30": "2024-11-24T12:30",
    "16-Dec-2025 10:30": "2025-12-16T10:30",
    "Apr 27, 2024 3:00 AM": "2024-04-27T03:00",
    "April 27, 2024 at 3:05 p.m.": "2024-04-27T15:05",
    "1st of December, 2025": "2025-12-01",
    "31 mart 2022 г., 15:10": "2022-03-31T15:10",
    "«27» января 2016 года": "2016-01-27",
    "Müəllif Adı 02/08/2020": "2020-08-02",
    "Mədəniyyət 12:40 12.08.2020": "2020-08-12T12:40",
    "Tarix\n2014.10.25 / 10:50": "2014-10-25T10:50",
    "2012.04.23\n21:30": "2012-04-23T21:30",
    "Tarix: 11-05-2019 13:10 | Yenilənib: 14:05": "2019-05-11T13:10",
    "Oxunub: 12 22.11.2016 18:00": "2016-11-22T18:00",
    "səhifə bitdi3-05-2023, 09:40. Bölmə:": "2023-05-03T09:40",
    "8-12-2023, 12:40 611": "2023-12-08T12:40",
    "16.09.2025 09:40see317": "2025-09-16T09:40",
    "Tbilisi/12.11.21/Agentlik": "2021-11-12",
    "Vaşinqton/04.05.21": "2021-04-05",
    "17.04.2019-cu il": "2019-04-17",
    "31 Aralık 2020 Perşembe": "2020-12-31",
    "9. Oktober 2023": "2023-10-09",
    "https://example.az/2025/12/14/basliq": "2025-12-14",
    "1 октјабр 2003-ҹү ил, саат 10:00": "2003-10-01T10:00",
    "Şərhlər: 12 (7 aprel 2026)": "2026-04-07",
    "20251215T1517+0400": "2025-12-15T15:17",
    "20251215T111730Z": "2025-12-15T15:17",
    "15 декабр 2025": "2025-12-15",
    # running text
    "28 sentyabr 2020-ci ildə saat 06:00-da": "2020-09-28T06:00",
    "1918-ci il mayın 28-də": "1918-05-28",
    "2014 - cü il mayın 5-də": "2014-05-05",
    "5 may 2014-cü ilin": "2014-05-05",
    "2019-cu ilin 27 sentyabrında": "2019-09-27",
    "dekabrın 13-nə": "2025-12-13",
    "fevral ayının 5-də": "2026-02-05",
    "martın 6-da saat 12:30-da": "2026-03-06T12:30",
    "noyabrın 9-u, saat 21.05-də": "2025-11-09T21:05",
    "2023-cü ilin mart ayında": "2023-03",
    "Декабрь 2019": "2019-12",
    "17 iyulda": "2026-07-17",
    "2 Oktyabr 16:00": "2025-10-02T16:00",
    "ötən ilin dekabr ayının 5-də": "2025-12-05",
    "29 декабря прошлого года": "2025-12-29",
    "bu gün, martın 12-də": "2026-03-12",
    "Bakıda 3 iyunun 15-də": "2026-06-15",
    # relative
    "BU GÜN, 13:40": "2026-03-12T13:40",
    "Сегодня / 09:05": "2026-03-12T09:05",
    "dünən axşam saat 20:30-da": "2026-03-11T20:30",
    "on Tuesday": "2026-03-10",
    "cümə günü Bakıda": "2026-03-06",
    "10 dəqiqə əvvəl": "2026-03-12T15:07",
    "bir saat qabaq": "2026-03-12T14:17",
    "2 ay əvvəl": "2026-01",
    "yesterday": "2026-03-11",
    "sabah": "2026-03-13",
    # script traps
    "15 İYUN 2025": "2025-06-15",
    "15 IYUN 2025": "2025-06-15",
    "15 i̇yun 2025": "2025-06-15",
    "15 ıyun 2025": "2025-06-15",
    "15 dеkabr 2025": "2025-12-15",
    "15 dekаbrın 2025": "2025-12-15",
    "15 де\u00adкабря 2025": "2025-12-15",
    "15\u00a0d\u200bekabr\u00a02025": "2025-12-15",
    "dunen": "2026-03-11",
    "carsenbe 4 mart 2026": "2026-03-04",
    "noybarın 5-i": "2025-11-05",
    "5 noybar 2024": "2024-11-05",
}

FLAGGED = {
    "29 aprel 2008 12:00 (UTC +04:00)": "zone_conflict",
    "2008-04-29T12:00:00+04:00": "zone_conflict",
    "2025-12-15T15:17:00+03:00": "zone_conflict",
    "Tue, 29 Apr 2008 12:00:00 +0400": "zone_conflict",
    "15 dekabr 2025 15:17 GMT": "zone_conflict",
    "2025-12-15T11:17:00Z": "utc",
    "29 mart 2015 04:30": "dst_gap",
    "25 oktyabr 2015 04:30": "dst_ambiguous",
    "15 dekabr 2025, Cümə": "weekday_conflict",
    "Sun, 15 Dec 2025 15:17:00 +0400": "weekday_conflict",
    "bu gün, martın 11-də": "relative_conflict",
    "9 mart 1723-cü ildə": "historic",
    "Vaşinqton/12.30.21": "month_first",
    "avqsutun 27-də": "misspelt",
    "dekabrın 5-də": "year_inferred",
    "2 saat əvvəl": "approximate",
    "dünən": "relative",
    "15 dekabr 2025, 10:00-18:00": "time_range",
    "15 dekabr 2025 Bakıda yığıncaq 10:00": "time_apart",
    "14 décembre 2025": "dateparser",
}


def shown(parsed: ParsedDate) -> str:
    """To the minute when a time is known."""
    return str(parsed) if parsed.precision in ("day", "month") else f"{parsed.value:%Y-%m-%dT%H:%M}"


@pytest.mark.parametrize(("text", "expected"), PRINTED.items())
def test_a_printed_date_is_read_right(text: str, expected: str) -> None:
    assert shown(parse_date(text, now=NOW)) == expected


@pytest.mark.parametrize(("text", "flag"), FLAGGED.items())
def test_what_a_reader_should_know_is_flagged(text: str, flag: str) -> None:
    assert flag in parse_date(text, language="fr" if "é" in text else "az", now=NOW).flags
    assert flag in FLAGS


def test_every_flag_of_the_table_is_met_and_no_other() -> None:
    assert set(FLAGGED.values()) == set(FLAGS)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.rule)
def test_every_example_of_a_form_is_read_by_its_rule(form: Form) -> None:
    language = "az" if form.languages[0] == "any" else form.languages[0]
    assert form.examples
    for example in form.examples:
        assert parse_date(example, language=language, now=NOW).rule == form.rule, example


def test_every_rule_that_answers_is_in_the_table() -> None:
    rules = {parse_date(text, language="az", now=NOW).rule for text in PRINTED}
    assert rules <= {form.rule for form in FORMS}


def test_the_offset_is_the_one_baku_had() -> None:
    printed = {"15 dekabr 2025 15:17": 4, "1 iyul 2015 12:00": 5, "1 iyul 2016 12:00": 4, "29 mart 2015 05:00": 5}
    for text, hours in printed.items():
        assert parse_date(text).value.utcoffset() == timedelta(hours=hours), text


def test_the_text_of_a_date_is_as_precise_as_the_date() -> None:
    assert str(parse_date("15 dekabr, 2025 15:17")) == "2025-12-15T15:17:00+04:00"
    assert str(parse_date("2025-12-15T15:17:42")) == "2025-12-15T15:17:42+04:00"
    assert str(parse_date("15 dekabr, 2025")) == "2025-12-15"
    assert str(parse_date("2025-ci ilin dekabrında")) == "2025-12"


def test_an_offset_of_a_machine_is_an_instant_and_a_printed_one_only_evidence() -> None:
    assert parse_date("2024-04-28T03:00:00-04:00").value == datetime(2024, 4, 28, 7, tzinfo=UTC)
    assert parse_date("28 aprel 2024 03:00 (UTC-04:00)").value == datetime(2024, 4, 28, 3, tzinfo=BAKU)


@pytest.mark.parametrize("fraction", ["", ".1", ".123", ".1234567", ",123456"])
def test_fractions_of_a_second_are_dropped(fraction: str) -> None:
    parsed = parse_date(f"2024-04-28 07:00:05{fraction}Z")
    assert parsed.value == datetime(2024, 4, 28, 7, 0, 5, tzinfo=UTC)
    assert parsed.precision == "second"


def test_the_day_of_an_instant_is_the_day_in_baku() -> None:
    assert parse_date("2025-12-15T21:30:00Z").day == date(2025, 12, 16)


def test_now_may_be_a_day_a_baku_clock_or_an_instant_elsewhere() -> None:
    late = datetime(2026, 3, 11, 19, 30, tzinfo=timezone(-timedelta(hours=5)))  # half past four in the morning in Baku
    for now in (date(2026, 3, 12), datetime(2026, 3, 12, 4, 30), late):
        assert str(parse_date("dünən", now=now)) == "2026-03-11"
    assert shown(parse_date("1 saat əvvəl", now=late)) == "2026-03-12T03:30"


def test_the_edition_decides_on_turkish_abbreviations() -> None:
    assert str(parse_date("5 Ara 2025", language="tr-TR")) == "2025-12-05"
    with pytest.raises(DateError):
        parse_date("5 ara 2025", language="az")
