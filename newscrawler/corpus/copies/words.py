"""Folded words as numbers: hashes that are the same on every machine, figures brought into one spelling."""

import sys
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from hashlib import blake2b
from typing import Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from newscrawler.az.date_fold import spell
from newscrawler.az.date_words import months
from newscrawler.corpus.copies.folding import Folder

Hashes = NDArray[np.uint64]
Codes = NDArray[np.uint32]

_Number = TypeVar("_Number", np.uint32, np.uint64)

_VOCABULARY: Final = 200_000  # words whose hashes are kept at hand: some 30 MB
_FIGURE: Final = 1  # the lowest bit of a hash and of a code tells a figure from a word
_HALF: Final = 32
_VALUE: Final = (1 << _HALF) - 1
_GROUP: Final = 3  # digits between two marks of thousands
_LONGEST: Final = 9  # digits that a code has room for

_NUMERALS: Final = """
iki üç dörd beş altı yeddi səkkiz doqquz on iyirmi otuz qırx əlli altmış yetmiş səksən doxsan yüz
два две три четыре пять шесть семь восемь девять десять двадцать тридцать сорок пятьдесят сто
двух трёх четырёх пяти шести семи восьми девяти десяти двадцати тридцати двое трое четверо пятеро
two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred
"""


def hash64(text: str) -> int:
    """64 bits of BLAKE2b."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def significant(parts: Sequence[str]) -> str:
    """What a figure in its parts says, however it is spelt: `70,50` is 70.5, `15 000` and `15000` are 15 (thousand).

    Yet a hundred is not a thousand, and 7,05 is not 70,5.

    >>> [significant(one) for one in (["70", "50"], ["15", "000"], ["15000"], ["1", "500", "50"], ["05"], ["100"])]
    ['70.5', '15', '15', '1500.5', '5', '100']
    """
    is_decimal = len(parts) > 1 and len(parts[-1]) != _GROUP
    whole = "".join(parts[:-1] if is_decimal else parts).lstrip("0")
    if is_decimal and (rest := parts[-1].rstrip("0")):
        return f"{whole}.{rest}"
    while whole.endswith("000"):
        whole = whole.removesuffix("000")
    return whole


class Hasher:
    """Hashes folded words; keeps the hashes of those it met, in bounded memory. `spelt` tells a word as text."""

    def __init__(self, spelt: Callable[[bytes], str]) -> None:
        self._spelt = spelt
        self._months = months("")
        self._known: dict[bytes, bytes] = {}

    def hash(self, words: Sequence[bytes]) -> tuple[Hashes, Codes]:
        """Hashes, one for a word or a run of figures (`15 000`, and `15 dekabr 2025`: months are figures), and codes,
        one for every word: half its hash, or its digits."""
        try:
            told = b"".join(map(self._known.__getitem__, words))
        except KeyError:
            self._learn(words)
            told = b"".join(map(self._known.__getitem__, words))
        hashes = np.frombuffer(told, np.uint64)
        codes = (hashes >> np.uint64(_HALF)).astype(np.uint32)
        places = np.flatnonzero(is_figure(hashes))
        return self._joined(words, hashes.copy(), places.tolist()) if places.size else hashes, codes

    def _learn(self, words: Sequence[bytes]) -> None:
        if len(self._known) > _VOCABULARY:
            self._known.clear()
        for word in words:
            if word not in self._known:
                spelt = self._spelt(word)
                digits, bits = self._digits(spelt), hash64(spelt)
                code = int(f"1{digits[:_LONGEST]}") << 1 | _FIGURE if digits else _code(bits)
                known = code << _HALF | (bits & _VALUE) >> 1 << 1 | (_FIGURE if digits else 0)
                self._known[word] = known.to_bytes(8, sys.byteorder)

    def _digits(self, word: str) -> str:
        """The digits of a figure, of a month its number; empty for other words."""
        if word.isdecimal():
            return word
        month = self._months.get(spell(word))
        return f"{month:02d}" if month else ""

    def _joined(self, words: Sequence[bytes], hashes: Hashes, places: list[int]) -> Hashes:
        """The hashes with every run of figures as one, hashed by what it says."""
        stays = np.ones(len(hashes), np.bool_)
        run: list[str] = []
        for place, following in zip(places, [*places[1:], -1], strict=True):
            run.append(self._spelt(words[place]))
            if following == place + 1:
                stays[place] = False
            else:
                hashes[place] = hash64(self._figure(run)) | _FIGURE
                run = []
        return hashes[stays]

    def _figure(self, run: Sequence[str]) -> str:
        """What a run of figures says: a date all its digits, a number the significant ones."""
        parts = [self._digits(word) for word in run]
        is_date = not all(map(str.isdecimal, run)) or [len(part) for part in run[2:]] == [4]
        return "".join(parts).lstrip("0") if is_date else significant(parts)


def _code(bits: int) -> int:
    """Half of a word's hash, with the bit of figures cleared."""
    return bits >> _HALF + 1 << 1


@cache
def numerals() -> frozenset[int]:
    """The codes of words that say a number from two on (`yeddi`, `семи`, `seven`); `bir` is an article as well."""
    folder = Folder()
    return frozenset(_code(hash64(folder.spelt(word))) for word in folder.words(_NUMERALS))


def digits_of(codes: Iterable[int]) -> list[str]:
    """The digits of each figure among the codes of words."""
    return [str(code >> 1)[1:] for code in codes if code & _FIGURE]


def once(values: NDArray[_Number]) -> NDArray[_Number]:
    """The values sorted, every one once: `np.unique`, which takes ten times as long for a few hundred of them."""
    values = np.sort(values)
    first = np.ones(len(values), np.bool_)
    np.not_equal(values[1:], values[:-1], out=first[1:])
    return values[first]


def is_figure(hashes: Hashes) -> NDArray[np.bool_]:
    """Which hashes are those of figures."""
    return (hashes & np.uint64(_FIGURE)).astype(np.bool_)
