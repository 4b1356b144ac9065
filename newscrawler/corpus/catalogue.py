"""The records of one or several archives in total order, in memory that does not grow with their number.

A first pass over all lines notes in a temporary SQLite file where each one lies and what orders it; the records are
then read from their places. The order is that of publication: the day in Baku, then the instant (a day without a time
comes first), then id and revision. It depends on the records alone, and not on how they lie in segments.
"""

import os
import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Self

from newscrawler.archive.disk import storage
from newscrawler.archive.model import JSON, Place
from newscrawler.archive.records import Line, parse
from newscrawler.archive.tombstones import removed
from newscrawler.az import BAKU
from newscrawler.corpus.equal import Known
from newscrawler.corpus.scan import Scan, Seen, digest, microseconds, newest
from newscrawler.corpus.selection import ALL, Selection
from newscrawler.errors import ArchiveError

Tell = Callable[[int, int], None]
"""Hears how much is done, of how much: bytes of segments."""

_OPEN = 200  # files
_SCHEMA = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = FILE; PRAGMA cache_size = -32000;
CREATE TABLE line (
    archive, segment, start, size, id, revision, fetched, day, published, wanted, content, digest, site, text
);
CREATE TABLE removed (id PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE held (content PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE place (number INTEGER PRIMARY KEY, segment, start, size, is_new, id, site, day, text);
"""
_INSERT = "INSERT INTO line VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
# Of lines with the same id and revision the last of its archive counts, and of several archives the one fetched last.
_CHOOSE = """
INSERT INTO place (segment, start, size, is_new, id, site, day, text)
WITH last AS (
    SELECT *, row_number() OVER (PARTITION BY id, revision, archive ORDER BY rowid DESC) AS place FROM line
    WHERE fetched < :until AND id NOT IN removed
), one AS (
    SELECT *, row_number() OVER (PARTITION BY id, revision ORDER BY fetched DESC, content DESC, digest DESC) AS rank
    FROM last WHERE place = 1
), newest AS (
    SELECT *, row_number() OVER (PARTITION BY id ORDER BY revision DESC) AS age FROM one WHERE rank = 1
)
SELECT segment, start, size, content NOT IN held, id, site, day, text FROM newest
WHERE wanted AND (age = 1 OR :all) ORDER BY day, published, id, revision
"""
_FOREVER = 1 << 62


class Catalogue:
    """What is chosen, in order. `seen` tells what there was to choose from, `removed` holds the tombstones."""

    def __init__(self, index: sqlite3.Connection, segments: list[Path], seen: Seen) -> None:
        self._index, self._segments, self.seen = index, segments, seen
        self.removed: list[JSON] = []
        self._files: OrderedDict[int, int] = OrderedDict()

    @classmethod
    def build(
        cls,
        archives: Sequence[Path],
        selection: Selection,
        scratch: Path,
        *,
        held: Iterable[bytes] = (),
        tell: Tell = lambda done, total: None,
    ) -> Self:
        """Reads the archives once; the index is a file at `scratch`, which the caller removes.

        `held` are the `content_key`s of the records of an earlier release. Raises `ArchiveError` naming file and line
        for whatever is no record, and for what the disk refuses.
        """
        seen = Seen()
        several = len(archives) > 1
        scans = [Scan.of(root, selection, seen, is_one_of_several=several) for root in archives]
        with storage(scratch):
            index = sqlite3.connect(scratch, isolation_level=None)
            found = cls(index, [scan.root / path for scan in scans for path in scan.lengths], seen)
            try:
                found._fill(scans, selection, held, tell)
            except BaseException:
                found.close()
                raise
        return found

    def _fill(self, scans: list[Scan], selection: Selection, held: Iterable[bytes], tell: Tell) -> None:
        self._index.executescript(_SCHEMA)
        self._index.execute("BEGIN")
        total, done, first = sum(sum(scan.lengths.values()) for scan in scans), 0, 0

        def count(size: int) -> None:
            nonlocal done
            done += size
            tell(done, total)

        for archive, scan in enumerate(scans):
            rows: Iterator[tuple[object, ...]] = ((archive, *entry) for entry in scan.entries(first, count))
            self._index.executemany(_INSERT, rows)
            first += len(scan.lengths)
        stones = {name: stone for scan in reversed(scans) for name, stone in removed(scan.root).items()}
        self.removed = sorted(stones.values(), key=lambda stone: (stone["site"], stone["id"]))
        self._index.executemany("INSERT INTO removed VALUES (?)", ((_bytes(name),) for name in stones))
        self._index.executemany("INSERT OR IGNORE INTO held VALUES (?)", ((key,) for key in held))
        until = end_of(selection.as_of) if selection.as_of else _FOREVER
        self._index.execute(_CHOOSE, {"until": until, "all": selection.revisions == ALL})
        self._index.execute("DROP TABLE line")
        self._index.execute("COMMIT")

    def __len__(self) -> int:
        found: int = self._index.execute("SELECT count(*) FROM place").fetchone()[0]
        return found

    def fresh(self) -> int:
        """How many of them no earlier release held."""
        found: int = self._index.execute("SELECT count(*) FROM place WHERE is_new").fetchone()[0]
        return found

    def known(self) -> Iterator[Known]:
        """What the index itself knows of all, in total order."""
        for name, site, day, text in self._index.execute("SELECT id, site, day, text FROM place ORDER BY number"):
            yield name.decode("utf-8", "surrogatepass"), site, day, text

    def records(self) -> Iterator[tuple[int, JSON]]:
        """(number from 0, record in the newest schema) of all, in total order, read from their places."""
        for number, record, _ in self.lines():
            yield number, record

    def lines(self, *, only_new: bool = False) -> Iterator[tuple[int, JSON, bytes]]:
        """The same, each with its line in the archive. Raises `ArchiveError` for one that is not there any more."""
        query = f"SELECT number, segment, start, size FROM place {'WHERE is_new' if only_new else ''} ORDER BY number"
        for number, segment, start, size in self._index.execute(query):
            data = os.pread(self._file(segment), size, start)
            line = Line(Place(str(self._segments[segment]), start), 0, data)
            if len(data) < size:
                raise ArchiveError(line.place.path, "shorter than when the export began")
            yield number - 1, newest(parse(line), line), data

    def _file(self, segment: int) -> int:
        """The descriptor of a segment; those asked for last stay open."""
        if segment in self._files:
            self._files.move_to_end(segment)
            return self._files[segment]
        if len(self._files) >= _OPEN:
            os.close(self._files.popitem(last=False)[1])
        with storage(self._segments[segment]):
            self._files[segment] = os.open(self._segments[segment], os.O_RDONLY)
        return self._files[segment]

    def close(self) -> None:
        """Gives files and index free."""
        while self._files:
            os.close(self._files.popitem()[1])
        self._index.close()


def content_key(record: JSON) -> bytes:
    """What tells whether an earlier release held this very text: of id, revision and `content_sha256`."""
    return digest(f"{record['revision']} {record['content_sha256']} ".encode() + _bytes(record["id"]))


def end_of(day: date) -> int:
    """The end of a day in Baku, in microseconds since 1970."""
    return microseconds(datetime.combine(day + timedelta(days=1), datetime.min.time(), BAKU).isoformat())


def _bytes(name: str) -> bytes:
    return name.encode("utf-8", "surrogatepass")
