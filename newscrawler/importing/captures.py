"""From a foreign WARC record to a capture of ours, or the reason why it is none."""

import re
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from newscrawler.archive.exchange import Message, dechunked, first_of, http_message, instant
from newscrawler.archive.foreign import LARGEST, Damaged, Found
from newscrawler.archive.model import Capture
from newscrawler.errors import PageError
from newscrawler.importing.digests import is_known, wrong_digest
from newscrawler.importing.model import Foreign, NoPageError, Revisit
from newscrawler.storedpages import FULL, unpacked

REVISIT, NOT_GET = "revisit", "not_get"
KINDS = ("response", "resource", REVISIT)
"""Records that may bring a page. `conversion` is somebody's reading of one; requests and metadata are none."""

SKEW = timedelta(minutes=5)
"""Clocks of two machines differ by this at most: a capture that is further ahead of ours has no time."""

_STATUSES = {
    **dict.fromkeys((301, 302, 303, 307, 308), "redirect"),
    **dict.fromkeys((404, 410), "gone"),
    206: "partial",
    304: "not_modified",
}
_DATE = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:Z|[+-][0-9]{2}:[0-9]{2})?"
)
_SENT = "__wb_method="  # how browsertrix and pywb name, in the address, a request that was no GET


def kind_of(record: Found) -> str:
    """Its WARC-Type, in lower case."""
    return record.field("warc-type").lower()


def url_of(record: Found) -> str | None:
    """The http(s) address that a record is about; None for a record that is about none."""
    url = record.field("warc-target-uri").strip("<>")
    return url if url.lower().startswith(("http://", "https://")) else None


def names_of(record: Found) -> tuple[str, ...]:
    """The ids of a record and of those that it says it was written with."""
    return tuple(value for name, value in record.fields if name in ("warc-record-id", "warc-concurrent-to") and value)


def is_sent(record: Found) -> bool:
    """Is this a request that sent something, so that its answer is no page to be read?"""
    words = (record.block or b"").split(None, 1)
    return kind_of(record) == "request" and bool(words) and words[0].upper() not in (b"GET", b"HEAD")


def foreign(record: Found, url: str, now: datetime) -> Foreign | Revisit | Damaged:
    """The page of `url` that a record holds, or where it is. Raises `NoPageError` when it holds none."""
    at = _time_of(record, now)
    if isinstance(at, Damaged):
        return at
    if _SENT in urlsplit(url).query:
        raise NoPageError(NOT_GET, "the answer to a request that sent something")
    if record.block is None:
        raise NoPageError("too_large", f"more than {LARGEST:,} bytes")
    wrong = wrong_digest(record.block, record.field("warc-block-digest"))
    if wrong and not record.field("warc-truncated"):
        return Damaged(record.where, f"its block is not the one recorded: {wrong}")
    message = http_message(record.block)
    if kind_of(record) == REVISIT:
        return _revisit(record, url, at, message)
    if message is None and kind_of(record) == "response":
        return Damaged(record.where, "no HTTP response in it")
    return _page(record, url, at, message or _bare(record))


def _time_of(record: Found, now: datetime) -> datetime | Damaged:
    """When it was captured: a whole date and time that has come already."""
    told = record.field("warc-date")
    at = instant(told) if _DATE.fullmatch(told) else None
    if at is None:
        return Damaged(record.where, f"WARC-Date {told!r} is no time")
    if at > now + SKEW:
        return Damaged(record.where, f"WARC-Date {told!r} lies in the future (it is {now:%Y-%m-%dT%H:%M:%SZ})")
    return at


def _bare(record: Found) -> Message:
    """A page that was stored without its exchange."""
    kind = record.field("content-type") or "text/html"
    return Message(200, "OK", [("Content-Type", kind)], record.block or b"")


def _revisit(record: Found, url: str, at: datetime, message: Message | None) -> Revisit:
    """A 304 stands for the page that was held then."""
    if message is not None and message.status != 304:
        _check_status(message)
    return Revisit(
        url,
        at,
        record.where,
        record.field("warc-refers-to"),
        record.field("warc-refers-to-target-uri").strip("<>"),
        instant(record.field("warc-refers-to-date")),
        record.field("warc-payload-digest"),
    )


def _check_status(message: Message) -> None:
    if message.status not in FULL:
        reason = _STATUSES.get(message.status, "failed")
        raise NoPageError(reason, message.header("location") or f"HTTP {message.status}")


def _page(record: Found, url: str, at: datetime, message: Message) -> Foreign | Damaged:
    _check_status(message)
    payload, whole = message.payload, True
    if "chunked" in message.header("transfer-encoding").lower():
        payload, whole = dechunked(payload)
    told, truncated = record.field("warc-payload-digest"), record.field("warc-truncated")
    is_checked = told and not truncated and not record.field("warc-block-digest")
    if is_checked and (wrong := _wrong_payload(told, message, payload, url)):
        return Damaged(record.where, f"its payload is not the one recorded: {wrong}")
    if not whole:
        truncated = truncated or "its chunks end too early"
    if _promised(message) > len(message.payload):
        truncated = truncated or "shorter than its Content-Length"
    address = record.field("warc-ip-address") or None
    capture = Capture(url, at, message.status, message.headers, payload, message.reason, ip=address)
    return Foreign(capture, record.where, truncated, names_of(record), told)


def _wrong_payload(told: str, message: Message, payload: bytes, url: str) -> str:
    """Some take the digest of what was sent, some of it without its chunks, some of the page itself."""
    wrong = wrong_digest(message.payload, told) and wrong_digest(payload, told)
    return wrong and wrong_digest(page_in(payload, message.header("content-encoding"), url), told)


def page_in(payload: bytes, encoding: str, url: str) -> bytes:
    """A payload out of its content coding; as it is where that cannot be undone."""
    try:
        return unpacked(payload, encoding, url)
    except PageError:
        return payload


def is_payload(capture: Capture, told: str) -> bool:
    """Is `told` the digest of what a capture holds, packed or not? One that we cannot compare is none."""
    if not is_known(told):
        return False
    page = page_in(capture.payload, first_of(capture.headers, "content-encoding"), capture.url)
    return not (wrong_digest(capture.payload, told) and wrong_digest(page, told))


def _promised(message: Message) -> int:
    """The bytes that the server announced, 0 where it did not. Of a body stored unpacked they are fewer than there."""
    told = message.header("content-length").strip()
    return int(told) if re.fullmatch(r"[0-9]{1,15}", told) else 0
