"""A reader that goes away (`| head`) and streams that are closed (`>&-`, a daemon) are no program errors."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from newscrawler.ending import Exit
from tests.conftest import PROJECT, SCRAPY
from tests.small_site import stories
from tests.stored import capture, fill

LOOKING = (
    ("summary",),
    ("verify",),
    ("sites",),
    ("show", "report:xeber-0"),
    ("show", "--raw", "report:xeber-0"),
    ("coverage", "report"),
)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("streams") / "archive"
    fill(found, [capture(one.url, one.html) for one in stories(3)])
    return found


def run(*args: str, root: Path, shell: str = "", stdout: int = subprocess.PIPE) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", SCRAPY, *args, "-s", f"ARCHIVE_DIR={root}"]
    env = {**os.environ, "PYTHONPATH": str(PROJECT)}
    wrapped = ["sh", "-c", f'exec "$@" {shell}', "sh", *command]
    return subprocess.run(
        wrapped, cwd=PROJECT, env=env, stdout=stdout, stderr=subprocess.PIPE, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize("args", LOOKING, ids=" ".join)
def test_a_reader_that_goes_away_ends_a_command_that_looks_quietly(root: Path, args: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = run(*args, root=root, stdout=writing)
    os.close(writing)
    assert (done.returncode, done.stderr) == (Exit.INCOMPLETE, "")


@pytest.mark.parametrize("args", [("show", "--raw", "report:xeber-0"), ("reextract", "report", "--dry-run", "--diff")])
def test_a_closed_output_is_nobody_who_reads_and_no_error(root: Path, args: tuple[str, ...]) -> None:
    done = run(*args, root=root, shell="<&- >&-")
    assert (done.returncode, "Traceback" in done.stderr) == (Exit.COMPLETE, False)


def test_a_closed_stderr_takes_nothing_from_what_is_shown(root: Path) -> None:
    done = run("summary", root=root, shell="2>&-")
    assert (done.returncode, "3 articles" in done.stdout) == (Exit.COMPLETE, True)
