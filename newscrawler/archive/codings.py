"""How the members of a packed WARC are unpacked: gzip by Python, zstd where its package is."""

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from newscrawler.archive.disk import read_from
from newscrawler.archive.exchange import GZIP
from newscrawler.errors import ArchiveError, BodyError

_BLOCK = 1 << 16
_DROP = 64  # bytes of brotli at a time: one of a bomb's unpacks to a megabyte
_FRAME = b"\x28\xb5\x2f\xfd"
_DICTIONARY = b"\x5d\x2a\x4d\x18"  # a skippable frame that holds the dictionary of all others


class Unpacker(Protocol):
    """What unpacks one member."""

    @property
    def eof(self) -> bool:
        """Has the end of the member come?"""

    @property
    def unused_data(self) -> bytes:
        """What stands behind its end."""

    def decompress(self, data: bytes, /) -> bytes:
        """What a piece unpacks to."""


@dataclass(frozen=True)
class Coding:
    """How a member begins, and what unpacks it; `errors` are what that raises for damaged bytes."""

    magic: bytes
    unpacker: Callable[[], Unpacker]
    errors: type[Exception]


GZIP_MEMBERS = Coding(b"\x1f\x8b\x08", lambda: zlib.decompressobj(GZIP), zlib.error)


def coding_of(file: BinaryIO) -> tuple[Coding | None, int]:
    """The coding of a file by its first bytes, None for one that is not packed; and where its first member begins.

    Raises `BodyError` for zstd with a damaged dictionary, or without the package that unpacks it.
    """
    file.seek(0)
    start = file.read(4)
    if start[:2] == GZIP_MEMBERS.magic[:2]:
        return GZIP_MEMBERS, 0
    return _zstd(file) if start in (_FRAME, _DICTIONARY) else (None, 0)


def _zstd(file: BinaryIO) -> tuple[Coding, int]:
    """Frames of zstd, by the dictionary that the file begins with, if any; and where the first of them begins."""
    try:
        import zstandard
    except ImportError as error:
        raise BodyError("undecodable", "zstd needs the package zstandard") from error
    try:
        words = _dictionary(file)
        known = zstandard.ZstdCompressionDict(words) if words else None
        unpacker = zstandard.ZstdDecompressor(dict_data=known)
    except zstandard.ZstdError as error:
        raise BodyError("garbled", str(error)) from error
    return Coding(_FRAME, unpacker.decompressobj, zstandard.ZstdError), file.tell()


def _dictionary(file: BinaryIO) -> bytes:
    """What stands in the file's first frame when that is a dictionary, itself packed or not; the frames come next."""
    import zstandard

    file.seek(0)
    head = file.read(8)
    if head[:4] != _DICTIONARY:
        file.seek(0)
        return b""
    data = file.read(int.from_bytes(head[4:], "little"))
    return zstandard.ZstdDecompressor().decompress(data) if data[:4] == _FRAME else data


def unpacked_brotli(data: bytes, largest: int) -> bytes:
    """A body out of brotli. Raises `BodyError`, soon after `largest` bytes too, and `ImportError`."""
    import brotli  # type: ignore[import-untyped,import-not-found,unused-ignore]

    stream, found = brotli.Decompressor(), bytearray()
    try:
        for start in range(0, len(data), _DROP):
            found += stream.process(data[start : start + _DROP])
            _check_size(data, found, largest)
    except brotli.error as error:
        raise BodyError("garbled", f"br: {error}") from error
    if not stream.is_finished():
        raise BodyError("truncated", f"the packed body stops after {len(data)} bytes, {len(found)} unpacked")
    return bytes(found)


def unpacked_zstd(data: bytes, largest: int) -> bytes:
    """A body out of zstd. Raises `BodyError`, soon after `largest` bytes too, and `ImportError`."""
    import zstandard

    try:
        with zstandard.ZstdDecompressor().stream_reader(data, read_across_frames=True) as stream:
            found = stream.read(largest + 1)
    except zstandard.ZstdError as error:
        raise BodyError("garbled", f"zstd: {error}") from error
    _check_size(data, found, largest)
    return found


def _check_size(data: bytes, found: bytes | bytearray, largest: int) -> None:
    if len(found) > largest:
        raise BodyError("too_large", f"{len(data)} bytes unpack to more than {largest}")


def unpacked_member(root: Path, path: str, offset: int, where: str) -> bytes:
    """The gzip member that begins at `offset`, unpacked; warcio takes five times the CPU to find the same."""
    unpacker, pieces = zlib.decompressobj(GZIP), []
    while not unpacker.eof:
        data = read_from(root, path, offset, _BLOCK)
        try:
            pieces.append(unpacker.decompress(data))
        except zlib.error as error:
            raise ArchiveError(where, f"not a WARC record: {error}") from error
        if not data:
            raise ArchiveError(where, "no response begins here, or it is cut off")
        offset += len(data)
    return b"".join(pieces)
