"""`scrapy export` beside a bare loop, DuckDB and datasketch: CPU seconds of processes of their own, in one run.

As a module: `python -m bench.corpus [ARTICLES]`; the steps in processes of their own: STEP ROOT OUT [FORMAT].
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.timing import Row
from newscrawler.archive.records import read
from newscrawler.corpus.copies.duplicates import THRESHOLD, find_duplicates
from newscrawler.corpus.holdings.catalogue import Catalogue
from newscrawler.corpus.order.options import Order
from newscrawler.corpus.order.selection import Selection
from newscrawler.corpus.release import export
from tests.corpus_site import make_archive
from tests.export_site import Silent, peak_memory

WORDS = 300
"""Of an article: three kilobytes a line, as in the archives that were measured."""

FEWER = 5
"""DuckDB and datasketch are asked for a fifth of the articles: their ratios do not change with the number."""

_PERMUTATIONS = 128


def bare(root: Path, out: Path, name: str) -> None:
    """Reads, parses and writes every line; what any program has to do."""
    with out.open("wb") as file:
        for segment in sorted(root.glob("*/articles/*.jsonl")):
            with segment.open("rb") as lines:
                for line in lines:
                    file.write(json.dumps(json.loads(line), ensure_ascii=False).encode() + b"\n")


def ours(root: Path, out: Path, name: str) -> None:
    """An export without near-duplicates, all papers and figures included."""
    export(Order(out, (root,), Selection(), (name,)), Silent())


def duckdb(root: Path, out: Path, name: str) -> None:
    """DuckDB's COPY of the same lines, on one thread as ours, ordered by the day and id."""
    import duckdb as db

    kind = {"jsonl.zst": "FORMAT json, COMPRESSION zstd", "parquet": "FORMAT parquet, COMPRESSION zstd"}[name]
    with db.connect() as connection:
        connection.execute("SET threads = 1")
        source = f"read_json_auto('{root}/*/articles/*.jsonl', format = 'newline_delimited')"
        connection.execute(f"COPY (SELECT * FROM {source} ORDER BY published_on, id) TO '{out}' ({kind})")


def clusters(root: Path, out: Path, name: str) -> None:
    """Ours: the shingles of every article, the LSH, the verified pairs."""
    catalogue = Catalogue.build([root], Selection(), out)
    find_duplicates(catalogue.records(), near=True)
    catalogue.close()


def datasketch(root: Path, out: Path, name: str) -> None:
    """datasketch's LSH over the same shingles of three words, nothing verified."""
    from datasketch import MinHash, MinHashLSH  # type: ignore[import-untyped]

    lsh = MinHashLSH(threshold=THRESHOLD, num_perm=_PERMUTATIONS)
    for number, (_, record) in enumerate(read(root)):
        words = record["text"].lower().split()
        sketch = MinHash(num_perm=_PERMUTATIONS)
        sketch.update_batch([" ".join(words[at : at + 3]).encode() for at in range(len(words) - 2)])
        lsh.query(sketch)
        lsh.insert(str(number), sketch)


STEPS: dict[str, Callable[[Path, Path, str], None]] = {
    one.__name__: one for one in (bare, ours, duckdb, clusters, datasketch)
}


def apart(step: str, root: Path, out: Path, name: str = "jsonl") -> tuple[float, float]:
    """(CPU seconds, peak MB) of one step in a process of its own."""
    command = [sys.executable, "-m", "bench.corpus", step, str(root), str(out), name]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=Path(__file__).resolve().parents[1])
    seconds, memory = map(float, done.stdout.split())
    return seconds, memory


def measure(count: int = 100_000) -> Iterator[Row]:
    """Ratios of CPU time; ours over theirs."""
    with TemporaryDirectory(prefix="bench-") as folder:
        root, small = Path(folder) / "archive", Path(folder) / "small"
        make_archive(root, count, words=WORDS, ledger=False)
        make_archive(small, count // FEWER, words=WORDS, ledger=False)
        yield _against(folder, root, "jsonl", "bare", f"export, {count:,} articles: plain JSONL", "a bare loop", 3)
        for name in ("jsonl.zst", "parquet"):
            yield _against(
                folder, small, name, "duckdb", f"export, {count // FEWER:,} articles: {name}", "DuckDB's COPY"
            )
        own, memory = apart("clusters", small, Path(folder) / "index")
        theirs, more = apart("datasketch", small, Path(folder) / "none")
        value = f"{own / theirs:.2f} × the CPU of datasketch ({memory:.0f} and {more:.0f} MB)"
        yield Row(f"near-duplicates, {count // FEWER:,} articles", value, "≤ 1 ×", own <= theirs)


def _against(folder: str, root: Path, name: str, step: str, what: str, whom: str, most: float | None = None) -> Row:
    own, memory = apart("ours", root, Path(folder) / f"ours-{name}", name)
    theirs, _ = apart(step, root, Path(folder) / f"{step}-{name}", name)
    value = f"{own / theirs:.2f} × the CPU of {whom} ({memory:.0f} MB)"
    return Row(what, value, f"≤ {most} ×" if most else "–", own <= most * theirs if most else None)


if __name__ == "__main__":
    if sys.argv[1:2] and sys.argv[1] in STEPS:
        began = time.process_time()
        STEPS[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4])
        print(time.process_time() - began, peak_memory())
    else:
        for row in measure(*map(int, sys.argv[1:2])):
            print(f"{row.name:60} {row.value:>60} {row.target:>12} {row.met}")
