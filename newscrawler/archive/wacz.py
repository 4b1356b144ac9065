"""WACZ: a zip file of WARCs, or of other WACZ files, with a datapackage that says which there are and their digests."""

import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from tempfile import TemporaryFile, gettempdir
from typing import BinaryIO

from newscrawler.archive.disk import storage

_ARCHIVES = (".warc", ".warc.gz", ".warc.zst", ".warc.gz.open", ".wacz")

_PACKAGE = "datapackage.json"
_DIGESTS = ("md5", "sha1", "sha256", "sha512")
_PIECE = 1 << 20
LOCAL_MARK = b"PK\x03\x04"
_LOCAL_HEAD = 30  # bytes before the name in an entry's own head; the lengths of name and extra field stand from byte 26
_BROKEN = (zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error, EOFError, ValueError)


class Package:
    """A zip file of WARCs. Raises `ValueError` for one whose list of entries cannot be read."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        try:
            self._zip = zipfile.ZipFile(file)
        except _BROKEN as error:
            raise ValueError(str(error)) from error
        if lost := next((info.filename for info in self.archives if not self._is_there(info)), None):
            raise ValueError(f"{lost} is not where its list of entries says")
        self._digests = dict(self._resources())

    def _is_there(self, info: zipfile.ZipInfo) -> bool:
        """Does an entry begin where it should? Where bytes were lost before it, that may lie before the file."""
        if info.header_offset < 0:
            return False
        self._file.seek(info.header_offset)
        return self._file.read(len(LOCAL_MARK)) == LOCAL_MARK

    @property
    def archives(self) -> list[zipfile.ZipInfo]:
        """The WARCs and WACZ files in it."""
        return [info for info in self._zip.infolist() if _is_archive(info.filename)]

    @property
    def missing(self) -> list[str]:
        """Those that the datapackage names and the zip does not hold."""
        return sorted({name for name in self._digests if _is_archive(name)} - {*self._zip.namelist()})

    @contextmanager
    def opened(self, info: zipfile.ZipInfo) -> Iterator[BinaryIO]:
        """A stored entry where it lies; a packed one unpacked, for a file that cannot go back is no use."""
        if info.compress_type == zipfile.ZIP_STORED:
            yield io.BufferedReader(Window(self._file, *self._place(info)))
            return
        with TemporaryFile() as copy:
            with suppress(*_BROKEN), self._zip.open(info) as packed:  # what is missing then is told by `fault`
                while piece := packed.read(_PIECE):
                    with storage(gettempdir()):
                        copy.write(piece)
            yield copy

    def _place(self, info: zipfile.ZipInfo) -> tuple[int, int]:
        self._file.seek(info.header_offset + _LOCAL_HEAD - 4)
        name, extra = (int.from_bytes(self._file.read(2), "little") for _ in range(2))
        return info.header_offset + _LOCAL_HEAD + name + extra, info.compress_size

    def fault(self, info: zipfile.ZipInfo, file: BinaryIO) -> str:
        """Why an opened entry is not as it was packed, empty for a sound one."""
        name, _, value = self._digests.get(info.filename, "").partition(":")
        known = hashlib.new(name, usedforsecurity=False) if name in _DIGESTS else None
        crc = size = file.seek(0)
        while piece := file.read(_PIECE):
            crc, size = zlib.crc32(piece, crc), size + len(piece)
            if known is not None:
                known.update(piece)
        if size != info.file_size:
            return f"{size:,} bytes of it are here, of {info.file_size:,}"
        if crc != info.CRC:
            return "its checksum differs"
        return "" if known is None or known.hexdigest() == value.lower() else f"its {name} in {_PACKAGE} differs"

    def _resources(self) -> Iterator[tuple[str, str]]:
        """Files that the datapackage names, and their digests, as `sha256:…`; none where it cannot be understood."""
        try:
            told = json.loads(self._zip.read(_PACKAGE))
        except (KeyError, *_BROKEN):
            return
        listed = told.get("resources") if isinstance(told, dict) else None
        for one in listed if isinstance(listed, list) else ():
            if isinstance(one, dict) and isinstance(one.get("path"), str):
                yield one["path"], str(one.get("hash", ""))


class Window(io.RawIOBase):
    """A part of a file as a file of its own; others may read the file meanwhile."""

    def __init__(self, file: BinaryIO, begin: int, size: int) -> None:
        self._file, self._begin, self._size, self._at = file, begin, size, 0

    def readable(self) -> bool:
        """It can be read."""
        return True

    def seekable(self) -> bool:
        """It can go back."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Goes to a byte of the part."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(0, base + offset)
        return self._at

    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override]
        """Fills `buffer` with what comes next."""
        self._file.seek(self._begin + self._at)
        found = self._file.read(min(len(buffer), max(0, self._size - self._at)))
        buffer[: len(found)] = found
        self._at += len(found)
        return len(found)


def _is_archive(name: str) -> bool:
    return name.lower().endswith(_ARCHIVES)
