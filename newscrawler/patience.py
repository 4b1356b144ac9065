"""What a failure means: is it the URL's fault or its host's, shall it be tried again, and when. Pure: no Scrapy.

A host is judged first. What cannot be reached at all, three addresses in a row that nobody answers, five that are
answered "not now", twenty that are refused: these are failures of the host (or of our own network), which then rests,
longer each time, while its URLs keep their attempts. Anything less is the URL's own: it is tried again after a time
that doubles, and given up after `tries`. It is never given up on the word of a host that has answered nothing since:
such a host is doubted, and asked for its robots.txt before anything else.
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, Literal

Kind = Literal["unreachable", "unanswered", "busy", "refused", "page"]
"""No way to the host; no answer, or a broken one; "not now" (5xx, 429); "not you" (403, a challenge); a bad page."""

BACKOFF = 15.0
"""Seconds to the second try of a URL; each further one waits twice as long, give or take a quarter."""

IN_A_ROW: Final[Mapping[Kind, int]] = {"unreachable": 1, "unanswered": 3, "busy": 5, "refused": 20}
"""So many different URLs in a row make it the host's failure."""

RESTS: Final[Mapping[Kind, tuple[float, float]]] = {
    "unreachable": (30, 1800),  # a laptop that wakes up should not wait for hours
    "unanswered": (60, 1800),
    "busy": (60, 3600),
    "refused": (900, 86_400),
}
"""Seconds of a host's first rest and of its longest; each doubles the one before."""


@dataclass(frozen=True, slots=True)
class Setback:
    """A request that brought nothing that can be kept or listed. `wait`: seconds that the server asks for."""

    kind: Kind
    reason: str
    detail: str | None = None
    status: int | None = None
    wait: float | None = None

    @property
    def told(self) -> str:
        """Reason and detail in one."""
        return f"{self.reason}: {self.detail}" if self.detail else self.reason


@dataclass(frozen=True, slots=True)
class Verdict:
    """What follows. `again`: the URL at `due`, its attempt counted; `rest`: the host until `due`, nothing counted;
    `give_up`. `reopened` are URLs given up on before, when the host had not shown yet that it refuses everybody."""

    action: Literal["again", "rest", "give_up"]
    due: datetime | None = None
    reopened: tuple[str, ...] = ()


@dataclass
class Host:
    """How one host behaves. `until` and `why`: it rests. `doubted`: nothing good came since its last failure.

    No wait that a server asks for is longer than `longest` seconds.
    """

    tries: int = 5
    longest: float = 3600.0
    until: datetime | None = None
    why: str = ""
    persists: bool = False
    doubted: bool = False
    rests: int = 0
    row: list[str] = field(default_factory=list)
    row_of: Kind | None = None
    given_up: list[str] = field(default_factory=list)

    def answered(self) -> None:
        """A page came that is what was asked for."""
        self.doubted, self.given_up = False, []
        self.rests, self.row, self.row_of = 0, [], None

    def alive(self) -> None:
        """The host is there and serves (its robots.txt came): what fails now is the URL's own failure."""
        self.doubted = False
        if self.row_of != "refused":
            self.rests, self.row, self.row_of = 0, [], None

    def is_resting(self, now: datetime) -> bool:
        """Must nothing be asked now?"""
        return self.until is not None and now < self.until

    def hold(self, until: datetime, why: str, *, persists: bool = True) -> None:
        """Nothing is asked before `until`. `persists`: the host asked for it, so it holds for other processes too."""
        if self.until is None or until > self.until:
            self.until, self.why, self.persists = until, why, persists

    def judge(self, url: str, attempts: int, setback: Setback, now: datetime) -> Verdict:
        """What follows from a setback of `url`, which failed `attempts` times before."""
        kind, doubted = setback.kind, self.doubted
        if kind == "page":
            self.alive()
        else:
            self._enter(url, kind)
            if len(self.row) >= IN_A_ROW[kind]:
                return self._rest(kind, setback, now)
        wait = self._wait(setback)
        if wait:
            self.hold(now + timedelta(seconds=wait), setback.told)
        if kind == "refused":
            self.given_up.append(url)
            return Verdict("give_up")
        if attempts + 1 >= self.tries:
            return self._rest(kind, setback, now) if doubted and kind != "page" else Verdict("give_up")
        delay = BACKOFF * 2**attempts * random.uniform(0.75, 1.25)
        return Verdict("again", now + timedelta(seconds=max(delay, wait)))

    def _wait(self, setback: Setback) -> float:
        return min(setback.wait or 0.0, self.longest)

    def _enter(self, url: str, kind: Kind) -> None:
        """One more in the row, or the first of another one. No way and no answer are one row."""
        silent = ("unreachable", "unanswered")
        if self.row_of != kind and not (self.row_of in silent and kind in silent):
            self.row, self.rests, self.given_up = [], 0, []
        self.row_of, self.doubted = kind, kind != "refused"
        if url not in self.row:
            self.row.append(url)

    def _rest(self, kind: Kind, setback: Setback, now: datetime) -> Verdict:
        first, longest = RESTS[kind]
        seconds = max(min(first * 2**self.rests, longest), self._wait(setback))
        self.rests += 1
        until = now + timedelta(seconds=seconds)
        self.hold(until, setback.told, persists=kind in ("busy", "refused"))
        reopened, self.given_up = tuple(self.given_up), []
        self.row = self.row[-IN_A_ROW[kind] :]
        return Verdict("rest", until, reopened)
