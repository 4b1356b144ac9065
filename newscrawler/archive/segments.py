"""The segments a writer appends to: one a site and kind, by UTC day, each held by its lock, believed up to a length."""

import fcntl
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from newscrawler.archive.disk import locked, make_folder, storage, sync_folder
from newscrawler.archive.failpoints import failpoint, reached
from newscrawler.archive.layout import (
    ARTICLES,
    DISCOVERED,
    EVENTS,
    PAGES,
    REJECTED,
    SegmentName,
    checked_site,
    segments,
)
from newscrawler.archive.model import Place
from newscrawler.archive.segment import Segment, ends_line

LINES_LIMIT = 256 << 20
PAGES_LIMIT = 1 << 30
_STEPS = {"pages": (PAGES, DISCOVERED), "records": (ARTICLES,), "lines": (REJECTED, EVENTS)}
OPEN_LIMIT = 200  # files; a crawl of many sites must not run out of descriptors


class Segments:
    """All segments of one writer. `length` tells the committed length of a path, `today` the time for its name."""

    def __init__(
        self,
        root: Path,
        writer: str,
        length: Callable[[str], int],
        today: Callable[[], datetime],
        limits: tuple[int, int] = (LINES_LIMIT, PAGES_LIMIT),
    ) -> None:
        self.root, self.writer = root, writer
        self._committed_length, self._today, self._limits = length, today, limits
        self._open: dict[tuple[str, str], Segment] = {}
        self._left: list[Segment] = []  # those of this tick that take no more

    @property
    def changed(self) -> bool:
        """Was anything taken that no commit has made believed?"""
        return any(segment.changed for segment in self._all())

    def current(self, site: str, kind: str, behind: Place | None = None) -> Segment:
        """The segment that takes the next line of this site and kind; where it may not lie before another line, a new
        one when somebody else began that line's segment after ours."""
        key, segment = (site, kind), self._open.get((site, kind))
        if segment and behind and segment.name < (before := SegmentName.parse(behind.path)) and before.site == site:
            self._left.append(self._open.pop(key))
        if key not in self._open:
            self._open[key] = self._begin(checked_site(site), kind)
        return self._open[key]

    def append(self, site: str, kind: str, data: bytes, behind: Place | None = None) -> Place:
        """Takes one line, or one exchange; returns where it will lie: after `behind`."""
        segment = self.current(site, kind, behind)
        return Place(segment.name.path, segment.append(data))

    def sync(self) -> dict[str, int]:
        """Makes everything taken durable, step by step; returns the new length of each segment that grew.

        Pages and discovered URLs before the records that point to them, records before the lines that name them: what
        is found whole after a crash never leans on something lost.
        """
        changed = [one for one in self._all() if one.changed]
        for step, kinds in _STEPS.items():
            group = [segment for segment in changed if segment.name.kind in kinds]
            for segment in group:
                segment.write(torn=reached(f"{step}-torn"))
            failpoint(f"{step}-written")
            for segment in group:
                segment.sync()
            failpoint(f"{step}-synced")
        return {segment.name.path: segment.end for segment in changed}

    def believe(self) -> None:
        """The ledger has committed these lengths. Full segments and those of yesterday are closed."""
        day = self._day()
        while self._left:
            self._left.pop().close()
        for key, segment in list(self._open.items()):
            segment.committed = segment.written
            if segment.name.day < day or segment.end >= self._limit(segment.name.kind) or len(self._open) > OPEN_LIMIT:
                self._open.pop(key).close()

    def rollback(self) -> None:
        """Nothing since the last commit was believed: it is cut off again."""
        for segment in self._all():
            segment.rollback()

    def close(self) -> None:
        """Gives all segments free."""
        for segment in self._all():
            segment.close()
        self._left.clear()
        self._open.clear()

    def _all(self) -> list[Segment]:
        return [*self._left, *self._open.values()]

    def _day(self) -> str:
        return self._today().strftime("%Y-%m-%d")

    def _limit(self, kind: str) -> int:
        return self._limits[kind == PAGES]

    def _begin(self, site: str, kind: str) -> Segment:
        """The writer's own segment when it is the newest and has room, else a new one after all others.

        So names tell the order in which segments were begun, whoever wrote them: a clock that was set back goes on
        numbering the newest day.
        """
        newest = max(segments(self.root, kind, site), default=None)
        if newest is None or newest.day < self._day():
            return self._create(SegmentName(site, kind, self._day(), 1, self.writer))
        if newest.writer == self.writer and (segment := self._resume(newest)):
            return segment
        return self._create(replace(newest, number=newest.number + 1, writer=self.writer))

    def _resume(self, name: SegmentName) -> Segment | None:
        with storage(self.root / name.path):
            descriptor = locked(self.root / name.path)
            if descriptor is None:
                return None
            size = os.fstat(descriptor).st_size
            is_ours = size == self._committed_length(name.path) and ends_line(self.root, name.path, size)
            if not is_ours or size >= self._limit(name.kind):
                os.close(descriptor)
                return None
            os.lseek(descriptor, size, os.SEEK_SET)
            return Segment(self.root, name, descriptor, size)

    def _create(self, name: SegmentName) -> Segment:
        path = self.root / name.path
        with storage(path):
            make_folder(path.parent)
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o666)
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            sync_folder(path.parent)
        failpoint("segment-opened")
        return Segment(self.root, name, descriptor, 0)
