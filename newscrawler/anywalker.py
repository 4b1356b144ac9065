"""`ListWalker`: a site that nobody has described, read as lists: feeds and sitemaps first, then its sections."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from typing import Any, Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response

from newscrawler.anywalks import LISTING, Walked
from newscrawler.az import BAKU
from newscrawler.discovery import Candidate, Fetched, Harvest, SiteURLs, Source
from newscrawler.discovery.anypage import AnyPage
from newscrawler.discovery.anyurl import AnyURL, any_urls
from newscrawler.discovery.findings import Findings, Past
from newscrawler.discovery.further import Guesses
from newscrawler.discovery.kinds import kind_of, root_of
from newscrawler.discovery.loading import parted
from newscrawler.middlewares import ledger_of
from newscrawler.outcome import fetched
from newscrawler.scheduler import LedgerScheduler
from newscrawler.spider import NewsSpider

_WALK = "#walk"  # the same page once more in one run, for another reason


class ListWalker(NewsSpider):
    """The site at `home`. Sections are walked when nothing else is left: a sitemap may tell of all that they show."""

    def __init__(self, name: str, *, home: str, **arguments: str) -> None:
        super().__init__(name, **arguments)
        self.home = home
        self.past = Past()
        self.fronts: dict[str, Fetched | None] = {}
        self.tells_all = self.is_walking = False
        self.guesses = Guesses()
        self._walked: Walked | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """The spider of a crawl, told when it has nothing left to do."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.nothing_left, signals.spider_idle)
        return spider

    @cached_property
    def urls(self) -> SiteURLs:
        """What may be an article of this site."""
        return any_urls(self.home, self.edition)

    @cached_property
    def rule(self) -> AnyURL:
        """What the addresses of the site have in common."""
        return AnyURL(r"(?!)", home=self.home)

    def source_of(self, page: Candidate) -> Source:
        """What reads a page: as a list to walk, or as what it turns out to be."""
        told = page.source.partition(" ")[2]
        place = replace(self._place(page.url, walks=page.source.startswith(LISTING)), form=page.form)
        if self.walked is not None:
            place = replace(place, posts=self.walked.posts, guesses=self.guesses)
        return replace(place, stands_for=told) if told != page.url else place

    def request_for(self, candidate: Candidate) -> Request:
        """As for any site; what a button brings may have to be asked for by POST."""
        request = super().request_for(candidate)
        if candidate.form is None:
            return request
        headers = {"Content-Type": "application/x-www-form-urlencoded", "X-Requested-With": "XMLHttpRequest"}
        return request.replace(method="POST", body=candidate.form, headers=headers)

    def leads_on(self, page: Candidate) -> bool:
        """Further pages are always wanted: the whole site is."""
        return True

    @property
    def walked(self) -> Walked | None:
        """What is kept of the walks through lists; None without an archive, and where only seeds are asked for."""
        if self._walked is None and not self.only_seeds and (ledger := ledger_of(self.crawler)) is not None:
            today = self.clock.now().astimezone(BAKU).date()
            self._walked = Walked(ledger, self.name, self.span, self.edition, today)
        return self._walked

    def nothing_left(self) -> None:
        """What names articles was asked: the sections are walked, as far as they show what no sitemap told of."""
        ledger = ledger_of(self.crawler)
        if ledger is None or self.only_seeds:
            return
        if not self.tells_all and not self.is_walking:
            self.is_walking = True
            self.logger.info("%s: its sections are walked, as far as they show what no sitemap told of", self.name)
            if self.past.count and not self.past.is_told:
                told = "%s: its sitemaps name %d articles, the oldest of %s, and pass for no whole past"
                self.logger.warning(told, self.name, self.past.count, self.past.oldest)
            for url in dict.fromkeys((root_of(self.home), self.home)):
                source = self._place(url, walks=True).name
                self._walk(Candidate(url + _WALK, source, "source", span=self.span, edition=self.edition), ledger)
        is_cut = self.crawler.stats.get_value("newscrawler/next_due") is not None
        if self._walked is not None and not is_cut and not ledger.has_pending_requests():
            self._walked.ended()

    def _walk(self, page: Candidate, ledger: LedgerScheduler) -> None:
        """Reads a front page as a list: the one that was fetched in this run, or else it is asked for."""
        url = page.url.removesuffix(_WALK)
        if url not in self.fronts:
            ledger.discover(page)
            return
        held, self.fronts[url] = self.fronts[url], None
        if held is None:  # editions lead to one another
            return
        page = replace(page, url=url)
        found = self.source_of(page).read(held, page.span)
        for address, why in found.refusals(held.url):
            ledger.stage(self.rejected(address, page, "refused", why, kind="card"))
        for one in self._candidates(found, page):
            if not isinstance(one, Candidate):
                ledger.stage(one)
            elif one.kind == "source":
                self._walk(one, ledger)
            else:
                ledger.discover(one)

    def _read_source(
        self, response: Response, page: Candidate, refusal: tuple[str, str | None] | None
    ) -> Iterator[Any]:
        if refusal is None and not page.source.startswith(LISTING):
            held = fetched(response, self.clock.now(), page)
            if kind_of(held) in ("front", "page"):
                self.fronts[page.url] = held  # to be walked when all sitemaps were read
        yield from super()._read_source(response, page, refusal)

    def _candidates(self, harvest: Harvest, page: Candidate) -> Iterator[Any]:
        found = harvest if isinstance(harvest, Findings) else Findings(**vars(harvest))
        self.tells_all = self.tells_all or found.is_all
        if found.table is not None:
            self.past.add(found.table)
        walks, further = page.source.startswith(LISTING), list[Candidate]()
        self._shorten(found, page)
        self.guesses.learn(page.url, found)
        for one in super()._candidates(replace(found, more=[*found.following, *found.before]), page):
            if isinstance(one, Candidate) and one.kind == "source":
                url, form = parted(one.url)
                one = replace(one, url=url, form=form)
                further.append(one)
            elif isinstance(one, Candidate) and self.walked is not None:
                self.walked.met(self._key(one.url))
            yield one
        if self.walked is not None and (walks or found.is_all) and not found.is_blank:
            self.walked.went(page, further, is_all=found.is_all)
        page = replace(page, trail=None, form=None, again=False, top=False)
        once_more = _WALK if walks else ""
        yield from (replace(page, url=url + once_more) for url in found.instead)
        for url in found.more:
            yield replace(page, url=url + once_more, source=self._place(url, walks=walks).name)

    def _shorten(self, found: Findings, page: Candidate) -> None:
        """Leaves a list where it shows only what sitemaps told of, or what was held when the last walk ended."""
        if found.is_all or self.walked is None or not page.source.startswith(LISTING):
            return
        self.walked.begins(page)
        wanted = replace(self.urls, edition=page.edition)
        urls = [self._key(one.url) for one in found.candidates if wanted.wants(one.url)]
        shown = (self.urls.identify(url) for url in (*(one.url for one in found.candidates), *found.outside))
        keys = [identity.key for identity in shown if identity is not None]
        if found.is_guess and self.walked.reaches_back(page, urls):
            found.following, found.is_guess = [], False
        if self.tells_all or (keys and self.past.tells(keys)):
            found.following, found.before, found.is_guess = [], [], False
        elif self.walked.is_known(page, urls):
            found.following, found.before = found.following if found.before else [], []
            found.is_guess = found.is_guess and bool(found.following)

    def _key(self, url: str) -> str:
        identity = self.urls.identify(url)
        return identity.url if identity is not None else url

    def _place(self, url: str, *, walks: bool = False) -> AnyPage:
        return AnyPage(url, self.rule, walks)
