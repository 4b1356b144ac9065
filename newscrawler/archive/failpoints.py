"""Places where a test lets the process die as by `kill -9`: `FAILPOINT=<name>`, or `<name>*<n>` for the n-th time."""

import os
import signal
from collections.abc import Iterator
from functools import cache
from itertools import count

FAILPOINTS = (
    "tick-begun",
    "tick-admitted",
    "segment-opened",
    "pages-torn",
    "pages-written",
    "pages-synced",
    "records-torn",
    "records-written",
    "records-synced",
    "lines-torn",
    "lines-written",
    "lines-synced",
    "lengths-set",
    "committed",
    "tails-read",
    "tails-cut",
    "replayed",
    "rebuilt",
    "set-aside",
)


@cache
def _passes(spec: str) -> Iterator[int]:
    return count(1)


def reached(name: str) -> bool:
    """Is this the place, and the time, that `FAILPOINT` names?"""
    spec = os.environ.get("FAILPOINT")
    if not spec:
        return False
    wanted, _, nth = spec.partition("*")
    return wanted == name and next(_passes(spec)) == int(nth or 1)


def die() -> None:
    """Ends the process as a kill -9 does: nothing is flushed, closed or told."""
    os.kill(os.getpid(), signal.SIGKILL)


def failpoint(name: str) -> None:
    """Dies here when `FAILPOINT` says so."""
    if reached(name):
        die()
