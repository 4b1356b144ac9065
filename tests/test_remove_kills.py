"""A removal that dies at any moment is finished by whoever opens the archive next, or by asking again."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from newscrawler.archive.rebuild import rebuild
from newscrawler.archive.verify import verify
from tests.archive_audit import REPOSITORY, assert_clean, assert_rebuilds_equal
from tests.removal_site import PHRASE, crawl_again, files_with, held, make, stones, take_out

KILLED = -9
BEFORE_THE_PLAN = ("stones-laid", "stones-told")
STEPS = (
    *BEFORE_THE_PLAN,
    "purge-planned",
    "purge-segment*1",
    "purge-segment*3",
    "purge-files",
    "purge-ledger",
    "purge-scrubbed",
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    make(tmp_path)
    return tmp_path


def purge_and_die(root: Path, step: str) -> None:
    command = [sys.executable, "-m", "tests.removal_site", str(root)]
    environment = {**os.environ, "FAILPOINT": step}
    assert subprocess.run(command, cwd=REPOSITORY, env=environment, timeout=60, check=False).returncode == KILLED


@pytest.mark.parametrize("step", STEPS)
def test_a_kill_at_any_step_is_mended_by_the_next_start(root: Path, step: str) -> None:
    purge_and_die(root, step)
    planned = step not in BEFORE_THE_PLAN
    wrong = [str(mismatch) for mismatch in verify(root)]
    assert any("a purge was interrupted" in one for one in wrong) is planned
    assert planned or any("was to be erased and is not: repeat scrapy remove --purge" in one for one in wrong)
    assert crawl_again(root) == []
    assert held(root, "demo:1").removed_at is not None
    if planned:
        assert files_with(root, PHRASE) == []
    take_out(root, purge=True)
    assert files_with(root, PHRASE) == []
    assert len(stones(root)) == 1
    assert_clean(root)
    assert_rebuilds_equal(root, root / "before.sqlite3")


def test_a_rebuild_finishes_an_interrupted_purge(root: Path) -> None:
    purge_and_die(root, "purge-segment*1")
    assert rebuild(root).damaged == []
    assert files_with(root, PHRASE) == []
    assert_clean(root)
