"""`SiteReader`: from a fetched page of a site to a `RawArticle`, in a crawl as out of a WARC years later."""

from collections.abc import Sequence
from dataclasses import dataclass

from newscrawler.article import Evidence, RawArticle
from newscrawler.discovery import SiteURLs
from newscrawler.errors import PageError
from newscrawler.reading.fetched import FetchedPage
from newscrawler.reading.generic import GenericPage, complete
from newscrawler.reading.generic.evidence import holds_text, is_the_article
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
    """Reads the pages of one site: its name, its layouts and the rules of its URLs.

    A page of no declared layout, and one whose body its layout finds empty, is read by the generic reader where the
    page itself says that it is the article asked for; on a site without layouts every page is.
    """

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
        layout = self.layout(page)
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
        self._complete(layout, raw, page)
        raw.translations = self.urls.translations(layout.editions(), identity)
        raw.server_date = page.server_date
        asked = self.urls.identify(told.url) if told else None
        if told and (asked is None or asked == identity):  # of another article its source told nothing
            raw.dates.extend(told.evidence)
        return raw

    def layout(self, page: FetchedPage) -> ArticlePage:
        """What the page is read by: its layout, else the generic reader. Raises `PageError` when neither may."""
        if not self.pages:
            return GenericPage(page.selector, page.url)
        try:
            return choose_page(self.pages, page.selector, page.url)
        except PageError as error:
            generic = GenericPage.of_site(self.pages)(page.selector, page.url)
            if error.reason != "unknown_layout" or not self._may_read(generic, page):
                raise
            return generic

    def _complete(self, layout: ArticlePage, raw: RawArticle, page: FetchedPage) -> None:
        """Fills an empty headline or body from what else the page holds, unless the rest is to be paid for."""
        if isinstance(layout, GenericPage) or "paywall" in raw.flags or (raw.title and raw.paragraphs):
            return
        if self._may_read(GenericPage.of(layout), page, is_elsewhere=not raw.paragraphs and layout.has_body()):
            complete(layout, raw)

    def _may_read(self, generic: GenericPage, page: FetchedPage, *, is_elsewhere: bool = False) -> bool:
        """Is the page, as the generic reader sees it, the article asked for, and is its text there?"""
        if page.notice is not None or not is_the_article(generic, lambda url: self._is_same(page.url, url)):
            return False
        return holds_text(generic, is_elsewhere=is_elsewhere)

    def _is_same(self, url: str, canonical: str) -> bool:
        """Are both addresses of one article? (Sections and slugs come and go, the key stays.)"""
        asked, named = self.urls.identify(url), self.urls.identify(canonical)
        return asked is None or (named is not None and asked.key == named.key)
