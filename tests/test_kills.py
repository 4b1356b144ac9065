"""kill -9 at any moment, restarted by the same command: nothing lost, nothing doubled, nothing torn."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from warcio.checker import Checker  # type: ignore[import-untyped]

from newscrawler.archive.failpoints import FAILPOINTS
from newscrawler.archive.verify import verify
from newscrawler.newsroom import Newsroom
from tests.conftest import PROJECT, SCRAPY

CRAWL = ("crawl", "report", "-a", "since=2000", "-s", "DOWNLOAD_DELAY=0.002", "-s", "LOG_LEVEL=WARNING")


def start(archive: Path, origin: str, *args: str, **env: str) -> subprocess.Popen[bytes]:
    """A crawl in a process of its own."""
    settings = {"NEWSCRAWLER_ARCHIVE_DIR": str(archive), "NEWSCRAWLER_ORIGIN": origin, "PYTHONPATH": str(PROJECT)}
    command = [sys.executable, "-c", SCRAPY, *(args or CRAWL)]
    return subprocess.Popen(command, cwd=PROJECT, env={**os.environ, **settings, **env}, stderr=subprocess.DEVNULL)


def finish(archive: Path, origin: str, *args: str) -> int:
    """Runs a crawl to its end; its exit code."""
    return start(archive, origin, *args).wait(timeout=300)


def grown(archive: Path) -> int:
    """How many bytes of records lie on the disk."""
    return sum(path.stat().st_size for path in archive.glob("report/articles/*.jsonl"))


def kill_when_grown(process: subprocess.Popen[bytes], archive: Path, more: int, how: int) -> bool:
    """Sends `how` once that many more bytes of records are written; False when the crawl ended before."""
    goal = grown(archive) + more
    while process.poll() is None:
        if grown(archive) >= goal:
            process.send_signal(how)
            return True
        time.sleep(0.01)
    return False


def assert_whole(archive: Path, room: Newsroom) -> None:
    """Each article once, every line whole, the pages sound, the ledger of one mind with the files."""
    files = sorted(archive.glob("report/articles/*.jsonl"))
    lines = [json.loads(line) for file in files for line in file.read_bytes().splitlines()]
    assert all(file.read_bytes().endswith(b"\n") for file in files if file.stat().st_size)
    ids = Counter(line["id"] for line in lines)
    assert {story.record_id for story in room.stories if story.held} == ids.keys()
    assert max(ids.values()) == 1
    assert [str(mismatch) for mismatch in verify(archive)] == []
    for path in archive.glob("report/pages/*.warc.gz"):
        checker = Checker(_Check(str(path)))
        checker.process_all()
        assert checker.exit_value == 0, path


class _Check:
    """The options of `warcio check`."""

    def __init__(self, path: str) -> None:
        self.inputs, self.verbose = [path], False


def storm(archive: Path, room: Newsroom, origin: str, kills: int, seed: int, how: int = signal.SIGKILL) -> None:
    """`kills` signals at random moments, the crawl restarted after each, then let run to its end."""
    rng = random.Random(seed)
    step = sum(len(story.text) for story in room.stories) // kills  # a record has some four times the bytes of its text
    killed = 0
    while killed < kills:
        process = start(archive, origin)
        early = rng.random() < 0.2  # some in the first moments: opening, recovering, the first listing
        if early:
            time.sleep(rng.uniform(0.3, 1.5))
            process.send_signal(how)
        else:
            assert kill_when_grown(process, archive, rng.randrange(step), how), f"ended after {killed} kills"
        killed += process.wait(timeout=60) != 0
    assert finish(archive, origin) == 0
    assert_whole(archive, room)


def test_twenty_kills_lose_nothing_double_nothing_and_tear_nothing(tmp_path: Path) -> None:
    room = Newsroom(articles=3000, seed=11)
    with room.serve() as origin:
        storm(tmp_path / "archive", room, origin, kills=20, seed=1)


@pytest.mark.soak
@pytest.mark.parametrize("seed", [2, 3, 4])
def test_sixty_kills_do_not_either(seed: int, tmp_path: Path) -> None:
    room = Newsroom(articles=3000, seed=seed)
    with room.serve() as origin:
        storm(tmp_path / "archive", room, origin, kills=60, seed=seed)


@pytest.mark.parametrize("name", FAILPOINTS)
def test_a_kill_between_any_two_steps_of_the_commit_costs_nothing(name: str, tmp_path: Path) -> None:
    room = Newsroom(articles=60, seed=12)
    archive = tmp_path / "archive"
    with room.serve() as origin:
        for nth in (1, 7):
            start(archive, origin, FAILPOINT=f"{name}*{nth}").wait(timeout=120)
        assert finish(archive, origin) == 0
        assert_whole(archive, room)


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_polite_stop_loses_nothing_and_says_that_it_is_incomplete(how: signal.Signals, tmp_path: Path) -> None:
    room = Newsroom(articles=400, seed=13)
    archive = tmp_path / "archive"
    with room.serve() as origin:
        process = start(archive, origin)
        assert kill_when_grown(process, archive, 50_000, how)
        assert process.wait(timeout=60) == 3
        assert [str(mismatch) for mismatch in verify(archive)] == []
        assert finish(archive, origin) == 0
        assert_whole(archive, room)


def test_an_impatient_second_ctrl_c_loses_nothing_either(tmp_path: Path) -> None:
    room = Newsroom(articles=400, seed=14)
    archive = tmp_path / "archive"
    with room.serve() as origin:
        process = start(archive, origin)
        assert kill_when_grown(process, archive, 50_000, signal.SIGINT)
        process.send_signal(signal.SIGINT)
        process.wait(timeout=60)
        assert finish(archive, origin) == 0
        assert_whole(archive, room)
