"""Where everything lies: the one place that knows the names and paths of an archive."""

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from newscrawler import __version__
from newscrawler.archive.disk import storage
from newscrawler.errors import ArchiveError

ARCHIVE_VERSION = 1

LEDGER = "ledger.sqlite3"
STAMP = "archive.json"
WRITERS = ".writers"
CUT = ".cut"
TOMBSTONES = "removed.jsonl"

ARTICLES, DISCOVERED, REJECTED, EVENTS, PAGES = "articles", "discovered", "rejected", "events", "pages"
KINDS = (ARTICLES, DISCOVERED, REJECTED, EVENTS, PAGES)

_SEGMENT = re.compile(
    r"(?P<site>[^/]+)/(?P<kind>articles|discovered|rejected|events|pages)/"
    r"(?P<day>\d{4}-\d\d-\d\d)(?:-(?P<writer>[a-z0-9]+)-(?P<number>\d+))?\.(?:jsonl|warc\.gz)"
)


@dataclass(frozen=True, order=True)
class SegmentName:
    """The name of a segment. They sort by site, kind, day and number: the order in which their lines were begun.

    >>> SegmentName("report", "pages", "2025-12-15", 1, "w1").path
    'report/pages/2025-12-15-w1-1.warc.gz'
    >>> SegmentName.parse("report/articles/2025-12-15-w2-10.jsonl").number
    10
    """

    site: str
    kind: str
    day: str
    number: int
    writer: str

    @property
    def path(self) -> str:
        """Relative to the archive, with slashes."""
        suffix = "warc.gz" if self.kind == PAGES else "jsonl"
        tail = f"-{self.writer}-{self.number}" if self.writer else ""
        return f"{self.site}/{self.kind}/{self.day}{tail}.{suffix}"

    @classmethod
    def parse(cls, path: str) -> "SegmentName":
        """Raises `ArchiveError` when `path` names no segment."""
        match = _SEGMENT.fullmatch(path)
        if match is None:
            raise ArchiveError(path, "not the name of a segment")
        return cls(match["site"], match["kind"], match["day"], int(match["number"] or 0), match["writer"] or "")


def segments(root: Path, kind: str | None = None, site: str | None = None) -> Iterator[SegmentName]:
    """The segments of an archive in their order; other files in its folders are nobody's business here.

    Raises `ArchiveError` for a folder or segment that is a link to nowhere: its disk may not be there today.
    """
    for home in _homes(root, site):
        for name in [kind] if kind else sorted(KINDS):
            if _is_there(home / name):
                yield from sorted(_inside(home / name))


def _homes(root: Path, site: str | None = None) -> list[Path]:
    """What may be the folder of a site. Not by `glob`, to which a folder that it may not read is an empty one."""
    with storage(root):
        found = [root / site] if site else sorted(root.iterdir()) if root.is_dir() else []
    return [home for home in found if _is_there(home)]


def _inside(folder: Path) -> Iterator[SegmentName]:
    with storage(folder), os.scandir(folder) as entries:
        for entry in entries:
            path = f"{folder.parent.name}/{folder.name}/{entry.name}"
            if not _SEGMENT.fullmatch(path):
                continue
            if entry.is_file():
                yield SegmentName.parse(path)
            else:
                _is_there(Path(entry))  # a folder is passed over, a link to nothing is not


def _is_there(path: Path) -> bool:
    """Does anything lie there? Raises `ArchiveError` for a link to nothing."""
    with storage(path):
        is_there = path.exists()
        if not is_there and path.is_symlink():
            raise ArchiveError(str(path), f"a link that leads nowhere: {path.readlink()}")
    return is_there


def has_ledger(root: Path) -> bool:
    """Is there anything where the ledger lies? Raises `ArchiveError` for a folder that may not be looked into."""
    return _lies(root / LEDGER)


def has_stamp(root: Path) -> bool:
    """Is this marked as an archive? Raises `ArchiveError` for a folder that may not be looked into."""
    return _lies(root / STAMP)


def _lies(path: Path) -> bool:
    with storage(path):
        return path.exists()


def tombstones(root: Path) -> list[Path]:
    """The files of what was removed, one a site. Raises `ArchiveError` for a folder that may not be looked into."""
    return [home / TOMBSTONES for home in _homes(root) if _is_there(home / TOMBSTONES)]


def sites_in(root: Path) -> list[str]:
    """The sites that have a folder of articles or of rejections. Raises `ArchiveError` as `segments` does."""
    return [home.name for home in _homes(root) if any(_is_there(home / kind) for kind in (ARTICLES, REJECTED))]


def checked_site(site: str) -> str:
    """`site` when it can name a folder; raises `ArchiveError` else."""
    if not site or site.startswith(".") or any(sign in site for sign in "/\\\0\n"):
        raise ArchiveError(site, "cannot be the name of a site's folder")
    return site


def stamp(root: Path) -> None:
    """Marks a new archive with the version of its layout; refuses one that a newer program made, naming both."""
    path = root / STAMP
    if _lies(root) and not root.is_dir():
        raise ArchiveError(str(root), "is no folder: an archive cannot be made here")
    with storage(path):
        root.mkdir(parents=True, exist_ok=True)
        text = path.read_text("utf-8") if path.exists() else ""
        if not text:
            path.write_text(json.dumps({"archive": ARCHIVE_VERSION, "program": __version__}) + "\n", "utf-8")
            return
    check_stamp(root)


def check_stamp(root: Path) -> None:
    """Refuses an archive that a newer program made, naming both; one without a stamp is from before there were any."""
    path = root / STAMP
    if not has_stamp(root):
        return
    with storage(path):
        text = path.read_text("utf-8", "replace")
    if not text:  # whoever made the archive died before a word of it was written
        return
    try:
        found = json.loads(text)
        version, program = int(found["archive"]), str(found["program"])
    except (ValueError, KeyError, TypeError) as error:
        raise ArchiveError(str(path), f"not an archive's stamp: {error}") from error
    if version > ARCHIVE_VERSION:
        raise ArchiveError(str(path), too_new("archive", version, program, ARCHIVE_VERSION))


def too_new(what: str, version: int, program: str, known: int) -> str:
    """The words of a refusal: which newer program wrote it, which one this is."""
    return f"{what} version {version}, of newscrawler {program}; newscrawler {__version__} reads up to {known}"
