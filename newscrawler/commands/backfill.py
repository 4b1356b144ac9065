"""`scrapy backfill SITE …`: a plan first, with its cost; then the crawl of everything in a range of days."""

import argparse
import asyncio
import logging
from pathlib import Path

from rich.console import Console
from scrapy.exceptions import UsageError
from scrapy.settings import SETTINGS_PRIORITIES

from newscrawler.backfill import Backfill, BackfillStages
from newscrawler.ending import Exit, gravest
from newscrawler.running import storage_fault
from newscrawler.spider import NewsSpider

logger = logging.getLogger(__name__)

LOG = "backfill.log"
_WIDE = 150  # columns of a log

BEGINNING = "1990"
"""A range without a beginning starts here: no site of ours is older."""


class Command(BackfillStages):
    """Plans, prints what it will cost, crawls. Exit codes: see `newscrawler.ending.Exit`."""

    def syntax(self) -> str:
        """After the command's name."""
        return "[options] <site> ..."

    def short_desc(self) -> str:
        """What `scrapy` prints beside the name."""
        return "Fetch all articles of a range of days: a plan with its cost first, then the crawl"

    def long_desc(self) -> str:
        """What `--help` says above the options."""
        return (
            f"{self.short_desc()}. Killed or stopped, the same command takes it up where it was. On a terminal a bar "
            f"shows how far it is, and the log goes to LOG_FILE or, without that setting, to {LOG} in the archive; "
            "elsewhere the log has a line every 100 articles or 30 seconds."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """The range, and how far to go."""
        super().add_options(parser)
        parser.add_argument(
            "--since", metavar="DAY", help="first day in Baku: 2014, 2014-03, 2014-03-18 (all there is)"
        )
        parser.add_argument("--until", metavar="DAY", help="last day in Baku, in the same forms (today)")
        parser.add_argument("--edition", metavar="EDITION", help="only this edition: az, ru, en")
        parser.add_argument("--gaps", action="store_true", help="only what scrapy coverage finds missing")
        parser.add_argument("--dry-run", action="store_true", help="stop after the plan")
        parser.add_argument("--no-wait", action="store_true", help="end where nothing is left to do but to wait")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """The settings that make a crawl a backfill."""
        super().process_options(args, opts)
        settings = self.settings
        assert settings is not None
        settings.set("COMMAND", "backfill", "cmdline")
        if (settings.getpriority("WAIT_DUE") or 0) < SETTINGS_PRIORITIES["cmdline"]:
            settings.set("WAIT_DUE", 0 if opts.no_wait else -1, "cmdline")
        self.root = Path(settings["ARCHIVE_DIR"])
        self.console = Console(stderr=True)
        if not self.console.is_terminal:
            self.console = Console(stderr=True, width=_WIDE)
        if self.console.is_terminal and not settings.get("LOG_FILE"):
            self.root.mkdir(parents=True, exist_ok=True)
            settings.set("LOG_FILE", str(self.root / LOG), "cmdline")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """All sites side by side; the gravest of their exit codes."""
        assert self.crawler_process is not None
        if not args:
            raise UsageError("name a site: scrapy list shows them", print_help=False)
        told = {name: value for name in ("since", "until", "edition") if (value := getattr(opts, name))}
        first = {} if opts.gaps else {"since": BEGINNING}
        sites = [
            self._backfill(site, {**first, **opts.spargs, **told}) for site in map(self.declared, dict.fromkeys(args))
        ]
        if (fault := storage_fault([self.job(one.site, one.arguments) for one in sites])) is not None:
            logger.error("%s: %s", ", ".join(args), fault)
            self.exitcode = int(Exit.STORAGE)
            return
        stages = self.gap_stages(sites, dry=opts.dry_run) if opts.gaps else self.stages(sites, dry=opts.dry_run)
        task = asyncio.get_event_loop().create_task(stages)
        self.crawler_process.start(stop_after_crawl=False)
        if not task.done():  # a signal ended the reactor under it
            task.cancel()
            logger.error("%s: stopped", ", ".join(args))
            self.exitcode = int(Exit.INCOMPLETE)
            return
        task.result()
        self.exitcode = int(gravest(one.ending for one in sites if one.ending))

    def _backfill(self, site: str, arguments: dict[str, str]) -> Backfill:
        job = self.job(site, arguments)
        if not issubclass(job.crawler.spidercls, NewsSpider):
            raise UsageError(f"{site} is no news site of ours", print_help=False)
        return Backfill(job.crawler.spidercls.from_crawler(job.crawler, **arguments), arguments)
