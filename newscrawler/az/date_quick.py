"""The short way for the strings that most articles carry; what it reads, the long way reads the same (tested).

A date and nothing else, with a time on one side of it or a weekday before it; whatever is less plain, or would need a
flag other than those of the clock, takes the long way.
"""

import re
from datetime import datetime
from typing import Final

from newscrawler.az.date_value import BAKU, FIRST_YEAR, LAST_YEAR, ParsedDate, clock_flags
from newscrawler.az.date_words import WEEKDAYS, months

_DAY, _MONTH, _YEAR = r"(?P<day>[0-9]{1,2})", r"(?P<month>[0-9]{1,2})", r"(?P<year>[0-9]{4})"
_NAME = r"(?P<name>[^\W\d_]{3,12})"
_WEEKDAY = r"(?P<weekday>[^\W\d_]{3,11}(?: ertesi| axsami| gunu)?)(?: ?,)? "
_CLOCK = r"(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})"
_BEFORE, _AFTER = rf"{_CLOCK}(?: /|,)? ", rf"(?:(?: [/|#]|,)? \[?{_CLOCK}\]?)?\Z"
_DAY_FIRST, _MONTH_FIRST = rf"{_DAY} {_NAME} ?,? ?{_YEAR}", rf"{_NAME} {_DAY},? {_YEAR}"
_DIGITS_DAY = rf"{_DAY}(?P<mark>[./-]){_MONTH}(?P=mark){_YEAR}"
_DIGITS_YEAR = rf"{_YEAR}(?P<mark>[./-]){_MONTH}(?P=mark){_DAY}"

_FROM_DIGIT: Final = (
    ("day_month_year", re.compile(_DAY_FIRST + _AFTER)),
    ("numeric", re.compile(_DIGITS_DAY + _AFTER)),
    ("numeric", re.compile(_DIGITS_YEAR + _AFTER)),
    ("day_month_year", re.compile(rf"{_BEFORE}{_DAY_FIRST}\Z")),
    ("numeric", re.compile(rf"{_BEFORE}{_DIGITS_DAY}\Z")),
)
_FROM_LETTER: Final = (
    ("day_month_year", re.compile(_WEEKDAY + _DAY_FIRST + _AFTER)),
    ("month_day_year", re.compile(rf"(?:{_WEEKDAY})?{_MONTH_FIRST}{_AFTER}")),
)


def read_quickly(plain: str, tongue: str) -> ParsedDate | None:
    """A whole folded text that is nothing but a date of day, month and year; None when it is anything else.

    >>> read_quickly("15 dekabr, 2025 15:17", "").rule, read_quickly("31 sentyabr 2025", "")
    ('day_month_year', None)
    """
    plain = plain.removeprefix("- ")
    for rule, shape in _FROM_DIGIT if plain[:1].isdigit() else _FROM_LETTER:
        if match := shape.match(plain):
            return _dated(rule, match.groupdict(), tongue)
    return None


def _dated(rule: str, found: dict[str, str | None], tongue: str) -> ParsedDate | None:
    year, month = int(found["year"] or 0), int(found.get("month") or months(tongue).get(found.get("name") or "", 0))
    weekday, hour = found.get("weekday"), found["hour"]
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        value = datetime(year, month, int(found["day"] or 0), int(hour or 0), int(found["minute"] or 0), tzinfo=BAKU)
    except ValueError:
        return None
    if weekday and WEEKDAYS.get(weekday) != value.weekday():
        return None
    return ParsedDate(value, "minute", rule, tuple(clock_flags(value))) if hour else ParsedDate(value, "day", rule)
