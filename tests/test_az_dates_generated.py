"""The truth table, and each month in each form under twelve different todays: none wrong, March included."""

import json
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from newscrawler.az.dates import BAKU, DateError, parse_date

ROWS = Path(__file__).resolve().parents[2] / "shared" / "data" / "printed_dates.jsonl"
TODAYS = [date(2026, month, 3 + 2 * month) for month in range(1, 13)]
DAY, YEAR = 14, 2025

AZ = "yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr".split()
AZ_TITLE = "Yanvar Fevral Mart Aprel May İyun İyul Avqust Sentyabr Oktyabr Noyabr Dekabr".split()
AZ_UPPER = "YANVAR FEVRAL MART APREL MAY İYUN İYUL AVQUST SENTYABR OKTYABR NOYABR DEKABR".split()
AZ_SHORT = "yan fev mar apr may iyn iyl avq sen okt noy dek".split()
AZ_GENITIVE = (
    "yanvarın fevralın martın aprelin mayın iyunun iyulun avqustun sentyabrın oktyabrın noyabrın dekabrın".split()
)
AZ_FROM = "yanvarından fevralından martından aprelindən mayından iyunundan iyulundan avqustundan sentyabrından".split()
AZ_FROM += ["oktyabrından", "noyabrından", "dekabrından"]
RU = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()
RU_PLAIN = "Январь Февраль Март Апрель Май Июнь Июль Август Сентябрь Октябрь Ноябрь Декабрь".split()
RU_SHORT = "янв фев мар апр мая июн июл авг сен окт ноя дек".split()
EN = "January February March April May June July August September October November December".split()
TR = "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık".split()
DE = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()

FULL = [  # names of months, printed form, whether a time is printed
    (AZ, "{d} {m}, {y}\n15:17", True),
    (AZ, "- {d:02} {m}, {y}\n- 15:17", True),
    (AZ, "{d} {m}, {y} / 15:17", True),
    (AZ, "15:17 {d} {m} {y}", True),
    (AZ, "{d} {m} {y}-ci il saat 15:17-də", True),
    (AZ, "{y}-ci il {d} {m} tarixli", False),
    (AZ, "{y}, {d} {m}, Bakı vaxtı 15:17", True),
    (AZ, "{y}-ci il {m} ayının {d}-də", False),
    (AZ_TITLE, "{d} {m} {y}\n# 15:17", True),
    (AZ_TITLE, "{m} {d}, {y}", False),
    (AZ_TITLE, "Baxılıb: 611 Tarix: {d} {m} {y} 15:17Siyasət", True),
    (AZ_TITLE, "{d} {m} {y} 15:17 (UTC +04:00)", True),
    (AZ_UPPER, "{d} {m} {y}", False),
    (AZ_SHORT, "{d} {m} {y}, 15:17", True),
    (AZ_GENITIVE, "{y}-ci il {m} {d}-də", False),
    (AZ_GENITIVE, "{m} {d}-də, {y}-ci il", False),
    (AZ_FROM, "{y}-ci ilin {d} {m}", False),
    (RU, "{d} {m}, {y}\n15:17", True),
    (RU, "на {d} {m} {y} года", False),
    (RU_SHORT, "{d} {m} {y} / 15:17", True),
    (EN, "{d} {m}, {y} 15:17", True),
    (EN, "{m} {d}, {y}", False),
    (EN, "Published {m} {d}, {y} 3:17 PM", True),
    (TR, "{d} {m} {y} 15:17", True),
    (DE, "{d}. {m} {y}", False),
]
YEARLESS = [
    (AZ, "{d} {m}"),
    (AZ, "Bakı, {d} {m}, Agentlik"),
    (AZ, "{m} ayının {d}-də"),
    (AZ_GENITIVE, "{m} {d}-də"),
    (AZ_GENITIVE, "Dünən, {m} {d}-ü"),
    (AZ_UPPER, "BAKI, {d} {m} — Agentlik."),
    (RU, "Баку. {d} {m}. Агентство/"),
    (EN, "BAKU, Azerbaijan, {m} {d}."),
    (DE, "Baku, {d}. {m}"),
]
MONTHS = [
    (AZ, "{m} {y}"),
    (AZ_FROM, "{y}-cü ilin {m}"),
    (RU_PLAIN, "{m} {y}"),
    (EN, "{m} {y}"),
    (AZ, "{y}-ci ilin {m} ayında"),
]
NUMERIC = [
    "{d}-{n:02}-{y}, 15:17",
    "{d:02}.{n:02}.{y} [15:17]",
    "15:17 / {d}/{n}/{y}",
    "{y}.{n:02}.{d} / 15:17",
    "{y}-{n:02}-{d} 15:17",
]


@pytest.mark.skipif(not ROWS.exists(), reason="the truth table lies beside the repository")
def test_every_row_of_the_truth_table_is_right_or_refused() -> None:
    wrong = []
    for line in ROWS.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        now = date.fromisoformat(row["reference_date"]) if row["reference_date"] else None
        try:
            parsed = parse_date(row["raw"], language=row["language"], now=now)
            day, clock = (
                str(parsed).partition("T")[0],
                "" if parsed.precision in ("day", "month") else f"{parsed.value:%H:%M}",
            )
        except DateError:
            day, clock = "", ""
        if (day, clock) != (row["expected_date"] or "", row["expected_time"] or ""):
            wrong.append((row["raw"], day, clock))
    assert not wrong


@pytest.mark.parametrize("today", TODAYS, ids=str)
def test_each_month_in_each_full_form_is_right_whatever_the_day(today: date) -> None:
    wrong = []
    for names, form, timed in FULL:
        for number, name in enumerate(names, 1):
            text = form.format(d=DAY, m=name, y=YEAR)
            clock = (15, 17) if timed else (0, 0)
            expected = datetime(YEAR, number, DAY, *clock, tzinfo=BAKU)
            parsed = parse_date(text, now=today)
            if (parsed.value, parsed.precision) != (expected, "minute" if timed else "day"):
                wrong.append((text, str(parsed)))
    assert not wrong


@pytest.mark.parametrize("today", TODAYS, ids=str)
def test_each_month_without_a_year_is_the_nearest_whatever_the_day(today: date) -> None:
    wrong = []
    for names, form in YEARLESS:
        for number, name in enumerate(names, 1):
            text = form.format(d=DAY, m=name)
            distances = {abs((date(year, number, DAY) - today).days): year for year in (2025, 2026, 2027)}
            if parse_date(text, now=today).day != date(distances[min(distances)], number, DAY):
                wrong.append(text)
    assert not wrong


@pytest.mark.parametrize("form", NUMERIC)
def test_each_numeric_day_and_month_is_day_first(form: str) -> None:
    for number in range(1, 13):
        for day in (1, 5, number, 12, 28):
            expected = datetime(YEAR, number, day, 15, 17, tzinfo=BAKU)
            assert parse_date(form.format(d=day, n=number, y=YEAR)).value == expected


@pytest.mark.parametrize(("names", "form"), MONTHS)
def test_each_month_alone_has_the_precision_of_a_month(names: list[str], form: str) -> None:
    shown = [str(parse_date(form.format(m=name, y=YEAR))) for name in names]
    assert shown == [f"{YEAR}-{number:02}" for number in range(1, 13)]


@pytest.mark.parametrize(
    ("word", "days"), [("Bu gün", 0), ("dünən", -1), ("вчера", -1), ("tomorrow", 1), ("позавчера", -2)]
)
def test_relative_words_count_from_each_today(word: str, days: int) -> None:
    for today in TODAYS:
        assert parse_date(f"{word} / 12:18", now=today).day == today + timedelta(days=days)


def outcome(text: str) -> tuple[object, ...]:
    try:
        parsed = parse_date(text)
    except DateError:
        return ("refused",)
    return parsed.value, parsed.precision, parsed.rule, parsed.flags


def test_the_short_way_and_the_long_way_agree() -> None:
    """A label in front sends the same text the long way."""
    days = ("1", "07", "31", "32", "00")
    texts = [form.format(d=DAY, m=name, y=YEAR) for names, form, _ in FULL for name in names]
    texts += [
        f"{day} {name} {year}{clock}"
        for day in days
        for name in AZ[:3]
        for year in (1970, 1990, 2026, 2101)
        for clock in ("", " 25:00", ", 09:05")
    ]
    texts += [f"{weekday}, {day} Aprel 2026" for weekday in ("Cümə", "Bazar ertəsi", "Şənbə") for day in range(1, 31)]
    texts += [f"{day}{mark}02{mark}2015 04:30" for day in range(1, 31) for mark in "./-"]
    texts += ["29 mart 2015 04:30", "25 oktyabr 2015, 04:30", "10:00 15 dekabr 2025 11:00", "December 16, 2021 10:00"]
    for text in texts:
        assert outcome(text) == outcome(f"Mənbə: {text}"), text
