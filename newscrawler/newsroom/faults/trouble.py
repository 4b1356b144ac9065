"""What a newsroom does to its good answers when its switches ask for it: the host first, then the page."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email.utils import format_datetime
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from newscrawler.clock import Clock
from newscrawler.newsroom.answer import HTML, TEXT, Answer, End, Page, Request, answer
from newscrawler.newsroom.faults.challenges import interstitial
from newscrawler.newsroom.faults.choice import Choice, Mark, orders
from newscrawler.newsroom.faults.notices import form
from newscrawler.newsroom.faults.redirects import LOGIN
from newscrawler.newsroom.faults.sources import spoiled
from newscrawler.newsroom.faults.strike import Strike
from newscrawler.newsroom.faults.table import FAULTS
from newscrawler.newsroom.faults.windows import Outage, window
from newscrawler.newsroom.story import Story
from newscrawler.newsroom.switches import Switches

_FORGOTTEN = Answer(0, (), b"", end=End.HANG)
_RESET = Answer(0, (), b"", end=End.RESET)


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: the `number`-th (from 1) of the newsroom, at the moment `now`; `page` is the site without faults."""

    request: Request
    number: int
    now: datetime
    page: Callable[[Request], Page]


class Trouble:
    """The faults of one newsroom; counts what was asked, so that a fault ends after its times.

    Raises ArgumentError for an unknown fault, a wrong order or kind of outage.
    """

    def __init__(self, given: Switches, clock: Clock) -> None:
        self._given = given
        self._orders = orders(given.faults)
        self.outage = Outage(clock, window(clock, given.outage_after, given.outage_hours), given.outage_kind)
        self._challenge = window(clock, given.challenge_after, given.challenge_hours)
        self._met: Counter[str] = Counter()

    def choose(self, stories: Iterable[Story], seed: int) -> Choice:
        """The pages that are struck. Raises ArgumentError when there are too few."""
        return Choice(self._orders, stories, seed)

    def disturb(self, found: Answer, asked: Asked, choice: Choice) -> Answer:
        """The answer `found` as the switches want it."""
        spoilt = self._of_host(asked) or self._of_page(asked, choice) or found
        if asked.request.method == "HEAD":
            spoilt = replace(spoilt, body=b"", more=None, end=End.KEEP if spoilt.more else spoilt.end)
        return replace(spoilt, delay=spoilt.delay + self._given.latency) if self._given.latency else spoilt

    def _of_host(self, asked: Asked) -> Answer | None:
        left = self.outage.left(asked.now)
        if left is not None:
            return replace(_RESET, delay=left) if self.outage.kind == "silent" else _RESET
        if self._challenge and asked.now in self._challenge:
            return interstitial(asked.request, asked.now)
        given = self._given
        if asked.request.path == "/robots.txt" and (refused := self._robots(asked)):
            return refused
        if given.retry_after is not None and asked.number % given.busy_every == 0:
            return _busy(asked.number // given.busy_every, given, asked.now)
        return spoiled(asked.request, asked.page, given, asked.now)

    def _robots(self, asked: Asked) -> Answer | None:
        given, name = self._given, f"robots {asked.request.host}"
        if not (given.robots_status or given.robots_hang):
            return None
        self._met[name] += 1
        if given.robots_times and self._met[name] > given.robots_times:
            return None
        if given.robots_hang:
            return _FORGOTTEN
        return answer(Page(b"robots.txt?\n", TEXT, given.robots_status), asked.request, asked.now)

    def _of_page(self, asked: Asked, choice: Choice) -> Answer | None:
        request = asked.request
        if request.path == LOGIN and "login_redirect" in choice.struck:
            return answer(
                Page(form(request.query.get("next", "/")).encode(), f"{HTML}; charset=UTF-8"), request, asked.now
            )
        mark, hop = choice.find(request) or (None, 0)
        if mark is None or mark.story.published > asked.now:
            return None
        if hop == 1:
            self._met[mark.story.record_id] += 1
            if mark.order.times is not None and self._met[mark.story.record_id] > mark.order.times:
                return None
        return FAULTS[mark.order.name](self._strike(asked, mark, hop))

    def _strike(self, asked: Asked, mark: Mark, hop: int) -> Strike:
        def site(target: str) -> Page:
            return asked.page(replace(asked.request, method="GET", target=target))

        wait, page = self._given.fault_wait, site(_target(mark.story))
        return Strike(asked.request, page, mark.story, mark.place, hop, asked.now, wait, site, _target(mark.other))


def _target(story: Story) -> str:
    return urlunsplit(("", "", *urlsplit(story.url)[2:]))


def told(story: Story, choice: Choice) -> Mapping[str, Any]:
    """What the truth says of the story's fault: its name, and how many requests it strikes (null: all)."""
    mark = choice.by_record.get(story.record_id)
    return {"fault": mark.order.name if mark else None, "fault_times": mark.order.times if mark else None}


def _busy(turn: int, given: Switches, now: datetime) -> Answer:
    """429 and 503 in turn, with Retry-After as seconds or as a date."""
    seconds = given.retry_after or 0
    later = format_datetime(now + timedelta(seconds=seconds), usegmt=True) if given.retry_date else f"{seconds:g}"
    headers = (("Date", format_datetime(now, usegmt=True)), ("Retry-After", later), ("Content-Type", TEXT))
    body = b"busy\n"
    return Answer(429 if turn % 2 else 503, (*headers, ("Content-Length", str(len(body)))), body)
