"""`scrapy backfill` against the newsroom: planned first, whole, inside its range, resumed after a kill."""

import json
import os
import re
import signal
import subprocess
import sys
from collections import Counter
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from newscrawler.archive.ledger import Ledger
from newscrawler.clock import Clock
from newscrawler.newsroom import Newsroom
from tests.conftest import PROJECT, SCRAPY, RunScrapy
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
