"""The short way for the strings that most articles carry; what it reads, the long way reads the same (tested)."""

import re
from datetime import datetime
from typing import Final

from newscrawler.az.date_value import BAKU, FIRST_YEAR, LAST_YEAR, ParsedDate, clock_flags
from newscrawler.az.date_words import months

_TIME = r"(?:[ ,/|#\[]{1,3}([0-9]{2}):([0-9]{2})\]?)?\Z"
_NAMED: Final = re.compile(rf"(?:- )?([0-9]{{1,2}}) ([^\W\d_]{{3,12}}) ?,? ([0-9]{{4}}){_TIME}")
_NUMERIC: Final = re.compile(rf"(?:- )?([0-9]{{1,2}})([./-])([0-9]{{1,2}})\2([0-9]{{4}}){_TIME}")


def read_quickly(plain: str, tongue: str) -> ParsedDate | None:
    """A whole folded text that is nothing but day, month and year with an optional time; None when it is anything else.

    >>> read_quickly("15 dekabr, 2025 15:17", "").rule, read_quickly("31 sentyabr 2025", "")
    ('day_month_year', None)
    """
    if match := _NAMED.match(plain):
        day, name, year, hour, minute = match.groups()
        month, rule = months(tongue).get(name, 0), "day_month_year"
    elif match := _NUMERIC.match(plain):
        day, _, digits, year, hour, minute = match.groups()
        month, rule = int(digits), "numeric"
    else:
        return None
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        return None
    try:
        value = datetime(int(year), month, int(day), int(hour or 0), int(minute or 0), tzinfo=BAKU)
    except ValueError:
        return None
    return ParsedDate(value, "minute", rule, tuple(clock_flags(value))) if hour else ParsedDate(value, "day", rule)
