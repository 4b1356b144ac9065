"""What the world calls the formats of a release, which programs open them, and which columns they hold."""

from dataclasses import dataclass
from typing import Final, Literal

from newscrawler.corpus.schema import COLUMNS, Column, typed_columns

URLS_ONLY: Final = (
    "id",
    "site",
    "url",
    "language",
    "published_on",
    "published_at",
    "revision",
    "fetched_at",
    "content_sha256",
)
"""The columns of a release of addresses without texts."""


@dataclass(frozen=True)
class Medium:
    """One format: its MIME type, its name in a data package, and who reads it.

    `croissant` is the MIME type by which mlcroissant knows it, None where it knows none; `is_tabular`: Frictionless
    reads it as a table without further packages; `loader`: the loader of Hugging Face's `datasets`, None for none.
    """

    mime: str
    frictionless: str
    croissant: str | None = None
    is_tabular: bool = False
    compression: str | None = None
    encoding: str = "utf-8"
    loader: Literal["parquet", "json", "csv", "text"] | None = None


_LINES: Final = "application/jsonlines"
_MEDIA: Final = {
    "jsonl": Medium("application/jsonl", "jsonl", _LINES, True, loader="json"),
    "jsonl.gz": Medium("application/gzip", "jsonl", _LINES, True, "gz", loader="json"),
    "jsonl.zst": Medium("application/zstd", "jsonl.zst", loader="json"),
    "parquet": Medium("application/vnd.apache.parquet", "parquet", "application/x-parquet", loader="parquet"),
    "csv": Medium("text/csv", "csv", "text/csv", True, encoding="utf-8-sig", loader="csv"),
    "txt": Medium("text/plain", "txt", "text/plain", loader="text"),
    "urls": Medium("application/jsonl", "jsonl", _LINES, True, loader="json"),
}
_BEST_FIRST: Final = ("parquet", "jsonl", "jsonl.gz", "jsonl.zst", "csv", "urls", "txt")


def media_of(name: str) -> Medium:
    """The medium of a format; of one that has no line here, plain bytes.

    >>> media_of("jsonl.gz").compression, media_of("tei").mime
    ('gz', 'application/octet-stream')
    """
    return _MEDIA.get(name, Medium("application/octet-stream", name))


def columns_of(name: str) -> tuple[Column, ...]:
    """The columns that a format holds, in their order."""
    if name == "parquet":
        return typed_columns()
    if name == "txt":
        return (Column("text", "text", False, "The article as it is read: headline, date lines, paragraphs."),)
    if name == "urls":
        named = {column.name: column for column in COLUMNS}
        return tuple(named[key] for key in URLS_ONLY)
    return COLUMNS


def best_first(formats: tuple[str, ...]) -> list[str]:
    """The formats of a release that `datasets` can load, the one to be loaded by default first."""
    return [name for name in _BEST_FIRST if name in formats]
