"""What hinders a request for a time: a busy server, a refusal, a broken connection, a notice in place of the page."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from scrapy.http import Response, TextResponse
from twisted.internet.error import ConnectError, ConnectionClosed
from twisted.python.failure import Failure

from newscrawler.bodies import closes
from newscrawler.errors import BodyError, NewsError
from newscrawler.outcome import FULL, headers_of
from newscrawler.patience import Kind, Setback
from newscrawler.reading.notices import Notice, recognise

TOO_LARGE = "too_large"
SHORT_BODY = "short_body"
_BUSY = (408, 425, 429, 503)
_REFUSED = (401, 403, 407)
_ERA = 10 * 365 * 86_400.0  # seconds; a number of any length can be written
_SECONDS = re.compile(r"[0-9]+(?:\.[0-9]+)?")  # RFC 9110 knows whole ones; some servers send others
_SKEW = timedelta(days=1)
_FAILURES: tuple[tuple[tuple[type[BaseException], ...], Kind, str], ...] = (
    ((CannotResolveHostError,), "unreachable", "dns"),
    ((DownloadTimeoutError,), "unanswered", "timeout"),
    ((ResponseDataLossError,), "unanswered", SHORT_BODY),
    ((DownloadFailedError, ConnectionClosed), "unanswered", "no_answer"),
    ((DownloadConnectionRefusedError, ConnectError, OSError), "unreachable", "no_connection"),
)


class DisallowedError(IgnoreRequest):
    """robots.txt forbids the request."""


class WithdrawnError(IgnoreRequest):
    """The crawl ends before the request may be sent: it stays in the ledger as it was."""


class UnreachableError(NewsError):
    """Nothing may be asked of a host now."""

    def __init__(self, setback: Setback) -> None:
        super().__init__(setback.detail)
        self.setback = setback


def setback_of(response: Response, now: datetime) -> Setback | None:
    """What hinders for a time: the host is busy, or refuses us; None for an answer to go by."""
    status, detail = response.status, f"HTTP {response.status}"
    if status in _BUSY or status >= 500:
        notice = notice_of(response)
        if notice is not None and notice.reason == "challenge":
            return Setback("refused", "challenge", f"{detail}: {notice.mark}", status)
        reason = "busy" if status in _BUSY else "server_error"
        return Setback("busy", reason, detail, status, retry_after(response, now))
    if status in _REFUSED:
        notice = notice_of(response)
        told = f"{detail}: {notice.mark}" if notice else detail
        is_challenge = notice is not None and notice.reason == "challenge" and "forbidden" not in notice.mark.lower()
        return Setback("refused", "challenge" if is_challenge else "blocked", told, status, retry_after(response, now))
    if status not in FULL and status < 400 and "redirect_refused" not in response.meta:
        # a part of a page, a redirect without a target, a 304 that nobody asked for
        return Setback("page", "no_page", detail, status)
    if coding := response.headers.get("Content-Encoding"):
        return Setback("page", "unknown_coding", coding.decode("latin-1"), status)
    return None


def is_short(response: Response) -> bool:
    """Did less come than the server had announced, and does the page itself not show that it is whole?

    What was packed is whole when it could be unpacked; some servers announce the length of the unpacked page.
    """
    return "dataloss" in response.flags and "unpacked" not in response.flags and not closes(response.body)


def notice_of(response: Response) -> Notice | None:
    """What the page is instead of an article: a challenge, a login form, a notice."""
    if not isinstance(response, TextResponse) or not response.body.strip():
        return None
    return recognise(response.selector.root, response.status, headers_of(response), response.url)


def that_passes(reason: str, detail: str | None, status: int) -> Setback | None:
    """A page that was recognised as none and may be one again: a challenge, works on the site; None for an end."""
    if reason == "challenge":
        return Setback("refused", reason, detail, status)
    if reason == "maintenance":
        return Setback("busy", reason, detail, status)
    return None


def of_failure(error: BaseException) -> Setback | tuple[str, str] | None:
    """What a request that brought no response means: a setback, the reason and detail of an end; None for neither."""
    detail = words_of(error)
    if isinstance(error, WithdrawnError):
        return None
    if isinstance(error, UnreachableError):
        return error.setback
    if isinstance(error, (BodyError, DownloadCancelledError, IgnoreRequest)):
        return _of_refusal(error)
    for kinds, kind, reason in _FAILURES:
        if isinstance(error, kinds):
            is_tls = reason == "no_answer" and re.search("ssl|tls|certificate", detail, re.IGNORECASE)
            return Setback("unreachable", "tls", detail) if is_tls else Setback(kind, reason, detail)
    return Setback("page", "failed", detail)


def _of_refusal(error: BaseException) -> Setback | tuple[str, str]:
    """What we would not ask for, or not take."""
    if isinstance(error, DisallowedError):
        return "disallowed", str(error)
    if isinstance(error, BodyError):
        is_final = error.reason == TOO_LARGE
        return (error.reason, error.detail) if is_final else Setback("page", error.reason, error.detail)
    if isinstance(error, DownloadCancelledError) or "MAXSIZE" in str(error):
        return TOO_LARGE, str(error)
    return "refused", str(error)


def words_of(error: BaseException) -> str:
    """What an error is and says; of one that only holds others (Twisted's `ResponseFailed`) what those are and say."""
    for one in (error, error.__cause__):
        if causes := [reason.value for reason in getattr(one, "reasons", None) or () if isinstance(reason, Failure)]:
            return "; ".join(dict.fromkeys(words_of(cause) for cause in causes if cause is not None))
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__


def retry_after(response: Response, now: datetime) -> float | None:
    """Seconds that an answer asks us to wait, in both forms of the header; None when it asks nothing to go by.

    A date is one of the server's clock, so that its Date says how far ahead that is; `now` where it sends none, or one
    of another day: a cache's, or that of a clock which was never set.
    """
    header, sent = response.headers.get("Retry-After"), response.headers.get("Date")
    if header is None:
        return None
    date = _instant(sent.decode("latin-1")) if sent else None
    return wait_of(header.decode("latin-1"), date if date and abs(date - now) < _SKEW else now)


def wait_of(text: str, now: datetime) -> float | None:
    """Seconds to wait by the text of a Retry-After header.

    >>> wait_of("120", datetime.fromisoformat("2025-12-15T00:00:00Z"))
    120.0
    >>> wait_of("Mon, 15 Dec 2025 00:00:30 GMT", datetime.fromisoformat("2025-12-15T00:00:00Z"))
    30.0
    """
    text = text.strip()
    if _SECONDS.fullmatch(text):
        return min(float(text), _ERA)
    date = _instant(text)
    return max(0.0, (date - now).total_seconds()) or None if date else None


def _instant(text: str) -> datetime | None:
    """Of an HTTP date in any of its three forms (RFC 9110, 5.6.7), the oldest of which names no zone."""
    try:
        date = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
    return date.replace(tzinfo=UTC) if date.tzinfo is None else date
