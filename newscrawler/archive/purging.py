"""A purge is planned, written down, then done: the plan is durable before the first byte of a segment changes.

Whoever opens the archive after a death in the middle carries the plan out again, from its beginning: each step writes
the same bytes to the same place. The plan holds what is to be written, nothing of what was there.
"""

import json
import os
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from newscrawler.archive.disk import storage, sync, sync_folder, write_all
from newscrawler.archive.erasing import fitted_line, fitted_member
from newscrawler.archive.failpoints import failpoint
from newscrawler.archive.ledger import Ledger
from newscrawler.archive.segment import PACKED
from newscrawler.errors import ArchiveError

PLAN = "purge.json"


@dataclass(frozen=True)
class Edit:
    """`data` (a line, or a WARC record) takes the place of the `length` bytes at `offset` of the segment `path`."""

    path: str
    offset: int
    length: int
    data: bytes


@dataclass(frozen=True)
class Plan:
    """The edits of segments, the URLs whose listed titles the ledger forgets, leftovers of crashes to be deleted."""

    edits: Sequence[Edit] = ()
    urls: Sequence[str] = ()
    leftovers: Sequence[str] = field(default=())


def write_down(root: Path, plan: Plan) -> None:
    """Makes a plan durable: from here on it will be carried out."""
    edits = [[one.path, one.offset, one.length, b64encode(one.data).decode()] for one in plan.edits]
    text = json.dumps({"edits": edits, "urls": list(plan.urls), "leftovers": list(plan.leftovers)})
    path = root / f"{PLAN}.new"
    with storage(path):
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
        try:
            write_all(descriptor, text.encode())
            sync(descriptor)
        finally:
            os.close(descriptor)
        path.rename(root / PLAN)
        sync_folder(root)
    failpoint("purge-planned")


def pending(root: Path) -> Plan | None:
    """The plan that waits to be carried out, None when there is none. Raises `ArchiveError` when it cannot be read."""
    path = root / PLAN
    with storage(path):
        if not path.exists():
            return None
        text = path.read_text("utf-8")
    try:
        told = json.loads(text)
        edits = [Edit(where, offset, length, b64decode(data)) for where, offset, length, data in told["edits"]]
        return Plan(edits, told["urls"], told["leftovers"])
    except (ValueError, LookupError, TypeError) as error:
        raise ArchiveError(str(path), f"not the plan of a purge: {error}") from error


def carry_out(root: Path) -> bool:
    """Does the part of a waiting plan that lies in files; was there one? May be done again at any time."""
    plan = pending(root)
    if plan is None:
        return False
    for path in sorted({edit.path for edit in plan.edits}):
        if (root / path).exists():  # pages may have been thrown away to save room
            _rewrite(root, path, [edit for edit in plan.edits if edit.path == path])
            failpoint("purge-segment")
    for path in plan.leftovers:
        with storage(root / path):
            (root / path).unlink(missing_ok=True)
    failpoint("purge-files")
    return True


def conclude(root: Path, ledger: Ledger) -> None:
    """The part that lies in the ledger; then the plan is done."""
    plan = pending(root)
    if plan is None:
        return
    with ledger.transaction():
        ledger.forget_listed(plan.urls)
    failpoint("purge-ledger")
    ledger.scrub()
    failpoint("purge-scrubbed")
    strike(root)


def strike(root: Path) -> None:
    """The plan is done."""
    with storage(root / PLAN):
        (root / PLAN).unlink(missing_ok=True)
        sync_folder(root)


def _rewrite(root: Path, path: str, edits: Sequence[Edit]) -> None:
    fit = fitted_member if path.endswith(PACKED) else fitted_line
    with storage(root / path):
        descriptor = os.open(root / path, os.O_WRONLY)
        try:
            size = os.fstat(descriptor).st_size
            for edit in (one for one in edits if one.offset + one.length <= size):  # a copy may lack the end of a file
                _overwrite(descriptor, edit.offset, fit(edit.data, edit.length))
            sync(descriptor)
        finally:
            os.close(descriptor)


def _overwrite(descriptor: int, offset: int, data: bytes) -> None:
    """Every byte of `data` at `offset`, however short the single writes are."""
    view = memoryview(data)
    while view:
        written = os.pwrite(descriptor, view, offset)
        view, offset = view[written:], offset + written
