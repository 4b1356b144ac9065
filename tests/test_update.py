"""`scrapy update`: weeks of a schedule on the sped-up clock, against a newsroom that goes on publishing."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from newscrawler.archive.verify import verify
from newscrawler.clock import Clock
from newscrawler.newsroom import Newsroom
from newscrawler.polling import LONGEST
from tests.conftest import PROJECT
from tests.test_kills import start

START = datetime(2025, 12, 15, 14, tzinfo=UTC)
PACE = ("-s", "DOWNLOAD_DELAY=0.002", "-s", "WAIT_DUE=0", "-s", "LOG_LEVEL=WARNING")
SOURCES = ("/rss/", "/ru/rss/", "/en/rss/", "/news-sitemap.xml", "/son-xeberler")


@dataclass
class Month:
    """What a newsroom saw while `update` ran again and again, and what the archive holds afterwards."""

    room: Newsroom
    archive: Path
    runs: list[tuple[datetime, int, str]]

    def lines(self, kind: str) -> list[dict[str, Any]]:
        files = sorted((self.archive / "report" / kind).glob("*.jsonl"))
        return [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]


def update(room: Newsroom, origin: str, archive: Path, clock: Clock, speed: int, *args: str) -> tuple[int, str]:
    settings = {"ARCHIVE_DIR": str(archive), "ORIGIN": origin, "CLOCK": f"{clock.now().isoformat()}*{speed}"}
    settings |= {"DOWNLOAD_DELAY": "0.002", "WAIT_DUE": "0"}
    environment = {f"NEWSCRAWLER_{name}": value for name, value in settings.items()}
    command = [sys.executable, "-m", "newscrawler", "update", *args]
    done = subprocess.run(
        command,
        cwd=PROJECT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    return done.returncode, done.stderr


def live(days: float, hours: float, speed: int, articles: int, archive: Path, **switches: Any) -> Month:
    """Lives so many days at `speed`; `update` begins every so many hours."""
    clock = Clock(START, speed)
    room = Newsroom(articles=articles, seed=3, clock=clock, ahead=days, **switches)
    month = Month(room, archive, [])
    with room.serve() as origin:
        while clock.now() - START < timedelta(days=days):
            begun = clock.now()
            month.runs.append((begun, *update(room, origin, archive, clock, speed, "report")))
            while clock.now() < begun + timedelta(hours=hours):
                time.sleep(0.01)
    return month


def live_in_one_process(days: float, speed: int, articles: int, archive: Path, **switches: Any) -> Month:
    """Lives so many days at `speed` while one `update --every 1h` runs, then ends it by SIGTERM."""
    clock = Clock(START, speed)
    room = Newsroom(articles=articles, seed=3, clock=clock, ahead=days, **switches)
    with room.serve() as origin:
        begun = clock.now()
        args = ("update", "report", "--every", "1h", "-s", f"CLOCK={begun.isoformat()}*{speed}", *PACE)
        process = start(archive, origin, *args)
        while clock.now() - START < timedelta(days=days):
            time.sleep(0.1)
            assert process.poll() is None
        process.send_signal(signal.SIGTERM)
        code = process.wait(timeout=60)
    return Month(room, archive, [(begun, code, "")])


def check(month: Month, slack: timedelta) -> None:
    """Everything that came out is held within the longest interval, for few requests; edits and ends are told."""
    assert {code for _, code, _ in month.runs} == {0}
    assert list(verify(month.archive)) == []
    begun, now = month.runs[0][0] + slack, month.room.clock.now()
    out = {story.url: story for story in month.room.published() if story.published > begun and story.held}
    held = {line["url"] for line in month.lines("articles")}
    gone = {line["url"] for line in month.lines("rejected") if line["state"] == "gone"}
    late = timedelta(seconds=LONGEST) + slack
    assert [story.url for story in out.values() if story.url not in held | gone and now - story.published > late] == []
    counted = spent(month, out.keys())
    assert counted["new"] >= 20
    assert counted["full"] <= 1.3 * counted["new"], counted
    assert counted["most looks"] <= 4
    assert counted["unasked"] == 0


def spent(month: Month, new: Collection[str]) -> Counter[str]:
    """Full responses while the newsroom was watched: of sources, of articles for the first time; looks again.

    `unasked`: polls of a source, after the first one of each, that did not ask whether it had changed.
    """
    counted, looks = Counter[str](), Counter[str]()
    first: set[str] = set()
    for one in month.room.log:
        path = urlsplit(one.target).path
        url = f"https://report.az{path}"
        if path in SOURCES:
            counted["full"] += one.status == 200 and path in first
            counted["unasked"] += path in first and "if-none-match" not in one.headers
            first.add(path)
        elif url in new and url in first:
            looks[url] += 1
        elif url in new:
            first.add(url)
            counted["new"] += one.status == 200
            counted["full"] += one.status != 304
    counted["most looks"] = max(looks.values(), default=0)
    return counted


def test_days_of_scheduled_updates_hold_what_came_out_for_few_requests(tmp_path: Path) -> None:
    check(live(2, 3, 3600, 400, tmp_path / "archive", removals=0.05), timedelta(hours=6))


def test_a_week_of_one_update_that_keeps_running_does_too(tmp_path: Path) -> None:
    check(live_in_one_process(7, 14_400, 500, tmp_path / "archive", removals=0.05), timedelta(hours=12))


@pytest.mark.soak
def test_thirty_days_of_scheduled_updates_do(tmp_path: Path) -> None:
    check(live(30, 3, 3600, 700, tmp_path / "archive", removals=0.05), timedelta(hours=6))
