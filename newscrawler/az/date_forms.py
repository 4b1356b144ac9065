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
            "15 dekabr, 2025\n15:17",
            "- 06 января, 2026\n- 01:38",
            "30 December, 2025 / 14:05",
            "11 İYUL , 2021 23:43",
            "28 dek 2021, 00:08",
            "17:44 21 fevral 2026",
            "Tarix: 26 yanvar 2025",
            "Baxılıb: 698 | 3 Aprel 2023 04:42Manşet",
            "14 noyabr 2025 16:23 (UTC +04:00)",
            "5 mart 1997-ci il",
            "31 марта 2022 года",
            "Cümə, 03 Fevral 2017",
        ),
        "day, month in words, year; commas, slashes, brackets, labels, counters and glued words around it",
    ),
    Form(
        "month_day_year",
        ("en", "az"),
        ("December 16, 2021", "Bazar ertəsi , Mart 20 2023", "Dekabr 16, 2021", "martın 2-si, 2005-ci il"),
        "month first, in English order or in the Azerbaijani genitive",
    ),
    Form(
        "year_day_month",
        ("az",),
        (
            "2024, 28 Mart, Cümə axşamı, Bakı vaxtı 17:56",
            "2018-ci il 30 oktyabr tarixli",
            "2020-ci ilin 27 sentyabrında",
        ),
        "the page clock of RFE/RL's sites; decrees",
    ),
    Form(
        "year_month_day",
        ("az",),
        ("2005-ci il martın 2-də", "1998-ci il may ayının 26-da", "ötən il dekabrın 30-u"),
        "the form of running text; a relative year is counted from `now`",
    ),
    Form(
        "day_month",
        ("az", "ru", "en", "de"),
        ("15 Noyabr 10:31 (UTC+04)", "BAKI, 6 iyun — Agentlik.", "Баку. 25 ноября. Агентство/", "Baku, 9. Oktober"),
        "no year: the one that puts the date nearest to `now`; the datelines of agencies",
    ),
    Form(
        "month_day",
        ("az", "en"),
        ("dekabrın 17-də", "avqustun 30-da saat 22:20 radələrində", "Baku, Azerbaijan, Sept. 28", "İyn\n20"),
        "no year: the one that puts the date nearest to `now`",
    ),
    Form("month_year", ("az", "ru", "en"), ("aprel 2017", "в апреле 2020 года"), "precision `month`"),
    Form("year_month", ("az",), ("2017-ci ilin aprelində", "2023-cü ilin dekabrından"), "precision `month`"),
    Form(
        "numeric",
        ("any",),
        (
            "6-02-2026, 11:00",
            "00:39 / 25-06-2025",
            "21.02.2026 [19:22]",
            "2013.10.25 / 10:57",
            "17.03.1997-ci il tarixli",
        ),
        "day first, never month first; year first with four digits",
    ),
    Form(
        "numeric_short_year",
        ("any",),
        ("01/08/20", "Bakı/31.12.21", "Vaşinqton/12.31.21", "Bakı/04.10.18/Agentlik:"),
        "years 90-99 and 00-49; a dateline from America is month first",
    ),
    Form(
        "iso",
        ("any",),
        ("2025-12-15T15:17:00+04:00", "2024-04-28 07:00:00Z", "2026-04-07 10:00:00"),
        "ISO 8601 with T or a space; an offset makes it an instant, without one it is Baku's clock",
    ),
    Form("rfc822", ("en",), ("Sun, 01 Aug 2021 19:05:00 +0400", "Mon, 15 Dec 2025 11:17:00 GMT"), "feeds: an instant"),
    Form(
        "script_date",
        ("en",),
        ("Fri Nov 14 2025 18:20:00 GMT+0400 (Azerbaijan Standard Time)",),
        "a browser's `Date` as text: an instant",
    ),
    Form(
        "relative_day",
        ("az", "ru", "en"),
        (
            "Bu gün / 12:18",
            "Bugün, 06:39",
            "18:28, Bu gün",
            "dünən",
            "ötən gün yerli vaxtla saat 23:54-də",
            "послезавтра",
        ),
        "counted from `now`; beside an explicit date it is only compared with it",
    ),
    Form("ago", ("az", "ru", "en"), ("2 saat əvvəl", "3 gün öncə", "час назад"), "counted back from `now`"),
    Form("weekday", ("az", "ru", "en"), ("Çərşənbə axşamı", "в пятницу"), "the latest such day not after `now`"),
    Form("time", ("any",), ("18:49", "Tarix: 18:49"), "a time alone belongs to the day of `now`"),
    Form(
        "dateparser",
        ("others",),
        (),
        "the fallback: day, one word and year, in the one language given; flag `dateparser`",
    ),
)
"""The table of every form."""
