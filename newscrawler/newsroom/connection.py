"""One connection of the server: requests in, answers out, one at a time; an answer may leave in unusual ways."""

import asyncio
import socket
import struct
from collections.abc import Callable, Iterator

from newscrawler.newsroom.answer import Answer, End, Request

Respond = Callable[[Request], Answer]
_BAD = Answer(400, (("Content-Length", "0"), ("Connection", "close")), b"", end=End.CLOSE)
# What asyncio can still wait for.
_LONGEST = 86_400.0
_NO_LINGER = struct.pack("ii", 1, 0)


class Connection(asyncio.Protocol):
    """Reads requests and writes answers; tells `ended` when an answer has left, or found nobody to leave to."""

    def __init__(self, respond: Respond, ended: Callable[[Request], None], others: set["Connection"]) -> None:
        self._respond, self._ended, self._others = respond, ended, others
        self._buffer = b""
        self._busy = False
        self._in_flight: Request | None = None
        self._transport: asyncio.Transport | None = None
        self._later: asyncio.TimerHandle | asyncio.Task[None] | None = None
        self._drained = asyncio.Event()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Called by asyncio."""
        assert isinstance(transport, asyncio.Transport)
        transport.set_write_buffer_limits(0)
        self._drained.set()
        self._transport = transport
        self._others.add(self)

    def connection_lost(self, exc: Exception | None) -> None:
        """Called by asyncio."""
        self._transport = None
        self._others.discard(self)
        if self._later is not None:
            self._later.cancel()
        self._finish()

    def pause_writing(self) -> None:
        """Called by asyncio while something waits for the client to read."""
        self._drained.clear()

    def resume_writing(self) -> None:
        """Called by asyncio when all is written."""
        self._drained.set()

    def data_received(self, data: bytes) -> None:
        """Called by asyncio."""
        self._buffer += data
        self._next()

    def abort(self) -> None:
        """Drop the connection; what the kernel has taken still arrives."""
        if self._transport is not None:
            self._transport.abort()

    def reset(self) -> None:
        """Drop the connection with a RST."""
        if self._transport is not None:
            self._transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _NO_LINGER)
            self._transport.abort()

    def _next(self) -> None:
        """Answer whatever lies whole in the buffer, in order."""
        while not self._busy and self._transport is not None and not self._transport.is_closing():
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
        self._in_flight = request
        close = request.headers.get("connection", "").lower() == "close"
        if answer.delay:
            self._busy = True
            loop = asyncio.get_running_loop()
            self._later = loop.call_later(min(answer.delay, _LONGEST), self._late, answer, close)
        else:
            self._send(answer, close)

    def _late(self, answer: Answer, close: bool) -> None:
        self._busy = False
        self._send(answer, close)
        self._next()

    def _send(self, answer: Answer, close: bool) -> None:
        assert self._transport is not None
        if answer.more or answer.end in (End.RESET, End.HANG):
            self._busy = True
            self._later = asyncio.get_running_loop().create_task(self._stream(self._transport, answer, close))
            return
        self._finish()
        self._transport.write(answer.head + answer.body)
        if close or answer.end is End.CLOSE:
            self._transport.close()

    async def _stream(self, transport: asyncio.Transport, answer: Answer, close: bool) -> None:
        """Piece by piece as the client reads; whoever has the last piece may ask again, so that one ends the flight."""
        for piece, is_last in _marked(answer.pieces()):
            if is_last and answer.end is not End.HANG:
                self._finish()
            transport.write(piece)
            await self._drained.wait()
            await asyncio.sleep(answer.pause)
        if answer.end is End.HANG:
            return
        self._finish()
        self._busy = False
        if answer.end is End.RESET:
            self.reset()
        elif close or answer.end is End.CLOSE:
            transport.close()
        else:
            self._next()

    def _finish(self) -> None:
        if self._in_flight is not None:
            request, self._in_flight = self._in_flight, None
            self._ended(request)


def _marked(pieces: Iterator[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Each piece, and whether it is the last."""
    piece = next(pieces, None)
    while piece is not None:
        following = next(pieces, None)
        yield piece, following is None
        piece = following


def parse(head: str) -> Request | None:
    """The request line and headers of one request; None for what is no HTTP."""
    first, *lines = head.split("\r\n")
    words = first.split(" ")
    headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    if len(words) != 3 or not headers.get("content-length", "0").isdigit():
        return None
    method, target, _ = words
    return Request(method, headers.get("host", ""), target, headers)
