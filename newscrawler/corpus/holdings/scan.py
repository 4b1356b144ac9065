"""Every committed line of an archive's articles, with the few things by which a release is chosen and ordered."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from newscrawler.archive.disk import storage
from newscrawler.archive.layout import ARTICLES, check_stamp, segments
from newscrawler.archive.model import JSON, Place
from newscrawler.archive.records import Line, committed, is_erased, parse, upgrade
from newscrawler.archive.refusals import Refusals
from newscrawler.article import SCHEMA
from newscrawler.corpus.copies.equal import digest_of, signed
from newscrawler.corpus.copies.folding import Folder
from newscrawler.corpus.holdings.validity import fault
from newscrawler.corpus.order.selection import Selection, edition_of
from newscrawler.errors import ArchiveError

_STEP = 1 << 24
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Entry(NamedTuple):
    """A line: `segment` is the number of its file, `start` and `size` are in bytes, `fetched` and `published` (None for
    a day alone) in microseconds since 1970. `content` stands for id, revision and text, `digest` for the whole line,
    `text` for the letters of its text.
    """

    segment: int
    start: int
    size: int
    id: bytes
    revision: int
    fetched: int
    day: str
    published: int | None
    wanted: bool
    content: bytes
    digest: bytes
    site: str
    text: int


@dataclass
class Seen:
    """What there is to choose from: how many lines bear each value of a filter.

    Of all `lines`, `refused` counts those that an option does not want, by option; `wanted` are the others.
    `refusals` are the addresses of which nothing can be chosen, for nothing is held of them.
    """

    sites: Counter[str] = field(default_factory=Counter)
    editions: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    sections: Counter[str] = field(default_factory=Counter)
    flags: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    lines: int = 0
    wanted: int = 0
    refusals: Refusals = field(default_factory=Refusals)

    def add(self, record: JSON, refused: Sequence[str]) -> None:
        """Counts one record's values, and the options that do not want it."""
        self.lines += 1
        self.wanted += not refused
        self.refusals.strike(record["url"])
        self.refused.update(refused)
        self.sites[record["site"]] += 1
        self.editions[edition_of(record["id"])] += 1
        self.languages[record["language"]] += 1
        self.sections[record["section"] or ""] += 1
        for flag in record["flags"]:
            self.flags[flag.partition(":")[0]] += 1


@dataclass
class Scan:
    """One archive being read: what its segments are believed to hold, in bytes, in their order.

    `is_counted`: these lengths come from a ledger. Without one every whole line counts. Where it `is_one_of_several`
    archives, lines need a digest to be told apart. `notes` name bytes at the ends of segments that count for nothing.
    """

    root: Path
    selection: Selection
    seen: Seen
    lengths: dict[str, int]
    is_counted: bool
    is_one_of_several: bool
    notes: list[str] = field(default_factory=list)
    _folder: Folder = field(default_factory=Folder)

    @classmethod
    def of(cls, root: Path, selection: Selection, seen: Seen, *, is_one_of_several: bool) -> "Scan":
        """Raises `ArchiveError` for a ledger that cannot be read, a folder that is no archive, and a newer one."""
        check_stamp(root)
        names = [name.path for name in segments(root, ARTICLES)]
        if not names:
            raise ArchiveError(str(root), "there is no archive here that holds articles")
        known = committed(root)
        sizes = {path: (root / path).stat().st_size for path in names}
        lengths = sizes if known is None else {path: known.get(path, 0) for path in names}
        return cls(root, selection, seen, lengths, known is not None, is_one_of_several)

    def entries(self, first: int, tell: Callable[[int], None]) -> Iterator[Entry]:
        """The lines in the order of the segments, which are numbered from `first`; `tell` hears of bytes read.

        Raises `ArchiveError` naming file and line for one that is torn, foreign, or of a newer program.
        """
        for segment, path in enumerate(self.lengths, first):
            told = number = start = 0
            for number, data in enumerate(self._lines(path), 1):
                record = self._record(path, number, start, data)
                if record is not None:
                    yield self._entry(segment, start, data, record)
                start += len(data)
                if start - told >= _STEP:
                    tell(start - told)
                    told = start
            tell(self.lengths[path] - told)
            if self.is_counted and start < self.lengths[path]:
                reason = f"torn: {self.lengths[path]} bytes are committed, whole lines end at byte {start}"
                raise ArchiveError(f"{path}:{number + 1}", reason)
            self._note_rest(path, start)

    def _note_rest(self, path: str, end: int) -> None:
        with storage(self.root / path):
            rest = (self.root / path).stat().st_size - end
        if rest > 0:
            what = "not committed" if self.is_counted else "no whole line"
            self.notes.append(f"{self.root / path}: the last {rest:,} bytes are {what} and were left out")

    def _lines(self, path: str) -> Iterator[bytes]:
        """The whole lines up to what is committed. `records.whole_lines` makes an object of each, which takes as long
        as all the rest that is done with a line here but its parsing."""
        left = self.lengths[path]
        with storage(self.root / path), (self.root / path).open("rb") as file:
            for data in file:
                left -= len(data)
                if left < 0 or not data.endswith(b"\n"):
                    return
                yield data

    def _record(self, path: str, number: int, start: int, data: bytes) -> JSON | None:
        """The record of a line, None for one whose text was erased."""
        line = Line(Place(path, start), number, data)
        record = newest(parse(line), line)
        if is_erased(record):
            return None
        if wrong := fault(record):
            raise ArchiveError(line.where, f"not a record: {wrong}")
        return record

    def _entry(self, segment: int, start: int, data: bytes, record: JSON) -> Entry:
        refused = self.selection.refused_by(record)
        self.seen.add(record, refused)
        name = record["id"].encode("utf-8", "surrogatepass")
        content = f"{record['revision']} {record['content_sha256']} ".encode() + name
        return Entry(
            segment,
            start,
            len(data),
            name,
            record["revision"],
            microseconds(record["fetched_at"]),
            record["published_on"],
            record["published_at"] and microseconds(record["published_at"]),
            not refused,
            digest(content),
            digest(data) if self.is_one_of_several else b"",
            record["site"],
            signed(digest_of(self._folder.letters(record["title"], record["text"]), record["id"])),
        )


def newest(record: JSON, line: Line) -> JSON:
    """The record in the newest schema, which nearly every one is in already."""
    return record if record.get("schema") == SCHEMA else upgrade(record, line.where)


def microseconds(instant: str) -> int:
    """An RFC 3339 instant in microseconds since 1970."""
    since = datetime.fromisoformat(instant) - _EPOCH
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


def digest(data: bytes) -> bytes:
    """Sixteen bytes that stand for `data`."""
    return blake2b(data, digest_size=16).digest()
