"""The archive, open for writing: lease, fetch, read, commit.

with Archive.open(Path("archive"), clock) as archive:
    archive.commit(Tick(discovered=[Discovered("https://report.az/rss/", "report", "command", kind="source")]))
    archive.claim(archive.hosts_ready("report"))
    for lease in archive.lease("report", per_host=1):
        ...  # fetch and read it
        archive.commit(Tick(finished=[Finished(lease, "stored", record, page=capture)]))
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType

from newscrawler.archive.answers import Committed, Ending, Held, Judgement
from newscrawler.archive.backend import Backend
from newscrawler.archive.disk import place_of
from newscrawler.archive.failpoints import failpoint
from newscrawler.archive.layout import stamp
from newscrawler.archive.leasing import Leasing
from newscrawler.archive.ledger_hosts import LEASE_SECONDS
from newscrawler.archive.model import JSON, Capture, Tick
from newscrawler.archive.rebuild import DOUBTED, carry, is_malformed, open_ledger
from newscrawler.archive.rebuilt import Rebuilt
from newscrawler.archive.records import read_at
from newscrawler.archive.recovery import Recovered, recover
from newscrawler.archive.segments import LINES_LIMIT, PAGES_LIMIT, Segments
from newscrawler.archive.taking import Taking
from newscrawler.archive.writers import Writer, opening
from newscrawler.clock import Clock
from newscrawler.errors import ArchiveError


class Archive(Leasing):
    """One writer of an archive. Use it from the thread that opened it; every failure of the disk is an `ArchiveError`.

    After such a failure nothing of that tick is believed, and the archive takes no more: open it anew.
    """

    def __init__(
        self,
        root: Path,
        clock: Clock,
        ledger: Backend,
        writer: Writer,
        *,
        pages: bool = True,
        limits: tuple[int, int] = (LINES_LIMIT, PAGES_LIMIT),
        lease_seconds: float = LEASE_SECONDS,
    ) -> None:
        super().__init__(root, clock, ledger, writer, lease_seconds)
        self.recovered, self._pages = Recovered(), pages
        self.rebuilt: Rebuilt | None = None
        self._segments = Segments(root, writer.name, ledger.length, clock.now, limits)
        self._renewed, self._place = time.monotonic(), place_of(ledger.path)
        self._failure: ArchiveError | None = None

    @classmethod
    def open(
        cls,
        root: Path,
        clock: Clock | None = None,
        *,
        pages: bool = True,
        machine: str = "",
        limits: tuple[int, int] = (LINES_LIMIT, PAGES_LIMIT),
        lease_seconds: float = LEASE_SECONDS,
    ) -> "Archive":
        """Opens or makes the archive at `root`, after a crash as after a clean end: what was left half done is mended.

        `pages` False stores no raw pages. `limits` are the sizes in bytes at which segments of lines and of pages end.
        """
        root = root.absolute()
        stamp(root)
        with opening(root):
            ledger, rebuilt = open_ledger(root)
            writer = Writer(root, machine)
            archive = cls(
                root, clock or Clock(), ledger, writer, pages=pages, limits=limits, lease_seconds=lease_seconds
            )
            try:
                archive.recovered = recover(root, ledger)
                archive.rebuilt = rebuilt
                if rebuilt:
                    rebuilt.tell(root)
                with ledger.transaction():
                    ledger.release(writer.name)  # of an earlier life that died under this name
                carry(root, ledger, archive.commit)
            except BaseException:
                archive.close()
                raise
        return archive

    def judge(self, record: JSON) -> Judgement:
        """What a record would be if it were committed now. The commit judges again: two may be on their way."""
        return self._admission(self._hosts).judge(record)

    def keep(self, site: str, page: Capture) -> JSON | None:
        """Takes a page ahead of its record; returns what the record's `raw` becomes. Durable with the next commit."""
        with self._whole():
            return self._admission(self._hosts).keep(site, page)

    def read(self, held: Held) -> JSON | None:
        """The record of a held article; None when its text was removed."""
        return None if held.place is None or held.removed_at is not None else read_at(self.root, held.place)

    def commit(self, tick: Tick) -> Committed:
        """Makes a tick durable, all of it or nothing: records, pages and states together.

        Also the sign of life of this writer: call it every second or so, with an empty tick when nothing happened.
        """
        with self._whole():
            if not tick and not self._segments.changed and time.monotonic() - self._renewed < self._lease_seconds / 4:
                return Committed()
            with self.ledger.transaction():
                failpoint("tick-begun")
                hosts = self.ledger.renew(self.writer, self._lease_seconds)
                done = self._admit(tick, self._hosts & hosts)
                failpoint("tick-admitted")
                self.ledger.set_lengths(self._segments.sync().items())
                failpoint("lengths-set")
        failpoint("committed")
        self._renewed = time.monotonic()
        self._segments.believe()
        self._forget_hosts(self._hosts - hosts)
        self.give_back([one.lease for one in tick.finished] + [one.lease for one in tick.requeued])
        return done

    @contextmanager
    def _whole(self) -> Iterator[None]:
        """All that is written inside or nothing of it. What is written into an archive that was moved or deleted
        meanwhile would be lost or torn in two."""
        if self._failure is not None:
            raise self._failure
        try:
            if place_of(self.ledger.path) != self._place:
                raise ArchiveError(str(self.root), "was moved, deleted or replaced while it was being written")
            yield
        except BaseException as error:
            self._undo(error)
            raise

    def _admit(self, tick: Tick, hosts: set[str]) -> Committed:
        admission = self._admission(hosts)
        found = admission.discover(tick.discovered)
        endings: tuple[Ending, ...] = tuple(admission.finish(one) for one in tick.finished)
        endings += tuple(admission.take(one) for one in tick.taken)
        for requeued in tick.requeued:
            admission.requeue(requeued)
        for kind, line in tick.lines:
            admission.bring(kind, line)
        for site, page in tick.captures:
            admission.keep(site, page)
        for step in tick.progress:
            self.ledger.set_progress(step.site, step.source, step.key, step.value)
        for look in tick.looks:
            self.ledger.amend(look.row, self.clock.now(), due=look.due)
        for host, note in tick.hosts.items():
            self.ledger.note_host(host, asked=note.asked, pace=note.pace, until=note.until, why=note.why or None)
        return Committed(found, endings, frozenset(self._hosts - hosts))

    def _admission(self, hosts: set[str]) -> Taking:
        return Taking(self.ledger, self._segments, self.clock.now(), hosts, self._pages)

    def _undo(self, error: BaseException) -> None:
        """After a failed sync nobody knows what the disk holds: this archive stops, and the next one looks."""
        self._failure = error if isinstance(error, ArchiveError) else ArchiveError(str(self.root), repr(error))
        with suppress(ArchiveError):  # what lies beyond the committed lengths is looked at by the next start
            self._segments.rollback()
        if is_malformed(error):
            (self.root / DOUBTED).touch()

    def close(self) -> None:
        """Gives hosts, segments and the writer's name free."""
        try:
            if self._failure is None:
                with self.ledger.transaction():
                    self.ledger.release(self.writer)
        finally:
            self._segments.close()
            self.ledger.close()
            self._writer.close()

    def __enter__(self) -> "Archive":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
