"""An earlier release, read for what it held: what is new since then is everything else."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from newscrawler.archive.disk import storage
from newscrawler.corpus.catalogue import content_key
from newscrawler.corpus.formats import MODULES, format_named
from newscrawler.corpus.model import Previous
from newscrawler.errors import ArgumentError

_PACKAGE = "datapackage.json"
_READABLE = tuple(name for name in MODULES if name != "txt")


@dataclass(frozen=True)
class Earlier:
    """The folder of a release, its name and version as its data package tells them, its data files in one format."""

    folder: Path
    previous: Previous
    format: str
    files: tuple[Path, ...]

    @classmethod
    def open(cls, folder: Path) -> "Earlier":
        """Raises `ArgumentError` naming the folder when it is no release, or holds nothing that tells ids and texts."""
        path = folder / _PACKAGE
        if not path.is_file():
            raise ArgumentError(f"--new-since {folder}: no release is there ({_PACKAGE} is missing)")
        try:
            told = json.loads(path.read_text("utf-8"))
            previous = Previous(str(told["title"]), str(told["version"]))
        except (ValueError, KeyError, TypeError) as error:
            raise ArgumentError(f"--new-since {folder}: {_PACKAGE} is not that of a release: {error}") from error
        for name in _READABLE:
            suffix = format_suffix(name)
            if files := sorted(folder.glob(f"data/*/*.{suffix}")):
                return cls(folder, previous, name, tuple(files))
        raise ArgumentError(f"--new-since {folder}: it has no data file that tells which texts it held")

    def keys(self) -> Iterator[bytes]:
        """`content_key` of each record. Raises `ArchiveError` for a file that cannot be read."""
        read = format_named(self.format).read
        for path in self.files:
            with storage(path):
                yield from map(content_key, read(path))


def format_suffix(name: str) -> str:
    """The suffix of a format's files."""
    return "urls.jsonl" if name == "urls" else name


def held(releases: Iterable[Earlier]) -> Iterator[bytes]:
    """Of several releases."""
    for release in releases:
        yield from release.keys()
