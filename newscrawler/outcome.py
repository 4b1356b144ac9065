"""What a response means for the archive: the reason of its `Rejected`, rights, times, the page as discovery sees it."""

from datetime import UTC, datetime
from urllib.parse import urlsplit

from scrapy.http import Response, TextResponse

from newscrawler.discovery import Candidate, Fetched
from newscrawler.reading.fetched import FetchedPage

FULL = (200, 203)  # statuses under which a whole page comes
_GONE = (404, 410)


def host_of(url: str) -> str:
    """The host of a URL, lower case, without the root's dot; empty when it has none."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""


def content_type(response: Response) -> str:
    """The Content-Type header as it came."""
    return (response.headers.get("Content-Type") or b"").decode("latin-1")


def is_unchanged(response: Response) -> bool:
    """Is the page as it was when we were given its mark (a 304 to a question with conditions)?"""
    request = response.request
    asked = request is not None and any(name in request.headers for name in ("If-None-Match", "If-Modified-Since"))
    return response.status == 304 and asked


def refusal(response: Response) -> tuple[str, str | None] | None:
    """(reason, detail) of a response that cannot hold an article, None when it may."""
    status = response.status
    if status in FULL:
        return None
    if target := response.meta.get("redirect_refused"):
        return str(target[0]), str(target[1])
    if status in _GONE:
        return "gone", f"HTTP {status}"
    return "blocked" if status == 451 else "failed", f"HTTP {status}"


def fetched(response: Response, now: datetime, page: Candidate) -> Fetched:
    """The response as discovery reads it: that of `page`, a page of a source."""
    _, _, charset = content_type(response).partition("charset=")
    return Fetched(response.url, response.body, now, charset.strip(" \"'") or None, page.url, page.trail)


def fetched_at(response: Response, now: datetime) -> datetime:
    """When the page was fetched: now, or when it was put into Scrapy's HTTP cache."""
    stamp = response.meta.get("cache_timestamp") if response.request is not None else None
    if "cached" not in response.flags:
        return now
    return datetime.fromtimestamp(float(stamp), UTC) if stamp else now


def fetched_page(response: TextResponse, now: datetime) -> FetchedPage:
    """The response as the readers of pages have it."""
    return FetchedPage(
        response.url,
        response.body,
        fetched_at(response, now),
        response.status,
        headers_of(response),
        response.meta.get("robots") if response.request is not None else None,
        response.selector,
    )


def headers_of(response: Response) -> dict[str, str]:
    """The headers by lower-case name, the first of each."""
    return {
        name.decode("latin-1").lower(): value[0].decode("latin-1") for name, value in response.headers.items() if value
    }
