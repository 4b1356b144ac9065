"""Archives that others made: WARC, packed by gzip or zstd or not at all, and WACZ. Damage is named and stepped over.

Read one way, front to back; no more than one record is held.
"""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from newscrawler.archive.disk import storage
from newscrawler.archive.exchange import Headers, first_of, warc_head
from newscrawler.archive.unpacking import Frames, Packed, Plain, Torn, next_member
from newscrawler.errors import ArchiveError

LARGEST = 32 << 20
"""Bytes of a record's block that are kept: no article page is larger; of a film only the head is read."""

_HEAD = 1 << 16
_SKIP = 1 << 20
_ZSTD, _ZIP, _GZ = b"\x28\xb5\x2f\xfd", b"PK\x03\x04", b"\x1f\x8b"
_SKIPPABLE = b"\x5d\x2a\x4d\x18"
_WARCS = (".warc", ".warc.gz", ".warc.zst", ".warc.gz.open")


@dataclass(frozen=True)
class Found:
    """One record: `where` it begins (file@offset), its named fields in lower case, its block.

    `block` is None for one that is larger than `LARGEST`.
    """

    where: str
    fields: Headers
    block: bytes | None

    def field(self, name: str) -> str:
        """A named field, empty when the record has none."""
        return first_of(self.fields, name)


@dataclass(frozen=True)
class Damaged:
    """A place where no record could be read: `where` (file@offset) and why."""

    where: str
    why: str


def records(path: Path, reached: Callable[[int], object] = bool) -> Iterator[Found | Damaged]:
    """Every record of a file, in its order, and every damage in it; `reached` hears at which byte it is.

    Raises `ArchiveError` when the file cannot be opened.
    """
    with storage(path), path.open("rb") as file:
        is_zip = file.read(4) == _ZIP
        for one in _of_zip(path, file) if is_zip else _of_stream(path.name, file):
            reached(file.tell())
            yield one


def _of_zip(path: Path, file: BinaryIO) -> Iterator[Found | Damaged]:
    try:
        whole = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        yield Damaged(path.name, f"{error}: looked through for what is left of it")
        yield from _of_gzip(path.name, file, next_member(file, 0))
        return
    names = [name for name in whole.namelist() if name.lower().endswith(_WARCS)]
    if not names:
        yield Damaged(path.name, "a zip file without a WARC in it")
    for name in names:
        where = f"{path.name}/{name}"
        try:
            with whole.open(name) as inner:
                yield from _of_stream(where, io.BufferedReader(inner))  # type: ignore[type-var]
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error, EOFError) as error:
            yield Damaged(where, str(error) or type(error).__name__)


def _of_stream(name: str, file: BinaryIO) -> Iterator[Found | Damaged]:
    file.seek(0)
    start = file.read(5)
    file.seek(0)
    if start[:2] == _GZ:
        yield from _of_gzip(name, file, 0)
    elif start[:4] in (_ZSTD, _SKIPPABLE):
        try:
            yield from _of_plain(name, Frames(file))
        except Torn as torn:
            yield Damaged(name, str(torn))
    elif start == b"WARC/":
        yield from _of_plain(name, Plain(file), file)
    else:
        yield Damaged(name, "neither a WARC nor a WACZ" if start else "an empty file")


def _of_gzip(name: str, file: BinaryIO, begin: int | None) -> Iterator[Found | Damaged]:
    """A gzip member a record, as the standard asks; or all records in one, as some tools do."""
    while begin is not None:
        place, member = begin, Packed(file, begin)
        try:
            number = 0
            while member.peek():
                number += 1
                found = _record(f"{name}@{place}" + (f"#{number}" if number > 1 else ""), member)
                member.skip_breaks()  # the end of a member tells whether it is sound
                yield found
            begin = member.next()
        except Torn as torn:
            yield Damaged(f"{name}@{place}", str(torn))
            begin = next_member(file, place + 1)


def _of_plain(name: str, stream: Plain, file: BinaryIO | None = None) -> Iterator[Found | Damaged]:
    """Records one after the other; with `file` the next one is looked for behind a damage, else nothing is."""
    begin, goes_on = 0, True
    while goes_on:
        try:
            while stream.skip_breaks():
                begin = stream.at
                found = _record(f"{name}@{begin}", stream)
                if not stream.is_between():
                    raise Torn("its length is not the one it names")
                yield found
                begin = stream.at
            goes_on = False
        except Torn as torn:
            yield Damaged(f"{name}@{begin}", str(torn))
            goes_on = file is not None and stream.seek_record(file, begin + 1)


def _record(where: str, stream: Plain) -> Found:
    head = stream.head(_HEAD)
    fields = warc_head(head)
    if fields is None:
        raise Torn("no WARC record begins here")
    length = first_of(fields, "content-length")
    if not length.isdecimal():
        raise Torn(f"a record without its length ({length!r})")
    size = int(length)
    if size <= LARGEST:
        return Found(where, fields, stream.exactly(size))
    for start in range(0, size, _SKIP):
        stream.exactly(min(_SKIP, size - start))
    return Found(where, fields, None)


def check_readable(path: Path) -> None:
    """Raises `ArchiveError` for what is no file that can be opened."""
    with storage(path):
        if path.is_dir():
            raise ArchiveError(str(path), "a folder; name the WARC files in it")
        path.open("rb").close()
