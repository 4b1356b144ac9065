"""Taking the content out of a file in place: what replaces a line or a gzip member is exactly as long as it was.

So every offset behind it stays valid. A line is filled up with spaces, which JSON ignores; a gzip member with empty
deflate blocks (RFC 1951, 3.2.4: five bytes that hold nothing) and up to four bytes of a gzip comment (RFC 1952, 2.3.1).
"""

import struct
import zlib
from base64 import b32encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha1
from pathlib import Path
from typing import BinaryIO

from newscrawler.archive.disk import storage
from newscrawler.archive.rawpages import members
from newscrawler.errors import ArchiveError

_NOTHING = b"\x00\x00\x00\xff\xff"  # a stored deflate block of length 0
_COMMENT = 0x10  # the gzip flag that says that a comment follows
_HEAD = 1 << 16
_BLOCK = 1 << 14
_GZIP = 16 + zlib.MAX_WBITS


@dataclass(frozen=True)
class Member:
    """One gzip member of a file of pages: where it lies, and its WARC headers by their names in lower case."""

    path: str
    begin: int
    end: int
    headers: Mapping[str, str]

    @property
    def length(self) -> int:
        """Its compressed length in bytes."""
        return self.end - self.begin


def read_members(root: Path, path: str) -> Iterator[Member]:
    """The members of a file of pages with their headers, up to the first torn one."""
    with storage(root / path), (root / path).open("rb") as file:
        for begin, end in members(root, path):
            file.seek(begin)
            lines = _head(file, end - begin).decode("utf-8", "replace").split("\r\n")
            pairs = (line.partition(":") for line in lines[1:])
            yield Member(path, begin, end, {name.strip().lower(): value.strip() for name, _, value in pairs})


def _head(file: BinaryIO, length: int) -> bytes:
    """The WARC headers of the member of `length` bytes that begins here; of one that was filled up they come late."""
    unpacker, head = zlib.decompressobj(_GZIP), b""
    while length > 0 and b"\r\n\r\n" not in head and len(head) < _HEAD:
        data = file.read(min(length, _BLOCK))
        head, length = head + unpacker.decompress(data, _HEAD), length - len(data)
    return head.partition(b"\r\n\r\n")[0]


def rest_of(member: Member, at: str) -> bytes:
    """The WARC record that takes the place of a request or response: its URL, its date, and when it was removed.

    Of a member so small that this does not fit, only what WARC 1.1 demands of any record.
    """
    told = {
        "WARC-Type": "metadata",
        "WARC-Record-ID": member.headers.get("warc-record-id", ""),
        "WARC-Date": member.headers.get("warc-date", ""),
    }
    block = f"removed: {at}\r\n".encode()
    digest = f"sha1:{b32encode(sha1(block, usedforsecurity=False).digest()).decode()}"
    more = {"WARC-Block-Digest": digest, "Content-Type": "application/warc-fields"}
    url = {"WARC-Target-URI": member.headers.get("warc-target-uri", "")}
    for headers, content in (({**told, **url, **more}, block), ({**told, **more}, block), (told, b"")):
        record = _record(headers, content)
        if len(_packed(record)) + 18 <= member.length:
            return record
    raise ArchiveError(f"{member.path}@{member.begin}", f"a member of {member.length} bytes is too small to be erased")


def fitted_member(record: bytes, length: int) -> bytes:
    """A WARC record as a gzip member of exactly `length` bytes. Raises `ValueError` when it cannot be that small."""
    packed = _packed(record)
    spare = length - 18 - len(packed)
    if spare < 0:
        raise ValueError(f"{len(packed) + 18} bytes do not fit into {length}")
    blocks, left = divmod(spare, len(_NOTHING))
    header = struct.pack("<4BI2B", 0x1F, 0x8B, 8, _COMMENT if left else 0, 0, 0, 255)
    comment = b" " * (left - 1) + b"\0" if left else b""
    return header + comment + _NOTHING * blocks + packed + struct.pack("<2I", zlib.crc32(record), len(record))


def fitted_line(line: bytes, length: int) -> bytes:
    """A line of JSON filled up to `length` bytes, its line break among them. Raises `ValueError` when it is longer."""
    line = line.rstrip(b"\n")
    if len(line) >= length:
        raise ValueError(f"{len(line) + 1} bytes do not fit into {length}")
    return line.ljust(length - 1) + b"\n"


def _record(headers: Mapping[str, str], block: bytes) -> bytes:
    lines = ["WARC/1.1", *(f"{name}: {value}" for name, value in headers.items()), f"Content-Length: {len(block)}"]
    return "\r\n".join([*lines, "", ""]).encode() + block + b"\r\n\r\n"


def _packed(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()
