"""`scrapy update [SITE …]`: what is new since the last time; a table of each site at the end."""

import argparse
import re
from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.table import Table
from scrapy.exceptions import UsageError

from newscrawler.command import console
from newscrawler.running import CrawlingCommand, Job

_EVERY = re.compile(r"(\d+(?:\.\d+)?)([smhd])")
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}


class Command(CrawlingCommand):
    """Polls the live sources that are due, fetches what they show, looks again at what is young."""

    def syntax(self) -> str:
        """After the command's name."""
        return "[options] [site ...]"

    def short_desc(self) -> str:
        """What `scrapy` prints beside the name."""
        return "Fetch what is new since the last time, of the sites named or of all"

    def long_desc(self) -> str:
        """What `--help` says above the options."""
        return (
            f"{self.short_desc()}. Each feed, sitemap and listing is asked when it is due, for what has changed; "
            "articles of the last two days are looked at again. One edition: -a edition=az."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """How long, and what besides."""
        super().add_options(parser)
        parser.add_argument("--every", metavar="10m", help="keep running until SIGTERM, no source polled more often")
        parser.add_argument(
            "--recheck", type=int, default=0, metavar="N", help="look again at the N articles looked at longest ago"
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """All sites side by side; the gravest of their exit codes."""
        assert self.settings is not None
        assert self.crawler_process is not None
        if opts.recheck < 0:
            raise UsageError("--recheck: a number of articles", print_help=False)
        self.settings.set("COMMAND", "update", "cmdline")
        self.settings.set("RECHECK", opts.recheck, "cmdline")
        self.settings.set("EVERY", seconds(opts.every) if opts.every else 0, "cmdline")
        sites = args or list(self.crawler_process.spider_loader.list())
        jobs = [self.job(site, opts.spargs) for site in map(self.declared, dict.fromkeys(sites))]
        self.crawl([job for job in jobs if job.is_news or args])
        if any(job.ending for job in jobs):
            show([job for job in jobs if job.ending], console(stderr=True))


def seconds(text: str) -> float:
    """Seconds of `90s`, `10m`, `1.5h`, `1d`; raises `UsageError` for anything else.

    >>> seconds("10m")
    600.0
    """
    match = _EVERY.fullmatch(text.strip())
    if match is None or float(match[1]) <= 0:
        raise UsageError(f"--every {text}: not like 90s, 10m, 1h or 1d", print_help=False)
    return float(match[1]) * _UNITS[match[2]]


def show(jobs: list[Job], terminal: Console) -> None:
    """The table at the end."""
    table = Table(title="update", title_justify="left")
    for column in ("site", "new", "revised", "gone", "rejected", "requests", "MB", "304", "ended"):
        table.add_column(column, justify="left" if column in ("site", "rejected", "ended") else "right")
    for job in jobs:
        assert job.ending is not None
        table.add_row(job.site, *row(job.crawler.stats.get_stats()), f"{int(job.ending.code)}")
    terminal.print(table)


def row(stats: Mapping[str, Any]) -> list[str]:
    """What one crawl did, as the cells of the table."""
    ended = {key.rsplit("/", 1)[-1]: count for key, count in stats.items() if key.startswith("newscrawler/ended/")}
    reasons = {key.rsplit("/", 1)[-1]: count for key, count in stats.items() if key.startswith("newscrawler/rejected/")}
    requests, unchanged = (
        stats.get("downloader/response_count", 0),
        stats.get("downloader/response_status_count/304", 0),
    )
    told = ", ".join(f"{count} {reason}" for reason, count in sorted(reasons.items()))
    share = f"{unchanged / requests:.0%}" if requests else "-"
    megabytes = stats.get("downloader/response_bytes", 0) / 1e6
    counts = [f"{ended.get(name, 0):,}" for name in ("new", "revision", "gone")]
    return [*counts, told or "-", f"{stats.get('downloader/request_count', 0):,}", f"{megabytes:,.1f}", share]
