"""The pages of foreign archives that are articles of sites we can read, put by until all of them are there."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import BinaryIO

from newscrawler.archive.foreign import Damaged, Found, records
from newscrawler.importing.captures import KINDS, REVISIT, foreign, is_sent, kind_of, names_of, url_of
from newscrawler.importing.model import NoPageError, Revisit
from newscrawler.importing.revisits import HeldPages, Waiting, bring_from_files
from newscrawler.importing.shelf import Shelf, Shelved
from newscrawler.outcome import host_of
from newscrawler.reading.normalise import utc_text
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
    """What was met and is no page to read, counted: records, those of other kinds (requests, metadata), hosts of no
    site, URLs of a site that are no articles."""

    records: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    hosts: Counter[str] = field(default_factory=Counter)
    others: Counter[str] = field(default_factory=Counter)


class Gathering:
    """Looks through foreign archives, at the time `now`, for the pages of sites that can be read."""

    def __init__(self, hosts: Hosts, shelf: Shelf, now: datetime) -> None:
        self._hosts, self._shelf, self._now, self.passed = hosts, shelf, now, Passed()
        self._revisits: list[Waiting] = []
        self._sent: set[str] = set()

    def gather(
        self, name: str, file: BinaryIO, reached: Callable[[int], object] = bool
    ) -> Iterator[Imported | Damaged]:
        """Puts the article pages of a file on the shelf; tells what is damaged, and article URLs without a page."""
        for record in records(name, file, reached):
            if isinstance(record, Damaged):
                yield record
            else:
                yield from self._look_at(record)

    def _look_at(self, record: Found) -> Iterator[Imported | Damaged]:
        self.passed.records += 1
        url, kind = url_of(record), kind_of(record)
        if url is None or kind not in KINDS:
            self.passed.kinds[kind or "nameless"] += 1
            if is_sent(record):
                self._sent.update(names_of(record))
            return
        host = host_of(url)
        site = self._hosts.site(host)
        if site is None:
            self.passed.hosts[host] += 1
        elif not site.reader.urls.leads_to_article(url):
            self.passed.others[site.name] += 1
        else:
            yield from self._put_by(record, url, site.name)

    def _put_by(self, record: Found, url: str, site: str) -> Iterator[Imported | Damaged]:
        try:
            page = foreign(record, url, self._now)
        except NoPageError as error:
            at = record.field("warc-date")
            yield Imported("refused", site, url, at, record.where, error.reason, error.detail)
            return
        if isinstance(page, Damaged):
            yield page
        elif isinstance(page, Revisit):
            self._revisits.append((host_of(url), page))
        else:
            self._shelf.put(host_of(url), page)

    def settle(self, held: HeldPages) -> Iterator[Imported]:
        """Once all files are gathered: the pages that revisits stand for come to the shelf, or it is told why not."""
        missing = held.bring(bring_from_files(self._revisits, self._shelf), self._shelf)
        for host, one in missing:
            site = self._hosts.site(host)
            told = f"the same as {one.told}: neither these files nor the archive hold it"
            yield Imported("refused", site.name if site else host, one.url, utc_text(one.at), one.where, REVISIT, told)
        self._revisits.clear()

    def pages(self) -> Iterator[Shelved]:
        """All that stands on the shelf, oldest first; what answers a request that sent something is marked so."""
        for host, page in self._shelf:
            yield host, replace(page, sent=not self._sent.isdisjoint(page.names))
