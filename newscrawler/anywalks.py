"""The walks of one run through the lists of an undescribed site: where each may stop, which came to their end."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from newscrawler.discovery import Candidate, Span
from newscrawler.discovery.anypage import EVER
from newscrawler.scheduler import LedgerScheduler

LISTING = "listing "
"""What the names of sources begin with that are walked page by page."""
ENOUGH = 2
"""Pages in a row with nothing but what was shown before, from which on a list is left: the first may be all pinned."""

_WALKS, _ENDED, _WHOLE, _POSTS = "walks", "ended", "whole", "posts"
_BEFORE = timedelta(days=3)  # an interface lists by its own clock, and what was written ahead of its day


class Walked:
    """What the ledger keeps of them: that the last run ended, and of each list that its last walk was whole.

    Whole is a walk from the first page to the end, all pages read, for the same days and edition (`wish`). Only of such
    a list, and only after a run that was not cut off, the next walk ends where everything was shown by lists before:
    else something older may stand behind it.
    """

    def __init__(self, ledger: LedgerScheduler, site: str, span: Span, edition: str | None, today: date) -> None:
        self._ledger, self._site, self._today = ledger, site, today
        self._wish = f"{span.since or ''}..{span.until or ''} {edition or ''}".strip()
        self._kept = ledger.archive.ledger
        told = self._kept.progress(site, _WALKS)
        self._goes_by_last = bool(told.get(_ENDED))
        self._listed = told.get(f"{_POSTS} {self._wish}")
        self._whole: dict[str, bool] = {}
        self._known_pages: Counter[str] = Counter()
        self._ahead: defaultdict[str, set[str]] = defaultdict(set)
        self._asked: set[str] = set()
        self._fresh: set[int] = set()
        self._has_ended = False
        ledger.remember(_WALKS, _ENDED, None)

    @property
    def posts(self) -> Span:
        """The days of which an interface is asked that lists all articles: those since it was read to its end."""
        return Span(date.fromisoformat(self._listed) - _BEFORE) if self._listed else EVER

    def met(self, url: str) -> None:
        """An article that a source shows, before the ledger is told of it."""
        if self._goes_by_last and not self._ledger.knows(url):
            self._fresh.add(hash(url))

    def begins(self, page: Candidate) -> None:
        """A page of a list that was read. From its first page on the walk is under way, and no longer whole."""
        name = page.source
        if page.trail is not None or name in self._whole:
            return
        last = self._kept.progress(self._site, name).get(_WHOLE)
        self._whole[name] = self._goes_by_last and last == self._wish
        if last is not None:
            self._ledger.remember(name, _WHOLE, None)

    def is_known(self, page: Candidate, urls: Sequence[str]) -> bool:
        """Does a page show the articles `urls`, as the pages before it did, and all of them were known from lists?"""
        if not self._whole.get(page.source) or not urls:
            return False
        is_known = all(hash(url) not in self._fresh and self._was_listed(url) for url in urls)
        self._known_pages[page.source] = self._known_pages[page.source] + 1 if is_known else 0
        return self._known_pages[page.source] >= ENOUGH

    def reaches_back(self, page: Candidate, urls: Sequence[str]) -> bool:
        """Does a first page show what lists showed before, and was the last walk whole? Then nothing new is behind."""
        is_known = any(hash(url) not in self._fresh and self._was_listed(url) for url in urls)
        return is_known and self._whole.get(page.source, False)

    def _was_listed(self, url: str) -> bool:
        row = self._kept.row(url)
        return row is not None and any(name.startswith(LISTING) for name, _ in row.sources)

    def went(self, page: Candidate, further: Sequence[Candidate], *, is_all: bool = False) -> None:
        """What a page leads on to. With nothing ahead a walk is whole; `is_all`: that of an interface."""
        name, ahead = page.source, self._ahead[page.source]
        here = {_address(one) for one in further} - self._asked
        self._asked |= here | {_address(page)}
        ahead |= here
        ahead.discard(_address(page))
        if ahead or not (is_all or name in self._whole):
            return
        if is_all:
            self._ledger.remember(_WALKS, f"{_POSTS} {self._wish}", self._today.isoformat())
        else:
            self._ledger.remember(name, _WHOLE, self._wish)

    def ended(self) -> None:
        """The run has nothing left to do."""
        if not self._has_ended:
            self._ledger.remember(_WALKS, _ENDED, self._today.isoformat())
        self._has_ended = True


def _address(page: Candidate) -> str:
    return f"{page.url}#{page.form or ''}"
