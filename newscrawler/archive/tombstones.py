"""Tombstones: `<site>/removed.jsonl`, one line for each article that somebody asked to take out of the archive.

A stone holds no text: `id`, `site`, `url`, `reason`, `at`, whether the text was to be erased (`purge`), when the
article was `published`, and of each line that was held its `revision`, `content_sha256`, `fetched_at` and `raw_sha256`,
so that a copy found elsewhere is still recognised. An id may have several stones: a removal, and later a purge.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from newscrawler.archive.backend import Backend
from newscrawler.archive.disk import append_whole, make_folder, storage
from newscrawler.archive.faults import fault
from newscrawler.archive.layout import ARTICLES, EVENTS, TOMBSTONES, tombstones
from newscrawler.archive.ledger_database import seconds
from newscrawler.archive.model import JSON, Place
from newscrawler.archive.records import Line, as_line, parse, read, whole_lines
from newscrawler.errors import ArchiveError


def stones(root: Path, site: str | None = None) -> Iterator[tuple[JSON, Line]]:
    """Every tombstone as the event it is, with its line. Raises `ArchiveError` naming file and line of a broken one."""
    for path in tombstones(root):
        if site is None or path.parent.name == site:
            for line in whole_lines(root, path.relative_to(root).as_posix()):
                stone = as_event(parse(line), path.parent.name)
                if wrong := fault(EVENTS, stone):
                    raise ArchiveError(line.where, wrong)
                yield stone, line


def as_event(stone: JSON, site: str) -> JSON:
    """A tombstone as the event that the ledger takes."""
    return {"event": "removed", "site": site, **stone}


def removed(root: Path, site: str | None = None) -> dict[str, JSON]:
    """The first tombstone of each id, `purge` where any of them says so. Raises `ArchiveError` as `stones` does."""
    found: dict[str, JSON] = {}
    for stone, _ in stones(root, site):
        first = found.setdefault(stone["id"], stone)
        if stone.get("purge") and not first.get("purge"):
            found[stone["id"]] = {**first, "purge": True}
    return found


def kept(root: Path, site: str | None = None) -> Iterator[tuple[Place, JSON]]:
    """Every record that is held and was not removed, in the order of the segments. Raises `ArchiveError`."""
    gone = removed(root, site)
    return ((place, record) for place, record in read(root, ARTICLES, site) if record["id"] not in gone)


def bury(root: Path, site: str, lines: Iterable[JSON]) -> None:
    """Adds tombstones to a site's file, durably and whole; a torn line that an earlier death left is cut off."""
    path = root / site / TOMBSTONES
    with storage(path):
        make_folder(path.parent)
        append_whole(path, b"".join(as_line(line) for line in lines))


def honour(root: Path, ledger: Backend) -> int:
    """Tells the ledger, inside a transaction, of every stone it has not heard of; how many these were.

    So a removal is complete as soon as its stone is durable, whatever happened to the process that laid it.
    """
    told = 0
    for stone, line in stones(root):
        held = ledger.held(stone["id"])
        if held is None or held.removed_at is None or held.checked_at.timestamp() < seconds(stone["at"]):
            ledger.replay(EVENTS, stone, line.place)
            told += 1
    return told
