"""CSV that a spreadsheet opens as it is: UTF-8 with a byte order mark, CRLF, and no cell that it would run.

Cells that are read with care tell everything: null is an empty cell, empty text is `""`, lists and objects are JSON. A
text that begins with one of the signs that make a spreadsheet calculate has an apostrophe before it, and `read` takes
it off again.
"""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from newscrawler.archive.model import JSON
from newscrawler.corpus.formats import Format
from newscrawler.corpus.formats.sink import Sink
from newscrawler.corpus.formats.text import encodable
from newscrawler.corpus.schema import COLUMNS, NAMES, Column

_MARK = "\ufeff"
_RUN = re.compile("'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")  # the wide forms count too: some systems fold them
_QUOTED = re.compile('[",\r\n]|^$|^ | $')
_CELL = re.compile('(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)')


def defuse(text: str) -> str:
    """The text so that no spreadsheet takes it for a formula.

    >>> defuse("=1+1"), defuse("'=1"), defuse("1-1")
    ("'=1+1", "''=1", '1-1')
    """
    return f"'{text}" if _RUN.match(text) else text


def restore(cell: str) -> str:
    """What `defuse` was given."""
    return cell[1:] if cell.startswith("'") and _RUN.match(cell) else cell


class CsvWriter:
    """A row a record, after a row of the columns' names."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        sink.write(f"{_MARK}{','.join(NAMES)}\r\n".encode())

    @property
    def size(self) -> int:
        """Bytes so far."""
        return self._sink.size

    def write(self, record: JSON) -> None:
        """One row."""
        row = ",".join(_cell(record[name]) for name in NAMES)
        self._sink.write(f"{encodable(row)}\r\n".encode())

    def close(self) -> None:
        """Nothing waits."""


def _cell(value: object) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        value = json.dumps(value, ensure_ascii=False)
    text = defuse(value)
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text


def read(path: Path) -> Iterator[JSON]:
    """The records of a file."""
    with path.open(encoding="utf-8-sig", newline="\n") as file:
        rows = _rows(file)
        next(rows, None)
        for row in rows:
            cells = zip(COLUMNS, _CELL.finditer(row), strict=True)
            yield {column.name: _value(column, *match.group(1, 2)) for column, match in cells}


def _rows(lines: Iterable[str]) -> Iterator[str]:
    """Whole rows: a line break inside quotation marks ends none."""
    row = ""
    for line in lines:
        row += line
        if row.endswith("\r\n") and row.count('"') % 2 == 0:
            yield row
            row = ""


def _value(column: Column, quoted: str | None, plain: str) -> object:
    if quoted is None and not plain:
        return None
    text = restore(plain if quoted is None else quoted.replace('""', '"'))
    return text if column.kind in ("text", "day", "instant") else json.loads(text)


FORMAT = Format("csv", CsvWriter, read)
