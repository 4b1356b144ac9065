"""What is to be imported, as a person names it: files, folders of them, standard input."""

import os
import shutil
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO

from newscrawler.archive.disk import storage
from newscrawler.errors import ArchiveError

STDIN = "-"

ENDINGS = (
    *(f"{kind}{packed}" for kind in (".warc", ".arc") for packed in ("", ".gz", ".zst")),
    ".warc.gz.open",  # what a crawler that died was writing
    ".wacz",
)
"""How files end that a folder is looked through for. An ARC is refused by name rather than passed by."""


@dataclass(frozen=True)
class Source:
    """A file by the name that messages give it; `path` None is standard input."""

    name: str
    path: Path | None


def sources_of(names: Iterable[str]) -> list[Source]:
    """The files that are named, and those of folders, deep ones too, sorted; each once.

    Raises `ArchiveError` for what is not there or cannot be opened, and for a folder without any such file.
    """
    found: dict[Path | None, Source] = {}
    for source in (one for name in names for one in _named(name)):
        found.setdefault(source.path and source.path.resolve(), source)
    for source in found.values():
        _check(source.path)
    shared = Counter(source.name for source in found.values())
    return [Source(str(one.path), one.path) if shared[one.name] > 1 else one for one in found.values()]


def _check(path: Path | None) -> None:
    """Can it be read? A stream is not opened for it: whoever writes it would see it closed again."""
    if path is None or (path.exists() and not path.is_file() and os.access(path, os.R_OK)):
        return
    with storage(path), path.open("rb"):
        pass


def _named(name: str) -> Iterator[Source]:
    path = Path(name)
    if name == STDIN:
        yield Source("standard input", None)
    elif path.is_dir():
        yield from (Source(one.relative_to(path).as_posix(), one) for one in _within(path))
    else:
        yield Source(path.name, path)


def _within(folder: Path) -> list[Path]:
    with storage(folder):
        files = [Path(parent, name) for parent, _, names in os.walk(folder, onerror=_refuse) for name in names]
    found = sorted(file for file in files if file.name.lower().endswith(ENDINGS))
    if not found:
        raise ArchiveError(str(folder), "a folder without a WARC or WACZ file in it")
    return found


def _refuse(error: OSError) -> None:
    raise ArchiveError(str(error.filename), error.strerror or "cannot be read") from error


@contextmanager
def opened(source: Source, scratch: Path) -> Iterator[BinaryIO]:
    """The file, one that can be gone back in: a stream is first copied into the folder `scratch`."""
    with storage(source.path or source.name):
        file = sys.stdin.buffer if source.path is None else source.path.open("rb")
    try:
        if file.seekable() and source.path is not None:
            yield file
            return
        with storage(scratch):
            copy = TemporaryFile(dir=scratch)  # noqa: SIM115 - closed below
        with copy:
            with storage(scratch):
                shutil.copyfileobj(file, copy)
                copy.seek(0)
            yield copy
    finally:
        if source.path is not None:
            file.close()
