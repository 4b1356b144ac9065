"""Reads the held pages of a site again by today's page classes, and writes what they read differently."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from newscrawler.archive.backend import Backend
from newscrawler.archive.disk import check_free
from newscrawler.archive.layout import ARTICLES, LEDGER, REJECTED
from newscrawler.archive.ledger import Ledger
from newscrawler.archive.model import JSON, Taken, Tick
from newscrawler.archive.newest import Newest
from newscrawler.archive.records import read_at
from newscrawler.archive.store import Archive
from newscrawler.archive.writers import living
from newscrawler.clock import Clock
from newscrawler.discovery import Span
from newscrawler.errors import ArchiveError
from newscrawler.rereading.readers import Readers
from newscrawler.rereading.reading import Read, Task
from newscrawler.wishes import span_of

PER_COMMIT, SECONDS = 500, 5.0
"""A commit comes after so many new lines, or after so many seconds."""

_TURNED_AWAY = ("rejected", "blocked")


@dataclass(frozen=True)
class Reextraction:
    """One site of one archive, the days (in Baku) of the articles that are read again, and how it is done.

    `modules` are the packages of spiders, `jobs` the processes that read; `dry` writes nothing, and may then run
    beside a crawl; `least_free` are the bytes below which the disk counts as full.
    """

    root: Path
    site: str
    modules: Sequence[str]
    span: Span = field(default_factory=Span)
    jobs: int = 1
    dry: bool = False
    clock: Clock = field(default_factory=Clock)
    least_free: int = 0

    def readers(self) -> Readers:
        """Those who will read: to be made before anything is opened, and to be closed."""
        return Readers(self.root, self.modules, self.site, self.jobs)

    def run(self, total: Callable[[int], None], readers: Readers | None = None) -> Iterator[Read]:
        """What came of each page, in the order of the archive's lines, told when it is durable or needs no writing.

        `total` hears how many there will be. Killed at any moment, it is simply done again: what was committed counts,
        the rest is read anew. Raises `ArchiveError`, also while a crawl is running, and `WorkerError`.
        """
        with ExitStack() as stack:
            readers = readers or stack.enter_context(closing(self.readers()))
            ledger, writer = self._opened(stack)
            held = stack.enter_context(Newest(self.root, ARTICLES, self.site, wanted=self._is_wanted(ledger)))
            away = stack.enter_context(Newest(self.root, REJECTED, self.site, key=_url, wanted=_has_page))
            total(len(held) + len(away))
            found = readers.read(self._tasks(ledger, held, away))
            yield from found if writer is None else writer.written(found)

    def _opened(self, stack: ExitStack) -> tuple[Backend, "Writing | None"]:
        if self.dry:
            ledger = stack.enter_context(closing(Ledger.reader(self.root)))
            return ledger, None
        if busy := living(self.root):
            told = f"in use by {', '.join(busy)}: stop the crawl first; --dry-run may run beside it"
            raise ArchiveError(str(self.root / LEDGER), told)
        archive = stack.enter_context(Archive.open(self.root, self.clock))
        return archive.ledger, Writing(archive, self.least_free)

    def _is_wanted(self, ledger: Backend) -> Callable[[JSON], bool]:
        def wanted(record: JSON) -> bool:
            if not self.span.holds(date.fromisoformat(record["published_on"])):
                return False
            held = ledger.held(record["id"])
            return held is None or held.removed_at is None

        return wanted

    def _tasks(self, ledger: Backend, held: Newest, away: Newest) -> Iterator[Task]:
        yield from map(Task, held)
        for place in away:
            row = ledger.row(read_at(self.root, place)["url"])
            if row is not None and row.state in _TURNED_AWAY:
                wanted = self.span if self.span.bounded else span_of(row.payload)
                told = tuple((row.listed or {}).get("evidence", ()))
                yield Task(place, rejected=True, told=told, wanted=(wanted.since, wanted.until))


class Writing:
    """Puts what was read differently into an archive, some hundred lines a commit."""

    def __init__(self, archive: Archive, least_free: int) -> None:
        self._archive, self._least_free = archive, least_free
        self._tick, self._told, self._committed = Tick(), list[Read](), time.monotonic()

    def written(self, found: Iterator[Read]) -> Iterator[Read]:
        """Each of `found` once it is durable."""
        for read in found:
            self._take(read)
            if len(self._told) >= PER_COMMIT or time.monotonic() - self._committed > SECONDS:
                yield from self._commit()
        yield from self._commit()

    def _take(self, read: Read) -> None:
        self._told.append(read)
        if read.record is not None and read.verdict == "changed":
            self._tick.lines.append((ARTICLES, read.record))
        elif read.record is not None and read.verdict == "fresh":
            self._tick.taken.append(Taken(read.record, read.url))

    def _commit(self) -> Iterator[Read]:
        if self._tick:
            check_free(self._archive.root, self._least_free)
        endings = iter(self._archive.commit(self._tick).endings)
        for read in self._told:
            if read.verdict == "fresh" and (ending := next(endings)).verdict not in ("new", "conflict"):
                read.verdict, read.reason = "known", f"{ending.verdict} {ending.id}"
            yield read
        self._tick, self._told, self._committed = Tick(), [], time.monotonic()


def _url(line: JSON) -> str:
    return str(line["url"])


def _has_page(line: JSON) -> bool:
    return bool(line.get("raw")) and line["kind"] == "article" and line["state"] in _TURNED_AWAY
