"""One WARC record in memory: its own head, the HTTP head behind it, the payload as it was received."""

import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

_STATUS = re.compile(r"HTTP/\S+\s+(\d{3})\b\s*(.*)")
_FOLD = re.compile(rb"\r?\n[ \t]+")
_VERSION = re.compile(rb"WARC/\d")
_CHUNK = re.compile(rb"\s*([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")

GZIP = 16 + zlib.MAX_WBITS
"""zlib's word for a gzip member."""

Headers = list[tuple[str, str]]


@dataclass(frozen=True)
class Message:
    """An HTTP response: its status and reason, headers as pairs, the body as it stands in the record."""

    status: int
    reason: str
    headers: Headers
    payload: bytes

    def header(self, name: str) -> str:
        """The first header of this name (lower case), empty when there is none."""
        return first_of(self.headers, name)


def first_of(headers: Iterable[tuple[str, str]], name: str) -> str:
    """The first value under `name`, which is in lower case; empty when there is none.

    >>> first_of([("Content-Type", "text/html"), ("content-type", "x")], "content-type")
    'text/html'
    """
    return next((value for key, value in headers if key.lower() == name), "")


def split(data: bytes) -> tuple[bytes, bytes]:
    """A head and what stands behind its empty line; the line breaks of old tools are bare line feeds."""
    head, mark, rest = data.partition(b"\r\n\r\n")
    other, other_mark, other_rest = data.partition(b"\n\n")
    if other_mark and (not mark or len(other) < len(head)):
        return other, other_rest
    return head, rest


def warc_head(head: bytes) -> Headers | None:
    """The named fields of a record's head, lower case; None when it is no WARC record's."""
    if not _VERSION.match(head):
        return None
    return [(name.lower(), value) for name, value in _fields(head)]


def http_message(block: bytes) -> Message | None:
    """The HTTP response in a record's block; None when there is none."""
    head, payload = split(block)
    line, _, _ = head.partition(b"\n")
    match = _STATUS.match(line.decode("latin-1").strip())
    return Message(int(match[1]), match[2].strip(), _fields(head), payload) if match else None


def _fields(head: bytes) -> Headers:
    """Pairs of a head behind its first line; folded lines are one, a line without a colon says nothing."""
    if b"\n " in head or b"\n\t" in head:
        head = _FOLD.sub(b" ", head)
    try:
        lines = head.decode().split("\n")
    except UnicodeDecodeError:
        lines = [_text(line) for line in head.split(b"\n")]
    parted = (line.partition(":") for line in lines[1:])
    return [(name.strip(), value.strip()) for name, colon, value in parted if colon]


def _text(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("latin-1")


def dechunked(payload: bytes) -> tuple[bytes, bool]:
    """The body out of its chunks, and whether it is whole; one that only claims to be chunked comes back as it is.

    >>> dechunked(b"5\\r\\nsalam\\r\\n0\\r\\n\\r\\n"), dechunked(b"<p>salam</p>")
    ((b'salam', True), (b'<p>salam</p>', True))
    """
    found: list[bytes] = []
    at = 0
    while match := _CHUNK.match(payload, at):
        size, begin = int(match[1], 16), match.end()
        if size == 0:
            return b"".join(found), True
        found.append(payload[begin : begin + size])
        at = begin + size
        if at > len(payload):
            return b"".join(found), False
    return (b"".join(found), at >= len(payload)) if found else (payload, True)


def instant(text: str) -> datetime | None:
    """A `WARC-Date`, aware, UTC where it names no zone; None for anything else.

    >>> instant("2019-03-18T10:00:00.123456789Z").isoformat(timespec="seconds"), instant("yesterday")
    ('2019-03-18T10:00:00+00:00', None)
    """
    try:
        found = datetime.fromisoformat(text.strip())
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError):  # beyond year 1 there is no UTC
        return None
