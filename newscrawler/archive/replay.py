"""Every line of an archive's files, in the order in which it makes a ledger."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby, islice
from pathlib import Path

from newscrawler.archive.backend import Backend
from newscrawler.archive.commits import note_commit, number_of
from newscrawler.archive.faults import fault
from newscrawler.archive.layout import ARTICLES, DISCOVERED, EVENTS, PAGES, REJECTED, SegmentName, segments, tombstones
from newscrawler.archive.model import JSON
from newscrawler.archive.rawpages import members
from newscrawler.archive.records import Line, parse, upgrade, whole_lines
from newscrawler.archive.tombstones import as_event
from newscrawler.archive.turns import in_turn
from newscrawler.errors import ArchiveError

_BATCH = 5000

Entry = tuple[str, JSON, Line]  # kind, record, where it stands


@dataclass
class Reading:
    """One reading of all files: `lengths` found, what nobody can read (file, line, why), each line told to `witness`.

    With `believed` lengths it reads up to these, else every whole line. With `doubts` a segment ends before the first
    line that these doubt: the copy of a living archive may hold a line and lack what it points to.
    """

    root: Path
    believed: Mapping[str, int] | None = None
    doubts: Callable[[str, JSON], bool] | None = None
    witness: Callable[[str, JSON, Line], None] | None = None
    lines: int = 0
    lengths: dict[str, int] = field(default_factory=dict)
    damaged: list[tuple[Line, str]] = field(default_factory=list)
    _pointed: dict[str, int] = field(default_factory=dict)
    _commits: int = 0

    def into(self, ledger: Backend) -> None:
        """Makes the rows of `ledger`, an empty one. Raises `ArchiveError` for a record of a newer program."""
        entries = self._entries()
        before = -1
        while self.lines > before:
            before = self.lines
            with ledger.transaction():
                for kind, group in groupby(islice(entries, _BATCH), key=lambda entry: entry[0]):
                    if kind == DISCOVERED:
                        found = [record for _, record, _ in group]
                        ledger.discover(found)
                        self.lines += len(found)
                        continue
                    for _, record, line in group:
                        ledger.replay(kind, record, line.place)
                        self.lines += 1
        for name in segments(self.root, PAGES):
            self.lengths[name.path] = self._pages_end(name.path)
        with ledger.transaction():
            ledger.set_lengths(self.lengths.items())
            note_commit(ledger, self._commits)

    def _entries(self) -> Iterator[Entry]:
        """URLs first, then what is held, what the others came to, and what happened later: each in its order."""
        for name in segments(self.root, DISCOVERED):
            yield from self._segment(name.path, DISCOVERED)
        for name in segments(self.root, ARTICLES):
            yield from self._segment(name.path, ARTICLES)
        yield from self._by_turn(REJECTED)
        yield from self._by_turn(EVENTS)
        for path in tombstones(self.root):
            place = path.relative_to(self.root).as_posix()
            yield from self._segment(place, EVENTS, removed=path.parent.name)

    def _by_turn(self, kind: str) -> Iterator[Entry]:
        """Of writers side by side, whoever came first."""

        def lines(name: SegmentName) -> Iterator[Entry]:
            return self._segment(name.path, kind)

        for _, names in groupby(segments(self.root, kind), key=lambda name: name.site):
            yield from in_turn(self.root, names, lines, lambda entry: entry[1])

    def _segment(self, path: str, kind: str, removed: str | None = None) -> Iterator[Entry]:
        if removed is None:
            self.lengths[path] = 0
        believed = None if self.believed is None or removed else self.believed.get(path, 0)
        for line in whole_lines(self.root, path, end=believed):
            record = self._record(line, kind, removed)
            if record is not None:
                if removed is None and self.doubts and self.doubts(kind, record):
                    return
                yield kind, record, line
            if removed is None:
                self.lengths[path] = line.place.offset + len(line.data) + 1

    def _record(self, line: Line, kind: str, removed: str | None) -> JSON | None:
        try:
            record = parse(line)
        except ArchiveError as error:
            self.damaged.append((line, error.reason))
            return None
        if removed is not None:
            record = as_event(record, removed)
        if kind == ARTICLES:
            record = upgrade(record, line.where)
        if wrong := fault(kind, record):
            self.damaged.append((line, wrong))
            return None
        if self.witness:
            self.witness(kind, record, line)
        self._commits = max(self._commits, number_of(record))
        if pointer := record.get("raw"):
            self._pointed[pointer["warc"]] = max(pointer["offset"], self._pointed.get(pointer["warc"], 0))
        return record

    def _pages_end(self, path: str) -> int:
        """Where the last whole page ends; everything before one that a line points to is whole."""
        if self.believed is not None:
            return self.believed.get(path, 0)
        start = self._pointed.get(path, 0)
        if start >= (self.root / path).stat().st_size:
            start = 0
        return max((end for _, end in members(self.root, path, start)), default=start)
