"""HTTP/1.1 on loopback: keep-alive, one answer at a time on a connection, many connections at once, one thread."""

import asyncio
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus

from newscrawler.newsroom.answer import Answer, Request

Respond = Callable[[Request], Answer]
_REASONS = {int(status): status.phrase for status in HTTPStatus}


class Connection(asyncio.Protocol):
    """Reads requests and writes answers; `begun` and `ended` tell the newsroom how many it works on at once."""

    def __init__(self, respond: Respond, ended: Callable[[], None]) -> None:
        self._respond, self._ended = respond, ended
        self._buffer = b""
        self._busy = False
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Called by asyncio."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def connection_lost(self, exc: Exception | None) -> None:
        """Called by asyncio; an answer still waiting finds nobody."""
        self._transport = None

    def data_received(self, data: bytes) -> None:
        """Called by asyncio."""
        self._buffer += data
        self._next()

    def _next(self) -> None:
        """Answer whatever lies whole in the buffer, in order."""
        while not self._busy and self._transport is not None:
            head, found, rest = self._buffer.partition(b"\r\n\r\n")
            if not found:
                return
            request = parse(head.decode("latin-1"))
            length = int(request.headers.get("content-length", "0"))
            if len(rest) < length:
                return
            self._buffer = rest[length:]
            answer = self._respond(request)
            if answer.delay:
                self._busy = True
                asyncio.get_running_loop().call_later(answer.delay, self._write, request, answer)
            else:
                self._write(request, answer)

    def _write(self, request: Request, answer: Answer) -> None:
        waited, self._busy = self._busy, False
        self._ended()
        if self._transport is None:
            return
        lines = [f"HTTP/1.1 {answer.status} {_REASONS.get(answer.status, 'Unknown')}"]
        lines += [f"{name}: {value}" for name, value in answer.headers]
        self._transport.write("\r\n".join([*lines, "\r\n"]).encode("latin-1") + answer.body)
        if request.headers.get("connection", "").lower() == "close":
            self._transport.close()
        elif waited:
            self._next()


def parse(head: str) -> Request:
    """The request line and headers of one request."""
    first, *lines = head.split("\r\n")
    method, _, target = first.partition(" ")
    headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    return Request(method, headers.get("host", ""), target.rpartition(" ")[0], headers)


def listen(port: int) -> socket.socket:
    """A listening socket on 127.0.0.1; port 0 takes a free one."""
    found = socket.create_server(("127.0.0.1", port), backlog=512)
    found.setblocking(False)
    return found


async def _run(found: socket.socket, respond: Respond, ended: Callable[[], None], stop: asyncio.Event) -> None:
    server = await asyncio.get_running_loop().create_server(lambda: Connection(respond, ended), sock=found)
    await stop.wait()
    server.close()


@contextmanager
def serving(found: socket.socket, respond: Respond, ended: Callable[[], None]) -> Iterator[str]:
    """Serve in a thread while the block runs; yields the address, `http://127.0.0.1:PORT`."""
    loop, stop = asyncio.new_event_loop(), asyncio.Event()

    def live() -> None:
        with suppress(asyncio.CancelledError):
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
