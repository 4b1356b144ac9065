"""`scrapy demo`: the embedded newsroom on a free port, a crawl of all that it plays, and a look at the archive."""

import argparse
import json
import re
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
from scrapy import signals
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings

from newscrawler.archive.summary import summarise
from newscrawler.article import Article
from newscrawler.command import DEMO_LOG
from newscrawler.commands.summary import show, show_sites
from newscrawler.discovery import DayPages, Span
from newscrawler.ending import Exit
from newscrawler.running import CrawlingCommand, Job
from newscrawler.spider import NewsSpider

NOW = "2025-12-15T18:00:00+04:00"
"""Where the newsroom's clock stands; the crawl has to live then too, for cards say `Bu gün` and `15 dekabr`."""
SINCE = "2014"
SINCE_BY_DAY = "2025-11"
"""Of a site that has its past by the day only: a request for each of 4,000 days would take minutes."""

_READY = re.compile(r"newsroom: (?P<origin>http://\S+) \S+ \d+ articles")
_PLAIN_EVERY = 200


@dataclass(frozen=True)
class Room:
    """A newsroom that serves: its origin, and of each site the days of the articles that an archive can hold."""

    origin: str
    days: dict[str, tuple[str, ...]]


class Command(CrawlingCommand):
    """A crawl without the internet, end to end."""

    def syntax(self) -> str:
        """After the command's name."""
        return "[options]"

    def short_desc(self) -> str:
        """What `scrapy` prints beside the name."""
        return "Crawl the embedded newsroom and show the archive"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """What the newsroom plays, and how much it writes. Spider arguments and copies are no options of a demo."""
        ScrapyCommand.add_options(self, parser)
        parser.set_defaults(spargs=[], output=None, overwrite_output=None)
        parser.add_argument("--sites", default="all", metavar="NAMES", help="all (the default), or names: report,apa")
        parser.add_argument("--articles", type=int, default=200, metavar="N", help="stories of each site (200)")
        parser.add_argument("--seed", type=int, default=1, metavar="N", help="another seed, other stories (1)")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Full pace, the newsroom's time, a log of its own; refuses an archive of real articles before that."""
        assert self.settings is not None
        # the origin's port is known once it is open; until then this tells that no real site will be asked
        defaults = {"ORIGIN": "http://127.0.0.1:0", "CLOCK": NOW, "DOWNLOAD_DELAY": 0.002, "LOG_FILE_APPEND": False}
        self.settings.setdict(defaults, "cmdline")
        super().process_options(args, opts)
        if args:
            raise UsageError(f"{args[0]!r}: sites are named by --sites", print_help=False)
        _prepare(self.settings)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Newsroom, crawls, summary; the gravest exit code of the crawls."""
        assert self.settings is not None
        console, archive = Console(), Path(self.settings["ARCHIVE_DIR"])
        with newsroom(opts.sites, opts.articles, opts.seed) as room:
            self.settings.set("ORIGIN", room.origin, "cmdline")
            jobs = [self.job(site, {"since": _since(self, site)}) for site in room.days]
            expected = {job.site: _within(room.days[job.site], job.arguments["since"]) for job in jobs}
            told = f"{sum(expected.values()):,} articles of {len(jobs)} sites"
            console.print(f"newsroom at {room.origin} plays {told}", highlight=False)
            with watched(jobs, expected, console):
                self.crawl(jobs)
        if self.exitcode != Exit.COMPLETE:
            log = Path(self.settings["LOG_FILE"])
            tail = "".join(log.read_text(encoding="utf-8").splitlines(keepends=True)[-20:])
            console.print(f"{tail}\nThe crawl ended with exit code {self.exitcode}; its log: {log}", soft_wrap=True)
            return
        if len(jobs) == 1:
            show(summarise(archive, jobs[0].site), archive, console)
        else:
            show_sites([summarise(archive, site) for site in expected], expected, archive, console)


def _prepare(settings: BaseSettings) -> None:
    """The archive's folder, fit for invented articles, and the log in it."""
    archive = Path(settings["ARCHIVE_DIR"])
    log = archive / DEMO_LOG
    if any(archive.glob("*/articles/*")) and not log.exists():
        told = f"{archive} holds real articles; invented ones go elsewhere: -s ARCHIVE_DIR=…"
        raise UsageError(told, print_help=False)
    try:
        archive.mkdir(parents=True, exist_ok=True)
        log.touch()
    except OSError as error:
        raise UsageError(f"{archive} cannot be written: {error}", print_help=False) from error
    settings.set("LOG_FILE", str(log), "cmdline")


def _since(command: CrawlingCommand, site: str) -> str:
    """How far back a site is asked."""
    assert command.crawler_process is not None
    past = getattr(command.crawler_process.spider_loader.load(site), "archive", ())
    return SINCE_BY_DAY if all(isinstance(source, DayPages) and source.alone for source in past) else SINCE


def _within(days: Sequence[str], since: str) -> int:
    first = Span.parse(since).since
    return sum(first is None or day >= first.isoformat() for day in days)


@contextmanager
def newsroom(sites: str, articles: int, seed: int) -> Iterator[Room]:
    """A newsroom in a process of its own; ended on leaving. `UsageError` when it cannot play these sites."""
    command = [sys.executable, "-m", "newscrawler.newsroom", "--port", "0", "--sites", sites]
    with subprocess.Popen(
        [*command, "--articles", str(articles), "--seed", str(seed)], stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            ready = _READY.search(process.stdout.readline() if process.stdout else "")
            if ready is None:
                raise UsageError("the newsroom did not start", print_help=False)
            yield Room(ready["origin"], _days(ready["origin"]))
        finally:
            process.send_signal(signal.SIGTERM)


def _days(origin: str) -> dict[str, tuple[str, ...]]:
    """Of each site the days of what it shows, as the newsroom itself tells them."""
    with urlopen(f"{origin}/newsroom/truth.jsonl", timeout=60) as answer:
        stories = [json.loads(line) for line in answer]
    found: dict[str, list[str]] = {story["site"]: [] for story in stories}
    for story in stories:
        if story["held"]:
            found[story["site"]].append(story["published_on"])
    return {site: tuple(found[site]) for site in sorted(found)}


class Watch:
    """Counts the articles of one crawl, on a bar of its own; plain lines for all where there is no terminal."""

    def __init__(self, job: Job, progress: Progress, task: TaskID, done: Counter[str]) -> None:
        self.job, self.progress, self.task, self.done = job, progress, task, done
        job.crawler.signals.connect(self.scraped, signals.item_scraped)

    def scraped(self, item: object) -> None:
        """One more."""
        if isinstance(item, Article):
            self.done[self.job.site] += 1
            self.progress.advance(self.task)
            if self.progress.disable and self.done.total() % _PLAIN_EVERY == 0:
                self.progress.console.print(f"{self.done.total():,} articles read")


@contextmanager
def watched(jobs: Sequence[Job], expected: dict[str, int], console: Console) -> Iterator[None]:
    """Progress of the jobs while the block runs."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        done: Counter[str] = Counter()
        watches = [
            Watch(job, progress, progress.add_task(job.site, total=expected[job.site]), done)
            for job in jobs
            if issubclass(job.crawler.spidercls, NewsSpider)
        ]
        yield
        del watches  # signals hold what they call weakly
