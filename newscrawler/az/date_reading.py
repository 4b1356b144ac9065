"""From a date's place in a text to its value: year policy, two-digit years, time, weekday and zone beside it."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from newscrawler.az.date_clock import read_clock, read_offset
from newscrawler.az.date_fold import spell
from newscrawler.az.date_grammar import Core, time_beside, weekday_beside
from newscrawler.az.date_tokens import Tokens
from newscrawler.az.date_value import BAKU, FIRST_YEAR, ParsedDate, at_midnight, checked_year, clock_flags, full_year, nearest, today
from newscrawler.az.date_words import RELATIVE_DAYS, RELATIVE_YEARS, WEEKDAY_NUMBERS, months

_NUMBERS: Final = re.compile(r"[0-9]+")
_GHOSTS: Final = frozenset({(1, 1, 1), (1900, 1, 1), (1969, 12, 31), (1970, 1, 1)})  # what an unset field prints
_AMERICAN: Final = frozenset(map(spell, ("Vaşinqton", "Washington", "Вашингтон", "York", "Йорк")))
"""Where turan.az's datelines are written month first: `Vaşinqton/12.31.21`."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The calendar part of a core: `year` 0 when none is printed, `day` 0 when only a month is."""

    year: int
    month: int
    day: int
    flags: frozenset[str] = frozenset()


def read_core(tokens: Tokens, core: Core, language: str, now: date | None) -> Reading:
    """Year, month and day of a core as printed. Raises `ValueError` for what no calendar holds, or lies out of range."""
    if core.rule in ("numeric", "numeric_short_year"):
        return _numeric(tokens, core)
    year = month = day = 0
    flags: set[str] = set()
    for letter, word in zip(tokens.shape[core.start : core.end], tokens.words[core.start : core.end], strict=True):
        if letter in "ds":
            day = _first_number(word)
        elif letter in "MGLm":
            month = months(language)[word]
        elif letter in "yY":
            year = checked_year(_first_number(word), 1000 if letter == "Y" else FIRST_YEAR)
        elif letter == "P":
            if now is None:
                raise ValueError("a relative year, and no `now` to count from")
            year = today(now).year + RELATIVE_YEARS[word]
            flags.add("relative")
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


def settle(reading: Reading, now: date | None) -> tuple[date, set[str]]:
    """The day of a reading, the nearest to `now` where no year is printed, with its flags; raises `ValueError`."""
    flags = set(reading.flags)
    if reading.year:
        if (reading.year, reading.month, reading.day) in _GHOSTS:
            raise ValueError("the date of an unset field")
        historic = {"historic"} if reading.year < FIRST_YEAR else set()
        return date(reading.year, reading.month, reading.day or 1), flags | historic
    if now is None:
        raise ValueError("no year, and no `now` to find it by")
    found = nearest(reading.month, reading.day, today(now))
    if found is None:
        raise ValueError("no such day in the years around `now`")
    return found, flags | {"year_inferred"}


def complete(
    tokens: Tokens, core: Core, day: date, flags: set[str], now: date | None, *, whole: bool = True
) -> ParsedDate:
    """`day` with the time, the zone and the weekday that stand beside the core; the month alone unless it is `whole`.

    Raises `ValueError` for a time that no clock shows.
    """
    if not whole:
        return ParsedDate(at_midnight(day), "month", core.rule, tuple(sorted(flags)))
    shape = tokens.shape
    clock, precision = time(), "day"
    place = time_beside(shape, core)
    if place is not None:
        clock, precision = read_clock(tokens.words[place])
        if "e" in shape and clock.hour < 12:
            clock, precision, place = time(), "day", None
    if place is None and "T" in shape:
        flags.add("time_apart" if shape.count("T") == 1 else "time_range")
    value = datetime.combine(day, clock, BAKU)
    if precision != "day":
        flags |= clock_flags(value) | _zone_flags(tokens, value)
    weekday = weekday_beside(shape, core)
    if weekday is not None and WEEKDAY_NUMBERS[tokens.words[weekday]] != day.weekday():
        flags.add("weekday_conflict")
    return ParsedDate(value, precision, core.rule, tuple(sorted(flags | _relative_flags(tokens, day, now))))


def _zone_flags(tokens: Tokens, value: datetime) -> set[str]:
    place = tokens.shape.find("Z")
    conflict = place >= 0 and read_offset(tokens.words[place]) != value.utcoffset()
    return {"zone_conflict"} if conflict else set()


def _relative_flags(tokens: Tokens, day: date, now: date | None) -> set[str]:
    """`relative_conflict` when a word such as `dünən` beside an explicit date names another day."""
    place = tokens.shape.find("R")
    if place < 0 or now is None:
        return set()
    named = (day - today(now)).days
    return set() if RELATIVE_DAYS[tokens.words[place]] == named else {"relative_conflict"}
