"""Every form of a printed date that is read, and the rule that reads it: tested, and the table of the documentation."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from newscrawler.az.date_value import BAKU

EXAMPLES_NOW: Final = datetime(2026, 3, 12, 15, 17, tzinfo=BAKU)
"""The `now` of the examples, a Thursday."""


@dataclass(frozen=True, slots=True)
class Form:
    """One rule: its name as in `ParsedDate.rule`, the languages it is printed in, examples of ours, what to know."""

    rule: str
    languages: tuple[str, ...]
    examples: tuple[str, ...]
    note: str


FORMS: Final = (
    Form(
        "day_month_year",
        ("az", "ru", "en", "tr", "de"),
        (
            "14 noyabr, 2025\n16:08",
            "- 06 января, 2026\n- 01:38",
            "3 December, 2025 / 14:05",
            "12 İYUL , 2021 23:40",
            "27 dek 2021, 00:08",
            "17:40 20 fevral 2026",
            "Tarix: 25 yanvar 2025",
            "Baxılıb: 512 | 3 Aprel 2023 04:40Manşet",
            "13 noyabr 2025 16:20 (UTC +04:00)",
            "5 mart 1998-ci il",
            "30 марта 2022 года",
            "Cümə, 10 Fevral 2017",
        ),
        "the month in words; commas, bars, brackets, labels, counters and glued words may stand around",
    ),
    Form(
        "month_day_year",
        ("en", "az"),
        ("December 17, 2021", "Bazar ertəsi , Mart 27 2023", "Dekabr 17, 2021", "martın 3-ü, 2005-ci il"),
        "month first, in English order or in the Azerbaijani genitive",
    ),
    Form(
        "year_day_month",
        ("az",),
        ("2024, 21 Mart, Cümə axşamı, Bakı vaxtı 17:50", "2018-ci il 29 oktyabr tarixli", "2021-ci ilin 27 iyununda"),
        "the page clock of RFE/RL's sites; decrees",
    ),
    Form(
        "year_month_day",
        ("az",),
        ("2006-cı il martın 3-də", "1999-cu il may ayının 25-də", "ötən il dekabrın 29-u"),
        "the form of running text; a relative year is counted from `now`",
    ),
    Form(
        "day_month",
        ("az", "ru", "en", "de"),
        ("14 Noyabr 10:30 (UTC+04)", "BAKI, 7 iyun — Agentlik.", "Баку. 24 ноября. Агентство/", "Baku, 8. Oktober"),
        "no year: the one that puts the date nearest to `now`; the datelines of agencies",
    ),
    Form(
        "month_day",
        ("az", "en"),
        ("dekabrın 18-də", "avqustun 29-da saat 22:10 radələrində", "Baku, Azerbaijan, Sept. 27", "İyn\n21"),
        "no year: the one that puts the date nearest to `now`",
    ),
    Form("month_year", ("az", "ru", "en"), ("aprel 2018", "в апреле 2021 года"), "precision `month`"),
    Form("year_month", ("az",), ("2018-ci ilin aprelində", "2022-ci ilin dekabrından"), "precision `month`"),
    Form(
        "numeric",
        ("any",),
        (
            "7-02-2026, 11:00",
            "00:40 / 24-06-2025",
            "20.02.2026 [19:20]",
            "2013.10.24 / 10:50",
            "16.03.1998-ci il tarixli",
        ),
        "day first, never month first; or year, month, day",
    ),
    Form(
        "numeric_short_year",
        ("any",),
        ("02/08/20", "Bakı/30.12.21", "Vaşinqton/12.30.21", "Bakı/05.10.18/Agentlik:"),
        "years 90-99 and 00-35; a dateline from America is month first",
    ),
    Form(
        "iso",
        ("any",),
        ("2025-12-14T15:10:00+04:00", "2024-04-27 07:00:00Z", "2026-04-06 10:00 UTC", "2026-04-06 10:00:00"),
        "ISO 8601 with T or a space; an offset makes it an instant, without one it is Baku's clock",
    ),
    Form("rfc822", ("en",), ("Mon, 02 Aug 2021 19:05:00 +0400", "Tue, 16 Dec 2025 11:10:00 GMT"), "feeds: an instant"),
    Form(
        "script_date",
        ("en",),
        ("Fri Nov 14 2025 18:20:00 GMT+0400 (Azerbaijan Standard Time)",),
        "a browser's `Date` as text: an instant",
    ),
    Form(
        "relative_day",
        ("az", "ru", "en"),
        ("Bu gün / 12:10", "Bugün, 06:30", "18:20, Bu gün", "dünən", "ötən gün saat 23:50-də", "послезавтра"),
        "counted from `now`; beside an explicit date it is only compared with it",
    ),
    Form(
        "ago",
        ("az", "ru", "en"),
        ("2 saat əvvəl", "3 gün öncə", "час назад", "1 saat 20 dəqiqə əvvəl"),
        "counted back from `now`",
    ),
    Form("weekday", ("az", "ru", "en"), ("Çərşənbə axşamı", "в пятницу"), "the latest such day not after `now`"),
    Form("time", ("any",), ("18:40", "Tarix: 18:40"), "a time alone belongs to the day of `now`"),
    Form(
        "dateparser",
        ("fr", "others"),
        ("14 décembre 2025 à 10:30",),
        "the fallback for other languages: day, a word and year, in the one language given; flag `dateparser`",
    ),
)
"""The table of every form."""
