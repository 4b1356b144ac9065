"""The live sources of one site and their next polls; which articles are looked at again. Kept in the ledger."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from newscrawler.archive.backend import Backend
from newscrawler.archive.model import Look, Progress, Requeued
from newscrawler.az import BAKU
from newscrawler.clock import Clock
from newscrawler.discovery import Candidate, Source, Span
from newscrawler.errands import Errand
from newscrawler.polling import LOOKS, Brought, Poll, next_look

SITE = "*"
"""The name under which the ledger keeps what is true of the site's sources together."""

DEEPEST = 20
"""Further pages of a listing that one poll follows, while they show nothing that is known."""


@dataclass
class Shown:
    """What the poll of a source that is being read has shown until now."""

    fresh: int = 0
    met_known: bool = False
    pages: int = 0
    editions: set[str] = field(default_factory=set)
    times: list[datetime] = field(default_factory=list)
    unsighted: list[datetime] = field(default_factory=list)


class Polls:
    """Knows the live sources by the URL at which each begins."""

    def __init__(self, site: str, sources: Mapping[str, Source], ledger: Backend, clock: Clock, least: float) -> None:
        self._site, self._ledger, self._clock, self._least = site, ledger, clock, least
        self._sources = {url: name for name, one in sources.items() for url in one.begin(Span(), clock.now())}
        names = set(self._sources.values())
        self._polls = {name: Poll.load(ledger.progress(site, name).get("poll")) for name in names}
        self.news: Counter[str] = Counter(ledger.progress(site, SITE).get("news"))
        self._shown: dict[str, Shown] = {}

    def owns(self, url: str) -> bool:
        """Does a live source begin at this URL?"""
        return url in self._sources

    def conditional(self, url: str) -> bool:
        """May this source be asked whether it changed, rather than for what it says?"""
        name = self._sources.get(url)
        return name is not None and not self._polls[name].is_doubtful

    def met(self, candidate: Candidate, edition: str, *, known: bool, sighted: bool) -> None:
        """An article that a source shows: known to anybody before, shown by this source before."""
        shown = self._shown.setdefault(candidate.source, Shown())
        shown.editions.add(edition)
        at = candidate.published.value if candidate.published else None
        if at is not None:
            shown.times.append(at)
        if not sighted and at is not None:
            shown.unsighted.append(at)
        shown.met_known |= known
        if not known:
            shown.fresh += 1
            self.news[edition] += 1

    def goes_deeper(self, source: str) -> bool:
        """Is the next page of a listing wanted? While all that it showed is new, once there is something to meet."""
        shown, poll = self._shown.get(source, Shown()), self._polls.get(source)
        shown.pages += 1
        return poll is not None and poll.at is not None and not shown.met_known and shown.pages <= DEEPEST

    def settle(self, errand: Errand) -> tuple[Requeued, list[Progress]]:
        """A poll is over: when the next one is due, and what the ledger is to keep."""
        url, now = errand.lease.url, self._clock.now()
        name = self._sources[url]
        poll, shown = self._polls[name], self._shown.pop(name, Shown())
        if errand.unchanged:
            poll = poll.unchanged(now, self.news)
        else:
            covers = (max(shown.times) - min(shown.times)).total_seconds() if shown.times else 0.0
            lied = poll.is_doubtful and poll.still > 0 and _is_older(shown.unsighted, poll.at)
            brought = Brought(len(shown.times), shown.fresh, covers, tuple(shown.editions), lied)
            poll = poll.after(now, brought, self.news)
        self._polls[name] = poll
        due = max(poll.due(now), self._clock.after(self._least))
        etag, modified = (errand.validators.get(name) for name in ("etag", "last_modified"))
        requeued = Requeued(errand.lease, due, counts=False, succeeded=True, etag=etag, last_modified=modified)
        kept = [Progress(self._site, name, "poll", poll.as_json()), Progress(self._site, SITE, "news", dict(self.news))]
        return requeued, kept

    def failed(self, url: str) -> tuple[datetime | None, list[Progress]]:
        """A live source that gave nothing: asked again, more rarely each time, and never given up on; else nothing."""
        name = self._sources.get(url)
        if name is None:
            return None, []
        now = self._clock.now()
        poll = self._polls[name] = self._polls[name].unchanged(now, self.news)
        return poll.due(now), [Progress(self._site, name, "poll", poll.as_json())]

    def looks(self, recheck: int) -> list[Look]:
        """Articles that nobody looks at again yet: those of the last days on their schedule, some old ones now."""
        now = self._clock.now()
        looks = [
            Look(row, due)
            for row, published in self._ledger.young(self._site, now - LOOKS[-1])
            if (due := next_look(instant(published), now))
        ]
        return looks + [Look(row, now) for row in self._ledger.longest_unseen(self._site, recheck)]

    def next_look(self, errand: Errand) -> datetime | None:
        """When the article of this errand is looked at again."""
        article = errand.article
        if article is not None:
            published = article.published_at or article.published_on
        else:
            held = self._ledger.held_at(errand.lease.url)
            published = held.published if held else ""
        return next_look(instant(published), self._clock.now()) if published else None


def instant(published: str) -> datetime:
    """The instant of a publication; of a bare day its end in Baku, so that no look is missed.

    >>> instant("2025-12-15").isoformat()
    '2025-12-15T23:59:59.999999+04:00'
    """
    if len(published) > len("2025-12-15"):
        return datetime.fromisoformat(published)
    return datetime.combine(date.fromisoformat(published), time.max, BAKU)


def _is_older(times: list[datetime], at: str | None) -> bool:
    """Had something been out before the last poll that said there was nothing new?"""
    return at is not None and any(one < datetime.fromisoformat(at) for one in times)
