"""Dates that an element tells a machine in an attribute, and instants out of numbers."""

import re
from datetime import UTC, datetime
from typing import Any, Final

from newscrawler.tree import Element

_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")  # as HTML demands; some write the month first, and mean it
_WHOLE: Final = re.compile(r"\d{4}-\d\d-\d\d|\d\d\.\d\d\.\d{4}")
_ABBREVIATED: Final = frozenset(("abbr", "time"))
"""What shows `2 saat əvvəl` and has the date itself as its title."""
_TIME: Final = re.compile(r"\d\d:\d\d(?::\d\d)?")
_SCRIPT_DATE: Final = re.compile(r"/Date\((\d{9,13})(?:[+-]\d{4})?\)/")  # of ASP.NET: milliseconds
_ERA: Final = range(631_152_000, 4_102_444_800)  # seconds of the years 1990 to 2099
_FOR_SCRIPTS: Final = tuple(f"data-{name}" for name in "datetime date time timestamp published pubdate".split())
"""Where sites leave the date of which a script makes words (`2 saat əvvəl`)."""
_ANY_FOR_SCRIPTS: Final = frozenset(_FOR_SCRIPTS)


def stamp_of(node: Element) -> str:
    """The date in the `datetime` of a `<time>` or in an attribute for scripts; empty without any."""
    if node.tag == "time" and _DAY.match(stamp := (node.get("datetime") or "").strip()):
        return stamp
    if node.tag in _ABBREVIATED and _WHOLE.match(title := (node.get("title") or "").strip()):
        return title
    if _ANY_FOR_SCRIPTS.isdisjoint(node.keys()):  # as of nearly every element
        return ""
    told = [value.strip() for name in _FOR_SCRIPTS if (value := node.get(name))]
    if not told:
        return ""
    if told[0].isdigit():
        return instant(told[0]) or ""
    day = told[0] if _DAY.match(told[0]) else ""
    return f"{day} {told[1]}" if _DAY.fullmatch(day) and len(told) > 1 and _TIME.fullmatch(told[1]) else day


def instant(value: Any) -> str | None:
    """A date as a string; seconds or milliseconds since 1970 as one, for a number alone tells no date.

    >>> instant("1770876900000"), instant("12.02.2026"), instant(77)
    ('2026-02-12T06:15:00Z', '12.02.2026', None)
    """
    if isinstance(value, str) and (match := _SCRIPT_DATE.fullmatch(value.strip())):
        value = match[1]
    if isinstance(value, str) and not value.strip().isdigit():
        return value.strip() or None
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    seconds = int(value)
    seconds = seconds // 1000 if seconds // 1000 in _ERA else seconds
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if seconds in _ERA else None
