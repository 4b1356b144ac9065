"""Printed dates of Azerbaijani news sites, right or refused.

A date is read by rules of our own: the text is folded (`date_fold`), cut into tokens (`date_tokens`), the orders that
make a date are found among them (`date_grammar`) and read on Baku's calendar and clock (`date_reading`, `date_beside`,
`date_relative`). What offsets mean: a machine's string (ISO 8601, RFC 822) gives an instant; a printed `(UTC+04:00)` is
part of a template and only evidence, so the wall time stands and takes the offset that Baku had.

>>> str(parse_date("- 15 dekabr, 2025\\n- 15:17"))
'2025-12-15T15:17:00+04:00'
>>> str(parse_date("2005-ci il martın 2-də"))
'2005-03-02'
"""

import re
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache

from newscrawler.az.date_beside import complete, complete_iso
from newscrawler.az.date_fallback import read_foreign
from newscrawler.az.date_fold import fold
from newscrawler.az.date_forms import EXAMPLES_NOW, FORMS, Form
from newscrawler.az.date_grammar import Core, find_cores, joined
from newscrawler.az.date_instants import read_instant
from newscrawler.az.date_quick import read_quickly
from newscrawler.az.date_reading import day_misfits, has_other_day, read_core, settle, year_apart
from newscrawler.az.date_relative import read_relative
from newscrawler.az.date_slips import mend_months
from newscrawler.az.date_tokens import Tokens, tokenize
from newscrawler.az.date_value import BAKU, FLAGS, ParsedDate, at_midnight
from newscrawler.errors import DateError

__all__ = ["BAKU", "EXAMPLES_NOW", "FLAGS", "FORMS", "DateError", "Form", "ParsedDate", "parse_date"]

_MISTYPED = re.compile(r"(?<![^\W_])[lio]{1,2}[0-9]|[0-9][lo](?:[0-9]|(?![^\W_]))")  # `l5 dekabr`, `15 dekabr 2O25`
_PRECISIONS = ("second", "minute", "day", "month")


def parse_date(text: str, *, language: str = "az", now: datetime | date | None = None) -> ParsedDate:
    """The one date that `text` holds, with its time of day if one is printed beside it.

    `language` is the BCP 47 tag of the text. `now` is what relative and yearless dates are counted from; without it
    they are refused. Raises `DateError` with the text and a reason when there is no date, or more than one, a range or
    a list.

    >>> str(parse_date("dünən, 22:30", now=date(2026, 2, 8)))
    '2026-02-07T22:30:00+04:00'
    >>> parse_date("4-17 mart tarixlərində", now=date(2026, 3, 1))
    Traceback (most recent call last):
    ...
    newscrawler.errors.DateError: a range or a list: '4-17 mart tarixlərində'
    """
    tongue = "tr" if language.startswith("tr") else ""
    try:
        plain, whole = _read_whole(text, tongue)
        found = whole or _read(plain, tongue, now)
        found = found or read_foreign(text, language.partition("-")[0].lower())
    except (ValueError, OverflowError) as error:
        raise DateError(text, str(error)) from None
    if found is None:
        raise DateError(text, "no date")
    return found


@lru_cache(maxsize=256)  # a page says one date in several places, and each is weighed against the others
def _read_whole(text: str, tongue: str) -> tuple[str, ParsedDate | None]:
    """A text folded, and its date when it is a date and nothing else, whatever the time is now."""
    plain = fold(text)
    return plain, read_quickly(plain, tongue) or read_instant(plain)


def _read(plain: str, tongue: str, now: date | None) -> ParsedDate | None:
    """The date that our rules find among the tokens of a folded text; None when they find none."""
    if _MISTYPED.search(plain):
        raise ValueError("a letter in place of a digit")
    tokens = tokenize(plain, tongue)
    if cores := find_cores(tokens.shape):
        return _explicit(tokens, cores, tongue, now)
    mended = mend_months(tokens)
    if mended and (cores := find_cores(mended.shape)):
        found = _explicit(mended, cores, tongue, now)
        return replace(found, flags=tuple(sorted({*found.flags, "misspelt"})))
    return read_relative(plain, tokens, now)


def _explicit(tokens: Tokens, cores: list[Core], tongue: str, now: date | None) -> ParsedDate:
    """The date of one core, or of several that agree."""
    if any(joined(tokens.shape, core) or has_other_day(tokens, core) for core in cores):
        raise ValueError("a range or a list")
    found = [iso for core in cores if core.rule == "iso" and (iso := complete_iso(tokens, core, now))]
    readings = [(core, read_core(tokens, core, tongue, now)) for core in cores if core.rule != "iso"]
    dated = {(reading.month, reading.day) for _, reading in readings if reading.year}
    for core, reading in readings:
        if reading.year or (reading.month, reading.day) not in dated:
            if not reading.year and year_apart(tokens, cores):
                raise ValueError("a year that does not stand beside the day")
            if day_misfits(tokens, core):
                raise ValueError("a number that is no day and no year")
            day, flags = settle(reading, now)
            if reading.day:
                found.append(complete(tokens, core, day, flags, now))
            else:
                found.append(ParsedDate(at_midnight(day), "month", core.rule, tuple(sorted(flags))))
    return _agreed(found)


def _agreed(found: list[ParsedDate]) -> ParsedDate:
    """The finest of several readings of one date. Raises `ValueError` when they are not of one date."""
    if len(found) == 1:
        return found[0]
    best = min(found, key=lambda each: _PRECISIONS.index(each.precision))
    for each in found:
        same_month = (each.day.year, each.day.month) == (best.day.year, best.day.month)
        if not (same_month if each.precision == "month" else each.day == best.day):
            raise ValueError("two dates")
        if each.precision in ("second", "minute") and each.value.replace(second=0) != best.value.replace(second=0):
            raise ValueError("two times")
    return best
