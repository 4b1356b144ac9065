"""From a date's place in a text to its day: year policy, two-digit years, numbers that may be misprints of either."""

import re
from datetime import date
from typing import Final, NamedTuple

from newscrawler.az.date_fold import spell
from newscrawler.az.date_grammar import Core
from newscrawler.az.date_tokens import Tokens
from newscrawler.az.date_value import (
    FIRST_YEAR,
    LAST_YEAR,
    checked_year,
    full_year,
    nearest,
    today,
)
from newscrawler.az.date_words import RELATIVE_YEARS, months

_NUMBERS: Final = re.compile(r"[0-9]+")
_STRAY_BEFORE: Final = re.compile(r"(?<![ci])(?<![ci]p)[ny]\Z")
_DAY_BEFORE: Final = re.compile(r"(?<![ci])(?<![ci]p)d\Z")
_TENS: Final = frozenset("123")
_NUMBER: Final = frozenset("dn")
_YEARS: Final = frozenset("yY")
_ENDED: Final = frozenset("sLa")  # `dekabrın 12-də 45 nəfər`: a case ending closes the date
_GHOSTS: Final = frozenset({(1900, 1, 1), (1969, 12, 31), (1970, 1, 1)})  # what an unset field prints
_AMERICAN: Final = frozenset(map(spell, ("Vaşinqton", "Washington", "Вашингтон", "York", "Йорк")))
"""Where turan.az's datelines are written month first: `Vaşinqton/12.31.21`."""


class Reading(NamedTuple):
    """The calendar part of a core: `year` 0 when none is printed, `day` 0 when only a month is."""

    year: int
    month: int
    day: int
    flags: frozenset[str] = frozenset()


def read_core(tokens: Tokens, core: Core, tongue: str, now: date | None) -> Reading:
    """Year, month and day of a core as printed. Raises `ValueError` for what no calendar holds."""
    if core.rule in ("numeric", "numeric_short_year"):
        return _numeric(tokens, core)
    year = month = day = 0
    flags: set[str] = set()
    for letter, word in zip(tokens.shape[core.start : core.end], tokens.words[core.start : core.end], strict=True):
        if letter in "ds":
            day = _first_number(word)
        elif letter in "MGLm":
            month = months(tongue)[word]
        elif word in RELATIVE_YEARS:
            if now is None:
                raise ValueError("a relative year, and no `now` to count from")
            year = today(now).year + RELATIVE_YEARS[word]
            flags.add("relative")
        elif letter in "yYJ":
            year = checked_year(_first_number(word), FIRST_YEAR if letter == "y" else 1000)
    return Reading(year, month, day, frozenset(flags))


def _first_number(word: str) -> int:
    match = _NUMBERS.match(word)
    return int(match[0]) if match else 0


def _numeric(tokens: Tokens, core: Core) -> Reading:
    word, flags = tokens.words[core.start], set[str]()
    first, second, third = map(int, _NUMBERS.findall(word)[:3])
    if word[:4].isdigit():
        year, month, day = first, second, third
    elif core.rule == "numeric_short_year":
        day, month = _dateline_order(tokens, core, first, second, flags)
        year = full_year(third)
    else:
        day, month, year = first, second, third
    return Reading(checked_year(year, 1000 if word[-1].isalpha() else FIRST_YEAR), month, day, frozenset(flags))


def _dateline_order(tokens: Tokens, core: Core, first: int, second: int, flags: set[str]) -> tuple[int, int]:
    """Day and month of `City/NN.NN.NN`: day first, but month first in America or where nothing else is possible."""
    before = core.start - 2
    if before < 0 or tokens.shape[before : core.start] not in ("x/", "f/"):
        return first, second
    american = tokens.words[before] in _AMERICAN and first <= 12
    if american or (second > 12 >= first):
        if first != second:
            flags.add("month_first")
        return second, first
    return first, second


def year_apart(tokens: Tokens, cores: list[Core]) -> bool:
    """Whether a year stands outside all cores, so that a core without one may be of another year than the nearest."""
    inside = {place for core in cores for place in range(core.start, core.end)}
    return any(
        letter in "YPJ" or (letter == "y" and FIRST_YEAR <= int(word) <= LAST_YEAR)
        for place, (letter, word) in enumerate(zip(tokens.shape, tokens.words, strict=True))
        if place not in inside
    )


def has_other_day(tokens: Tokens, core: Core) -> bool:
    """Whether the day of a core stands in brackets behind another: `7 (8) aprel`."""
    shape, words = tokens.shape, tokens.words
    is_second = shape[max(0, core.start - 2) : core.start] in ("dp", "sp") and shape[core.start] in "ds"
    return is_second and words[core.start - 1] == "(" and words[core.start + 1] == ")"


def day_misfits(tokens: Tokens, core: Core) -> bool:
    """Whether a number beside a core may be its day or year, misprinted: `32 dekabr 2025`, `1 5 mart`, `mart '97`."""
    shape, words = tokens.shape, tokens.words
    before = shape[max(0, core.start - 3) : core.start]
    if core.rule in ("month_year", "year_month"):
        return bool(_STRAY_BEFORE.search(before)) or shape[core.end : core.end + 1] in _YEARS
    if _DAY_BEFORE.search(before) and words[core.start - 1] in _TENS and len(words[core.start]) == 1:
        return True
    if core.rule not in ("day_month", "month_day") or shape[core.end - 1] in _ENDED:
        return False
    behind = core.end + (shape[core.end : core.end + 1] == "p" and words[core.end] == "'")
    if shape[behind : behind + 1] not in _NUMBER:
        return False
    return behind > core.end or len(words[behind]) == 2 or len(words[behind]) > len("2025")


def settle(reading: Reading, now: date | None) -> tuple[date, set[str]]:
    """The day of a reading, the nearest to `now` where no year is printed, with its flags; raises `ValueError`."""
    if reading.year:
        if reading[:3] in _GHOSTS:
            raise ValueError("the date of an unset field")
        historic = {"historic"} if reading.year < FIRST_YEAR else set()
        return date(reading.year, reading.month, reading.day or 1), historic.union(reading.flags)
    if now is None:
        raise ValueError("no year, and no `now` to find it by")
    found = nearest(reading.month, reading.day, today(now))
    if found is None:
        raise ValueError("no such day in the years around `now`")
    return found, {"year_inferred", *reading.flags}
