"""Copies among the records of a release: the same text, or nearly the same one within some days.

Two records are copies of each other when their folded texts are equal (at any distance in time), or when, published
within `WINDOW_DAYS`, they share at least `THRESHOLD` of their shingles of three words and tell the same figures (see
`figures`). Texts of fewer than 30 words are compared together with their headlines. Revisions of one article are one
article. Clusters are transitive: a copy of a copy belongs to the same one, so that a chain of copies may reach further
than the window does.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from newscrawler.archive.model import JSON

if TYPE_CHECKING:
    from newscrawler.corpus.copies.tally import Tally

WINDOW_DAYS: Final = 14
"""Agencies are copied within hours and weeklies within a week; less than a month, so that no day of a month comes twice
and a monthly or daily story whose figures stand still differs in its date at least."""

THRESHOLD: Final = 0.5
"""A copy of three paragraphs that lost one has two thirds; unrelated news share less than a tenth."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a record of a cluster is told.

    `cluster` is the id of the article published first, `of` the same id, or None for that article itself. `jaccard`
    is the highest that the article of this record was verified with, against any other of its cluster: 1.0 for equal
    texts, None where `of` is.
    """

    cluster: str
    of: str | None
    jaccard: float | None


class Duplicates:
    """What was found, by the number of each record in total order; some 90 bytes a record."""

    def __init__(self, tally: "Tally") -> None:
        self._tally = tally
        self._grouping = grouping = tally.group()
        self.clusters: int = grouping.clusters
        """Clusters of two articles or more."""
        self.copies: int = grouping.articles
        """Articles that are not the first of their cluster."""

    def __len__(self) -> int:
        return len(self._grouping.heads)

    def mark(self, number: int) -> Mark | None:
        """The mark of one record; None for one that has no copy."""
        found = self._grouping
        if not found.shared[number]:
            return None
        cluster = self.id_of(self.head(number))
        if not found.copies[number]:
            return Mark(cluster, None, None)
        return Mark(cluster, cluster, round(float(found.jaccards[number]), 4))

    def head(self, number: int) -> int:
        """The number of the first record of its cluster, of its article when it has no copy."""
        return int(self._grouping.heads[number])

    def id_of(self, number: int) -> str:
        """The `id` of one record."""
        return self._tally.ids[number]

    def site_of(self, number: int) -> str:
        """The `site` of one record."""
        return self._tally.sites[self._tally.site_places[number]]

    def day_of(self, number: int) -> int:
        """The `published_on` of one record, as a proleptic ordinal."""
        return self._tally.days[number]


def find_duplicates(
    records: Iterable[tuple[int, JSON]], *, near: bool, window_days: int = WINDOW_DAYS, threshold: float = THRESHOLD
) -> Duplicates:
    """The copies among `records` (number 0, 1, 2, …, record; in total order), in one pass and flat memory.

    Without `near` only equal texts count. Raises `ArgumentError` when `near` is asked for and rensa is not installed.
    """
    # Here, for numpy takes a tenth of a second and every command is imported at every start.
    from newscrawler.corpus.copies.shingles import Printer
    from newscrawler.corpus.copies.signatures import load_rensa
    from newscrawler.corpus.copies.tally import Tally
    from newscrawler.corpus.copies.window import Window

    if near:
        load_rensa()
    tally, printer, window = Tally(), Printer(near=near), Window(window_days, threshold)
    for number, record in records:
        text = printer.take(record)
        tally.note(record, text)
        for pair in window.add(number, text):
            tally.pair(*pair)
    for pair in window.close():
        tally.pair(*pair)
    return Duplicates(tally)
