"""What the crawl meets, on its way into the ledger: asked for once, again, later, or not at all."""

from dataclasses import replace

from newscrawler.archive.backend import Backend
from newscrawler.archive.model import Discovered, Progress
from newscrawler.discovery import Candidate
from newscrawler.polls import Polls
from newscrawler.resuming import Resuming
from newscrawler.spider import NewsSpider
from newscrawler.wishes import Wishes
from newscrawler.work import as_work


class Intake:
    """Turns candidates into work. `polls` are those of an update, None for other crawls."""

    def __init__(self, spider: NewsSpider, ledger: Backend, wishes: Wishes, polls: Polls | None) -> None:
        self._spider, self._ledger, self._wishes, self._polls = spider, ledger, wishes, polls
        self._walk = Resuming(spider, ledger, spider.clock) if spider.span.bounded else None
        self._asked: set[str] = set()
        self._found: set[str] = set()

    def begins(self) -> list[Progress]:
        """What the ledger is to know while a walk through a range of days goes on."""
        return self._walk.begins() if self._walk else []

    def ends(self) -> list[Progress]:
        """And when it has come to its end."""
        return self._walk.ends() if self._walk else []

    def take(self, candidate: Candidate) -> Discovered | None:
        """The work that a candidate is; None for a page of a source that is not wanted (now)."""
        work = as_work(candidate, self._spider.name, self._spider.urls)
        if (
            candidate.kind == "source"
            and candidate.again
            and self._walk is not None
            and self._walk.reads_again(work.url)
        ):
            candidate = replace(candidate, top=True)
            work = as_work(candidate, self._spider.name, self._spider.urls)
        if candidate.kind == "source":
            return self._page(work, candidate)
        if self._polls is not None:
            sighted = bool(self._ledger.sighted([work.url], work.source))
            identity = self._spider.urls.identify(candidate.url)
            edition = identity.edition if identity else ""
            self._polls.met(candidate, edition, known=self.knows(work.url), sighted=sighted)
        if self._walk is not None:
            self._walk.met(work.url, work.source)
        if self._wishes.asks_again(work.url, candidate.span):
            work = replace(work, again=True)
        self._found.add(work.url)
        return work

    def _page(self, work: Discovered, candidate: Candidate) -> Discovered | None:
        """A page of a source: once a crawl; in an update when it is due, and deeper while all is new."""
        if self._polls is None or candidate.span.bounded:
            is_wanted = work.url not in self._asked
            self._asked.add(work.url)
            if is_wanted and self._walk is not None:
                is_wanted = self._walk.wants(work.url, candidate, is_first=candidate.again)
        elif self._polls.owns(work.url):
            is_wanted = not self._ledger.waits(work.url)
            if not is_wanted:
                self._spider.asked.discard(candidate.source)
        else:
            is_wanted = self._polls.goes_deeper(candidate.source) or candidate.source.startswith("listing ")
        return work if is_wanted else None

    def knows(self, url: str) -> bool:
        """Is `url` in the ledger, or on its way there?"""
        return url in self._found or bool(self._ledger.known([url]))

    def committed(self) -> None:
        """What was found stands in the ledger."""
        self._found.clear()
