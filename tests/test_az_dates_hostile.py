"""Dates as nobody should print them, read against Thursday, 12 March 2026, 15:17 in Baku: right or refused."""

import pytest

from newscrawler.az.dates import EXAMPLES_NOW, DateError, parse_date

READ = {
    # so long ago
    "1 saat 20 dəqiqə əvvəl": "2026-03-12T13:57:00+04:00",
    "2 saat, 5 dəq. öncə": "2026-03-12T13:12:00+04:00",
    "1 gün 3 saat əvvəl": "2026-03-11T12:17:00+04:00",
    "1 день и 3 часа назад": "2026-03-11T12:17:00+04:00",
    "an hour and 5 minutes ago": "2026-03-12T14:12:00+04:00",
    "30 saniyə əvvəl": "2026-03-12T15:16:00+04:00",
    "beş dəqiqə əvvəl": "2026-03-12T15:12:00+04:00",
    "on iki saat əvvəl": "2026-03-12T03:17:00+04:00",
    "iyirmi beş dəqiqə qabaq": "2026-03-12T14:52:00+04:00",
    "двадцать два часа назад": "2026-03-11T17:17:00+04:00",
    "bundan 2 saat əvvəl": "2026-03-12T13:17:00+04:00",
    "2 gün əvvəl / 2 дня назад": "2026-03-10",
    # a machine's string and what stands behind it
    "2025-12-15 11:17:00 UTC": "2025-12-15T15:17:00+04:00",
    "Tarix: 2025-12-15 11:17 GMT": "2025-12-15T15:17:00+04:00",
    "2025-12-15 03:17 PM": "2025-12-15T15:17:00+04:00",
    "2025-12-15 12:17:05 a.m.": "2025-12-15T00:17:05+04:00",
    # Azerbaijani in Cyrillic letters
    "1990-ҹы ил јанварын 20-дә": "1990-01-20",
    "2025-ҹи илин 5 мартында": "2025-03-05",
    "мај ајынын 5-дә": "2026-05-05",
    "Дүнән, 10:00": "2026-03-11T10:00:00+04:00",
    "Бу ҝүн, 10:00": "2026-03-12T10:00:00+04:00",
    # words and numbers around
    "2025-ci ilin fevralının 5-də": "2025-02-05",
    "15 dekabr 2025, Bakı vaxtı ilə saat 15:17-də": "2025-12-15T15:17:00+04:00",
    "№25, 15 dekabr 2025": "2025-12-15",
    "Rəy: 2 5 dekabr 2025": "2025-12-05",
    "2 15 dekabr 2025": "2025-12-15",
    "15 dekabr 611": "2025-12-15",
    "dekabrın 12-də 45 nəfər": "2025-12-12",
    "9 aprel 2025, 28 May küçəsi": "2025-04-09",
    "15&nbsp;dekabr&nbsp;2025 &#124; 15:17": "2025-12-15T15:17:00+04:00",
    "5 mart 2025 10:30, 12:40": "2025-03-05",
    "5 mart 2021 Dünən, 11:45": "2021-03-05",
    # times that are those of something else, and the date's own
    "2:30 15 dekabr 2025": "2025-12-15",
    "3:10\n8 noyabr": "2025-11-08",
    "1:02:30 15 dekabr 2025": "2025-12-15",
    "Video 3:15 | 7 fevral 2026": "2026-02-07",
    "2:30 15 dekabr 2025 15:10": "2025-12-15T15:10:00+04:00",
    "Müddət: 13:10 | 8 noyabr 2025 15:10": "2025-11-08T15:10:00+04:00",
    "Длительность: 13:10 | 8 ноября 2025": "2025-11-08",
    "8 noyabr 2025 | Müddəti 13:10": "2025-11-08",
    "7.02.2026 | Yenilənib: 13:45": "2026-02-07",
    "February 7, 2026 | Updated: 13:45": "2026-02-07",
    "Yenilənib: 13:45, 07.02.2026": "2026-02-07T13:45:00+04:00",
    "9:05, 7 fevral 2026": "2026-02-07T09:05:00+04:00",
    "9:05 / 07.02.2026": "2026-02-07T09:05:00+04:00",
    "saat 9:05 7 fevral 2026": "2026-02-07T09:05:00+04:00",
    "7 fevral 2026 9:05": "2026-02-07T09:05:00+04:00",
    "12:10 Bakı vaxtı ilə, 7 fevral 2026": "2026-02-07T12:10:00+04:00",
    "07.02.2026/12:10": "2026-02-07T12:10:00+04:00",
    # numbers of something else beside a date
    "+994 50 555 12 10 7 fevral 2026": "2026-02-07",
    "Tel: (012) 555-12-10, 07.02.2026": "2026-02-07",
    "№ 15 (345), 07.02.2026": "2026-02-07",
    "Telefon: 15 7 fevral 2026": "2026-02-07",
    "Telefon | 07.02.2026": "2026-02-07",
    "+15 07.02.2026": "2026-02-07",
    "+7 fevral 2026": "2026-02-07",
}

FLAGGED = {
    "15 dekabr 2025 15:17 EST": "zone_conflict",
    "15 dekabr 2025 15:17 Z": "zone_conflict",
    "15 dekabr 2025, Moskva vaxtı ilə 15:17": "zone_conflict",
    "15 декабря 2025, 15:17 по московскому времени": "zone_conflict",
    "Mar 4, 2025 12:30 (Moscow time)": "zone_conflict",
    "2025-12-15 15:17 (GMT)": "zone_conflict",
    "2025-12-15 15:17:00 Europe/London": "zone_conflict",
    "2:30 15 dekabr 2025": "time_apart",
    "7.02.2026 | Yenilənib: 13:45": "time_apart",
    "2025-12-15 11:17:00 UTC": "utc",
    "2025-12-15 15:17 Cümə": "weekday_conflict",
    "Dünən, 2026-03-12 15:17": "relative_conflict",
    "5 mart 2021 Dünən, 11:45": "time_apart",
    "5 mart 2025 10:30, 12:40": "time_range",
    "1 gün 3 saat əvvəl": "approximate",
}

UNFLAGGED = (
    "15 dekabr 2025 15:17 AZT",
    "2025-12-15 15:17 UTC+4",
    "2025-12-15 15:17 (UTC+04:00)",
    "Bakı vaxtı 15:17, 5 mart 2025",
    "2025-12-15 15:17:00 Asia/Baku",
)

REFUSED = {
    **dict.fromkeys(("l5 dekabr 2025", "15 dekabr 2O25", "O5.12.2025", "15.12.2025 1O:30"), "a letter in place"),
    "1 ay 3 gün əvvəl": "no day",
    "10 il 2 ay əvvəl": "no day",
    "müharibədən 3 gün əvvəl": "an event",
    "qəzadan iyirmi beş gün əvvəl": "an event",
    "3 gün əvvəl və 2 saat əvvəl": "two dates",
    "2 saat 3 saat əvvəl": "two amounts",
    "2 və ya 3 saat əvvəl": "no date",
    "2 – 3 saat əvvəl": "no date",
    "32 dekabr 2025": "no day and no year",
    "00 dekabr 2025": "no day and no year",
    "2015 dekabr 2025": "no day and no year",
    "1 5 dekabr 2025": "no day and no year",
    "15 dekabr '97": "no day and no year",
    "15 dekabr 97": "no day and no year",
    "15 dekabr 20255": "no day and no year",
    "15 dekabr 202115:17": "no day and no year",
    "20 Yanvar metrostansiyası": "no date",
    "28 May stansiyasında": "no date",
    "20 Yanvar şəhidlərinin xatirəsi": "no date",
    "улица 8 Марта": "no date",
    "ул. 28 Мая": "no date",
    "станция метро «28 Мая»": "no date",
    "«28 May» metrosu": "no date",
    "9 May stadionunda": "no date",
    "20 Yanvar dairəsində": "no date",
    "+994 (12) 15-12-2025": "no date",
    "(012) 15-12-2025": "no date",
    "(012) 15.12.25": "no date",
    "+7 (495) 15-12-2025": "no date",
    "050 07.02.2026": "no date",
    "Tel.: 15.12.2025": "no date",
    "Qərar № 15.12.25": "no date",
    "09.05.45": "the century",
    "Bakı/09.05.45/Agentlik": "the century",
    "Sat, 09 May 45 10:00:00 GMT": "the century",
    "half an hour ago": "no date",
}


@pytest.mark.parametrize(("text", "expected"), READ.items())
def test_a_hostile_date_is_read_right(text: str, expected: str) -> None:
    assert str(parse_date(text, now=EXAMPLES_NOW)) == expected


@pytest.mark.parametrize(("text", "flag"), FLAGGED.items())
def test_what_contradicts_the_date_is_flagged(text: str, flag: str) -> None:
    assert flag in parse_date(text, now=EXAMPLES_NOW).flags


@pytest.mark.parametrize("text", UNFLAGGED)
def test_the_clock_of_baku_under_another_name_is_no_conflict(text: str) -> None:
    assert parse_date(text, now=EXAMPLES_NOW).flags == ()


@pytest.mark.parametrize(("text", "reason"), REFUSED.items())
def test_what_cannot_be_known_is_refused(text: str, reason: str) -> None:
    with pytest.raises(DateError, match=reason):
        parse_date(text, now=EXAMPLES_NOW)


def test_hours_ago_are_refused_without_a_now() -> None:
    with pytest.raises(DateError, match="now"):
        parse_date("1 saat 20 dəqiqə əvvəl")
