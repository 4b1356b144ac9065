"""After a crash: what lies beyond the committed lengths is replayed where it is whole and cut off where it is torn.

Lines reached the disk after the pages they point to and the URLs they follow from, so a whole line is a whole story;
its URL is done and not fetched again. Only segments whose lock is got are touched: the others have a living writer.
"""

import logging
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from newscrawler.archive.backend import Backend
from newscrawler.archive.commits import last_commit, note_commit, number_of
from newscrawler.archive.disk import locked, make_folder, storage, sync, write_all
from newscrawler.archive.failpoints import failpoint
from newscrawler.archive.faults import fault
from newscrawler.archive.layout import ARTICLES, CUT, DISCOVERED, EVENTS, PAGES, REJECTED, SegmentName, segments
from newscrawler.archive.model import JSON, Place
from newscrawler.archive.rawpages import members
from newscrawler.archive.records import Line, parse, upgrade, whole_lines
from newscrawler.archive.tombstones import honour
from newscrawler.errors import ArchiveError

logger = logging.getLogger(__name__)


@dataclass
class Recovered:
    """What a recovery did: lines replayed, bytes cut off, the segments it touched."""

    replayed: int = 0
    cut: int = 0
    segments: list[str] = field(default_factory=list)


@dataclass
class Tail:
    """The end of a segment that no commit has made believed; its lock is held."""

    name: SegmentName
    descriptor: int
    committed: int
    size: int
    kept: list[bytes] = field(default_factory=list)
    end: int = 0  # of what is kept


def recover(root: Path, ledger: Backend) -> Recovered:
    """Makes files and ledger agree again. Raises `ArchiveError`; killed at any moment, it is simply done again."""
    done = Recovered()
    tails: list[Tail] = []
    with ledger.transaction():
        try:
            tails.extend(_tails(root, ledger))
            failpoint("tails-read")
            ends = {tail.name.path: _whole_end(root, tail) for tail in tails if tail.name.kind == PAGES}
            # as in a rebuild; and pages last, because only those stay that something points to
            lines = [
                tail for kind in (DISCOVERED, ARTICLES, REJECTED, EVENTS) for tail in tails if tail.name.kind == kind
            ]
            before = last_commit(ledger)
            for tail in lines:
                done.replayed += _replay(root, ledger, tail, ends, before)
            honour(root, ledger)
            for tail in tails:
                if tail.name.kind == PAGES:
                    tail.end = max(tail.committed, _pointed_end(root, tail, ends[tail.name.path], lines))
                done.cut += _mend(root, tail)
                done.segments.append(tail.name.path)
            failpoint("tails-cut")
            ledger.set_lengths((tail.name.path, tail.end) for tail in tails)
            failpoint("replayed")
        finally:
            for tail in tails:
                os.close(tail.descriptor)
    return done


def _tails(root: Path, ledger: Backend) -> Iterator[Tail]:
    """Every segment longer than believed whose lock is got. Inside a transaction nobody else commits a length."""
    lengths = ledger.lengths()
    for name in segments(root):
        path, committed = root / name.path, lengths.get(name.path, 0)
        with storage(path):
            if path.stat().st_size <= committed or (descriptor := locked(path)) is None:
                continue
            size = os.fstat(descriptor).st_size
            yield Tail(name, descriptor, min(committed, size), size)


def _replay(root: Path, ledger: Backend, tail: Tail, ends: Mapping[str, int], before: int) -> int:
    """Keeps the whole lines of a tail that say something new, gives them to the ledger; returns how many.

    `before` is the last commit that the ledger knew when the recovery began.
    """
    tail.end = tail.committed
    for line in whole_lines(root, tail.name.path, tail.committed):
        record = _sound(tail.name.kind, line, root, ends)
        if record is None:
            break
        if _adds(ledger, tail.name.kind, record, before):
            ledger.replay(tail.name.kind, record, Place(tail.name.path, tail.end))
            note_commit(ledger, number_of(record))
            tail.kept.append(line.data + b"\n")
            tail.end += len(line.data) + 1
    return len(tail.kept)


def _sound(kind: str, line: Line, root: Path, ends: Mapping[str, int]) -> JSON | None:
    """The line's object, None when the line or the page it points to is torn. Refuses what a newer program wrote."""
    try:
        record = parse(line)
    except ArchiveError:
        return None
    record = upgrade(record, line.where) if kind == ARTICLES else record
    pointer = record.get("raw")
    if fault(kind, record) or (pointer and dangles(root, pointer, ends)):
        return None
    return record


def dangles(root: Path, pointer: Mapping[str, Any], ends: Mapping[str, int]) -> bool:
    """Does a pointer lead beyond the whole pages of its file?"""
    path = str(pointer["warc"])
    if path not in ends:
        file = root / path
        return not file.exists() or file.stat().st_size <= pointer["offset"]
    return bool(pointer["offset"] >= ends[path])


def _adds(ledger: Backend, kind: str, record: JSON, before: int) -> bool:
    """Another process may have stored the same meanwhile: a dead writer's hosts are taken over before it is mended."""
    if kind == ARTICLES:
        held = ledger.held(record["id"])
        return held is None or (held.removed_at is None and held.revision < record["revision"])
    if kind == DISCOVERED:
        return not ledger.sighted([record["url"]], record["source"])
    if names_nothing(ledger, kind, record):
        return False
    if number_of(record) > before:  # nobody committed since, whatever the clocks say
        return True
    row = ledger.row(record["url"]) if kind == REJECTED else None
    return row is None or row.changed <= datetime.fromisoformat(record["at"])


def names_nothing(ledger: Backend, kind: str, record: JSON) -> bool:
    """Is this an event or an alias of a record that is not there? It was torn off, or is missing in a copy."""
    named = record.get("id") if kind == EVENTS or (kind == REJECTED and record["state"] == "alias") else None
    return named is not None and ledger.held(named) is None


def _whole_end(root: Path, tail: Tail) -> int:
    return max((end for _, end in members(root, tail.name.path, tail.committed)), default=tail.committed)


def _pointed_end(root: Path, tail: Tail, whole: int, lines: list[Tail]) -> int:
    """Where the last page ends that a kept line points to."""
    path = tail.name.path
    pointers = [
        record["raw"]["offset"]
        for other in lines
        for record in map(parse, (Line(Place(other.name.path, 0), 0, data) for data in other.kept))
        if record.get("raw") and record["raw"]["warc"] == path
    ]
    last = max(pointers, default=-1)
    return max((end for begin, end in members(root, path, tail.committed, whole) if begin <= last), default=0)


def _put_aside(root: Path, tail: Tail, kept: int) -> None:
    """Whole lines are never thrown away, even if nobody can read them: what is cut off with them lies in `.cut/`."""
    if tail.name.kind == PAGES or tail.size - tail.committed == kept:
        return
    data = os.pread(tail.descriptor, tail.size - tail.committed, tail.committed)
    if b"\n" in data[kept:]:
        make_folder(root / CUT)
        aside = f"{CUT}/{tail.name.path.replace('/', '_')}-{tail.committed}"
        (root / aside).write_bytes(data)
        logger.warning("%s: what follows byte %d has lines that add nothing: %s", tail.name.path, tail.committed, aside)


def _mend(root: Path, tail: Tail) -> int:
    """Leaves exactly what is kept beyond the committed length, durable; returns the bytes that went."""
    kept = b"".join(tail.kept)
    with storage(root / tail.name.path):
        _put_aside(root, tail, len(kept))
        whole_already = os.pread(tail.descriptor, len(kept), tail.committed) == kept
        os.ftruncate(tail.descriptor, tail.end if whole_already else tail.committed)
        if not whole_already:
            os.lseek(tail.descriptor, tail.committed, os.SEEK_SET)
            write_all(tail.descriptor, kept)
        sync(tail.descriptor)
    return tail.size - tail.end
