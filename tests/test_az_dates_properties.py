"""What holds for any text at all: a date or a refusal, and both soon."""

import time
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscrawler.az.date_words import codes
from newscrawler.az.dates import BAKU, FLAGS, DateError, ParsedDate, parse_date

WORDS = sorted(codes("tr"))
MARKS = "- – / . , : # | ( ) ~ \u200b \u0307 \n".split(" ")
NUMBERS = "2025 1970 0001 31 32 17-də 99:99 15:17 31.12.21 15.12.2025 utc+99 +0400 décembre ٣ ²".split()
PHRASES = ["2025-ci il", "2025-12-15T10:00:00Z", "2025-12-15 10:00", "999 ay əvvəl"]
PIECES = st.sampled_from([*WORDS, *MARKS, *NUMBERS, *PHRASES])
NOWS = (
    st.none()
    | st.dates()
    | st.datetimes()
    | st.datetimes(timezones=st.just(BAKU), min_value=datetime(2, 1, 1), max_value=datetime(9998, 1, 1))
)
LANGUAGES = st.sampled_from(["az", "ru", "en", "tr", "fr", "az-Cyrl", "xx", ""])


def parses_or_refuses(text: str, language: str, now: date | None) -> ParsedDate | None:
    try:
        return parse_date(text, language=language, now=now)
    except DateError:
        return None


@settings(max_examples=400, deadline=None)
@given(st.text(), LANGUAGES, NOWS)
def test_any_text_is_parsed_or_refused(text: str, language: str, now: date | None) -> None:
    parses_or_refuses(text, language, now)


@settings(max_examples=1500, deadline=None)
@given(st.lists(PIECES, max_size=8), st.sampled_from(["", " "]), LANGUAGES, NOWS)
def test_any_mixture_of_the_parts_of_dates_is_parsed_or_refused(
    pieces: list[str], glue: str, language: str, now: date | None
) -> None:
    parsed = parses_or_refuses(glue.join(pieces), language, now)
    if parsed is not None:
        assert parsed.value.tzinfo is BAKU
        assert parsed.precision in ("second", "minute", "day", "month")
        assert set(parsed.flags) <= FLAGS.keys()
        assert list(parsed.flags) == sorted(parsed.flags)


@settings(max_examples=200, deadline=None)
@given(st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2100, 12, 31)))
def test_the_text_of_a_parsed_date_is_parsed_to_the_same(wall: datetime) -> None:
    parsed = parse_date(wall.isoformat(timespec="seconds"))
    if "dst_gap" not in parsed.flags:
        assert parse_date(str(parsed)).value == parsed.value


UNITS = " |\n|\n |\n- |a|1|1.|1 |1-|10:30 |15 dekabr 2025 |dekabrın |İ|\u200b|bu gün |2 saat |2025-ci il |, |a' ".split(
    "|"
)


@pytest.mark.parametrize("unit", UNITS, ids=repr)
def test_a_megabyte_answers_at_once(unit: str) -> None:
    text = unit * (1_000_000 // len(unit)) + " 15 dekabr 2025"
    start = time.process_time()
    parses_or_refuses(text, "az", date(2026, 3, 12))
    assert time.process_time() - start < 0.5


@pytest.mark.parametrize("unit", UNITS, ids=repr)
def test_the_longest_text_that_is_read_costs_little(unit: str) -> None:
    text = (unit * 1000)[:1000]
    start = time.process_time()
    for _ in range(10):
        parses_or_refuses(text, "az", date(2026, 3, 12))
    assert (time.process_time() - start) / 10 < 0.05
