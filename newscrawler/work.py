"""Between a crawl and the ledger: candidates into work and back, responses into captures, reasons into states."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from scrapy import Request
from scrapy.http import Response

from newscrawler.archive.model import LIVE, OLD, Capture, Discovered, Lease, State
from newscrawler.discovery import Candidate, SiteURLs, Trail
from newscrawler.wishes import span_of

LEASE = "lease"

_STATES: dict[str, State] = {
    "gone": "gone",
    "blocked": "blocked",
    "disallowed": "disallowed",
    "alias": "alias",
    "failed": "failed",
    "redirect_loop": "failed",
    "login": "blocked",
    "challenge": "blocked",
    "not_article": "not_article",
    "not_html": "not_article",
    "other_edition": "not_article",
    "media": "not_article",
    "offsite_redirect": "not_article",
    "private_redirect": "not_article",
    "redirect_refused": "not_article",
}


def state_of(reason: str) -> State:
    """The ledger's state of a URL that was rejected for `reason`."""
    return _STATES.get(reason, "rejected")


def as_work(candidate: Candidate, site: str, urls: SiteURLs) -> Discovered:
    """A candidate as the ledger takes it; sources are always asked again."""
    identity = urls.identify(candidate.url) if candidate.kind == "article" else None
    listed = {"title": candidate.title, "evidence": [*candidate.evidence], "section": candidate.section}
    span = candidate.span
    days = {"since": _iso(span.since), "until": _iso(span.until)}
    wish = {"form": candidate.form, **days, "edition": candidate.edition}
    payload = {"source": candidate.source, **wish, "trail": _trail_out(candidate.trail), "top": candidate.top}
    return Discovered(
        identity.url if identity else candidate.url if candidate.kind == "article" else _marked(candidate.url, wish),
        site,
        candidate.source,
        kind=candidate.kind,
        record=f"{site}:{identity.key}" if identity else None,
        priority=OLD if span.bounded else LIVE,
        listed={key: value for key, value in listed.items() if value} or None,
        payload={key: value for key, value in payload.items() if value},
        again=candidate.kind == "source" or candidate.again,
    )


def as_candidate(lease: Lease) -> Candidate:
    """A lease as the spider knows it: what its source said of it, and for which days it was wanted."""
    listed, payload = lease.listed or {}, lease.payload or {}
    return Candidate(
        lease.url.partition("#")[0],
        payload.get("source") or "",
        kind="source" if lease.kind == "source" else "article",
        title=listed.get("title"),
        evidence=tuple(listed.get("evidence", ())),
        section=listed.get("section"),
        span=span_of(payload),
        edition=payload.get("edition"),
        trail=_trail_in(payload.get("trail")),
        top=bool(payload.get("top")),
        form=payload.get("form"),
    )


def _trail_out(trail: Trail | None) -> list[str | None] | None:
    return [trail.links, trail.reached.isoformat() if trail.reached else None] if trail else None


def _trail_in(told: list[str | None] | None) -> Trail | None:
    links, reached = told or (None, None)
    return Trail(links, datetime.fromisoformat(reached) if reached else None) if links else None


def _marked(url: str, wish: Mapping[str, str | None]) -> str:
    """A page of a source under a name of its own for each wish: a crawl of a month and one of today both get theirs.

    So do the pages that one address gives for different forms.
    """
    told = urlencode({name: value for name, value in wish.items() if value})
    return f"{url}#{told}" if told else url


def lease_of(thing: Any) -> int | None:
    """The lease that a response, a failure or a request belongs to."""
    request = thing if isinstance(thing, Request) else getattr(thing, "request", None)
    row = request.meta.get(LEASE) if isinstance(request, Request) else None
    return row if isinstance(row, int) else None


def capture_of(request: Request, response: Response, at: Any) -> Capture:
    """The exchange as it went over the wire: the body still packed, headers as they came."""
    return Capture(
        response.url,
        at,
        response.status,
        _pairs(response.headers),
        response.body,
        method=request.method,
        request_headers=_pairs(request.headers),
        ip=str(response.ip_address) if response.ip_address else None,
    )


def _pairs(headers: Any) -> list[tuple[str, str]]:
    return [(name.decode("latin-1"), value.decode("latin-1")) for name, values in headers.items() for value in values]


def _iso(day: Any) -> str | None:
    return day.isoformat() if day else None
