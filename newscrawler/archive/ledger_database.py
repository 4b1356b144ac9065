"""The SQLite file beneath the ledger: one connection, whole transactions, every refusal an `ArchiveError`."""

import json
import os
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any

from newscrawler.archive.disk import storage
from newscrawler.archive.ledger_schema import check_version, migrate
from newscrawler.errors import ArchiveError

CACHE = 96 * 1024  # KiB: the hash index of a million URLs and the pages in use, well below the 200 MB of the process
WAL_PAGES = 4000  # 16 MB between checkpoints: a checkpoint of random index pages costs more than the log it empties
PATIENCE = 60.0  # seconds to wait for the other writer, whose commits take some milliseconds

_HOST = re.compile(r"[a-z][a-z0-9+.-]*://(?:[^/?#@]*@)?([^/?#]*)", re.IGNORECASE)


def digest_of(text: str) -> bytes:
    """128 bits of BLAKE2b: no two texts ever share them, so nobody compares the texts."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def hash_of(text: str) -> int:
    """64 bits of BLAKE2b, signed as SQLite stores them: for an index; whoever finds by it compares the text."""
    return int.from_bytes(digest_of(text)[:8], "big", signed=True)


def host_of(url: str) -> str:
    """The authority of a URL without its user, lower case.

    >>> host_of("https://www.Report.az:8443/ru/idman/")
    'www.report.az:8443'
    """
    match = _HOST.match(url)
    return match[1].lower() if match else ""


def seconds(text: str) -> int:
    """RFC 3339 to whole seconds since 1970.

    >>> seconds("1970-01-01T04:00:01+04:00")
    1
    """
    return int(datetime.fromisoformat(text).timestamp())


def moment(value: float) -> datetime:
    """And back: the instant in UTC."""
    return datetime.fromtimestamp(value, UTC)


def as_json(value: Any) -> str | None:
    """JSON for a column; ASCII, because SQLite takes no lone surrogate."""
    return None if value is None else json.dumps(value, separators=(",", ":"))


def from_json(text: str | None) -> Any:
    """The value back."""
    return None if text is None else json.loads(text)


class Database:
    """One connection, usable from one thread. WAL and synchronous FULL: what was committed survives power loss."""

    def __init__(self, path: Path, *, durable: bool = True, readonly: bool = False) -> None:
        self.path = path
        self._names: dict[str, int] = {}
        with storage(path):
            self._sql = sqlite3.connect(
                path.absolute().as_uri() + _mode(path, readonly), timeout=PATIENCE, isolation_level=None, uri=True
            )
        try:
            with storage(path):
                self._prepare(durable, readonly)
        except BaseException:
            self._sql.close()
            raise

    def _prepare(self, durable: bool, readonly: bool) -> None:
        self._sql.execute(f"PRAGMA cache_size = -{CACHE}")
        if readonly:
            check_version(self._sql, str(self.path))
            return
        self._sql.execute("PRAGMA journal_mode = WAL")
        self._sql.execute(f"PRAGMA synchronous = {'FULL' if durable else 'OFF'}")
        self._sql.execute("PRAGMA fullfsync = ON")  # macOS: the drive's cache as well
        self._sql.execute(f"PRAGMA wal_autocheckpoint = {WAL_PAGES}")
        migrate(self._sql, str(self.path))

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing, with the write lock from the beginning: nobody else commits meanwhile."""
        self._run("BEGIN IMMEDIATE")
        try:
            check_version(self._sql, str(self.path))  # a newer program may have migrated it meanwhile
            yield
            self._run("COMMIT")
        except BaseException:
            self._names.clear()
            if self._sql.in_transaction:
                self._run("ROLLBACK")
            raise

    def _run(self, statement: str, values: Sequence[Any] = ()) -> sqlite3.Cursor:
        try:
            return self._sql.execute(statement, values)
        except (sqlite3.Error, UnicodeEncodeError) as error:
            raise ArchiveError(str(self.path), str(error)) from error

    def _rows(self, statement: str, values: Sequence[Any] = ()) -> list[Any]:
        try:
            return self._sql.execute(statement, values).fetchall()
        except (sqlite3.Error, UnicodeEncodeError) as error:
            raise ArchiveError(str(self.path), str(error)) from error

    def _many(self, statement: str, values: Sequence[Sequence[Any]]) -> None:
        if values:
            try:
                self._sql.executemany(statement, values)
            except (sqlite3.Error, UnicodeEncodeError) as error:
                raise ArchiveError(str(self.path), str(error)) from error

    def _row(self, statement: str, values: Sequence[Any] = ()) -> Any:
        rows = self._rows(statement, values)
        return rows[0] if rows else None

    def _each(self, statement: str, values: Sequence[Any] = ()) -> Iterator[Any]:
        """Rows one by one, however many."""
        cursor = self._run(statement, values)
        with storage(self.path):
            for row in cursor:  # noqa: UP028 - `yield from` would close the cursor, which a closed ledger forbids
                yield row

    def _name(self, name: str) -> int:
        """The number of a name, given when it is first met."""
        number = self._names.get(name)
        if number is None:
            self._run("INSERT OR IGNORE INTO names (name) VALUES (?)", (name,))
            number = self._names[name] = int(self._row("SELECT id FROM names WHERE name = ?", (name,))[0])
        return number

    def _number(self, name: str) -> int:
        """The number of a name for a question; -1 when it was never met."""
        number = self._names.get(name)
        if number is None:
            row = self._row("SELECT id FROM names WHERE name = ?", (name,))
            if row is None:
                return -1
            number = self._names[name] = int(row[0])
        return number

    def meta(self, key: str) -> str | None:
        """One fact about the ledger itself."""
        row = self._row("SELECT value FROM meta WHERE key = ?", (key,))
        return str(row[0]) if row else None

    def set_meta(self, key: str, value: str) -> None:
        """Writes such a fact, inside the caller's transaction if there is one."""
        self._run("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def lengths(self) -> dict[str, int]:
        """The committed length in bytes of every segment: what lies beyond is not believed."""
        return dict(self._rows("SELECT path, length FROM segments"))

    def length(self, path: str) -> int:
        """The committed length of one segment, 0 when nothing of it is."""
        row = self._row("SELECT length FROM segments WHERE path = ?", (path,))
        return int(row[0]) if row else 0

    def set_lengths(self, lengths: Iterable[tuple[str, int]]) -> None:
        """Believes these segments up to these lengths."""
        for pair in lengths:
            self._run("INSERT OR REPLACE INTO segments VALUES (?, ?)", pair)

    def close(self) -> None:
        """The last connection to close empties the write-ahead log into the file."""
        with storage(self.path):
            self._sql.close()


def _mode(path: Path, readonly: bool) -> str:
    if not readonly:
        return ""
    # on a read-only disk SQLite cannot make the shared memory that a reader beside a writer needs; there is no writer
    return "?mode=ro" if os.access(path.parent, os.W_OK) else "?mode=ro&immutable=1"
