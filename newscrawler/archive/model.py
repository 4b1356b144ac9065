"""What goes into the archive in one tick. What comes back is in `answers`."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

JSON = dict[str, Any]

State = Literal["pending", "stored", "alias", "gone", "blocked", "disallowed", "not_article", "rejected", "failed"]
STATES: tuple[State, ...] = (
    "pending",
    "stored",
    "alias",
    "gone",
    "blocked",
    "disallowed",
    "not_article",
    "rejected",
    "failed",
)

LIVE, OLD = 0, 100
"""Priorities: the smaller goes first, so that what is new never waits behind a backfill."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line begins: the segment relative to the archive, bytes from its start."""

    path: str
    offset: int


@dataclass(frozen=True, slots=True)
class Discovered:
    """A URL that a source showed, or work that a command puts in.

    `record` is the id by the site's URL rule, `listed` what the source said of it (title, date), `payload` what the
    callback needs. `due` None means now. `again` asks for it anew even when it is known and done.
    """

    url: str
    site: str
    source: str
    kind: str = "article"
    record: str | None = None
    priority: int = LIVE
    due: datetime | None = None
    listed: JSON | None = None
    payload: JSON | None = None
    again: bool = False


@dataclass(frozen=True, slots=True)
class Lease:
    """A due URL handed out. It stays `pending` on disk until a commit says otherwise: a crash leaves nothing behind.

    `attempts` counts the tries that failed before; `state` is `stored` when a held article is looked at again.
    """

    row: int
    url: str
    site: str
    host: str
    kind: str
    state: State
    attempts: int
    priority: int
    record: str | None
    listed: JSON | None
    payload: JSON | None
    etag: str | None
    last_modified: str | None


@dataclass(frozen=True, slots=True)
class Capture:
    """One exchange as it went over the wire: headers as pairs, the payload de-chunked and still content-encoded."""

    url: str
    at: datetime
    status: int
    headers: Sequence[tuple[str, str]]
    payload: bytes
    reason: str = ""
    method: str = "GET"
    request_headers: Sequence[tuple[str, str]] = ()
    ip: str | None = None


@dataclass(frozen=True, slots=True)
class Finished:
    """The end of a lease: a `record` (the dict of an `Article`; revision and raw are filled in here), or a state.

    `target` is where an alias leads. `page` is kept where the archive keeps pages. `due` asks for another look.
    """

    lease: Lease
    state: State
    record: JSON | None = None
    reason: str | None = None
    field: str | None = None
    detail: str | None = None
    target: str | None = None
    status: int | None = None
    source: str | None = None
    page: Capture | None = None
    etag: str | None = None
    last_modified: str | None = None
    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class Requeued:
    """A lease that goes back: another try at `due`. `counts` is False when the host failed and not the URL.

    `succeeded`: it did not fail at all and is simply wanted again then; its attempts begin anew.
    """

    lease: Lease
    due: datetime | None = None
    reason: str | None = None
    status: int | None = None
    counts: bool = True
    succeeded: bool = False
    priority: int | None = None
    payload: JSON | None = None
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a source was read: a value under a key (`cursor`, `shard:<url>`, `day:2025-12-15`); None forgets it."""

    site: str
    source: str
    key: str
    value: Any


@dataclass(frozen=True, slots=True)
class HostNote:
    """What processes tell each other of a host: when it was `asked` last (real seconds since 1970), its `pace` in
    seconds between requests, and until when, by the crawl's clock, and why nothing is to be asked."""

    asked: float = 0.0
    pace: float = 0.0
    until: datetime | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """Another look at a held article: the row of its URL, and when."""

    row: int
    due: datetime


@dataclass(frozen=True, slots=True)
class Taken:
    """A record that no lease asked for: read out of another archive's page, kept as `page`, or out of a stored one.

    `asked` is the URL under which the page was known before it was read; `record` the dict of an `Article`.
    """

    record: JSON
    asked: str
    page: Capture | None = None


@dataclass
class Tick:
    """Everything that one group commit makes durable together."""

    discovered: list[Discovered] = field(default_factory=list)
    finished: list[Finished] = field(default_factory=list)
    requeued: list[Requeued] = field(default_factory=list)
    progress: list[Progress] = field(default_factory=list)
    captures: list[tuple[str, Capture]] = field(default_factory=list)  # (site, a page that no line points to)
    lines: list[tuple[str, JSON]] = field(default_factory=list)  # (kind, a line as it is: of a re-reading)
    taken: list[Taken] = field(default_factory=list)
    hosts: dict[str, HostNote] = field(default_factory=dict)
    looks: list[Look] = field(default_factory=list)

    def __bool__(self) -> bool:
        parts = (self.discovered, self.finished, self.requeued, self.progress, self.captures, self.lines, self.hosts)
        return any((*parts, self.looks, self.taken))
