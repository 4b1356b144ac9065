"""What one piece of evidence states: a date, the clock that it shows, and what of it was guessed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cached_property, lru_cache

from newscrawler.article import Evidence
from newscrawler.az import ParsedDate

BY_PROGRAM = frozenset(("json-ld", "microdata", "meta", "feed"))
"""Sources that nobody reads, and nobody corrects."""
BY_CLOCK = ("json-ld", "microdata", "meta", "printed", "listing", "feed")
"""Whose time of day is that of publication; a sitemap's is often that of an edit."""
_SHOWN = ("printed", "listing")
_FALSE_LABEL = re.compile(r"Z|GMT|UTC|[+−-]00|\+0[345]")  # UTC, or Baku's and its neighbours' of another season
_ROUGH = {"minute": timedelta(hours=1), "day": timedelta(weeks=1)}
"""What `2 saat əvvəl` and `3 həftə əvvəl` leave open."""
_MINUTE = timedelta(minutes=1)
_MIDNIGHT = time()
_NONE = timedelta()
_LABEL = re.compile(r"(?:Z|GMT|UTC|(?::\d\d|T\d{4}(?:\d\d)?)(?:[.,]\d{1,9})?\s?([+−-]\d\d(?::?\d\d)?))$")


@dataclass(frozen=True)
class Witness:
    """One piece of evidence and the date it states; what of it the card left out, `year` or `day`, was guessed."""

    evidence: Evidence
    date: ParsedDate
    guessed: str = ""

    @property
    def source(self) -> str:
        """Where it was found."""
        return self.evidence["source"]

    @property
    def is_written(self) -> bool:
        """Was it written by a program, which fills up what it was not told? So are stamps (`<time datetime=…>`)."""
        return self.source in BY_PROGRAM or (self.source == "printed" and self.date.rule == "iso")

    @cached_property
    def label(self) -> str | None:
        """The zone that the string itself names at its end; None when it names none."""
        return zone_label(self.evidence["raw"]) if self.date.precision != "day" else None

    @cached_property
    def wall(self) -> datetime:
        """The clock time as it stands in the string, zone aside."""
        return wall_time(self.date.value, self.label)

    @cached_property
    def is_odd(self) -> bool:
        """Does the string name a zone whose clock was not Baku's at that time?"""
        return self.label is not None and offset_of(self.label) != self.date.value.utcoffset()

    @property
    def clocks(self) -> tuple[datetime, datetime]:
        """What the string can mean on a clock, naive: as it stands there, and in Baku."""
        return self.wall, self.date.value.replace(tzinfo=None)

    @cached_property
    def midnight(self) -> datetime | None:
        """The exact midnight that it names, there or in Baku: how a program writes a day whose time it was not told."""
        if self.date.precision == "day" or self.date.value.minute % 15 or self.date.value.second:
            return None  # of all zones none is off by less than a quarter of an hour
        return next((clock for clock in self.clocks if clock.time() == _MIDNIGHT), None)


def zone_label(raw: str) -> str | None:
    """The zone at the end of a date string: `Z`, `+04:00`, `GMT`; behind a time only, for years look like one.

    >>> zone_label("2025-12-15T15:17:00Z"), zone_label("2025-12-15 11:17:00.5+00"), zone_label("15:17 15-12-2025")
    ('Z', '+00', None)
    """
    match = _LABEL.search(raw.strip())
    return (match[1] or match[0]) if match else None


def wall_time(moment: datetime, label: str | None) -> datetime:
    """The clock time that `moment` shows in the zone of `label` (None: Baku's), naive."""
    wall = moment.replace(tzinfo=None)
    return wall if label is None else wall - (moment.utcoffset() or _NONE) + offset_of(label)


@lru_cache(maxsize=64)
def offset_of(label: str) -> timedelta:
    """How far the clocks of a zone are ahead of UTC.

    >>> offset_of("-03:30") == -timedelta(hours=3, minutes=30), offset_of("GMT")
    (True, datetime.timedelta(0))
    """
    digits = re.sub(r"\D", "", label) or "0000"
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:] or 0))
    return -offset if label[0] in "-−" else offset


def beside(one: Witness, other: Witness) -> datetime:
    """The date of one, with what it guessed as the other has it."""
    here, there = one.date.value, other.date.value
    if one.guessed == "day":
        return here.replace(year=there.year, month=there.month, day=there.day)
    try:
        return here.replace(year=there.year) if one.guessed == "year" else here
    except ValueError:  # a 29 February in a year without one
        return here


def is_mislabelled(best: Witness, other: Witness) -> bool:
    """Does `best` show the clock time of `other` under a zone that Baku was not in, or that of UTC under none?"""
    is_false = best.is_odd and bool(_FALSE_LABEL.match(best.label or ""))
    if other.is_odd or best.date.precision == "day":
        return False
    if other.date.precision == "day":  # `2026-04-07T22:10:00Z` where 7 April is printed, and not 8
        return is_false and other.source in _SHOWN and best.wall.date() == other.date.day != best.date.day
    if best.label is None:
        ahead = other.date.value.utcoffset() or timedelta(0)
        is_told = best.is_written and other.source in BY_CLOCK and not other.guessed
        return is_told and abs(other.date.value - best.date.value - ahead) < _MINUTE
    return is_false and abs(best.wall - other.wall) < _MINUTE


def is_confirmed(best: Witness, others: Iterable[Witness]) -> bool:
    """Does another source tell the same moment by another clock? `11:17Z` and `15:17` in Baku can only both be true."""
    return any(is_same(one, best) and abs(one.wall - best.wall) >= _MINUTE for one in others)


def is_same(one: Witness, other: Witness) -> bool:
    """Do both tell the same minute?"""
    if one.guessed or "day" in (one.date.precision, other.date.precision) or "approximate" in one.date.flags:
        return False
    return abs(one.date.value - other.date.value) < _MINUTE


def disagree(one: Witness, other: Witness) -> bool:
    """Do both tell moments a minute apart, or more than one that says less leaves open?"""
    here, there = beside(one, other), other.date.value if one.guessed else beside(other, one)
    rough = [_ROUGH[each.date.precision] for each in (one, other) if "approximate" in each.date.flags]
    if rough:
        return abs(here - there) > max(rough)
    if "day" in (one.date.precision, other.date.precision):
        return here.date() != there.date()
    return abs(here - there) >= _MINUTE
