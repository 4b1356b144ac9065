"""Figures decide what words cannot: the daily price of oil says the same words every day and is no copy of itself.

Two texts tell the same figures when none is contradicted: `neftin qiyməti 70,5 dollar olub` and `neftin qiyməti 69,9
dollara enib` are two stories, however long the background that follows them. What was dropped or added contradicts
nothing, and a figure spelt otherwise (`1 500`, `1,500`; `15.12.2025`, `15 dekabr 2025`; `6`, `altı`) is no other one;
`yeddi nəfər` and `doqquz nəfər` contradict each other as `7` and `9` do. A corrected figure makes another story too:
nothing tells it from the next day's.
"""

from collections.abc import Iterator, Set
from difflib import SequenceMatcher
from itertools import groupby
from typing import Final

import numpy as np

from newscrawler.corpus.copies.words import Codes, Hashes, digits_of, is_figure, numerals, once, significant

_EDGE, _ANY = np.uint64(0x5BD1E9955BD1E995), np.uint64(0xA5A5A5A5A5A5A5A5)  # stand for no word and for any figure
_TOP: Final = np.uint64(0xFFFF << 48)
_HALF: Final = 32
_VALUE: Final = (1 << _HALF) - 1
_FEWEST: Final = 0.5  # of the figures of the text that has fewer
_PASSAGE: Final = 32  # words: where both say more than that they are at different matters
_ISLAND: Final = 3  # words in a row that both texts have are no chance


def figures(words: Hashes) -> Hashes:
    """The figures of a text in their places, sorted, every one once.

    Each is, from the top: 16 bits of the word before it, 16 of the word behind it, 32 of the figure.
    """
    told = is_figure(words)
    places = np.flatnonzero(told)
    if not places.size:
        return np.empty(0, np.uint64)
    around = np.concatenate(([_EDGE], np.where(told, _ANY, words), [_EDGE]))
    before, behind = around[places] & _TOP, (around[places + 2] & _TOP) >> np.uint64(16)
    return once(before | behind | words[places] >> np.uint64(_HALF))


def agree(one: tuple[Hashes, Codes], other: tuple[Hashes, Codes]) -> bool:
    """Whether two texts (figures, codes of words) tell the same: none contradicted, half of the fewer met again."""
    ours, theirs = set(one[0].tolist()), set(other[0].tolist())
    only_ours, only_theirs = ours - theirs, theirs - ours
    if _contexts(only_ours) & _contexts(only_theirs):
        return False
    values, others = _values(ours), _values(theirs)
    if len(values & others) < _FEWEST * min(len(values), len(others)):
        return False
    said, says = one[1].tolist(), other[1].tolist()
    may_differ = _differ(values, others) or _differ(numerals() & {*said}, numerals() & {*says})
    return not may_differ or not _rewritten(said, says)


def _differ(ours: Set[object], theirs: Set[object]) -> bool:
    """Whether each has something that the other has not: what one lacks alone contradicts nothing."""
    return not (ours <= theirs or theirs <= ours)


def _contexts(figures: set[int]) -> set[int]:
    return {figure >> _HALF for figure in figures}


def _values(figures: set[int]) -> set[int]:
    return {figure & _VALUE for figure in figures}


def _rewritten(ours: list[int], theirs: list[int]) -> bool:
    """Whether a passage of one stands in the other with other figures."""
    ours, theirs = _unlike(ours, theirs)
    ours, theirs = _unlike(ours[::-1], theirs[::-1])
    for said, says in _passages(ours[::-1], theirs[::-1]):
        spelt, others = numerals() & {*said}, numerals() & {*says}
        if min(len(said), len(says)) <= _PASSAGE and (_differ(_runs(said), _runs(says)) or _differ(spelt, others)):
            return True
    return False


def _unlike(ours: list[int], theirs: list[int]) -> tuple[list[int], list[int]]:
    """Both without the words that they begin with alike: of a template little is left to compare."""
    alike = next((place for place, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a != b), None)
    return (ours[alike:], theirs[alike:]) if alike is not None else ([], [])


def _passages(ours: list[int], theirs: list[int]) -> Iterator[tuple[list[int], list[int]]]:
    """Where two texts differ: what each says there. A word or two that both have by chance do not part a passage."""
    start = its_start = 0
    for match in SequenceMatcher(None, ours, theirs).get_matching_blocks():
        if match.size >= _ISLAND or match.a == len(ours):
            yield ours[start : match.a], theirs[its_start : match.b]
            start, its_start = match.a + match.size, match.b + match.size


def _is_figure(code: int) -> bool:
    return bool(code & 1)


def _runs(codes: list[int]) -> set[str]:
    """The figures of a passage, the parts of one (`70,5`) as one."""
    runs = (run for told, run in groupby(codes, key=_is_figure) if told)
    return {significant(digits_of(run)) for run in runs}
