"""`datapackage.json`: the release as a Frictionless data package, https://datapackage.org (profile of version 1)."""

import re
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from newscrawler.archive.model import JSON
from newscrawler.corpus.formats.media import columns_of, media_of
from newscrawler.corpus.model import About, DataFile
from newscrawler.corpus.papers.licence import LICENCE_NAME, LICENCE_URL
from newscrawler.corpus.papers.tables import COVERAGE, SECTIONS
from newscrawler.corpus.schema import Column

_TYPES: Final = {
    "text": "string",
    "day": "date",
    "instant": "datetime",
    "integer": "integer",
    "real": "number",
    "texts": "array",
    "objects": "array",
    "object": "object",
}
_UNNAMED: Final = re.compile(r"[^a-z0-9._-]+")
_KEYS: Final = {"id", "revision"}
_LIMITS: Final[dict[str, JSON]] = {
    "revision": {"minimum": 1},
    "published_precision": {"enum": ["second", "minute", "day"]},
    "content_sha256": {"pattern": "[0-9a-f]{64}"},
    "dup_jaccard": {"minimum": 0, "maximum": 1},
}


def data_package(folder: Path, about: About) -> JSON:
    """The descriptor of a release in `folder`, whose small tables are there already.

    Files that Frictionless reads without further packages are tables with a schema; all have size and digest.
    """
    facts = about.facts
    return {
        "$schema": "https://datapackage.org/profiles/1.0/datapackage.json",
        "name": slug(about.name),
        "title": about.name,
        "version": about.version,
        "description": "Azerbaijani news articles with their dates, sections and provenance; see README.md.",
        "licenses": [
            {"name": LICENCE_NAME, "path": LICENCE_URL, "title": "In copyright: rights remain with publishers"}
        ],
        "keywords": ["Azerbaijani", "news", *facts.by("language")],
        "resources": [*(_data(one) for one in about.files if one.format != "txt"), *_tables(folder)],
    }


def table_schema(columns: Sequence[Column]) -> JSON:
    """The Table Schema of some columns. Times have any offset, which Frictionless calls the format `any`."""
    names = {column.name for column in columns}
    key: JSON = {"primaryKey": sorted(_KEYS)} if names >= _KEYS else {}
    return {"fields": [_field(column) for column in columns], "missingValues": [""], **key}


def slug(name: str) -> str:
    """A name that a data package may bear: lower-case letters, digits, `.`, `_` and `-`.

    >>> slug("Azərbaycan xəbərləri 2025")
    'az-rbaycan-x-b-rl-ri-2025'
    """
    return _UNNAMED.sub("-", name.lower()).strip("-.") or "release"


def _field(column: Column) -> JSON:
    limits = {} if column.nullable else {"required": True}
    limits |= _LIMITS.get(column.name, {})
    told: JSON = {"name": column.name, "type": _TYPES[column.kind], "description": column.about}
    told |= {"format": "any"} if column.kind == "instant" else {}
    return told | ({"constraints": limits} if limits else {})


def _data(one: DataFile) -> JSON:
    medium = media_of(one.format)
    told: JSON = {
        "name": slug(one.path.replace("/", "-")),
        "path": one.path,
        "type": "table" if medium.is_tabular else "file",
        "format": medium.frictionless,
        "mediatype": medium.mime,
        "bytes": one.bytes,
        "hash": f"sha256:{one.sha256}",
    }
    if medium.compression:
        told["compression"] = medium.compression
    if medium.is_tabular:
        told |= {"encoding": medium.encoding, "schema": table_schema(columns_of(one.format))}
    return told


def _tables(folder: Path) -> list[JSON]:
    """The tables beside the data. A file of tombstones may be empty, which Frictionless takes for a broken table."""
    return [
        _table(folder, "coverage.csv", COVERAGE, ["site", "day"]),
        _table(folder, "sections.csv", SECTIONS, None),
        _measured(folder, "removed.jsonl") | {"type": "file", "format": "jsonl", "mediatype": "application/jsonl"},
    ]


def _table(folder: Path, name: str, columns: Sequence[Column], key: list[str] | None) -> JSON:
    schema = table_schema(columns) | ({"primaryKey": key} if key else {})
    kind: dict[str, Any] = {"type": "table", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8-sig"}
    return _measured(folder, name) | kind | {"schema": schema}


def _measured(folder: Path, name: str) -> JSON:
    data = (folder / name).read_bytes()
    return {"name": slug(name), "path": name, "bytes": len(data), "hash": f"sha256:{sha256(data).hexdigest()}"}
