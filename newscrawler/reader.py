"""`ReaderSpider`: from the response of an article to what its page says."""

from scrapy.http import HtmlResponse, JsonResponse, Response, TextResponse

from newscrawler import outcome
from newscrawler.article import RawArticle
from newscrawler.bodies import closes, is_cut
from newscrawler.declaration import SiteSpider
from newscrawler.discovery import Candidate
from newscrawler.errors import PageError
from newscrawler.hindrance import notice_of
from newscrawler.patience import Setback
from newscrawler.reading.notices.phrases import told_by_line
from newscrawler.reading.page import choose_page
from newscrawler.reading.paywall import free_part, is_paywalled

SHORT = 400
"""Characters of text; an article so short may be a notice in the article's own template."""

STUB = 2000
"""Characters of text; more is no teaser, and need not be searched for a paywall."""


class ReaderSpider(SiteSpider):
    """Reads the pages of its site. `closing` are hosts whose pages end with `</html>`."""

    def __init__(self, name: str | None = None, **arguments: str) -> None:
        super().__init__(name, **arguments)
        self.closing: set[str] = set()
        self.unclosed: dict[str, int] = {}

    def broken(self, response: Response) -> Setback | None:
        """A page without text, or one that stops in the middle although this host's pages do not."""
        body, host = response.body, outcome.host_of(response.url)
        if not body.strip():
            return Setback("page", "empty", "a body without a byte of text", response.status)
        if isinstance(response, JsonResponse):
            return Setback("page", "not_html", outcome.content_type(response), response.status)
        if not isinstance(response, HtmlResponse):
            return None
        body = response.text.encode() if b"\0" in body[:64] else body  # UTF-16
        if closes(body):
            self.closing.add(host)
        elif is_cut(body) or (host in self.closing and self.unclosed.get(response.url) != len(body)):
            self.unclosed[response.url] = len(body)
            return Setback("page", "cut_off", f"the page stops after {len(body)} bytes", response.status)
        return None

    def article(self, response: Response, candidate: Candidate | None) -> RawArticle:
        """What an article's page says. Raises `PageError` for a page that is none."""
        if not isinstance(response, TextResponse) or response.body[:5] == b"%PDF-":
            raise PageError(response.url, "not_html", detail=outcome.content_type(response))
        raw = self.read_page(response, candidate)
        if sum(map(len, raw.paragraphs)) < SHORT:
            notice = notice_of(response) or next(filter(None, map(told_by_line, raw.paragraphs)), None)
            if notice is not None:
                raise PageError(response.url, notice.reason, "text", notice.mark)
        if not raw.paragraphs:
            reason, field = ("paywall", None) if "paywall" in raw.flags else ("incomplete", "text")
            raise PageError(response.url, reason, field, "the page has no paragraph of text")
        if self.unclosed.pop(response.url, None) is not None and not closes(response.body):
            raw.flags.append("unclosed")
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
        says_price = page.document.ld_article.get("isAccessibleForFree") is not None
        if (says_price or sum(map(len, raw.paragraphs)) < STUB) and is_paywalled(page.document):
            raw.flags.append("paywall")
            raw.paragraphs = free_part(raw.paragraphs)
        raw.translations = self.urls.translations(page.editions(), identity)
        raw.server_date = outcome.server_date(response)
        asked = self.urls.identify(candidate.url) if candidate else None
        if candidate and (asked is None or asked == identity):  # of another article its source told nothing
            raw.dates.extend(candidate.evidence)
        if candidate:
            raw.wanted = (candidate.span.since, candidate.span.until)
        return raw
