"""The hosts of a crawl: one request out at a time on each, none while a host rests, its queue kept here until then.

Whatever Scrapy's downloader holds in its own queue can no longer be held back, so it gets nothing it cannot send.
"""

import time
from collections import deque
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from scrapy import Request
from scrapy.core.downloader import Slot

from newscrawler.archive.ledger_database import host_of
from newscrawler.archive.model import HostNote
from newscrawler.archive.store import Archive
from newscrawler.clock import Clock
from newscrawler.patience import RESTS, Host
from newscrawler.work import LEASE


class Hosts:
    """Requests that were leased, by host; what is known of each host."""

    def __init__(self, clock: Clock, pace: float, tries: int, longest: float) -> None:
        self._clock, self._pace, self._kind = clock, pace, (tries, longest)
        self._queues: dict[str, deque[Request]] = {}
        self._out: dict[str, Request] = {}
        self._known: dict[str, Host] = {}
        self._not_before: dict[str, float] = {}
        self._notes: dict[str, HostNote] = {}
        self._ours: set[str] = set()

    def __len__(self) -> int:
        return sum(map(len, self._queues.values()))

    def __getitem__(self, host: str) -> Host:
        return self._known.setdefault(host, Host(*self._kind))

    @property
    def out(self) -> int:
        """How many requests the engine has."""
        return len(self._out)

    @property
    def leased(self) -> int:
        """How many of those in the queues serve a lease."""
        return sum(LEASE in request.meta for queue in self._queues.values() for request in queue)

    def meet(self, names: Iterable[str], archive: Archive) -> None:
        """Hosts that are ours: what the process before noted of a new one holds for us."""
        for name in set(names) - self._ours:
            self._ours.add(name)
            note = archive.ledger.host_note(name)
            pace = max(note.pace, self._pace)
            wait = note.asked + pace - time.time()
            if note.asked and wait > 0:  # a clock that went back must not make it more than the pace
                self._not_before[name] = time.monotonic() + min(wait, pace)
            now, longest = self._clock.now(), timedelta(seconds=max(RESTS["refused"][1], self._kind[1]))
            if note.until is not None and now < note.until <= now + longest:
                self[name].hold(note.until, note.why)

    def part(self, names: Iterable[str]) -> list[Request]:
        """Hosts that are no longer ours; what was queued for them."""
        self._ours -= set(names)
        return [request for name in names for request in self._queues.pop(name, ())]

    def put(self, request: Request) -> None:
        """Queues a request."""
        self._queues.setdefault(host_of(request.url), deque()).append(request)

    def take(self) -> Request | None:
        """The next request whose host may be asked now; hosts take turns."""
        now = self._clock.now()
        for name in list(self._queues):
            if name in self._out or not self._may_be_asked(name, now):
                continue
            queue = self._queues.pop(name)
            request = queue.popleft()
            if queue:
                self._queues[name] = queue  # at the end: the others come first next time
            self._out[name] = request
            return request
        return None

    def _may_be_asked(self, name: str, now: datetime) -> bool:
        is_awake = not self[name].is_resting(now) and self._not_before.get(name, 0.0) <= time.monotonic()
        return is_awake and name in self._ours

    def give_back(self, request: Request) -> None:
        """A request has left the downloader, or never reached it: the next one may go."""
        name = host_of(request.url)
        if self._out.get(name) is request:
            del self._out[name]

    def asked(self, request: Request, slot: Slot | None) -> None:
        """A request was sent: when, and at which pace, is told to the process that has the host next."""
        if slot is not None:
            name, sent = host_of(request.url), time.time() - (time.monotonic() - slot.lastseen)
            self._notes[name] = HostNote(sent, slot.delay)

    def notes(self) -> dict[str, HostNote]:
        """What is new since the last call, to be written down."""
        for name, host in self._known.items():
            noted = self._notes.get(name, HostNote())
            if host.persists:
                self._notes[name] = HostNote(noted.asked, noted.pace or self._pace, host.until, host.why)
                host.persists = False
        notes, self._notes = self._notes, {}
        return notes

    def awake(self, names: Iterable[str]) -> set[str]:
        """Those of `names` that do not rest."""
        now = self._clock.now()
        return {name for name in names if not self[name].is_resting(now)}

    def resting(self, names: Iterable[str]) -> Iterator[tuple[datetime, str, str]]:
        """(until when, host, why) of those of `names` that rest."""
        now = self._clock.now()
        for name in names:
            host = self[name]
            if host.until is not None and host.is_resting(now):
                yield host.until, name, host.why

    def waiting(self) -> list[str]:
        """The hosts with requests in their queue."""
        return list(self._queues)

    def clear(self) -> list[Request]:
        """Empties the queues; what was in them."""
        left = [request for queue in self._queues.values() for request in queue]
        self._queues.clear()
        return left
