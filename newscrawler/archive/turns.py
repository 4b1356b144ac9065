"""Lines of writers side by side in the order of their commits, in whichever segments and by whatever clocks they lie.

A writer goes on with the segment that it began, also when another has begun a later one: at midnight, or by a clock
that was set. So the order of the files is not that of the lines.
"""

from collections.abc import Callable, Iterable, Iterator
from heapq import heapify, heappop, heapreplace
from itertools import groupby
from pathlib import Path
from typing import TypeVar

from newscrawler.archive.commits import FIRST, Turn, turn_of
from newscrawler.archive.faults import fault
from newscrawler.archive.layout import SegmentName, segments
from newscrawler.archive.model import JSON, Place
from newscrawler.archive.records import committed, parse, whole_lines
from newscrawler.errors import ArchiveError

_T = TypeVar("_T")


def read_in_turn(root: Path, kind: str, site: str | None = None) -> Iterator[tuple[Place, JSON]]:
    """Every committed line of `rejected/` or `events/`, of one site or of all: site by site, the last commit last.

    Raises `ArchiveError` naming file and line, also for a line that nobody can understand.
    """
    lengths = committed(root)

    def lines(name: SegmentName) -> Iterator[tuple[Place, JSON]]:
        for line in whole_lines(root, name.path, end=None if lengths is None else lengths.get(name.path, 0)):
            record = parse(line)
            if wrong := fault(kind, record):
                raise ArchiveError(line.where, wrong)
            yield line.place, record

    for _, names in groupby(segments(root, kind, site), key=lambda name: name.site):
        yield from in_turn(root, names, lines, lambda found: found[1])


def in_turn(
    root: Path,
    names: Iterable[SegmentName],
    lines: Callable[[SegmentName], Iterator[_T]],
    record: Callable[[_T], JSON],
) -> Iterator[_T]:
    """The `lines` of some segments, merged by the turn of their `record`; those of one segment stay in their order.

    A segment is opened when its turn comes: there may be more of them than a process may open.
    """
    waiting: list[tuple[Turn, int, _T | None, Iterator[_T]]]
    waiting = [(_begins(root, name), number, None, lines(name)) for number, name in enumerate(names)]
    heapify(waiting)
    while waiting:
        _, number, line, rest = waiting[0]
        if line is not None:
            yield line
        if (line := next(rest, None)) is None:
            heappop(waiting)
        else:
            heapreplace(waiting, (turn_of(record(line)), number, line, rest))


def _begins(root: Path, name: SegmentName) -> Turn:
    """The turn of the first line of a segment that can be understood."""
    for line in whole_lines(root, name.path):
        try:
            record = parse(line)
        except ArchiveError:
            continue
        if fault(name.kind, record) is None:
            return turn_of(record)
    return FIRST
