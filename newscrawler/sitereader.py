"""`SiteReader`: from a fetched page of a site to a `RawArticle`, in a crawl as out of a WARC years later."""

from collections.abc import Sequence
from dataclasses import dataclass

from newscrawler.article import Evidence, RawArticle
from newscrawler.discovery import SiteURLs
from newscrawler.errors import PageError
from newscrawler.reading.fetched import FetchedPage
from newscrawler.reading.notices.phrases import told_by_line
from newscrawler.reading.page import ArticlePage, choose_page
from newscrawler.reading.paywall import free_part, is_paywalled

SHORT = 400
"""Characters of text; an article so short may be a notice in the article's own template."""

STUB = 2000
"""Characters of text; more is no teaser, and need not be searched for a paywall."""


@dataclass(frozen=True)
class Told:
    """What a source said of a page before it was fetched: the URL it named, and the dates."""

    url: str
    evidence: Sequence[Evidence] = ()


@dataclass(frozen=True)
class SiteReader:
    """Reads the pages of one site: its name, its layouts and the rules of its URLs."""

    name: str
    pages: Sequence[type[ArticlePage]]
    urls: SiteURLs

    def article(self, page: FetchedPage, told: Told | None = None) -> RawArticle:
        """What an article's page says. Raises `PageError` for a page that is none."""
        if page.body[:5] == b"%PDF-":
            raise PageError(page.url, "not_html", detail=page.content_type)
        raw = self.read(page, told)
        if sum(map(len, raw.paragraphs)) < SHORT:
            notice = page.notice or next(filter(None, map(told_by_line, raw.paragraphs)), None)
            if notice is not None:
                raise PageError(page.url, notice.reason, "text", notice.mark)
        if not raw.paragraphs:
            reason, field = ("paywall", None) if "paywall" in raw.flags else ("incomplete", "text")
            raise PageError(page.url, reason, field, "the page has no paragraph of text")
        return raw

    def read(self, page: FetchedPage, told: Told | None = None) -> RawArticle:
        """What the page says. Raises `PageError` when it is of no known layout or no article of this site."""
        layout = choose_page(self.pages, page.selector, page.url)
        identity = self.urls.identify_page(page.url, layout.document.canonical)
        raw = layout.read(
            site=self.name,
            url=identity.url,
            key=identity.key,
            edition=identity.edition,
            fetched_at=page.fetched_at,
            rights=page.rights(layout.document.metas),
        )
        says_price = layout.document.ld_article.get("isAccessibleForFree") is not None
        if (says_price or sum(map(len, raw.paragraphs)) < STUB) and is_paywalled(layout.document):
            raw.flags.append("paywall")
            raw.paragraphs = free_part(raw.paragraphs)
        raw.translations = self.urls.translations(layout.editions(), identity)
        raw.server_date = page.server_date
        asked = self.urls.identify(told.url) if told else None
        if told and (asked is None or asked == identity):  # of another article its source told nothing
            raw.dates.extend(told.evidence)
        return raw
