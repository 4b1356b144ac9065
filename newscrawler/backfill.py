"""The two stages of `scrapy backfill` in one reactor: the look at the sources, then the crawl."""

import asyncio
import logging
import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, cast

from rich.console import Console
from scrapy.crawler import Crawler

from newscrawler.backlog import cheapest, left_to_walk, past, put_gaps, save_plan, saved_plan, wish_of
from newscrawler.discovery.plan import Plan
from newscrawler.ending import Ending, Exit
from newscrawler.planning import Scout, scout_of
from newscrawler.progress import Pace, follow
from newscrawler.running import CrawlingCommand, Job
from newscrawler.spider import NewsSpider
from newscrawler.stock import stored
from newscrawler.survey import Survey
from newscrawler.tables import show_plan, tell_space

logger = logging.getLogger(__name__)


@dataclass
class Backfill:
    """One site's backfill: its spider's arguments, the plan, and how it ended.

    `spider` knows the site and the range and crawls nothing; `wish` is the key of a plan that was saved. To fill gaps
    there is no plan: `expected` articles are asked for, and `routes` is one source that costs next to nothing.
    """

    spider: NewsSpider
    arguments: dict[str, str]
    plan: Plan | None = None
    is_resumed: bool = False
    routes: tuple[str, ...] = ()
    expected: int = 0
    ending: Ending | None = None
    job: Job | None = None

    @property
    def site(self) -> str:
        """The site's name."""
        return self.spider.name

    @property
    def wish(self) -> str:
        """The range and edition asked for."""
        return wish_of(self.spider)


class BackfillStages(CrawlingCommand):
    """What runs between the start of the reactor and its end."""

    root: Path
    console: Console

    async def stages(self, sites: Sequence[Backfill], *, dry: bool) -> None:
        """The look, the plan, and unless it is `dry` or does not fit on the disk the crawl. Ends the reactor."""
        try:
            await self._look(sites)
            if not dry and self._fits(sites):
                await self.crawl_all([one for one in sites if one.ending is None])
        finally:
            _end_reactor()

    async def gap_stages(self, sites: Sequence[Backfill], *, dry: bool) -> None:
        """The same for what coverage misses: no look is needed, the gaps are the plan."""
        try:
            begun = [one for one in sites if self._put_gaps(one, dry=dry)]
            await self.crawl_all(begun)
        finally:
            _end_reactor()

    def _put_gaps(self, one: Backfill, *, dry: bool) -> bool:
        """Says what is missing and, unless it is `dry`, puts it into the ledger; is there anything to crawl?"""
        found = Survey(self.root, one.site, past(one.spider)).gaps()
        told = f"{len(found.urls):,} articles, {len(found.days):,} days, {len(found.pages):,} pages of sources"
        self.console.print(f"{one.site}: to be asked for again: {told}", highlight=False)
        if dry or not (found.urls or found.days or found.pages):
            one.ending = Ending(Exit.COMPLETE, "no gaps")
            return False
        put_gaps(self.root, one.spider, found)
        one.routes, one.expected = (cheapest(one.spider),), len(found.urls)
        return True

    async def _look(self, sites: Sequence[Backfill]) -> None:
        """A plan for each: the one of a backfill that did not end, or a new one."""
        for one in sites:
            one.plan = saved_plan(self.root, one.spider, one.wish, one.spider.clock.now())
            one.is_resumed = one.plan is not None
        scouts = [(one, self._scout_for(one)) for one in sites if one.plan is None]
        assert self.crawler_process is not None
        tasks = [self.crawler_process.crawl(crawler, **one.arguments) for one, crawler in scouts]
        await asyncio.gather(*tasks, return_exceptions=True)
        for one, crawler in scouts:
            spider = crawler.spider
            one.plan = spider.plan if isinstance(spider, Scout) else None
            if one.plan is None:
                told = spider.hindrance if isinstance(spider, Scout) else "the look at its sources failed: see the log"
                self._end(one, Ending(Exit.INCOMPLETE if spider else Exit.PROGRAM_ERROR, f"no plan: {told}"))
            elif not crawler.stats.get_value("downloader/response_status_count/200"):
                self._end(one, Ending(Exit.NOTHING_FETCHED, "no plan: not one of its sources could be had"))
        for one in sites:
            if one.plan is not None and one.ending is None:
                show_plan(one.plan, self.console, is_resumed=one.is_resumed)

    def _scout_for(self, one: Backfill) -> Crawler:
        crawler = self._create_crawler(scout_of(type(one.spider)))
        crawler.settings.set("ARCHIVE_ENABLED", False, "cmdline")
        crawler.settings.set("FEEDS", {}, "cmdline")
        return crawler

    def _fits(self, sites: Sequence[Backfill]) -> bool:
        """Is there room for all of them? If not, says what there would be room for, and ends them."""
        assert self.settings is not None
        plans = [one.plan for one in sites if one.plan and one.ending is None]
        free = shutil.disk_usage(self.root).free - self.settings.getint("MIN_FREE")
        need = sum(plan.need * (1 - self._held(plan) / max(plan.articles, 1)) for plan in plans)
        if need <= free:
            return True
        for one in sites:
            if one.plan is not None and one.ending is None:
                share = free * one.plan.need / need
                self._end(one, Ending(Exit.STORAGE, tell_space(one.plan, free, share)))
        return False

    def _held(self, plan: Plan) -> int:
        """How many of the plan's articles are held now."""
        return max(0, min(plan.articles, plan.held + stored(self.root, plan.site) - plan.stored))

    async def crawl_all(self, sites: Sequence[Backfill]) -> None:
        """The crawls side by side, with their progress; each gets its ending."""
        assert self.crawler_process is not None
        paces = []
        for one in sites:
            one.job = job = self.job(one.site, self._arguments(one))
            if one.plan is not None:
                save_plan(self.root, one.site, one.wish, one.plan)
            held = self._held(one.plan) if one.plan else 0
            expected = one.plan.articles if one.plan else one.expected
            paces.append(Pace(one.site, expected, held, partial(_stats, job)))
        tasks = [self.crawler_process.crawl(one.job.crawler, **one.job.arguments) for one in sites if one.job]
        progress = asyncio.create_task(follow(paces, self.console))
        await asyncio.gather(*tasks, return_exceptions=True)
        progress.cancel()
        await asyncio.gather(progress, return_exceptions=True)
        for one in sites:
            self._conclude(one)

    def _arguments(self, one: Backfill) -> dict[str, str]:
        """The spider's arguments, with the routes that are to be walked."""
        if one.plan is None or not one.plan.chosen:
            return {**one.arguments, "routes": "\n".join(one.routes)}
        names = left_to_walk(self.root, one.plan, one.spider.edition) if one.is_resumed else [*one.plan.chosen]
        fewest = min((route.pages, route.name) for route in one.plan.routes if route.name in one.plan.chosen)[1]
        return {**one.arguments, "routes": "\n".join(names or [fewest])}

    def _end(self, one: Backfill, ending: Ending) -> None:
        """Says how it ended, in the log and on a terminal."""
        one.ending = ending
        logger.log(logging.ERROR if ending.code else logging.INFO, "%s: %s", one.site, ending.why)
        if self.console.is_terminal:
            self.console.print(f"{one.site}: {ending.why}", style="red" if ending.code else "", highlight=False)

    def _conclude(self, one: Backfill) -> None:
        assert one.job is not None
        one.job.ending = ending = self._ending(one.job)
        self._end(one, ending)
        if ending.code in (Exit.COMPLETE, Exit.ALARM) and one.plan is not None:
            save_plan(self.root, one.site, one.wish, None)


def _stats(job: Job) -> dict[str, object]:
    stats = job.crawler.stats
    return stats.get_stats() if stats is not None else {}


def _end_reactor() -> None:
    from twisted.internet import reactor  # not before the command line has chosen which one

    with suppress(RuntimeError):  # a signal may have stopped it
        cast("Any", reactor).stop()
