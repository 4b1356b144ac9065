"""Is this line a record, whole and of the types that the schema says?"""

from datetime import MAXYEAR, MINYEAR, date, datetime
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
_OBJECTS = tuple(
    (one.name, frozenset(part.name for part in one.parts), tuple((part.name, _accepted(part)) for part in one.parts))
    for one in RECORD
    if one.parts
)
_TEXTS = tuple(column.name for column in RECORD if column.kind == "texts")
_INSTANTS = tuple(column.name for column in RECORD if column.kind == "instant")
_LARGEST = (1 << 63) - 1  # of the whole numbers that Parquet and SQLite hold


def fault(record: JSON) -> str | None:
    """What keeps a record of the newest schema from being released, None when nothing does."""
    if record.keys() != _KEYS:
        missing, foreign = sorted(_KEYS - record.keys()), sorted(record.keys() - _KEYS)
        return f"{missing[0]} is missing" if missing else f"{foreign[0]!r} is no key of a record"
    for name, types in _ACCEPTED:
        if not isinstance(record[name], types):
            return f"{name} is of the wrong type"
    if told := _inner_fault(record):
        return told
    if not _is_whole(record["revision"], least=1):
        return f"revision {record['revision']!r} is no number of a revision"
    if record["content_sha256"] != content_digest(record["title"], record["text"]):
        return "content_sha256 is not that of title and text"
    return _time_fault(record)


def _inner_fault(record: JSON) -> str | None:
    """What is wrong inside a list or an object."""
    for name in _TEXTS:
        if not all(isinstance(one, str) for one in record[name]):
            return f"{name} holds something else than texts"
    for name, keys, parts in _OBJECTS:
        for one in _listed(record[name]):
            if not isinstance(one, dict) or one.keys() != keys:
                return f"{name} is not made of {', '.join(sorted(keys))}"
            if wrong := next((part for part, types in parts if not isinstance(one[part], types)), None):
                return f"{wrong} of {name} is of the wrong type"
    if record["raw"] and not _is_whole(record["raw"]["offset"], least=0):
        return f"offset of raw is {record['raw']['offset']}"
    return None


def _is_whole(value: object, *, least: int) -> bool:
    """Is this a whole number of JSON, and not too large? For Python, `true` is one."""
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= _LARGEST


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _time_fault(record: JSON) -> str | None:
    if not _is_day(record["published_on"]):
        return f"published_on {record['published_on']!r} is no day"
    for name in _INSTANTS:
        if record[name] is not None and not _is_instant(record[name]):
            return f"{name} {record[name]!r} is no instant with an offset"
    return None


def _is_day(value: str) -> bool:
    """Is this `YYYY-MM-DD`? Python takes weeks and days without hyphens too."""
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _is_instant(value: str) -> bool:
    """Has it an offset, and is it one in UTC, too? The first and the last year may not be."""
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return False
    return moment.tzinfo is not None and MINYEAR < moment.year < MAXYEAR
