"""A disk that is full, read-only or nearly full: the crawl stops within seconds, says why and loses nothing."""

import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from newscrawler.archive.disk import check_free
from newscrawler.archive.verify import verify
from newscrawler.ending import Exit
from newscrawler.errors import ArchiveError
from newscrawler.newsroom import Newsroom
from tests.conftest import RunScrapy
from tests.test_kills import assert_whole, grown, start


def test_too_little_room_is_named_with_its_folder_and_both_numbers(tmp_path: Path) -> None:
    check_free(tmp_path, 1)
    check_free(tmp_path, 0)
    with pytest.raises(ArchiveError, match=rf"{tmp_path}: only [\d,]+ MB are free, less than MIN_FREE \([\d,]+ MB\)"):
        check_free(tmp_path, 10**18)


def test_a_crawl_on_a_disk_that_is_nearly_full_asks_for_nothing_and_exits_6(crawl: RunScrapy) -> None:
    room = Newsroom(articles=30, seed=7)
    with room.serve() as origin:
        begun = time.monotonic()
        done = crawl(origin, "-s", f"MIN_FREE={10**18}")
    assert done.code == Exit.STORAGE
    assert time.monotonic() - begun < 10
    assert room.log == []
    assert len([line for line in done.log.splitlines() if "less than MIN_FREE" in line]) == 1
    assert "Traceback" not in done.log


def filled(room: Newsroom, origin: str, archive: Path, least: int) -> None:
    """Fills the disk while a crawl runs; it has to stop by itself, with exit 6."""
    ballast = archive.parent / "ballast"
    process = start(archive, origin, *CRAWL, NEWSCRAWLER_MIN_FREE=str(least))
    while grown(archive) < 60_000:
        time.sleep(0.02)
    free = os.statvfs(archive).f_bavail * os.statvfs(archive).f_frsize
    with ballast.open("wb") as file:
        file.write(b"\0" * max(0, free - 300_000))
    begun = time.monotonic()
    assert process.wait(timeout=60) == Exit.STORAGE
    assert time.monotonic() - begun < 20
    ballast.unlink()


CRAWL = ("crawl", "report", "-a", "since=2000", "-s", "DOWNLOAD_DELAY=0.01", "-s", "LOG_LEVEL=WARNING")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 24 megabytes."""
    if os.geteuid() != 0:
        pytest.skip("mounting needs root")
    folder = tmp_path / "disk"
    folder.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(folder)], check=False).returncode:
        pytest.skip("mounting needs root that may mount")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.mark.root
@pytest.mark.parametrize("least", [0, 5_000_000], ids=["ENOSPC", "MIN_FREE"])
def test_a_crawl_whose_disk_fills_up_exits_6_and_the_next_one_completes(least: int, disk: Path) -> None:
    room = Newsroom(articles=200, seed=17)
    archive = disk / "archive"
    with room.serve() as origin:
        filled(room, origin, archive, least)
        assert list(verify(archive)) == []
        done = start(archive, origin, *CRAWL, NEWSCRAWLER_MIN_FREE="0")
        assert done.wait(timeout=120) == 0
    assert_whole(archive, room)


@pytest.mark.root
def test_a_crawl_into_a_read_only_archive_exits_6_before_it_asks_for_anything(disk: Path) -> None:
    room = Newsroom(articles=30, seed=19)
    archive = disk / "archive"
    with room.serve() as origin:
        assert start(archive, origin, *CRAWL, NEWSCRAWLER_MIN_FREE="0").wait(timeout=60) == 0
        asked = len(room.log)
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        assert start(archive, origin, *CRAWL, NEWSCRAWLER_MIN_FREE="0").wait(timeout=60) == Exit.STORAGE
        assert len(room.log) == asked
        subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
        assert start(archive, origin, *CRAWL, NEWSCRAWLER_MIN_FREE="0").wait(timeout=60) == 0
    assert_whole(archive, room)
