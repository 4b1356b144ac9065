"""The durable crawl against stock Scrapy: CPU seconds a page. `python -m bench.crawl [ARTICLES] [ROUNDS]`."""

import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.timing import Row
from newscrawler.commands.demo import newsroom

PROJECT = Path(__file__).resolve().parents[1]
ARTICLES, ROUNDS = 1000, 3
FEW = 5  # articles of a crawl that is hardly more than its start and its end

STOCK = ("-s", "SPIDER_MODULES=bench.stock", "-s", "ARCHIVE_ENABLED=0", "-O", "{folder}/articles.jsonl")
WAYS: dict[str, tuple[str, ...]] = {
    "plain": STOCK,
    "jobdir": (*STOCK, "-s", "JOBDIR={folder}/job"),
    "durable": ("-s", "ARCHIVE_DIR={folder}/archive", "-s", "KEEP_PAGES=0"),
    "pages": ("-s", "ARCHIVE_DIR={folder}/archive"),
}
NAMES = {
    "plain": "stock Scrapy, JSONL feed",
    "jobdir": "stock Scrapy, JSONL feed and JOBDIR",
    "durable": "durable crawl, WARC off",
    "pages": "durable crawl, WARC on",
}
TARGETS = (("durable", "plain", 1.25), ("pages", "plain", 1.5), ("durable", "jobdir", None), ("pages", "jobdir", None))


@dataclass(frozen=True)
class Run:
    """One crawl: its CPU seconds, user and system, and how many records it left."""

    cpu: float
    records: int


Round = dict[str, tuple[Run, Run]]
"""Of each way a whole crawl, and one that is hardly more than its start and its end."""


def crawl(way: str, origin: str) -> Run:
    """A crawl of all that the newsroom at `origin` has, in a process of its own."""
    with TemporaryDirectory(prefix="bench-") as folder:
        pace = ("-s", f"ORIGIN={origin}", "-s", "DOWNLOAD_DELAY=0.002", "-a", "since=2000")
        command = [sys.executable, "-m", "newscrawler", "crawl", "report", *pace]
        told = [argument.format(folder=folder) for argument in WAYS[way]]
        environment = {name: value for name, value in os.environ.items() if not name.startswith("NEWSCRAWLER_")}
        log = Path(folder) / "log"
        with log.open("wb") as file:
            process = subprocess.Popen([*command, *told], cwd=PROJECT, env=environment, stderr=file)
            _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise RuntimeError(f"{way} ended with {process.returncode}: {log.read_text(encoding='utf-8')[-2000:]}")
        return Run(used.ru_utime + used.ru_stime, sum(map(count_lines, Path(folder).rglob("*articles*"))))


def count_lines(path: Path) -> int:
    """Records in a feed's file, or in a folder of segments."""
    files = path.glob("*.jsonl") if path.is_dir() else [path]
    return sum(file.read_bytes().count(b"\n") for file in files)


def measure(articles: int = ARTICLES, rounds: int = ROUNDS) -> list[Row]:
    """Each way in turn, `rounds` times over, on the same two newsrooms."""
    with newsroom("report", articles, seed=1) as room, newsroom("report", FEW, seed=1) as few:
        runs: list[Round] = [
            {way: (crawl(way, room.origin), crawl(way, few.origin)) for way in WAYS} for _ in range(rounds)
        ]
    records = {whole.records for one in runs for whole, _ in one.values()}
    if len(records) != 1 or not records.pop():
        raise RuntimeError(f"these did not crawl the same pages: {runs}")
    return list(rows(runs))


def rows(runs: list[Round]) -> Iterator[Row]:
    """The median of the rounds' ratios with their spread, then what each way does by itself."""
    for way, other, most in TARGETS:
        ratios = [one[way][0].cpu / one[other][0].cpu for one in runs]
        median, apart = (
            statistics.median(ratios),
            statistics.median(pages(one[way]) / pages(one[other]) for one in runs),
        )
        value = f"{median:.2f}x ({min(ratios):.2f} to {max(ratios):.2f}), {apart:.2f}x less start and end"
        target = f"≤ {most}x" if most else "–"
        yield Row(f"{NAMES[way]} / {NAMES[other]}: CPU a page", value, target, median <= most if most else None)
    for way, name in NAMES.items():
        speed = statistics.median(whole.records / whole.cpu for whole, _ in (one[way] for one in runs))
        start = statistics.median(one[way][1].cpu for one in runs)
        yield Row(name, f"{speed:.0f} articles a CPU second, of which start and end take {start:.1f} s", "–", None)


def pages(runs: tuple[Run, Run]) -> float:
    """CPU seconds of an article, without what start and end take."""
    whole, short = runs
    return (whole.cpu - short.cpu) / (whole.records - short.records)


if __name__ == "__main__":
    for row in measure(*map(int, sys.argv[1:])):
        print(f"{row.name:70} {row.value:>60} {row.target:>8} {row.met}")
