"""The look before a backfill: a few pages of each source, and the `Plan` that follows from them."""

import zlib
from collections.abc import AsyncIterator, Collection, Iterable, Sequence
from datetime import datetime
from typing import Any, cast

from newscrawler.archive.store import Archive
from newscrawler.asking import AskingSpider
from newscrawler.az import BAKU
from newscrawler.discovery import Cursor, DayPages, Feed, Listing, NewsSitemap, SitemapShards, Source
from newscrawler.discovery.plan import Plan, by_day
from newscrawler.discovery.posts import WordPressPosts
from newscrawler.discovery.reach import LOOKS, Reach, Reaching, Sighting, evenly
from newscrawler.discovery.routes import CHECK, Route, choose, expected, is_dear
from newscrawler.errors import DiscoveryError
from newscrawler.spider import NewsSpider
from newscrawler.stock import settled_share, size_of_article, stored

PAGE, RECORD = 60_000, 8_000
"""Bytes of an article's packed page and of its record, where nothing could be measured."""

FEED_DAYS, SHARD_DAYS = 3, 21
"""A range that ends so few days ago is looked for in feeds, in sitemaps of the latest too: the archive's may lag."""

_SAMPLES = 5
_SAMPLED_OF = 100
_CHECKED = 1000
_WORTH = 0.2  # of what a look may save
_ORDER: tuple[type, ...] = (SitemapShards, WordPressPosts, Cursor, DayPages)


class Scout(AskingSpider):
    """Looks at the sources of a site and makes the `plan`; None when it could not, as `hindrance` tells."""

    plan: Plan | None = None

    async def start(self) -> AsyncIterator[Any]:
        """The whole look; yields nothing."""
        with self.leased() as archive:
            if archive is not None and await self.rested(archive):
                self.plan = await self._scout(archive)
        nothing: tuple[Any, ...] = ()
        for one in nothing:
            yield one

    async def _scout(self, archive: Archive) -> Plan | None:
        now, routes, looked = self.clock.now(), list[Route](), dict[str, Reach]()
        for source in old_sources(self):
            routes.append(await self._route(source, routes, looked, now))
        routes += [Route(source.name, 1, fresh=True) for source in self._fresh(now)]
        if not self.crawler.engine.running:
            return None
        today = now.astimezone(BAKU).date()
        length = ((self.span.until or today) - (self.span.since or today)).days + 1
        return await self._planned(archive, routes, choose(routes, length), looked, now)

    def _fresh(self, now: datetime) -> list[Source]:
        """The sources of the last days, for a range that ends in them."""
        age = (now.astimezone(BAKU).date() - self.span.until).days if self.span.until else 0
        kinds: tuple[type, ...] = (*([Feed, NewsSitemap] if age <= FEED_DAYS else []), SitemapShards)
        return [source for source in self.live if isinstance(source, kinds)] if age <= SHARD_DAYS else []

    async def _route(self, source: Source, known: Sequence[Route], looked: dict[str, Reach], now: datetime) -> Route:
        """A look at one source, where it can be worth its cost."""
        if not isinstance(source, Reaching):
            return Route(source.name, 1, note="cannot tell what it costs")
        whole = [route for route in known if route.total and route.name.startswith(("shards ", "posts "))]
        if whole and self._is_dear(source, whole, now):
            return Route(source.name, source.least(self.span, now), note="left out: it costs too much here")
        reach = await self._reach(source, whole, now)
        if reach is None or not reach.seen:
            pages = reach.pages if reach else source.least(self.span, now)
            return Route(source.name, pages, note="shows nothing on the pages looked at", silent=not whole)
        looked[source.name] = reach
        return Route.of(source.name, reach, self._editions(reach.seen), self.span)

    def _is_dear(self, source: Reaching, whole: Sequence[Route], now: datetime) -> bool:
        """Can neither its pages nor a look at them be worth their cost, as a sitemap has told of everything?"""
        articles, cheapest = expected(whole), min(route.cost for route in whole)
        alike = [
            other for other in old_sources(self) if isinstance(other, type(source)) and isinstance(other, Reaching)
        ]
        least = sum(other.least(self.span, now) for other in alike)  # a source an edition: they would do it together
        looks = 2 if isinstance(source, Cursor) else LOOKS * len(alike)
        if least >= cheapest and is_dear(least, articles):
            return True
        return looks > max(CHECK * articles, _WORTH * (cheapest - least))

    async def _reach(self, source: Reaching, whole: Sequence[Route], now: datetime) -> Reach | None:
        def told(urls: Iterable[str]) -> float | None:
            editions = {self._edition(url) for url in urls}
            return expected(route.only(editions) for route in whole) or None

        look, page = source.reach(self.span, now, told), None
        try:
            while True:
                page = await self.look(look.send(page))
        except StopIteration as end:
            return cast("Reach | None", end.value)
        except DiscoveryError as error:
            self.logger.info("%s: %s", source.name, error)
            return None

    def _edition(self, url: str) -> str | None:
        """The edition of an article's URL; None for what is no article, or none that is wanted."""
        if not self.urls.leads_to_article(url) or not self.urls.wants(url):
            return None
        identity = self.urls.identify(url)
        return identity.edition if identity else self.edition_of_bare_urls

    def _editions(self, seen: Collection[Sighting]) -> dict[str, str]:
        return {one.url: edition for one in seen if (edition := self._edition(one.url))}

    async def _planned(
        self,
        archive: Archive,
        routes: Sequence[Route],
        chosen: Sequence[Route],
        looked: dict[str, Reach],
        now: datetime,
    ) -> Plan:
        best = max((route for route in chosen if route.name in looked), key=lambda one: one.total, default=None)
        seen = [one for one in looked[best.name].seen if self._edition(one.url)] if best else []
        checked = [identity.url for one in evenly(seen, _CHECKED) if (identity := self.urls.identify(one.url))]
        articles, share = round(expected(chosen)), settled_share(archive.ledger, checked)
        doubtful = sum(route.doubtful for route in chosen)
        fetches = round((articles + doubtful) * (1 - share))
        size = size_of_article(archive.root, self.name) or await self._sampled(seen, fetches)
        paces = self.paces()
        return Plan(
            site=self.name,
            since=self.span.since.isoformat() if self.span.since else "",
            until=self.span.until.isoformat() if self.span.until else None,
            at=now.replace(microsecond=0).isoformat(),
            routes=tuple(routes),
            chosen=tuple(route.name for route in chosen),
            articles=articles,
            held=round(articles * share),
            fetches=fetches,
            hosts=len(paces),
            pace=max(paces.values(), default=self.settings.getfloat("DOWNLOAD_DELAY")),
            size=size,
            looks=int(self.crawler.stats.get_value("downloader/request_count", 0)),
            stored=stored(archive.root, self.name),
            days=by_day(seen, articles, self.span),
        )

    async def _sampled(self, seen: Sequence[Sighting], fetches: int) -> float:
        """Bytes an article by the packed pages of a few; what they are in general for a range of few articles."""
        sizes = []
        for one in evenly(seen, _SAMPLES) if fetches >= _SAMPLES * _SAMPLED_OF // 2 else ():
            if (page := await self.look(one.url)) is not None:
                sizes.append(len(zlib.compress(page.body)))
        kept = self.settings.getbool("KEEP_PAGES", True)
        page_size = sum(sizes) / len(sizes) if sizes else float(PAGE)
        return RECORD + page_size * kept


def old_sources(spider: NewsSpider) -> list[Source]:
    """The sources that can lead back in time, those first that tell of everything at once.

    A live listing is one only where the site has no archive: nobody knows how far its links lead.
    """
    newest = (Feed, NewsSitemap, SitemapShards, *([Listing] if spider.archive else []))
    walked = [source for source in spider.live if not isinstance(source, newest)]
    named = {source.name: source for source in (*spider.archive, *walked)}
    ranks = {name: _rank(source) for name, source in named.items()}
    return sorted(named.values(), key=lambda source: ranks[source.name])


def _rank(source: Source) -> int:
    return next((rank for rank, kind in enumerate(_ORDER) if isinstance(source, kind)), len(_ORDER))


def scout_of(spider: type[NewsSpider]) -> type[Scout]:
    """The scout of a site: its declarations, our errand."""
    return cast("type[Scout]", type(spider.__name__, (Scout, spider), {"__module__": spider.__module__}))
