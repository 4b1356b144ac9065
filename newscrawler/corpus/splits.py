"""Which record is for training, which for validation, which for the test: without leaks, and the same every time.

All records of a cluster go where its first one goes, and so do all revisions of an article: no text of one split is met
in another. A copy that a test site took from a training site is training text, therefore, and so is a copy, published
in the days of the test, of an older story.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Final, Protocol

from newscrawler.archive.model import JSON
from newscrawler.corpus.copies.duplicates import Duplicates, Mark
from newscrawler.errors import ArgumentError

TRAIN, VALIDATION, TEST = SPLITS = ("train", "validation", "test")

SEED: Final = "newscrawler"
"""Part of every hash: never to be changed, so that an article stays in its split from release to release."""


class Splitter(Protocol):
    """Says where a record goes."""

    @property
    def about(self) -> str:
        """How it is split, a sentence for the card."""

    def split_of(self, number: int, record: JSON, mark: Mark | None) -> str:
        """`train`, `validation` or `test`, for the record of that number in total order and its mark."""


@dataclass(frozen=True)
class Shares:
    """How much goes where, as parts of 1; the rest is for training. Raises `ArgumentError` when no rest is left."""

    validation: float = 0.05
    test: float = 0.05

    def __post_init__(self) -> None:
        if min(self.validation, self.test) <= 0 or self.validation + self.test >= 1:
            raise ArgumentError(f"shares of {self.validation} and {self.test} do not leave three splits")


def make_splitter(how: str, found: Duplicates, shares: Shares | None = None) -> Splitter:
    """The splitter of that name (`none`, `time`, `site`, `hash`) for the records that `found` tells of.

    Raises `ArgumentError` for another name, and where there are fewer than three days or sites to split.
    """
    if how not in _MAKERS:
        raise ArgumentError(f"split {how!r} is none of {', '.join(_MAKERS)}")
    return _MAKERS[how](found, shares or Shares())


@dataclass(frozen=True)
class _Whole:
    """Everything is for training."""

    about: str = "All records are in `train`."

    def split_of(self, number: int, record: JSON, mark: Mark | None) -> str:
        return TRAIN


@dataclass(frozen=True)
class _ByHash:
    """By chance, yet the same chance in every release: a hash of the cluster's id, or the article's."""

    shares: Shares
    about: str

    def split_of(self, number: int, record: JSON, mark: Mark | None) -> str:
        name = mark.cluster if mark else record["id"]
        place = int.from_bytes(sha256(f"{SEED} {name}".encode("utf-8", "surrogatepass")).digest()[:8], "big") / 2**64
        if place < self.shares.test:
            return TEST
        return VALIDATION if place < self.shares.test + self.shares.validation else TRAIN


@dataclass(frozen=True)
class _ByTime:
    """By the day on which the first of a cluster was published; `validation` and `test` are their first days."""

    found: Duplicates
    validation: int
    test: int

    @property
    def about(self) -> str:
        validation, test = date.fromordinal(self.validation), date.fromordinal(self.test)
        return f"By time: `validation` begins with {validation}, `test` with {test}. {_TOGETHER}"

    def split_of(self, number: int, record: JSON, mark: Mark | None) -> str:
        day = self.found.day_of(self.found.head(number))
        return TEST if day >= self.test else VALIDATION if day >= self.validation else TRAIN


@dataclass(frozen=True)
class _BySite:
    """By the site that was first in a cluster."""

    found: Duplicates
    splits: Mapping[str, str]

    @property
    def about(self) -> str:
        held = {split: sorted(site for site, its in self.splits.items() if its == split) for split in SPLITS}
        return f"By site: `validation` is {_listed(held[VALIDATION])}, `test` is {_listed(held[TEST])}. {_TOGETHER}"

    def split_of(self, number: int, record: JSON, mark: Mark | None) -> str:
        return self.splits[self.found.site_of(self.found.head(number))]


_TOGETHER: Final = "Copies and revisions go where the first of them goes."


def _listed(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _whole(found: Duplicates, shares: Shares) -> Splitter:
    return _Whole()


def _by_hash(found: Duplicates, shares: Shares) -> Splitter:
    parts = f"{shares.validation:.0%} are `validation`, {shares.test:.0%} `test`"
    return _ByHash(shares, f"By a hash of the id of the article or cluster: {parts}. {_TOGETHER}")


def _by_time(found: Duplicates, shares: Shares) -> Splitter:
    """Whole days: the last ones are the test, those before them validation, each as large as its share or larger."""
    counts = Counter(found.day_of(found.head(number)) for number in range(len(found)))
    days = sorted(counts)
    if len(days) < len(SPLITS):
        raise ArgumentError(f"split time needs records of three days or more; these are of {len(days)}")
    test = _last_days(days[2:], counts, shares.test * len(found))
    before = [day for day in days[1:] if day < test]
    return _ByTime(found, _last_days(before, counts, shares.validation * len(found)), test)


def _last_days(days: list[int], counts: Mapping[int, int], wanted: float) -> int:
    """The first of the last `days` that hold as many records as `wanted`; of all days where these hold fewer."""
    held = 0
    for day in reversed(days):
        held += counts[day]
        if held >= wanted:
            return day
    return days[0]


def _by_site(found: Duplicates, shares: Shares) -> Splitter:
    """Whole sites, the largest first, each to the split that lacks most of its share; the last ones where none is."""
    counts = Counter(found.site_of(found.head(number)) for number in range(len(found)))
    if len(counts) < len(SPLITS):
        raise ArgumentError(f"split site needs records of three sites or more; these are of {_listed(sorted(counts))}")
    lacks = {TRAIN: 1 - shares.validation - shares.test, VALIDATION: shares.validation, TEST: shares.test}
    lacks = {split: share * len(found) for split, share in lacks.items()}
    splits: dict[str, str] = {}
    for left, site in zip(range(len(counts), 0, -1), sorted(counts, key=lambda one: (-counts[one], one)), strict=True):
        empty = [split for split in SPLITS if split not in splits.values()]
        splits[site] = split = max(empty if left <= len(empty) else SPLITS, key=lacks.__getitem__)
        lacks[split] -= counts[site]
    return _BySite(found, splits)


_MAKERS: Final[Mapping[str, Callable[[Duplicates, Shares], Splitter]]] = {
    "none": _whole,
    "time": _by_time,
    "site": _by_site,
    "hash": _by_hash,
}
