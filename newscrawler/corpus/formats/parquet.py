"""Parquet with explicit types: no reader has to guess from the first rows.

An instant is a timestamp in UTC, with the offset that was printed in a column of its own; a day is a date. Row groups
are modest and have a page index, so that a viewer on the web need not read a whole file for a page of rows.
"""

from collections.abc import Iterator
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

from newscrawler.archive.model import JSON
from newscrawler.corpus.formats import Format
from newscrawler.corpus.formats.instants import join, part
from newscrawler.corpus.formats.sink import Sink
from newscrawler.corpus.formats.text import encodable
from newscrawler.corpus.schema import COLUMNS, OFFSET, Column, typed_columns

ROWS = 2000
"""Rows of a group: some megabytes of news."""

_BATCH = 100  # records that wait as Python objects, which take five times the room of arrow's
_LEVEL = 3
_FOOT = 40_000  # bytes at most that the foot of a file has for a group: of each column the least and the greatest value
_DEAR = 4 << 20  # bytes of text after which a group ends, however few rows it has


def arrow_schema() -> Any:
    """The schema of a file, as pyarrow has it."""
    import pyarrow as pa  # type: ignore[import-untyped]

    return pa.schema([pa.field(one.name, _type(one), one.nullable) for one in typed_columns()])


def _type(column: Column) -> Any:
    import pyarrow as pa

    parts = [pa.field(one.name, _type(one), one.nullable) for one in column.parts]
    return {
        "text": pa.string,
        "day": pa.date32,
        "instant": lambda: pa.timestamp("us", "UTC"),
        "integer": pa.int64,
        "real": pa.float64,
        "texts": lambda: pa.list_(pa.string()),
        "object": lambda: pa.struct(parts),
        "objects": lambda: pa.list_(pa.struct(parts)),
    }[column.kind]()


class ParquetWriter:
    """A row a record."""

    def __init__(self, sink: Sink) -> None:
        import pyarrow.parquet as pq  # type: ignore[import-untyped]

        self._schema = arrow_schema()
        self._sink = sink
        self._file = pq.ParquetWriter(
            _File(sink), self._schema, compression="zstd", compression_level=_LEVEL, write_page_index=True
        )
        self._records: list[JSON] = []
        self._batches: list[Any] = []
        self._held = self._held_rows = self._groups = 0

    @property
    def size(self) -> int:
        """Bytes so far, those of the rows that wait, and what is told of each group at the file's end."""
        return self._sink.size + self._held + (self._groups + 2) * _FOOT

    def write(self, record: JSON) -> None:
        """One row."""
        self._records.append(record)
        self._held += 1024 + 2 * len(record["text"])
        self._held_rows += 1
        if len(self._records) >= _BATCH:
            self._gather()
        if self._held_rows >= ROWS or self._held >= _DEAR:
            self._end_group()

    def close(self) -> None:
        """Writes what waits, and the foot of the file."""
        if self._held_rows:
            self._end_group()
        self._file.close()

    def _gather(self) -> None:
        import pyarrow as pa

        if self._records:
            self._batches.append(_batch(pa, self._records, self._schema))
        self._records.clear()

    def _end_group(self) -> None:
        import pyarrow as pa

        self._gather()
        table = pa.Table.from_batches(self._batches, self._schema).combine_chunks()
        self._file.write_table(table, row_group_size=self._held_rows)
        self._batches.clear()
        self._held = self._held_rows = 0
        self._groups += 1


class _File:
    """A sink as pyarrow wants a file."""

    closed = False

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self.write = sink.write

    def tell(self) -> int:
        """Bytes so far."""
        return self._sink.size

    def flush(self) -> None:
        """The sink hands out when it is full."""

    def close(self) -> None:
        """Whoever opened the sink closes it."""


def _batch(pa: Any, records: list[JSON], schema: Any) -> Any:
    """Records as columns; a text that UTF-8 cannot hold is mended, where there is one."""
    columns: dict[str, list[Any]] = {field.name: [] for field in schema}
    for column in COLUMNS:
        values = [record[column.name] for record in records]
        if column.kind == "instant":
            parts = [part(value) if value else (None, None) for value in values]
            values = [moment for moment, _ in parts]
            columns[column.name + OFFSET] = [offset for _, offset in parts]
        elif column.kind == "day":
            values = [date.fromisoformat(value) for value in values]
        columns[column.name] = values
    try:
        arrays = [pa.array(columns[field.name], field.type) for field in schema]
    except UnicodeEncodeError:
        arrays = [pa.array(_mended(columns[field.name]), field.type) for field in schema]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def _mended(value: Any) -> Any:
    """The same with `encodable` texts."""
    if isinstance(value, str):
        return encodable(value)
    if isinstance(value, list):
        return [_mended(one) for one in value]
    if isinstance(value, dict):
        return {key: _mended(one) for key, one in value.items()}
    return value


def read(path: Path) -> Iterator[JSON]:
    """The records of a file."""
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as file:
        batches = (batch.to_pylist() for batch in file.iter_batches(ROWS))
        for row in chain.from_iterable(batches):
            yield {column.name: _value(column, row) for column in COLUMNS}


def _value(column: Column, row: JSON) -> Any:
    value = row[column.name]
    if value is None:
        return None
    if column.kind == "instant":
        return join(value, row[column.name + OFFSET])
    return value.isoformat() if column.kind == "day" else value


FORMAT = Format("parquet", ParquetWriter, read, needs="pyarrow")
