"""How far an export or a purge is: a bar with the time to go on a terminal, plain lines elsewhere."""

import time
from collections.abc import Callable
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

_SILENCE = 15.0  # seconds between two plain lines

WORDS = {
    "reading": "reading the archive",
    "comparing": "looking for copies",
    "writing": "writing the release",
    "lines": "looking for what is held",
    "pages": "looking through the raw pages",
}


class Teller:
    """Tells of the stages of a long command on `console`; a context, so that the bar goes away whatever happens."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._bar: Progress | None = None
        if console.is_terminal:
            columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
            self._bar = Progress(*columns, console=console)

    def stage(self, name: str) -> Callable[[int, int], None]:
        """A stage begins; what is returned is told how much of how much is done by now."""
        if self._bar is not None:
            bar, task = self._bar, self._bar.add_task(WORDS[name], total=None)
            return lambda done, total: bar.update(task, completed=done, total=total)
        return Lines(self._console, WORDS[name]).told

    def note(self, text: str) -> None:
        """Something that a person should know, in one line."""
        self._console.print(text, highlight=False, markup=False, soft_wrap=True)

    def __enter__(self) -> Self:
        if self._bar is not None:
            self._bar.start()
        return self

    def __exit__(self, *error: object) -> None:
        if self._bar is not None:
            self._bar.stop()


class Lines:
    """A line when a stage ends, and one now and then while it lasts."""

    def __init__(self, console: Console, words: str) -> None:
        self._console, self._words = console, words
        self._begun = self._told_at = time.monotonic()

    def told(self, done: int, total: int) -> None:
        """So much is done by now."""
        now = time.monotonic()
        if now - self._told_at < _SILENCE and done < total:
            return
        spent, self._told_at = now - self._begun, now
        left = f", about {_clock(spent / done * (total - done))} to go" if 0 < done < total else f" in {_clock(spent)}"
        self._console.print(f"{self._words}: {done / max(total, 1):.0%}{left}", highlight=False)


def _clock(seconds: float) -> str:
    minutes, second = divmod(round(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}"
