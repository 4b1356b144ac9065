"""From a foreign WARC record to a capture of ours, or the reason why it is none."""

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass
from datetime import datetime

from newscrawler.archive.exchange import Message, dechunked, http_message, instant
from newscrawler.archive.foreign import LARGEST, Damaged, Found
from newscrawler.archive.model import Capture
from newscrawler.errors import NewsError, PageError
from newscrawler.storedpages import FULL, unpacked

REDIRECTS = (301, 302, 303, 307, 308)
GONE = (404, 410)

_KINDS = ("response", "resource", "revisit")


@dataclass(frozen=True)
class Foreign:
    """A page of another archive: the exchange, and whether its maker cut it off."""

    capture: Capture
    where: str
    truncated: str = ""


class NoPageError(NewsError):
    """A record that brings no page: `reason`, and `detail` in a few words."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason, self.detail = reason, detail


def url_of(record: Found) -> str | None:
    """The http(s) address that a record is about; None for a record that is about none."""
    url = record.field("warc-target-uri").strip("<>")
    is_page = record.field("warc-type").lower() in _KINDS
    return url if is_page and url.lower().startswith(("http://", "https://")) else None


def foreign(record: Found, url: str) -> Foreign | Damaged:
    """The page of `url` that a record holds. Raises `NoPageError` when it holds none."""
    kind = record.field("warc-type").lower()
    if kind == "revisit":
        told = record.field("warc-refers-to-target-uri") or record.field("warc-refers-to")
        raise NoPageError("revisit", f"the same as {told or 'before'} {record.field('warc-refers-to-date')}".strip())
    at = instant(record.field("warc-date"))
    if at is None:
        return Damaged(record.where, f"WARC-Date {record.field('warc-date')!r} is no time")
    if record.block is None:
        raise NoPageError("too_large", f"more than {LARGEST:,} bytes")
    wrong = _wrong_digest(record.block, record.field("warc-block-digest"))
    if wrong and not record.field("warc-truncated"):
        return Damaged(record.where, f"its block is not the one recorded: {wrong}")
    message = http_message(record.block)
    if message is None and kind == "response":
        return Damaged(record.where, "no HTTP response in it")
    return _page(record, url, at, message or _bare(record))


def _bare(record: Found) -> Message:
    """A page that was stored without its exchange."""
    kind = record.field("content-type") or "text/html"
    return Message(200, "OK", [("Content-Type", kind)], record.block or b"")


def _page(record: Found, url: str, at: datetime, message: Message) -> Foreign | Damaged:
    if message.status not in FULL:
        raise NoPageError(_reason(message.status), message.header("location") or f"HTTP {message.status}")
    payload, whole = message.payload, True
    if "chunked" in message.header("transfer-encoding").lower():
        payload, whole = dechunked(payload)
    truncated = record.field("warc-truncated")
    if not record.field("warc-block-digest") and not truncated:
        told = record.field("warc-payload-digest")
        wrong = _wrong_digest(message.payload, told) and _wrong_digest(payload, told)
        if wrong and _wrong_digest(_unpacked(payload, message, url), told):  # some take it of the page itself
            return Damaged(record.where, f"its payload is not the one recorded: {wrong}")
    if not whole:
        truncated = truncated or "its chunks end too early"
    if _promised(message) > len(message.payload):
        truncated = truncated or "shorter than its Content-Length"
    address = record.field("warc-ip-address") or None
    capture = Capture(url, at, message.status, message.headers, payload, message.reason, ip=address)
    return Foreign(capture, record.where, truncated)


def _unpacked(payload: bytes, message: Message, url: str) -> bytes:
    try:
        return unpacked(payload, message.header("content-encoding"), url)
    except PageError:
        return payload


def _promised(message: Message) -> int:
    """The bytes that the server announced, 0 where it did not. Of a body stored unpacked they are fewer than there."""
    told = message.header("content-length").strip()
    return int(told) if re.fullmatch(r"[0-9]{1,15}", told) else 0


def _reason(status: int) -> str:
    if status in REDIRECTS:
        return "redirect"
    return "gone" if status in GONE else "failed"


def _wrong_digest(data: bytes, told: str) -> str:
    """Which digest differs, empty when the one told is that of the data, or is none that we know."""
    name, _, value = told.partition(":")
    name, value = name.strip().lower().replace("-", ""), value.strip()
    if not value or name not in hashlib.algorithms_guaranteed or name.startswith("shake"):
        return ""
    found = hashlib.new(name, data, usedforsecurity=False).digest()
    return "" if found in _readings(value) else f"{name} differs"


def _readings(value: str) -> list[bytes]:
    """The bytes of a digest in base 32, as most write it, or in base 16."""
    found = []
    for read in (base64.b32decode, base64.b16decode, base64.b64decode):
        try:
            padded = value + "=" * (-len(value) % 8) if read is base64.b32decode else value
            found.append(read(padded.upper() if read is not base64.b64decode else value))
        except (binascii.Error, ValueError):
            continue
    return found
