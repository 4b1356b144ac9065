"""Dates out of elements that touch: `<span>15 Dekabr 2025</span><span>15:17</span>` shows a gap and holds no space."""

import re
from datetime import datetime
from typing import Final

from newscrawler.az import BAKU, DateError, ParsedDate, parse_date

SOME_DAY: Final = datetime(2024, 6, 12, 12, tzinfo=BAKU)
"""What yearless and relative dates are counted from where only this is asked: is it a date?"""
_LONGEST: Final = 300
_NUMBERS: Final = re.compile(r"\d+")
_SHORT: Final = 25
_FINENESS: Final = {"second": 2, "minute": 2, "day": 1}


def clearer(told: str, apart: str) -> str:
    """Of two readings of one place the one that states a date more finely; `told` where neither does.

    `told` has the words as they stand, `apart` with a space wherever an element begins or ends. Where elements part the
    digits of the only date, `apart`: `27 aprel` of two comments and a 7 April is none.

    >>> clearer("15 Dekabr 202515:17", "15 Dekabr 2025 15:17"), clearer("7 aprel 2026", "7 ap rel 2026")
    ('15 Dekabr 2025 15:17', '7 aprel 2026')
    >>> clearer("27 aprel 2026", "2 7 aprel 2026")
    '2 7 aprel 2026'
    """
    if told == apart or len(apart) > _LONGEST:
        return told
    first, second = _date(told), _date(apart)
    if second is None and first is not None and _NUMBERS.findall(told) != _NUMBERS.findall(apart):
        return apart
    # Of a string without a year little is known: two readings of it are not weighed.
    if second is None or (first is not None and (first.day != second.day or _fineness(first) >= _fineness(second))):
        return told
    return apart


def is_date(text: str) -> bool:
    """Is a short text a full date and nothing else?

    >>> is_date("04.03.2026"), is_date("20 Yanvar"), is_date("Windows 11")
    (True, False, False)
    """
    return text[:1].isdigit() and len(text) <= _SHORT and _date(text) is not None


def _date(text: str) -> ParsedDate | None:
    try:
        date = parse_date(text, now=SOME_DAY)
    except DateError:
        return None
    return None if date.rule == "time" or "year_inferred" in date.flags else date


def _fineness(date: ParsedDate) -> int:
    return _FINENESS.get(date.precision, 0)
