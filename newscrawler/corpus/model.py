"""What the makers of a release hand to each other."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newscrawler.archive.model import JSON
from newscrawler.corpus.order.selection import Selection

if TYPE_CHECKING:
    from newscrawler.corpus.facts import Facts

JSON = JSON
"""One record, or any JSON object: text keys."""


@dataclass(frozen=True)
class DataFile:
    """One file of data: `path` relative to the release, with slashes; `bytes` on disk; `sha256` of them in hex.

    Of the format `txt`, which has a file an article, one `DataFile` stands for a folder `txt/<site>/<year>`: its
    `sha256` is that of the folder's lines in SHA256SUMS.
    """

    path: str
    format: str
    split: str
    site: str
    year: int
    records: int
    bytes: int
    sha256: str


@dataclass(frozen=True)
class DuplicateSettings:
    """How copies were looked for and what was done with them.

    `near`: by word shingles, not only by equal folded text. `policy`: `keep` all, only the `first` of each cluster, or
    `drop` the clusters whole. `copies` and `clusters` were found, `left_out` records are not in the release for it.
    """

    near: bool
    policy: str
    window_days: int
    threshold: float
    clusters: int
    copies: int
    left_out: int


@dataclass(frozen=True)
class Previous:
    """An earlier release: its name and version as its card tells them."""

    name: str
    version: str


@dataclass(frozen=True)
class Difference:
    """Articles, beside those of earlier releases: `new`; `changed`, which have another text or a revision more;
    `removed` on request since then; `dropped`, which are in the archive and no longer chosen.
    """

    new: int
    changed: int
    removed: int
    dropped: int


@dataclass
class About:
    """Everything that the papers of a release tell. Holds nothing that depends on clock, machine or place.

    `coverage` has a row a day and site: what was known and what is held (see `commands/export.py`); `rejected` counts
    the addresses that are not held, by site and reason; `removed` are tombstones; `split` is `none`, `time`, `site` or
    `hash`, and `split_told` says in a sentence what that means here; `parts` tells of each optional package its
    version, None where it is not installed. `previous` are the releases that this one was compared with; where it
    `is_update` it holds only what they do not. `repeats` are records beyond the first of an article.
    """

    name: str
    version: str
    program: str
    selection: Selection
    facts: "Facts"
    files: list[DataFile]
    formats: tuple[str, ...]
    split: str
    duplicates: DuplicateSettings
    split_told: str = ""
    coverage: list[JSON] = field(default_factory=list)
    rejected: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    removed: list[JSON] = field(default_factory=list)
    parts: Mapping[str, str | None] = field(default_factory=dict)
    masked: tuple[str, ...] = ()
    urls_only: bool = False
    previous: tuple[Previous, ...] = ()
    difference: Difference | None = None
    is_update: bool = False
    repeats: int = 0

    @property
    def articles(self) -> int:
        """How many articles the records are of."""
        return self.facts.total.records - self.repeats
