"""What the archive answers: the ends of a tick, a held article, everything about one URL."""

from dataclasses import dataclass
from datetime import datetime

from newscrawler.archive.model import JSON, Lease, Place, State


@dataclass(frozen=True, slots=True)
class Ending:
    """What a finished lease became: `new`, `revision`, `unchanged`, `conflict`, `moved`, a state; `lost`: its host is.

    `id` and `revision` are those of the article that is held now, when one is.
    """

    lease: Lease
    verdict: str
    id: str | None = None
    revision: int | None = None


@dataclass(frozen=True, slots=True)
class Committed:
    """What a commit did: new URLs, the endings in the order of the tick, hosts that another process has taken."""

    discovered: int = 0
    endings: tuple[Ending, ...] = ()
    lost_hosts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Held:
    """What the ledger knows of a held article; its line lies at `place`."""

    id: str
    revision: int
    content_sha256: str
    published: str
    fetched_at: datetime
    checked_at: datetime
    gone_at: datetime | None
    removed_at: datetime | None
    place: Place | None


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a record would be: `new`, `unchanged`, `revision`, `conflict` or `removed`; its id and revision then.

    `held` is the article it was compared with, `known` whether that is known under the record's own URL.
    """

    verdict: str
    id: str
    revision: int
    held: Held | None = None
    known: bool = False


@dataclass(frozen=True, slots=True)
class Stand:
    """How the archive stands with a site: articles held, the day of the newest, when the site last answered, and of
    the articles that were asked for how many are refused to us (`blocked`)."""

    articles: int
    newest: str | None
    answered: datetime | None
    blocked: int
    asked: int


@dataclass(frozen=True, slots=True)
class Row:
    """Everything the ledger knows of one URL, its sources with the time each first showed it."""

    url: str
    site: str
    host: str
    kind: str
    state: State
    reason: str | None
    target: str | None
    status: int | None
    attempts: int
    priority: int
    first_seen: datetime
    changed: datetime
    due: datetime | None
    record: str | None
    listed: JSON | None
    payload: JSON | None
    etag: str | None
    last_modified: str | None
    sources: tuple[tuple[str, datetime], ...]
    held: Held | None
