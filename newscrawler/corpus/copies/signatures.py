"""MinHash signatures, by rensa, and the pairs of texts that locality-sensitive hashing thinks alike."""

from importlib import import_module
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from newscrawler.corpus.copies.shingles import Shingles
from newscrawler.errors import ArgumentError

BANDS: Final = 42
ROWS: Final = 3
"""126 hashes in 42 bands of 3: of pairs with Jaccard .5 99.6 % are met, of .6 99.998 %, of .2 29 %, of .1 4 %."""

_AT_ONCE: Final = 512  # texts: rensa hands its numbers over as Python's, eight times as large
_SEED: Final = 20251215
_CROWD: Final = 16  # earlier texts of one bucket that a text is paired with: boilerplate makes buckets of thousands
_MISSING: Final = "near-duplicates need rensa: pip install -e '.[corpus]' in the checkout, or --no-near-duplicates"

Signatures = NDArray[np.uint32]
Bands = NDArray[np.uint32]
Places = NDArray[np.int64]


def load_rensa() -> Any:
    """The package rensa. Raises `ArgumentError` where it is not installed."""
    try:
        return import_module("rensa")
    except ImportError as error:
        raise ArgumentError(_MISSING) from error


def sign(texts: list[Shingles]) -> Signatures:
    """A signature of 126 hashes for each text, one a row. Only candidates depend on it: all are verified."""
    signatures = np.empty((len(texts), BANDS * ROWS), np.uint32)
    for start in range(0, len(texts), _AT_ONCE):
        part = texts[start : start + _AT_ONCE]
        ends = np.cumsum([0, *map(len, part)], dtype=np.uint64)
        tokens = np.concatenate(part).astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
        matrix = load_rensa().RMinHash.digest_matrix_from_flat_token_hashes(tokens, ends, BANDS * ROWS, _SEED)
        signatures[start : start + _AT_ONCE] = matrix.to_rows()
    return signatures


def band(signatures: Signatures) -> Bands:
    """The key of each text in each band, (texts, bands)."""
    rows = signatures.reshape(len(signatures), BANDS, ROWS).astype(np.uint64)
    keys = np.zeros(rows.shape[:2], np.uint64)
    for row in range(ROWS):
        keys = (keys ^ rows[:, :, row]) * np.uint64(0xD6E8FEB86659FD93)
        keys ^= keys >> np.uint64(29)
    return (keys >> np.uint64(32)).astype(np.uint32)


def candidates(bands: Bands, fresh: int) -> tuple[Places, Places]:
    """(earlier, later) rows that share a bucket, every pair once; the later one is at least `fresh`."""
    total = len(bands)
    codes = [np.empty(0, np.int64)]
    for keys in bands.T:
        order = np.argsort(keys, kind="stable")
        ranked = keys[order]
        for step in range(1, min(_CROWD, total - 1) + 1):
            same = ranked[step:] == ranked[:-step]
            if not same.any():
                break
            later = order[step:][same]
            codes.append((later * total + order[:-step][same])[later >= fresh])
    later, earlier = np.divmod(np.unique(np.concatenate(codes)), total)
    return earlier, later
