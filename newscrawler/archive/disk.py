"""What an archive asks of the disk: durable writes, locks that die with their process, errors that name the file."""

import fcntl
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from newscrawler.errors import ArchiveError


@contextmanager
def storage(path: str | Path) -> Iterator[None]:
    """Whatever the disk or SQLite refuses inside becomes an `ArchiveError` that names `path`."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__
        raise ArchiveError(str(path), reason) from error


def check_free(folder: Path, least: int) -> None:
    """Raises `ArchiveError` when the file system of `folder` has fewer than `least` bytes free: MIN_FREE is reached."""
    if least > 0:
        with storage(folder):
            free = shutil.disk_usage(folder).free
        if free < least:
            told = f"only {free / 1e6:,.0f} MB are free, less than MIN_FREE ({least / 1e6:,.0f} MB)"
            raise ArchiveError(str(folder), told)


def write_all(descriptor: int, data: bytes) -> None:
    """Every byte of `data`, however short the single writes are."""
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def sync(descriptor: int) -> None:
    """Returns when what was written is on the disk itself: macOS keeps it in the drive's cache unless told not to."""
    full = getattr(fcntl, "F_FULLFSYNC", None)
    if full is not None:
        fcntl.fcntl(descriptor, full)
    else:
        getattr(os, "fdatasync", os.fsync)(descriptor)


def sync_folder(folder: Path) -> None:
    """Makes the names inside `folder` durable: a new file is lost with its name."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make_folder(folder: Path) -> None:
    """`folder` and its parents, durable."""
    if not folder.exists():
        make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        sync_folder(folder.parent)


def locked(path: Path, *, create: bool = False, wait: bool = False) -> int | None:
    """A descriptor of `path` that holds its lock until it is closed or the process dies; None when another holds it."""
    descriptor = os.open(path, os.O_RDWR | (os.O_CREAT if create else 0), 0o666)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        os.close(descriptor)
        return None
    except OSError:
        os.close(descriptor)
        raise
    return descriptor
