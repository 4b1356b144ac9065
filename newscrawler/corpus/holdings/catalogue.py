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
from newscrawler.archive.records import Line, as_line, is_erased, parse
from newscrawler.archive.refusals import Refusals
from newscrawler.archive.tombstones import removed
from newscrawler.az import BAKU
from newscrawler.corpus.copies.equal import Known
from newscrawler.corpus.holdings.index import CHOOSE, INSERT, SCHEMA, difference, splits_before
from newscrawler.corpus.holdings.scan import Scan, Seen, digest, microseconds, newest
from newscrawler.corpus.model import Difference
from newscrawler.corpus.order.selection import ALL, Selection
from newscrawler.errors import ArchiveError

Tell = Callable[[int, int], None]
"""Hears how much is done, of how much: bytes of segments."""

_OPEN = 200  # files
_FOREVER = 1 << 62


class Catalogue:
    """What is chosen, in order. `seen` tells what there was to choose from, `removed` holds the tombstones,
    `notes` name what was left out at the ends of segments."""

    def __init__(self, index: sqlite3.Connection, segments: list[Path], seen: Seen) -> None:
        self._index, self._segments, self.seen = index, segments, seen
        self.removed: list[JSON] = []
        self.notes: list[str] = []
        self._files: OrderedDict[int, int] = OrderedDict()

    @classmethod
    def build(
        cls,
        archives: Sequence[Path],
        selection: Selection,
        scratch: Path,
        *,
        held: Iterable[tuple[bytes, bytes, str]] = (),
        told: Iterable[str] = (),
        tell: Tell = lambda done, total: None,
    ) -> Self:
        """Reads the archives once; the index is a file at `scratch`, which the caller removes.

        Of earlier releases `held` are `content_key`, id and split of each record, `told` the removed ids. Raises
        `ArchiveError` naming file and line for whatever is no record, and for what the disk refuses.
        """
        seen = Seen()
        scans = [Scan.of(root, selection, seen, is_one_of_several=len(archives) > 1) for root in archives]
        seen.refusals = Refusals.of(archives, selection.sites)
        with storage(scratch):
            index = sqlite3.connect(scratch, isolation_level=None)
            found = cls(index, [scan.root / path for scan in scans for path in scan.lengths], seen)
            try:
                found._fill(scans, tell)
                found._compare(held, told)
                found._choose(selection)
            except BaseException:
                found.close()
                raise
        return found

    def _fill(self, scans: list[Scan], tell: Tell) -> None:
        self._index.executescript(SCHEMA)
        self._index.execute("BEGIN")
        total, done, first = sum(sum(scan.lengths.values()) for scan in scans), 0, 0

        def count(size: int) -> None:
            nonlocal done
            done += size
            tell(done, total)

        for archive, scan in enumerate(scans):
            rows: Iterator[tuple[object, ...]] = ((archive, *entry) for entry in scan.entries(first, count))
            self._index.executemany(INSERT, rows)
            first += len(scan.lengths)
        self.notes = [note for scan in scans for note in scan.notes]
        stones = [(name, stone) for scan in scans for name, stone in removed(scan.root).items()]
        stones.sort(key=lambda pair: as_line(pair[1]), reverse=True)  # so that their archives' order changes nothing
        self.removed = sorted(dict(stones).values(), key=lambda stone: (stone["site"], stone["id"]))
        for _, stone in stones:
            self.seen.refusals.strike(stone["url"])
        self._index.executemany("INSERT OR IGNORE INTO removed VALUES (?)", ((id_key(name),) for name, _ in stones))

    def _compare(self, held: Iterable[tuple[bytes, bytes, str]], told: Iterable[str]) -> None:
        self._index.executemany("INSERT OR IGNORE INTO held VALUES (?, ?, ?)", held)
        self._index.executemany("INSERT OR IGNORE INTO told VALUES (?)", ((id_key(name),) for name in told))

    def _choose(self, selection: Selection) -> None:
        until = end_of(selection.as_of) if selection.as_of else _FOREVER
        self._index.execute(CHOOSE, {"until": until, "all": selection.revisions == ALL})
        self._index.execute("DROP TABLE line")
        self._index.execute("COMMIT")

    def __len__(self) -> int:
        found: int = self._index.execute("SELECT count(*) FROM place").fetchone()[0]
        return found

    def fresh(self) -> int:
        """How many of them no earlier release held."""
        found: int = self._index.execute("SELECT count(*) FROM place WHERE is_new").fetchone()[0]
        return found

    def articles(self, *, only_new: bool = False) -> int:
        """How many articles they are of: with all revisions, an article has several records."""
        query = f"SELECT count(DISTINCT id) FROM place {'WHERE is_new' if only_new else ''}"
        found: int = self._index.execute(query).fetchone()[0]
        return found

    def splits_before(self) -> Iterator[tuple[int, str]]:
        """The number of each record of an article that earlier releases held, and the split that it was in."""
        return splits_before(self._index)

    def difference(self) -> Difference:
        """What is chosen, beside what earlier releases held."""
        return difference(self._index)

    def leave_out(self, numbers: Iterable[int]) -> None:
        """These are chosen no more; the others keep their numbers."""
        self._index.execute("BEGIN")
        self._index.executemany("DELETE FROM place WHERE number = ?", ((number + 1,) for number in numbers))
        self._index.execute("COMMIT")

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
        for number, *place in self._index.execute(query):
            yield number - 1, *self._read(*place)

    def record(self, number: int) -> JSON:
        """One of them, by its number."""
        query = "SELECT segment, start, size FROM place WHERE number = ?"
        return self._read(*self._index.execute(query, (number + 1,)).fetchone())[0]

    def _read(self, segment: int, start: int, size: int) -> tuple[JSON, bytes]:
        """The record at a place, and its line."""
        data = os.pread(self._file(segment), size, start)
        line = Line(Place(str(self._segments[segment]), start), 0, data)
        if len(data) < size:
            raise ArchiveError(line.place.path, "shorter than when the export began")
        record = newest(parse(line), line)
        if is_erased(record):
            raise ArchiveError(f"{line.place.path}@{start}", "its text was erased while the export ran: start it again")
        return record, data

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
    return digest(f"{record['revision']} {record['content_sha256']} ".encode() + id_key(record["id"]))


def end_of(day: date) -> int:
    """The end of a day in Baku, in microseconds since 1970."""
    return microseconds(datetime.combine(day + timedelta(days=1), datetime.min.time(), BAKU).isoformat())


def id_key(name: str) -> bytes:
    """An id as the index has it."""
    return name.encode("utf-8", "surrogatepass")
