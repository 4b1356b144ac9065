"""What a person, or a program, reads of a re-reading: the differences field by field, what was refused, the sums."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from newscrawler.archive.model import JSON
from newscrawler.ending import Exit
from newscrawler.rereading.reading import Read

SHOWN = 20  # refused pages that are told one by one where nobody asked for a diff
_ROOM = 90  # characters of a value on each side of the arrow

_WORDS = {
    "equal": "as they were",
    "known": "rejected pages read well now, but are articles that are held already",
    "unread": "rejected pages are still none that can be read",
    "out_of_range": "rejected pages read well now, and lie outside the days that were asked for",
    "pageless": "without a raw page: nothing to read",
}


@dataclass
class Tally:
    """What came of all pages: counts by verdict, and of changed records by field."""

    site: str
    dry: bool = False
    verdicts: Counter[str] = field(default_factory=Counter)
    fields: Counter[str] = field(default_factory=Counter)

    def add(self, read: Read) -> None:
        """One more."""
        self.verdicts[read.verdict] += 1
        self.fields.update(list(read.differences))

    @property
    def exit(self) -> Exit:
        """0 when every page was read; 3 when some are refused today, 4 when none is kept, 6 when some are damaged."""
        if self.verdicts["damaged"]:
            return Exit.STORAGE
        if self.verdicts["refused"]:
            return Exit.INCOMPLETE
        pageless = self.verdicts["pageless"]
        return Exit.NOTHING_FETCHED if pageless and pageless == self.verdicts.total() else Exit.COMPLETE

    def as_json(self) -> JSON:
        """The sums as one object."""
        counts = {name: self.verdicts[name] for name in ("changed", "fresh", *_WORDS, "refused", "damaged")}
        return {"row": "summary", "site": self.site, "dry_run": self.dry, **counts, "fields": dict(self.by_field())}

    def by_field(self) -> list[tuple[str, int]]:
        """How many records changed in each field, most first."""
        return sorted(self.fields.items(), key=lambda one: (-one[1], one[0]))

    def lines(self) -> Iterator[str]:
        """The sums in words."""
        would = "would be" if self.dry else "are"
        pages = self.verdicts.total() - self.verdicts["pageless"]
        yield f"{self.site}: {pages:,} pages read again"
        fields = ", ".join(f"{name} {count:,}" for name, count in self.by_field())
        yield f"  {self.verdicts['changed']:,} {would} changed{f': {fields}' if fields else ''}"
        if self.verdicts["fresh"]:
            yield f"  {self.verdicts['fresh']:,} rejected pages read well now and {would} articles"
        yield from (f"  {self.verdicts[name]:,} {words}" for name, words in _WORDS.items() if self.verdicts[name])
        if self.verdicts["refused"]:
            yield f"  {self.verdicts['refused']:,} are refused by today's classes: their records stay as they are"
        if self.verdicts["damaged"]:
            yield f"  {self.verdicts['damaged']:,} raw pages are damaged: scrapy verify tells more"


def row(read: Read) -> JSON | None:
    """What is told of one page, as an object; None of what is as it was."""
    told: JSON = {"row": read.verdict, "id": read.id, "revision": read.revision, "url": read.url}
    if read.verdict == "changed":
        return told | {"fields": {name: {"old": old, "new": new} for name, (old, new) in read.differences.items()}}
    if read.verdict == "fresh":
        return told | {"title": (read.record or {}).get("title")}
    return told | {"reason": read.reason} if read.verdict not in ("equal", "pageless") else None


def words(read: Read) -> Iterator[str]:
    """The same as lines: the article, then each field with what it was and what it is."""
    told = row(read)
    if told is None:
        return
    if read.verdict == "changed":
        yield f"{read.name}  {read.url}"
        for name, (old, new) in read.differences.items():
            yield f"  {name}: {' → '.join(_apart(old, new))}"
    elif read.verdict == "fresh":
        yield f"{read.id} is an article now  {read.url}  {told['title']}"
    else:
        yield f"{read.name}  {read.url}  {read.verdict}: {read.reason}"


def _apart(old: Any, new: Any) -> tuple[str, str]:
    """Two values, long ones from where they begin to differ."""
    one, two = (json.dumps(value, ensure_ascii=False) for value in (old, new))
    same = next((place for place, (here, there) in enumerate(zip(one, two, strict=False)) if here != there), 0)
    start = max(0, same - _ROOM // 3) if max(len(one), len(two)) > _ROOM else 0
    return _cut(one, start), _cut(two, start)


def _cut(text: str, start: int) -> str:
    end = start + _ROOM
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"
