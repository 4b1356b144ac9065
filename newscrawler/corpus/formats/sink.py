"""Where a writer puts its bytes: a file that counts and digests what goes into it, and is durable when it is closed.

It is open only while bytes go into it: a release of some hundred sites has more files at a time than a process may.
"""

import os
from hashlib import sha256
from pathlib import Path

from newscrawler.archive.disk import make_folder, storage, sync, write_all

_BUFFER = 1 << 18


class Sink:
    """A new file at `path`, made when its first bytes go out. `size` is in bytes.

    Raises `ArchiveError` naming the file when there is one already, and when the disk refuses.
    """

    def __init__(self, path: Path) -> None:
        self.path, self.size = path, 0
        self._digest = sha256()
        self._waiting: list[bytes] = []
        self._held = 0
        self._flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        with storage(path):
            make_folder(path.parent)

    def write(self, data: bytes) -> int:
        """Takes `data`, like any file."""
        self._waiting.append(data)
        self._held += len(data)
        self.size += len(data)
        if self._held >= _BUFFER:
            self.flush()
        return len(data)

    def flush(self, *, durable: bool = False) -> None:
        """Hands what waits to the system; `durable`, with all that was handed to it before, to the disk."""
        data = b"".join(self._waiting)
        self._waiting.clear()
        self._held = 0
        self._digest.update(data)
        with storage(self.path):
            file = os.open(self.path, self._flags, 0o666)
            try:
                write_all(file, data)
                if durable:
                    sync(file)
            finally:
                os.close(file)
        self._flags = os.O_WRONLY | os.O_APPEND

    def close(self, *, durable: bool = True) -> str:
        """Ends the file; returns its SHA-256 in hex."""
        self.flush(durable=durable)
        return self._digest.hexdigest()
