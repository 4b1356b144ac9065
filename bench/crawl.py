"""The durable crawl against stock Scrapy: CPU seconds a page, user and system. `python -m bench.crawl [ARTICLES]`."""

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
    """One crawl: its CPU seconds, start and end included, and how many records it left."""

    cpu: float
    records: int


def crawl(way: str, origin: str) -> Run:
    """A whole crawl of the newsroom at `origin` in a process of its own."""
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
    """Each way in turn, `rounds` times over, on the same newsroom; then each once on a newsroom with hardly a page."""
    with newsroom(articles, seed=1) as (origin, _, _):
        runs = [{way: crawl(way, origin) for way in WAYS} for _ in range(rounds)]
    with newsroom(FEW, seed=1) as (origin, _, _):
        starts = {way: crawl(way, origin).cpu for way in WAYS}
    counts = {run.records for one in runs for run in one.values()}
    if len(counts) != 1 or not counts.pop():
        raise RuntimeError(f"not the same pages: {[{way: run.records for way, run in one.items()} for one in runs]}")
    return list(rows(runs, starts))


def rows(runs: list[dict[str, Run]], starts: dict[str, float]) -> Iterator[Row]:
    """Ratios with their spread over the rounds, then what each way does by itself."""
    for way, other, most in TARGETS:
        ratios = [one[way].cpu / one[other].cpu for one in runs]
        median = statistics.median(ratios)
        value = f"{median:.2f}x ({min(ratios):.2f} to {max(ratios):.2f})"
        target = f"≤ {most}x" if most else "–"
        yield Row(f"{NAMES[way]} / {NAMES[other]}: CPU a page", value, target, median <= most if most else None)
    for way, name in NAMES.items():
        speed = statistics.median(one[way].records / one[way].cpu for one in runs)
        yield Row(f"{name}: start and end included", f"{speed:.0f} articles per CPU second", "–", None)
        yield Row(f"{name}: start and end alone ({FEW} articles)", f"{starts[way]:.2f} CPU s", "–", None)


if __name__ == "__main__":
    for row in measure(*map(int, sys.argv[1:])):
        print(f"{row.name:85} {row.value:>28} {row.target:>8} {row.met}")
