"""How far an export or a removal is, stage by stage: a bar with the time to go on a terminal, plain lines elsewhere."""

import time
from collections.abc import Callable

from rich.console import Console
from rich.progress import TaskProgressColumn

from newscrawler.bar import Bar, Silence, as_time, to_go

_SILENCE = 15.0  # seconds between two plain lines

WORDS = {
    "reading": "reading the archive",
    "comparing": "looking for copies",
    "writing": "writing the release",
    "lines": "looking for what is held",
    "pages": "looking through the raw pages",
}


class Teller(Bar):
    """Tells of the stages of a long command on `console`."""

    def __init__(self, console: Console) -> None:
        super().__init__(console, TaskProgressColumn())
        self._console = console

    def stage(self, name: str) -> Callable[[int, int], None]:
        """A stage begins; what is returned is told how much of how much is done by now."""
        if self.drawn is not None:
            bar, task = self.drawn, self.drawn.add_task(WORDS[name], total=None)
            return lambda done, total: bar.update(task, completed=done, total=total)
        return Lines(self._console, WORDS[name]).told

    def note(self, text: str) -> None:
        """Something that a person should know, in one line."""
        self._console.print(text, highlight=False, markup=False, soft_wrap=True)


class Lines:
    """A line when a stage ends, and one now and then while it lasts."""

    def __init__(self, console: Console, words: str) -> None:
        self._console, self._words = console, words
        self._begun, self._silence = time.monotonic(), Silence(_SILENCE)

    def told(self, done: int, total: int) -> None:
        """So much is done by now."""
        if done < total and not self._silence.is_over:
            return
        self._silence.begin()
        spent = time.monotonic() - self._begun
        left = to_go(spent / done * (total - done)) if 0 < done < total else f" in {as_time(spent)}"
        self._console.print(f"{self._words}: {done / max(total, 1):.0%}{left}", highlight=False)
