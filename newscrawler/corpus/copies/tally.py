"""What the search for copies notes of every record, some 100 bytes each, and the clusters it makes of its notes."""

from array import array
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newscrawler.archive.model import JSON
from newscrawler.corpus.copies.clusters import Clusters, alike
from newscrawler.corpus.copies.shingles import Print

Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Grouping:
    """What was found of every record, by number.

    `heads`: the first record of its cluster or, alone, of its article. `copies`: whether it is an article other than
    its head's. `shared`: whether its cluster holds several articles. `jaccards`: the highest verified one of its
    article, 0 where there is none. `clusters` and `articles` count the clusters of several and the copied articles.
    """

    heads: Numbers
    copies: Flags
    shared: Flags
    jaccards: NDArray[np.float32]
    clusters: int
    articles: int


class Names:
    """Short texts by number, in one piece of memory."""

    def __init__(self) -> None:
        self._bytes = bytearray()
        self._ends = array("q", [0])

    def append(self, name: str) -> None:
        """One more text, under the next number."""
        self._bytes += name.encode("utf-8", "surrogatepass")
        self._ends.append(len(self._bytes))

    def __getitem__(self, number: int) -> str:
        start, end = self._ends[number], self._ends[number + 1]
        return self._bytes[start:end].decode("utf-8", "surrogatepass")


class Tally:
    """Notes records in order, then pairs of them; `group` makes clusters of it all."""

    def __init__(self) -> None:
        self.ids = Names()
        self.days = array("i")
        self.sites: list[str] = []
        self.site_places = array("i")
        self._places: dict[str, int] = {}
        self._clusters = Clusters()
        self._digests, self._articles = array("Q"), array("Q")
        self._best = array("f")

    def note(self, record: JSON, text: Print) -> None:
        """One more record and its print."""
        self.ids.append(record["id"])
        self.days.append(text.day)
        self.site_places.append(self._place(record["site"]))
        self._clusters.add()
        self._digests.append(text.digest)
        self._articles.append(text.article)
        self._best.append(0.0)

    def _place(self, site: str) -> int:
        if site not in self._places:
            self._places[site] = len(self.sites)
            self.sites.append(site)
        return self._places[site]

    def pair(self, one: int, other: int, share: float) -> None:
        """Two records are copies of each other; `share` is their Jaccard."""
        self._clusters.unite(one, other)
        for number in (one, other):
            self._best[number] = max(self._best[number], share)

    def group(self) -> Grouping:
        """The clusters, with equal texts and revisions united as well."""
        articles = _column(self._articles)
        for one, other in alike(_column(self._digests)):
            self.pair(one, other, float(articles[one] != articles[other]))
        for one, other in alike(articles):
            self._clusters.unite(one, other)
        heads = self._clusters.heads()
        copies = articles != articles[heads]
        several = np.zeros(len(heads), np.bool_)
        several[heads[copies]] = True
        best = np.frombuffer(self._best, np.float32)
        found = len(np.unique(articles[copies]))
        return Grouping(heads, copies, several[heads], _of_articles(articles, best), int(several.sum()), found)


def _column(bits: "array[int]") -> NDArray[np.uint64]:
    return np.frombuffer(bits, np.uint64)


def _of_articles(articles: NDArray[np.uint64], best: NDArray[np.float32]) -> NDArray[np.float32]:
    """The best of all revisions, for each of them."""
    places = np.unique(articles, return_inverse=True)[1]
    top = np.zeros(len(articles), np.float32)
    np.maximum.at(top, places, best)
    return top[places]
