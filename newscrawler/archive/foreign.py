"""Archives that others made: WARC, packed by gzip or zstd or not at all, and WACZ. Damage is named and stepped over.

Read one way, front to back; no more than one record is held.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from newscrawler.archive.codings import GZIP_MEMBERS, Coding, coding_of
from newscrawler.archive.exchange import Headers, first_of, warc_head
from newscrawler.archive.unpacking import Member, Plain, Torn, next_member
from newscrawler.archive.wacz import LOCAL_MARK, Package
from newscrawler.errors import BodyError

LARGEST = 32 << 20
"""Bytes of a record's block that are kept: no article page is larger; of a film only the head is read."""

_HEAD = 1 << 16
_SKIP = 1 << 20
_SPACE = 64
_ARC = b"filedesc://"
_DEEPEST = 2  # a WACZ may hold others, as what several crawls made is handed out


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


def records(name: str, file: BinaryIO, reached: Callable[[int], object] = bool) -> Iterator[Found | Damaged]:
    """Every record of a file, in its order, and every damage in it; `reached` hears at which byte it is.

    `name` is what messages call it. Raises `ArchiveError` when there is no room to unpack a part of it.
    """
    try:
        for one in _of_file(name, file):
            reached(file.tell())
            yield one
    except OSError as error:
        yield Damaged(name, f"cannot be read on: {error.strerror or error}")


def _of_file(name: str, file: BinaryIO, depth: int = 0) -> Iterator[Found | Damaged]:
    file.seek(0)
    start = file.read(_SPACE).lstrip(b"\r\n")
    if start.startswith(LOCAL_MARK) and depth < _DEEPEST:
        yield from _of_zip(name, file, depth)
        return
    try:
        coding, begin = coding_of(file)
    except BodyError as error:
        yield Damaged(name, str(error))
        return
    if _begins(file, coding, begin, _ARC):
        yield Damaged(name, "an ARC file, which is older than WARC: `warcio recompress` makes a WARC of it")
        return
    file.seek(begin)
    if coding is not None:
        yield from _of_members(name, Member(file, coding, begin))
    elif start.startswith(b"WARC/"):
        yield from _of_plain(name, Plain(file))
    elif start:
        yield from _of_anything(name, file, "neither a WARC nor a WACZ")
    else:
        yield Damaged(name, "an empty file")


def _begins(file: BinaryIO, coding: Coding | None, begin: int, mark: bytes) -> bool:
    file.seek(begin)
    stream = Plain(file) if coding is None else Member(file, coding, begin)
    try:
        return stream.look(len(mark)).startswith(mark)
    except Torn:
        return False


def _of_zip(name: str, file: BinaryIO, depth: int) -> Iterator[Found | Damaged]:
    try:
        package = Package(file)
    except ValueError as error:
        yield from _of_anything(name, file, str(error))
        return
    if not package.archives:
        yield Damaged(name, "a zip file without a WARC in it")
    for info in package.archives:
        with package.opened(info) as entry:
            if wrong := package.fault(info, entry):
                yield Damaged(f"{name}/{info.filename}", wrong)
            yield from _of_file(f"{name}/{info.filename}", entry, depth + 1)
    yield from (Damaged(f"{name}/{missing}", "named in its datapackage and not there") for missing in package.missing)


def _of_anything(name: str, file: BinaryIO, why: str) -> Iterator[Found | Damaged]:
    """What begins with no record may hold some: its first sector is lost, or the zip's list of entries."""
    member, plain = next_member(file, GZIP_MEMBERS, 0), Plain(file)
    if member is not None:
        yield Damaged(f"{name}@0", f"{why}: looked through for what is left of it")
        yield from _of_members(name, member)
    elif plain.seek_record(0):
        yield Damaged(f"{name}@0", f"{why}: looked through for what is left of it")
        yield from _of_plain(name, plain)
    else:
        yield Damaged(name, why)


def _of_members(name: str, member: Member | None) -> Iterator[Found | Damaged]:
    """A member a record, as the standard asks; or all records in one, as some tools do."""
    while member is not None:
        where = f"{name}@{member.begin}"
        try:
            number = 0
            while member.look():
                number += 1
                found = _record(where + (f"#{number}" if number > 1 else ""), member)
                member.skip_breaks()  # the end of a member tells whether it is sound
                yield found
            following = member.following()
        except Torn as torn:
            yield Damaged(where, str(torn))
            following = member.next_sound()
        member = following


def _of_plain(name: str, stream: Plain) -> Iterator[Found | Damaged]:
    """Records one after the other; behind a damage the next one is looked for."""
    begin, goes_on = stream.at, True
    while goes_on:
        try:
            while stream.skip_breaks():
                begin = stream.at
                yield _record(f"{name}@{begin}", stream)
                begin = stream.at
            goes_on = False
        except Torn as torn:
            yield Damaged(f"{name}@{begin}", str(torn))
            goes_on = stream.seek_record(begin + 1)


def _record(where: str, stream: Plain) -> Found:
    head = stream.head(_HEAD)
    fields = warc_head(head)
    if fields is None:
        raise Torn("no WARC record begins here")
    length = first_of(fields, "content-length")
    if not length.isdecimal():
        raise Torn(f"a record without its length ({length!r})")
    size = int(length)
    block = stream.exactly(size) if size <= LARGEST else None
    for start in range(0, size if block is None else 0, _SKIP):
        stream.exactly(min(_SKIP, size - start))
    if not stream.ends_record():
        raise Torn("its length is not the one it names")
    return Found(where, fields, block)
