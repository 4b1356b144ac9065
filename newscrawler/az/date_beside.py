"""What stands beside a date: its time of day, its zone, and the words that may say another day than it does."""

import re
from dataclasses import replace
from datetime import date, datetime, time
from typing import Final

from newscrawler.az.date_clock import read_clock, read_offset
from newscrawler.az.date_grammar import Core, time_beside, weekday_beside
from newscrawler.az.date_instants import read_iso
from newscrawler.az.date_tokens import Tokens
from newscrawler.az.date_value import BAKU, ParsedDate, at_midnight, clock_flags, today
from newscrawler.az.date_words import RELATIVE_DAYS, WEEKDAY_NUMBERS

_SHORT_HOUR: Final = re.compile(r"[0-9](?::[0-9]{2}){1,2}")
_LENGTH: Final = re.compile("l[,p]?\\Z")
_LABEL: Final = re.compile("xp\\Z")


def complete(tokens: Tokens, core: Core, day: date, flags: set[str], now: date | None) -> ParsedDate:
    """`day` with the time, the zone and the weekday that stand beside the core; `flags` grow by what they show.

    Raises `ValueError` for a time that no clock shows.
    """
    shape, clock, precision = tokens.shape, None, "day"
    flags |= _beside_flags(tokens, core, day, now)
    if "T" in shape:
        # Behind `dünən`, where that is another day than the date, stands the time of the other day.
        seen = shape.replace("R", "o") if "relative_conflict" in flags else shape
        clock, precision = _clock_beside(tokens, _without_others(tokens, seen, core), core)
    if clock is None:
        value = at_midnight(day)
        if "T" in shape:
            flags.add("time_apart" if shape.count("T") == 1 else "time_range")
    else:
        value = datetime.combine(day, clock, BAKU)
        flags |= clock_flags(value) | _zone_flags(tokens, value)
    return ParsedDate(value, precision, core.rule, tuple(sorted(flags)))


def complete_iso(tokens: Tokens, core: Core, now: date | None) -> ParsedDate | None:
    """The instant of an ISO 8601 core, with the flags of what is printed around it; None when it is none."""
    found = read_iso(tokens.words[core.start])
    if found is None:
        return None
    flags = {*found.flags, *_beside_flags(tokens, core, found.day, now)}
    if "utc" not in flags:
        flags |= _zone_flags(tokens, found.value)
    return replace(found, flags=tuple(sorted(flags)))


def _beside_flags(tokens: Tokens, core: Core, day: date, now: date | None) -> set[str]:
    """What a weekday and a relative word beside the core say against `day`."""
    flags: set[str] = set()
    if "W" in tokens.shape or "v" in tokens.shape:
        flags |= _weekday_flags(tokens, core, day)
    if "R" in tokens.shape and now is not None:
        flags |= _relative_flags(tokens, day, now)
    return flags


def _without_others(tokens: Tokens, shape: str, core: Core) -> str:
    """`shape` with `n` for the times that are no time of the date: lengths of a video, what a label says of another."""
    kept = [
        "n" if letter == "T" and _is_other(tokens, shape, place, core) else letter for place, letter in enumerate(shape)
    ]
    return "".join(kept)


def _is_other(tokens: Tokens, shape: str, place: int, core: Core) -> bool:
    """Whether a time is a length (`Müddət: 2:30`, `2:30 15 dekabr`) or behind the date under a label (`Yenilənib:`).

    A clock without its zero stands behind a date, or more than a space tells it: `saat 9:05`, `9:05, 15 dekabr`.
    """
    before = shape[max(0, place - 2) : place]
    if _LENGTH.search(before):
        return True
    if place >= core.end:
        return bool(_LABEL.search(before)) and tokens.words[place - 1] == ":"
    apart = shape[place + 1 : core.start]
    bare = apart in ("", "p") and before[-1:] != "f"
    return place < core.start and bare and bool(_SHORT_HOUR.fullmatch(tokens.words[place]))


def _clock_beside(tokens: Tokens, shape: str, core: Core) -> tuple[time | None, str]:
    """The time of day that belongs to a core, and the precision; `8:30` in the evening is none, for it may be 20:30."""
    place = time_beside(shape, core)
    if place is None:
        return None, "day"
    clock, precision = read_clock(tokens.words[place])
    return (None, "day") if "e" in shape and clock.hour < 12 else (clock, precision)


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
