"""The segments a writer appends to: one a site and kind, by UTC day, each held by its lock, believed up to a length."""

import fcntl
import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from newscrawler.archive.disk import locked, make_folder, storage, sync, sync_folder, write_all
from newscrawler.archive.failpoints import die, failpoint, reached
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

LINES_LIMIT = 256 << 20
PAGES_LIMIT = 1 << 30
_STEPS = {"pages": (PAGES, DISCOVERED), "records": (ARTICLES,), "lines": (REJECTED, EVENTS)}
OPEN_LIMIT = 200  # files; a crawl of many sites must not run out of descriptors


class Segment:
    """One append-only file. What is appended waits in memory until `write`, and is durable after `sync`."""

    def __init__(self, root: Path, name: SegmentName, descriptor: int, size: int) -> None:
        self.name, self.path, self._file = name, root / name.path, descriptor
        self.committed = self.written = size
        self._waiting: list[bytes] = []
        self._length = size

    @property
    def end(self) -> int:
        """Where the next byte will lie."""
        return self._length

    @property
    def changed(self) -> bool:
        """Is there anything that no commit has made believed?"""
        return self._length != self.committed

    def append(self, data: bytes) -> int:
        """Takes `data`; returns the offset at which it will lie."""
        offset, self._length = self._length, self._length + len(data)
        self._waiting.append(data)
        return offset

    def write(self, torn: bool = False) -> None:
        """Hands what waits to the system; with `torn` only half of it, and dies."""
        data = b"".join(self._waiting)
        with storage(self.path):
            if torn:
                write_all(self._file, data[: len(data) // 2])
                die()
            write_all(self._file, data)
        self._waiting.clear()
        self.written = self._length

    def sync(self) -> None:
        """Makes what was written durable."""
        with storage(self.path):
            sync(self._file)

    def rollback(self) -> None:
        """Back to what is believed, as if nothing had been appended since."""
        self._waiting.clear()
        with storage(self.path):
            os.ftruncate(self._file, self.committed)
        self._length = self.written = self.committed

    def close(self) -> None:
        """Gives the segment free."""
        os.close(self._file)


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

    @property
    def changed(self) -> bool:
        """Was anything taken that no commit has made believed?"""
        return any(segment.changed for segment in self._open.values())

    def current(self, site: str, kind: str) -> Segment:
        """The segment that takes the next line of this site and kind."""
        if (site, kind) not in self._open:
            self._open[site, kind] = self._begin(checked_site(site), kind)
        return self._open[site, kind]

    def append(self, site: str, kind: str, data: bytes) -> Place:
        """Takes one line, or one exchange; returns where it will lie."""
        segment = self.current(site, kind)
        return Place(segment.name.path, segment.append(data))

    def sync(self) -> dict[str, int]:
        """Makes everything taken durable, step by step; returns the new length of each segment that grew.

        Pages and discovered URLs before the records that point to them, records before the lines that name them: what
        is found whole after a crash never leans on something lost.
        """
        changed = [one for one in self._open.values() if one.changed]
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
        for key, segment in list(self._open.items()):
            segment.committed = segment.written
            if segment.name.day != day or segment.end >= self._limit(segment.name.kind) or len(self._open) > OPEN_LIMIT:
                self._open.pop(key).close()

    def rollback(self) -> None:
        """Nothing since the last commit was believed: it is cut off again."""
        for segment in self._open.values():
            segment.rollback()

    def close(self) -> None:
        """Gives all segments free."""
        while self._open:
            self._open.popitem()[1].close()

    def _day(self) -> str:
        return self._today().strftime("%Y-%m-%d")

    def _limit(self, kind: str) -> int:
        return self._limits[kind == PAGES]

    def _begin(self, site: str, kind: str) -> Segment:
        """The writer's own segment when it is the newest of the day and has room, else a new one after all others.

        So numbers tell the order in which segments were begun, whoever wrote them.
        """
        day = self._day()
        names = [name for name in segments(self.root, kind, site) if name.day == day]
        newest = max(names, key=lambda name: name.number, default=None)
        if newest and newest.writer == self.writer and (segment := self._resume(newest)):
            return segment
        number = newest.number + 1 if newest else 1
        return self._create(SegmentName(site, kind, day, number, self.writer))

    def _resume(self, name: SegmentName) -> Segment | None:
        with storage(self.root / name.path):
            descriptor = locked(self.root / name.path)
            if descriptor is None:
                return None
            size = os.fstat(descriptor).st_size
            if size != self._committed_length(name.path) or size >= self._limit(name.kind):
                os.close(descriptor)
                return None
            os.lseek(descriptor, size, os.SEEK_SET)
            return Segment(self.root, name, _appending(descriptor), size)

    def _create(self, name: SegmentName) -> Segment:
        path = self.root / name.path
        with storage(path):
            make_folder(path.parent)
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o666)
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            sync_folder(path.parent)
        failpoint("segment-opened")
        return Segment(self.root, name, _appending(descriptor), 0)


def _appending(descriptor: int) -> int:
    """Every write goes to the end, also after the file was cut."""
    fcntl.fcntl(descriptor, fcntl.F_SETFL, fcntl.fcntl(descriptor, fcntl.F_GETFL) | os.O_APPEND)
    return descriptor
