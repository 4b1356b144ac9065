"""JSON Lines in gzip: what every system can open."""

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path

from newscrawler.archive.model import JSON
from newscrawler.corpus.formats import Format
from newscrawler.corpus.formats.lines import PackedLines, parse_lines
from newscrawler.corpus.formats.sink import Sink

_LEVEL = 6
_GZIP = 16 + zlib.MAX_WBITS  # zlib writes the header itself: no file name in it, and 0 for the time


def writer(sink: Sink) -> PackedLines:
    """Writes into `sink`."""
    return PackedLines(sink, zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP), zlib.Z_SYNC_FLUSH)


def read(path: Path) -> Iterator[JSON]:
    """The records of a file."""
    with gzip.open(path) as file:
        yield from parse_lines(file)


FORMAT = Format("jsonl.gz", writer, read)
