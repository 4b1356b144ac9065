"""What the archive and its readers ask of a ledger, whatever keeps it: SQLite here, elsewhere another database."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from newscrawler.archive.answers import Held, Row, Stand
from newscrawler.archive.ledger_urls import Seen
from newscrawler.archive.model import JSON, HostNote, Lease, Place, State


class Backend(Protocol):
    """A ledger. Everything that writes is called inside `transaction()`; errors are `ArchiveError`s."""

    path: Path

    def transaction(self) -> AbstractContextManager[None]:
        """All or nothing; holds off every other writer from its beginning."""

    # lines of the files into rows

    def replay(self, kind: str, line: JSON, place: Place) -> None:
        """One line of any kind, and where it lies."""

    def discover(self, lines: Sequence[JSON]) -> None:
        """Lines of `discovered/`."""

    def lengths(self) -> dict[str, int]:
        """The committed length of every segment."""

    def length(self, path: str) -> int:
        """That of one segment."""

    def set_lengths(self, lengths: Iterable[tuple[str, int]]) -> None:
        """Believes segments up to these lengths."""

    def meta(self, key: str) -> str | None:
        """One fact about the ledger itself."""

    def set_meta(self, key: str, value: str) -> None:
        """Writes such a fact."""

    # what only the ledger keeps

    def amend(self, row: int, now: datetime, **facts: Any) -> None:
        """`due` (None: not again), `attempts`, `priority`, `payload`, `etag`, … of a URL."""

    def progress(self, site: str, source: str) -> JSON:
        """How far a source was read."""

    def set_progress(self, site: str, source: str, key: str, value: Any) -> None:
        """Remembers how far."""

    # questions

    def sighted(self, urls: Collection[str], source: str) -> set[str]:
        """Those that this source showed before."""

    def seen(self, urls: Collection[str]) -> dict[str, Seen]:
        """What new sightings have to know of those URLs that are known."""

    def known(self, urls: Iterable[str]) -> set[str]:
        """Those that the ledger knows."""

    def held(self, record: str) -> Held | None:
        """The held article of an id."""

    def held_at(self, url: str) -> Held | None:
        """The held article known under a URL."""

    def row(self, url: str) -> Row | None:
        """Everything of one URL."""

    def out_of_range(self, site: str) -> Iterator[tuple[str, JSON | None]]:
        """(URL, payload) of what lay outside the days it was fetched for."""

    def rows(self, site: str | None = None, states: Collection[str] = ()) -> Iterator[Row]:
        """Every URL of a site in these states."""

    def rows_of(self, record: str) -> list[Row]:
        """The URLs under which an article is known, its own first."""

    def counts(self, site: str | None = None) -> Counter[tuple[str, str]]:
        """How many URLs of each (kind, state)."""

    def stands(self) -> dict[str, Stand]:
        """How the archive stands with each of its sites."""

    # work and workers

    def ready(self, site: str, host: str, limit: int, skip: Collection[int] = ()) -> list[Lease]:
        """URLs of a host that may be fetched now."""

    def promote(self, site: str, now: datetime) -> int:
        """Lets in what waited for its time."""

    def next_due(self, site: str, kind: str | None = None, state: State | None = None) -> datetime | None:
        """When the next waiting URL is due."""

    def next_try(self, site: str) -> datetime | None:
        """When the next URL that failed is tried again."""

    def waits(self, url: str) -> bool:
        """Is a URL to be asked for, now or later?"""

    def handled(self, url: str, since: datetime) -> bool:
        """Is a page waiting to be read, or was it read after `since`?"""

    def was_read(self, url: str, since: datetime) -> bool:
        """Was a page read after `since`, and does it wait for no other look?"""

    def young(self, site: str, since: datetime) -> list[tuple[int, str]]:
        """(row, when published) of articles that came out after `since` and wait for no other look."""

    def longest_unseen(self, site: str, count: int) -> list[int]:
        """The rows of the articles that were looked at longest ago."""

    def hosts_ready(self, site: str) -> list[str]:
        """The hosts with something to fetch now."""

    def claim(self, hosts: Iterable[str], owner: str, alive: Callable[[str], bool], seconds: float) -> dict[str, str]:
        """Leases free hosts; the others with their owners."""

    def renew(self, owner: str, seconds: float) -> set[str]:
        """A sign of life; the hosts still held."""

    def note_host(
        self,
        host: str,
        *,
        asked: float | None = None,
        pace: float | None = None,
        until: datetime | None = None,
        why: str | None = None,
    ) -> None:
        """What the next process has to know of a host; None leaves what is noted."""

    def host_note(self, host: str) -> HostNote:
        """What was noted of a host."""

    def release(self, owner: str | None = None, hosts: Iterable[str] | None = None) -> None:
        """Gives hosts back."""

    def close(self) -> None:
        """Ends the connection."""
