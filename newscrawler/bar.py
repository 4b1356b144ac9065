"""What all share who tell how far a command is: a bar where somebody sees it, a line after some silence elsewhere."""

import sys
import time
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, TextColumn, TimeRemainingColumn

SILENCE = 30.0
"""Seconds, at the most, between two plain lines of a command that goes through many small things."""


class Bar:
    """A bar on a terminal, None elsewhere (`drawn`); a context, so that it goes away whatever happens.

    `columns` stand between the bar and the time to go; a `transient` bar leaves nothing behind on the terminal.
    """

    def __init__(self, console: Console, *columns: ProgressColumn, transient: bool = False) -> None:
        self.drawn: Progress | None = None
        if console.is_terminal:
            shared = sys.stdout.isatty()  # rich would print above the bar what is meant for a file
            self.drawn = Progress(*around(*columns), console=console, transient=transient, redirect_stdout=shared)

    def __enter__(self) -> Self:
        if self.drawn is not None:
            self.drawn.start()
        return self

    def __exit__(self, *error: object) -> None:
        if self.drawn is not None:
            self.drawn.stop()


class Silence:
    """The time since the last word: whoever speaks lets it begin again."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self.begin()

    def begin(self) -> None:
        """A word was said."""
        self._begun = time.monotonic()

    @property
    def is_over(self) -> bool:
        """Have so many seconds passed without a word?"""
        return time.monotonic() - self._begun >= self._seconds


def around(*columns: ProgressColumn) -> tuple[ProgressColumn, ...]:
    """The columns of every bar: what it is, the bar, `columns`, the time to go."""
    return TextColumn("{task.description}"), BarColumn(), *columns, TimeRemainingColumn()


def as_time(seconds: float) -> str:
    """A span as hours, minutes and seconds.

    >>> as_time(29.6), as_time(3725)
    ('0:00:30', '1:02:05')
    """
    minutes, second = divmod(round(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}"


def to_go(seconds: float) -> str:
    """What a line says at its end of the seconds that are left.

    >>> to_go(7)
    ', about 0:00:07 to go'
    """
    return f", about {as_time(seconds)} to go"
