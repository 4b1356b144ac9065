"""Who writes: each process takes the lowest free name and holds its lock, so that a dead writer is known at once."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from newscrawler.archive.disk import locked, make_folder, storage
from newscrawler.archive.layout import WRITERS

_OPENING = "opening"


class Writer:
    """A name (`w1`, `w2`, …) that nobody else has while this object is open and its process lives.

    `machine` tells writers of different machines on one ledger apart.
    """

    def __init__(self, root: Path, machine: str = "") -> None:
        folder = root / WRITERS
        with storage(folder):
            make_folder(folder)
            for number in count(1):
                self.name = f"{machine}w{number}"
                descriptor = locked(folder / self.name, create=True)
                if descriptor is not None:
                    self._lock = descriptor
                    return

    def close(self) -> None:
        """Gives the name free."""
        os.close(self._lock)


def alive(root: Path, name: str) -> bool:
    """Does a process hold this name? One of another machine cannot be asked: it counts as alive."""
    path = root / WRITERS / name
    with storage(path):
        if not path.exists():
            return True
        descriptor = locked(path)
        if descriptor is None:
            return True
        os.close(descriptor)
        return False


def living(root: Path) -> list[str]:
    """The names of all writers alive on this machine."""
    folder = root / WRITERS
    names = sorted(path.name for path in folder.iterdir() if path.name != _OPENING) if folder.exists() else []
    return [name for name in names if alive(root, name)]


@contextmanager
def opening(root: Path) -> Iterator[None]:
    """One process at a time looks after an archive that it opens: recovers, rebuilds, migrates."""
    folder = root / WRITERS
    with storage(folder):
        make_folder(folder)
        descriptor = locked(folder / _OPENING, create=True, wait=True)
    assert descriptor is not None
    try:
        yield
    finally:
        os.close(descriptor)
