"""HTTP/1.1 on loopback: keep-alive, one answer at a time on a connection, many connections at once, one thread."""

import asyncio
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus

from newscrawler.newsroom.answer import Answer, Request

Respond = Callable[[Request], Answer]
_REASONS = {int(status): status.phrase for status in HTTPStatus}
_BAD = Answer(400, (("Content-Length", "0"), ("Connection", "close")), b"")


class Connection(asyncio.Protocol):
    """Reads requests and writes answers; tells `ended` when an answer has left, or found nobody to leave to."""

    def __init__(self, respond: Respond, ended: Callable[[], None], others: set["Connection"]) -> None:
        self._respond, self._ended, self._others = respond, ended, others
        self._buffer = b""
        self._busy = False
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Called by asyncio."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._others.add(self)

    def connection_lost(self, exc: Exception | None) -> None:
        """Called by asyncio."""
        self._transport = None
        self._others.discard(self)

    def data_received(self, data: bytes) -> None:
        """Called by asyncio."""
        self._buffer += data
        self._next()

    def abort(self) -> None:
        """Drop the connection."""
        if self._transport is not None:
            self._transport.abort()

    def _next(self) -> None:
        """Answer whatever lies whole in the buffer, in order."""
        while not self._busy and self._transport is not None:
            head, found, rest = self._buffer.partition(b"\r\n\r\n")
            if not found:
                return
            request = parse(head.decode("latin-1"))
            if request is None:
                self._send(_BAD, close=True)
                return
            length = int(request.headers.get("content-length", "0"))
            if len(rest) < length:
                return
            self._buffer = rest[length:]
            self._answer(request)

    def _answer(self, request: Request) -> None:
        answer = self._respond(request)
        close = request.headers.get("connection", "").lower() == "close"
        if answer.delay:
            self._busy = True
            asyncio.get_running_loop().call_later(answer.delay, self._late, answer, close)
        else:
            self._ended()
            self._send(answer, close)

    def _late(self, answer: Answer, close: bool) -> None:
        self._busy = False
        self._ended()
        self._send(answer, close)
        self._next()

    def _send(self, answer: Answer, close: bool) -> None:
        if self._transport is None:
            return
        lines = [f"HTTP/1.1 {answer.status} {_REASONS.get(answer.status, 'Unknown')}"]
        lines += [f"{name}: {value}" for name, value in answer.headers]
        self._transport.write("\r\n".join([*lines, "\r\n"]).encode("latin-1") + answer.body)
        if close:
            self._transport.close()


def parse(head: str) -> Request | None:
    """The request line and headers of one request; None for what is no HTTP."""
    first, *lines = head.split("\r\n")
    words = first.split(" ")
    headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    if len(words) != 3 or not headers.get("content-length", "0").isdigit():
        return None
    method, target, _ = words
    return Request(method, headers.get("host", ""), target, headers)


def listen(port: int) -> socket.socket:
    """A listening socket on 127.0.0.1; port 0 takes a free one. Raises OSError for one that is taken."""
    found = socket.create_server(("127.0.0.1", port), backlog=512)
    found.setblocking(False)
    return found


async def _run(found: socket.socket, respond: Respond, ended: Callable[[], None], stop: asyncio.Event) -> None:
    open_ones: set[Connection] = set()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Connection(respond, ended, open_ones), sock=found)
    await stop.wait()
    server.close()
    for connection in list(open_ones):
        connection.abort()
    await asyncio.sleep(0)


@contextmanager
def serving(found: socket.socket, respond: Respond, ended: Callable[[], None]) -> Iterator[str]:
    """Serve in a thread while the block runs; yields the address, `http://127.0.0.1:PORT`."""
    loop, stop = asyncio.new_event_loop(), asyncio.Event()

    def live() -> None:
        loop.run_until_complete(_run(found, respond, ended, stop))
        loop.close()

    thread = threading.Thread(target=live, name="newsroom", daemon=True)
    port = found.getsockname()[1]
    thread.start()
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join()


def serve_until_signal(found: socket.socket, respond: Respond, ended: Callable[[], None]) -> None:
    """Serve in this thread until SIGTERM or SIGINT."""

    async def live() -> None:
        stop = asyncio.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
        await _run(found, respond, ended, stop)

    asyncio.run(live())
