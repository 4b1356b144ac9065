"""dateparser, for the languages that our rules do not know: on the date alone, in one language, believed only in part.

Left to itself it reads `mart` as a zone of the Pacific, swaps day and month, drops printed times and finds dates in
phone numbers. So it gets one substring that holds a day, a word and a year, may contribute the month only, and every
number it returns has to stand in the text.
"""

import re
from datetime import datetime
from importlib import import_module
from typing import Final

from newscrawler.az.date_value import BAKU, ParsedDate, checked_year, clock_flags

_WORD = r"[^\W\d_]{1,20}\.?"
_DAY_FIRST = rf"(?P<day>[0-9]{{1,2}})(?:\.|º|er)?(?: {_WORD}){{1,3}}"
_MONTH_FIRST = r"[^\W\d_]{3,20}\.? (?P<day_last>[0-9]{1,2})"
_CANDIDATE: Final = re.compile(
    rf"(?<![\w.,:/-])(?:{_DAY_FIRST}|{_MONTH_FIRST}),? (?P<year>[0-9]{{4}})(?![\w/-])"
    r"(?:(?: [^\W\d_]{1,3})?[ ,/|-]{1,3}(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?![0-9:]))?"
)
_DIGIT: Final = re.compile(r"[0-9]")
_SETTINGS: Final = {"DATE_ORDER": "DMY", "REQUIRE_PARTS": ["day", "month", "year"]}
_ITS_ERRORS = (ValueError, OverflowError, TypeError, AttributeError, LookupError)  # raised by 1.5 on text it half reads


def read_foreign(text: str, language: str) -> ParsedDate | None:
    """The date of `text` as dateparser reads it in `language`, flag `dateparser`; None when it is not to be believed.

    Raises `ValueError` for a year out of range.

    >>> str(read_foreign("Publié le 15 décembre 2025 à Paris", "fr"))
    '2025-12-15'
    """
    plain = " ".join(text.split())
    match = _CANDIDATE.search(plain)
    if match is None or _DIGIT.search(plain[: match.start()] + plain[match.end() :]):
        return None
    found = _ask(match[0], language)
    if found is None or found.tzinfo is not None:
        return None
    clock = (int(match["hour"]), int(match["minute"])) if match["hour"] else (0, 0)
    printed = (checked_year(int(match["year"])), int(match["day"] or match["day_last"]), *clock)
    if (found.year, found.day, found.hour, found.minute) != printed:
        return None
    value = found.replace(second=0, microsecond=0, tzinfo=BAKU)
    flags = {"dateparser"} | (clock_flags(value) if match["hour"] else set())
    return ParsedDate(value, "minute" if match["hour"] else "day", "dateparser", tuple(sorted(flags)))


def _ask(date_text: str, language: str) -> datetime | None:
    parse = import_module("dateparser").parse  # 0.4 s to import, and hardly ever needed
    try:
        found = parse(date_text, languages=[language], settings=_SETTINGS)
    except _ITS_ERRORS:
        return None
    return found if isinstance(found, datetime) else None
