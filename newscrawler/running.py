"""What `crawl`, `update` and `backfill` share: crawls of one or several sites in one process, and how they ended."""

import argparse
import logging
import signal
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import inf, nan
from pathlib import Path

from scrapy.commands import BaseRunSpiderCommand
from scrapy.crawler import Crawler
from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings

from newscrawler.addon import user_agent
from newscrawler.anysite import ANY, AnySpider
from newscrawler.archive.disk import check_free
from newscrawler.archive.layout import ARTICLES, segments
from newscrawler.archive.store import Archive
from newscrawler.clock import Clock
from newscrawler.command import DEMO_LOG, refuse_slips, use_environment
from newscrawler.ending import Ending, Exit, gravest, judge, judge_undescribed
from newscrawler.errors import ArchiveError, ArgumentError
from newscrawler.handlers import parse_origin
from newscrawler.registry import unknown_spider
from newscrawler.spider import NewsSpider

logger = logging.getLogger(__name__)

_NUMBERS: Mapping[str, type[int] | type[float]] = {
    **dict.fromkeys(("DOWNLOAD_DELAY", "DOWNLOAD_TIMEOUT", "RETRY_AFTER_MAX", "WAIT_DUE"), float),
    **dict.fromkeys(("DOWNLOAD_MAXSIZE", "MIN_FREE", "RETRY_TIMES"), int),
}
_SWITCHES = ("ARCHIVE_ENABLED", "KEEP_LISTINGS", "KEEP_PAGES", "ROBOTSTXT_OBEY")


@dataclass(eq=False)
class Job:
    """One crawl: its crawler, the spider's arguments, and, when it is over, its ending."""

    site: str
    crawler: Crawler
    arguments: Mapping[str, str] = field(default_factory=dict)
    ending: Ending | None = None

    @property
    def is_news(self) -> bool:
        """Is it a crawl into the archive?"""
        return issubclass(self.crawler.spidercls, NewsSpider)


class CrawlingCommand(BaseRunSpiderCommand):
    """A command that crawls. Exit codes: see `newscrawler.ending.Exit`; of several sites the gravest counts."""

    requires_project = True

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Refuses what Scrapy would swallow."""
        refuse_slips(args, opts, self.settings)
        super().process_options(args, opts)
        end_with_the_terminal()
        assert self.settings is not None
        use_environment(self.settings)
        try:
            check_settings(self.settings)
        except ArgumentError as error:
            raise UsageError(str(error), print_help=False) from error

    def declared(self, site: str) -> str:
        """The name of a site that declares its sources. Raises `UsageError` for one that has no spider of its own."""
        assert self.crawler_process is not None
        if site == ANY or ("." in site and site not in self.crawler_process.spider_loader.list()):
            told = "only a site with a spider has sources that can be planned and polled"
            other = "scrapy crawl any -a url=https://… [-a since=DAY] fetches what is new of any other"
            raise UsageError(f"{site}: {told}. {other}", print_help=False)
        return site

    def job(self, site: str, arguments: Mapping[str, str]) -> Job:
        """A crawl whose spider accepts its arguments and seeds; `UsageError` before anything is fetched otherwise."""
        assert self.crawler_process is not None
        try:
            crawler = self._create_crawler(site)
        except KeyError as error:
            known = self.crawler_process.spider_loader.list()
            raise UsageError(unknown_spider(site, known), print_help=False) from error
        job = Job(site, crawler, arguments)
        if issubclass(crawler.spidercls, NewsSpider):
            try:
                spider = crawler.spidercls(**arguments)
                job.site = spider.name
                list(spider.read_seeds(crawler.settings))
            except ArgumentError as error:
                raise UsageError(str(error), print_help=False) from error
        return job

    def crawl(self, jobs: Sequence[Job]) -> None:
        """Runs the jobs side by side; each gets its ending, the command its exit code."""
        assert self.crawler_process is not None
        if (fault := storage_fault(jobs)) is not None:
            logger.error("%s: %s", ", ".join(job.site for job in jobs), fault)
            self.exitcode = int(Exit.STORAGE)
            return
        for job in jobs:
            self.crawler_process.crawl(job.crawler, **job.arguments)
        self.crawler_process.start()
        for job in jobs:
            job.ending = ending = self._ending(job)
            if job.is_news or ending.code is Exit.PROGRAM_ERROR:
                level = logging.ERROR if ending.code else logging.WARNING if ending.is_doubtful else logging.INFO
                logger.log(level, "%s: %s", job.site, ending.why)
        endings = [job.ending for job in jobs if job.ending and (job.is_news or job.ending.code is Exit.PROGRAM_ERROR)]
        self.exitcode = int(gravest(endings))

    def _ending(self, job: Job) -> Ending:
        assert self.crawler_process is not None
        spider = job.crawler.spider
        has_run = job.crawler.stats is not None and job.crawler.stats.get_value("finish_reason") is not None
        if self.crawler_process.bootstrap_failed and not has_run:
            return Ending(Exit.PROGRAM_ERROR, "the crawl could not start")
        silent = spider.silent_sources() if isinstance(spider, NewsSpider) else ()
        stats = job.crawler.stats.get_stats()
        ending = judge(stats, silent)
        if not isinstance(spider, AnySpider) or spider.only_seeds:
            return ending
        holds = next(segments(Path(job.crawler.settings["ARCHIVE_DIR"]), ARTICLES, spider.name), None) is not None
        return judge_undescribed(ending, stats, holds=holds)


def end_with_the_terminal() -> None:
    """A terminal that goes away ends a crawl in order, as SIGTERM does; under `nohup` it goes on."""
    if signal.getsignal(signal.SIGHUP) is signal.SIG_DFL:
        signal.signal(signal.SIGHUP, lambda *_: signal.raise_signal(signal.SIGTERM))


def check_number(name: str, value: object, kind: type[int] | type[float]) -> None:
    """Raises `ArgumentError` for a setting that is no number, or below 0 where that means nothing.

    >>> check_number("DOWNLOAD_DELAY", "1.5", float)
    >>> check_number("RETRY_TIMES", "1.5", int)
    Traceback (most recent call last):
    newscrawler.errors.ArgumentError: RETRY_TIMES='1.5' is no whole number
    """
    try:
        number = kind(str(value))
    except ValueError:
        number = nan
    if not -inf < number < inf:
        raise ArgumentError(f"{name}={value!r} is no {'whole number' if kind is int else 'number'}")
    if not (number >= 0 or name == "WAIT_DUE"):
        raise ArgumentError(f"{name}={value!r} is less than 0")


def check_settings(settings: BaseSettings) -> None:
    """Raises `ArgumentError` for a setting that a crawl cannot begin with."""
    Clock.parse(settings.get("CLOCK"))
    for name, kind in _NUMBERS.items():
        check_number(name, settings.get(name), kind)
    for name in _SWITCHES:
        try:
            settings.getbool(name, True)
        except ValueError as error:
            raise ArgumentError(f"{name}={settings.get(name)!r} is neither 0 nor 1") from error
    user_agent(settings.get("CONTACT") or "")
    if settings.get("ORIGIN"):
        parse_origin(settings["ORIGIN"])
    elif settings.getbool("ARCHIVE_ENABLED", True) and (Path(settings["ARCHIVE_DIR"]) / DEMO_LOG).exists():
        raise ArgumentError(
            f"{settings['ARCHIVE_DIR']} holds the newsroom's invented articles: "
            "move it away, or name another folder with -s ARCHIVE_DIR=…"
        )


def storage_fault(jobs: Sequence[Job]) -> ArchiveError | None:
    """Why the archive cannot be written, before anything is asked for."""
    folders = {
        job.crawler.settings["ARCHIVE_DIR"]: job.crawler.settings.getint("MIN_FREE")
        for job in jobs
        if job.is_news and job.crawler.settings.getbool("ARCHIVE_ENABLED", True)
    }
    try:
        for folder, least in folders.items():
            with Archive.open(Path(folder)) as archive:
                check_free(archive.root, least)
    except ArchiveError as error:
        return error
    return None
