"""The addresses of one site: which are articles, which lead to one, which are wanted."""

from collections.abc import Iterable
from dataclasses import dataclass

from newscrawler.article import Translation
from newscrawler.discovery.identity import ArticleURL, Identity
from newscrawler.errors import PageError


@dataclass(frozen=True)
class SiteURLs:
    """A site's rule for articles, its rule for short links, and the one `edition` asked for (None: all)."""

    articles: ArticleURL
    short: ArticleURL
    edition: str | None = None

    def identify(self, url: str) -> Identity | None:
        """The article behind `url`; None when the URL does not tell."""
        return self.articles.identify(url)

    def is_short(self, url: str) -> bool:
        """Is `url` a short link: it leads to an article and does not name it?"""
        return self.short.identify(url) is not None

    def leads_to_article(self, url: str) -> bool:
        """Is `url` an article's, or a short link to one?"""
        return self.identify(url) is not None or self.is_short(url)

    def wants(self, url: str) -> bool:
        """Is `url` an article of the edition asked for? (A short link may be: it has to be followed to know.)"""
        identity = self.identify(url)
        return self.is_short(url) if identity is None else self.edition in (None, identity.edition)

    def identify_page(self, url: str, canonical: str | None) -> Identity:
        """The article that a page is: its canonical link wins over the `url` it was found at. Raises `PageError`."""
        identity = (self.identify(canonical) if canonical else None) or self.identify(url)
        if identity is None:
            raise PageError(url, "not_article", "id", "its URL is no article's and it names no canonical one")
        return identity

    def translations(self, urls: Iterable[str], identity: Identity) -> list[Translation]:
        """Of `urls` those that are articles of another edition than `identity`, the first of each, by edition."""
        others = [
            other for url in dict.fromkeys(urls) if (other := self.identify(url)) and other.edition != identity.edition
        ]
        by_edition = {other.edition: other.url for other in reversed(others)}
        return [Translation(language=edition, url=url) for edition, url in sorted(by_edition.items())]
