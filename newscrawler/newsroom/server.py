"""HTTP/1.1 on loopback: keep-alive, one answer at a time on a connection, many connections at once, one thread."""

import asyncio
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from math import inf

from newscrawler.newsroom.answer import Request
from newscrawler.newsroom.connection import Connection, Respond

Door = Callable[[], tuple[bool, float]]
_LONGEST = 3600.0


def open_always() -> tuple[bool, float]:
    """The door of a house that never closes."""
    return True, inf


@dataclass(frozen=True, slots=True)
class House:
    """What is served: who answers a request, who hears that an answer has left, and whether the door is open.

    `door` says whether connections are taken now, and in how many real seconds to ask again.
    """

    respond: Respond
    ended: Callable[[Request], None]
    door: Door = open_always


def listen(port: int) -> socket.socket:
    """A listening socket on 127.0.0.1; port 0 takes a free one. Raises OSError for one that is taken."""
    found = bound(port)
    found.listen(512)
    return found


def bound(port: int) -> socket.socket:
    """A socket that keeps the port and listens not: whoever connects is refused."""
    found = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    found.setblocking(False)
    try:
        found.bind(("127.0.0.1", port))
    except OSError:
        found.close()
        raise
    return found


async def _run(found: socket.socket, house: House, stop: asyncio.Event) -> None:
    """Serve `found` while the door is open; while it is shut the port is kept, and whoever connects is refused."""
    port, open_ones = found.getsockname()[1], set[Connection]()
    loop = asyncio.get_running_loop()
    server: asyncio.Server | None = None
    while not stop.is_set():
        is_open, seconds = house.door()
        if is_open and server is None:
            server = await loop.create_server(lambda: Connection(house.respond, house.ended, open_ones), sock=found)
        elif not is_open:
            if server is not None:
                server.close()
            found.close()
            server, found = None, bound(port)
            await _drop(open_ones, Connection.reset)
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), min(seconds + 0.001, _LONGEST))
    if server is not None:
        server.close()
    await _drop(open_ones, Connection.abort)
    found.close()


async def _drop(open_ones: set[Connection], how: Callable[[Connection], None]) -> None:
    """End every connection, and wait until nothing of them is left running."""
    for connection in list(open_ones):
        how(connection)
    for _ in range(3):
        await asyncio.sleep(0)


@contextmanager
def serving(found: socket.socket, house: House) -> Iterator[str]:
    """Serve in a thread while the block runs; yields the address, `http://127.0.0.1:PORT`."""
    loop, stop = asyncio.new_event_loop(), asyncio.Event()

    def live() -> None:
        loop.run_until_complete(_run(found, house, stop))
        loop.close()

    thread = threading.Thread(target=live, name="newsroom", daemon=True)
    port = found.getsockname()[1]
    thread.start()
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join()


def serve_until_signal(found: socket.socket, house: House) -> None:
    """Serve in this thread until SIGTERM or SIGINT."""

    async def live() -> None:
        stop = asyncio.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
        await _run(found, house, stop)

    asyncio.run(live())
