"""Texts that hold no single date: refused with a reason, never guessed at."""

from datetime import date, datetime

import pytest

from newscrawler.az.dates import DateError, parse_date
from newscrawler.errors import NewsError

NOW = date(2026, 3, 12)


def cases(block: str) -> list[str]:
    return [case.strip() for line in block.strip().splitlines() for case in line.split(" | ")]


RANGES_AND_LISTS = cases("""
    2–3 dekabr | 5-18 mart tarixlərində | noyabrın 6-13-də | aprelin 7-dən 24-dək | may ayının 3-dən 5-dək
    20 yanvardan 5 fevraladək | iyulun 12-dən 13-nə keçən gecə | 2020-ci il noyabrın 8-dən 9-na keçən gecə
    7 (8) aprel 2026 | 7 yaxud 8 aprel
    8 və 14 mart tarixlərində | dekabrın 5-i, 6-sı | martın 5 və 6-da | 5, 6 və 7 mart | 28/29 noyabr | 14+15 noyabr
    21 - 22 noyabr | 13 may-6 iyun tarixlərində | 12 may 1998 – 5 iyun 2020 | 15 dekabr 2025-16 dekabr 2025
    20.06.1995-10.12.2008 | 24.11.2024 - 30.11.2024 | 5-15.12.2025 | 10.11.–15.11.2025 | 01.01.2019–31.12.2019
    yanvar-mart 2024 | 2024-cü ilin yanvar-mart aylarında | aprel 2017-2018 | 2024/2025-ci ilin 5 martında
    с 5 по 10 марта 2025 | в ночь с 8 на 9 ноября | 1-5 марта | 5-го и 6-го марта
    March 5-7, 2024 | May 5 and 7 | 14 & 15 November | November 14, 15
    15.12.2025 16.12.2025 | 16 dekabr 2025 ... 26.04.2017, 14:39 | 15 dekabr 2025, 16 dekabr
    dünən və bu gün | bu gün və sabah | cümə günü və şənbə günü | 18:49 19:50 | 10:00-18:00
""")
NO_DATES = cases("""
    Bakı | Bakı 14 C | +994 12 555 17 80 | (050) 555-12-12 | 8 (012) 555-12-34 | 055-12-12-2020 | 192.168.10.12
    1941-1945 | 1941-1945-ci illər | 2024/2025-ci tədris ilinin | 90-cı illər | 2020 | 2020-ci il | USD 1.7000
    3 gün ərzində | 10 il əvvəl | 2-3 gün əvvəl | neçə gün əvvəl | несколько дней назад | 45 gün | 5.2 bal
    iyun ayında | 2011-12 | aprelində 15 nəfər | 20251215 | 1765797420 | 15.12 | 20-23.06.2024
    Friday the 13th | cümə günü 13-ü
    Düşənbədəki | gələn çərşənbə | Cümə məscidi | bazarda 15 manat | 20 Yanvar küçəsi | 28 May metrosu | 5 sent var
    saat 10:00-dan 13:00-dək | 15 MSK 2025 | 15 söz 2025
""")
BLANK = ["", " \n ", "14 C\nBaku"]
IMPOSSIBLE = cases("""
    31 sentyabr 2025 | 29.02.2023 | fevralın 30-da | fevralın 29-da | 00.00.0000 00:00 | 30.11.-0001
    15 dekabr 2025 25:61 | 15 dekabr 2025 24:00 | 15.12.2025 13:00 pm | 12/31/2021 | 06.27.2026 - 22:50
    2025-13-01 | 2025-02-30T10:00:00Z | 2025-12-15T15:17:00+99:00
""")
GHOSTS = cases("""
    1 Yanvar 1970 04:00 | 01.01.1970 | 1970-01-01T04:00:00+04:00 | Thu, 01 Jan 1970 00:00:00 GMT | 31 dekabr 1969
    1970-ci il yanvarın 1-də | January 1, 0001 | 0001-01-01T00:00:00Z | 01.01.1900 | 15 dekabr 1989 | 15.12.2101
""")
AMBIGUOUS = cases("""
    15 dekabr 25 | 15-12-25 | 15.12.75 | Mart 5 6 aprel | 18:49 21 fevral 2026 12:06
    noyabrın 14-də 2024-cü ilin büdcəsi | ötən il Bakıda martın 5-də
""")


@pytest.mark.parametrize("text", [*RANGES_AND_LISTS, *NO_DATES, *BLANK, *IMPOSSIBLE, *GHOSTS, *AMBIGUOUS])
def test_what_is_no_single_date_is_refused(text: str) -> None:
    with pytest.raises(DateError) as refusal:
        parse_date(text, now=NOW)
    assert refusal.value.text == text
    assert refusal.value.reason


@pytest.mark.parametrize("text", RANGES_AND_LISTS)
def test_the_reason_says_that_there_is_more_than_one(text: str) -> None:
    with pytest.raises(DateError, match=r"a range or a list|two (dates|times)"):
        parse_date(text, now=NOW)


@pytest.mark.parametrize(
    "text", ["dünən", "5 mart", "martın 5-də", "18:49", "2 saat əvvəl", "cümə günü", "ötən il martın 5-də"]
)
def test_without_now_nothing_relative_or_yearless_is_read(text: str) -> None:
    assert parse_date(text, now=datetime(2026, 3, 12, 15, 17)).flags
    with pytest.raises(DateError, match="now"):
        parse_date(text)


def test_minutes_and_hours_ago_need_a_now_with_a_time_of_day() -> None:
    with pytest.raises(DateError, match="time of day"):
        parse_date("2 saat əvvəl", now=NOW)


def test_a_leap_day_is_sought_in_the_years_around_now() -> None:
    assert str(parse_date("fevralın 29-da", now=date(2024, 12, 1))) == "2024-02-29"
    with pytest.raises(DateError):
        parse_date("fevralın 29-da", now=NOW)


def test_a_refusal_is_an_error_of_ours_and_a_value_error() -> None:
    assert issubclass(DateError, NewsError)
    assert issubclass(DateError, ValueError)
