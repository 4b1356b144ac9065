"""How far a command is that goes through something of known length: a bar on a terminal, plain lines elsewhere."""

import sys
import time
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from newscrawler.progress import SILENCE

_LOOK = 0.2  # seconds between two looks at the bar


class Counter:
    """Counts up to `total` of a `unit`; a line comes after 30 seconds of silence, a bar where somebody can see it.

    On standard error: what a command finds goes to standard output.
    """

    def __init__(self, what: str, unit: str, console: Console | None = None) -> None:
        self.what, self.unit, self.total, self.done = what, unit, 0, 0
        self._console = console or Console(stderr=True)
        self._begun = self._told = time.monotonic()
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        is_shown, shared = self._console.is_terminal, sys.stdout.isatty()  # rich would send a file's lines to the bar
        bar = Progress(*columns, console=self._console, transient=True, redirect_stdout=shared) if is_shown else None
        self._bar = bar
        self._task = self._bar.add_task(what, total=None) if self._bar else None

    def expect(self, total: int) -> None:
        """So many there will be."""
        self.total = total
        if self._bar and self._task is not None:
            self._bar.update(self._task, total=total)

    def step(self, count: int = 1) -> None:
        """So many more are done."""
        self.done += count
        now = time.monotonic()
        if now - self._told < (_LOOK if self._bar else SILENCE):
            return
        self._told = now
        if self._bar and self._task is not None:
            self._bar.update(self._task, completed=self.done)
        else:
            self._console.print(self.line(), highlight=False, markup=False, soft_wrap=True)

    def reach(self, place: int) -> None:
        """It is there by now."""
        self.step(max(0, place - self.done))

    @property
    def rate(self) -> float:
        """How many a second."""
        return self.done / max(time.monotonic() - self._begun, 0.001)

    def line(self) -> str:
        """One line for a log: `report: 1,200 of 4,000 pages, 400.0 a second, about 0:00:07 to go`."""
        told = f"{self.what}: {self.done:,} of {self.total:,} {self.unit}, {self.rate:,.1f} a second"
        left = max(0, self.total - self.done) / max(self.rate, 0.001)
        minutes, seconds = divmod(round(left), 60)
        return f"{told}, about {minutes // 60}:{minutes % 60:02}:{seconds:02} to go" if left else told

    def __enter__(self) -> "Counter":
        if self._bar:
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar:
            self._bar.stop()
