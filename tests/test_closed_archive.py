"""Folders that may not be looked into, or that lead nowhere: every command names them and ends 6, and loses nothing."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from newscrawler.archive.layout import LEDGER, segments, sites_in, tombstones
from newscrawler.archive.rebuild import rebuild
from newscrawler.ending import Exit
from newscrawler.errors import ArchiveError
from tests.conftest import PROJECT, SCRAPY
from tests.corpus_site import articles, write_archive

SETPRIV = shutil.which("setpriv")
RIGHTS = "-dac_override,-dac_read_search"
"""What lets root look into every folder."""


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Path]:
    root = write_archive(tmp_path / "archive", articles(3, site="report", language="az", words=20))
    rebuild(root)
    yield root
    for folder in (root, root / "report"):
        folder.chmod(0o755)


def ended(root: Path, command: str) -> tuple[int, str]:
    """Exit code and output of a command of somebody who has no more rights than the folders give."""
    if os.geteuid() == 0 and not SETPRIV:
        pytest.skip("nobody here can lay down the rights of root")
    drop = [SETPRIV, f"--bounding-set={RIGHTS}"] if os.geteuid() == 0 and SETPRIV else []
    done = subprocess.run(
        [*drop, sys.executable, "-c", SCRAPY, *command.split()],
        cwd=PROJECT,
        env={**os.environ, "NEWSCRAWLER_ARCHIVE_DIR": str(root), "PYTHONPATH": str(PROJECT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout.decode()


@pytest.mark.parametrize(
    ("folder", "mode", "command"),
    [
        (".", 0o000, "verify"),
        (".", 0o000, "reextract report --dry-run"),
        (".", 0o300, "rebuild-ledger"),
        ("report", 0o000, "summary"),
        ("report", 0o000, "show report:xeber-1"),
    ],
)
def test_a_folder_that_is_closed_is_named(folder: str, mode: int, command: str, archive: Path) -> None:
    before = (archive / LEDGER).read_bytes()
    (archive / folder).chmod(mode)
    code, told = ended(archive, command)
    (archive / folder).chmod(0o755)
    assert (code, "Traceback" in told) == (Exit.STORAGE, False), told
    assert str((archive / folder).resolve()) in told
    assert "Permission denied" in told
    assert (archive / LEDGER).read_bytes() == before


def test_a_site_whose_folder_leads_nowhere_is_no_site_without_articles(archive: Path) -> None:
    (archive / "report").rename(archive.parent / "away")
    (archive / "report").symlink_to(archive.parent / "not mounted")
    for look in (sites_in, tombstones, lambda root: list(segments(root))):
        with pytest.raises(ArchiveError, match="/report: a link that leads nowhere"):
            look(archive)
    code, told = ended(archive, "summary")
    assert (code, "a link that leads nowhere" in told) == (Exit.STORAGE, True), told
    (archive / "report").unlink()
    (archive.parent / "away").rename(archive / "report")
