"""`scrapy crawl SITE …`: Scrapy's own command for one site or several, with honest exit codes, no option swallowed."""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from scrapy.exceptions import UsageError

from newscrawler.anysite import ANY
from newscrawler.discovery.seeds import read_lines
from newscrawler.errors import ArgumentError
from newscrawler.reseeding import Recheck, by_site
from newscrawler.running import CrawlingCommand, Job


class Command(CrawlingCommand):
    """Crawls sites side by side in one process. Exit codes: see `newscrawler.ending.Exit`; the gravest counts."""

    def syntax(self) -> str:
        """After the command's name."""
        return "[options] <site> ..."

    def short_desc(self) -> str:
        """What `scrapy` prints beside the name."""
        return "Crawl sites into the archive (-a since=2025-12-01 -a edition=az); any -a url=… for one without a spider"

    def long_desc(self) -> str:
        """What `--help` says above the options."""
        return (
            "Crawl sites into the archive: what their feeds and listings show now, or, bounded by days, what was "
            "published in them. Arguments, each -a NAME=VALUE: since and until (days in Baku, both included: 2014, "
            "2014-03, 2014-03-18), edition (az, ru, en, …), seeds (a file of further URLs, one a line). A site without "
            "a spider: scrapy crawl any -a url=https://example.az/. Killed or stopped, the same command goes on. Exit "
            "codes: 0 complete, 1 program error, 2 usage, 3 incomplete or stopped, 4 nothing fetched, 5 blocked, "
            "6 storage, 7 most new pages have an unknown layout."
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """One crawl a site; the exit code tells how they ended."""
        sites = list(dict.fromkeys(args))
        if not sites:
            raise UsageError("name a site: scrapy list shows them", print_help=False)
        rechecks: dict[Job, Recheck] = {}
        jobs = [job for site in sites for job in self.jobs(site, opts.spargs, rechecks)]
        self.refuse_shared_copies([job.site for job in jobs])
        self.crawl(jobs)
        for job, recheck in rechecks.items():
            recheck.tell(job.site, job.crawler)

    def jobs(self, site: str, arguments: Mapping[str, str], rechecks: dict[Job, Recheck]) -> Iterator[Job]:
        """The crawl of a site; of `any` with nothing but seeds one for each site that they name, to be rechecked."""
        assert self.crawler_process is not None
        if site != ANY or "url" in arguments or "seeds" not in arguments:
            yield self.job(site, arguments)
            return
        path = Path(arguments["seeds"])
        try:
            seeds = by_site(read_lines(path), self.crawler_process.spider_loader)
        except ArgumentError as error:
            raise UsageError(str(error), print_help=False) from error
        if not seeds:
            raise UsageError(f"{path}: no seeds in it", print_help=False)
        for name, own in seeds.items():
            job = self.job(name, {**arguments, "only": "seeds"})
            rechecks[job] = Recheck(own)
            rechecks[job].watch(job.crawler)
            yield job

    def refuse_shared_copies(self, sites: Sequence[str]) -> None:
        """Crawls that write one file would overwrite each other's lines."""
        assert self.settings is not None
        shared = [uri for uri in self.settings.getdict("FEEDS") if "%(name)s" not in str(uri)]
        if len(sites) > 1 and shared:
            raise UsageError(f"{shared[0]}: several sites need a copy each, such as %(name)s.jsonl", print_help=False)
