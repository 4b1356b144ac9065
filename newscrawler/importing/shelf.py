"""Where the pages of foreign archives wait until all of them are there."""

import pickle
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryFile, gettempdir
from typing import IO

from newscrawler.archive.disk import check_free, storage
from newscrawler.importing.model import Foreign

Shelved = tuple[str, Foreign]
"""A page and its host."""


class Shelf:
    """The pages that were gathered, in the folder `root` (None: where the system has room) until their turn comes.

    Gone with the process. Raises `ArchiveError` when the disk is full, or has fewer than `least_free` bytes free.
    """

    def __init__(self, root: Path | None, least_free: int = 0) -> None:
        self.folder, self._least_free = root or Path(gettempdir()), least_free
        with storage(self.folder):
            self._file: IO[bytes] = TemporaryFile(dir=self.folder)  # noqa: SIM115 - closed by `close`
        self._places: list[tuple[datetime, int, int]] = []

    def put(self, host: str, page: Foreign) -> None:
        """One page more."""
        check_free(self.folder, self._least_free)
        with storage(self.folder):
            self._file.seek(0, 2)
            self._places.append((page.capture.at, len(self._places), self._file.tell()))
            pickle.dump((host, page), self._file)

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[Shelved]:
        """All of them, oldest first; of one instant in the order in which they came."""
        return (self.at(offset) for _, _, offset in sorted(self._places))

    def numbered(self) -> Iterator[tuple[int, Foreign]]:
        """All of them as they came, each with the number under which `at` finds it."""
        return ((offset, self.at(offset)[1]) for _, _, offset in self._places)

    def at(self, number: int) -> Shelved:
        """One of them."""
        with storage(self.folder):
            self._file.seek(number)
            found: Shelved = pickle.load(self._file)  # written by `put`, into a file that nobody else can open
        return found

    def close(self) -> None:
        """Throws them away."""
        with suppress(OSError):  # of a full disk: what could not be written is not wanted either
            self._file.close()
