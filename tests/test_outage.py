"""A network that goes away for hours, in the middle of a backfill: no article is given up on, none is lost."""

import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newscrawler.archive.ledger import Ledger
from newscrawler.clock import Clock
from newscrawler.newsroom import Newsroom
from tests.conftest import PROJECT
from tests.test_kills import assert_whole

START = datetime(2025, 12, 15, 14, tzinfo=UTC)
SPEED = 1200  # an hour in three seconds
PACE = "0.03"  # 90 articles take longer than the network stays, however fast the machine


def backfill(room: Newsroom, clock: Clock, origin: str, archive: Path, wait: int) -> tuple[int, str]:
    settings = {"ARCHIVE_DIR": str(archive), "ORIGIN": origin, "CLOCK": f"{clock.now().isoformat()}*{SPEED}"}
    settings |= {"WAIT_DUE": str(wait), "DOWNLOAD_DELAY": PACE, "DOWNLOAD_TIMEOUT": "0.5"}
    environment = {f"NEWSCRAWLER_{name}": value for name, value in settings.items()}
    command = [sys.executable, "-m", "newscrawler", "crawl", "report", "-a", "since=2000"]
    done = subprocess.run(
        command,
        cwd=PROJECT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    return done.returncode, done.stderr


def states(archive: Path) -> dict[str, int]:
    ledger = Ledger.reader(archive)
    counted = {state: count for (kind, state), count in ledger.counts("report").items() if kind == "article"}
    attempts = max(row.attempts for row in ledger.rows("report"))
    ledger.close()
    return {**counted, "attempts": attempts}


@pytest.mark.parametrize("kind", ["refuse", "reset", "silent"])
def test_an_evening_without_network_fails_no_article_and_loses_none(kind: str, tmp_path: Path) -> None:
    clock, archive = Clock(START, SPEED), tmp_path / "archive"
    room = Newsroom(articles=90, seed=3, clock=clock, outage_after=0.8, outage_hours=3.0, outage_kind=kind)
    with room.serve() as origin:
        code, log = backfill(room, clock, origin, archive, wait=86_400)
    assert re.search(r"report\.az rests until .* UTC", log)
    assert code == 0, log[-1500:]
    assert states(archive).get("failed", 0) == 0
    assert states(archive)["attempts"] <= 2
    assert_whole(archive, room)


def test_a_crawl_that_does_not_wait_ends_3_naming_when_and_the_next_ones_complete_it(tmp_path: Path) -> None:
    clock, archive = Clock(START, SPEED), tmp_path / "archive"
    room = Newsroom(articles=90, seed=4, clock=clock, outage_after=0.8, outage_hours=3.0)
    codes: list[int] = []
    with room.serve() as origin:
        while 0 not in codes:
            code, log = backfill(room, clock, origin, archive, wait=300)
            codes.append(code)
            assert code == 0 or "nothing more can be fetched before 2025-12-15" in log
            assert states(archive).get("failed", 0) == 0
    assert codes[0] in (3, 4)  # 4 where the crawl began after the network was gone
    assert set(codes[:-1]) <= {3, 4}
    assert_whole(archive, room)


def test_a_site_that_puts_up_a_challenge_for_an_evening_rests_and_nothing_stays_blocked(tmp_path: Path) -> None:
    clock, archive = Clock(START, SPEED), tmp_path / "archive"
    room = Newsroom(articles=90, seed=5, clock=clock, challenge_after=0.8, challenge_hours=3.0)
    with room.serve() as origin:
        code, log = backfill(room, clock, origin, archive, wait=86_400)
    assert re.search(r"report\.az rests until .* UTC: challenge", log)
    assert code == 5, log[-1500:]  # it was refused, and says so
    assert states(archive).get("blocked", 0) == 0
    assert_whole(archive, room)


def test_a_calendar_without_end_is_left_after_some_pages(tmp_path: Path) -> None:
    clock, archive = Clock(START, 0), tmp_path / "archive"
    room = Newsroom(articles=100, seed=6, calendar=True)
    with room.serve() as origin:
        code, log = backfill(room, clock, origin, archive, wait=0)
    assert code == 0, log[-1500:]
    assert "5 pages in a row show nothing new, leaving it" in log
    assert len(room.log) < 400
    assert_whole(archive, room)
