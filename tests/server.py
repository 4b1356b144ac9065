"""A small real server whose answers a test writes itself; it keeps what it was asked."""

import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path


@dataclass(frozen=True)
class Reply:
    """One answer: body, status, further headers, seconds to wait before it."""

    body: str | bytes = ""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0
    kind: str = "text/html"


@dataclass(frozen=True)
class Asked:
    """One request as it came."""

    at: float
    path: str
    headers: Mapping[str, str]


@dataclass
class Server:
    """What was asked so far, and where."""

    origin: str
    seen: list[Asked] = field(default_factory=list)
    folder: str = ""
    replies: dict[str, list[Reply]] = field(default_factory=dict)

    @property
    def paths(self) -> list[str]:
        return [one.path for one in self.seen]

    def gaps(self) -> list[float]:
        """Seconds between one request and the next."""
        times = [one.at for one in self.seen]
        return [later - earlier for earlier, later in pairwise(times)]

    def seeds(self, *paths: str) -> Path:
        """A seeds file with these paths of report.az."""
        file = Path(self.folder) / "seeds.txt"
        file.write_text("".join(f"https://report.az{path}\n" for path in paths), encoding="utf-8")
        return file


@contextmanager
def play(pages: Mapping[str, Reply | Sequence[Reply]]) -> Iterator[Server]:
    """Serves `pages` by path on loopback; of several replies each is given once and the last ever after; else 404.

    A page that is asked for by POST stands under `POST /path fields`, the fields as they were sent.
    A header whose value is empty is not sent.
    """
    left = {path: list(replies) if isinstance(replies, Sequence) else [replies] for path, replies in pages.items()}
    server = Server("", replies=left)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # head and body in one packet: apart, the second waits 40 ms for a delayed ACK

        def do_GET(self) -> None:
            self.answer(self.path)

        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers.get("Content-Length", "0"))).decode()
            self.answer(f"POST {self.path} {sent}")

        def answer(self, path: str) -> None:
            server.seen.append(Asked(time.monotonic(), path, {k.lower(): v for k, v in self.headers.items()}))
            replies = left.get(path, [Reply("yoxdur", 404)])
            reply = replies.pop(0) if len(replies) > 1 else replies[0]
            time.sleep(reply.delay)
            body = reply.body.encode() if isinstance(reply.body, str) else reply.body
            self.send_response(reply.status)
            for name, value in {"Content-Type": reply.kind, "Content-Length": str(len(body)), **reply.headers}.items():
                if value:
                    self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Silence."""

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    with tempfile.TemporaryDirectory() as folder:
        server.origin, server.folder = f"http://127.0.0.1:{http.server_port}", folder
        try:
            yield server
        finally:
            http.shutdown()
            http.server_close()
