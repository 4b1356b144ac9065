"""`scrapy demo`: the embedded newsroom on a free port, a crawl of all it plays, and a look at the archive."""

import argparse
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from scrapy.exceptions import UsageError

from newscrawler.archive.summary import summarise
from newscrawler.command import DEMO_LOG, NewsCommand
from newscrawler.commands.summary import show
from newscrawler.ending import Exit

_READY = re.compile(r"newsroom: (?P<origin>http://\S+) (?P<site>\S+) (?P<articles>\d+) articles")
_DONE = re.compile(r"INFO: (stored|rejected) ")
_PLAIN_EVERY = 100


class Command(NewsCommand):
    """A crawl without the internet, end to end."""

    def syntax(self) -> str:
        """After the command's name."""
        return "[options]"

    def short_desc(self) -> str:
        """What `scrapy` prints beside the name."""
        return "Crawl the embedded newsroom and show the archive"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """How much the newsroom writes."""
        super().add_options(parser)
        parser.add_argument("--articles", type=int, default=500, metavar="N", help="stories the newsroom has (500)")
        parser.add_argument("--seed", type=int, default=1, metavar="N", help="another seed, other stories (1)")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Newsroom, crawl, summary; the crawl's exit code."""
        assert self.settings is not None
        console, archive = Console(), self.archive
        if any(archive.glob("*/articles/*")) and not (archive / DEMO_LOG).exists():
            raise UsageError(
                f"{archive} holds real articles; invented ones go elsewhere: -s ARCHIVE_DIR=…", print_help=False
            )
        with newsroom(opts.articles, opts.seed) as (origin, site, total):
            console.print(f"newsroom at {origin} plays {site}: {total} articles", highlight=False)
            log = archive / DEMO_LOG
            self.exitcode = crawl(site, origin, total, log, console)
        if self.exitcode != Exit.COMPLETE:
            tail = "".join(log.read_text(encoding="utf-8").splitlines(keepends=True)[-20:])
            console.print(f"{tail}\nThe crawl ended with exit code {self.exitcode}; its log: {log}", soft_wrap=True)
            return
        show(summarise(archive, site), archive, console)


@contextmanager
def newsroom(articles: int, seed: int) -> Iterator[tuple[str, str, int]]:
    """A newsroom in a process of its own: its origin, the site it plays and how many articles; ended on leaving."""
    command = [sys.executable, "-m", "newscrawler.newsroom", "--port", "0"]
    with subprocess.Popen(
        [*command, "--articles", str(articles), "--seed", str(seed)], stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            line = process.stdout.readline() if process.stdout else ""
            ready = _READY.search(line)
            if ready is None:
                raise RuntimeError(f"the newsroom did not start: {line!r}")
            yield ready["origin"], ready["site"], int(ready["articles"])
        finally:
            process.send_signal(signal.SIGTERM)


def crawl(site: str, origin: str, total: int, log: Path, console: Console) -> int:
    """Crawls everything at `origin` at full pace; a bar on a terminal, plain lines elsewhere. The exit code."""
    command = [sys.executable, "-m", "newscrawler", "crawl", site, "-a", "since=2000"]
    pace = ["-s", f"ORIGIN={origin}", "-s", "DOWNLOAD_DELAY=0.002", "-L", "INFO"]
    log.parent.mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, "SCRAPY_SETTINGS_MODULE": "newscrawler.settings"}
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with (
        log.open("w", encoding="utf-8") as file,
        subprocess.Popen([*command, *pace], stderr=subprocess.PIPE, text=True, env=environment) as process,
        Progress(*columns, console=console, disable=not console.is_terminal) as progress,
    ):
        task = progress.add_task(f"crawling {site}", total=total)
        done = 0
        for line in process.stderr or ():
            file.write(line)
            if _DONE.search(line):
                done += 1
                progress.update(task, completed=min(done, total))
                if not console.is_terminal and done % _PLAIN_EVERY == 0:
                    console.print(f"{done} of {total} pages read")
        return process.wait()
