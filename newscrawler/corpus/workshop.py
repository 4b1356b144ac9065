"""Where a release is made: a folder beside the place where it will stand, which takes its name when all is done."""

import glob
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from newscrawler.archive.disk import make_folder, storage, sync_folder
from newscrawler.errors import ArgumentError

SCRATCH = ".scratch"
"""A folder in the workshop for what is no part of the release."""


@contextmanager
def workshop(out: Path) -> Iterator[Path]:
    """A new folder that becomes `out` when the block ends well, and is gone when it does not.

    Raises `ArgumentError` when there is something at `out`, `ArchiveError` when the disk refuses.
    """
    out = out.absolute()
    refuse_occupied(out)
    folder = out.with_name(f"{out.name}.partial-{os.getpid()}")
    _sweep(out)
    try:
        with storage(folder):
            make_folder(out.parent)
            (folder / SCRATCH).mkdir(parents=True)
        yield folder
        shutil.rmtree(folder / SCRATCH)
        _publish(folder, out)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def refuse_occupied(out: Path) -> None:
    """Raises `ArgumentError` unless `out` is free: absent, or an empty folder."""
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise ArgumentError(f"{out} is there already, and is no folder")
    if out.exists() and any(out.iterdir()):
        raise ArgumentError(f"{out} is not empty: a release is never written over another one")


def _publish(folder: Path, out: Path) -> None:
    """Makes all names durable, then gives the folder its own: a release is there whole, or not at all."""
    with storage(out):
        for inner, _, _ in os.walk(folder):
            sync_folder(Path(inner))
        refuse_occupied(out)
        folder.rename(out)
        sync_folder(out.parent)


def _sweep(out: Path) -> None:
    """Removes what exports left that were killed while they made this very release."""
    for left in out.parent.glob(f"{glob.escape(out.name)}.partial-*"):
        number = left.name.rpartition("-")[2]
        if number.isdigit() and not _is_running(int(number)):
            shutil.rmtree(left, ignore_errors=True)


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return process != os.getpid()
