"""The receipts: one line a run, `runs/<YYYY-MM>.jsonl`, by the UTC month in which the run began.

Several processes append at once. A line is written whole or not at all; one that a dying process or a full disk tore is
cut off by the next append, and until then readers tell of it and go on.
"""

import json
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from newscrawler.archive.disk import append_whole, make_folder, storage
from newscrawler.archive.model import JSON
from newscrawler.archive.records import as_line

RUNS = "runs"
SCHEMA = 1

_MONTH = re.compile(r"\d{4}-\d\d\.jsonl")
_BLOCK = 1 << 16


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """What one crawl of one site by one process did. The keys of its line, in this order, always all of them.

    `started`, `finished`: RFC 3339 in UTC by the crawl's clock; `seconds`: real ones. `exit`, `reason`: as the log has
    them. `requests`: `total`, `by_status`, `by_host`, `failed` (no answer), `robots.txt` and redirects among them.
    `bytes`: received, headers too. `sources`: `name`, `answered`, `pages` read, `not_modified`, articles `new` through
    it. `articles`: outcomes of articles' URLs. `rejected`: by reason. `looks`: by field, who answered how often.
    """

    schema: int = SCHEMA
    site: str
    command: str
    arguments: Mapping[str, str]
    writer: str | None
    started: str
    finished: str
    seconds: float
    exit: int
    reason: str
    requests: Mapping[str, Any]
    bytes: int
    not_modified: int
    sources: Sequence[Mapping[str, Any]]
    articles: Mapping[str, int]
    rejected: Mapping[str, int]
    looks: Mapping[str, Mapping[str, int]]
    versions: Mapping[str, Any]


def append(root: Path, receipt: Receipt) -> Path:
    """Adds a receipt to its month, durably; returns the month's file. Raises `ArchiveError` when the disk refuses."""
    path = root / RUNS / f"{receipt.started[:7]}.jsonl"
    with storage(path):
        make_folder(path.parent)
        append_whole(path, as_line(asdict(receipt)))
    return path


def newest_first(root: Path, tell: Callable[[str], None], since: str | None = None) -> Iterator[tuple[str, JSON]]:
    """Every receipt, as its line and as an object, the one written last first.

    `since` (RFC 3339, UTC) leaves out the runs that began before. `tell` hears of each line that nobody can read.
    """
    for path in _months(root):
        if since is not None and path.stem < since[:7]:
            return
        for data in _backwards(path, tell):
            try:
                receipt = json.loads(data)
                if receipt["schema"] != SCHEMA:
                    tell(f"{path}: a receipt of schema {receipt['schema']}; this program reads {SCHEMA}")
                elif since is None or receipt["started"] >= since:
                    yield data.decode(), receipt
            except (ValueError, LookupError, TypeError):
                tell(f"{path}: a line that is no receipt: {data[:60]!r}")


def _months(root: Path) -> list[Path]:
    folder = root / RUNS
    with storage(folder):
        names = [path for path in folder.iterdir() if _MONTH.fullmatch(path.name)] if folder.is_dir() else []
    return sorted(names, reverse=True)


def _backwards(path: Path, tell: Callable[[str], None]) -> Iterator[bytes]:
    """The whole lines of a file from its end: of a month of thousands of runs a person asks for the last twenty."""
    with storage(path), path.open("rb") as file:
        pieces = _pieces(file)
        if torn := next(pieces, b""):
            tell(f"{path}: the last line is torn after {len(torn)} bytes: its run died while it wrote it")
        yield from pieces


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    """What stands between line breaks, last first; what follows the last one is the first piece."""
    begin, rest = file.seek(0, os.SEEK_END), b""
    while begin > 0:
        end, begin = begin, max(0, begin - _BLOCK)
        file.seek(begin)
        rest, *pieces = (file.read(end - begin) + rest).split(b"\n")
        yield from reversed(pieces)
    yield rest
