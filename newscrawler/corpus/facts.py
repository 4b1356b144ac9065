"""What a release tells about itself, counted while its records go by: counts only, so that a million records fit."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from newscrawler.archive.model import JSON
from newscrawler.corpus.order.selection import edition_of

SIGNALS: Final = ("robots", "tdm_reservation", "tdm_policy", "meta_robots")
MAY_LACK: Final = (
    "lead",
    "published_at",
    "modified_at",
    "section",
    "tags",
    "authors",
    "images",
    "links",
    "translations",
    "raw",
)
"""The columns that may be null or an empty list."""

_LONGEST_SIGNAL: Final = 80
_GROUPS: Final = {"site": 0, "language": 1, "split": 2}
_MAKINGS: Final = {"extractor": 0, "published_source": 1, "published_precision": 2}

Group = tuple[str, str, str, str | None]
"""Site, language, split and section of a record."""


@dataclass(slots=True)
class Sums:
    """Records; characters, white-space words and UTF-8 bytes of their texts; the first and last day of publication."""

    records: int = 0
    characters: int = 0
    words: int = 0
    bytes: int = 0
    first: str = "9999-12-31"
    last: str = "0000-00-00"

    def merge(self, other: "Sums") -> None:
        """Counts these too."""
        for name in ("records", "characters", "words", "bytes"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.first, self.last = min(self.first, other.first), max(self.last, other.last)


@dataclass
class Facts:
    """The counts of a release. `add` is asked once a record; the order in which they come changes nothing.

    `texts` by site, language, split and section; `days` by (site, day in Baku); `editions` by (site, edition);
    `lengths` by (language, characters of text); `fixes` the records that a repair touched, `repairs` its places;
    `flags` and `lacking` (of `MAY_LACK`) the records concerned.
    """

    texts: dict[Group, Sums] = field(default_factory=dict)
    days: Counter[tuple[str, str]] = field(default_factory=Counter)
    editions: Counter[tuple[str, str]] = field(default_factory=Counter)
    lengths: Counter[tuple[str, int]] = field(default_factory=Counter)
    fixes: Counter[str] = field(default_factory=Counter)
    repairs: Counter[str] = field(default_factory=Counter)
    flags: Counter[str] = field(default_factory=Counter)
    lacking: Counter[str] = field(default_factory=Counter)
    revisions: int = 0
    copies: int = 0
    heads: int = 0
    first_fetched: str = ""
    last_fetched: str = ""
    _makings: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    _rights: Counter[tuple[str | None, ...]] = field(default_factory=Counter)

    def add(self, record: JSON, split: str) -> None:
        """Counts one record as it is written, its columns of duplicates among them."""
        site, language, day = record["site"], record["language"], record["published_on"]
        self._add_text((site, language, split, record["section"]), record["text"], day)
        self.lengths[language, len(record["text"])] += 1
        self.days[site, day] += 1
        self.editions[site, edition_of(record["id"])] += 1
        self.lacking.update([key for key in MAY_LACK if not record[key]])
        self._add_making(record)
        self.revisions += record["revision"] > 1
        if record.get("dup_cluster") is not None:
            self.copies += record["dup_of"] is not None
            self.heads += record["dup_of"] is None

    def _add_text(self, group: Group, text: str, day: str) -> None:
        sums = self.texts.get(group)
        if sums is None:
            sums = self.texts[group] = Sums()
        sums.records += 1
        sums.characters += len(text)
        data = text.encode("utf-8", "replace")
        # A normalised text has one space or line end between words; `split` would cost ten times as much.
        sums.words += data.count(b" ") + data.count(b"\n") + 1
        sums.bytes += len(data)
        sums.first, sums.last = min(sums.first, day), max(sums.last, day)

    def _add_making(self, record: JSON) -> None:
        """How the record came about: its date, its repairs, what the site says of its use, when it was fetched."""
        self._makings[record["extractor"], record["published_source"], record["published_precision"]] += 1
        self._rights[tuple([record["rights"].get(name) for name in SIGNALS])] += 1
        for fix in record["fixes"]:
            name, _, count = fix.partition(":")
            key = (
                fix if count and not count.isdigit() else name
            )  # `lookalikes:3` counts places, `mojibake:cp1251` does not
            self.fixes[key] += 1
            self.repairs[key] += int(count) if count.isdigit() else 1
        for flag in record["flags"]:
            self.flags[flag.partition(":")[0]] += 1
        fetched = record["fetched_at"]
        self.first_fetched = min(self.first_fetched or fetched, fetched)
        self.last_fetched = max(self.last_fetched, fetched)

    @property
    def total(self) -> Sums:
        """Of all records."""
        found = Sums()
        for sums in self.texts.values():
            found.merge(sums)
        return found

    def by(self, what: Literal["site", "language", "split"]) -> dict[str, Sums]:
        """The sums of each site, language or split, by name."""
        place, found = _GROUPS[what], dict[str, Sums]()
        for group, sums in self.texts.items():
            found.setdefault(str(group[place]), Sums()).merge(sums)
        return dict(sorted(found.items()))

    def sections(self) -> dict[tuple[str, str, str | None], Sums]:
        """The sums of each (site, language, section); a section None stands for articles that print none."""
        found: dict[tuple[str, str, str | None], Sums] = {}
        for (site, language, _, section), sums in self.texts.items():
            found.setdefault((site, language, section), Sums()).merge(sums)
        return dict(sorted(found.items(), key=lambda item: tuple(part or "" for part in item[0])))

    def makings(self, what: Literal["extractor", "published_source", "published_precision"]) -> Counter[str]:
        """Records by page class, by the date that was believed, or by how exact it is."""
        found: Counter[str] = Counter()
        for making, count in self._makings.items():
            found[making[_MAKINGS[what]]] += count
        return found

    def signals(self, name: str) -> Counter[str]:
        """Records by what the site said under one name of `SIGNALS`; `not stated` where it said nothing."""
        found: Counter[str] = Counter()
        for values, count in self._rights.items():
            found[_shortened(values[SIGNALS.index(name)])] += count
        return found

    @property
    def first_day(self) -> str | None:
        """The first day of publication, in Baku; None of an empty release."""
        return min((day for _, day in self.days), default=None)

    @property
    def last_day(self) -> str | None:
        """The last one."""
        return max((day for _, day in self.days), default=None)

    def months(self) -> dict[tuple[str, str], int]:
        """Records by site and month, `YYYY-MM`."""
        found: Counter[tuple[str, str]] = Counter()
        for (site, day), count in self.days.items():
            found[site, day[:7]] += count
        return dict(sorted(found.items()))

    def length_at(self, share: float) -> int:
        """The length in characters that this share of all texts does not exceed."""
        counts: Counter[int] = Counter()
        for (_, length), count in self.lengths.items():
            counts[length] += count
        left = share * counts.total()
        for length, count in sorted(counts.items()):
            left -= count
            if left <= 0:
                return length
        return 0


def ranked(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """The most frequent first, equals by name: `Counter.most_common` would tell the order they came in."""
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _shortened(signal: str | None) -> str:
    text = "not stated" if signal is None else str(signal)
    return text if len(text) <= _LONGEST_SIGNAL else text[: _LONGEST_SIGNAL - 1] + "…"
