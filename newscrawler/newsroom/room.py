"""The newsroom: a plan of stories, a clock that publishes them, and the sites that show them."""

import json
import time
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from newscrawler.clock import Clock
from newscrawler.newsroom.answer import TEXT, Answer, Page, Request, answer
from newscrawler.newsroom.faults import Asked, Choice, Trouble, told
from newscrawler.newsroom.printing import BAKU
from newscrawler.newsroom.server import House, listen, serve_until_signal, serving
from newscrawler.newsroom.sites import Paper, Site
from newscrawler.newsroom.sites.choice import site
from newscrawler.newsroom.story import Story
from newscrawler.newsroom.switches import switches

# Where no clock says otherwise, it is and stays the evening of the seed article's day.
STILL = datetime(2025, 12, 15, 18, tzinfo=BAKU)
LOOPBACK = ("127.0.0.1", "localhost")


@dataclass(frozen=True, slots=True)
class Seen:
    """A request that reached the server; `at` by time.monotonic(), `status` 0 where no head was sent."""

    at: float
    method: str
    host: str
    target: str
    headers: Mapping[str, str]
    status: int


class Newsroom:
    """`articles` stories of each site, the same for the same `seed`; `given` are switches of `newsroom.switches`.

    `sites` are names, or `all`; one without a folder in `newsroom/sites` is played from its saved `pages/<name>`.

    Without a clock, or with one that has no start, time stands still at 18:00 on 15 December 2025 in Baku.
    """

    def __init__(
        self,
        articles: int = 500,
        seed: int = 1,
        clock: Clock | None = None,
        sites: Sequence[str] = ("report",),
        pages: Path | None = None,
        **given: object,
    ) -> None:
        self.articles, self.seed = articles, seed
        self.clock = clock if clock is not None and clock.start is not None else Clock(STILL, 0)
        self.switches = switches(**given)
        self._trouble = Trouble(self.switches, self.clock)
        self.site: Site = site(sites, pages)
        self.log: list[Seen] = []
        self._in_flight: Counter[str] = Counter()
        self.in_flight_max = 0

    @cached_property
    def stories(self) -> tuple[Story, ...]:
        """Every story planned, oldest first."""
        assert self.clock.start is not None
        end = self.clock.start.astimezone(BAKU).replace(microsecond=0) + timedelta(days=self.switches.ahead)
        return self.site.stories(self.articles, end, self.seed, self.switches)

    @cached_property
    def paper(self) -> Paper:
        """The site with its stories."""
        return self.site.paper(self.stories, self.switches)

    @cached_property
    def _choice(self) -> Choice:
        return self._trouble.choose(self.stories, self.seed)

    @property
    def struck(self) -> Mapping[str, tuple[Story, ...]]:
        """The stories that each fault of the switch `faults` strikes, by its name."""
        return self._choice.struck

    def published(self) -> tuple[Story, ...]:
        """The stories that the clock has passed, as they stand now."""
        now = self.clock.now()
        out = bisect_right(self.stories, now, key=lambda story: story.published)
        return tuple(story.at(now) for story in self.stories[:out])

    def respond(self, method: str, host: str, target: str, headers: Mapping[str, str] | None = None) -> Answer:
        """The answer to one request at the clock's present moment; changes nothing."""
        lower = {name.lower(): value for name, value in (headers or {}).items()}
        return self._respond(Request(method, host, target, lower), self.clock.now())

    def _respond(self, request: Request, now: datetime) -> Answer:
        return answer(self._page(request, now), request, now)

    def _page(self, request: Request, now: datetime) -> Page:
        if request.method not in ("GET", "HEAD"):
            return Page(b"", TEXT, 405)
        host = _name(request)
        if host in self.site.hosts:
            return self.paper.page(request, now)
        if host not in LOOPBACK:
            return Page(b"no such host here\n", TEXT, 421)
        if request.path == "/newsroom/truth.jsonl":
            return _lines({**story.truth(), **told(story, self._choice)} for story in self.published())
        if request.path == "/newsroom/log.jsonl":
            return _lines(asdict(seen) for seen in self.log)
        return Page(b"truth.jsonl and log.jsonl lie under /newsroom/\n", TEXT, 404)

    def handle(self, request: Request) -> Answer:
        """`respond` for the server: disturbed where a switch says so; keeps a log of what the site was asked."""
        self._in_flight[_name(request)] += 1
        now = self.clock.now()
        found = self._respond(request, now)
        if _name(request) in LOOPBACK:
            return found
        self.in_flight_max = max(self.in_flight_max, self._in_flight[_name(request)])
        asked = Asked(request, len(self.log) + 1, now, lambda wanted: self._page(wanted, now))
        found = self._trouble.disturb(found, asked, self._choice)
        self.log.append(
            Seen(time.monotonic(), request.method, request.host, request.target, request.headers, found.status)
        )
        return found

    @property
    def in_flight(self) -> int:
        """How many requests wait for their answer now, on all hosts; `in_flight_max` is the most there were on one."""
        return self._in_flight.total()

    def done(self, request: Request) -> None:
        """Called by the server when an answer has left."""
        self._in_flight[_name(request)] -= 1

    @contextmanager
    def serve(self, port: int = 0) -> Iterator[str]:
        """Serve on 127.0.0.1 in a thread while the block runs; yields `http://127.0.0.1:PORT`."""
        house = self._house()
        with serving(listen(port), house) as base:
            yield base

    def serve_until_signal(self, port: int = 0) -> None:
        """Serve in this thread until SIGTERM or SIGINT; says when it is ready."""
        house, found = self._house(), listen(port)
        address = f"http://127.0.0.1:{found.getsockname()[1]}"
        print(f"newsroom: {address} {self.site.name} {len(self.stories)} articles seed {self.seed}", flush=True)
        serve_until_signal(found, house)

    def _house(self) -> House:
        """What the server needs; the paper is written and the faults are drawn before the first request."""
        self.paper, self._choice
        return House(self.handle, self.done, self._trouble.outage.door)


def _name(request: Request) -> str:
    return request.host.partition(":")[0].lower()


def _lines(facts: Iterable[Mapping[str, Any]]) -> Page:
    body = "".join(json.dumps(fact, ensure_ascii=False) + "\n" for fact in facts)
    return Page(body.encode(), "application/jsonl")
