"""The ledger anew from the files alone, and the decision when that is needed."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from itertools import islice
from pathlib import Path

from newscrawler.archive.disk import storage, sync_folder
from newscrawler.archive.failpoints import failpoint
from newscrawler.archive.lacking import Lacking
from newscrawler.archive.layout import LEDGER, PAGES, SegmentName, segments, stamp, tombstones
from newscrawler.archive.ledger import Ledger
from newscrawler.archive.model import Discovered, Tick
from newscrawler.archive.purging import carry_out, conclude, strike
from newscrawler.archive.rebuilt import Rebuilt
from newscrawler.archive.replay import Reading
from newscrawler.archive.segment import ends_line, sizes_of
from newscrawler.archive.writers import living, opening
from newscrawler.errors import ArchiveError

OLD = f"{LEDGER}.old"
DOUBTED = f"{LEDGER}.doubted"
"""Beside a ledger that SQLite found malformed in the middle of a run: the next start makes it anew."""

_BATCH = 1000


def rebuild(root: Path) -> Rebuilt:
    """Makes the ledger of an archive from its files. Attempts, due times and cursors are lost: only it had them.

    Raises `ArchiveError` when a crawl is running, or a file is of a newer program.
    """
    root = root.absolute()
    stamp(root)
    with opening(root):
        rebuilt = _rebuild(root, Rebuilt.reason)
        _remove(root / OLD)
        strike(root)
    return rebuilt


def open_ledger(root: Path) -> tuple[Ledger, Rebuilt | None]:
    """The ledger of an archive, rebuilt when it is missing, malformed, behind the files, or a copy of a living one.

    What the old one alone knew then waits for `carry`.
    """
    path = root / LEDGER
    if not path.exists() and not (root / OLD).exists() and next(segments(root), None) is None and not tombstones(root):
        ledger = Ledger(path)
        with ledger.transaction():
            ledger.set_meta("home", _home(path))
        sync_folder(root)
        return ledger, None
    reason = _reason(root, path)
    rebuilt = _rebuild(root, reason) if reason else None
    ledger = Ledger(path)
    if carry_out(root):  # a purge that was interrupted
        conclude(root, ledger)
    return ledger, rebuilt


def _reason(root: Path, path: Path) -> str | None:
    """Why the ledger has to be rebuilt, None when it is good."""
    if not path.exists():
        return "missing"
    if path.is_file() and not path.stat().st_size:
        return "empty"
    if (root / DOUBTED).exists():
        return "malformed"
    log = path.with_name(f"{LEDGER}-wal")
    logged = log.exists() and log.stat().st_size > 0
    try:
        with closing(Ledger(path)) as ledger:
            return _distrust(root, ledger, logged)
    except ArchiveError as error:
        if not is_malformed(error):
            raise
        return "malformed"


def carry(root: Path, ledger: Ledger, commit: Callable[[Tick], object]) -> None:
    """What only the old ledger knew: URLs that no file lists, attempts, due times, and cursors that can be trusted."""
    path = root / OLD
    if not path.exists():
        return
    try:
        with closing(Ledger(path)) as old:
            missing = _missing(old, ledger)
            while batch := list(islice(missing, _BATCH)):
                commit(Tick(discovered=batch))
            trusted = old.meta("cursors") == "trusted"
        ledger.inherit(path, progress=trusted)
    except ArchiveError as error:
        if not is_malformed(error):
            raise
    _remove(path)


def _rebuild(root: Path, reason: str) -> Rebuilt:
    if busy := living(root):
        raise ArchiveError(str(root / LEDGER), f"in use by {', '.join(busy)}: stop the crawl first")
    carry_out(root)  # else a line that a purge was just writing over would count as damaged
    path = root / f"{LEDGER}.new"
    try:
        reading = _made(root, path, reason)
    except ArchiveError:
        _remove(path)  # on a full disk its room is wanted
        raise
    failpoint("rebuilt")
    with storage(root / LEDGER):
        with path.open("rb") as file:
            os.fsync(file.fileno())
        _set_aside(root)
        failpoint("set-aside")
        path.rename(root / LEDGER)
        (root / DOUBTED).unlink(missing_ok=True)
        sync_folder(root)
    return Rebuilt(reason, reading.lines, [f"{line.where}: {why}" for line, why in reading.damaged])


def _made(root: Path, path: Path, reason: str) -> Reading:
    """A ledger at `path`, whole in one file, of all that lies in the segments."""
    _remove(path)
    with closing(Ledger(path, durable=False)) as ledger:
        reading = Reading(root, doubts=Lacking(root, ledger) if reason == "copied" else None)
        reading.into(ledger)
        with ledger.transaction():
            ledger.set_meta("home", _home(path))
        ledger.fold()
    return reading


def _set_aside(root: Path) -> None:
    """Keeps the old ledger under another name, so that at no moment there is none; its log goes with it."""
    path, old, log = root / LEDGER, root / OLD, root / f"{LEDGER}-wal"
    if path.exists() and not old.exists():
        try:
            os.link(path, old)
        except OSError:  # a file system without hard links
            shutil.copyfile(path, old)
        if log.exists():
            log.rename(root / f"{OLD}-wal")
    for left in (log, root / f"{LEDGER}-shm"):  # they would be taken for those of the new one
        left.unlink(missing_ok=True)


def _remove(path: Path) -> None:
    with storage(path):
        for suffix in ("", "-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)


def _home(path: Path) -> str:
    """What a copy of a ledger cannot have in common with it: the inodes of the file and of its folder."""
    with storage(path):
        return f"{path.parent.stat().st_ino}:{path.stat().st_ino}"


def _distrust(root: Path, ledger: Ledger, logged: bool) -> str | None:
    """Why this ledger must not be gone by; None when all is well. `logged`: it had a write-ahead log beside it.

    A copy taken while a crawl ran can mix moments: a ledger older or newer than the files, a log that does not belong
    to it. A copy of an archive at rest is accepted as it is. A file that somebody wrote into is longer than believed,
    and no line ends where the belief does.
    """
    copied = ledger.meta("home") != _home(ledger.path)
    lengths = ledger.lengths()
    sizes = sizes_of(root)
    short = [path for path, length in lengths.items() if sizes.get(path, 0) < length]
    behind = any(SegmentName.parse(path).kind != PAGES for path in short)
    altered = any(not ends_line(root, path, length) for path, length in lengths.items() if sizes.get(path, 0) > length)
    if not copied and not behind and not altered:
        return None
    trusted = not copied or (not logged and ledger.sound(thorough=True))
    with ledger.transaction():
        if copied and trusted and sizes == lengths:
            ledger.set_meta("home", _home(ledger.path))
            ledger.release()
            return None
        if trusted:
            ledger.set_meta("cursors", "trusted")
    return "copied" if copied else "behind" if behind else "altered"


def is_malformed(error: BaseException) -> bool:
    """Did SQLite say that the file is no database, or a broken one?"""
    code = getattr(error.__cause__, "sqlite_errorcode", 0) & 0xFF
    return code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def _missing(old: Ledger, ledger: Ledger) -> Iterator[Discovered]:
    for url in old.urls():
        if not ledger.known([url]) and (row := old.row(url)):
            first = Discovered(url, row.site, "ledger", row.kind, row.record, row.priority)
            for source in [name for name, _ in row.sources] or ["ledger"]:
                yield replace(first, source=source, listed=row.listed, payload=row.payload)
