"""The look at a new site: robots.txt, front page, feeds, sitemaps, a few articles; told as it goes."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from scrapy.http import TextResponse

from newscrawler.anysite import reader_of_host
from newscrawler.discovery import Candidate, Fetched
from newscrawler.discovery.addresses import EDITIONS, edition_of
from newscrawler.discovery.kinds import POSTS
from newscrawler.discovery.prospect import Prospect, prospect, shows_list, to_ask
from newscrawler.errors import NewsError, PageError
from newscrawler.explaining.visit import Answer, Ask
from newscrawler.newsite.samples import Sample, sample_of
from newscrawler.outcome import fetched, fetched_page, host_of
from newscrawler.reading.fetched import FetchedPage

SOURCES = 18
"""Pages that are asked for to find sources, at most."""
ARTICLES = 9
"""Articles that are looked at, at most; `ENOUGH` of them have to be read well."""
ASKED = 20
"""Addresses that are asked for to find them, at most: the newest ones may be gone already."""
ENOUGH = 3

Say = Callable[[str], None]


class ScoutError(NewsError):
    """The site cannot be proposed: not reachable, forbidden, or nothing on it looks like an article."""


@dataclass
class Scout:
    """Looks at the site at `home` and says what it does. After `visit`: the `prospect` and the `samples`.

    `is_shut`: it is on WordPress, and WordPress's interface does not answer.
    """

    home: str
    say: Say
    pages: list[Fetched] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    samples: list[Sample] = field(default_factory=list)
    prospect: Prospect | None = None
    is_shut: bool = False

    async def visit(self, ask: Ask) -> None:
        """Raises `ScoutError` when the site tells too little."""
        await self._look_at_sources(ask)
        self.prospect = prospect(self.home, self.pages)
        examples = self._spread(self.prospect)
        if not examples:
            raise ScoutError(f"{self.home}: {self._elsewhere()}")
        await self._read_articles(ask, examples)
        self.prospect = prospect(self.home, [*self.pages, *self._articles], self._read, self._lists)
        if self.prospect.posts:
            await self._look_at_interface(ask, f"{self.prospect.posts}{POSTS}?per_page=1")

    async def _look_at_sources(self, ask: Ask) -> None:
        for _ in range(SOURCES):
            urls = to_ask(self.home, self.pages, self.missing)
            if not urls:
                break
            answer = await ask(urls[0])
            self.say(f"{urls[0]}: {answer.told}")
            if answer.is_page and answer.response is not None:
                page = Candidate(urls[0], "", kind="source")
                self.pages.append(fetched(answer.response, answer.at, page))
            elif urls[0] == self.home:
                raise ScoutError(f"{self.home} cannot be had: {answer.told}")
            else:
                self.missing.append(urls[0])

    async def _look_at_interface(self, ask: Ask, url: str) -> None:
        answer = await ask(url)
        self.say(f"{url}: {answer.told}")
        self.is_shut = not answer.is_page
        if self.is_shut and self.prospect is not None:
            self.prospect = replace(self.prospect, posts=None)

    def _elsewhere(self) -> str:
        """Why there is no example."""
        hosts = Counter(host_of(url) for url in self.prospect.examples) if self.prospect else Counter[str]()
        if not hosts:
            return "no link, feed or sitemap of it leads to anything like an article"
        host = hosts.most_common(1)[0][0]
        return f"its articles are on {host}: give newsite https://{host}/"

    def _keep_list(self, url: str, answer: Answer) -> None:
        """A page that looks like an article's by its address alone, and shows a list, is a source."""
        if answer.is_page and answer.response is not None:
            page = fetched(answer.response, answer.at, Candidate(url, "", kind="source"))
            if shows_list(self.home, page):
                self.pages.append(page)
                self._lists.append(page.url)

    def _spread(self, found: Prospect) -> list[str]:
        """Examples from all over, of the bare addresses and of other editions in turn; more than are wanted."""
        examples = [url for url in found.examples if host_of(url) in (found.host, f"www.{found.host}")]
        by_edition = [
            [url for url in examples if (edition_of(url) in EDITIONS[1:]) == other] for other in (False, True)
        ]
        spread = [_evenly(urls, ARTICLES) for urls in by_edition]
        mixed = [url for pair in zip_longest(*spread) for url in pair if url]
        return list(dict.fromkeys([*mixed, *examples]))[:ASKED]

    async def _read_articles(self, ask: Ask, examples: Sequence[str]) -> None:
        reader = reader_of_host(host_of(self.home))
        refused: list[str] = []
        self._articles: list[Fetched] = []
        self._read: list[str] = []
        self._lists: list[str] = []
        for url in examples:
            if len(self.samples) == ARTICLES:
                break
            answer = await ask(url)
            try:
                self.samples.append(sample_of(page_of(answer), reader))
                self.say(f"{url}: {self.samples[-1].record.published_on} {self.samples[-1].record.title}")
                self._read.append(url)
                if answer.response is not None:
                    self._articles.append(fetched(answer.response, answer.at, Candidate(url, "")))
            except PageError as error:
                why = " ".join(filter(None, (error.reason, error.field, error.detail)))
                refused.append(f"{url}: {why}")
                self.say(f"{url}: no article ({why})")
                self._keep_list(url, answer)
        if len(self.samples) < ENOUGH:
            told = "; ".join(refused[:3])
            raise ScoutError(
                f"{self.home}: of {len(examples)} pages {len(self.samples)} could be read, {ENOUGH} are needed: {told}"
            )


def _evenly(urls: Sequence[str], count: int) -> list[str]:
    """So many of them, the first and the last among them."""
    last = len(urls) - 1
    return [urls[round(place * last / max(1, count - 1))] for place in range(min(count, len(urls)))]


def page_of(answer: Answer) -> FetchedPage:
    """The page of an answer. Raises `PageError` where there is none."""
    if not answer.is_page or not isinstance(answer.response, TextResponse):
        raise PageError(answer.url, "not fetched", detail=answer.told)
    return fetched_page(answer.response, answer.at)
