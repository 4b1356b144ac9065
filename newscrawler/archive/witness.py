"""What a verification remembers of each record, on disk and not in memory, and how it compares pages with pointers."""

import sqlite3
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from newscrawler.archive.layout import ARTICLES
from newscrawler.archive.ledger_database import hash_of
from newscrawler.archive.model import JSON
from newscrawler.archive.rawpages import exchanges
from newscrawler.archive.records import KEYS, Line, is_erased
from newscrawler.errors import ArchiveError

_TABLES = """
PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF;
CREATE TABLE records (hash INTEGER, fetched TEXT, data INTEGER, path TEXT, line INTEGER);
CREATE INDEX records_hash ON records (hash);
CREATE TABLE pointers (warc TEXT, offset INTEGER, sha256 TEXT, path TEXT, line INTEGER, id TEXT, url TEXT);
CREATE INDEX pointers_warc ON pointers (warc, offset);
CREATE TABLE pages (warc TEXT, offset INTEGER, sha256 TEXT, PRIMARY KEY (warc, offset)) WITHOUT ROWID;
"""
_POINTING = """
SELECT p.path, p.line, p.id, p.url, p.warc, p.offset, g.sha256 FROM pointers p
LEFT JOIN pages g ON g.warc = p.warc AND g.offset = p.offset WHERE g.sha256 IS NOT p.sha256 ORDER BY p.path, p.line
"""


@dataclass(frozen=True)
class Mismatch:
    """One thing that does not agree: file (with line or offset), id and URL where it has them, and what it is."""

    file: str
    what: str
    line: int | None = None
    id: str | None = None
    url: str | None = None

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return ": ".join([" ".join(part for part in (where, self.id, self.url) if part), self.what])


class Witness:
    """Sees every line once, then every page. `purged` are the ids whose text is to be nowhere."""

    def __init__(self, path: Path, purged: Container[str] = ()) -> None:
        self._purged = purged
        self._sql = sqlite3.connect(path)
        self._sql.executescript(_TABLES)
        self._wrong: list[Mismatch] = []

    def close(self) -> None:
        """Forgets everything."""
        self._sql.close()

    def __call__(self, kind: str, record: JSON, line: Line) -> None:
        """One line: remembers its pointer, and a record's id, revision and text."""
        if pointer := record.get("raw"):
            where = (line.place.path, line.number, record.get("id"), record["url"])
            values = (pointer["warc"], pointer["offset"], pointer.get("sha256"), *where)
            self._sql.execute("INSERT INTO pointers VALUES (?, ?, ?, ?, ?, ?, ?)", values)
        if kind == ARTICLES and not is_erased(record):
            self._meet(record, line)

    def _meet(self, record: JSON, line: Line) -> None:
        """A re-reading repeats id, revision and time of fetching, and differs from the line before it."""
        if tuple(record) != KEYS:
            self._note(record, line, "keys missing, foreign or out of order")
        if record["id"] in self._purged:
            self._note(record, line, "was to be erased and is not: repeat scrapy remove --purge")
        key, data = hash_of(f"{record['id']}\n{record['revision']}"), hash_of(line.data.decode("utf-8", "replace"))
        statement = "SELECT path, line, fetched, data FROM records WHERE hash = ? ORDER BY rowid DESC LIMIT 1"
        double = self._sql.execute(statement, (key,)).fetchone()
        if double and (double[2] != record["fetched_at"] or double[3] == data):
            self._note(record, line, f"revision {record['revision']} is there already: {double[0]}:{double[1]}")
        values = (key, record["fetched_at"], data, line.place.path, line.number)
        self._sql.execute("INSERT INTO records VALUES (?, ?, ?, ?, ?)", values)

    def _note(self, record: JSON, line: Line, what: str) -> None:
        self._wrong.append(Mismatch(line.place.path, what, line.number, record["id"], record["url"]))

    def records(self) -> Iterator[Mismatch]:
        """What was wrong with the records themselves."""
        yield from self._wrong

    def pages(self, root: Path, lengths: Mapping[str, int]) -> Iterator[Mismatch]:
        """Every page against its own digests, then every pointer against its page."""
        for path in sorted(path for path in lengths if path.endswith(".warc.gz")):
            try:
                for offset, digest, wrong in exchanges(root, path, lengths[path]):
                    self._sql.execute("INSERT INTO pages VALUES (?, ?, ?)", (path, offset, digest))
                    if wrong:
                        yield Mismatch(f"{path}@{offset}", wrong)
            except ArchiveError as error:
                yield Mismatch(error.path, error.reason)
        for where in self._sql.execute(_POINTING):
            yield _pointing(*where)


def _pointing(
    path: str, line: int, record: str | None, url: str, warc: str, offset: int, found: str | None
) -> Mismatch:
    what = "no page begins there" if found is None else "the page there has another SHA-256"
    return Mismatch(path, f"{what}: {warc}@{offset}", line, record, url)
