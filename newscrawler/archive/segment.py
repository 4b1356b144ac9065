"""One segment: an append-only file that its writer holds by a lock, believed up to the length last committed."""

import fcntl
import os
from pathlib import Path

from newscrawler.archive.disk import read_from, storage, sync, write_all
from newscrawler.archive.failpoints import die
from newscrawler.archive.layout import SegmentName, segments

PACKED = ".warc.gz"


class Segment:
    """One append-only file. What is appended waits in memory until `write`, and is durable after `sync`."""

    def __init__(self, root: Path, name: SegmentName, descriptor: int, size: int) -> None:
        self.name, self.path, self._file = name, root / name.path, appending(descriptor)
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


def sizes_of(root: Path) -> dict[str, int]:
    """The size in bytes of every segment there is."""
    sizes = {}
    for name in segments(root):
        with storage(root / name.path):
            sizes[name.path] = (root / name.path).stat().st_size
    return sizes


def ends_line(root: Path, path: str, size: int) -> bool:
    """Does a line end where `size` bytes of a segment do? Else somebody wrote into it. Of pages nothing is asked."""
    return size == 0 or path.endswith(PACKED) or read_from(root, path, size - 1, 1) == b"\n"


def appending(descriptor: int) -> int:
    """Every write goes to the end, also after the file was cut."""
    fcntl.fcntl(descriptor, fcntl.F_SETFL, fcntl.fcntl(descriptor, fcntl.F_GETFL) | os.O_APPEND)
    return descriptor
