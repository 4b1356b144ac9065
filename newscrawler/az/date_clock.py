"""Times of day and zones as they are printed, and the offsets that zone names stand for."""

import re
from datetime import time, timedelta
from typing import Final

from newscrawler.az.date_fold import spell

_CLOCK: Final = re.compile(r"([0-9]{1,2})[:.]([0-9]{2})(?::([0-9]{2}))?(?: ?([ap])\.?m)?")
_OFFSET: Final = re.compile(r"([+-]) ?([0-9]{1,2}):?([0-9]{2})?\Z")
_ABROAD: Final = {"cet": 1, "cest": 2, "eet": 2, "eest": 3, "msk": 3, spell("мск"): 3, "azt": 4, "azst": 5}
_AMERICAN: Final = {"est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7}  # RFC 822
_HOURS: Final = dict.fromkeys(("z", "gmt", "utc", "ut"), 0) | _ABROAD | _AMERICAN
ZONE_NAMES: Final = frozenset(_HOURS)
"""The folded names of zones that `read_offset` knows."""


def read_clock(word: str) -> tuple[time, str]:
    """The time of day of a folded token such as `15:17`, `9:05:30` or `3:00 a.m.`, and its precision.

    Raises `ValueError` for a time that no clock shows.

    >>> read_clock("3:00 pm")
    (datetime.time(15, 0), 'minute')
    """
    match = _CLOCK.match(word)
    if match is None:
        raise ValueError("no time of day")
    hours, minutes, seconds, half = match.groups()
    hour = int(hours)
    if half:
        if not 1 <= hour <= 12:
            raise ValueError("hour must be in 1..12 before am and pm")
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, int(minutes), int(seconds or 0)), "second" if seconds else "minute"


def read_offset(zone: str) -> timedelta:
    """The offset from UTC that a folded zone names: `+0400`, `utc +04:00`, `z`, `est`. Raises `ValueError` for another.

    >>> read_offset("utc +04:00"), read_offset("z")
    (datetime.timedelta(seconds=14400), datetime.timedelta(0))
    """
    if zone in _HOURS:
        return timedelta(hours=_HOURS[zone])
    match = _OFFSET.search(zone)
    if match is None or int(match[2]) > 14 or int(match[3] or 0) > 59:
        raise ValueError(f"unknown zone {zone!r}")
    offset = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
    return -offset if match[1] == "-" else offset
