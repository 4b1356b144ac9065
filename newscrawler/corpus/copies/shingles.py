"""What a record leaves behind to be compared by: a digest, hashes of its word shingles, its figures in their places."""

from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from newscrawler.archive.model import JSON
from newscrawler.corpus.copies.equal import digest_of
from newscrawler.corpus.copies.figures import figures
from newscrawler.corpus.copies.folding import Folder
from newscrawler.corpus.copies.words import Codes, Hasher, Hashes, hash64, once

SHINGLE: Final = 3
"""Words: two are met by chance, five rarely survive an edit."""

Shingles = NDArray[np.uint32]

_ODD: Final = tuple(map(np.uint64, (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)))
_MIX: Final = np.uint64(0xD6E8FEB86659FD93)
_HALF: Final = np.uint64(32)


@dataclass(frozen=True, slots=True)
class Print:
    """What is kept of one record.

    `digest`: 64 bits of its folded words, `article`: 64 bits of its id; in an archive of a million texts two different
    ones share their bits once in 37 million archives. `day`: the proleptic ordinal of `published_on`. `shingles`:
    sorted hashes, every one once; `figures`: see there; `codes`: the words in order; all empty where only equal
    texts are looked for.
    """

    digest: int
    article: int
    day: int
    shingles: Shingles
    figures: Hashes
    codes: Codes


class Printer:
    """Takes the prints of records; with `near` their shingles and figures as well."""

    def __init__(self, *, near: bool) -> None:
        self._near = near
        self._folder = Folder()
        self._hasher = Hasher(self._folder.spelt)

    def take(self, record: JSON) -> Print:
        """The print of one record (keys `id`, `published_on`, `title`, `text`)."""
        words = self._folder.compared(record["title"], record["text"])
        hashes, codes = self._hasher.hash(words if self._near else [])
        day = date.fromisoformat(record["published_on"]).toordinal()
        digest = digest_of(b" ".join(words), record["id"])
        return Print(digest, hash64(record["id"]), day, shingles(hashes), figures(hashes), codes)


def shingles(words: Hashes) -> Shingles:
    """The hashes of each three words in a row, sorted, every one once; of fewer words one hash of all."""
    if len(words) < SHINGLE:
        words = np.concatenate((words, np.zeros(SHINGLE - len(words), np.uint64))) if len(words) else words
    total = words[:-2] * _ODD[0] + words[1:-1] * _ODD[1] + words[2:] * _ODD[2]
    mixed = (total ^ total >> _HALF) * _MIX >> _HALF
    return once(mixed.astype(np.uint32))


def jaccard(one: Shingles, other: Shingles) -> float:
    """What two texts share of all their shingles, 0 to 1; of two empty ones 0."""
    both = np.concatenate((one, other))
    both.sort()
    shared = int(np.count_nonzero(both[1:] == both[:-1]))
    return shared / (len(both) - shared) if len(both) else 0.0
