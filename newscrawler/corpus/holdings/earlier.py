"""An earlier release, read for what it held: what is new since then is everything else."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from newscrawler.archive.disk import storage
from newscrawler.corpus.formats import MODULES, format_named
from newscrawler.corpus.holdings.catalogue import content_key, id_key
from newscrawler.corpus.model import Previous
from newscrawler.errors import ArgumentError

_PACKAGE = "datapackage.json"
_REMOVED = "removed.jsonl"
_READABLE = tuple(name for name in MODULES if name != "txt")


@dataclass(frozen=True)
class Earlier:
    """The folder of a release, its name and version as its data package tells them, its data files in one format."""

    folder: Path
    previous: Previous
    format: str
    files: tuple[Path, ...]

    @classmethod
    def open(cls, folder: Path, option: str = "--new-since") -> "Earlier":
        """`option` is the one that named it.

        Raises `ArgumentError` naming the folder when it is no release, or holds nothing that tells ids and texts.
        """
        path = folder / _PACKAGE
        if not path.is_file():
            raise ArgumentError(f"{option} {folder}: no release is there ({_PACKAGE} is missing)")
        try:
            told = json.loads(path.read_text("utf-8"))
            previous = Previous(str(told["title"]), str(told["version"]))
        except (ValueError, KeyError, TypeError) as error:
            raise ArgumentError(f"{option} {folder}: {_PACKAGE} is not that of a release: {error}") from error
        for name in _READABLE:
            suffix = format_suffix(name)
            if files := sorted(folder.glob(f"data/*/*.{suffix}")):
                return cls(folder, previous, name, tuple(files))
        if not (folder / "txt").exists():
            return cls(folder, previous, _READABLE[0], ())  # it told of removals alone
        raise ArgumentError(f"{option} {folder}: it has no data file that tells which texts it held")

    def keys(self) -> Iterator[tuple[bytes, bytes, str]]:
        """`content_key`, id and split of each record. Raises `ArchiveError` for a file that cannot be read."""
        read = format_named(self.format).read
        for path in self.files:
            with storage(path):
                yield from ((content_key(one), id_key(one["id"]), path.parent.name) for one in read(path))

    def removed(self) -> Iterator[str]:
        """The ids whose removal it tells. Raises `ArgumentError` naming the file when it cannot be understood."""
        path = self.folder / _REMOVED
        try:
            for line in path.read_text("utf-8").splitlines() if path.exists() else ():
                yield str(json.loads(line)["id"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ArgumentError(f"{path}: not the removals of a release: {error}") from error


def format_suffix(name: str) -> str:
    """The suffix of a format's files."""
    return "urls.jsonl" if name == "urls" else name


def held(releases: Iterable[Earlier]) -> Iterator[tuple[bytes, bytes, str]]:
    """The keys of several releases."""
    for release in releases:
        yield from release.keys()


def told(releases: Iterable[Earlier]) -> Iterator[str]:
    """The removals that several releases tell."""
    for release in releases:
        yield from release.removed()
