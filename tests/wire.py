"""A client that mends nothing: one request over a bare socket, and whatever bytes come back."""

import re
import socket
import zlib
from dataclasses import dataclass


@dataclass(frozen=True)
class Heard:
    """What came until the connection ended, and how it did: `closed`, `reset`, or still `open` when time was up."""

    head: str
    body: bytes
    end: str

    @property
    def status(self) -> int:
        """The status; 0 where no head came."""
        return int(self.head.split()[1]) if self.head else 0

    def header(self, name: str) -> str | None:
        """The first header of that name."""
        found = re.search(rf"(?mi)^{name}: (.*)\r$", self.head)
        return found[1] if found else None

    @property
    def length(self) -> int:
        """What Content-Length says; -1 where it says nothing."""
        return int(self.header("Content-Length") or -1)


def listen(
    origin: str, target: str, wait: float = 10, enough: int = 1 << 60, method: str = "GET", **named: str
) -> Heard:
    """Asks once; reads to the end, up to `enough` bytes, or until nothing comes for `wait` seconds."""
    data, end = bytearray(), "closed"
    with socket.create_connection(("127.0.0.1", int(origin.rpartition(":")[2])), timeout=wait) as sock:
        lines = {"Host": "report.az", "Connection": "close"} | {key.replace("_", "-"): named[key] for key in named}
        head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        try:
            sock.sendall(f"{method} {target} HTTP/1.1\r\n{head}\r\n".encode())
            while len(data) < enough and (more := sock.recv(1 << 20)):
                data += more
        except TimeoutError:
            end = "open"
        except (ConnectionResetError, BrokenPipeError):
            end = "reset"
    start, empty, body = bytes(data).partition(b"\r\n\r\n") if data.startswith(b"HTTP/") else (b"", b"", bytes(data))
    return Heard((start + empty).decode("latin-1"), body, end)


def unpacked_size(packed: bytes) -> tuple[int, bytes, bytes]:
    """How long a gzip stream is when unpacked, its first megabyte and its last piece; never held whole."""
    stream, size, rest = zlib.decompressobj(31), 0, packed
    first = last = b""
    while not stream.eof:
        last = stream.decompress(rest, 1 << 20)
        first, size, rest = first or last, size + len(last), stream.unconsumed_tail
    return size, first, last
