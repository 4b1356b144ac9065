"""How alike two texts are: the metric of scrapinghub's article-extraction-benchmark, and intervals by resampling."""

import random
import re
from collections import Counter
from collections.abc import Sequence

_TOKEN = re.compile(r"\w+")
_LENGTH = 4

Score = tuple[float, float]
"""Precision and recall of one page."""


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Every run of four words, counted; a shorter text is one run."""
    words = _TOKEN.findall(text)
    return Counter(tuple(words[at : at + _LENGTH]) for at in range(max(1, len(words) - _LENGTH + 1)) if words)


def score(truth: str, read: str) -> Score:
    """Precision and recall of what was read; both 1 where both texts are empty."""
    wanted, found = shingles(truth), shingles(read)
    hits = (wanted & found).total()
    if wanted == found:
        return 1.0, 1.0
    return hits / (found.total() or 1), hits / (wanted.total() or 1)


def f1(scores: Sequence[Score]) -> float:
    """The harmonic mean of the mean precision and the mean recall."""
    precision = sum(one for one, _ in scores) / len(scores)
    recall = sum(one for _, one in scores) / len(scores)
    return 2 * precision * recall / (precision + recall or 1)


def interval(ours: Sequence[Score], theirs: Sequence[Score], resamples: int = 10_000) -> tuple[float, float]:
    """The 95 % interval of `f1(ours) - f1(theirs)` over pages drawn with replacement, both of the same pages."""
    chance = random.Random(7)
    pairs = list(zip(ours, theirs, strict=True))
    gains = []
    for _ in range(resamples):
        here, there = zip(*chance.choices(pairs, k=len(pairs)), strict=True)
        gains.append(f1(here) - f1(there))
    gains.sort()
    return gains[int(0.025 * resamples)], gains[int(0.975 * resamples)]
