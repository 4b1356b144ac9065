"""The ledger at a million URLs: memory, time to open, finished pages a second. `python -m bench.ledger [URLS]`."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.timing import Row
from newscrawler.archive.ledger import Ledger
from newscrawler.archive.model import Place
from tests.export_site import peak_memory

SITES, SOURCES = 14, ("rss", "news-sitemap", "archive")
LINKS, TICK = 10, 350  # links a page, pages a group commit: 50 ms at 7,000 a second
PAGES, ROUNDS = 20 * TICK, 3
AT = "2025-12-15T14:00:00Z"
NOW = datetime(2025, 12, 15, 14, tzinfo=UTC)


def address(number: int) -> str:
    return f"https://sayt{number % SITES}.example/iqtisadiyyat/{number:09d}-yol-temiri-davam-edir/"


def discovered(number: int, source: str) -> dict[str, Any]:
    site = f"sayt{number % SITES}"
    told = {"title": f"Yol təmiri davam edir, {number}-ci gün", "date": AT}
    line = {"url": address(number), "site": site, "source": source, "at": AT, "kind": "article", "priority": 100}
    return line | {"record": f"{site}:{number:09d}-yol-temiri-davam-edir", "listed": told, "payload": None}


def record(number: int) -> dict[str, Any]:
    site = f"sayt{number % SITES}"
    line = {"id": f"{site}:{number:09d}-yol-temiri-davam-edir", "site": site, "url": address(number), "revision": 1}
    return line | {"content_sha256": f"{number:064x}", "published_at": AT, "published_on": AT[:10], "fetched_at": AT}


def show(ledger: Ledger, numbers: Iterable[int]) -> None:
    """The links of a tick, as a commit takes them."""
    for mine, source in enumerate(SOURCES):
        urls = {address(number): number for number in numbers if number % len(SOURCES) == mine}
        unknown = urls.keys() - ledger.sighted(urls, source)
        seen = ledger.seen(unknown)
        ledger.discover([discovered(urls[url], source) for url in unknown if url not in seen])


def fill(path: Path, urls: int) -> dict[str, float]:
    """A ledger of `urls` URLs, nine of ten stored."""
    ledger = Ledger(path, durable=False)
    numbers = iter(range(urls))
    while batch := [number for number, _ in zip(numbers, range(5000), strict=False)]:
        with ledger.transaction():
            ledger.discover([discovered(number, SOURCES[number % len(SOURCES)]) for number in batch])
            for number in batch:
                if number % 10:
                    ledger.store(record(number), Place(f"sayt{number % SITES}/articles/2025-12-15-w1-1.jsonl", number))
    ledger.close()
    return {"bytes": path.stat().st_size}


def finish(path: Path, urls: int, new: int) -> dict[str, float]:
    """Pages a second with ten links each, `new` of them unknown, at full durability; and the memory all that took."""
    began = time.perf_counter()
    ledger = Ledger(path)
    first = ledger.ready("sayt0", "sayt0.example", 16)
    opened = time.perf_counter() - began
    assert len(first) == 16
    rounds = [turn(ledger, urls, new, range(start, start + PAGES)) for start in range(0, ROUNDS * PAGES, PAGES)]
    rate, cpu_rate = (max(figures) for figures in zip(*rounds, strict=True))  # the round that was least disturbed
    memory = peak_memory()
    ledger.close()
    return {"opened": opened, "rate": rate, "cpu_rate": cpu_rate, "memory": memory}


def turn(ledger: Ledger, urls: int, new: int, pages: range) -> tuple[float, float]:
    """Pages a second, and a CPU second, of `pages` committed tick by tick."""
    began, cpu = time.perf_counter(), time.process_time()
    for tick in range(pages.start, pages.stop, TICK):
        with ledger.transaction():
            batch = range(tick, tick + TICK)
            show(ledger, [link for page in batch for link in links(page, urls, new)])
            for page in batch:
                end(ledger, page)
            ledger.set_lengths([("sayt0/articles/2025-12-15-w1-2.jsonl", tick + 1)])
    return len(pages) / (time.perf_counter() - began), len(pages) / (time.process_time() - cpu)


def links(page: int, urls: int, new: int) -> Iterator[int]:
    """What a page links to: `new` URLs that nobody knows, the others from anywhere in the ledger."""
    for link in range(LINKS):
        yield urls + page * LINKS + link if link < new else (page * 7919 + link * 104_729) % urls


def end(ledger: Ledger, page: int) -> None:
    """One finished page: its record, its row (which its lease names)."""
    ledger.store(record(page * 10), Place("sayt0/articles/2025-12-15-w1-2.jsonl", page))
    ledger.amend(page * 10 + 1, NOW, due=None, etag=f'"{page}"')


STEPS: dict[str, Callable[..., dict[str, float]]] = {"fill": fill, "finish": finish}


def apart(step: str, path: Path, *numbers: int) -> dict[str, float]:
    """One step in a process of its own, so that its memory is its own."""
    command = [sys.executable, "-m", "bench.ledger", step, str(path), *map(str, numbers)]
    out = subprocess.run(command, check=True, capture_output=True, text=True, cwd=Path(__file__).resolve().parents[1])
    return {name: float(value) for name, value in json.loads(out.stdout).items()}


def measure(urls: int = 1_000_000) -> list[Row]:
    """Memory, opening and speed at `urls` URLs."""
    with TemporaryDirectory(prefix="bench-") as folder:
        path = Path(folder) / "ledger.sqlite3"
        size = apart("fill", path, urls)["bytes"]
        usual, worst = apart("finish", path, urls, 1), apart("finish", path, urls, 10)
    return list(rows(f"ledger, {urls:,} URLs", size / urls, usual, worst))


def rows(name: str, each: float, usual: dict[str, float], worst: dict[str, float]) -> Iterator[Row]:
    yield Row(f"{name}: RSS", f"{usual['memory']:.0f} MB", "≤ 200 MB", usual["memory"] <= 200)
    yield Row(f"{name}: reopened, first URLs handed out", f"{usual['opened']:.3f} s", "≤ 2 s", usual["opened"] <= 2)
    for what, figures in (("1 of 10 links new", usual), ("10 of 10 new", worst)):
        target = "≥ 5,000/s" if figures is usual else "–"
        met = figures["rate"] >= 5000 if figures is usual else None
        value = f"{figures['rate']:,.0f}/s ({figures['cpu_rate']:,.0f} per CPU second)"
        yield Row(f"{name}: finished pages, {what}", value, target, met)
    yield Row(f"{name}: on disk", f"{each:.0f} bytes a URL", "–", None)


if __name__ == "__main__":
    if sys.argv[1:2] and sys.argv[1] in STEPS:
        print(json.dumps(STEPS[sys.argv[1]](Path(sys.argv[2]), *map(int, sys.argv[3:]))))
    else:
        for row in measure(*map(int, sys.argv[1:2])):
            print(f"{row.name:60} {row.value:>40} {row.target:>12} {row.met}")
