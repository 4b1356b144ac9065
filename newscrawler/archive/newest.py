"""The lines that count: of those with one id and revision, or of one URL, the last. Found without holding them all."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType

from newscrawler.archive.commits import NUMBERED
from newscrawler.archive.layout import ARTICLES
from newscrawler.archive.ledger_database import hash_of
from newscrawler.archive.model import JSON, Place
from newscrawler.archive.records import read
from newscrawler.archive.turns import read_in_turn

_BATCH = 10_000
_TABLES = """
PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF;
CREATE TABLE newest (hash INTEGER PRIMARY KEY, segment INTEGER, place INTEGER, wanted INTEGER) WITHOUT ROWID;
"""
_PLACES = "SELECT segment, place FROM newest WHERE wanted ORDER BY segment, place"


def revision_of(record: JSON) -> str:
    """What all lines of one reading have in common: id and revision."""
    return f"{record['id']}\n{record['revision']}"


def any_line(record: JSON) -> bool:
    """Every line is wanted."""
    return True


class Newest:
    """The places of the last committed line of each `key` that is `wanted`, in the order of the files.

    Memory does not grow with the archive. Raises `ArchiveError` naming file and line.
    """

    def __init__(
        self,
        root: Path,
        kind: str = ARTICLES,
        site: str | None = None,
        key: Callable[[JSON], str] = revision_of,
        wanted: Callable[[JSON], bool] = any_line,
    ) -> None:
        self._sql = sqlite3.connect("", isolation_level=None)  # a file without a name: gone whatever kills us
        self._sql.executescript(_TABLES)
        self._paths: dict[str, int] = {}
        rows: list[tuple[int, int, int, bool]] = []
        for place, record in (read_in_turn if kind in NUMBERED else read)(root, kind, site):
            segment = self._paths.setdefault(place.path, len(self._paths))
            rows.append((hash_of(key(record)), segment, place.offset, wanted(record)))
            if len(rows) >= _BATCH:
                self._keep(rows)
        self._keep(rows)

    def _keep(self, rows: list[tuple[int, int, int, bool]]) -> None:
        self._sql.execute("BEGIN")
        self._sql.executemany("INSERT OR REPLACE INTO newest VALUES (?, ?, ?, ?)", rows)
        self._sql.execute("COMMIT")
        rows.clear()

    def __len__(self) -> int:
        return int(self._sql.execute("SELECT count(*) FROM newest WHERE wanted").fetchone()[0])

    def __iter__(self) -> Iterator[Place]:
        names = list(self._paths)
        for segment, offset in self._sql.execute(_PLACES):
            yield Place(names[segment], offset)

    def __enter__(self) -> "Newest":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._sql.close()
