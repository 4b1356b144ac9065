"""`NewsSpider`: the one crawl, from sources to pages. Nothing here is site-specific."""

from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, replace
from typing import Any

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from newscrawler import hindrance, outcome
from newscrawler.article import Rejected
from newscrawler.discovery import Candidate, Harvest, Listing, Source
from newscrawler.discovery.candidate import Kind
from newscrawler.discovery.walk import Walk
from newscrawler.errors import DiscoveryError, PageError
from newscrawler.patience import Setback
from newscrawler.reader import ReaderSpider
from newscrawler.reading.normalise import utc_text
from newscrawler.work import lease_of, state_of

hindered = object()
"""Signal: a request of `lease` failed in a way that may pass, `setback`. An errback's output passes no middleware."""
FIRST_PAGES = 3  # of a source are read again when a walk is taken up; a source with more has a page for each day
DEAD_AFTER = 5  # pages of one source in a row that are not there: the route is gone, the rest is not asked


@dataclass(frozen=True)
class SourceRead:
    """Said of a page of a source that was read: an outcome, though no record comes of it. `unchanged`: a 304."""

    url: str
    unchanged: bool = False


class NewsSpider(ReaderSpider):
    """A news site: `SiteSpider` says what is declared, `ReaderSpider` reads its pages, this class crawls it."""

    def __init__(self, name: str | None = None, **arguments: str) -> None:
        super().__init__(name, **arguments)
        self.missing: Counter[str] = Counter()
        self.walks: defaultdict[str, Walk] = defaultdict(Walk)
        self.asked: set[str] = set()
        self.answered: set[str] = set()

    async def start(self) -> AsyncIterator[Any]:
        """The first page of every source, then the seeds that are articles."""
        for source in self.sources.values():
            for number, url in enumerate(source.begin(self.span, self.clock.now())):
                if self.missing[source.name] >= DEAD_AFTER:
                    self.logger.warning("%s: %d pages in a row are missing, leaving it", source.name, DEAD_AFTER)
                    break
                self.asked.add(source.name)
                is_first = number < FIRST_PAGES
                yield Candidate(url, source.name, "source", span=self.span, edition=self.edition, again=is_first)
        for url in self.seeds:
            if self.urls.leads_to_article(url):
                # a person asks for it by name
                yield Candidate(url, f"seeds/{self.name}.txt", edition=self.edition, again=True)

    def request_for(self, candidate: Candidate) -> Request:
        """The request that asks for a candidate."""
        return Request(
            candidate.url,
            self.parse,
            errback=self.failed,
            cb_kwargs={"candidate": candidate},
            meta={"dont_retry": True},  # Scrapy's own tries follow at once; ours have a due time in the ledger
        )

    def parse(self, response: Response, candidate: Candidate | None = None) -> Iterator[Any]:
        """An article page into a `RawArticle`, a page of a source into `Candidate`s, anything else into `Rejected`."""
        self.crawler.stats.inc_value("newscrawler/responses")
        if candidate is None:
            kind: Kind = "article" if self.urls.leads_to_article(response.url) else "source"
            candidate = Candidate(response.url, "", kind=kind, span=self.span, edition=self.edition)
        if outcome.is_unchanged(response):
            self.answered.add(candidate.source)
            yield SourceRead(response.url, unchanged=True)
            return
        refusal, setback = outcome.refusal(response), hindrance.setback_of(response, self.clock.now())
        if setback is None and hindrance.is_short(response):
            setback = Setback("unanswered", hindrance.SHORT_BODY, f"{len(response.body)} bytes", response.status)
        if refusal is not None and refusal[0] == "redirect_loop":
            setback = Setback("page", *refusal, response.status)
        if setback is not None:
            yield from self.set_back(response, candidate, setback)
        elif candidate.kind == "source":
            yield from self._read_source(response, candidate, refusal)
        elif refusal is not None:
            yield self.rejected(response.url, candidate, *refusal, status=response.status)
        else:
            yield from self._read_article(response, candidate)

    def failed(self, failure: Failure) -> Iterator[Any]:
        """A request that brought no response: listed with its reason."""
        request = failure.request  # type: ignore[attr-defined]  # Scrapy sets it on every failure given to an errback
        candidate = request.cb_kwargs.get("candidate")
        reason = hindrance.of_failure(failure.value or Exception("unknown"))
        if isinstance(reason, Setback):
            yield from self.set_back(request, candidate, reason)
        elif reason is not None:
            yield self.rejected(request.url, candidate, *reason)

    def set_back(self, asked: Request | Response, candidate: Candidate | None, setback: Setback) -> Iterator[Any]:
        """A failure that may pass: the ledger judges it; without one (`scrapy parse`) it is an end."""
        if (lease := lease_of(asked)) is not None:
            self.crawler.signals.send_catch_log(hindered, lease=lease, setback=setback)
        else:
            yield self.rejected(asked.url, candidate, setback.reason, setback.detail, status=setback.status)

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
            yield from self._unreadable(response, page, error)
            return
        self.answered.add(source.name)
        yield SourceRead(response.url)
        for url, reason in harvest.refusals(response.url):
            yield self.rejected(url, page, "refused", reason, kind="card")
        yield from self._candidates(harvest, page)

    def _unreadable(self, response: Response, page: Candidate, error: DiscoveryError) -> Iterator[Any]:
        if error.is_hostile:
            yield self.rejected(response.url, page, "refused", error.reason, status=response.status)
        else:
            setback = Setback("page", "unreadable", error.reason, response.status)
            yield from self.set_back(response, page, setback)

    def _candidates(self, harvest: Harvest, page: Candidate) -> Iterator[Any]:
        wanted = replace(self.urls, edition=page.edition)  # it may be another process that asked for this page
        for candidate in harvest.candidates:
            if not self.urls.leads_to_article(candidate.url):
                yield self.rejected(candidate.url, candidate, "not_article", "its URL is no article's", kind="card")
            elif wanted.wants(candidate.url):
                yield replace(candidate, span=page.span, edition=page.edition)
        if harvest.more and self.leads_on(page):
            shown = (*(candidate.url for candidate in harvest.candidates), *harvest.outside)
            if why := self.walks[page.source].ends(shown):
                self.logger.warning("%s: %s, leaving it", page.source, why)
                yield self.rejected(harvest.more[0], page, "endless", why, kind="card")
            else:
                yield from (replace(page, url=url, trail=harvest.trail, again=False) for url in harvest.more)

    def _read_article(self, response: Response, candidate: Candidate | None) -> Iterator[Any]:
        if setback := self.broken(response):
            yield from self.set_back(response, candidate, setback)
            return
        try:
            yield self.article(response, candidate)
        except PageError as error:
            notice = hindrance.notice_of(response)
            reason, detail = (notice.reason, notice.mark) if notice else (error.reason, error.detail)
            if setback := hindrance.that_passes(reason, detail, response.status):
                yield from self.set_back(response, candidate, setback)
                return
            field = None if notice else error.field
            yield self.rejected(response.url, candidate, reason, detail, field=field, status=response.status)

    def silent_sources(self) -> tuple[str, ...]:
        """The sources of which not one page could be read."""
        return tuple(sorted(self.asked - self.answered))
