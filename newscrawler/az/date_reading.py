"""From a date's place in a text to its value: year policy, two-digit years, time, weekday and zone beside it."""

import re
from datetime import date, datetime, time
from typing import Final, NamedTuple

from newscrawler.az.date_clock import read_clock, read_offset
from newscrawler.az.date_fold import spell
from newscrawler.az.date_grammar import Core, time_beside, weekday_beside
from newscrawler.az.date_tokens import Tokens
from newscrawler.az.date_value import (
    BAKU,
    FIRST_YEAR,
    LAST_YEAR,
    ParsedDate,
    at_midnight,
    checked_year,
    clock_flags,
    full_year,
    nearest,
    today,
)
from newscrawler.az.date_words import RELATIVE_DAYS, RELATIVE_YEARS, WEEKDAY_NUMBERS, months

_NUMBERS: Final = re.compile(r"[0-9]+")
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


def complete(tokens: Tokens, core: Core, day: date, flags: set[str], now: date | None) -> ParsedDate:
    """`day` with the time, the zone and the weekday that stand beside the core; `flags` grow by what they show.

    Raises `ValueError` for a time that no clock shows.
    """
    shape, clock, precision = tokens.shape, None, "day"
    if "T" in shape:
        clock, precision = _clock_beside(tokens, core)
    if clock is None:
        value = at_midnight(day)
        if "T" in shape:
            flags.add("time_apart" if shape.count("T") == 1 else "time_range")
    else:
        value = datetime.combine(day, clock, BAKU)
        flags |= clock_flags(value) | _zone_flags(tokens, value)
    if "W" in shape or "v" in shape:
        flags |= _weekday_flags(tokens, core, day)
    if "R" in shape and now is not None:
        flags |= _relative_flags(tokens, day, now)
    return ParsedDate(value, precision, core.rule, tuple(sorted(flags)))


def _clock_beside(tokens: Tokens, core: Core) -> tuple[time | None, str]:
    """The time of day that belongs to a core, and the precision; `8:30` in the evening is none, for it may be 20:30."""
    place = time_beside(tokens.shape, core)
    if place is None:
        return None, "day"
    clock, precision = read_clock(tokens.words[place])
    return (None, "day") if "e" in tokens.shape and clock.hour < 12 else (clock, precision)


def _zone_flags(tokens: Tokens, value: datetime) -> set[str]:
    """`zone_conflict` when a zone is printed that Baku did not have then, or that does not exist."""
    place = tokens.shape.find("Z")
    if place < 0:
        return set()
    try:
        agrees = read_offset(tokens.words[place]) == value.utcoffset()
    except ValueError:
        agrees = False
    return set() if agrees else {"zone_conflict"}


def _weekday_flags(tokens: Tokens, core: Core, day: date) -> set[str]:
    """`weekday_conflict` when the weekday beside the core is not that of `day`."""
    place = weekday_beside(tokens.shape, core)
    agrees = place is None or WEEKDAY_NUMBERS[tokens.words[place]] == day.weekday()
    return set() if agrees else {"weekday_conflict"}


def _relative_flags(tokens: Tokens, day: date, now: date) -> set[str]:
    """`relative_conflict` when a word such as `dünən` beside an explicit date names another day."""
    named = RELATIVE_DAYS[tokens.words[tokens.shape.index("R")]]
    return set() if named == (day - today(now)).days else {"relative_conflict"}
