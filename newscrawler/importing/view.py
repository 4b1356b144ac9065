"""What a person, or a program, reads of an import: what was damaged or not taken and why, and the sums."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field

from newscrawler.archive.foreign import Damaged
from newscrawler.archive.model import JSON
from newscrawler.ending import Exit, counted
from newscrawler.importing.gathering import Imported, Passed

SHOWN = 20
"""Refused captures, and hosts, that are told one by one where nobody asked for all."""

COMING = ("new", "revision", "conflict")
"""Verdicts of captures that make a line in the archive."""

_WORDS = {
    "new": "new articles",
    "revision": "new revisions",
    "conflict": "new articles under an id that another one has",
    "unchanged": "with nothing new in them",
    "held": "held already",
}


@dataclass
class Report:
    """Everything that an import has to tell. `every`: each capture; else the first that were refused.

    `dry`: nothing is written, so that what would come in is told as well.
    """

    every: bool = False
    as_json_lines: bool = False
    dry: bool = False
    passed: Passed = field(default_factory=Passed)
    verdicts: Counter[str] = field(default_factory=Counter)
    refused: Counter[tuple[str, str]] = field(default_factory=Counter)
    damaged: int = 0

    def take(self, told: Imported | Damaged) -> Iterator[str]:
        """The lines to print of one capture, or one damage, now."""
        if isinstance(told, Damaged):
            self.damaged += 1
            yield json.dumps({"row": "damaged", **asdict(told)}) if self.as_json_lines else f"{told.where}: {told.why}"
            return
        self.verdicts[told.verdict] += 1
        if told.verdict == "refused":
            self.refused[told.site, told.reason] += 1
        if self.as_json_lines and (self.every or told.verdict in self._always):
            yield json.dumps({"row": told.verdict, **asdict(told)}, ensure_ascii=False)
        elif not self.as_json_lines:
            yield from self._words(told)

    @property
    def _always(self) -> tuple[str, ...]:
        return ("refused", *COMING) if self.dry else ("refused",)

    def _words(self, told: Imported) -> Iterator[str]:
        if told.verdict == "refused" and not self.every and self.refused.total() > SHOWN:
            if self.refused.total() == SHOWN + 1:
                yield "… and more: --list tells them all"
        elif self.every or told.verdict in self._always:
            why = " ".join(part for part in (told.reason, told.detail) if part)
            yield f"{told.url} of {told.at}: {told.verdict}{f' ({why})' if why else ''}  {told.where}"

    @property
    def exit(self) -> Exit:
        """0; 4 when there was no article's page at all, else 3 when something was damaged."""
        if not self.verdicts:
            return Exit.NOTHING_FETCHED
        return Exit.INCOMPLETE if self.damaged else Exit.COMPLETE

    def as_json(self) -> JSON:
        """The sums as one object."""
        return {
            "row": "summary",
            "dry_run": self.dry,
            "records": self.passed.records,
            **{name: self.verdicts[name] for name in _WORDS},
            "refused": {f"{site} {reason}": count for (site, reason), count in sorted(self.refused.items())},
            "other_kinds": dict(self.passed.kinds.most_common()),
            "not_article": dict(self.passed.others.most_common()),
            "hosts_skipped": dict(self.passed.hosts.most_common()),
            "damaged": self.damaged,
        }

    def summary(self) -> Iterator[str]:
        """The sums, as one object or in words."""
        if self.as_json_lines:
            yield json.dumps(self.as_json(), ensure_ascii=False)
        else:
            yield from self.lines()

    def lines(self) -> Iterator[str]:
        """The sums in words."""
        yield f"{self.passed.records:,} records, {self.verdicts.total():,} of them captures of articles"
        yield from (f"  {self.verdicts[name]:,} {words}" for name, words in _WORDS.items() if self.verdicts[name])
        for (site, reason), count in sorted(self.refused.items()):
            yield f"  {count:,} not taken: {reason}, {site}"
        if kinds := self.passed.kinds:
            told = ", ".join(f"{kind} {count:,}" for kind, count in kinds.most_common())
            yield f"  {kinds.total():,} skipped: records of other kinds ({told})"
        for site, count in self.passed.others.most_common():
            yield f"  {count:,} skipped: of {site}, at addresses that are no articles"
        for host, count in self.passed.hosts.most_common(SHOWN):
            yield f"  {count:,} skipped: of {host}, no site of ours (--any reads it)"
        if (rest := len(self.passed.hosts) - SHOWN) > 0:
            yield f"  … and those of {rest:,} more hosts"
        if self.damaged:
            yield f"  {counted(self.damaged, 'damaged place')}, named above: the rest was read"
        if self.dry:
            yield "dry run: nothing was written"
