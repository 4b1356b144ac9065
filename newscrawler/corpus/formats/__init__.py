"""The formats of a release. One file a format: a writer, and a reader that gives back the records that went in.

A new format is a module here that ends in a `Format` named `FORMAT`, and its line in `MODULES`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Protocol

from newscrawler.archive.model import JSON
from newscrawler.corpus.formats.sink import Sink
from newscrawler.errors import ArgumentError

MODULES = {
    "jsonl": "jsonl",
    "jsonl.gz": "jsonl_gz",
    "jsonl.zst": "jsonl_zst",
    "parquet": "parquet",
    "csv": "csv",
    "txt": "txt",
    "urls": "urls",
}
"""Format to the module here that writes it."""


class Writer(Protocol):
    """Writes records into one file."""

    def write(self, record: JSON) -> None:
        """Takes one record, which has all of `schema.NAMES` in their order."""

    def close(self) -> None:
        """Hands everything to the sink, which is closed by whoever opened it."""

    @property
    def size(self) -> int:
        """Bytes that the file would not exceed if it were closed now."""


@dataclass(frozen=True)
class Format:
    """How one format is written and read; `suffix` is that of its files, `needs` a package, if any."""

    suffix: str
    writer: Callable[[Sink], Writer]
    read: Callable[[Path], Iterator[JSON]]
    needs: str | None = None


@cache
def format_named(name: str) -> Format:
    """The format of that name. Raises `ArgumentError` for one that there is not, or whose package is not installed."""
    if name not in MODULES:
        raise ArgumentError(f"--format {name}: there are {', '.join(name for name in MODULES if name != 'urls')}")
    found: Format = import_module(f"newscrawler.corpus.formats.{MODULES[name]}").FORMAT
    if found.needs:
        try:
            import_module(found.needs)
        except ImportError as error:
            hint = "pip install -e '.[corpus]' in the checkout"
            raise ArgumentError(f"--format {name} needs {found.needs}: {hint}") from error
    return found
