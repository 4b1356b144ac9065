"""For the tests of releases: no way to any network, and an export that says nothing."""

import socket
from collections.abc import Callable
from typing import Any, NoReturn

import pytest

from newscrawler.corpus.model import About
from newscrawler.corpus.order.options import Order
from newscrawler.corpus.release import export


class NoSocket(socket.socket):
    """A socket that is one end of a pair inside this process, as event loops need it, or none."""

    def __init__(self, family: int = -1, *args: Any, **kwargs: Any) -> None:
        if family != socket.AF_UNIX:
            raise OSError("a test opened a socket")
        super().__init__(family, *args, **kwargs)

    def connect(self, address: Any) -> NoReturn:
        raise OSError(f"a test would connect to {address}")


def _refuse(*args: Any, **kwargs: Any) -> NoReturn:
    raise OSError("a test asked the network")


def block(monkeypatch: pytest.MonkeyPatch) -> None:
    """From here to the end of the test whoever asks the network fails."""
    monkeypatch.setattr(socket, "socket", NoSocket)
    for name in ("getaddrinfo", "gethostbyname", "create_connection"):
        monkeypatch.setattr(socket, name, _refuse)


class _Silent:
    def stage(self, name: str) -> Callable[[int, int], None]:
        return lambda done, total: None

    def note(self, text: str) -> None:
        pass


def silently(order: Order) -> About:
    """Makes the release that was ordered."""
    return export(order, _Silent())
