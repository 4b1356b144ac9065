"""A re-reading killed at any moment tears nothing, and the next one does the rest; the long form on 10,000 pages."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from newscrawler.archive.model import Capture
from tests.archive_audit import REPOSITORY, assert_clean, memory
from tests.stored import MODULES, assert_sound, captures, contents, fill, lines, reextract, spiders

SECTION = 'section = css("h1")'
FAILPOINTS = (
    "tick-begun",
    "segment-opened",  # once only: the next life goes on in the segment that this one opened
    "tick-admitted",
    "records-torn",
    "records-written",
    "records-synced",
    "lengths-set",
    "committed",
)
PAGES, KILLS = 60, 3


@pytest.fixture(scope="module")
def pages() -> list[Capture]:
    return captures(PAGES)


@pytest.fixture(scope="module")
def filled(pages: list[Capture]) -> Iterator[Path]:
    with memory() as folder:
        fill(folder / "archive", pages)
        yield folder


@pytest.fixture
def root(filled: Path) -> Iterator[Path]:
    with memory() as folder:
        shutil.copytree(filled / "archive", folder / "archive")
        yield folder / "archive"


def life(root: Path, folder: Path, module: str, jobs: int = 1, failpoint: str = "") -> subprocess.Popen[bytes]:
    """One life of a re-reading, in a session of its own."""
    environment = {**os.environ, "PYTHONPATH": f"{folder}:{REPOSITORY}", "FAILPOINT": failpoint}
    command = [sys.executable, "-m", "tests.stored", str(root), module, str(jobs)]
    return subprocess.Popen(command, cwd=REPOSITORY, env=environment, start_new_session=True)


def assert_read(root: Path, expected: list[dict[str, object]], tmp_path: Path) -> None:
    """Every record once more and no other, sound, and nothing left to do."""
    assert_clean(root)
    newest = {(line["id"], line["revision"]): line for line in lines(root)}
    assert newest == {(line["id"], line["revision"]): line | {"section": line["title"]} for line in expected}
    assert_sound(root, tmp_path)


def test_killed_at_every_step_it_tears_nothing_and_the_next_does_the_rest(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(tmp_path))
    before, modules = lines(root), spiders(tmp_path, "killed_at_steps", SECTION)
    for failpoint in FAILPOINTS:
        with life(root, tmp_path, modules[0], failpoint=failpoint) as process:
            assert process.wait(timeout=60) == -signal.SIGKILL, failpoint
    with life(root, tmp_path, modules[0]) as process:
        assert process.wait(timeout=60) == 0
    assert_read(root, before, tmp_path)
    written = contents(root)
    assert {one.verdict for one in reextract(root, modules)} == {"equal"}
    assert contents(root) == written


def kill_at_random(root: Path, folder: Path, module: str, times: int, longest: float) -> None:
    rng = random.Random(5)
    for _ in range(times):
        with life(root, folder, module, jobs=2) as process:
            time.sleep(rng.uniform(0.3, longest))
            process.kill()
            process.wait()
        wait_for_end(process.pid)


def wait_for_end(session: int, seconds: float = 20) -> None:
    """Until no process of the session is left: the workers end with their parent."""
    end = time.monotonic() + seconds
    while any(_session(path) == session for path in Path("/proc").glob("[0-9]*")):
        assert time.monotonic() < end, "a worker outlived its parent"
        time.sleep(0.05)


def _session(path: Path) -> int:
    try:
        state, _, _, session = (path / "stat").read_text().rpartition(")")[2].split()[:4]
    except (OSError, ValueError):
        return -1
    return -1 if state == "Z" else int(session)


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="workers are watched in /proc")
def test_killed_at_random_its_workers_end_and_nothing_is_torn(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(tmp_path))
    before, modules = lines(root), spiders(tmp_path, "killed_at_random", SECTION)
    kill_at_random(root, tmp_path, modules[0], KILLS, 2.5)
    reextract(root, modules)
    assert_read(root, before, tmp_path)


@pytest.mark.soak
def test_ten_thousand_pages_killed_again_and_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(tmp_path))
    modules = spiders(tmp_path, "ten_thousand", SECTION)
    with memory() as folder:
        root = folder / "archive"
        fill(root, captures(10_000))
        before = lines(root)
        assert len(before) > 9_500
        assert {one.verdict for one in reextract(root, MODULES, jobs=2)} == {"equal"}
        kill_at_random(root, tmp_path, modules[0], 12, 12.0)
        found = reextract(root, modules, jobs=2)
        assert {one.verdict for one in found} <= {"equal", "changed"}
        assert {name for one in found for name in one.differences} <= {"section"}
        assert_read(root, before, tmp_path)
        written = contents(root)
        assert {one.verdict for one in reextract(root, modules, jobs=2)} == {"equal"}
        assert contents(root) == written
