"""Which article is this URL? One article has many URLs; the archive knows it by one."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from newscrawler.discovery.urls import PLAIN, absolute


@dataclass(frozen=True)
class Identity:
    """An article's canonical `url`, its `key` (unique in the site, with the URL's edition), its `edition`."""

    url: str
    key: str
    edition: str


@dataclass(frozen=True)
class ArticleURL:
    """The rule that tells a site's article URLs, by the groups `key` and `language` (absent: the `edition` given).

    `rewrites` turn other addresses of an article into its own (`/amp/` into `/`) before the rule is asked; `hosts`
    maps hosts that serve the same pages to the one whose name the archive uses; `names` gives the edition where
    `language` is a word for it (`www`: the host of the English pages). `query` are the parameters that name an article
    (`news.php?id=7`); all others are dropped.
    """

    pattern: str
    edition: str = "az"
    hosts: Mapping[str, str] = field(default_factory=dict)
    rewrites: tuple[tuple[str, str], ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    query: tuple[str, ...] = ()

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The compiled rule."""
        return re.compile(self.pattern)

    def identify(self, url: str) -> Identity | None:
        """The article behind `url`, or None when it is no article's address."""
        address = self.tidy(url)
        match = self.regex.fullmatch(address) if address else None
        if address is None or match is None:
            return None
        groups = match.groupdict()
        key, edition = groups.get("key") or groups.get("id"), groups.get("language")
        if not key:
            return None
        edition = self.names.get(edition, edition) if edition else None
        return Identity(address, f"{edition}/{key}" if edition else key, edition or self.edition)

    def tidy(self, url: str) -> str | None:
        """`url` as this site writes it: https, its own host, of the query what names it, no closing slash, rewritten.

        None for no URL.
        """
        address = self._whole(url)
        if address is None:
            return None
        for pattern, replacement in self.rewrites:
            address = re.sub(pattern, replacement, address)
        return address

    def _whole(self, url: str) -> str | None:
        plain = PLAIN.fullmatch(url)
        if plain and not (self.query and "?" in url):
            host = plain["host"]
            return f"https://{self.hosts.get(host, host)}{plain['path'].rstrip('/')}"
        whole = absolute(url, url)
        if whole is None:
            return None
        parts = urlsplit(whole)
        host = (parts.hostname or "").rstrip(".")
        query = urlencode([pair for pair in parse_qsl(parts.query) if pair[0] in self.query])
        return urlunsplit(("https", self.hosts.get(host, host), parts.path.rstrip("/"), query, ""))
