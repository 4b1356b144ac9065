"""What a page is that was served in place of an article."""

from dataclasses import dataclass, field
from enum import IntEnum
from typing import Final, Literal

Reason = Literal["challenge", "login", "maintenance", "gone"]
"""`challenge`: prove that you are human, or keep out; `login`: show who you are; `maintenance`: the site or its host
is out of order; `gone`: there is nothing at this address, though the status says 200."""

_LONGEST_MARK: Final = 100


class Strength(IntEnum):
    """How much an article has to bring against a mark."""

    FAINT = 1
    """A word that is a headline as well: `Tezliklə`, `404`."""
    PLAIN = 2
    """A sentence that says what the page is, and that a news item may quote."""
    MACHINE = 3
    """Words that only a server prints: `Apache2 Ubuntu Default Page`."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A page that is served in place of an article: what it is, and the words or mark that show it."""

    reason: Reason
    mark: str
    """The header, title, sentence or element that told; at most 100 characters."""
    strength: Strength = field(default=Strength.PLAIN, compare=False, repr=False)


def notice(reason: Reason, mark: str, strength: Strength = Strength.PLAIN) -> Notice:
    """A notice with its mark cut to length."""
    return Notice(reason, mark if len(mark) <= _LONGEST_MARK else mark[: _LONGEST_MARK - 1] + "…", strength)
