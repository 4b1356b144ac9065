"""Reading stored pages again against crawling them, on one core and on two. `python -m bench.reextract [ARTICLES]`.

CPU seconds are those of the whole process and its workers. The second figure of each row leaves out what start and end
take, by the same work on an archive of a few pages.
"""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.timing import Row
from newscrawler.commands.demo import newsroom

PROJECT = Path(__file__).resolve().parents[1]
ARTICLES, FEW, ROUNDS = 2000, 5, 3
FASTER, ON_TWO = 4.0, 1.8


@dataclass(frozen=True)
class Run:
    """One process: seconds of CPU of it and its children, seconds that passed."""

    cpu: float
    wall: float

    def less(self, other: "Run") -> "Run":
        """Without what the other took."""
        return Run(self.cpu - other.cpu, self.wall - other.wall)


def run(archive: Path, *command: str) -> Run:
    """A command on an archive, in a process of its own. Raises `RuntimeError` when it fails."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("NEWSCRAWLER_")}
    began = time.monotonic()
    log = archive.parent / "log"
    with log.open("wb") as file:
        told = [sys.executable, "-m", "newscrawler", *command, "-s", f"ARCHIVE_DIR={archive}"]
        process = subprocess.Popen(told, cwd=PROJECT, env=environment, stdout=file, stderr=file)
        _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command[0]} ended with {process.returncode}: {log.read_text(encoding='utf-8')[-2000:]}")
    return Run(used.ru_utime + used.ru_stime, time.monotonic() - began)


def crawl(archive: Path, articles: int) -> Run:
    """A crawl of so many of the newsroom's articles, raw pages kept."""
    with newsroom("report", articles, seed=1) as room:
        pace = ("-s", f"ORIGIN={room.origin}", "-s", "DOWNLOAD_DELAY=0.002", "-a", "since=2000")
        return run(archive, "crawl", "report", *pace)


@dataclass(frozen=True)
class Round:
    """The same pages crawled, read again by one process, and by two; of each the whole and the same of a few pages."""

    crawled: tuple[Run, Run]
    alone: tuple[Run, Run]
    shared: tuple[Run, Run]


def measure(articles: int = ARTICLES, rounds: int = ROUNDS) -> list[Row]:
    """Crawl, one process and two in turn, `rounds` times over."""
    found = []
    for _ in range(rounds):
        with TemporaryDirectory(prefix="bench-") as folder:
            many, few = Path(folder) / "many", Path(folder) / "few"
            crawled = crawl(many, articles), crawl(few, FEW)
            again = [
                (run(many, "reextract", "report", "--jobs", jobs), run(few, "reextract", "report", "--jobs", jobs))
                for jobs in ("1", "2")
            ]
            found.append(Round(crawled, *again))
    return list(rows(found, articles))


def rows(rounds: list[Round], articles: int) -> Iterator[Row]:
    """The medians of the rounds' ratios with their spread."""
    whole = [one.crawled[0].cpu / one.alone[0].cpu for one in rounds]
    apart = statistics.median(less(one.crawled).cpu / less(one.alone).cpu for one in rounds)
    yield row("reextract against the crawl: pages a CPU second", whole, apart, FASTER)
    whole = [one.alone[0].wall / one.shared[0].wall for one in rounds]
    apart = statistics.median(less(one.alone).wall / less(one.shared).wall for one in rounds)
    yield row("reextract on two cores against one: pages a second", whole, apart, ON_TWO, judged=apart)
    for name, cpu in (
        ("the crawl", statistics.median(less(one.crawled).cpu for one in rounds)),
        ("reextract", statistics.median(less(one.alone).cpu for one in rounds)),
    ):
        yield Row(name, f"{(articles - FEW) / cpu:.0f} pages a CPU second, less start and end", "–", None)


def row(name: str, ratios: list[float], apart: float, least: float, judged: float | None = None) -> Row:
    """One ratio against its target, as a whole or, where it says so, without start and end."""
    median = statistics.median(ratios)
    value = f"{median:.2f}x ({min(ratios):.2f} to {max(ratios):.2f}), {apart:.2f}x less start and end"
    return Row(name, value, f"≥ {least}x", (judged or median) >= least)


def less(runs: tuple[Run, Run]) -> Run:
    """A run without its start and end."""
    return runs[0].less(runs[1])


if __name__ == "__main__":
    for one in measure(*map(int, sys.argv[1:])):
        print(f"{one.name:55} {one.value:>55} {one.target:>8} {one.met}")
