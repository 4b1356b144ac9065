"""Which orders of day, month and year are a date, and which neighbours make of it a range or a list.

Works on the shape of a text, one letter a token (`date_tokens`), so that every pattern is short and every step bounded.
"""

import re
from typing import Final, NamedTuple

_D, _M = "[ds]", "[MGLm]"
_NAMED = "[MGm]"  # month-first order: a month in another case (`aprelində 15 nəfər`) has no day behind it
_FIRST_Y, _LAST_Y = "[yYPJ]", "[yYP]"

_ORDERS: Final = {
    "iso": "X",
    "numeric": "N",
    "numeric_short_year": "O",
    "day_month_year": rf"{_D}[.p/\-]?f?(?:{_M}[Aa]?[,.p/\-~]{{0,2}}(?:[Wv][,p]?)?(?:T[,.p]?)?{_LAST_Y}|[Mm],?J)",
    "year_day_month": rf"{_FIRST_Y}[,.p]?{_D}[.p]?{_M}(?![,.p]{{0,2}}{_LAST_Y})",
    "year_month_day": rf"{_FIRST_Y}[,.p/\-]?{_NAMED}A?[,./\-]?{_D}(?!\.?{_M})",
    "month_day_year": rf"{_NAMED}A?[,./\-p]{{0,2}}{_D}[,./\-p]{{0,2}}(?:T[,.p]?)?{_LAST_Y}",
    "month_year": rf"{_M}[Aa]?[,./\-]?[yY]",
    "year_month": rf"{_FIRST_Y}[,.p]?{_M}[Aa]?",
    "day_month": rf"(?<!Q)(?<!Q[.p]){_D}[.p/\-]?f?{_M}(?!A?[,./\-]?{_D}[,./\-p]{{0,2}}{_LAST_Y}|A?{_D}(?!\.?{_M})|p?q)",
    "month_day": rf"{_NAMED}A?[,.]?{_D}(?!\.?{_M}|p?q)",
}
_CORE: Final = re.compile("|".join(f"(?P<{rule}>{pattern})" for rule, pattern in _ORDERS.items()))

_JOINED_BEFORE: Final = {
    "day": re.compile(rf"(?<![ci])(?<![ci]p){_D}(?:[,~&/\-]|,&)\Z|s\Z"),
    "month": re.compile(rf"{_M}[Aa]?[~&\-]\Z"),
    "year": re.compile(r"[dnyY][/\-]\Z"),
    "numeric": re.compile(r"[dsnyY]\.?-\Z"),
}
_JOINED_AFTER: Final = {
    "day": re.compile(rf"(?:[,~&/\-]|,&){_D}|s"),
    "month": re.compile(rf"[~&\-]{_M}"),
    "year": re.compile(r"[/\-][dnyY]|[~&][yY]"),
    "numeric": re.compile(r"-[dsnyY]"),
}
_ENDS: Final = {**dict.fromkeys("ds", "day"), **dict.fromkeys("MGLmAa", "month"), **dict.fromkeys("yYPJ", "year")}
# Between a date and its time; `Bakı vaxtı ilə` may, and a section in bars.
_GAP = r"(?:[,.\-~/pfeRrZWvAa]|(?<=[fZ])&(?=[fT,])|(?<=[~/p])xx?(?=[~/p])){0,12}"
_TIME_AFTER: Final = re.compile(_GAP + "T")
_TIME_BEFORE: Final = re.compile(f"T{_GAP}\\Z")
_WEEKDAY_AFTER: Final = re.compile(rf"T?{_GAP}[Wv]")
_WEEKDAY_BEFORE: Final = re.compile(rf"[Wv]T?{_GAP}\Z")
_WEEKDAY: Final = re.compile("[Wv]")
_OF_SOMETHING: Final = re.compile(r"i[.p]{0,2}\Z")
_SPAN: Final = re.compile(r"f?[-~&,/p]?f?T")


class Core(NamedTuple):
    """A date found in a shape: `rule` names the order, tokens `start` to `end` (exclusive) hold it."""

    rule: str
    start: int
    end: int


def find_cores(shape: str) -> list[Core]:
    """Every date in `shape`, left to right, none overlapping.

    >>> find_cores("fpdM,y/T")
    [Core(rule='day_month_year', start=2, end=6)]
    """
    cores = (Core(match.lastgroup or "", match.start(), match.end()) for match in _CORE.finditer(shape))
    return [core for core in cores if not _doubtful(shape, core)]


def _doubtful(shape: str, core: Core) -> bool:
    """Whether it may be no date: a number of something (`№ 15.12.2025`), a month that is also another word (`5 sent`).

    Such a month counts in running text with a year or a day's ending.
    """
    if shape[core.start] in "NO" and _OF_SOMETHING.search(shape[max(0, core.start - 3) : core.start]):
        return True
    found = shape[core.start : core.end]
    return "m" in found and "x" in shape and not any(letter in found for letter in "yYPJs")


def joined(shape: str, core: Core) -> bool:
    """Whether the neighbours of a core make it part of a range or a list: `4-17 mart`, `martın 5-dən 7-dək`.

    >>> joined("d-dM", Core("day_month", 2, 4)), joined("xdM", Core("day_month", 1, 3))
    (True, False)
    """
    if core.end - core.start == len(shape):
        return False
    before, after = shape[max(0, core.start - 4) : core.start], shape[core.end : core.end + 3]
    first = _ENDS.get(shape[core.start], "numeric")
    last = _ENDS.get(shape[core.end - 1], "numeric")
    if _JOINED_BEFORE[first].search(before) or _JOINED_AFTER[last].match(after):
        return True
    if first != "month":
        return False
    # `15 dekabr 25` has a day on either side; a genitive or a day's ending binds the one behind (`3 iyunun 15-i`)
    bound = any(letter in "Gs" for letter in shape[core.start : core.end])
    return bool(_JOINED_BEFORE["day"].search(before)) or (before[-1:] in ("d", "s") and not bound)


def time_beside(shape: str, core: Core) -> int | None:
    """The index of the time of day that belongs to a core, inside it, behind it or before it; None when there is none.

    Raises `ValueError` when one stands on either side. A span of two times (`10:00-18:00`) is none.
    """
    inside = shape.find("T", core.start, core.end)
    if inside >= 0:
        return inside
    after = _TIME_AFTER.match(shape, core.end)
    before = _TIME_BEFORE.search(shape[max(0, core.start - 14) : core.start])
    if after and before:
        raise ValueError("a time on either side")
    if after:
        return None if _SPAN.match(shape, after.end()) else after.end() - 1
    if before:
        place = core.start - len(before[0])
        return None if shape[max(0, place - 3) : place].rstrip("f-~&").endswith("T") else place
    return None


def weekday_beside(shape: str, core: Core) -> int | None:
    """The index of the weekday printed with a core; None when there is none."""
    if (inside := _WEEKDAY.search(shape, core.start, core.end)) is not None:
        return inside.start()
    if after := _WEEKDAY_AFTER.match(shape, core.end):
        return after.end() - 1
    before = _WEEKDAY_BEFORE.search(shape[max(0, core.start - 15) : core.start])
    return core.start - len(before[0]) if before else None
