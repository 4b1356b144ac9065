"""Splits of a release that is kept beside an earlier one: both together leak as little as each of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from newscrawler.archive.model import JSON
from newscrawler.corpus.copies.duplicates import Duplicates, Mark
from newscrawler.corpus.splits import SPLITS, Splitter


@dataclass(frozen=True)
class _Continued:
    """`places` has a byte for each record: of the heads of clusters that go on, the number of their split, from 1."""

    anew: Splitter
    found: Duplicates
    places: bytearray

    @property
    def about(self) -> str:
        return f"{self.anew.about} What belongs to articles of an earlier release is in the split that they are in."

    def split_of(self, number: int, record: JSON, mark: Mark | None) -> str:
        place = self.places[self.found.head(number)]
        return SPLITS[place - 1] if place else self.anew.split_of(number, record, mark)


def continued(splitter: Splitter, found: Duplicates, before: Iterable[tuple[int, str]]) -> Splitter:
    """The splitter under which clusters, and revisions, stay where an earlier release has a part of them.

    `before` has numbers of records whose articles it holds, and their splits there. Where it tore a cluster apart, for
    nobody knew yet that it is one, the first of them decides.
    """
    places = bytearray(len(found))
    for number, split in before:
        head = found.head(number)
        if split in SPLITS and not places[head]:
            places[head] = SPLITS.index(split) + 1
    return _Continued(splitter, found, places)
