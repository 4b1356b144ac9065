"""Sites without a spider: `AnySpider` crawls one by its feeds and sitemaps, `reader_of_host` reads its pages."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from typing import Any, ClassVar

from scrapy.http import Response
from scrapy.settings import BaseSettings

from newscrawler.anywalker import ListWalker
from newscrawler.article import RawArticle, Rejected
from newscrawler.discovery import Candidate, Source
from newscrawler.discovery.addresses import EDITIONS, bare_host
from newscrawler.discovery.anyurl import SiteHosts, any_urls
from newscrawler.discovery.headlines import MANY, is_made_of
from newscrawler.discovery.kinds import POSTS, is_guess, kind_of, next_guess
from newscrawler.discovery.urls import absolute
from newscrawler.errors import ArgumentError
from newscrawler.outcome import FULL, fetched, host_of
from newscrawler.redirects import is_private
from newscrawler.sitereader import SiteReader

ANY = "any"
"""The name under which `scrapy crawl` knows them all."""

_UNREAD = ("incomplete", "not_article")
_PAUSE = (429, 500)  # "not now", and from there on what passes: these say nothing of an address
_PAST_THE_END = (404, 410)  # a site that always has a link to the next page
_HOST = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]+|\d{1,3})|[0-9a-f:]+")


def reader_of_host(host: str) -> SiteReader:
    """How the pages of a site without a spider are read: no layouts, and the rules that hold for any address."""
    return SiteReader(bare_host(f"https://{host}/"), (), any_urls(f"https://{host}/"))


class AnySpider(ListWalker):
    """A site that nobody has described; `url` is its front page, and its name is its host.

    robots.txt and the front page name feeds and sitemaps, usual addresses are asked where they do not. Then sections
    are walked as lists, each until a page shows only what a sitemap told of. Without days asked for, all there is.
    """

    name = ANY
    arguments: ClassVar[tuple[str, ...]] = (*ListWalker.arguments, "url")
    editions = EDITIONS

    def __init__(self, name: str | None = None, **arguments: str) -> None:
        own = name or type(self).name
        if own == ANY and "url" not in arguments:
            raise ArgumentError("any: name the site, -a url=https://example.az/, or a file of addresses, -a seeds=FILE")
        home = home_of(arguments.get("url", f"https://{own}/"))
        super().__init__(bare_host(home), home=home, **arguments)
        self.met: set[str] = set()

    def read_seeds(self, settings: BaseSettings) -> Iterator[str]:
        """As for any site. Raises `ArgumentError` for a site inside somebody's own network."""
        if is_private(host_of(self.home)) and not settings.get("ORIGIN"):
            raise ArgumentError(f"url={self.home}: a private address; only ORIGIN may lead there")
        yield from super().read_seeds(settings)

    @cached_property
    def sources(self) -> dict[str, Source]:
        """The front page, behind which all others are found; of seeds those that are no articles."""
        named: list[Source] = [] if self.only_seeds else [self._place(self.home)]
        named += [self._place(url, walks=True) for url in self.seeds if not self.urls.leads_to_article(url)]
        return {source.name: source for source in named}

    @cached_property
    def site_hosts(self) -> frozenset[str]:
        """The site's host with and without `www.`, and the subdomains that answered; all others are of the site too."""
        host = bare_host(self.home)
        return SiteHosts((host, f"www.{host}", *self.met))

    def parse(self, response: Response, candidate: Candidate | None = None) -> Iterator[Any]:
        """As for any site; an address that was only guessed is no failure when nothing is there."""
        self._meet(host_of(response.url))
        is_source = candidate is not None and candidate.kind == "source"
        is_try = candidate is not None and is_source and (is_guess(candidate.url) or POSTS in candidate.url)
        if candidate is not None and is_try and self._is_nothing(response, candidate):
            yield self.rejected(response.url, candidate, "gone", f"HTTP {response.status}: a usual address, not here")
            if (url := next_guess(candidate.url)) is not None:
                yield replace(candidate, url=url, source=self._place(url).name, again=False)
            return
        if is_source and response.status in (404, 410) and response.url.endswith("/robots.txt"):
            response = response.replace(status=200, body=b"")  # no rules, no sitemap: RFC 9309, 2.3.1.3
        yield from super().parse(response, candidate)
        if candidate is not None and candidate.trail is not None and response.status in _PAST_THE_END and self.walked:
            self.walked.went(candidate, [])
            self.guesses.missed(candidate.url)

    def _is_nothing(self, response: Response, candidate: Candidate) -> bool:
        if response.status in FULL:
            return kind_of(fetched(response, self.clock.now(), candidate)) in ("page", "front")
        return response.status not in _PAUSE and 300 <= response.status < _PAUSE[1]

    def _meet(self, host: str) -> None:
        if host not in {*self.site_hosts}:
            self.met.add(host)
            del self.site_hosts  # made anew when it is asked for

    def _read_article(self, response: Response, candidate: Candidate | None) -> Iterator[Any]:
        """As for any site; what its address left open and the page shows to be a list is read as one."""
        for told in super()._read_article(response, candidate):
            is_unread = isinstance(told, Rejected) and told.reason in _UNREAD
            if candidate is None or not (is_unread or isinstance(told, RawArticle)):
                yield told
                continue
            source = self._place(response.url, walks=True)
            page = replace(candidate, url=response.url, source=source.name, kind="source", trail=None, again=False)
            found = source.read(fetched(response, self.clock.now(), page), candidate.span)
            is_list = isinstance(told, RawArticle) and is_made_of(told.paragraphs, found.candidates)
            yield self.rejected(response.url, candidate, "not_article", "a list of articles") if is_list else told
            if is_list or (is_unread and len(found.candidates) >= MANY):
                yield from self._candidates(found, page)


def home_of(url: str) -> str:
    """The front page that a person named. Raises `ArgumentError` for what is none."""
    whole = absolute(url, url) if url.lower().startswith(("http://", "https://")) else None
    if whole is None or not _HOST.fullmatch(host_of(whole)) or "@" in whole.split("/")[2]:
        raise ArgumentError(f"url={url!r} is not the address of a site like https://example.az/")
    return whole


def spider_of_host(host: str) -> type[AnySpider]:
    """The spider of one site without a spider, by its host. Raises `KeyError` for what is no host."""
    try:
        name = bare_host(home_of(f"https://{host}/"))
    except ArgumentError as error:
        raise KeyError(host) from error
    if name != host:
        raise KeyError(host)
    return type("AnySpider", (AnySpider,), {"name": host, "__module__": __name__})
