"""The data files of a release while they are written: one for each format, split, site and year, none too large."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from newscrawler.archive.disk import storage
from newscrawler.archive.layout import checked_site
from newscrawler.archive.model import JSON
from newscrawler.corpus.formats import Format, Writer
from newscrawler.corpus.formats.sink import Sink
from newscrawler.corpus.model import DataFile

DATA = "data"
"""The folder of the data files."""

LIMIT = 500_000_000
"""Bytes of a data file; no host that takes data sets wants larger ones."""

_SPARE = 16 << 20  # room that is left for a last record, which is never that long


@dataclass
class _Open:
    """A file being written."""

    path: str
    sink: Sink
    writer: Writer
    records: int = 0


@dataclass
class Shelf:
    """Takes records in total order."""

    folder: Path
    formats: Mapping[str, Format]
    limit: int = field(default_factory=lambda: LIMIT)
    _files: list[DataFile] = field(default_factory=list)
    _open: dict[tuple[str, str, str], _Open] = field(default_factory=dict)
    _numbers: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    _year: str = ""

    def put(self, record: JSON, split: str) -> None:
        """Writes a record in each format. Raises `ArchiveError` naming the file when the disk refuses."""
        year, site = record["published_on"][:4], checked_site(record["site"])
        if year != self._year:
            self._end_year()
            self._year = year
        for name in self.formats:
            file = self._file(name, split, site)
            file.writer.write(record)
            file.records += 1

    def close(self) -> list[DataFile]:
        """Ends all files; returns them by path."""
        self._end_year()
        return sorted(self._files, key=lambda one: one.path)

    def _file(self, name: str, split: str, site: str) -> _Open:
        """The file that takes the next record, which is a new one where the last is full."""
        key = (name, split, site)
        found = self._open.get(key)
        if found and found.writer.size >= self.limit - min(_SPARE, self.limit // 4):
            self._end(key)
            found = None
        if found is None:
            found = self._open[key] = self._begin(name, split, site)
        return found

    def _begin(self, name: str, split: str, site: str) -> _Open:
        number = self._numbers[name, split, site]
        self._numbers[name, split, site] += 1
        path = f"{DATA}/{split}/{site}-{self._year}-{number:05}.{self.formats[name].suffix}"
        sink = Sink(self.folder / path)
        with storage(sink.path):
            return _Open(path, sink, self.formats[name].writer(sink))

    def _end(self, key: tuple[str, str, str]) -> None:
        name, split, site = key
        file = self._open[key]
        with storage(file.sink.path):
            file.writer.close()
        del self._open[key]
        digest = file.sink.close()
        year = int(self._year)
        self._files.append(DataFile(file.path, name, split, site, year, file.records, file.sink.size, digest))

    def _end_year(self) -> None:
        for key in list(self._open):
            self._end(key)
        self._numbers.clear()
