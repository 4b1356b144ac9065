"""The one table of a release's columns: Parquet, CSV, the card, Croissant and the data package are all made from it."""

from dataclasses import dataclass
from typing import Any, Literal

from newscrawler.archive.model import JSON
from newscrawler.archive.records import KEYS

Kind = Literal["text", "day", "instant", "integer", "real", "texts", "objects", "object"]


@dataclass(frozen=True)
class Column:
    """One column: what its values are, whether one may be null, and what it tells (one English sentence).

    `parts` are the columns of an `object`, or of each of the `objects` in a list. A `day` is `YYYY-MM-DD` in Baku, an
    `instant` RFC 3339 with its offset; lists are never null.
    """

    name: str
    kind: Kind
    nullable: bool
    about: str
    parts: tuple["Column", ...] = ()


def _text(name: str, about: str, *, nullable: bool = False) -> Column:
    return Column(name, "text", nullable, about)


_EVIDENCE = (_text("source", "Where the date was met."), _text("raw", "The date's string as found."))
_IMAGE = (_text("url", "Absolute URL."), _text("caption", "The caption as printed.", nullable=True))
_LINK = (_text("url", "Absolute URL."), _text("text", "The link's words."))
_TRANSLATION = (_text("language", "BCP 47 language of that edition."), _text("url", "Its canonical URL."))
_RAW = (
    _text("warc", "The WARC file, relative to the archive."),
    Column("offset", "integer", False, "Where its gzip member begins, in bytes."),
    _text("sha256", "SHA-256 of the payload as received."),
)
_RIGHTS = (
    _text("robots", "What robots.txt said of this URL.", nullable=True),
    _text("tdm_reservation", "The TDMRep reservation.", nullable=True),
    _text("tdm_policy", "The TDMRep policy.", nullable=True),
    _text("meta_robots", "The page's own robots directives.", nullable=True),
)

RECORD: tuple[Column, ...] = (
    _text("id", "Site and key: the same for one article under any of its URLs."),
    _text("site", "The news site, by its short name."),
    _text("url", "The canonical URL."),
    _text("language", "BCP 47 language of the text itself, told from the text."),
    _text("title", "The headline, without the site's name."),
    _text("lead", "The standfirst; null where none is, or it only repeats how the text begins.", nullable=True),
    _text("text", "The paragraphs, joined by line feeds; boilerplate is absent."),
    Column("published_on", "day", False, "The day of publication in Baku."),
    Column("published_at", "instant", True, "The instant of publication; null where no time of day is known."),
    _text("published_precision", "How exact the date is: second, minute or day."),
    _text("published_source", "Which of the dates found was believed."),
    _text("published_raw", "That date's string as found."),
    Column("published_evidence", "objects", False, "Every date found, the believed one first.", _EVIDENCE),
    Column("modified_at", "instant", True, "The last change, as the page says."),
    _text("section", "The section as printed.", nullable=True),
    Column("tags", "texts", False, "The tags as printed."),
    Column("authors", "texts", False, "The authors as printed."),
    Column(
        "images",
        "objects",
        False,
        "Addresses and captions of the pictures.",
        _IMAGE,
    ),
    Column("links", "objects", False, "The links inside the text.", _LINK),
    Column("translations", "objects", False, "The same article in other editions.", _TRANSLATION),
    Column("fetched_at", "instant", False, "When the page was fetched, in UTC."),
    Column("revision", "integer", False, "1 for the first text seen, more for each edit of title or text."),
    _text("content_sha256", "SHA-256 of title, line feed and text in UTF-8."),
    Column("raw", "object", True, "Where the raw page lies in the archive that this was made from.", _RAW),
    _text("extractor", "The page class that read the page, and its version."),
    Column("fixes", "texts", False, "What normalisation repaired."),
    Column("flags", "texts", False, "What a reader should know of this article."),
    Column(
        "rights", "object", False, "What was said of robots and of text and data mining when it was fetched.", _RIGHTS
    ),
    Column("schema", "integer", False, "The version of the record's schema."),
)

DUPLICATES: tuple[Column, ...] = (
    _text(
        "dup_cluster",
        "Of articles that are copies of each other: the id of the one published first.",
        nullable=True,
    ),
    _text("dup_of", "The id of the article that this one is a copy of; null for the first.", nullable=True),
    Column("dup_jaccard", "real", True, "How alike the two are, from 0 to 1, by their word shingles."),
)

COLUMNS: tuple[Column, ...] = (*RECORD, *DUPLICATES)
"""What a line of JSONL and a row of CSV hold, in this order."""

NAMES: tuple[str, ...] = tuple(column.name for column in COLUMNS)
assert tuple(column.name for column in RECORD) == KEYS


def in_order(record: JSON) -> JSON:
    """A record with its keys in the order of the columns, and those of the objects in it, whoever wrote it."""
    return {column.name: _in_order(column, record[column.name]) for column in RECORD}


def _in_order(column: Column, value: Any) -> Any:
    if not column.parts or value is None:
        return value
    if column.kind == "objects":
        return [{part.name: one[part.name] for part in column.parts} for one in value]
    return {part.name: value[part.name] for part in column.parts}


def typed_columns() -> tuple[Column, ...]:
    """The columns of Parquet: behind each instant, which is stored in UTC, a text with the offset it was printed with.

    >>> [column.name for column in typed_columns() if column.name.endswith("_offset")]
    ['published_at_offset', 'modified_at_offset', 'fetched_at_offset']
    """
    found: list[Column] = []
    for column in COLUMNS:
        found.append(column)
        if column.kind == "instant":
            about = f"The UTC offset with which {column.name} was written: +04:00, +05:00, Z."
            found.append(_text(f"{column.name}{OFFSET}", about, nullable=column.nullable))
    return tuple(found)


OFFSET = "_offset"
