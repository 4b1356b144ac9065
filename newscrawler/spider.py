"""`NewsSpider`: the one crawl. A site declares its pages, its URLs and its sources; nothing here is site-specific."""

from collections import Counter
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from email.utils import parsedate_to_datetime
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar

from scrapy import Spider
from scrapy.crawler import Crawler
from scrapy.http import Response, TextResponse
from scrapy.settings import BaseSettings
from twisted.python.failure import Failure

from newscrawler import outcome
from newscrawler.article import RawArticle, Rejected, Translation
from newscrawler.clock import Clock
from newscrawler.discovery import ArticleURL, Candidate, Cards, Identity, Listing, Source, Span, read_seeds
from newscrawler.errors import ArgumentError, DiscoveryError, PageError
from newscrawler.reading.normalise import utc_text
from newscrawler.reading.page import ArticlePage, choose_page

DEAD_AFTER = 5  # pages of one source in a row that are not there: the route is gone, the rest is not asked


class NewsSpider(Spider):
    """A news site. Subclasses declare; the arguments bound a crawl.

    `since`, `until`: days in Baku, both included (`2014`, `2014-03`, `2014-03-18`); with neither, what the live
    sources show. `edition`: only that one. `seeds`: a file of URLs beside `seeds/<name>.txt`.
    Raises `ArgumentError` for a bad or unknown argument.
    """

    pages: ClassVar[Sequence[type[ArticlePage]]] = ()
    article_url: ClassVar[str] = r"(?!)"
    short_url: ClassVar[str] = r"(?!)"
    edition_of_bare_urls: ClassVar[str] = "az"
    editions: ClassVar[Sequence[str]] = ("az",)
    hosts: ClassVar[Mapping[str, str]] = {}
    rewrites: ClassVar[tuple[tuple[str, str], ...]] = ()
    cards: ClassVar[tuple[Cards, ...]] = ()
    live: ClassVar[Sequence[Source]] = ()
    archive: ClassVar[Sequence[Source]] = ()
    arguments: ClassVar[tuple[str, ...]] = ("since", "until", "edition", "seeds")
    house_settings: ClassVar[dict[str, Any]] = {
        "HTTPERROR_ALLOW_ALL": True,  # a 404 is news for an archive, not an error to swallow
    }

    def __init__(self, name: str | None = None, **arguments: str) -> None:
        unknown = [key for key in arguments if key not in self.arguments and not key.startswith("_")]
        if unknown:
            raise ArgumentError(f"unknown argument {unknown[0]!r}; known: {', '.join(self.arguments)}")
        super().__init__(name, **arguments)
        self.span = Span.parse(arguments.get("since"), arguments.get("until"))
        self.edition = arguments.get("edition")
        if self.edition is not None and self.edition not in self.editions:
            raise ArgumentError(f"edition={self.edition!r}: {self.name} has {', '.join(self.editions)}")
        self.seeds_argument = arguments.get("seeds")
        self.missing: Counter[str] = Counter()
        self.asked: set[str] = set()
        self.answered: set[str] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> "NewsSpider":
        """The spider of a crawl; reads its seeds at once, so that a bad line stops it before the first request."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.seeds = list(spider.read_seeds(crawler.settings))
        return spider

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """House rules first, then the site's own `custom_settings`."""
        settings.setdict(cls.house_settings, priority="spider")
        super().update_settings(settings)

    @cached_property
    def clock(self) -> Clock:
        """The crawl's clock: setting `CLOCK`."""
        return Clock.parse(self.settings.get("CLOCK"))

    @cached_property
    def urls(self) -> ArticleURL:
        """The rule that tells this site's articles by their URLs."""
        return ArticleURL(self.article_url, self.edition_of_bare_urls, self.hosts, self.rewrites)

    @cached_property
    def short_urls(self) -> ArticleURL:
        """The rule of the site's short links, which lead to an article and do not name it."""
        return ArticleURL(rf"(?P<key>{self.short_url})", self.edition_of_bare_urls, self.hosts)

    @cached_property
    def sources(self) -> dict[str, Source]:
        """Every source of this crawl by name, seeds that are listings among them."""
        named: list[Source] = [*self.live, *(self.archive if self.span.bounded else ())]
        named += [Listing(url, self.cards) for url in self.seeds if not self.leads_to_article(url)]
        return {source.name: source for source in named}

    seeds: Sequence[str] = ()

    def read_seeds(self, settings: BaseSettings) -> Iterator[str]:
        """The site's seeds file if there is one, then the file that the argument `seeds` names."""
        standing = Path(settings.get("SEEDS_DIR") or "seeds") / f"{self.name}.txt"
        named = [Path(self.seeds_argument)] if self.seeds_argument else []
        for path in [*([standing] if standing.exists() else []), *named]:
            yield from read_seeds(path, self.belongs)

    def belongs(self, url: str) -> bool:
        """Is `url` on one of the site's hosts?"""
        return outcome.host_of(url) in self.site_hosts

    @cached_property
    def site_hosts(self) -> frozenset[str]:
        """Every host of the site."""
        return frozenset((*self.allowed_domains, *self.hosts))

    def leads_to_article(self, url: str) -> bool:
        """Is `url` an article's, or a short link to one?"""
        return self.urls.identify(url) is not None or self.short_urls.identify(url) is not None

    def wants(self, url: str) -> bool:
        """Is `url` an article of the editions asked for? (A short link may be: it has to be followed to know.)"""
        identity = self.urls.identify(url)
        if identity is None:
            return self.short_urls.identify(url) is not None
        return self.edition is None or identity.edition == self.edition

    async def start(self) -> AsyncIterator[Any]:
        """The first page of every source, then the seeds that are articles."""
        for source in self.sources.values():
            for url in source.begin(self.span, self.clock.now()):
                if self.missing[source.name] >= DEAD_AFTER:
                    self.logger.warning("%s: %d pages in a row are missing, leaving it", source.name, DEAD_AFTER)
                    break
                self.asked.add(source.name)
                yield Candidate(url, source.name, kind="source")
        for url in self.seeds:
            if self.leads_to_article(url):
                yield Candidate(url, f"seeds/{self.name}.txt")

    def parse(self, response: Response, candidate: Candidate | None = None) -> Iterator[Any]:
        """An article page into a `RawArticle`, a page of a source into `Candidate`s, anything else into `Rejected`."""
        self.crawler.stats.inc_value("newscrawler/responses")
        source = self.sources.get(candidate.source) if candidate and candidate.kind == "source" else None
        if source is None and candidate is None and not self.leads_to_article(response.url):
            source = self._source_of(response.url)
        refusal = outcome.refusal(response)
        if source is not None:
            yield from self._read_source(response, source, refusal)
        elif refusal is not None:
            yield self.rejected(response.url, candidate, *refusal, status=response.status)
        else:
            yield from self._read_article(response, candidate)

    def failed(self, failure: Failure) -> Iterator[Any]:
        """A request that brought no response: listed with its reason."""
        request = failure.request  # type: ignore[attr-defined]  # Scrapy sets it on every failure given to an errback
        candidate = request.cb_kwargs.get("candidate")
        yield self.rejected(request.url, candidate, *outcome.of_failure(failure.value))

    def rejected(
        self,
        url: str,
        candidate: Candidate | None,
        reason: str,
        detail: str | None = None,
        *,
        field: str | None = None,
        status: int | None = None,
    ) -> Rejected:
        """What `url` became instead of a record."""
        source = candidate.source if candidate else None
        if candidate and candidate.kind == "source":
            reason = f"source_{reason}"
        return Rejected(self.name, url, reason, field, detail, status, source, utc_text(self.clock.now()))

    def _source_of(self, url: str) -> Source:
        return next((one for one in self.sources.values() if url in one.name), Listing(url, self.cards))

    def _read_source(self, response: Response, source: Source, refusal: tuple[str, str | None] | None) -> Iterator[Any]:
        page = Candidate(response.url, source.name, kind="source")
        if refusal is not None and response.status != 200:  # an empty 200 is how a cursor says that it is at its end
            self.missing[source.name] += 1
            yield self.rejected(response.url, page, *refusal, status=response.status)
            return
        self.missing[source.name] = 0
        self.answered.add(source.name)
        try:
            harvest = source.read(outcome.fetched(response, self.clock.now()), self.span)
        except DiscoveryError as error:
            yield self.rejected(response.url, page, "unreadable", error.reason, status=response.status)
            return
        for what, reason in harvest.refused:
            yield self.rejected(what, page, "card", reason)
        yield from (candidate for candidate in harvest.candidates if self.wants(candidate.url))
        if self.span.bounded:
            yield from (Candidate(url, source.name, kind="source") for url in harvest.more)

    def _read_article(self, response: Response, candidate: Candidate | None) -> Iterator[Any]:
        try:
            if not isinstance(response, TextResponse):
                raise PageError(response.url, "not_html", detail=outcome.content_type(response))
            yield self.read_page(response, candidate)
        except PageError as error:
            yield self.rejected(
                response.url, candidate, error.reason, error.detail, field=error.field, status=response.status
            )

    def read_page(self, response: TextResponse, candidate: Candidate | None = None) -> RawArticle:
        """What the page says. Raises `PageError` when it is of no known layout or no article of this site."""
        page = choose_page(self.pages, response.selector, response.url)
        identity = self.identify(response.url, page.document.canonical)
        rights = outcome.rights(response, page.document.metas)
        raw = page.read(
            site=self.name,
            url=identity.url,
            key=identity.key,
            edition=identity.edition,
            fetched_at=self.clock.now(),
            rights=rights,
        )
        raw.translations = self.translations(page.editions(), identity)
        raw.server_date = _server_date(response)
        if candidate:
            raw.dates.extend(candidate.evidence)
        return raw

    def identify(self, url: str, canonical: str | None) -> Identity:
        """The article at `url`: the page's own canonical link wins when it names an article of this site."""
        identity = (self.urls.identify(canonical) if canonical else None) or self.urls.identify(url)
        if identity is None:
            raise PageError(url, "not_article", "id", "its URL is no article's and it names no canonical one")
        return identity

    def silent_sources(self) -> tuple[str, ...]:
        """The sources of which not one page could be read."""
        return tuple(sorted(self.asked - self.answered))

    def translations(self, urls: Iterable[str], identity: Identity) -> list[Translation]:
        """Of `urls` those that are articles of another edition, the first of each."""
        others = [other for url in urls if (other := self.urls.identify(url)) and other.edition != identity.edition]
        by_edition = {other.edition: other.url for other in reversed(others)}
        return [Translation(language=edition, url=url) for edition, url in sorted(by_edition.items())]

    @property
    def site_names(self) -> Iterable[str]:
        """The names that the site appends to its headlines."""
        return tuple(dict.fromkeys(name for page in self.pages for name in page.site_names))


def _server_date(response: Response) -> Any:
    raw = response.headers.get("Date")
    try:
        return parsedate_to_datetime(raw.decode("latin-1")) if raw else None
    except ValueError:
        return None  # a broken clock says nothing; the crawl's own is used
