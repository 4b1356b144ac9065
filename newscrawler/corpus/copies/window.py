"""The last days of an archive, in which copies of what comes next are looked for."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from newscrawler.corpus.copies.figures import agree
from newscrawler.corpus.copies.shingles import Print, jaccard
from newscrawler.corpus.copies.signatures import Bands, Places, band, candidates, sign

BATCH: Final = 4096
MOST: Final = 40_000
"""Texts in the window at most, some 200 MB: more than a dozen sites publish in two weeks. Of more it holds the last."""

_DOUBT: Final = 0.15  # an estimate from 126 hashes errs by more once in 1,000
_LIKELIEST: Final = 24  # candidates that are verified for one text: of a template's hundreds the likest will do


@dataclass(frozen=True)
class _Rows:
    """Texts in order: the record numbers, their prints, what hashing made of them; arrays of one row a text."""

    numbers: list[int]
    prints: list[Print]
    days: NDArray[np.int64]
    articles: NDArray[np.uint64]
    signatures: NDArray[np.uint16]
    bands: Bands

    @classmethod
    def of(cls, batch: list[tuple[int, Print]]) -> "_Rows":
        prints = [one for _, one in batch]
        signatures = sign([one.shingles for one in prints])
        halves = signatures.astype(np.uint16)  # enough to tell how many are equal
        days = np.array([one.day for one in prints], np.int64)
        articles = np.array([one.article for one in prints], np.uint64)
        return cls([number for number, _ in batch], prints, days, articles, halves, band(signatures))

    def then(self, later: "_Rows") -> "_Rows":
        return _Rows(
            self.numbers + later.numbers,
            self.prints + later.prints,
            np.concatenate((self.days, later.days)),
            np.concatenate((self.articles, later.articles)),
            np.concatenate((self.signatures, later.signatures)),
            np.concatenate((self.bands, later.bands)),
        )

    def since(self, row: int) -> "_Rows":
        return _Rows(
            self.numbers[row:],
            self.prints[row:],
            self.days[row:],
            self.articles[row:],
            self.signatures[row:],
            self.bands[row:],
        )


class Window:
    """Takes texts by date and tells which are copies. `days`: how far apart; `threshold`: least Jaccard of shingles."""

    def __init__(self, days: int, threshold: float) -> None:
        self._days, self._threshold = days, threshold
        self._rows: _Rows | None = None
        self._batch: list[tuple[int, Print]] = []

    def add(self, number: int, text: Print) -> Iterator[tuple[int, int, float]]:
        """Takes the next text, in order of `day`; now and then yields copies: earlier, later, their Jaccard."""
        if len(text.shingles):
            self._batch.append((number, text))
        held = len(self._rows.numbers) if self._rows else 0
        if len(self._batch) >= max(BATCH, held // 8):
            yield from self.close()

    def close(self) -> Iterator[tuple[int, int, float]]:
        """The copies among the texts taken since pairs were yielded last."""
        if not self._batch:
            return
        fresh, self._batch = _Rows.of(self._batch), []
        held = self._kept(int(fresh.days[0]))
        self._rows = rows = held.then(fresh) if held else fresh
        yield from self._verified(rows, *self._likely(rows, len(rows.numbers) - len(fresh.numbers)))

    def _kept(self, today: int) -> _Rows | None:
        """What is still near enough to `today`."""
        if self._rows is None:
            return None
        first = int(np.searchsorted(self._rows.days, today - self._days))
        return self._rows.since(max(first, len(self._rows.numbers) - MOST))

    def _likely(self, rows: _Rows, fresh: int) -> tuple[Places, Places]:
        """The candidates worth a look: near enough, two articles, signatures alike; of each text the likeliest."""
        earlier, later = candidates(rows.bands, fresh)
        apart = rows.articles[earlier] != rows.articles[later]
        near = apart & (rows.days[later] - rows.days[earlier] <= self._days)
        earlier, later = earlier[near], later[near]
        guess = _estimates(rows.signatures, earlier, later)
        fair = guess >= self._threshold - _DOUBT
        earlier, later, guess = earlier[fair], later[fair], guess[fair]
        order = np.lexsort((earlier, -guess, later))
        earlier, later = earlier[order], later[order]
        rank = np.arange(len(later)) - np.searchsorted(later, later)
        return earlier[rank < _LIKELIEST], later[rank < _LIKELIEST]

    def _verified(self, rows: _Rows, earlier: Places, later: Places) -> Iterator[tuple[int, int, float]]:
        for one, other in zip(earlier.tolist(), later.tolist(), strict=True):
            a, b = rows.prints[one], rows.prints[other]
            share = 1.0 if a.digest == b.digest else jaccard(a.shingles, b.shingles)
            if share >= self._threshold and agree((a.figures, a.codes), (b.figures, b.codes)):
                yield rows.numbers[one], rows.numbers[other], share


def _estimates(signatures: NDArray[np.uint16], earlier: Places, later: Places) -> NDArray[np.float64]:
    """The Jaccard of each pair as its signatures have it; by parts, for a template's pairs are many."""
    found = np.empty(len(earlier), np.float64)
    for start in range(0, len(earlier), BATCH):
        part = slice(start, start + BATCH)
        found[part] = (signatures[earlier[part]] == signatures[later[part]]).mean(axis=1)
    return found
