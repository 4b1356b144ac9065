"""What an archive holds of each day, and what it lacks, told from the ledger's rows alone."""

from collections import Counter
from collections.abc import Container, Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from newscrawler.archive.answers import Row
from newscrawler.archive.coverage.gaps import Gaps, gap_days, gap_pages, gaps
from newscrawler.archive.coverage.holes import holes
from newscrawler.archive.coverage.model import (
    MISSING_STATES,
    Counts,
    DayRow,
    Hole,
    Missing,
    OddDay,
    SourceRow,
    Unread,
)
from newscrawler.archive.coverage.pattern import Pattern
from newscrawler.archive.coverage.result import Coverage
from newscrawler.archive.coverage.tally import DayOf, Tally, lies_in, missing_articles
from newscrawler.archive.coverage.walks import PageDay, Polled, Walks

__all__ = [
    "MISSING_STATES",
    "Counts",
    "Coverage",
    "DayOf",
    "DayRow",
    "Gaps",
    "Hole",
    "Missing",
    "OddDay",
    "PageDay",
    "Polled",
    "SourceRow",
    "Unread",
    "coverage",
    "gap_days",
    "gap_pages",
    "gaps",
    "missing_articles",
]


def _no_day(source: str, url: str) -> None:
    """No page is about a single day."""


def _never(source: str) -> None:
    """No source is polled."""


def coverage(
    rows: Iterable[Row],
    since: date | None,
    until: date | None,
    day_of: DayOf,
    page_day: PageDay = _no_day,
    polled: Polled = _never,
) -> Coverage:
    """The coverage of the days from `since` to `until` (Baku, both included), from every row of one site, in one pass.

    An open end is the first or last day of which any article is known. A held article's day is that of its record; of
    one that is not held it is what `day_of` reads from the dates that its first dating source told; else the article
    is `undated`. An alias of a held article is that article. `page_day` tells which day a page of a source is about,
    `polled` when a live source was asked last.
    """
    tally = Tally(since, until, day_of, Walks(page_day, polled))
    tally.add(rows)
    days = _days(tally)
    known = {day: counts.discovered for day, counts in tally.days.items()}
    walked = tally.walks.walked()
    patterns = {day: (usual, is_odd) for day, usual, is_odd in Pattern(known, walked).judge(days)}
    total = Counts()
    for counts in (tally.undated, *(tally.days[day] for day in days if day in tally.days)):
        total.add(counts)
    return Coverage(
        days=_day_rows(tally, days, walked, {day: usual for day, (usual, _) in patterns.items()}),
        undated=tally.undated,
        total=total,
        sources={name: _reach(tally, name, row) for name, row in sorted(tally.sources.items())},
        holes=_holes(tally, set(days)),
        odd_days=[OddDay(day, known.get(day, 0), usual) for day, (usual, is_odd) in patterns.items() if is_odd],
        unread=tally.walks.unread(since, until),
        missing=sorted(tally.missing, key=lambda one: (one.day or date.max, one.url)),
        outside=dict(sorted(tally.outside.items())),
    )


def _reach(tally: Tally, name: str, row: SourceRow) -> SourceRow:
    days = [day for day, _ in tally.shown.get(name, ()) if lies_in(day, tally.since, tally.until)]
    return replace(row, first=min(days, default=None), last=max(days, default=None))


def _days(tally: Tally) -> list[date]:
    first, last = tally.since or min(tally.days, default=None), tally.until or max(tally.days, default=None)
    if first is None or last is None:
        return [day for day in (first, last) if day]
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def _day_rows(tally: Tally, days: Iterable[date], walked: Container[date], usual: Mapping[date, float]) -> list[DayRow]:
    sources: dict[date, Counter[str]] = {day: Counter() for day in tally.days}
    for name, cells in tally.shown.items():
        for (day, _), count in cells.items():
            sources[day][name] += count
    return [
        DayRow(day, tally.days.get(day) or Counts(), dict(sources.get(day, ())), day in walked, usual.get(day))
        for day in days
    ]


def _holes(tally: Tally, days: set[date]) -> list[Hole]:
    found = (holes(name, cells, tally.alive, tally.walks.asked(name)) for name, cells in tally.shown.items())
    return sorted(hole for some in found for hole in some if hole.day in days)
