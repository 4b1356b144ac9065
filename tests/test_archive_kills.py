import random
import shutil
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from newscrawler.archive.failpoints import FAILPOINTS
from newscrawler.archive.layout import LEDGER, segments
from newscrawler.archive.store import Archive
from tests.archive_audit import assert_clean, assert_complete, assert_rebuilds_equal, memory, run, start
from tests.archive_site import work

IN_RECOVERY = ("tails-read", "tails-cut", "replayed")
IN_REBUILD = ("rebuilt", "set-aside")
IN_COMMIT = tuple(name for name in FAILPOINTS if name not in IN_RECOVERY + IN_REBUILD)
KILLED = -signal.SIGKILL


@pytest.fixture
def root() -> Iterator[Path]:
    with memory() as folder:
        yield folder


def kill_at_random(root: Path, articles: int, dice: random.Random, site: str = "demo") -> bool:
    """One life, killed at a random moment after it opened the archive, or at any moment at all; False when it ended."""
    with start(root, articles, site) as process:
        assert process.stdout is not None
        if dice.random() < 0.8:
            process.stdout.read(1)  # the archive is open
            time.sleep(dice.uniform(0, 0.12))
        else:
            time.sleep(dice.uniform(0.05, 0.3))
        process.kill()
        return process.wait() == KILLED


@pytest.mark.parametrize("name", IN_COMMIT)
def test_a_kill_between_any_two_steps_of_a_commit_loses_doubles_and_tears_nothing(name: str, root: Path) -> None:
    for nth in (1, 3):
        assert run(root, 60, failpoint=f"{name}*{nth}") == KILLED
    assert run(root, 60) == 0
    assert_complete(root, 60)


@pytest.mark.parametrize("name", IN_RECOVERY)
def test_a_kill_in_the_middle_of_a_recovery_changes_nothing(name: str, root: Path) -> None:
    assert run(root, 60, failpoint="lines-written*4") == KILLED
    assert run(root, 60, failpoint=name) == KILLED
    assert run(root, 60) == 0
    assert_complete(root, 60)


@pytest.mark.parametrize("name", IN_REBUILD)
def test_a_kill_in_the_middle_of_a_rebuild_changes_nothing(name: str, root: Path) -> None:
    assert run(root, 60, failpoint="lines-torn*4") == KILLED
    (root / LEDGER).write_bytes(b"this is no database any more" * 100)
    (root / f"{LEDGER}-wal").unlink()
    assert run(root, 60, failpoint=name) == KILLED
    assert run(root, 60) == 0
    assert_complete(root, 60)


def test_twenty_kills_at_random_moments_lose_double_and_tear_nothing(root: Path) -> None:
    dice, kills = random.Random(4), 0
    for _ in range(60):
        kills += kill_at_random(root, 2000, dice)
        if kills == 20:
            break
    assert kills == 20
    assert run(root, 2000) == 0
    assert_complete(root, 2000)
    assert_rebuilds_equal(root, root / "before.sqlite3")


def test_two_processes_on_one_archive_both_killed_at_random(root: Path) -> None:
    dice = random.Random(5)
    for _ in range(6):
        with start(root, 400, "demo") as one, start(root, 400, "other") as two:
            time.sleep(dice.uniform(0.1, 0.5))
            one.kill()
            time.sleep(dice.uniform(0, 0.1))
            two.kill()
    with start(root, 400, "demo") as one, start(root, 400, "other") as two:
        assert (one.wait(60), two.wait(60)) == (0, 0)
    assert_complete(root, 400, "demo")
    assert_complete(root, 400, "other")
    assert_rebuilds_equal(root, root / "before.sqlite3")


def test_who_takes_over_from_a_killed_writer_stores_nothing_twice(root: Path) -> None:
    """The taker was open before the death, so the dead one's whole lines are found only at the next start."""
    with Archive.open(root):
        assert run(root, 60, failpoint="lines-synced*5") == KILLED
        work(root, 60)  # a third, that recovers; the first still holds its name
    assert run(root, 60) == 0
    assert_complete(root, 60)


@pytest.mark.parametrize("backwards", [False, True])
def test_a_copy_taken_at_any_moment_recovers_elsewhere(backwards: bool, root: Path) -> None:
    dice, here = random.Random(6), root / "here"
    with start(here, 900) as process:
        assert process.stdout is not None
        process.stdout.read(1)
        for number in range(4):
            time.sleep(dice.uniform(0, 0.15))
            copy_slowly(here, root / f"copy{number}", dice, backwards)
        process.kill()
    for number in range(4):
        there = root / f"copy{number}"
        assert run(there, 900) == 0
        assert_complete(there, 900)


def copy_slowly(source: Path, target: Path, dice: random.Random, backwards: bool) -> None:
    """As rsync does: a list of files first, then one file after the other, each as it is then."""
    for path in sorted((path for path in source.rglob("*") if path.is_file()), reverse=backwards):
        copied = target / path.relative_to(source)
        copied.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError):  # as rsync: "file has vanished"
            shutil.copy2(path, copied)
        time.sleep(dice.uniform(0, 0.001))


def test_a_copy_of_an_archive_at_rest_is_accepted_as_it_is(root: Path) -> None:
    work(root / "here", 60)
    shutil.copytree(root / "here", root / "there")
    with Archive.open(root / "there") as archive:
        assert archive.rebuilt is None
    assert_complete(root / "there", 60)


def test_a_ledger_that_was_lost_is_made_anew_and_nothing_is_fetched_twice(root: Path) -> None:
    work(root, 60)
    before = {name.path: (root / name.path).read_bytes() for name in segments(root, "articles")}
    (root / LEDGER).unlink()
    work(root, 60)
    assert {name.path: (root / name.path).read_bytes() for name in segments(root, "articles")} == before
    assert_clean(root)
