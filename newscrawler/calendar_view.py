"""A calendar for the terminal: a grid a year, weeks as columns, each day a sign that is read without colour too."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby

from rich.text import Text

from newscrawler.archive.coverage import DayRow

Sign = tuple[str, str]
"""A character and its style."""

_SHARES: tuple[tuple[float, Sign, str], ...] = (
    (1.0, ("█", "green"), "all held"),
    (0.9, ("▓", "yellow"), "90 %"),
    (0.5, ("▒", "dark_orange"), "half"),
    (0.0, ("░", "red"), "less"),
)
_EMPTY: Sign = ("·", "dim")
_ODD: Sign = ("!", "bold red")
_UNKNOWN: Sign = ("?", "magenta")
_OUTSIDE: Sign = (" ", "")
_LEGEND: tuple[tuple[Sign, str], ...] = (
    *((sign, meaning) for _, sign, meaning in _SHARES),
    (_EMPTY, "none"),
    (_ODD, "below pattern"),
    (_UNKNOWN, "not walked"),
)
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_LABEL = 5


def calendar(days: Iterable[DayRow], odd: Iterable[date]) -> Iterator[Text]:
    """The lines of all years of `days`, which come oldest first; `odd` are those out of pattern."""
    out_of_pattern = set(odd)
    for year, rows in groupby(days, key=lambda row: row.day.year):
        signs = {row.day: sign_of(row, row.day in out_of_pattern) for row in rows}
        yield Text(f"{year}".ljust(_LABEL) + _months(year), style="bold")
        for weekday, name in enumerate(_WEEKDAYS):
            line = Text(name.ljust(_LABEL))
            for day in _column_days(year, weekday):
                line.append(*signs.get(day, _OUTSIDE))
            line.rstrip()
            yield line
        yield Text()


def legend() -> Text:
    """What the signs mean, in one line."""
    pieces = (Text.assemble((sign, style), f" {meaning}") for (sign, style), meaning in _LEGEND)
    return Text("  ").join(pieces)


def sign_of(row: DayRow, is_odd: bool) -> Sign:
    """The sign of a day; that nobody walked it goes before all, that it is odd before what is held of it."""
    if row.status == "unknown":
        return _UNKNOWN
    if is_odd:
        return _ODD
    wanted = row.counts.held + row.counts.missing
    if not wanted:
        return _EMPTY
    return next(sign for least, sign, _ in _SHARES if row.counts.held >= least * wanted)


def _column_days(year: int, weekday: int) -> Iterator[date]:
    """The days of one row of the grid: of every week that touches the year."""
    new_year = date(year, 1, 1)
    day = new_year + timedelta(days=weekday - new_year.weekday())
    while day.year <= year:
        yield day
        if day > date.max - timedelta(weeks=1):
            return
        day += timedelta(weeks=1)


def _months(year: int) -> str:
    """The names of the months, each above the week of its first day."""
    offset = date(year, 1, 1).weekday()
    firsts: Sequence[date] = [date(year, month, 1) for month in range(1, 13)]
    line = ""
    for first in firsts:
        column = ((first - firsts[0]).days + offset) // 7
        line = line.ljust(column) + f"{first:%b}"
    return line
