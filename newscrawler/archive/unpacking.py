"""Streams of WARC records: plain, in gzip members, in zstd frames. Where one is torn, `Torn` says why."""

import re
import zlib
from typing import BinaryIO

from newscrawler.archive.exchange import GZIP

_BLOCK = 1 << 16
_MEMBER = b"\x1f\x8b\x08"
_BREAKS = b"\r\n"
_RECORD = re.compile(rb"WARC/[01]\.\d+[ \t]*\r?\n[\w-]+:")
_OVERLAP = 64  # bytes; more than the beginning of a record that is looked for
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_DICTIONARY = b"\x5d\x2a\x4d\x18"  # a skippable frame that holds the dictionary of all others
_FRAME = b"\x28\xb5\x2f\xfd"


class Torn(Exception):  # noqa: N818 - a state of the data, caught a few lines on
    """The stream is no WARC from here on."""


class Plain:
    """Unpacked bytes with a look ahead; `at` is how many were taken."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._ahead, self.at = file, b"", 0

    def _more(self) -> bytes:
        """The next piece, empty at the end."""
        return self._file.read(_BLOCK)

    def peek(self) -> bytes:
        """What comes next, at least a byte of it; empty at the end."""
        while not self._ahead and (piece := self._more()):
            self._ahead = piece
        return self._ahead

    def _take(self, count: int) -> bytes:
        taken, self._ahead = self._ahead[:count], self._ahead[count:]
        self.at += len(taken)
        return taken

    def exactly(self, count: int) -> bytes:
        """So many bytes. Raises `Torn` when there are fewer."""
        pieces, missing = [], count
        while missing:
            if not self.peek():
                raise Torn(f"it ends {missing:,} bytes before the end of a record")
            pieces.append(self._take(missing))
            missing -= len(pieces[-1])
        return b"".join(pieces)

    def head(self, most: int) -> bytes:
        """Everything up to an empty line, which is passed over. Raises `Torn` when there is none."""
        data = self.peek()
        while not (match := _HEAD_END.search(data)):
            piece = self._more() if len(data) < most else b""
            if not piece:
                raise Torn("no WARC record begins here" if not data.startswith(b"WARC/") else "its head has no end")
            self._ahead = data = data + piece
        self._take(match.end())
        return data[: match.start()]

    def skip_breaks(self) -> bool:
        """Passes over line breaks; is there anything behind them?"""
        while (ahead := self.peek()) and ahead[:1] in _BREAKS:
            self._take(len(ahead) - len(ahead.lstrip(_BREAKS)))
        return bool(ahead)

    def is_between(self) -> bool:
        """Does what was read so far end here: by a line break, or with the file?"""
        try:
            return not self.peek() or self._ahead[:1] in _BREAKS
        except Torn:
            return True  # it is what comes next that is torn

    def seek_record(self, file: BinaryIO, start: int) -> bool:
        """Goes to the first record that begins at byte `start` of `file` or later; False when there is none."""
        file.seek(start)
        data = b""
        while piece := file.read(_BLOCK):
            data += piece
            if match := _RECORD.search(data):
                self.at = start + match.start()
                file.seek(self.at)
                self._ahead = b""
                return True
            start += max(0, len(data) - _OVERLAP)
            data = data[-_OVERLAP:]
        return False


class Packed(Plain):
    """One gzip member of a file."""

    def __init__(self, file: BinaryIO, begin: int) -> None:
        super().__init__(file)
        file.seek(begin)
        self._unpacker, self._end = zlib.decompressobj(GZIP), begin

    def _more(self) -> bytes:
        while not self._unpacker.eof:
            data = self._unpacker.unconsumed_tail or self._file.read(_BLOCK)
            if not data:
                raise Torn("the file ends within it")
            try:
                found = self._unpacker.decompress(data, _BLOCK)
            except zlib.error as error:
                raise Torn(f"damaged: {error}") from error
            if found:
                return found
        return b""

    def next(self) -> int | None:
        """Where this member ends and the next one has to begin; None at the end of the file."""
        end = self._file.tell() - len(self._unpacker.unused_data)
        self._file.seek(end)
        return end if self._file.read(1) else None


def next_member(file: BinaryIO, start: int) -> int | None:
    """Where, from byte `start`, the next gzip member with a WARC record begins; None when there is none."""
    file.seek(start)
    data = b""
    while piece := file.read(_BLOCK):
        data += piece
        place = data.find(_MEMBER)
        while place >= 0:
            if _begins_record(file, start + place):
                return start + place
            place = data.find(_MEMBER, place + 1)
        file.seek(start + len(data))
        start, data = start + max(0, len(data) - 2), data[-2:]
    return None


def _begins_record(file: BinaryIO, offset: int) -> bool:
    file.seek(offset)
    try:
        return zlib.decompressobj(GZIP).decompress(file.read(_BLOCK), 5) == b"WARC/"
    except zlib.error:
        return False


class Frames(Plain):
    """The frames of a `.warc.zst`, its dictionary applied. Raises `Torn` without the package that unpacks them."""

    def __init__(self, file: BinaryIO) -> None:
        try:
            import zstandard
        except ImportError as error:
            raise Torn("zstd needs the package zstandard") from error
        self._error = zstandard.ZstdError
        try:
            words = _dictionary(file)
            known = zstandard.ZstdCompressionDict(words) if words else None
            unpacker = zstandard.ZstdDecompressor(dict_data=known)
        except zstandard.ZstdError as error:
            raise Torn(f"damaged: {error}") from error
        super().__init__(file)
        self._unpacker, self._frame, self._packed = unpacker, unpacker.decompressobj(), b""
        self._begun = False

    def _more(self) -> bytes:
        while True:
            if self._frame.eof:
                self._packed, self._frame, self._begun = self._frame.unused_data, self._unpacker.decompressobj(), False
            self._packed = self._packed or self._file.read(_BLOCK)
            if not self._packed:
                if self._begun:
                    raise Torn("the file ends within a frame")
                return b""
            try:
                found, self._packed, self._begun = self._frame.decompress(self._packed), b"", True
            except self._error as error:
                raise Torn(f"damaged: {error}") from error
            if found:
                return bytes(found)


def _dictionary(file: BinaryIO) -> bytes:
    """What stands in the file's first frame when that is a dictionary, itself packed or not; the frames come next."""
    import zstandard

    head = file.read(8)
    if head[:4] != _DICTIONARY:
        file.seek(0)
        return b""
    data = file.read(int.from_bytes(head[4:], "little"))
    return zstandard.ZstdDecompressor().decompress(data) if data[:4] == _FRAME else data
