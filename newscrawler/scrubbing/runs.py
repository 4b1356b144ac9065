"""Words and runs of words: what must not survive, and how words are compared."""

import re
from collections.abc import Iterable
from functools import cache
from itertools import islice

from newscrawler.newsroom.printing import slug

RUN = 4
"""So many words of the original in a row are its prose; fewer are anybody's."""

Run = tuple[str, ...]
_WORD = re.compile(r"[^\W_]+")


@cache
def key(word: str) -> str:
    """A word as it is compared: a headline and its slug have the same.

    >>> key("Gəncədə"), key("gencede"), key("ŞƏHƏR"), key("город")
    ('gencede', 'gencede', 'seher', 'gorod')
    """
    return slug(word, "az") or word.casefold()


def keys(text: str) -> list[str]:
    """The words of a text, as they are compared."""
    return [key(word) for word in _WORD.findall(text)]


def letters(text: str) -> int:
    """How many words with letters a text has; figures are no prose.

    >>> letters("15 dekabr 2025, 15:17")
    1
    """
    return sum(1 for word in _WORD.findall(text) if not word.isdigit())


def runs(text: str) -> set[Run]:
    """Every run of `RUN` words."""
    found = keys(text)
    return set(zip(*(islice(found, start, None) for start in range(RUN)), strict=False))


def surviving(prose: Iterable[str], saved: str) -> list[str]:
    """The runs of `prose` that `saved` (a whole file, markup included) still holds; figures alone are none.

    >>> surviving(["Bu gün hava çox gözəl oldu"], '<a title="gun hava cox gozel">')
    ['gun hava cox gozel']
    """
    wanted = {run for text in prose for run in runs(text)}
    return sorted(" ".join(run) for run in wanted & runs(saved) if not all(word.isdigit() for word in run))
