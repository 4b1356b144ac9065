"""The articles of a site that nobody has described, and by what the archive knows them."""

import re
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlsplit, urlunsplit

from newscrawler.discovery.addresses import (
    bare_host,
    edition_of,
    is_page,
    names_article,
    plain_path,
    short_key,
    telling_query,
    told_query,
    without_session,
)
from newscrawler.discovery.calendars import day_page
from newscrawler.discovery.identity import ArticleURL, Identity
from newscrawler.discovery.site import SiteURLs
from newscrawler.discovery.urls import absolute
from newscrawler.errors import PageError


@dataclass(frozen=True)
class AnyIdentity(Identity):
    """An article of an undescribed site: the same under its key, whatever scheme, host or slash a source writes."""

    url: str = field(compare=False)


@dataclass(frozen=True)
class AnyURL(ArticleURL):
    """The rule for the site at `home`, its `www.` and its subdomains: anything that is not plainly something else.

    The page decides in the end. An address keeps its scheme, host and closing slash as the site writes them, for each
    may cost a redirect; tracking parameters are dropped, of the others those that can name the article stay.
    """

    home: str = ""

    @cached_property
    def host(self) -> str:
        """The site: the host without `www.`."""
        return bare_host(self.home)

    def holds(self, url: str) -> bool:
        """Is `url` on the site, on its `www.` or on a subdomain of it?"""
        host = bare_host(url)
        return host == self.host or host.endswith(f".{self.host}")

    def is_at_home(self, url: str) -> bool:
        """Is `url` on the host that was named, with or without `www.`?"""
        return bare_host(url) == self.host

    def names_article(self, url: str) -> bool:
        """Does the address alone look like an article's, and is it not plainly that of something else?"""
        return names_article(url) and self.identify(url) is not None

    def identify(self, url: str) -> Identity | None:
        """What may be an article, known by its path and what of its query names it."""
        address = self.tidy(url)
        if address is None or not self.holds(address):
            return None
        parts = urlsplit(address)
        path = plain_path(parts.path)
        if is_page(path, parts.query) or day_page(address) is not None:
            return None
        host = bare_host(address)
        key = path.strip("/") if host == self.host else f"{host}/{path.strip('/')}"
        query = telling_query(path, parts.query)
        key += f"?{query}" if query else ""
        return AnyIdentity(address, short_key(key), edition_of(address) or self.edition)

    def tidy(self, url: str) -> str | None:
        """`url` without what does not name the article; None for no URL."""
        whole = absolute(without_session(url), url)
        if whole is None:
            return None
        parts = urlsplit(whole)
        scheme = "https" if self.home.startswith("https:") else parts.scheme
        host = (parts.hostname or "").rstrip(".")
        netloc = host if parts.port in (None, 80, 443) else f"{host}:{parts.port}"
        path = re.sub(r"/amp/?$", "/", parts.path) if parts.path != "/amp" else parts.path
        return urlunsplit((scheme, netloc, path, told_query(parts.path, parts.query), ""))


class SiteHosts(frozenset[str]):
    """The hosts of a site; their subdomains belong to it.

    >>> hosts = SiteHosts(["kend.az"])
    >>> "kend.az" in hosts, "ru.kend.az" in hosts, "azkend.az" in hosts
    (True, True, False)
    """

    def __contains__(self, host: object) -> bool:
        return any(host == one or str(host).endswith(f".{one}") for one in self)


@dataclass(frozen=True)
class AnySiteURLs(SiteURLs):
    """The addresses of an undescribed site, where a canonical link may be a mistake of its template."""

    def identify_page(self, url: str, canonical: str | None) -> Identity:
        """As for any site; a canonical link counts where it names an article of this site as exactly as `url` does."""
        told, own = self.identify(canonical) if canonical else None, self.identify(url)
        if told is not None and (own is None or _is_as_exact(told, own)):
            return told
        if own is None:
            raise PageError(url, "not_article", "id", "its URL is no article's and it names no canonical one")
        return own


def any_urls(home: str, edition: str | None = None) -> AnySiteURLs:
    """The rules for the addresses of the site at `home`; `edition`: only that one."""
    return AnySiteURLs(AnyURL(r"(?!)", home=home), ArticleURL(r"(?!)"), edition)


def _is_as_exact(told: Identity, own: Identity) -> bool:
    loses_query = urlsplit(own.url).query and not urlsplit(told.url).query
    return not loses_query and (told.key == own.key or names_article(told.url))
