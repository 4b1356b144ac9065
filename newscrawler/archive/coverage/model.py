"""What a coverage is made of: a row a day, what is missing by name, holes of sources, odd days."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from newscrawler.archive.model import JSON, State

MISSING_STATES: tuple[State, ...] = ("pending", "failed", "blocked", "rejected")
"""Discovered, not held, and no final word from outside: these are worth asking for again."""

COUNTED = ("held", "gone", "blocked", "rejected", "failed", "pending")
"""What an article can be here; `discovered` is their sum."""

Status = Literal["complete", "incomplete", "unknown"]


@dataclass(slots=True)
class Counts:
    """How many articles are in which state."""

    held: int = 0
    gone: int = 0
    blocked: int = 0
    rejected: int = 0
    failed: int = 0
    pending: int = 0

    @property
    def discovered(self) -> int:
        """All that any source showed, or that is held."""
        return self.held + self.gone + self.missing

    @property
    def missing(self) -> int:
        """Those that are neither held nor accounted for."""
        return self.blocked + self.rejected + self.failed + self.pending

    def add(self, other: "Counts") -> None:
        """Counts these too."""
        for name in COUNTED:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def as_json(self) -> JSON:
        """`discovered`, then each state."""
        return {"discovered": self.discovered, **{name: getattr(self, name) for name in COUNTED}}


@dataclass(frozen=True, slots=True)
class DayRow:
    """One day in Baku. `sources` tells how many of its articles each one showed; `expected` the usual number.

    `is_walked` is False when no source was read for this day: nobody can say what was published then.
    """

    day: date
    counts: Counts
    sources: dict[str, int]
    is_walked: bool
    expected: float | None

    @property
    def status(self) -> Status:
        """`unknown` goes before `incomplete`."""
        if not self.is_walked:
            return "unknown"
        return "incomplete" if self.counts.missing else "complete"

    def as_json(self) -> JSON:
        """The row as one object, its keys always in this order."""
        told = {"row": "day", "day": self.day.isoformat(), "status": self.status}
        return {
            **told,
            **self.counts.as_json(),
            "expected": self.expected,
            "sources": dict(sorted(self.sources.items())),
        }


@dataclass(frozen=True, slots=True)
class Missing:
    """An article that is listed and not held; `day` None when no source tells it."""

    url: str
    day: date | None
    state: State
    reason: str | None
    sources: tuple[str, ...]
    title: str | None

    def as_json(self) -> JSON:
        """The article as one object."""
        day = self.day.isoformat() if self.day else None
        told = {"row": "missing", "url": self.url, "day": day, "state": self.state, "reason": self.reason}
        return {**told, "sources": list(self.sources), "title": self.title}


@dataclass(frozen=True, slots=True, order=True)
class Hole:
    """A day on which a source that nearly always lists nearly everything listed `shown` of `known` articles."""

    day: date
    source: str
    shown: int
    known: int


@dataclass(frozen=True, slots=True, order=True)
class OddDay:
    """A day of `known` articles where the site's own weekday pattern has `expected`."""

    day: date
    known: int
    expected: float


@dataclass(frozen=True, slots=True, order=True)
class Unread:
    """A page of a source that was asked for and could not be read.

    `row` is its URL in the ledger, with the days that it was asked for behind `#`; `url` is the address alone.
    """

    source: str
    row: str
    state: State
    reason: str | None

    @property
    def url(self) -> str:
        """What is sent to the site."""
        return self.row.partition("#")[0]

    @property
    def is_final(self) -> bool:
        """Did the site itself say that it has no such page, or that we may not have it?"""
        return self.state not in MISSING_STATES


@dataclass(slots=True)
class SourceRow:
    """Of one source, in the span and undated: how many articles it showed, how many of them are missing.

    `first` and `last` are the ends of the days that it showed anything of: how far it reaches.
    """

    shown: int = 0
    missing: int = 0
    first: date | None = None
    last: date | None = None

    def as_json(self) -> JSON:
        """The row as one object."""
        ends = {"first": self.first and self.first.isoformat(), "last": self.last and self.last.isoformat()}
        return {"shown": self.shown, "missing": self.missing, **ends}
