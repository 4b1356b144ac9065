"""The order in which writers committed, as a number in the lines whose order counts and that nothing else numbers.

What became of a URL, and what happened to an article, is what was committed last. The time that a line tells is no
witness of that: a clock may have been set back. Revisions number themselves.
"""

from datetime import datetime

from newscrawler.archive.backend import Backend
from newscrawler.archive.layout import EVENTS, REJECTED
from newscrawler.archive.model import JSON

NUMBER = "commit"
NUMBERED = (REJECTED, EVENTS)
"""The kinds of lines that tell the number of their commit."""

Turn = tuple[int, float]
"""What orders lines of writers side by side: the number of their commit; of those without one, their time."""

FIRST: Turn = (0, float("-inf"))
"""Before all others."""

_META = "commits"


def last_commit(ledger: Backend) -> int:
    """The number of the last commit that wrote such lines; 0 when none did."""
    return int(ledger.meta(_META) or 0)


def note_commit(ledger: Backend, number: int) -> None:
    """The ledger has heard of this commit. Inside a transaction."""
    if number > last_commit(ledger):
        ledger.set_meta(_META, str(number))


def number_of(line: JSON) -> int:
    """The number of the commit that wrote a line; 0 for one from before lines had numbers."""
    number = line.get(NUMBER)
    return number if type(number) is int else 0


def turn_of(line: JSON) -> Turn:
    """When a line's turn is: lines from before there were numbers come first, by their time."""
    number = number_of(line)
    return (number, 0) if number else (0, datetime.fromisoformat(line["at"]).timestamp())
