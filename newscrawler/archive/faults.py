"""What keeps a line from being understood: asked before it is written, and of every line that is read back."""

from pathlib import PurePosixPath
from typing import Any

from newscrawler.archive.layout import ARTICLES, DISCOVERED, EVENTS, REJECTED
from newscrawler.archive.ledger_database import seconds
from newscrawler.archive.model import JSON, STATES
from newscrawler.archive.records import ERASED, content_digest, is_erased

_TOLD = (str, type(None))
_COUNTED = (int, type(None))
_NEEDED: dict[str, dict[str, type | tuple[type, ...]]] = {
    DISCOVERED: {**dict.fromkeys(("url", "site", "source", "at"), str), "listed": (dict, type(None))},
    REJECTED: {
        **dict.fromkeys(("url", "site", "kind", "state", "at"), str),
        **dict.fromkeys(("reason", "target", "id"), _TOLD),
        "status": _COUNTED,
    },
    EVENTS: dict.fromkeys(("event", "id", "url", "site", "at"), str),
    ERASED: {
        **dict.fromkeys(("removed", "id", "site", "url", "published_on", "fetched_at", "content_sha256"), str),
        "revision": int,
        "published_at": _TOLD,
    },
    ARTICLES: {
        **dict.fromkeys(("id", "site", "url", "title", "text", "published_on", "fetched_at", "content_sha256"), str),
        "revision": int,
        "published_at": _TOLD,
        "flags": list,
    },
}
_WORK: dict[str, type | tuple[type, ...]] = {
    "kind": str,
    "record": _TOLD,
    "priority": int,
    "payload": (dict, type(None)),
}
"""What the first line of a URL in `discovered/` tells besides, each where it is there at all."""

_ANY_UNICODE = ("title", "text")
"""What no ledger keeps: a lone surrogate in it does no harm."""

_LARGEST = 2**63 - 1


def fault(kind: str, record: JSON) -> str | None:
    """What keeps a line of a segment of `kind` from being understood, None when nothing does."""
    kind = ERASED if kind == ARTICLES and is_erased(record) else kind
    needed = _NEEDED[kind]
    if kind == DISCOVERED:
        needed = {**needed, **{key: types for key, types in _WORK.items() if key in record}}
    for key, types in needed.items():
        if wrong := _value_fault(record, key, types):
            return wrong
    try:
        seconds(record["fetched_at" if kind in (ARTICLES, ERASED) else "at"])
    except (ValueError, OverflowError):
        return "its time is no time"
    if not _is_pointer(record.get("raw")):
        return "raw is no pointer"
    if kind == REJECTED and record["state"] not in STATES:
        return f"unknown state {record['state']!r}"
    return _content_fault(record) if kind in (ARTICLES, ERASED) else None


def _value_fault(record: JSON, key: str, types: type | tuple[type, ...]) -> str | None:
    if key not in record or not isinstance(record[key], types) or isinstance(record[key], bool):
        return f"{key} missing or of the wrong type"
    value = record[key]
    if isinstance(value, int) and not 0 <= value <= _LARGEST:
        return f"{key} is out of all bounds"
    if isinstance(value, str) and key not in _ANY_UNICODE and not _is_text(value):
        return f"{key} holds half a character (a lone surrogate)"
    return None


def _content_fault(record: JSON) -> str | None:
    if is_erased(record):
        return None if _is_hex(record["content_sha256"]) else "content_sha256 is no SHA-256"
    if record["content_sha256"] != content_digest(record["title"], record["text"]):
        return "content_sha256 is not that of title and text"
    return None


def _is_text(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_hex(value: str) -> bool:
    try:
        return len(bytes.fromhex(value)) == 32
    except ValueError:
        return False


def _is_pointer(raw: Any) -> bool:
    """Is it null, or a place in a file inside the archive?"""
    if raw is None:
        return True
    if not isinstance(raw, dict) or not isinstance(warc := raw.get("warc"), str):
        return False
    path, offset = PurePosixPath(warc), raw.get("offset")
    is_inside = not path.is_absolute() and ".." not in path.parts
    return is_inside and type(offset) is int and 0 <= offset <= _LARGEST
