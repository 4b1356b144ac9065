"""`scrapy crawl SITE`: Scrapy's own command, with honest exit codes and no option swallowed."""

import argparse

from scrapy.exceptions import UsageError

from newscrawler.running import CrawlingCommand


class Command(CrawlingCommand):
    """Crawls one site. Exit codes: see `newscrawler.ending.Exit`."""

    def syntax(self) -> str:
        """After the command's name."""
        return "[options] <site>"

    def short_desc(self) -> str:
        """What `scrapy` prints beside the name."""
        return "Crawl one site into the archive (-a since=2025-12-01 -a until=2025-12-15 -a edition=az)"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """One crawl; the exit code tells how it ended."""
        if len(args) != 1:
            raise UsageError("name one site" if args else "name a site: scrapy list shows them", print_help=False)
        self.crawl([self.job(args[0], opts.spargs)])
