"""How far a command is that goes through something of known length: a bar on a terminal, plain lines elsewhere."""

import time

from rich.console import Console
from rich.progress import MofNCompleteColumn

from newscrawler.bar import SILENCE, Bar, Silence, to_go

_LOOK = 0.2  # seconds between two looks at the bar


class Counter(Bar):
    """Counts up to `total` of a `unit`; a line comes after 30 seconds of silence, a bar where somebody can see it.

    On standard error: what a command finds goes to standard output.
    """

    def __init__(self, what: str, unit: str, console: Console | None = None) -> None:
        self._console = console or Console(stderr=True)
        super().__init__(self._console, MofNCompleteColumn(), transient=True)
        self.what, self.unit, self.total, self.done = what, unit, 0, 0
        self._begun, self._silence = time.monotonic(), Silence(_LOOK if self.drawn else SILENCE)
        self._task = self.drawn.add_task(what, total=None) if self.drawn else None

    def expect(self, total: int) -> None:
        """So many there will be."""
        self.total = total
        if self.drawn and self._task is not None:
            self.drawn.update(self._task, total=total)

    def step(self, count: int = 1) -> None:
        """So many more are done."""
        self.done += count
        if not self._silence.is_over:
            return
        self._silence.begin()
        if self.drawn and self._task is not None:
            self.drawn.update(self._task, completed=self.done)
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
        left = max(0, self.total - self.done) / max(self.rate, 0.001)
        told = f"{self.what}: {self.done:,} of {self.total:,} {self.unit}, {self.rate:,.1f} a second"
        return f"{told}{to_go(left)}" if left else told
