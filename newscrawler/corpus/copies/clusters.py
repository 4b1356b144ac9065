"""Which records belong together: a forest of record numbers in which the first published is always the root."""

from array import array
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Bits = NDArray[np.uint64]


class Clusters:
    """Groups of the numbers 0, 1, 2, …, 8 bytes each; transitive: two that were united with a third are one group."""

    def __init__(self) -> None:
        self._parents = array("q")

    def __len__(self) -> int:
        return len(self._parents)

    def add(self) -> None:
        """One more number, alone."""
        self._parents.append(len(self._parents))

    def head(self, number: int) -> int:
        """The smallest number of its group."""
        parents = self._parents
        while parents[number] != number:
            parents[number] = number = parents[parents[number]]
        return number

    def unite(self, one: int, other: int) -> None:
        """The groups of both become one."""
        low, high = sorted((self.head(one), self.head(other)))
        self._parents[high] = low

    def heads(self) -> NDArray[np.int64]:
        """The head of every number."""
        return np.fromiter(map(self.head, range(len(self))), np.int64, len(self))


def alike(bits: Bits) -> Iterator[tuple[int, int]]:
    """Pairs of numbers with the same bits: each with the next one that has them."""
    order = np.argsort(bits, kind="stable")
    same = bits[order[1:]] == bits[order[:-1]]
    yield from zip(order[:-1][same].tolist(), order[1:][same].tolist(), strict=True)
