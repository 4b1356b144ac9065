"""The posts of a WordPress site as its own interface lists them: `/wp-json/wp/v2/posts`."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from newscrawler.article import Evidence
from newscrawler.discovery.candidate import Candidate, Fetched, Harvest, Trail
from newscrawler.discovery.dates import read_date
from newscrawler.discovery.feed import plain
from newscrawler.discovery.reach import LOOKS, Look, Reach, Sighting, Told, instants, weigh
from newscrawler.discovery.span import Span
from newscrawler.discovery.urls import absolute
from newscrawler.errors import DiscoveryError

_FIELDS = "id,date,date_gmt,modified_gmt,link,title"
_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)


@dataclass(frozen=True)
class WordPressPosts:
    """The posts of the WordPress site at `site`, oldest first, in windows that begin where the last one ended.

    Page numbers shift while a site publishes, so each page asks for what comes `after` the last post of the one before,
    less a second, because two posts may share one; only where more posts share it than a page holds is the window
    paged. A page of fewer than `per_page` posts is the last. `after` and `before` are in the zone of the site's own
    settings, which nobody tells: the bounds are a day wider, and `date_gmt`, the true instant, decides.
    """

    site: str
    per_page: int = 100

    @property
    def name(self) -> str:
        """`posts https://…`."""
        return f"posts {self.url}"

    @property
    def url(self) -> str:
        """Where the interface is, WordPress's default."""
        return f"{self.site}/wp-json/wp/v2/posts"

    def begin(self, span: Span, now: datetime) -> Iterator[str]:
        """The first window of the span; without one the newest posts."""
        bounds = {"after": span.start and span.start - _DAY, "before": span.end and span.end + _DAY}
        told = {name: bound.strftime("%Y-%m-%dT%H:%M:%S") for name, bound in bounds.items() if bound}
        yield self._page(told | {"order": "asc" if span.bounded else "desc"})

    def read(self, page: Fetched, span: Span) -> Harvest:
        """One candidate a post of the span; the next window after a full page. Raises `DiscoveryError`."""
        harvest, posts = Harvest(), _posts(page)
        for post in posts:
            url = absolute(str(post.get("link") or ""), page.url)
            if url is None:
                harvest.refused.append((f"post {post.get('id')}", "post without a link"))
            elif span.may_hold((candidate := self._candidate(post, url, page)).published):
                harvest.candidates.append(candidate)
        shown = sha256(" ".join(str(post.get("id")) for post in posts).encode()).hexdigest()[:16]
        harvest.trail = Trail(shown)
        if len(posts) >= self.per_page and harvest.trail != page.trail:  # the same once more: it heeds no window
            harvest.more = [url for url in [self._following(page, posts)] if url]
        return harvest

    def least(self, span: Span, now: datetime) -> int:
        """The first window."""
        return 1

    def reach(self, span: Span, now: datetime, told: Told) -> Look:
        """The first window, and windows spread evenly over the span if that one does not hold it."""
        page = yield next(self.begin(span, now))
        if page is None:
            return None
        harvest = self.read(page, span)
        shown = harvest.candidates
        first = min((one.published.day for one in shown if one.published), default=None)
        if not harvest.more or span.start is None:
            return Reach(
                1, tuple(Sighting(one.url, one.published.day if one.published else None) for one in shown), first
            )
        seen, begin = list[Sighting](), span.start
        for end in instants(span, now, LOOKS - 1):
            window = {"after": begin.strftime("%Y-%m-%dT%H:%M:%S"), "order": "asc"}
            if (page := (yield self._page(window))) is not None:
                seen += weigh(self.read(page, Span()).candidates, begin, end)
            begin = end
        count = sum(one.weight for one in seen)
        return Reach(1 + round(count / self.per_page), tuple(seen), first)

    def _candidate(self, post: dict[str, Any], url: str, page: Fetched) -> Candidate:
        title, raw = post.get("title"), _instant(post, "date_gmt")
        return Candidate(
            url,
            self.name,
            title=plain(str(title.get("rendered") or "")) or None if isinstance(title, dict) else None,
            evidence=(Evidence(source="feed", raw=raw),) if raw else (),
            published=read_date(raw, page.at),
            lastmod=read_date(_instant(post, "modified_gmt"), page.at),
        )

    def _following(self, page: Fetched, posts: list[dict[str, Any]]) -> str | None:
        asked = {name: values[-1] for name, values in parse_qs(urlsplit(page.url).query).items()}
        if asked.get("order") != "asc":
            return None
        last = read_date(str(posts[-1].get("date")), page.at)
        after = (last.value - _SECOND).strftime("%Y-%m-%dT%H:%M:%S") if last else ""
        if after > asked.get("after", ""):
            return self._page({**asked, "after": after, "page": ""})
        return self._page({**asked, "page": str(int(asked.get("page", 1)) + 1)})

    def _page(self, told: dict[str, str]) -> str:
        window = {name: told[name] for name in ("after", "before", "order", "page") if told.get(name)}
        fixed = {"orderby": "date", "per_page": self.per_page, "_fields": _FIELDS}
        return f"{self.url}?{urlencode(window | fixed, safe=':,')}"


def _posts(page: Fetched) -> list[dict[str, Any]]:
    """The posts of a page. Raises `DiscoveryError`: a shut interface answers with a page, or an object with a code."""
    try:
        told = json.loads(page.text)
    except ValueError as error:
        raise DiscoveryError(page.url, f"not readable as JSON: {error}") from error
    if not isinstance(told, list) or not all(isinstance(post, dict) for post in told):
        code = told.get("code") if isinstance(told, dict) else type(told).__name__
        raise DiscoveryError(page.url, f"no list of posts: {code}")
    return told


def _instant(post: dict[str, Any], field: str) -> str | None:
    """A `…_gmt` field with the zone that its name tells; None for the zeros of a post that never was."""
    raw = str(post.get(field) or "")
    return f"{raw}Z" if raw and not raw.startswith("0000") else None
