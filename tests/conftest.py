"""What the tests share: where the truth lies, a newsroom on loopback, a crawl as a user starts it."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from newscrawler.newsroom import Newsroom

PROJECT = Path(__file__).resolve().parent.parent
SHARED = PROJECT.parent / "shared" / "data"


SCRAPY = """
import sys, warnings
from scrapy.exceptions import ScrapyDeprecationWarning
if sys.argv[1:2] != ["parse"]:  # that command of Scrapy 2.19 itself returns a Deferred, and warns of it
    warnings.simplefilter("error", ScrapyDeprecationWarning)
from scrapy.cmdline import execute
execute(["scrapy", *sys.argv[1:]])
"""


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of truth tables and real pages; its tests skip where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("the shared data folder is not here")
    return SHARED


@dataclass(frozen=True)
class Crawled:
    """A finished crawl: its exit code, its log and its archive."""

    code: int
    log: str
    archive: Path

    def lines(self, kind: str = "articles", site: str = "report") -> list[dict[str, Any]]:
        """The archive's JSON lines of one kind."""
        files = sorted((self.archive / site / kind).glob("*.jsonl"))
        return [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]

    def reasons(self, site: str = "report") -> dict[str, str]:
        """URL to reason of everything rejected; listings that were read well are not."""
        lines = [line for line in self.lines("rejected", site) if line["state"] != "pending"]
        return {line["url"]: line["reason"] for line in lines if line["reason"] != "listing"}


RunScrapy = Callable[..., Crawled]


@pytest.fixture
def run_scrapy(tmp_path: Path) -> RunScrapy:
    """Runs `scrapy …` in a process of its own, with an archive of its own; deprecation warnings are errors.

    What is due later is not waited for, unless a test says so.
    """

    def run(*args: str, cwd: Path = PROJECT, env: dict[str, str] | None = None, timeout: int = 120) -> Crawled:
        archive = tmp_path / "archive"
        command = [sys.executable, "-c", SCRAPY]
        settings = {"NEWSCRAWLER_ARCHIVE_DIR": str(archive), "NEWSCRAWLER_WAIT_DUE": "0", "PYTHONPATH": str(PROJECT)}
        done = subprocess.run(
            [*command, *args],
            cwd=cwd,
            env={**os.environ, **settings, **(env or {})},
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )
        return Crawled(done.returncode, done.stderr + done.stdout, archive)

    return run


@pytest.fixture
def crawl(run_scrapy: RunScrapy) -> RunScrapy:
    """Crawls report.az as an origin plays it, at full pace."""

    def run(origin: str, *args: str, site: str = "report", **kwargs: Any) -> Crawled:
        pace = ("-s", f"ORIGIN={origin}", "-s", "DOWNLOAD_DELAY=0.002")
        return run_scrapy("crawl", site, *pace, *args, **kwargs)

    return run


@pytest.fixture(scope="session")
def small_room() -> Iterator[tuple[Newsroom, str]]:
    """A newsroom of sixty stories and its origin, for tests that only read."""
    room = Newsroom(articles=60, seed=7)
    with room.serve() as origin:
        yield room, origin


@pytest.fixture
def without_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    """An export without its figures: drawing them takes longer than all the rest, and has tests of its own."""
    monkeypatch.setattr("newscrawler.corpus.papers.documents.draw_charts", lambda *_: [])


@pytest.fixture
def no_half_release(tmp_path: Path) -> Iterator[None]:
    """Whatever happens in the test, nothing of an export stays in its folder, but for releases called `out-there`."""
    yield
    assert not [path.name for path in tmp_path.glob("out*") if path.name != "out-there"]
