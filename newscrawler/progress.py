"""How far a backfill is: a bar on a terminal, plain lines in the log elsewhere."""

import asyncio
import logging
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, TaskID, TextColumn

from newscrawler.bar import SILENCE, Silence, around, to_go

logger = logging.getLogger(__name__)

STEP = 100
"""A plain line comes after so many articles, or after `SILENCE`."""

_LOOK = 0.5
_HELD = ("new", "revision", "unchanged", "conflict", "moved")

Stats = Callable[[], Mapping[str, Any]]


@dataclass
class Pace:
    """What one site's crawl has done: `total` articles are expected, `held` of them were there before it began."""

    site: str
    total: int
    held: int
    stats: Stats
    begun: float = field(default_factory=time.monotonic)
    told: int = 0
    silence: Silence = field(default_factory=lambda: Silence(SILENCE))
    _waiting: tuple[str, int] = ("", -1)

    @property
    def done(self) -> int:
        """Articles held."""
        return self.held + self.fetched

    @property
    def fetched(self) -> int:
        """Articles that this crawl has brought."""
        stats = self.stats()
        return sum(int(stats.get(f"newscrawler/ended/{verdict}", 0)) for verdict in _HELD)

    @property
    def rate(self) -> float:
        """Articles a second."""
        return self.fetched / max(time.monotonic() - self.begun, 0.001)

    def waiting(self) -> str:
        """Until when it waits and why; empty once something was fetched again."""
        stats = self.stats()
        why, answers = str(stats.get("newscrawler/waiting") or ""), int(stats.get("newscrawler/responses", 0))
        if why != self._waiting[0]:
            self._waiting = (why, answers)
        return f"waiting until {why}" if why and answers == self._waiting[1] else ""

    def line(self) -> str:
        """One line for a log.

        >>> pace = Pace("report", 400, 0, lambda: {"newscrawler/ended/new": 100}, begun=time.monotonic() - 10)
        >>> pace.line()
        'report: 100 of about 400 articles held, 10.0 a second, about 0:00:30 to go'
        """
        left = max(0, self.total - self.done)
        waiting, end = self.waiting(), to_go(left / self.rate) if left and self.fetched else ""
        rate = f"{self.rate:.1f} a second" if self.rate >= 1 else f"{self.rate * 60:.1f} a minute"
        told = f"{self.site}: {self.done:,} of about {self.total:,} articles held, {rate}{end}"
        return f"{told}; {waiting}" if waiting else told

    def is_due(self) -> bool:
        """Is it time for a line?"""
        if self.done - self.told < STEP and not self.silence.is_over:
            return False
        self.told = self.done
        self.silence.begin()
        return True


async def follow(paces: list[Pace], console: Console) -> None:
    """Shows how far the crawls are until it is cancelled."""
    if console.is_terminal:
        await _draw(paces, console)
    while True:
        for pace in paces:
            if pace.is_due():
                logger.info("%s", pace.line())
        await asyncio.sleep(_LOOK)


async def _draw(paces: list[Pace], console: Console) -> None:
    rate, waiting = TextColumn("{task.fields[rate]}"), TextColumn("{task.fields[waiting]}", style="yellow")
    columns, shared = (*around(MofNCompleteColumn(), rate), waiting), sys.stdout.isatty()
    with Progress(*columns, console=console, redirect_stdout=shared) as progress:
        tasks = {progress.add_task(pace.site, total=pace.total, rate="", waiting=""): pace for pace in paces}
        try:
            while True:
                _update(progress, tasks)
                await asyncio.sleep(_LOOK)
        finally:
            _update(progress, tasks)


def _update(progress: Progress, tasks: Mapping[TaskID, Pace]) -> None:
    for task, pace in tasks.items():
        total = max(pace.total, pace.done)
        progress.update(
            task, total=total, completed=pace.done, rate=f"{pace.rate * 60:,.0f}/min", waiting=pace.waiting()
        )
