"""What a response or a failure means for the archive: reasons of `Rejected`, rights, the page as discovery sees it."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response, TextResponse

from newscrawler.article import Rights
from newscrawler.discovery import Candidate, Fetched
from newscrawler.tree import css_path, text_of

_GONE = (404, 410)
_NOTHING_HERE = re.compile(
    r"(?:(?:404|xəta|ошибка|error)\W*)*"
    r"(?:404|xəta|error"
    r"|(?:axtardığınız |belə (?:bir )?)?(?:səhifə|xəbər|material|məqalə) (?:tapılma(?:dı|yıb)|mövcud deyil|yoxdur)"
    r"|(?:запрашиваемая |такая )?(?:страница|новость|статья) не (?:найдена|существует)"
    r"|(?:the )?(?:requested )?(?:page |article )?(?:was |is )?(?:not found|does not exist|could not be found))"
    r"\W*(?:[|–—-].{0,40})?",
    re.IGNORECASE,
)
_BLOCKED = (401, 403, 407, 429, 451)


def host_of(url: str) -> str:
    """The host of a URL, lower case, without the root's dot; empty when it has none."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""


def content_type(response: Response) -> str:
    """The Content-Type header as it came."""
    return (response.headers.get("Content-Type") or b"").decode("latin-1")


def refusal(response: Response) -> tuple[str, str | None] | None:
    """(reason, detail) of a response that cannot hold an article, None when it may."""
    status = response.status
    if status == 200:
        return None if response.body.strip() else ("empty", "a body without a byte of text")
    if target := response.meta.get("redirect_refused"):
        return str(target[0]), str(target[1])
    if status in _GONE:
        return "gone", f"HTTP {status}"
    if status in _BLOCKED:
        return "blocked", f"HTTP {status}"
    return "failed", f"HTTP {status}"


def of_failure(error: BaseException) -> tuple[str, str]:
    """(reason, detail) of a request that brought no response."""
    detail = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    if isinstance(error, IgnoreRequest):
        return ("disallowed" if "robots" in str(error) else "refused"), str(error)
    return "failed", detail


def soft_404(response: TextResponse) -> str | None:
    """The headline of a page without an article that says with status 200 that there is nothing; else None."""
    headlines = [text_of(node) for node in css_path("title", "h1").elements(response.selector.root)]
    return next((text for text in headlines if _NOTHING_HERE.fullmatch(text)), None)


def rights(response: Response, metas: Mapping[str, list[str]]) -> Rights:
    """Robots and text-and-data-mining signals of this very response (TDMRep: header, else meta)."""

    def header(name: str) -> str | None:
        value = response.headers.get(name)
        return value.decode("latin-1").strip() if value else None

    def either(name: str) -> str | None:
        return header(name) or next(iter(metas.get(name, ())), None)

    return Rights(
        robots=response.meta.get("robots") if response.request is not None else None,
        tdm_reservation=either("tdm-reservation"),
        tdm_policy=either("tdm-policy"),
        meta_robots=next(iter(metas.get("robots", ())), None) or header("X-Robots-Tag"),
    )


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


def server_date(response: Response) -> datetime | None:
    """The instant of the answer by the server's own clock; None when it sends none that can be read."""
    raw = response.headers.get("Date")
    try:
        sent = parsedate_to_datetime(raw.decode("latin-1")) if raw else None
    except ValueError:
        return None
    return sent.replace(tzinfo=UTC) if sent is not None and sent.tzinfo is None else sent
