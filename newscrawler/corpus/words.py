"""Folded words as numbers: hashes that are the same on every machine, figures brought into one spelling."""

from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import Final

import numpy as np
from numpy.typing import NDArray

from newscrawler.az.date_fold import spell
from newscrawler.az.date_words import months

Hashes = NDArray[np.uint64]
Codes = NDArray[np.uint32]

_VOCABULARY: Final = 200_000  # words whose hashes are kept at hand: some 30 MB
_FIGURE: Final = 1  # the lowest bit of a hash and of a code tells a figure from a word
_HALF: Final = 32
_VALUE: Final = (1 << _HALF) - 1
_LONGEST: Final = 9  # digits that a code has room for


def hash64(text: str) -> int:
    """64 bits of BLAKE2b."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def significant(digits: str) -> str:
    """The digits that matter: 70,50 is 70,5 and 15 000 is 15 thousand; yet the 10th is not the 1st.

    >>> significant("7050"), significant("15000"), significant("05"), significant("10")
    ('705', '15', '5', '10')
    """
    bare = digits.lstrip("0")
    return bare.rstrip("0") if len(bare) > 2 else bare


class Hasher:
    """Hashes folded words; keeps the hashes of those it met, in bounded memory."""

    def __init__(self) -> None:
        self._months = months("")
        self._known: dict[str, int] = {}

    def hash(self, words: Sequence[str]) -> tuple[Hashes, Codes]:
        """Hashes, one for a word or a run of figures (`15 000`, and `15 dekabr 2025`: months are figures), and codes,
        one for every word: half its hash, or its digits."""
        known = self._known
        try:
            hashes = np.array([known[word] for word in words], np.uint64)
        except KeyError:
            self._learn(words)
            hashes = np.array([known[word] for word in words], np.uint64)
        codes = (hashes >> np.uint64(_HALF)).astype(np.uint32)
        places = np.flatnonzero(is_figure(hashes))
        return self._joined(words, hashes, places.tolist()) if places.size else hashes, codes

    def _learn(self, words: Sequence[str]) -> None:
        if len(self._known) > _VOCABULARY:
            self._known.clear()
        for word in words:
            if word not in self._known:
                digits, bits = self._digits(word), hash64(word)
                code = int(f"1{digits[:_LONGEST]}") << 1 | _FIGURE if digits else bits >> _HALF + 1 << 1
                self._known[word] = code << _HALF | (bits & _VALUE) >> 1 << 1 | (_FIGURE if digits else 0)

    def _digits(self, word: str) -> str:
        """The digits of a figure, of a month its number; empty for other words."""
        if word.isdecimal():
            return word
        month = self._months.get(spell(word))
        return f"{month:02d}" if month else ""

    def _joined(self, words: Sequence[str], hashes: Hashes, places: list[int]) -> Hashes:
        """The hashes with every run of figures as one, hashed by what it says."""
        stays = np.ones(len(hashes), np.bool_)
        run: list[str] = []
        for place, following in zip(places, [*places[1:], -1], strict=True):
            run.append(words[place])
            if following == place + 1:
                stays[place] = False
            else:
                hashes[place] = hash64(self._figure(run)) | _FIGURE
                run = []
        return hashes[stays]

    def _figure(self, run: Sequence[str]) -> str:
        """What a run of figures says: a date all its digits, a number the significant ones."""
        digits = "".join(map(self._digits, run))
        is_date = not all(map(str.isdecimal, run)) or [len(part) for part in run[2:]] == [4]
        return digits.lstrip("0") if is_date else significant(digits)


def digits_of(codes: Iterable[int]) -> str:
    """The digits of all figures among the codes of words, one behind the other."""
    return "".join(str(code >> 1)[1:] for code in codes if code & _FIGURE)


def is_figure(hashes: Hashes) -> NDArray[np.bool_]:
    """Which hashes are those of figures."""
    return (hashes & np.uint64(_FIGURE)).astype(np.bool_)
