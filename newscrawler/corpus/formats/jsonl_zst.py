"""JSON Lines in Zstandard: smaller than gzip and many times as fast."""

import io
from collections.abc import Iterator
from pathlib import Path

from newscrawler.archive.model import JSON
from newscrawler.corpus.formats import Format
from newscrawler.corpus.formats.lines import PackedLines, parse_lines
from newscrawler.corpus.formats.sink import Sink

_LEVEL = 3  # the library's own choice, written down so that no other version makes other bytes


def writer(sink: Sink) -> PackedLines:
    """Writes into `sink`."""
    import zstandard

    packer = zstandard.ZstdCompressor(level=_LEVEL, write_checksum=True).compressobj()
    return PackedLines(sink, packer, zstandard.COMPRESSOBJ_FLUSH_BLOCK)


def read(path: Path) -> Iterator[JSON]:
    """The records of a file."""
    import zstandard

    with path.open("rb") as file, zstandard.ZstdDecompressor().stream_reader(file) as stream:
        yield from parse_lines(io.BufferedReader(stream))


FORMAT = Format("jsonl.zst", writer, read, needs="zstandard")
