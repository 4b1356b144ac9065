"""Articles as plain text files, one each: what a person reads and a concordancer takes."""

import os
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from newscrawler.archive.layout import checked_site
from newscrawler.archive.model import JSON
from newscrawler.corpus.formats.sink import Sink
from newscrawler.corpus.formats.txt import TxtWriter, file_name
from newscrawler.corpus.model import DataFile

TXT = "txt"
_SPLIT = "train"  # these files are for reading, and not split


@dataclass
class _Year:
    """What is counted of one folder `txt/<site>/<year>`; `digest` is over its lines in SHA256SUMS."""

    digest: Any = field(default_factory=sha256)
    records: int = 0
    bytes: int = 0


@dataclass
class ReadingRoom:
    """Takes records in total order; `sums` is the file that their lines for SHA256SUMS go to."""

    folder: Path
    sums: Sink
    _years: dict[tuple[str, str], _Year] = field(default_factory=dict)

    def put(self, record: JSON) -> None:
        """Writes one article. Raises `ArchiveError` naming the file when the disk refuses."""
        year, month = record["published_on"][:4], record["published_on"][5:7]
        site = checked_site(record["site"])
        path = f"{TXT}/{site}/{year}/{month}/{file_name(record)}"
        sink = Sink(self.folder / path)
        TxtWriter(sink).write(record)
        line = f"{sink.close(durable=False)}  {path}\n".encode()
        self.sums.write(line)
        told = self._years.setdefault((site, year), _Year())
        told.digest.update(line)
        told.records += 1
        told.bytes += sink.size

    def close(self) -> list[DataFile]:
        """One entry for each site and year. All files are made durable at once: one by one, a million take hours."""
        self.sums.close()
        if self._years:
            os.sync()
        return [
            DataFile(
                f"{TXT}/{site}/{year}", TXT, _SPLIT, site, int(year), one.records, one.bytes, one.digest.hexdigest()
            )
            for (site, year), one in sorted(self._years.items())
        ]
