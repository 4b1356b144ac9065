"""Spans of the newsroom's time in which its whole host is not itself."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import inf

from newscrawler.clock import Clock
from newscrawler.errors import ArgumentError

OUTAGES = ("refuse", "reset", "silent")


@dataclass(frozen=True, slots=True)
class Window:
    """From `begins` up to but not including `ends`."""

    begins: datetime
    ends: datetime

    def __contains__(self, now: datetime) -> bool:
        return self.begins <= now < self.ends


def window(clock: Clock, after: float | None, hours: float) -> Window | None:
    """The window that begins `after` lived hours from the clock's start and lasts `hours`; None for no `after`."""
    if after is None or clock.start is None:
        return None
    begins = clock.start + timedelta(hours=after)
    return Window(begins, begins + timedelta(hours=hours))


@dataclass(frozen=True, slots=True)
class Outage:
    """A host that is away for a window: its port refuses, its connections are reset, or it says nothing."""

    clock: Clock
    when: Window | None
    kind: str

    def __post_init__(self) -> None:
        if self.kind not in OUTAGES:
            raise ArgumentError(f"outage_kind: {self.kind!r} is none of {', '.join(OUTAGES)}")

    def left(self, now: datetime) -> float | None:
        """The real seconds until the outage is over; None when there is none at that moment."""
        if self.when is None or now not in self.when:
            return None
        return self.clock.seconds((self.when.ends - now).total_seconds())

    def door(self) -> tuple[bool, float]:
        """Whether the port takes connections, and in how many real seconds that may change."""
        now = self.clock.now()
        if self.when is None or self.kind != "refuse" or now >= self.when.ends:
            return True, inf
        is_open = now < self.when.begins
        following = self.when.begins if is_open else self.when.ends
        return is_open, self.clock.seconds((following - now).total_seconds())
