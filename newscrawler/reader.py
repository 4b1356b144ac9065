"""`ReaderSpider`: from the response of an article to what its page says."""

from datetime import date
from functools import cached_property

from scrapy.http import HtmlResponse, JsonResponse, Response, TextResponse

from newscrawler import outcome
from newscrawler.article import RawArticle
from newscrawler.bodies import closes, is_cut
from newscrawler.declaration import SiteSpider
from newscrawler.discovery import Candidate
from newscrawler.errors import PageError
from newscrawler.patience import Setback
from newscrawler.reading.fetched import FetchedPage
from newscrawler.sitereader import SiteReader, Told


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

    @cached_property
    def reader(self) -> SiteReader:
        """How this site's pages are read, in a crawl or without one."""
        return SiteReader(self.name, self.pages, self.urls)

    def article(self, response: Response, candidate: Candidate | None) -> RawArticle:
        """What an article's page says. Raises `PageError` for a page that is none."""
        if not isinstance(response, TextResponse):
            raise PageError(response.url, "not_html", detail=outcome.content_type(response))
        raw = self.reader.article(self._page(response), told_by(candidate))
        raw.wanted = wanted_by(candidate)
        if self.unclosed.pop(response.url, None) is not None and not closes(response.body):
            raw.flags.append("unclosed")
        return raw

    def read_page(self, response: TextResponse, candidate: Candidate | None = None) -> RawArticle:
        """What the page says. Raises `PageError` when it is of no known layout or no article of this site."""
        raw = self.reader.read(self._page(response), told_by(candidate))
        raw.wanted = wanted_by(candidate)
        return raw

    def _page(self, response: TextResponse) -> FetchedPage:
        return outcome.fetched_page(response, self.clock.now())


def told_by(candidate: Candidate | None) -> Told | None:
    """What the source of a candidate said of it."""
    return Told(candidate.url, candidate.evidence) if candidate else None


def wanted_by(candidate: Candidate | None) -> tuple[date | None, date | None]:
    """The first and the last day that were asked for."""
    return (candidate.span.since, candidate.span.until) if candidate else (None, None)
