"""How far the reading of a site's segments is."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from newscrawler.archive.disk import storage
from newscrawler.archive.layout import SegmentName, segments

Tell = Callable[[int, int], None]
"""Hears how many bytes are read, and of how many."""

_STEP = 1 << 22  # bytes between two words of it


def silent(done: int, total: int) -> None:
    """Nobody hears."""


class Meter:
    """Counts the bytes of a site's segments of some kinds as they are read."""

    def __init__(self, root: Path, site: str, kinds: Sequence[str], tell: Tell) -> None:
        self._names = {kind: list(segments(root, kind, site)) for kind in kinds}
        with storage(root / site):
            self._sizes = {one.path: (root / one.path).stat().st_size for some in self._names.values() for one in some}
        self._total, self._tell = sum(self._sizes.values()), tell
        self._done = self._told = 0

    def through(self, kind: str) -> Iterator[SegmentName]:
        """The segments of one kind, each counted when it is read."""
        for name in self._names[kind]:
            yield name
            self._done += self._sizes[name.path]
            self._tell(self._done, self._total)

    def reach(self, place: int) -> None:
        """The reader of a segment is at this byte of it."""
        if abs(place - self._told) >= _STEP:
            self._told = place
            self._tell(self._done + place, self._total)
