"""`scrapy backfill` against the newsroom: planned first, whole, inside its range, resumed after a kill."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from newscrawler.archive.ledger import Ledger
from newscrawler.archive.store import Archive
from newscrawler.clock import Clock
from newscrawler.discovery.plan import LEDGER
from newscrawler.newsroom import Newsroom
from tests.conftest import PROJECT, SCRAPY, Crawled, RunScrapy
from tests.test_kills import kill_when_grown

SINCE, UNTIL = date(2022, 12, 16), date(2025, 12, 15)
RANGE = ("--since", str(SINCE), "--until", str(UNTIL))
CLOCK = "2025-12-15T18:00:00+04:00"
_SUMS = re.compile(r"about ([\d,]+) articles.*?; ([\d,]+) requests")


def command(origin: str, *args: str) -> tuple[str, ...]:
    """A backfill at full pace."""
    return ("backfill", *args, "-s", f"ORIGIN={origin}", "-s", "DOWNLOAD_DELAY=0.002", "-s", f"CLOCK={CLOCK}")


def start(archive: Path, origin: str, *args: str) -> subprocess.Popen[bytes]:
    """One in a process of its own, to be killed."""
    settings = {"NEWSCRAWLER_ARCHIVE_DIR": str(archive), "PYTHONPATH": str(PROJECT)}
    line = [sys.executable, "-c", SCRAPY, *command(origin, *args), "-L", "WARNING"]
    return subprocess.Popen(line, cwd=PROJECT, env={**os.environ, **settings}, stderr=subprocess.DEVNULL)


def planned(log: str) -> tuple[int, int]:
    """Articles and requests that the plan expects."""
    found = _SUMS.search(log)
    assert found, log
    return int(found[1].replace(",", "")), int(found[2].replace(",", ""))


def ids(archive: Path, site: str = "report") -> Counter[str]:
    """The ids of all records."""
    files = (archive / site / "articles").glob("*.jsonl")
    return Counter(json.loads(line)["id"] for file in files for line in file.read_text(encoding="utf-8").splitlines())


def wanted(room: Newsroom, since: date = SINCE, until: date = UNTIL, site: str = "report") -> set[str]:
    """What a backfill of the range has to hold."""
    stories = (story for story in room.stories if story.held and story.site == site)
    return {story.record_id for story in stories if since <= story.published.date() <= until}


def storm(articles: int, kills: int, archive: Path, seed: int) -> None:
    """Three years of three editions, killed so many times on the way: whole, exact, cheap, and as planned."""
    room = Newsroom(articles=articles, seed=seed)
    step = sum(len(story.text) for story in room.stories) * 2 // (kills + 1)
    with room.serve() as origin:
        for _ in range(kills):
            process = start(archive, origin, "report", *RANGE)
            assert kill_when_grown(process, archive, step, signal.SIGKILL)
            process.wait(timeout=60)
        run = subprocess.run(
            [sys.executable, "-c", SCRAPY, *command(origin, "report", *RANGE)],
            cwd=PROJECT,
            env={**os.environ, "NEWSCRAWLER_ARCHIVE_DIR": str(archive), "PYTHONPATH": str(PROJECT)},
            capture_output=True,
            text=True,
            timeout=600,
            check=False,
        )
    assert run.returncode == 0, run.stderr[-3000:]
    assert "is taken up again" in run.stderr
    held = ids(archive)
    assert held.keys() == wanted(room)
    assert set(held.values()) == {1}
    assert len(room.log) <= 1.15 * len(held)
    assert planned(run.stderr)[1] == pytest.approx(len(room.log), rel=0.2)
    with closing(Ledger.reader(archive)) as ledger:
        assert ledger.progress("report", "backfill") == {}


def test_three_years_of_three_editions_are_held_whole_although_killed_three_times(tmp_path: Path) -> None:
    storm(600, 3, tmp_path / "archive", seed=21)


@pytest.mark.soak
@pytest.mark.parametrize("seed", [22, 23])
def test_ten_kills_do_not_hurt_either(seed: int, tmp_path: Path) -> None:
    storm(4000, 10, tmp_path / "archive", seed)


def test_the_estimate_of_an_unbroken_run_is_within_a_fifth_of_its_requests(run_scrapy: RunScrapy) -> None:
    room = Newsroom(articles=400, seed=31)
    with room.serve() as origin:
        ended = run_scrapy(*command(origin, "report", "--since", "2025-11", "--until", "2025-12-10"))
    articles, requests = planned(ended.log)
    since, until = date(2025, 11, 1), date(2025, 12, 10)
    assert ended.code == 0
    assert ids(ended.archive).keys() == wanted(room, since, until)
    assert articles == pytest.approx(len(wanted(room, since, until)), rel=0.2)
    assert requests == pytest.approx(len(room.log), rel=0.2)


def test_articles_that_come_out_during_the_walk_shift_nothing_out_of_it(run_scrapy: RunScrapy) -> None:
    room = Newsroom(articles=300, seed=32, ahead=20, clock=_clock("*86400"))
    with room.serve() as origin:
        ended = run_scrapy(*command(origin, "report", *RANGE), "-s", f"CLOCK={CLOCK}*1440")
    assert ended.code == 0
    assert ids(ended.archive).keys() == wanted(room)


def _clock(speed: str) -> Clock:
    return Clock.parse(f"{CLOCK}{speed}")


def test_a_dry_run_asks_little_and_leaves_no_work(run_scrapy: RunScrapy, small_room: tuple[Newsroom, str]) -> None:
    room, origin = small_room
    before = len(room.log)
    ended = run_scrapy(*command(origin, "report", *RANGE, "--dry-run"))
    assert ended.code == 0
    assert planned(ended.log)[0] == pytest.approx(len(wanted(room)), abs=3)
    assert len(room.log) - before <= 8
    with closing(Ledger.reader(ended.archive)) as ledger:
        assert not ledger.counts()
        assert ledger.progress("report", "backfill") == {}


def test_without_a_beginning_it_goes_back_as_far_as_the_sources_do(run_scrapy: RunScrapy) -> None:
    room = Newsroom(articles=60, seed=7)
    with room.serve() as origin:
        ended = run_scrapy(*command(origin, "report", "--edition", "ru"))
    assert ended.code == 0
    assert ids(ended.archive).keys() == {one.record_id for one in room.stories if one.held and one.language == "ru"}


def test_two_sites_are_filled_side_by_side(run_scrapy: RunScrapy) -> None:
    room = Newsroom(articles=60, seed=33, sites=("report", "axar"))
    with room.serve() as origin:
        ended = run_scrapy(*command(origin, "report", "axar", *RANGE))
    assert ended.code == 0
    assert ids(ended.archive).keys() == wanted(room)
    assert ids(ended.archive, "axar").keys() == wanted(room, site="axar")
    hosts = [seen.host for seen in room.log]
    assert hosts.index("axar.az") < len(hosts) - 1 - hosts[::-1].index("report.az")
    assert hosts.index("report.az") < len(hosts) - 1 - hosts[::-1].index("axar.az")


def test_days_that_no_source_was_read_for_are_filled(run_scrapy: RunScrapy) -> None:
    room = Newsroom(articles=200, seed=36)
    since, until = date(2025, 12, 1), date(2025, 12, 15)
    with room.serve() as origin:
        for first, last in ((since, date(2025, 12, 5)), (date(2025, 12, 11), until)):
            run_scrapy("crawl", *command(origin, "report")[1:], "-a", f"since={first}", "-a", f"until={last}")
        told = run_scrapy(*command(origin, "report", "--gaps", "--since", str(since), "--dry-run"))
        assert "report: to be asked for again: 0 articles, 5 days, 0 pages" in told.log
        before = ids(told.archive).keys()
        filled = run_scrapy(*command(origin, "report", "--gaps", "--since", str(since)))
        assert filled.code == 0
        assert before < ids(filled.archive).keys() == wanted(room, since, until)
        asked = len(room.log)
        again = run_scrapy(*command(origin, "report", "--gaps", "--since", str(since)))
    assert "to be asked for again: 0 articles, 0 days" in again.log
    assert (again.code, len(room.log)) == (0, asked)


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
