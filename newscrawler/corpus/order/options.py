"""Everything that a person can ask of an export."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from newscrawler.archive.model import JSON
from newscrawler.corpus.formats import format_named
from newscrawler.corpus.order.selection import Selection
from newscrawler.errors import ArgumentError

POLICIES = ("keep", "first", "drop")
"""What becomes of copies: all stay, only the first of each cluster stays, no article of a cluster stays."""

SPLITS = ("none", "time", "site", "hash")

Coverage = Callable[[Sequence[Path], Sequence[str]], list[JSON]]
"""Rows of `coverage.csv` for some archives and sites; see `corpus.papers.tables`."""


class Tell(Protocol):
    """Hears how far an export is."""

    def stage(self, name: str) -> Callable[[int, int], None]:
        """A stage begins; what is returned is told how much of how much is done by now."""

    def note(self, text: str) -> None:
        """Something that a person should know, in one line."""


def no_coverage(archives: Sequence[Path], sites: Sequence[str]) -> list[JSON]:
    """Where nobody can tell."""
    return []


@dataclass(frozen=True)
class Order:
    """One export. Each record is written in every one of `formats`.

    `near`: copies are looked for by word shingles, else by equal folded texts; `masked` names what is masked in texts
    (`corpus.masking`); `urls_only` leaves the texts out, whatever the formats; `new_since` are folders of releases
    whose records are left out, `previous` is one that it is only compared with; `name` and `version` are made from the
    content where they are None.
    """

    out: Path
    archives: tuple[Path, ...]
    selection: Selection
    formats: tuple[str, ...] = ("jsonl",)
    duplicates: str = "keep"
    near: bool = False
    split: str = "none"
    masked: frozenset[str] = frozenset()
    urls_only: bool = False
    new_since: tuple[Path, ...] = ()
    previous: Path | None = None
    name: str | None = None
    version: str | None = None
    coverage: Coverage = no_coverage

    def __post_init__(self) -> None:
        """Raises `ArgumentError` for what there is not."""
        for option, value, known in (("duplicates", self.duplicates, POLICIES), ("split", self.split, SPLITS)):
            if value not in known:
                raise ArgumentError(f"--{option} {value}: there are {', '.join(known)}")
        if not self.archives:
            raise ArgumentError("name an archive")
        if self.new_since and self.previous:
            raise ArgumentError("--new-since compares already: leave --previous out")
        if self.version is not None and not self.version.strip():
            raise ArgumentError("--release-version is empty")

    @property
    def is_update(self) -> bool:
        """Is only that written which earlier releases do not hold?"""
        return bool(self.new_since)

    def check(self) -> None:
        """Raises `ArgumentError` for a format that there is not, or whose package is not installed."""
        for name in self.formats:
            format_named(name)
