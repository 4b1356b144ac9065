"""The days of a release for its calendar: which shade each has, judged over all its sites."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from newscrawler.corpus.model import About

NO_DAY: Final = -1
"""In the place of a shade: outside the release."""


@dataclass(frozen=True)
class Shade:
    """A colour of the calendar and what it says."""

    colour: str
    meaning: str


SHADES: Final = (
    Shade("#1a7a3c", "all held"),
    Shade("#8cc152", "90 % or more"),
    Shade("#f0a830", "half or more"),
    Shade("#c0392b", "less"),
    Shade("#6fa8dc", "held, not proved complete"),
    Shade("#cfc4e3", "not walked"),
    Shade("#eeeeee", "no article"),
    Shade("#9ecae1", "fewer articles than usual"),
    Shade("#1f4e79", "as many articles as usual"),
)
_LEAST: Final = ((1.0, 0), (0.9, 1), (0.5, 2), (0.0, 3))
_UNPROVED, _NOT_WALKED, _EMPTY, _FEW, _USUAL = 4, 5, 6, 7, 8
_MISSING: Final = ("blocked", "rejected", "failed", "pending")


def years_of(about: About) -> dict[int, dict[date, int]]:
    """The shades of all days between the first and the last one, by year; by coverage where that is known."""
    shades = _by_coverage(about) if about.coverage else _by_records(about)
    years: dict[int, dict[date, int]] = defaultdict(dict)
    for day in _days(min(shades), max(shades)):
        years[day.year][day] = shades.get(day, _EMPTY)
    return dict(years)


def months_between(first: str, last: str) -> list[str]:
    """The months from `first` to `last`, both included, without a hole.

    >>> months_between("2014-11", "2015-02")
    ['2014-11', '2014-12', '2015-01', '2015-02']
    """
    numbers = [int(month[:4]) * 12 + int(month[5:]) - 1 for month in (first, last)]
    return [f"{number // 12:04d}-{number % 12 + 1:02d}" for number in range(numbers[0], numbers[1] + 1)]


def shade_of(held: int, missing: int, unknown: int) -> int:
    """The shade of a day of so many articles, on which `unknown` sites were not walked.

    >>> [SHADES[shade_of(*told)].meaning for told in ((9, 0, 0), (9, 1, 0), (1, 9, 0), (0, 0, 0))]
    ['all held', '90 % or more', 'less', 'no article']
    >>> [SHADES[shade_of(*told)].meaning for told in ((9, 0, 1), (0, 0, 1))]
    ['held, not proved complete', 'not walked']
    """
    if unknown:
        return _UNPROVED if held else _NOT_WALKED
    if not held + missing:
        return _EMPTY
    return next(shade for least, shade in _LEAST if held >= least * (held + missing))


def _by_coverage(about: About) -> dict[date, int]:
    days: dict[str, Counter[str]] = defaultdict(Counter)
    for row in about.coverage:
        counts = days[str(row["day"])]
        counts["held"] += row.get("held") or 0
        counts["missing"] += sum(row.get(state) or 0 for state in _MISSING)
        counts["unknown"] += row.get("status") == "unknown"
    return {date.fromisoformat(day): shade_of(one["held"], one["missing"], one["unknown"]) for day, one in days.items()}


def _by_records(about: About) -> dict[date, int]:
    """Half of the release's median day is what is usual at the least."""
    days: Counter[str] = Counter()
    for (_, day), count in about.facts.days.items():
        days[day] += count
    usual = sorted(days.values())[len(days) // 2] / 2
    return {date.fromisoformat(day): _USUAL if count >= usual else _FEW for day, count in days.items()}


def _days(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)
