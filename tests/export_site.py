"""What the tests of `scrapy export` share: an export without a process of its own, and what a release holds."""

from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from newscrawler.archive.records import content_digest
from newscrawler.corpus.formats import format_named
from newscrawler.corpus.model import About
from newscrawler.corpus.order.options import Order
from newscrawler.corpus.order.selection import Selection
from newscrawler.corpus.release import export

JSON = dict[str, Any]


class Silent:
    """Nobody is told how far an export is; the names of the stages are kept."""

    def __init__(self) -> None:
        self.stages: list[str] = []
        self.notes: list[str] = []

    def stage(self, name: str) -> Callable[[int, int], None]:
        self.stages.append(name)
        return lambda done, total: None

    def note(self, text: str) -> None:
        self.notes.append(text)


def make_release(out: Path, *archives: Path, select: JSON | None = None, **order: Any) -> About:
    """An export of `archives` to `out`; `select` is told as in a TOML file."""
    return export(Order(out, archives, Selection().updated(select or {}), **order), Silent())


def peak_memory() -> float:
    """The most memory that this process held, in MB. `getrusage` would tell of its parent's before the fork."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def contents(release: Path) -> dict[str, str]:
    """Path to digest of every file."""
    files = (path for path in release.rglob("*") if path.is_file())
    return {path.relative_to(release).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}


def rows(release: Path, name: str = "jsonl", split: str = "*") -> list[JSON]:
    """The records of a release in one format, file by file."""
    found = format_named(name)
    files = sorted(release.glob(f"data/{split}/*-[0-9][0-9][0-9][0-9][0-9].{found.suffix}"))
    return [record for path in files for record in found.read(path)]


def ids(records: Sequence[JSON]) -> list[str]:
    return [record["id"] for record in records]


def with_digest(record: JSON) -> JSON:

    return {**record, "content_sha256": content_digest(record["title"], record["text"])}
