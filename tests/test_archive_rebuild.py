import json
import shutil
from pathlib import Path

import pytest

from newscrawler.archive.layout import ARTICLES, segments
from newscrawler.archive.ledger import Ledger
from newscrawler.archive.model import Finished, Progress, Requeued, Tick
from newscrawler.archive.rebuild import rebuild
from newscrawler.archive.records import read
from newscrawler.archive.store import Archive
from newscrawler.clock import Clock
from newscrawler.errors import ArchiveError
from tests.archive_audit import assert_clean, assert_rebuilds_equal
from tests.archive_site import START, address, capture, found, record


def store(archive: Archive, *numbers: int) -> None:
    """Articles found, fetched and committed in one tick."""
    archive.commit(Tick(discovered=[found(address(number)) for number in numbers]))
    archive.claim(["demo.example"])
    leases = {lease.url: lease for lease in archive.lease("demo", 50)}
    tick = Tick(discovered=[found(address(number + 100)) for number in numbers])
    for number in numbers:
        one = record(number, title="Yol", text="Açıq.")
        tick.finished.append(Finished(leases[one["url"]], "stored", one, page=capture(one["url"], b"<p>")))
    archive.commit(tick)
    archive.give_back(leases.values())


def test_a_rebuilt_ledger_equals_the_old_one_row_for_row(tmp_path: Path) -> None:
    with Archive.open(tmp_path, Clock(START, 0)) as archive:
        store(archive, 1, 2, 3)
        leases = archive.lease("demo", 50)
        archive.commit(
            Tick(
                finished=[
                    Finished(leases[0], "failed", reason="timeout"),
                    Finished(leases[1], "alias", target=address(1)),
                ],
                requeued=[Requeued(leases[2], reason="HTTP 503")],
            )
        )
        archive.commit(Tick(discovered=[found(leases[0].url, "command", again=True), found(address(2), "rss")]))
    assert_rebuilds_equal(tmp_path, tmp_path / "before.sqlite3")
    assert_clean(tmp_path)


def test_a_rebuild_names_the_lines_nobody_can_read_and_takes_the_others(tmp_path: Path) -> None:
    with Archive.open(tmp_path, Clock(START, 0)) as archive:
        store(archive, 1, 2)
    [name] = segments(tmp_path, ARTICLES)
    first, second = (tmp_path / name.path).read_bytes().splitlines(keepends=True)
    (tmp_path / name.path).write_bytes(first + b"\x00\x00\n" + second + b'{"torn')
    rebuilt = rebuild(tmp_path)
    assert [where.split(": ")[0] for where in rebuilt.damaged] == [f"{name.path}:2"]
    ledger = Ledger.reader(tmp_path)
    assert [ledger.held(f"demo:{n}") is not None for n in (1, 2)] == [True, True]
    assert ledger.length(name.path) == len(first) + 3 + len(second)
    ledger.close()


def test_a_tombstone_is_honoured_by_a_rebuild(tmp_path: Path) -> None:
    with Archive.open(tmp_path, Clock(START, 0)) as archive:
        store(archive, 1, 2)
    stones = [{"id": f"demo:{n}", "url": address(n), "at": "2025-12-16T09:00:00Z", "reason": "letter"} for n in (2, 7)]
    (tmp_path / "demo" / "removed.jsonl").write_text("".join(json.dumps(stone) + "\n" for stone in stones))
    rebuild(tmp_path)
    with Archive.open(tmp_path, Clock(START, 0)) as archive:
        held = [archive.ledger.held(f"demo:{number}") for number in (1, 2, 7)]
        assert [one and one.removed_at is not None for one in held] == [False, True, True]
        archive.commit(Tick(discovered=[found(address(n), "rss", again=True) for n in (2, 7)]))
        archive.claim(["demo.example"])
        assert {lease.url for lease in archive.lease("demo", 9)} == {address(101), address(102)}


def test_a_rebuild_does_not_start_beside_a_crawl(tmp_path: Path) -> None:
    with Archive.open(tmp_path), pytest.raises(ArchiveError, match="in use by w1"):
        rebuild(tmp_path)


def test_a_ledger_made_anew_keeps_what_only_the_old_one_knew(tmp_path: Path) -> None:
    """The files went back to yesterday's; due times, attempts, cursors and unlisted URLs lay in the ledger alone."""
    with Archive.open(tmp_path, Clock(START, 0)) as archive:
        store(archive, 1)
        [lease] = archive.lease("demo", 5)
        archive.commit(Tick(requeued=[Requeued(lease, reason="HTTP 503", etag='"e"')]))
        [name] = segments(tmp_path, "discovered")
        size = (tmp_path / name.path).stat().st_size
        cursor = Progress("demo", "cursor", "before", 7)
        archive.commit(Tick(discovered=[found(address(9), payload={"page": 2})], progress=[cursor]))
    with (tmp_path / name.path).open("r+b") as file:
        file.truncate(size)
    with Archive.open(tmp_path, Clock(START, 0)) as archive:
        assert archive.rebuilt is not None
        assert archive.rebuilt.reason == "behind"
        archive.claim(["demo.example"])
        leases = archive.lease("demo", 5)
        assert [(one.url, one.attempts, one.etag, one.payload) for one in leases] == [
            (address(101), 1, '"e"', None),
            (address(9), 0, None, {"page": 2}),
        ]
        assert archive.ledger.progress("demo", "cursor") == {"before": 7}
    assert_clean(tmp_path)


def test_a_copy_of_a_living_archive_forgets_its_cursors_and_no_url(tmp_path: Path) -> None:
    """Its ledger may be of another moment than its files: a cursor might have passed what the copy never heard of."""
    with Archive.open(tmp_path / "here", Clock(START, 0)) as archive:
        store(archive, 1)
        archive.commit(Tick(discovered=[found(address(9))], progress=[Progress("demo", "cursor", "before", 7)]))
        shutil.copytree(tmp_path / "here", tmp_path / "there")
    with Archive.open(tmp_path / "there", Clock(START, 0)) as archive:
        assert archive.rebuilt is not None
        assert archive.rebuilt.reason == "copied"
        assert archive.ledger.progress("demo", "cursor") == {}
        assert archive.ledger.known([address(n) for n in (1, 9, 101)]) == {address(n) for n in (1, 9, 101)}
    assert_clean(tmp_path / "there")


def test_pages_thrown_away_to_save_room_do_no_harm(tmp_path: Path) -> None:
    with Archive.open(tmp_path, Clock(START, 0)) as archive:
        store(archive, 1)
    shutil.rmtree(tmp_path / "demo" / "pages")
    with Archive.open(tmp_path, Clock(START, 0)) as archive:
        assert archive.rebuilt is None
        store(archive, 2)
    assert [line["id"] for _, line in read(tmp_path)] == ["demo:1", "demo:2"]
