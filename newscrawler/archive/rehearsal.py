"""What an archive would make of foreign pages, found out without writing to it."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from newscrawler.archive.answers import Committed, Ending, Held, Judgement
from newscrawler.archive.layout import ARTICLES, LEDGER, REJECTED, has_ledger, segments
from newscrawler.archive.ledger import Ledger
from newscrawler.archive.model import JSON, Capture, Finished, Place, Tick
from newscrawler.archive.records import read_at
from newscrawler.archive.segments import Segments
from newscrawler.archive.store import Archive
from newscrawler.archive.taking import Taking
from newscrawler.clock import Clock
from newscrawler.errors import ArchiveError

_NOWHERE = ""
_JUDGED = (
    "id",
    "site",
    "url",
    "title",
    "published_on",
    "published_at",
    "fetched_at",
    "revision",
    "content_sha256",
    "flags",
)
"""What another record is compared with: no text, so that a rehearsal of a million articles fits into memory."""


class Imagined(Ledger):
    """A ledger that is only read, and above it what a rehearsal would have written."""

    def __init__(self, path: Path, *, durable: bool = True, readonly: bool = True) -> None:
        super().__init__(path, durable=durable, readonly=readonly)
        self._articles: dict[str, Held] = {}
        self._known: dict[str, str] = {}

    def replay(self, kind: str, line: JSON, place: Place) -> None:
        """Remembers an article, and the other addresses of one."""
        if kind == ARTICLES:
            at = datetime.fromisoformat(line["fetched_at"])
            told = (line["content_sha256"], line["published_at"] or line["published_on"], at, at, None, None, place)
            self._articles[line["id"]] = Held(line["id"], line["revision"], *told)
            self._known[line["url"]] = line["id"]
        elif kind == REJECTED and line["state"] == "alias" and line["id"]:
            self._known[line["url"]] = line["id"]

    def amend(self, row: int, now: datetime, **facts: Any) -> None:
        """When to look again is asked by nobody."""

    def held(self, record: str) -> Held | None:
        """The article of this id, as it would be."""
        return self._articles.get(record) or super().held(record)

    def held_at(self, url: str) -> Held | None:
        """The article that would be known under this URL."""
        known = self._known.get(url)
        if known is not None:
            return self.held(known)
        found = super().held_at(url)
        return self.held(found.id) if found is not None else None


class Rehearsing(Taking):
    """Judges as a real tick does; its lines go nowhere."""

    def keep(self, site: str, page: Capture | None) -> JSON | None:
        """Nothing is kept."""
        return None

    def append(self, kind: str, line: JSON, behind: Place | None = None) -> Place:
        """Nothing is written, and an article remembered."""
        if kind == ARTICLES:
            line = {name: line[name] for name in _JUDGED}
        place = Place(_NOWHERE, len(self._fresh))
        self.ledger.replay(kind, line, place)
        if kind == ARTICLES:
            self._fresh[place] = line
        return place

    def _write(self, one: Finished, record: JSON, verdict: str, held: Held | None = None) -> Ending:
        self.append(ARTICLES, record)
        return Ending(one.lease, verdict, record["id"], record["revision"])

    def written(self) -> Iterator[JSON]:
        """The articles that would have come in, by what they are judged by."""
        yield from self._fresh.values()


class Rehearsal:
    """Stands where an `Archive` would be written to."""

    def __init__(self, root: Path, ledger: Imagined, clock: Clock) -> None:
        self.root, self.ledger, self.clock = root, ledger, clock
        self._taking = Rehearsing(
            ledger, Segments(root, "rehearsal", ledger.length, clock.now), clock.now(), set(), False
        )

    def judge(self, record: JSON) -> Judgement:
        """What a record would be if it came in now."""
        return self._taking.judge(record)

    def read(self, held: Held) -> JSON | None:
        """The record of an article that is really held."""
        if held.place is None or held.place.path == _NOWHERE or held.removed_at is not None:
            return None
        return read_at(self.root, held.place)

    def commit(self, tick: Tick) -> Committed:
        """What the endings of a tick would be."""
        return Committed(endings=tuple(self._taking.take(one) for one in tick.taken))

    def written(self, site: str) -> Iterator[JSON]:
        """What would have come in of a site."""
        return (line for line in self._taking.written() if line["site"] == site)


@contextmanager
def rehearsal(root: Path, clock: Clock) -> Iterator[Rehearsal]:
    """A rehearsal on the archive at `root`, also beside a crawl; one that is not there yet is taken for empty.

    Raises `ArchiveError` for one whose ledger is missing.
    """
    with TemporaryDirectory() as scratch:
        if not has_ledger(root):
            if next(iter(segments(root)), None) is not None:
                raise ArchiveError(str(root / LEDGER), "missing: scrapy rebuild-ledger makes it from the files")
            root = Path(scratch)
            Archive.open(root, clock).close()
        with closing(Imagined(root / LEDGER)) as ledger:
            yield Rehearsal(root, ledger, clock)
