"""`scrapy crawl SITE …`: Scrapy's own command for one site or several, with honest exit codes, no option swallowed."""

import argparse
from collections.abc import Sequence

from scrapy.exceptions import UsageError

from newscrawler.running import CrawlingCommand


class Command(CrawlingCommand):
    """Crawls sites side by side in one process. Exit codes: see `newscrawler.ending.Exit`; the gravest counts."""

    def syntax(self) -> str:
        """After the command's name."""
        return "[options] <site> ..."

    def short_desc(self) -> str:
        """What `scrapy` prints beside the name."""
        return "Crawl sites into the archive (-a since=2025-12-01 -a until=2025-12-15 -a edition=az)"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """One crawl a site; the exit code tells how they ended."""
        sites = list(dict.fromkeys(args))
        if not sites:
            raise UsageError("name a site: scrapy list shows them", print_help=False)
        self.refuse_shared_copies(sites)
        self.crawl([self.job(site, opts.spargs) for site in sites])

    def refuse_shared_copies(self, sites: Sequence[str]) -> None:
        """Crawls that write one file would overwrite each other's lines."""
        assert self.settings is not None
        shared = [uri for uri in self.settings.getdict("FEEDS") if "%(name)s" not in str(uri)]
        if len(sites) > 1 and shared:
            raise UsageError(f"{shared[0]}: several sites need a copy each, such as %(name)s.jsonl", print_help=False)
