"""Is this line a record, whole and of the types that the schema says?"""

from datetime import date, datetime
from typing import Any

from newscrawler.archive.model import JSON
from newscrawler.archive.records import KEYS, content_digest
from newscrawler.corpus.schema import RECORD, Column

_TYPES: dict[str, type | tuple[type, ...]] = {
    **dict.fromkeys(("text", "day", "instant"), str),
    **dict.fromkeys(("texts", "objects"), list),
    "object": dict,
    "integer": int,
    "real": (int, float),
}
_KEYS = frozenset(KEYS)


def _accepted(column: Column) -> tuple[type, ...]:
    found = _TYPES[column.kind]
    types = found if isinstance(found, tuple) else (found,)
    return (*types, type(None)) if column.nullable else types


_ACCEPTED = tuple((column.name, _accepted(column)) for column in RECORD)
_OBJECTS = tuple((one.name, frozenset(part.name for part in one.parts)) for one in RECORD if one.parts)
_INSTANTS = tuple(column.name for column in RECORD if column.kind == "instant")


def fault(record: JSON) -> str | None:
    """What keeps a record of the newest schema from being released, None when nothing does."""
    if record.keys() != _KEYS:
        missing, foreign = sorted(_KEYS - record.keys()), sorted(record.keys() - _KEYS)
        return f"{missing[0]} is missing" if missing else f"{foreign[0]!r} is no key of a record"
    for name, types in _ACCEPTED:
        if not isinstance(record[name], types):
            return f"{name} is of the wrong type"
    for name, keys in _OBJECTS:
        value = record[name]
        if value and any(not isinstance(one, dict) or one.keys() != keys for one in _listed(value)):
            return f"{name} is not made of {', '.join(sorted(keys))}"
    if record["content_sha256"] != content_digest(record["title"], record["text"]):
        return "content_sha256 is not that of title and text"
    return _time_fault(record)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _time_fault(record: JSON) -> str | None:
    try:
        date.fromisoformat(record["published_on"])
    except ValueError:
        return f"published_on {record['published_on']!r} is no day"
    for name in _INSTANTS:
        if record[name] is not None and not _is_instant(record[name]):
            return f"{name} {record[name]!r} is no instant with an offset"
    return None


def _is_instant(value: Any) -> bool:
    try:
        return datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False
