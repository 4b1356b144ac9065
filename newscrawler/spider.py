"""`NewsSpider`: the one crawl, from sources to pages. Nothing here is site-specific."""

from collections import Counter
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

from scrapy import Request
from scrapy.http import Response, TextResponse
from twisted.python.failure import Failure

from newscrawler import outcome
from newscrawler.article import RawArticle, Rejected
from newscrawler.declaration import SiteSpider
from newscrawler.discovery import Candidate, Harvest, Listing, Source
from newscrawler.discovery.candidate import Kind
from newscrawler.errors import DiscoveryError, PageError
from newscrawler.reading.normalise import utc_text
from newscrawler.reading.page import choose_page
from newscrawler.work import state_of

DEAD_AFTER = 5  # pages of one source in a row that are not there: the route is gone, the rest is not asked


@dataclass(frozen=True)
class SourceRead:
    """Said of a page of a source that was read: an outcome, though no record comes of it."""

    url: str


class NewsSpider(SiteSpider):
    """A news site: `SiteSpider` says what is declared, this class crawls it."""

    def __init__(self, name: str | None = None, **arguments: str) -> None:
        super().__init__(name, **arguments)
        self.missing: Counter[str] = Counter()
        self.asked: set[str] = set()
        self.answered: set[str] = set()

    async def start(self) -> AsyncIterator[Any]:
        """The first page of every source, then the seeds that are articles."""
        for source in self.sources.values():
            for url in source.begin(self.span, self.clock.now()):
                if self.missing[source.name] >= DEAD_AFTER:
                    self.logger.warning("%s: %d pages in a row are missing, leaving it", source.name, DEAD_AFTER)
                    break
                self.asked.add(source.name)
                yield Candidate(url, source.name, kind="source", span=self.span, edition=self.edition)
        for url in self.seeds:
            if self.urls.leads_to_article(url):
                # a person asks for it by name
                yield Candidate(url, f"seeds/{self.name}.txt", edition=self.edition, again=True)

    def request_for(self, candidate: Candidate) -> Request:
        """The request that asks for a candidate."""
        return Request(candidate.url, self.parse, errback=self.failed, cb_kwargs={"candidate": candidate})

    def parse(self, response: Response, candidate: Candidate | None = None) -> Iterator[Any]:
        """An article page into a `RawArticle`, a page of a source into `Candidate`s, anything else into `Rejected`."""
        self.crawler.stats.inc_value("newscrawler/responses")
        if candidate is None:
            kind: Kind = "article" if self.urls.leads_to_article(response.url) else "source"
            candidate = Candidate(response.url, "", kind=kind, span=self.span, edition=self.edition)
        refusal = outcome.refusal(response)
        if candidate.kind == "source":
            yield from self._read_source(response, candidate, refusal)
        elif refusal is not None:
            yield self.rejected(response.url, candidate, *refusal, status=response.status)
        else:
            yield from self._read_article(response, candidate)

    def failed(self, failure: Failure) -> Iterator[Any]:
        """A request that brought no response: listed with its reason."""
        request = failure.request  # type: ignore[attr-defined]  # Scrapy sets it on every failure given to an errback
        candidate = request.cb_kwargs.get("candidate")
        yield self.rejected(request.url, candidate, *outcome.of_failure(failure.value or Exception("unknown")))

    def rejected(
        self,
        url: str,
        candidate: Candidate | None,
        reason: str,
        detail: str | None = None,
        *,
        kind: str | None = None,
        field: str | None = None,
        status: int | None = None,
    ) -> Rejected:
        """What `url` became instead of a record."""
        source = candidate.source or None if candidate else None
        kind = kind or (candidate.kind if candidate else "article")
        target = detail if reason == "alias" else None
        at = utc_text(self.clock.now())
        return Rejected(
            self.name, url, kind, state_of(reason), at, reason, field, detail, status, source, target=target
        )

    def source_of(self, page: Candidate) -> Source:
        """The source that a page belongs to; also one of an earlier crawl, and one that only the page's URL names."""
        named = {source.name: source for source in (*self.live, *self.archive, *self.sources.values())}
        by_url = (source for source in named.values() if source.name.endswith(f" {page.url}"))
        return named.get(page.source) or next(by_url, Listing(page.url, self.cards))

    def _read_source(
        self, response: Response, page: Candidate, refusal: tuple[str, str | None] | None
    ) -> Iterator[Any]:
        source = self.source_of(page)
        if refusal is not None and response.status != 200:  # an empty 200 is how a cursor says that it is at its end
            self.missing[source.name] += 1
            yield self.rejected(response.url, page, *refusal, status=response.status)
            return
        self.missing[source.name] = 0
        try:
            harvest = source.read(outcome.fetched(response, self.clock.now(), page), page.span)
        except DiscoveryError as error:
            yield self.rejected(response.url, page, "unreadable", error.reason, status=response.status)
            return
        self.answered.add(source.name)
        yield SourceRead(response.url)
        for what, reason in harvest.refused:
            url = what if what.startswith("http") else f"{response.url}#{quote(what)}"
            yield self.rejected(url, page, "refused", reason, kind="card")
        yield from self._candidates(harvest, page)

    def _candidates(self, harvest: Harvest, page: Candidate) -> Iterator[Any]:
        wanted = replace(self.urls, edition=page.edition)  # it may be another process that asked for this page
        for candidate in harvest.candidates:
            if not self.urls.leads_to_article(candidate.url):
                yield self.rejected(candidate.url, candidate, "not_article", "its URL is no article's", kind="card")
            elif wanted.wants(candidate.url):
                yield replace(candidate, span=page.span, edition=page.edition)
        if page.span.bounded:
            yield from (replace(page, url=url, trail=harvest.trail) for url in harvest.more)

    def _read_article(self, response: Response, candidate: Candidate | None) -> Iterator[Any]:
        try:
            yield self._article(response, candidate)
        except PageError as error:
            yield self.rejected(
                response.url, candidate, error.reason, error.detail, field=error.field, status=response.status
            )

    def _article(self, response: Response, candidate: Candidate | None) -> RawArticle:
        if not isinstance(response, TextResponse):
            raise PageError(response.url, "not_html", detail=outcome.content_type(response))
        notice = outcome.soft_404(response)
        gone = PageError(response.url, "gone", detail=f"HTTP 200, and the page says {notice!r}")
        try:
            raw = self.read_page(response, candidate)
        except PageError as error:
            raise (gone if notice else error) from error
        if notice and not raw.paragraphs:
            raise gone
        return raw

    def read_page(self, response: TextResponse, candidate: Candidate | None = None) -> RawArticle:
        """What the page says. Raises `PageError` when it is of no known layout or no article of this site."""
        page = choose_page(self.pages, response.selector, response.url)
        identity = self.urls.identify_page(response.url, page.document.canonical)
        rights = outcome.rights(response, page.document.metas)
        raw = page.read(
            site=self.name,
            url=identity.url,
            key=identity.key,
            edition=identity.edition,
            fetched_at=outcome.fetched_at(response, self.clock.now()),
            rights=rights,
        )
        raw.translations = self.urls.translations(page.editions(), identity)
        raw.server_date = outcome.server_date(response)
        if candidate:
            raw.dates.extend(candidate.evidence)
            raw.wanted = (candidate.span.since, candidate.span.until)
        return raw

    def silent_sources(self) -> tuple[str, ...]:
        """The sources of which not one page could be read."""
        return tuple(sorted(self.asked - self.answered))
