"""JSON Lines, plain or packed: what the three formats of it share."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any, Protocol

from newscrawler.archive.model import JSON
from newscrawler.archive.records import KEYS, as_line
from newscrawler.article import Rights
from newscrawler.corpus.formats.sink import Sink
from newscrawler.corpus.schema import in_order

_RIGHTS = tuple(Rights.__annotations__)
_BEGIN = b'{"id": "'
_ESCAPE = re.compile(rb"\\[u/]")  # most of them can be written in another way

FLUSH = 1 << 20
"""Bytes of lines after which a packer has to hand out what it holds, so that the size of the file is known."""


class Lined(dict[str, Any]):
    """A record, not to be changed, that knows the line that it is: to make it again takes longer than all else here."""

    def __init__(self, record: JSON, line: bytes) -> None:
        super().__init__(record)
        self.line = line


def line_of(record: JSON) -> bytes:
    """The line of a record."""
    return record.line if isinstance(record, Lined) else as_line(record)


def extended(record: JSON, line: bytes, more: JSON) -> JSON:
    """A record with `more` keys behind its own. `line` is the record as its archive has it, line break included.

    What this program wrote keeps its bytes; what another one wrote, with other spaces or escapes, is written anew, so
    that a release does not depend on who did.
    """
    is_ours = line.startswith(_BEGIN) and not _ESCAPE.search(line)
    if not is_ours or tuple(record) != KEYS or tuple(record["rights"]) != _RIGHTS:
        return in_order(record) | more
    return Lined(record | more, line[:-2] + _tail(tuple(more.items())))


@lru_cache(maxsize=256)
def _tail(more: tuple[tuple[str, Any], ...]) -> bytes:
    """What follows a record's own last value; nearly always that it has no copy."""
    return b", " + as_line(dict(more))[1:]


class Packer(Protocol):
    """What makes bytes fewer, as `zlib` and `zstandard` have it."""

    def compress(self, data: bytes, /) -> bytes:
        """Takes `data`, hands out what is packed."""

    def flush(self, mode: int = ..., /) -> bytes:
        """Hands out what is held; without a mode it ends the file."""


class Lines:
    """A line a record, as the archive has them."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink

    @property
    def size(self) -> int:
        """Bytes so far."""
        return self._sink.size

    def write(self, record: JSON) -> None:
        """One line."""
        self._sink.write(line_of(record))

    def close(self) -> None:
        """Nothing waits."""


class PackedLines:
    """The same, packed. `block` is the mode in which the packer's `flush` ends a block and not the file."""

    def __init__(self, sink: Sink, packer: Packer, block: int) -> None:
        self._sink, self._packer, self._block = sink, packer, block
        self._held = 0

    @property
    def size(self) -> int:
        """Bytes so far, and what the packer holds as if it could not be packed."""
        return self._sink.size + self._held

    def write(self, record: JSON) -> None:
        """One line."""
        line = line_of(record)
        self._sink.write(self._packer.compress(line))
        self._held += len(line)
        if self._held >= FLUSH:
            self._sink.write(self._packer.flush(self._block))
            self._held = 0

    def close(self) -> None:
        """Ends the packed file."""
        self._sink.write(self._packer.flush())
        self._held = 0


def parse_lines(lines: Iterable[bytes]) -> Iterator[JSON]:
    """The records of lines."""
    loads: Callable[[bytes], JSON] = json.loads
    return map(loads, lines)
