"""Machine-made date strings whose offset is an instant: ISO 8601, RFC 822 and a browser's `Date`."""

import re
from datetime import datetime, timedelta, timezone
from typing import Final

from newscrawler.az.date_clock import ZONE_NAMES, read_offset
from newscrawler.az.date_value import BAKU, ParsedDate, checked_year, clock_flags, full_year, in_baku
from newscrawler.az.date_words import WEEKDAY_NUMBERS

_TIME = r"(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:[.,][0-9]{1,9})?)?"
_MONTHS: Final = {
    name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)
}
_ISO: Final = re.compile(
    rf"(?P<year>[0-9]{{4}})-(?P<month>[0-9]{{2}})-(?P<day>[0-9]{{2}})(?: ?t ?| ){_TIME}"
    r" ?(?P<zone>z|(?<= )(?:utc|gmt)|[+-][0-9]{2}(?::?[0-9]{2})?)?\Z"
)
_BASIC: Final = re.compile(  # ISO 8601 without its marks
    r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})t(?P<hour>[0-9]{2})(?P<minute>[0-9]{2})"
    r"(?:(?P<second>[0-9]{2})(?:[.,][0-9]{1,9})?)?(?P<zone>z|[+-][0-9]{2}(?::?[0-9]{2})?)?\Z"
)
_RFC_822: Final = re.compile(
    rf"(?:(?P<weekday>[a-z]{{3,9}}),? ?)?(?P<day>[0-9]{{1,2}})[ -](?P<month>{'|'.join(_MONTHS)})[ -]"
    rf"(?P<year>[0-9]{{4}}|[0-9]{{2}}) {_TIME} ?(?P<zone>[+-][0-9]{{2}}:?[0-9]{{2}}|{'|'.join(ZONE_NAMES)})"
    r"(?: ?\([^()]{1,60}\))?\Z"
)
_SCRIPT: Final = re.compile(
    rf"(?P<weekday>[a-z]{{3}}) (?P<month>{'|'.join(_MONTHS)}) (?P<day>[0-9]{{1,2}}) (?P<year>[0-9]{{4}})"
    rf" {_TIME} (?:gmt|utc)(?P<zone>[+-][0-9]{{2}}:?[0-9]{{2}})(?: ?\([^()]{{1,60}}\))?\Z"
)


def read_iso(word: str) -> ParsedDate | None:
    """A folded ISO 8601 date and time, T or a space between; without an offset it is a reading of Baku's clock.

    None when the text is another; raises `ValueError` for a date or time that does not exist.
    """
    match = _ISO.match(word)
    return _moment(match, "iso", int(match["month"])) if match else None


def read_instant(plain: str) -> ParsedDate | None:
    """A whole folded text in ISO 8601, RFC 822 or the shape of a browser's `Date`; None when it is none of them.

    >>> str(read_instant("tue, 29 apr 2008 08:03:00 gmt"))
    '2008-04-29T13:03:00+05:00'
    """
    if found := read_iso(plain):
        return found
    if match := _BASIC.match(plain):
        return _moment(match, "iso", int(match["month"]))
    for rule, shape in (("rfc822", _RFC_822), ("script_date", _SCRIPT)):
        if match := shape.match(plain):
            return _moment(match, rule, _MONTHS[match["month"]])
    return None


def _moment(match: re.Match[str], rule: str, month: int) -> ParsedDate:
    fields = match.groupdict()
    year = checked_year(int(fields["year"]) if len(fields["year"]) == 4 else full_year(int(fields["year"])))
    wall = datetime(
        year, month, int(fields["day"]), int(fields["hour"]), int(fields["minute"]), int(fields["second"] or 0)
    )
    precision = "second" if fields["second"] else "minute"
    if not fields["zone"]:
        value = wall.replace(tzinfo=BAKU)
        return ParsedDate(value, precision, rule, tuple(clock_flags(value)))
    offset = read_offset(fields["zone"])
    value = in_baku(wall.replace(tzinfo=timezone(offset)))
    flags = {"utc"} if offset == timedelta(0) else {"zone_conflict"} if offset != value.utcoffset() else set()
    weekday = fields.get("weekday")
    if weekday and WEEKDAY_NUMBERS.get(weekday, wall.weekday()) != wall.weekday():
        flags.add("weekday_conflict")
    return ParsedDate(value, precision, rule, tuple(sorted(flags)))
