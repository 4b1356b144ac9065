"""`scrapy backfill` where it cannot go on: no room, another process, a wrong command; and what its log says."""

import re
import shutil
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from newscrawler.archive.store import Archive
from newscrawler.discovery.plan import LEDGER
from newscrawler.newsroom import Newsroom
from tests.conftest import Crawled, RunScrapy
from tests.test_backfill import RANGE, SINCE, UNTIL, command


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A folder in memory: nobody else writes to that file system, so that what is free stays."""
    if not Path("/dev/shm").is_dir():
        pytest.skip("no file system in memory here")
    with tempfile.TemporaryDirectory(dir="/dev/shm") as folder:
        yield Path(folder) / "archive"


def test_too_small_a_disk_is_refused_with_what_would_fit(run_scrapy: RunScrapy, small_disk: Path) -> None:
    room = Newsroom(articles=400, seed=34)
    least = shutil.disk_usage(small_disk.parent).free - LEDGER - 2_000_000
    with room.serve() as origin:
        line = command(origin, "report", *RANGE, "-s", f"ARCHIVE_DIR={small_disk}", "-s", f"MIN_FREE={least}")
        refused = run_scrapy(*line)
        asked = len(room.log)
        assert refused.code == 6
        found = re.search(r"what would fit: --since (\S+) --until 2025-12-15", refused.log)
        assert found, refused.log
        assert SINCE < date.fromisoformat(found[1]) <= UNTIL
        assert asked < 30
        fits = run_scrapy(*line, "--since", found[1], "--dry-run")
    assert fits.code == 0
    assert "are needed" not in fits.log


def test_a_host_that_another_process_has_is_left_to_it(run_scrapy: RunScrapy, tmp_path: Path) -> None:
    with Archive.open(tmp_path / "archive") as archive:
        archive.claim(["report.az"])
        ended = run_scrapy(*command("http://127.0.0.1:9", "report", *RANGE))
    assert ended.code == 3
    assert "report.az is being crawled by" in ended.log


def test_a_log_has_plain_lines_of_how_far_it_is(run_scrapy: RunScrapy) -> None:
    room = Newsroom(articles=260, seed=35)
    with room.serve() as origin:
        ended = run_scrapy(*command(origin, "report", "--since", "2000"))
    assert re.search(r"report: \d+ of about \d+ articles held, \d+\.\d a second, about 0:\d\d:\d\d to go", ended.log)


@pytest.mark.parametrize(
    ("args", "told"),
    [
        ((), "name a site"),
        (("nosuch",), "no spider is called 'nosuch'"),
        (("report", "--since", "gestern"), "since='gestern' is not a date"),
        (("report", "--since", "2025", "--until", "2024"), "is later than until"),
        (("report", "--edition", "tr"), "edition='tr'"),
        (("report", "--dryrun"), "unknown option --dryrun"),
    ],
)
def test_a_wrong_command_is_refused_before_anything_is_asked(
    run_scrapy: RunScrapy, args: tuple[str, ...], told: str
) -> None:
    ended: Crawled = run_scrapy("backfill", *args)
    assert ended.code == 2
    assert told in ended.log
