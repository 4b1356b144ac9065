"""Where records become files: each in every format, counted on the way."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from newscrawler.archive.model import JSON
from newscrawler.corpus.facts import Facts
from newscrawler.corpus.formats import format_named
from newscrawler.corpus.formats.sink import Sink
from newscrawler.corpus.holdings.catalogue import content_key
from newscrawler.corpus.model import DataFile
from newscrawler.corpus.reading_room import TXT, ReadingRoom
from newscrawler.corpus.shelf import Shelf
from newscrawler.corpus.workshop import SCRATCH


@dataclass(frozen=True)
class Printed:
    """What came out: counts, files, a digest of all that was printed, and the sums of files too many to be listed."""

    facts: Facts
    files: list[DataFile]
    digest: str
    left_out: int
    sums: Path


class Press:
    """Takes records in total order."""

    def __init__(self, folder: Path, formats: Sequence[str]) -> None:
        self._facts, self._digest = Facts(), sha256()
        self._shelf = Shelf(folder, {name: format_named(name) for name in formats if name != TXT})
        self._sums = folder / SCRATCH / "sums"
        self._room = ReadingRoom(folder, Sink(self._sums)) if TXT in formats else None

    def put(self, record: JSON, split: str) -> None:
        """Prints one record, which has its columns of duplicates. Raises `ArchiveError` when the disk refuses."""
        self._shelf.put(record, split)
        if self._room:
            self._room.put(record)
        self._facts.add(record, split)
        self._digest.update(content_key(record) + split.encode())

    def finished(self, left_out: int) -> Printed:
        """Ends all files; `left_out` records were not printed."""
        files = [*self._shelf.close(), *(self._room.close() if self._room else [])]
        return Printed(self._facts, files, self._digest.hexdigest(), left_out, self._sums)
