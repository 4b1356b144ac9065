"""A selection's values as a person writes them, on a command line or in TOML, and how they are written down again."""

import calendar
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from newscrawler.errors import ArgumentError

AS_OF = "as-of"

_DAY = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?")


def parse_day(name: str, value: Any) -> date:
    """A day from what a person wrote, `2014`, `2014-03` or `2014-03-18`: the last one for `until`, else the first."""
    match = _DAY.fullmatch(str(value).strip())
    try:
        if match is None:
            raise ValueError
        year, month = int(match["year"]), int(match["month"] or (12 if name == "until" else 1))
        last = calendar.monthrange(year, month)[1]
        return date(year, month, int(match["day"] or (last if name == "until" else 1)))
    except ValueError:
        raise ArgumentError(f"{name} {value!s} is not a date like 2014, 2014-03 or 2014-03-18") from None


def parse_revisions(kind: str, as_of: Any) -> dict[str, Any]:
    """`as-of DATE` in its two parts, however they are joined."""
    word, _, day = kind.strip().partition(AS_OF)
    if word or not kind.strip():
        return {"revisions": kind.strip(), "as_of": as_of}
    return {"revisions": AS_OF, "as_of": day.strip(" :=") or as_of}


def _texts(name: str, value: Any) -> tuple[str, ...]:
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, list | tuple) or not all(isinstance(one, str) and one for one in values):
        raise ArgumentError(f"{name} {value!r} is neither a text nor a list of texts")
    return tuple(sorted(set(values)))


def _text(name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise ArgumentError(f"{name} {value!r} is not a text")
    return value


def _number(name: str, value: Any) -> int:
    try:
        return int(str(value))
    except ValueError:
        raise ArgumentError(f"{name} {value!r} is not a whole number") from None


def _day(name: str, value: Any) -> date | None:
    return None if value is None else parse_day(name, value)


_READERS: Mapping[str, Callable[[str, Any], Any]] = {
    **dict.fromkeys(("since", "until", "as_of"), _day),
    **dict.fromkeys(("rights", "revisions"), _text),
    "min_chars": _number,
}


def read_value(name: str, value: Any) -> Any:
    """What a person wrote for a field of a selection, as that field has it. Raises `ArgumentError` naming the field."""
    reader: Callable[[str, Any], Any] = _READERS.get(name, _texts)
    return reader(name, value)


def as_toml(value: Any) -> str:
    """A text, a number, a day or several texts, as TOML writes them."""
    if isinstance(value, tuple):
        return f"[{', '.join(as_toml(one) for one in value)}]"
    if isinstance(value, str):
        signs = (f"\\u{ord(sign):04x}" if ord(sign) < 32 or ord(sign) == 127 else sign for sign in value)
        return '"' + "".join("\\" + sign if sign in '"\\' else sign for sign in signs) + '"'
    return str(value)
