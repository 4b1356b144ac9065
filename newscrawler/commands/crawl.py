"""`scrapy crawl SITE`: Scrapy's own command, with honest exit codes and no option swallowed."""

import argparse
import logging
from pathlib import Path

from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.crawler import Crawler
from scrapy.exceptions import UsageError

from newscrawler.addon import user_agent
from newscrawler.archive.disk import check_free
from newscrawler.archive.store import Archive
from newscrawler.clock import Clock
from newscrawler.command import DEMO_LOG, refuse_unknown_options, use_environment
from newscrawler.ending import Ending, Exit, judge
from newscrawler.errors import ArchiveError, ArgumentError
from newscrawler.handlers import parse_origin
from newscrawler.spider import NewsSpider

logger = logging.getLogger(__name__)


class Command(ScrapyCrawl):
    """Crawls one site. Exit codes: see `newscrawler.ending.Exit`."""

    def short_desc(self) -> str:
        """What `scrapy` prints beside the name."""
        return "Crawl one site into the archive (-a since=2025-12-01 -a until=2025-12-15 -a edition=az)"

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Refuses what Scrapy would swallow."""
        refuse_unknown_options(args)
        super().process_options(args, opts)
        assert self.settings is not None
        use_environment(self.settings)
        try:
            Clock.parse(self.settings.get("CLOCK"))
            user_agent(self.settings.get("CONTACT") or "")
            if self.settings.get("ORIGIN"):
                parse_origin(self.settings["ORIGIN"])
            elif (Path(self.settings["ARCHIVE_DIR"]) / DEMO_LOG).exists():
                raise ArgumentError(
                    f"{self.settings['ARCHIVE_DIR']} holds the newsroom's invented articles: move it away"
                )
        except ArgumentError as error:
            raise UsageError(str(error), print_help=False) from error

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """One crawl; the exit code tells how it ended."""
        if len(args) != 1:
            raise UsageError("name one site" if args else "name a site: scrapy list shows them", print_help=False)
        crawler = self._checked_crawler(args[0], opts.spargs)
        assert self.crawler_process is not None
        if (fault := self._storage_fault(crawler)) is not None:
            logger.error("%s: %s", args[0], fault)
            self.exitcode = int(Exit.STORAGE)
            return
        self.crawler_process.crawl(crawler, **opts.spargs)
        self.crawler_process.start()
        ending = self._ending(crawler)
        if isinstance(crawler.spider, NewsSpider) or ending.code is Exit.PROGRAM_ERROR:
            logger.log(logging.ERROR if ending.code else logging.INFO, "%s: %s", args[0], ending.why)
            self.exitcode = int(ending.code)

    def _checked_crawler(self, name: str, arguments: dict[str, str]) -> Crawler:
        """A crawler whose spider accepts its arguments and seeds; `UsageError` before anything is fetched otherwise."""
        assert self.crawler_process is not None
        try:
            crawler = self._create_crawler(name)
        except KeyError as error:
            raise UsageError(f"no spider is called {name!r}: scrapy list shows them", print_help=False) from error
        if issubclass(crawler.spidercls, NewsSpider):
            try:
                list(crawler.spidercls(**arguments).read_seeds(crawler.settings))
            except ArgumentError as error:
                raise UsageError(str(error), print_help=False) from error
        return crawler

    def _storage_fault(self, crawler: Crawler) -> ArchiveError | None:
        """Why the archive cannot be written, before anything is asked for."""
        settings = crawler.settings
        if not issubclass(crawler.spidercls, NewsSpider) or not settings.getbool("ARCHIVE_ENABLED", True):
            return None
        try:
            with Archive.open(Path(settings["ARCHIVE_DIR"])) as archive:
                check_free(archive.root, settings.getint("MIN_FREE"))
        except ArchiveError as error:
            return error
        return None

    def _ending(self, crawler: Crawler) -> Ending:
        assert self.crawler_process is not None
        if self.crawler_process.bootstrap_failed:
            return Ending(Exit.PROGRAM_ERROR, "the crawl could not start")
        spider = crawler.spider
        silent = spider.silent_sources() if isinstance(spider, NewsSpider) else ()
        return judge(crawler.stats.get_stats(), silent)
