"""The pages of foreign archives that are articles of sites we can read, put by until all of them are there."""

import pickle
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO
from urllib.parse import urlsplit

from newscrawler.archive.disk import check_free, storage
from newscrawler.archive.foreign import Damaged, Found, records
from newscrawler.importing.captures import Foreign, NoPageError, foreign, url_of
from newscrawler.storedsites import Hosts


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one capture: `new`, `revision`, `conflict` (a second article of one id), `unchanged` or `held`
    (nothing new in it), `refused` with the reason."""

    verdict: str
    site: str
    url: str
    at: str
    where: str
    reason: str = ""
    detail: str = ""
    id: str | None = None
    revision: int | None = None


@dataclass
class Passed:
    """What was met and is no page to read, counted: records, hosts of no site, URLs of a site that are no articles."""

    records: int = 0
    hosts: Counter[str] = field(default_factory=Counter)
    others: Counter[str] = field(default_factory=Counter)


class Shelf:
    """The pages that were gathered, on the archive's own disk, until their turn comes. Gone with the process."""

    def __init__(self, root: Path, least_free: int = 0) -> None:
        self._root, self._least_free = root, least_free
        with storage(root):
            self._file: IO[bytes] = TemporaryFile(dir=root)  # noqa: SIM115 - closed by `close`
        self._places: list[tuple[datetime, int, int]] = []

    def put(self, host: str, page: Foreign) -> None:
        """One page more. Raises `ArchiveError` when the disk is full, or has fewer than `least_free` bytes free."""
        check_free(self._root, self._least_free)
        with storage(self._root):
            self._file.seek(0, 2)
            self._places.append((page.capture.at, len(self._places), self._file.tell()))
            pickle.dump((host, page), self._file)

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[tuple[str, Foreign]]:
        """All of them, oldest first; of one instant in the order in which they came."""
        for _, _, offset in sorted(self._places):
            with storage(self._root):
                self._file.seek(offset)
            yield pickle.load(self._file)  # written by `put`, into a file that nobody else can open

    def close(self) -> None:
        """Throws them away."""
        with suppress(OSError):  # of a full disk: what could not be written is not wanted either
            self._file.close()


class Gathering:
    """Looks through foreign archives for the pages of sites that can be read."""

    def __init__(self, hosts: Hosts, shelf: Shelf) -> None:
        self._hosts, self._shelf, self.passed = hosts, shelf, Passed()

    def gather(self, path: Path, reached: Callable[[int], object] = bool) -> Iterator[Imported | Damaged]:
        """Puts the article pages of a file on the shelf; tells what is damaged, and article URLs without a page."""
        for record in records(path, reached):
            if isinstance(record, Damaged):
                yield record
            else:
                yield from self._look_at(record)

    def _look_at(self, record: Found) -> Iterator[Imported | Damaged]:
        self.passed.records += 1
        url = url_of(record)
        if url is None:
            return
        host = _host(url)
        site = self._hosts.site(host)
        if site is None:
            self.passed.hosts[host] += 1
        elif not site.reader.urls.leads_to_article(url):
            self.passed.others[site.name] += 1
        else:
            try:
                page = foreign(record, url)
            except NoPageError as error:
                at = record.field("warc-date")
                yield Imported("refused", site.name, url, at, record.where, error.reason, error.detail)
                return
            if isinstance(page, Damaged):
                yield page
            else:
                self._shelf.put(host, page)


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""
