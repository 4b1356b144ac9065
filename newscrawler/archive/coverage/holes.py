"""Days that a source leaves out although it nearly always lists nearly everything."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from newscrawler.archive.coverage.model import Hole
from newscrawler.archive.coverage.walks import Days, Spans

NORMAL = 0.9
"""The share of a site's articles that a source has to list on its good days to be missed on a bad one."""

Shown = Mapping[tuple[date, str], int]
"""(day, edition) to a number of articles."""


def holes(source: str, shown: Shown, known: Shown, asked: Iterable[Days]) -> Iterator[Hole]:
    """The days on which `source` listed less than half of what is known.

    `shown` counts what this source listed, `known` what any did and the site still has. Judged are the days that the
    source was asked for; of one that cannot be asked, or answers with the newest alone, those between the first and
    the last day that it showed. A source is judged by the editions in which it is normal: on the greater part of those
    days it lists at least half of an edition's articles, and there 90 % of them all.
    """
    listed = sorted({day for day, _ in shown})
    if not listed:
        return
    between, reach = listed[1:-1], Spans(set(asked))
    inner = Spans({(between[0], between[-1])} if between else set())
    for judged in ((reach, inner), (inner,)):
        cells = {cell: n for cell, n in known.items() if n and any(cell[0] in days for days in judged)}
        if editions := _normal_editions(shown, cells):
            yield from _lows(source, shown, {cell: n for cell, n in cells.items() if cell[1] in editions})
            return


def _normal_editions(shown: Shown, known: Shown) -> set[str]:
    every: dict[str, int] = defaultdict(int)
    good: dict[str, int] = defaultdict(int)
    listed: dict[str, int] = defaultdict(int)
    for cell, count in known.items():
        edition, found = cell[1], min(count, shown.get(cell, 0))
        every[edition] += count
        if 2 * found >= count:
            good[edition] += count
            listed[edition] += found
    return {
        edition
        for edition, count in every.items()
        if 2 * good[edition] > count and listed[edition] >= NORMAL * good[edition]
    }


def _lows(source: str, shown: Shown, known: Shown) -> Iterator[Hole]:
    days: dict[date, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for cell, count in known.items():
        found, total = days[cell[0]]
        days[cell[0]] = (found + min(count, shown.get(cell, 0)), total + count)
    yield from (Hole(day, source, found, total) for day, (found, total) in sorted(days.items()) if 2 * found < total)
