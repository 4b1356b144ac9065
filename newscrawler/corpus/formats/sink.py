"""Where a writer puts its bytes: a file that counts and digests what goes into it, and is durable when it is closed."""

import os
from hashlib import sha256
from pathlib import Path

from newscrawler.archive.disk import make_folder, storage, sync, write_all

_BUFFER = 1 << 18


class Sink:
    """A new file at `path`; raises `ArchiveError` naming it when the disk refuses. `size` is in bytes."""

    def __init__(self, path: Path) -> None:
        self.path, self.size = path, 0
        self._digest = sha256()
        self._waiting: list[bytes] = []
        self._held = 0
        with storage(path):
            make_folder(path.parent)
            self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)

    def write(self, data: bytes) -> int:
        """Takes `data`, like any file."""
        self._waiting.append(data)
        self._held += len(data)
        self.size += len(data)
        if self._held >= _BUFFER:
            self.flush()
        return len(data)

    def flush(self) -> None:
        """Hands what waits to the system."""
        data = b"".join(self._waiting)
        self._waiting.clear()
        self._held = 0
        self._digest.update(data)
        with storage(self.path):
            write_all(self._file, data)

    def close(self, *, durable: bool = True) -> str:
        """Ends the file; returns its SHA-256 in hex."""
        try:
            self.flush()
            if durable:
                with storage(self.path):
                    sync(self._file)
        finally:
            os.close(self._file)
        return self._digest.hexdigest()

    def abandon(self) -> None:
        """Gives the file free as it is."""
        os.close(self._file)
