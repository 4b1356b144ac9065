"""JSON Lines: a record a line, UTF-8, as the archive itself has them."""

from collections.abc import Iterator
from pathlib import Path

from newscrawler.archive.model import JSON
from newscrawler.corpus.formats import Format
from newscrawler.corpus.formats.lines import Lines, parse_lines


def read(path: Path) -> Iterator[JSON]:
    """The records of a file."""
    with path.open("rb") as file:
        yield from parse_lines(file)


FORMAT = Format("jsonl", Lines, read)
