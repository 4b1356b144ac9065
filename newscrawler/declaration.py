"""`SiteSpider`: what a site declares and what a person may ask of it. How it is crawled stands in `spider.py`."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar, Self

from scrapy import Spider
from scrapy.crawler import Crawler
from scrapy.settings import BaseSettings

from newscrawler.archive.receipts import RUNS
from newscrawler.clock import Clock
from newscrawler.discovery import ArticleURL, Candidate, Cards, Listing, SiteURLs, Source, Span, read_seeds
from newscrawler.errors import ArgumentError
from newscrawler.outcome import host_of
from newscrawler.reading.page import ArticlePage


class SiteSpider(Spider):
    """A news site. Subclasses declare; the arguments bound a crawl.

    `since`, `until`: days in Baku, both included (`2014`, `2014-03`, `2014-03-18`); with neither, what the live
    sources show. `edition`: only that one. `seeds`: a file of URLs beside `seeds/<name>.txt`. `routes`: only the
    sources of these names, one a line. `only=seeds`: nothing but what that file names of this site.
    Raises `ArgumentError` for a bad or unknown argument.
    """

    allowed_domains: ClassVar[list[str]] = []
    pages: ClassVar[Sequence[type[ArticlePage]]] = ()
    article_url: ClassVar[str] = r"(?!)"
    short_url: ClassVar[str] = r"(?!)"
    aggregator: ClassVar[bool] = False
    """Does the site republish what others wrote? A corpus may want the originals only."""
    edition_of_bare_urls: ClassVar[str] = "az"
    editions: ClassVar[Sequence[str]] = ("az",)
    edition_names: ClassVar[Mapping[str, str]] = {}
    hosts: ClassVar[Mapping[str, str]] = {}
    rewrites: ClassVar[tuple[tuple[str, str], ...]] = ()
    query: ClassVar[tuple[str, ...]] = ()
    cards: ClassVar[tuple[Cards, ...]] = ()
    live: ClassVar[Sequence[Source]] = ()
    archive: ClassVar[Sequence[Source]] = ()
    arguments: ClassVar[tuple[str, ...]] = ("since", "until", "edition", "seeds", "routes", "only")
    house_settings: ClassVar[dict[str, Any]] = {
        "HTTPERROR_ALLOW_ALL": True,  # a 404 is news for an archive, not an error to swallow
    }

    def __init__(self, name: str | None = None, **arguments: str) -> None:
        unknown = [key for key in arguments if key not in self.arguments and not key.startswith("_")]
        if unknown:
            raise ArgumentError(f"unknown argument {unknown[0]!r}; known: {', '.join(self.arguments)}")
        super().__init__(name, **arguments)
        if self.name == RUNS:
            raise ArgumentError(f"no site may be called {RUNS!r}: that folder of the archive holds the receipts")
        self.span = Span.parse(arguments.get("since"), arguments.get("until"))
        self.edition = arguments.get("edition")
        if self.edition is not None and self.edition not in self.editions:
            raise ArgumentError(f"edition={self.edition!r}: {self.name} has {', '.join(self.editions)}")
        self.seeds_argument = arguments.get("seeds")
        self.routes = (arguments.get("routes") or "").splitlines()
        self.only_seeds = arguments.get("only") == "seeds"
        if "only" in arguments and not (self.only_seeds and self.seeds_argument):
            raise ArgumentError(f"only={arguments['only']!r}: only=seeds, beside seeds=FILE, is all that can be said")

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
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
    def urls(self) -> SiteURLs:
        """The rules that tell this site's articles by their URLs."""
        articles = ArticleURL(
            self.article_url, self.edition_of_bare_urls, self.hosts, self.rewrites, self.edition_names, self.query
        )
        return SiteURLs(articles, ArticleURL(rf"(?P<key>{self.short_url})", hosts=self.hosts), self.edition)

    @cached_property
    def sources(self) -> dict[str, Source]:
        """Every source of this crawl by name, seeds that are listings among them."""
        named: list[Source] = [*self.live, *(self.archive if self.span.bounded else ())] if not self.only_seeds else []
        named += [Listing(url, self.cards) for url in self.seeds if not self.urls.leads_to_article(url)]
        unknown = [name for name in self.routes if name not in {source.name for source in named}]
        if unknown:
            raise ArgumentError(f"routes: {self.name} has no source {unknown[0]!r}")
        return {source.name: source for source in named if not self.routes or source.name in self.routes}

    @property
    def is_update(self) -> bool:
        """Is this `scrapy update`: live sources at their own pace, and another look at what is young?"""
        return bool(self.settings.get("COMMAND") == "update")

    def leads_on(self, page: Candidate) -> bool:
        """Are the pages behind `page` of a source wanted, and not only what it shows of today?"""
        return page.span.bounded or self.is_update

    seeds: Sequence[str] = ()

    def read_seeds(self, settings: BaseSettings) -> Iterator[str]:
        """The site's seeds file if there is one, then the file that the argument `seeds` names."""
        standing = Path(settings.get("SEEDS_DIR") or "seeds") / f"{self.name}.txt"
        if standing.exists() and not self.only_seeds:
            yield from read_seeds(standing, self.belongs)
        if self.seeds_argument:
            yield from read_seeds(Path(self.seeds_argument), self.belongs, passes=self.only_seeds)

    def belongs(self, url: str) -> bool:
        """Is `url` on one of the site's hosts?"""
        return host_of(url) in self.site_hosts

    @cached_property
    def site_hosts(self) -> frozenset[str]:
        """Every host of the site."""
        return frozenset((*self.allowed_domains, *self.hosts))

    @property
    def site_names(self) -> Iterable[str]:
        """The names that the site appends to its headlines."""
        return tuple(dict.fromkeys(name for page in self.pages for name in page.site_names))
