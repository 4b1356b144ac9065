"""A walk through the sources of a range of days that was interrupted: taken up where it stood, not begun anew."""

from collections import Counter
from datetime import datetime

from newscrawler.archive.backend import Backend
from newscrawler.archive.model import Progress
from newscrawler.clock import Clock
from newscrawler.discovery import Candidate
from newscrawler.spider import NewsSpider

WALKS = "walks"
"""Under this name the ledger keeps which walks have begun and not come to their end."""


class Resuming:
    """One walk. What was read since it began is not read again, except the first page of each source: from there on
    pages are read while they show something that their source had not shown before."""

    def __init__(self, spider: NewsSpider, ledger: Backend, clock: Clock) -> None:
        self._ledger, self._site = ledger, spider.name
        self._key = f"{spider.span.since or ''}..{spider.span.until or ''} {spider.edition or ''}".strip()
        told = ledger.progress(spider.name, WALKS).get(self._key)
        self.since = datetime.fromisoformat(told) if told else None
        self._now = clock.now()
        self._new: Counter[str] = Counter()

    def begins(self) -> list[Progress]:
        """What the ledger is to keep from now on."""
        return [] if self.since else [Progress(self._site, WALKS, self._key, self._now.isoformat())]

    def ends(self) -> list[Progress]:
        """The walk came to its end: the next one begins anew."""
        return [Progress(self._site, WALKS, self._key, None)]

    def met(self, url: str, source: str) -> None:
        """An article that a page shows."""
        if self.since is not None and not self._ledger.sighted([url], source):
            self._new[source] += 1

    def reads_again(self, url: str) -> bool:
        """Was this first page of a source read since the walk began? One that was not may lead to all of its pages."""
        return self.since is not None and self._ledger.was_read(url, self.since)

    def wants(self, url: str, candidate: Candidate, *, is_first: bool) -> bool:
        """Is a page of a source to be read?"""
        if self.since is None:
            return True
        if candidate.top:
            return is_first or self._new.pop(candidate.source, 0) > 0
        return not self._ledger.handled(url, self.since)
