"""Sitemaps: the Google-News sitemap of the last two days, and the sharded archive of everything."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from newscrawler.article import Evidence
from newscrawler.discovery.candidate import Candidate, Fetched, Harvest
from newscrawler.discovery.dates import read_date
from newscrawler.discovery.reach import Look, Reach, Sighting, Told, evenly
from newscrawler.discovery.span import Span
from newscrawler.discovery.urls import absolute
from newscrawler.discovery.xml import elements, local, texts

_ENTRIES = frozenset(("url", "sitemap"))


@dataclass(frozen=True)
class NewsSitemap:
    """A Google-News sitemap: its nested `news:` fields are the only ones in a sitemap that tell the publication."""

    url: str

    @property
    def name(self) -> str:
        """`sitemap https://…`."""
        return f"sitemap {self.url}"

    def begin(self, span: Span, now: datetime) -> Iterator[str]:
        """The sitemap itself: it holds the last 48 hours, whatever the span."""
        yield self.url

    def read(self, page: Fetched, span: Span) -> Harvest:
        """One candidate an entry of the span, with title, date and language."""
        harvest = Harvest()
        for entry in elements(page.body, page.url, _ENTRIES):
            said = texts(entry)
            url = absolute(said.get("loc", ""), page.url)
            if url is None:
                harvest.refused.append((said.get("title", page.url), "entry without a loc"))
                continue
            raw = said.get("publication_date")
            candidate = Candidate(
                url,
                self.name,
                title=said.get("title"),
                evidence=(Evidence(source="sitemap", raw=raw),) if raw else (),
                published=read_date(raw, page.at),
                lastmod=read_date(said.get("lastmod"), page.at),
                language=said.get("language"),
            )
            if span.may_hold(candidate.published):
                harvest.candidates.append(candidate)
        return harvest


@dataclass(frozen=True)
class SitemapShards:
    """A sitemap index and its shards of article URLs with `lastmod`.

    `lastmod` is the last edit, never earlier than the publication and never taken for it. So it says which URLs are
    too old; and in a span short enough for `DayPages` to know every article of it, that those edited later than
    `edited_within` after its end are hardly of it. `shard` is a pattern for the children that hold articles.
    """

    url: str
    shard: str = ""
    edited_within: timedelta = timedelta(days=30)

    @property
    def name(self) -> str:
        """`shards https://…`."""
        return f"shards {self.url}"

    def begin(self, span: Span, now: datetime) -> Iterator[str]:
        """The index; its shards follow from it."""
        yield self.url

    def read(self, page: Fetched, span: Span) -> Harvest:
        """Of an index: the shards that may hold the span. Of a shard: the URLs that may."""
        harvest = Harvest()
        for entry in elements(page.body, page.url, _ENTRIES):
            said = texts(entry)
            url = absolute(said.get("loc", ""), page.url)
            lastmod = read_date(said.get("lastmod"), page.at)
            if url is None:
                harvest.refused.append((page.url, "entry without a loc"))
            elif lastmod is not None and self._is_outside(lastmod.day, local(entry) == "url", span, page.at):
                continue
            elif local(entry) == "url":
                harvest.candidates.append(Candidate(url, self.name, lastmod=lastmod))
            elif re.search(self.shard, url):
                harvest.more.append(url)
        return harvest

    def least(self, span: Span, now: datetime) -> int:
        """The index."""
        return 1

    def reach(self, span: Span, now: datetime, told: Told) -> Look:
        """The index and shards spread evenly over those that may hold the span."""
        index = yield self.url
        if index is None:
            return None
        shards, seen = self.read(index, span), list[Candidate]()
        goes_beyond = len(shards.more) < len(self.read(index, Span()).more)
        looked = 0
        for url in evenly(shards.more):
            if (page := (yield url)) is not None:
                looked += 1
                seen += self.read(page, span).candidates
                goes_beyond = goes_beyond or any(map(span.is_before, self._days(page)))
        weight = len(shards.more) / looked if looked else 1.0
        sightings = [Sighting(one.url, one.lastmod.day if one.lastmod else None, weight) for one in seen]
        sightings += [Sighting(one.url, one.lastmod.day if one.lastmod else None) for one in shards.candidates]
        first = min((one.day for one in sightings if one.day), default=None)
        return Reach(1 + len(shards.more), tuple(sightings), span.since if goes_beyond else first)

    def _days(self, page: Fetched) -> Iterator[date]:
        return (one.lastmod.day for one in self.read(page, Span()).candidates if one.lastmod)

    def _is_outside(self, lastmod: date, is_article: bool, span: Span, now: datetime) -> bool:
        if span.is_before(lastmod):
            return True
        return is_article and not span.is_long(now) and span.is_after(lastmod - self.edited_within)
