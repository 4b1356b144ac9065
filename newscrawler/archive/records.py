"""Lines of JSON in segments: written one way, read back up to what is committed, older ones brought up to date."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from hashlib import sha256
from pathlib import Path
from typing import Any

from newscrawler.archive.disk import read_from, storage
from newscrawler.archive.layout import ARTICLES, SegmentName, has_ledger, segments, too_new
from newscrawler.archive.ledger import Ledger
from newscrawler.archive.model import JSON, Place
from newscrawler.article import SCHEMA, Article
from newscrawler.errors import ArchiveError

KEYS = tuple(one.name for one in fields(Article))

ERASED = "erased"
"""What a line of `articles/` is called whose text was taken out: it is as long as it was, and holds no text."""

STUB = ("id", "site", "url", "published_on", "published_at", "fetched_at", "revision", "content_sha256", "schema")
"""The keys that such a line keeps."""

_LINE_BREAKS = {"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"}

_FIRST, _MORE = 1 << 14, 8
"""Bytes in which most lines end, and how many times more are read where one does not."""

UPGRADES: dict[int, Callable[[JSON], JSON]] = {}
"""`UPGRADES[n]` is a pure function from a record of schema n to one of schema n + 1."""


@dataclass(frozen=True, slots=True)
class Line:
    """One whole line: where it begins, its number from 1, its bytes without the line break."""

    place: Place
    number: int
    data: bytes

    @property
    def where(self) -> str:
        """File and line for a message."""
        return f"{self.place.path}:{self.number}"


def as_line(record: Mapping[str, Any], *, compact: bool = False) -> bytes:
    """A record as its line. No reader sees a line break inside it; a lone surrogate is written as its escape."""
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":") if compact else None)
    for sign, escape in _LINE_BREAKS.items():
        text = text.replace(sign, escape)
    return text.encode("utf-8", "backslashreplace") + b"\n"


def content_digest(title: str, text: str) -> str:
    """`content_sha256` of a record: of title, line feed and text in UTF-8."""
    return sha256(f"{title}\n{text}".encode("utf-8", "backslashreplace")).hexdigest()


def stub(record: JSON, at: str) -> JSON:
    """What stays of a record whose text was taken out `at` a time: all that a ledger says of it, and no text.

    It is shorter than the record was, so that it can take its place in the segment.
    """
    return {"removed": record.get("removed", at), **{key: record[key] for key in STUB}}


def is_erased(record: Mapping[str, Any]) -> bool:
    """Is a line of `articles/` such a rest? No record has this key; readers pass it over."""
    return "removed" in record


def whole_lines(root: Path, path: str, start: int = 0, end: int | None = None) -> Iterator[Line]:
    """The lines of a segment that end at or before `end` bytes, from byte `start`; a torn last one is left out."""
    with storage(root / path), (root / path).open("rb") as file:
        file.seek(start)
        offset = start
        for number, data in enumerate(file, start=1):
            if not data.endswith(b"\n") or (end is not None and offset + len(data) > end):
                return
            yield Line(Place(path, offset), number, data[:-1])
            offset += len(data)


def parse(line: Line) -> JSON:
    """The object of a line. Raises `ArchiveError` naming file and line."""
    try:
        value = json.loads(line.data)
    except (ValueError, RecursionError) as error:
        raise ArchiveError(line.where, f"not JSON: {error}") from error
    if not isinstance(value, dict):
        raise ArchiveError(line.where, "not a JSON object")
    return value


def upgrade(record: JSON, where: str, upgrades: Mapping[int, Callable[[JSON], JSON]] = UPGRADES) -> JSON:
    """A record of an older schema in the newest; raises `ArchiveError` naming both for one of a newer program."""
    newest = max(upgrades, default=SCHEMA - 1) + 1
    version = record.get("schema")
    if not isinstance(version, int) or not min(upgrades, default=newest) <= version:
        raise ArchiveError(where, f"record of unknown schema {version!r}")
    if version > newest:
        raise ArchiveError(where, too_new("record schema", version, "unknown version", newest))
    if is_erased(record):
        return record
    for step in range(version, newest):
        record = upgrades[step](record)
    return record


def committed(root: Path) -> dict[str, int] | None:
    """The committed lengths that the ledger knows; None where there is no ledger, and whole lines have to do."""
    if not has_ledger(root):
        return None
    ledger = Ledger.reader(root)
    try:
        return ledger.lengths()
    finally:
        ledger.close()


def read(root: Path, kind: str = ARTICLES, site: str | None = None) -> Iterator[tuple[Place, JSON]]:
    """Every committed record of a kind, of one site or all, in the order of the segments, in the newest schema.

    Those whose text was erased are passed over; `tombstones.kept` leaves out all that were removed. Of lines with the
    same id and revision the last counts. Raises `ArchiveError` naming file and line.
    """
    lengths = committed(root)
    for name in segments(root, kind, site):
        for line in whole_lines(root, name.path, end=None if lengths is None else lengths.get(name.path, 0)):
            record = parse(line)
            if kind == ARTICLES and is_erased(record := upgrade(record, line.where)):
                continue
            yield line.place, record


def read_at(root: Path, place: Place) -> JSON:
    """The one record that begins at `place`."""
    size = _FIRST
    while b"\n" not in (data := read_from(root, place.path, place.offset, size)) and len(data) == size:
        size *= _MORE
    line = Line(place, 0, data.partition(b"\n")[0])
    record = parse(line)
    return upgrade(record, line.where) if SegmentName.parse(place.path).kind == ARTICLES else record
