import errno
import os
import sqlite3
import subprocess
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from newscrawler.archive import disk, segment
from newscrawler.archive.layout import LEDGER
from newscrawler.archive.layout import segments as segment_names
from newscrawler.archive.ledger import Ledger
from newscrawler.archive.model import Finished, Tick
from newscrawler.archive.rebuild import rebuild
from newscrawler.archive.records import read
from newscrawler.archive.store import Archive
from newscrawler.archive.verify import verify
from newscrawler.clock import Clock
from newscrawler.errors import ArchiveError
from tests.archive_audit import assert_clean
from tests.archive_site import START, address, capture, found, record


def store(archive: Archive, *numbers: int, text: str = "") -> None:
    archive.commit(Tick(discovered=[found(address(number)) for number in numbers]))
    archive.claim(["demo.example"])
    leases = {lease.url: lease for lease in archive.lease("demo", 99)}
    ends = [(leases[address(number)], record(number, text=text)) for number in numbers]
    archive.commit(Tick(finished=[Finished(one, "stored", line, page=capture(one.url)) for one, line in ends]))


def assert_holds_only_the_first(root: Path) -> None:
    """The next start goes on: what the failed tick held is asked for again."""
    with Archive.open(root, Clock(START, 0)) as archive:
        assert [line["id"] for _, line in read(root)] == ["demo:1"]
        store(archive, 2)
    assert [line["id"] for _, line in read(root)] == ["demo:1", "demo:2"]
    assert_clean(root)


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EROFS])
@pytest.mark.parametrize("kind", ["pages", "discovered", "articles"])
@pytest.mark.parametrize("where", ["write", "sync"])
def test_a_disk_that_refuses_stops_the_archive_and_nothing_of_the_tick_stays(
    where: str, kind: str, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(descriptor: int, data: bytes = b"") -> None:
        if f"/{kind}/" in str(Path(f"/proc/self/fd/{descriptor}").readlink()):
            if data:
                os.write(descriptor, data[: len(data) // 2])
            raise OSError(code, os.strerror(code))
        if data:
            disk.write_all(descriptor, data)

    archive = Archive.open(tmp_path, Clock(START, 0))
    store(archive, 1)
    before = {name.path: (tmp_path / name.path).read_bytes() for name in segment_names(tmp_path)}
    with monkeypatch.context() as patch:
        patch.setattr(segment, "write_all" if where == "write" else "sync", refuse)
        with pytest.raises(ArchiveError, match=rf"/demo/{kind}/.*: {os.strerror(code)}"):
            store(archive, 2)
    after = {name.path: (tmp_path / name.path).read_bytes() for name in segment_names(tmp_path)}
    assert {path: data for path, data in after.items() if "discovered" not in path} == {
        path: data for path, data in before.items() if "discovered" not in path
    }
    with pytest.raises(ArchiveError, match=os.strerror(code)):  # after a failed sync nothing is sure any more
        archive.commit(Tick(discovered=[found(address(3))]))
    archive.close()
    assert_holds_only_the_first(tmp_path)


def test_a_ledger_that_is_full_stops_the_archive_and_nothing_of_the_tick_stays(tmp_path: Path) -> None:
    archive = Archive.open(tmp_path, Clock(START, 0))
    store(archive, 1)
    assert isinstance(archive.ledger, Ledger)
    pages = archive.ledger._row("PRAGMA page_count")[0]
    archive.ledger._run(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(ArchiveError, match=rf"{LEDGER}: database or disk is full"):
        archive.commit(Tick(discovered=[found(address(number)) for number in range(2, 2000)]))
    archive.close()
    assert_holds_only_the_first(tmp_path)


def test_a_ledger_found_malformed_in_the_middle_is_made_anew_at_the_next_start(tmp_path: Path) -> None:
    with Archive.open(tmp_path, Clock(START, 0)) as archive:
        store(archive, 1)
    with sqlite3.connect(tmp_path / LEDGER) as database:
        [page] = database.execute("SELECT rootpage FROM sqlite_master WHERE name = 'sightings'").fetchone()
    database.close()
    with (tmp_path / LEDGER).open("r+b") as file:
        file.seek(4096 * (page - 1))
        file.write(b"\xff" * 4096)
    archive = Archive.open(tmp_path, Clock(START, 0))
    assert archive.rebuilt is None
    with pytest.raises(ArchiveError, match="malformed"):
        store(archive, 2)
    archive.close()
    with Archive.open(tmp_path, Clock(START, 0)) as archive:
        assert archive.rebuilt is not None
        assert archive.rebuilt.reason == "malformed"
    assert list(verify(tmp_path)) == []


def test_short_writes_are_completed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    with Archive.open(tmp_path, Clock(START, 0)) as archive:
        monkeypatch.setattr("os.write", lambda descriptor, data: real(descriptor, bytes(data[:100])))
        store(archive, 1, 2)
    monkeypatch.undo()
    assert_clean(tmp_path)


def test_where_fdatasync_is_missing_or_does_not_reach_the_disk_another_call_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    called: list[object] = []
    monkeypatch.delattr(os, "fdatasync", raising=False)
    monkeypatch.setattr(os, "fsync", lambda descriptor: called.append("fsync"))
    disk.sync(0)
    monkeypatch.setattr("fcntl.F_FULLFSYNC", 51, raising=False)
    monkeypatch.setattr("fcntl.fcntl", lambda descriptor, command: called.append(command))
    disk.sync(0)
    assert called == ["fsync", 51]


def test_a_site_cannot_lead_out_of_the_archive(tmp_path: Path) -> None:
    with Archive.open(tmp_path, Clock(START, 0)) as archive, pytest.raises(ArchiveError, match="cannot be the name"):
        archive.commit(Tick(discovered=[found(address(1), site="../elsewhere")]))


@pytest.fixture
def mount(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes."""
    if os.geteuid() != 0:
        pytest.skip("mounting needs root")
    folder = tmp_path / "disk"
    folder.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)], check=False).returncode:
        pytest.skip("this machine lets nobody mount")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def store_until_it_fails(archive: Archive, numbers: Iterator[int]) -> None:
    for number in numbers:
        store(archive, number, text=f"Mətn {number}. " * 2000)


@pytest.mark.root
def test_a_disk_that_is_really_full_stops_with_its_name_and_goes_on_when_there_is_room(mount: Path) -> None:
    archive, numbers = Archive.open(mount, Clock(START, 0)), count()
    with pytest.raises(ArchiveError, match=rf"{mount}.*(No space left on device|full)"):
        store_until_it_fails(archive, numbers)
    archive.close()
    number = next(numbers) - 1
    assert number > 3
    held = [line["id"] for _, line in read(mount)]
    assert held == [f"demo:{one}" for one in range(number)]
    subprocess.run(["mount", "-o", "remount,size=20m", str(mount)], check=True)
    with Archive.open(mount, Clock(START, 0)) as archive:
        store(archive, number)
    assert [line["id"] for _, line in read(mount)] == [*held, f"demo:{number}"]
    assert_clean(mount)


@pytest.mark.root
def test_a_ledger_that_does_not_fit_on_the_disk_takes_the_place_of_none(mount: Path) -> None:
    """SQLite's log may fit and the file it is emptied into not: closing would keep silent about that."""
    root = mount / "archive"
    with Archive.open(root, Clock(START, 0)) as archive:
        store(archive, *range(40))
    outcomes = set()
    for left in range(10_000, 350_000, 20_000):
        room = os.statvfs(mount)
        (mount / "filling").write_bytes(bytes(max(0, room.f_bavail * room.f_frsize - left)))
        try:
            rebuild(root)
            outcomes.add("made")
        except ArchiveError as error:
            outcomes.add(error.path)
        assert not list(root.glob(f"{LEDGER}.new*"))
        (mount / "filling").unlink()
        assert_clean(root)
    assert outcomes == {"made", str(root / f"{LEDGER}.new")}


@pytest.mark.root
def test_a_disk_that_is_really_read_only_is_named_and_can_still_be_read(mount: Path) -> None:
    with Archive.open(mount / "archive", Clock(START, 0)) as archive:
        store(archive, 1)
    subprocess.run(["mount", "-o", "remount,ro", str(mount)], check=True)
    with pytest.raises(ArchiveError, match=f"{mount}.*Read-only file system"):
        Archive.open(mount / "archive", Clock(START, 0))
    assert [line["id"] for _, line in read(mount / "archive")] == ["demo:1"]
    assert list(verify(mount / "archive")) == []
