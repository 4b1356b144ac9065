"""Streams of WARC records: plain, or in the members of gzip or zstd. Where one is torn, `Torn` says why.

A member is read from front to back: a step back costs all that lies before it where the file is itself unpacked.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

from newscrawler.archive.codings import Coding

_BLOCK = 1 << 16
_PIECE = 1 << 13  # packed bytes at a time: what a bomb among them unpacks to is held in memory
_BREAKS = b"\r\n"
_RECORD_END = b"\r\n\r\n"
_RECORD = re.compile(rb"WARC/[01]\.\d+[ \t]*\r?\n[\w-]+:")
_OVERLAP = 64  # bytes; more than the beginning of a record that is looked for
_HEAD_END = re.compile(rb"\r?\n\r?\n")


class Torn(Exception):  # noqa: N818 - a state of the data, caught a few lines on
    """The stream is no WARC from here on."""


class Plain:
    """Unpacked bytes with a look ahead; `at` is how many were taken."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._ahead, self.at = file, b"", 0

    def _more(self) -> bytes:
        """The next piece, empty at the end."""
        return self._file.read(_BLOCK)

    def look(self, count: int = 1) -> bytes:
        """What comes next, at least so many bytes of it; fewer at the end alone."""
        while len(self._ahead) < count and (piece := self._more()):
            self._ahead += piece
        return self._ahead

    def _take(self, count: int) -> bytes:
        taken, self._ahead = self._ahead[:count], self._ahead[count:]
        self.at += len(taken)
        return taken

    def exactly(self, count: int) -> bytes:
        """So many bytes. Raises `Torn` when there are fewer."""
        pieces, missing = [], count
        while missing:
            if not self.look():
                raise Torn(f"it ends {missing:,} bytes before the end of a record")
            pieces.append(self._take(missing))
            missing -= len(pieces[-1])
        return b"".join(pieces)

    def head(self, most: int) -> bytes:
        """Everything up to an empty line, which is passed over. Raises `Torn` when there is none."""
        data = self.look()
        while not (match := _HEAD_END.search(data)):
            piece = self._more() if len(data) < most else b""
            if not piece:
                raise Torn("no WARC record begins here" if not data.startswith(b"WARC/") else "its head has no end")
            self._ahead = data = data + piece
        self._take(match.end())
        return data[: match.start()]

    def skip_breaks(self) -> bool:
        """Passes over line breaks; is there anything behind them?"""
        while (ahead := self.look()) and ahead[:1] in _BREAKS:
            self._take(len(ahead) - len(ahead.lstrip(_BREAKS)))
        return bool(ahead)

    def ends_record(self) -> bool:
        """Does a record end here: with its two line breaks, or with the next one or the end behind any or none?"""
        ahead = self.look(_OVERLAP)
        rest = ahead.lstrip(_BREAKS)
        return ahead.startswith(_RECORD_END) or not rest or rest.startswith(b"WARC/")

    def seek_record(self, start: int) -> bool:
        """Goes to the first record that begins at byte `start` of the file or later; False when there is none."""
        self._file.seek(start)
        data = b""
        while piece := self._file.read(_BLOCK):
            data += piece
            if match := _RECORD.search(data):
                self.at = start + match.start()
                self._file.seek(self.at)
                self._ahead = b""
                return True
            start += max(0, len(data) - _OVERLAP)
            data = data[-_OVERLAP:]
        return False


class Member(Plain):
    """One member of a packed file, which begins at byte `begin`; `packed` is what was read of the file from there."""

    def __init__(self, file: BinaryIO, coding: Coding, begin: int, packed: bytes | None = None) -> None:
        super().__init__(file)
        if packed is None:
            file.seek(begin)
        self.begin, self._coding, self._packed, self._read = begin, coding, packed or b"", len(packed or b"")
        self._unpacker = coding.unpacker()

    def _more(self) -> bytes:
        while not self._unpacker.eof:
            if not self._fill():
                raise Torn("the file ends within it")
            try:
                found = self._unpacker.decompress(self._packed)
            except self._coding.errors as error:
                raise Torn(f"damaged: {error}") from error
            self._packed = b""
            if found:
                return found
        return b""

    def _fill(self) -> bool:
        if not self._packed:
            self._packed = self._file.read(_PIECE)
            self._read += len(self._packed)
        return bool(self._packed)

    def following(self) -> "Member | None":
        """The next member, which begins where this one, read to its end, ends; None at the end of the file."""
        rest = self._unpacker.unused_data
        end = self.begin + self._read - len(rest)
        rest = rest or self._file.read(_PIECE)
        return Member(self._file, self._coding, end, rest) if rest else None

    def next_sound(self) -> "Member | None":
        """The next member behind this one's beginning that holds a WARC record; None when there is none."""
        return next_member(self._file, self._coding, self.begin + 1)


def next_member(file: BinaryIO, coding: Coding, start: int) -> Member | None:
    """The first member that begins at byte `start` or later, with a WARC record; None when there is none."""
    for place in _places(file, coding.magic, start):
        found = Member(file, coding, place)
        try:
            if found.look(len(b"WARC/")).startswith(b"WARC/"):
                return Member(file, coding, place)
        except Torn:
            continue
    return None


def _places(file: BinaryIO, mark: bytes, start: int) -> Iterator[int]:
    """Where `mark` stands, from byte `start`; the file may be moved meanwhile."""
    file.seek(start)
    data = b""
    while piece := file.read(_BLOCK):
        data += piece
        end, place = start + len(data), data.find(mark)
        while place >= 0:
            yield start + place
            place = data.find(mark, place + 1)
        file.seek(end)
        kept = len(mark) - 1
        start, data = end - min(kept, len(data)), data[-kept:]
