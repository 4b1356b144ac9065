"""What an archive asks of the disk: durable writes, locks that die with their process, errors that name the file."""

import fcntl
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from newscrawler.errors import ArchiveError

_BLOCK = 1 << 16


@contextmanager
def storage(path: str | Path) -> Iterator[None]:
    """Whatever the disk or SQLite refuses inside becomes an `ArchiveError` that names `path`."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__
        raise ArchiveError(str(path), reason) from error


def read_from(root: Path, path: str, offset: int, size: int) -> bytes:
    """Up to `size` bytes of a file from `offset` on, fewer at its end. Raises `ArchiveError`."""
    with storage(path):  # not `open`, whose buffers cost more than one record does
        descriptor = os.open(f"{root}/{path}", os.O_RDONLY | os.O_CLOEXEC)
        try:
            return os.pread(descriptor, size, offset)
        finally:
            os.close(descriptor)


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


def place_of(path: Path) -> tuple[int, int] | None:
    """Which file lies there, by device and inode; None when none does."""
    with storage(path), suppress(FileNotFoundError):
        told = path.stat()
        return told.st_dev, told.st_ino
    return None


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


def append_whole(path: Path, lines: bytes) -> None:
    """Whole lines at the end of a file that several processes append to, durable; makes the file when there is none.

    A torn last line that a dying process left is cut off before; on a disk that refuses, nothing of `lines` stays.
    """
    is_new = not path.exists()
    descriptor = locked(path, create=True, wait=True)
    assert descriptor is not None
    try:
        fcntl.fcntl(descriptor, fcntl.F_SETFL, fcntl.fcntl(descriptor, fcntl.F_GETFL) | os.O_APPEND)
        end = _cut_torn_line(descriptor)
        try:
            write_all(descriptor, lines)
            sync(descriptor)
        except OSError:
            with suppress(OSError):  # if that fails too, the next append cuts it off
                os.ftruncate(descriptor, end)
            raise
    finally:
        os.close(descriptor)
    if is_new:
        sync_folder(path.parent)


def _cut_torn_line(descriptor: int) -> int:
    """Cuts a torn last line off; the length of what is whole."""
    size = os.fstat(descriptor).st_size
    end = begin = size
    while begin > 0:
        begin = max(0, begin - _BLOCK)
        found = os.pread(descriptor, min(_BLOCK, end - begin), begin).rfind(b"\n")
        if found >= 0:
            end = begin + found + 1
            break
        end = begin
    if end < size:
        os.ftruncate(descriptor, end)
    return end
