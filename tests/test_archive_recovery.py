import fcntl
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from newscrawler.archive.layout import ARTICLES, LEDGER, segments
from newscrawler.archive.ledger import Ledger
from newscrawler.archive.model import Finished, Progress, Requeued, Tick
from newscrawler.archive.rawpages import members
from newscrawler.archive.rebuild import rebuild
from newscrawler.archive.records import read
from newscrawler.archive.store import Archive
from newscrawler.clock import Clock
from newscrawler.errors import ArchiveError
from tests.archive_audit import assert_clean, assert_rebuilds_equal
from tests.archive_site import START, address, capture, found, record

SHORT = {"title": "Yol", "text": "Açıq."}


def store(archive: Archive, *numbers: int) -> None:
    """Articles found, fetched and committed in one tick."""
    archive.commit(Tick(discovered=[found(address(number)) for number in numbers]))
    archive.claim(["demo.example"])
    leases = archive.lease("demo", 50)
    archive.commit(
        Tick(
            discovered=[found(address(number + 100)) for number in numbers],
            finished=[
                Finished(one, "stored", record(number, **SHORT), page=capture(one.url, b"<p>"))  # type: ignore[arg-type]
                for number, one in zip(numbers, leases, strict=True)
            ],
        )
    )


class Crash:
    """An archive that died after its last tick was synced and before the ledger heard of it; any byte can be missing."""

    def __init__(self, root: Path) -> None:
        self.root = root
        with Archive.open(root, Clock(START, 0)) as archive:
            store(archive, 1)
        self.before = {name.path: (root / name.path).read_bytes() for name in segments(root)}
        ledger = (root / LEDGER).read_bytes()
        with Archive.open(root, Clock(START, 0)) as archive:
            store(archive, 2, 3)
        self.after = {name.path: (root / name.path).read_bytes() for name in segments(root)}
        self.ledger = ledger

    def happen(self, kind: str, size: int) -> None:
        """Everything reached the disk but what lies beyond `size` bytes of the segment of `kind`."""
        (self.root / LEDGER).write_bytes(self.ledger)  # the same file, so it is no copy
        for suffix in ("-wal", "-shm"):
            (self.root / f"{LEDGER}{suffix}").unlink(missing_ok=True)
        for path, data in self.after.items():
            (self.root / path).write_bytes(data[:size] if f"/{kind}/" in path else data)

    def tail(self, kind: str) -> range:
        """The sizes at which the segment of `kind` can have been torn."""
        path = next(path for path in self.after if f"/{kind}/" in path)
        return range(len(self.before[path]), len(self.after[path]) + 1)


@pytest.fixture
def crash(tmp_path: Path) -> Iterator[Crash]:
    yield Crash(tmp_path)


@pytest.mark.parametrize(("kind", "step"), [("articles", 1), ("pages", 7), ("discovered", 7)])
def test_torn_at_any_byte_it_holds_what_is_whole_and_nothing_else(crash: Crash, kind: str, step: int) -> None:
    """Power may fail in any order: a record whose page is torn is torn itself, and its URL is asked again."""
    counts = set()
    for size in [*crash.tail(kind)[::step], crash.tail(kind)[-1]]:
        crash.happen(kind, size)
        with Archive.open(crash.root, Clock(START, 0)) as archive:
            assert archive.recovered.rebuilt is None
            ids = [line["id"] for _, line in read(crash.root)]
            pending = {row.url for row in archive.ledger.rows("demo", ["pending"])}
        counts.add(len(ids))
        assert ids == [f"demo:{number}" for number in range(1, len(ids) + 1)]
        assert not pending & {address(number) for number in range(1, len(ids) + 1)}
        if size % 40 == 0 or size == crash.tail(kind)[-1]:
            assert_clean(crash.root)
    assert counts == ({3} if kind == "discovered" else {1, 2, 3})


def test_whole_lines_beyond_the_committed_length_are_done_and_not_fetched_again(crash: Crash) -> None:
    crash.happen("articles", crash.tail("articles")[-1])
    with Archive.open(crash.root, Clock(START, 0)) as archive:
        assert (archive.recovered.replayed, archive.recovered.cut) == (6, 0)
        archive.claim(archive.hosts_ready("demo"))
        assert {lease.url for lease in archive.lease("demo", 50)} == {address(n) for n in (101, 102, 103)}
    assert {name.path: (crash.root / name.path).read_bytes() for name in segments(crash.root)} == crash.after
    assert_rebuilds_equal(crash.root, crash.root / "before.sqlite3")


def test_a_page_that_nothing_points_to_is_cut_off(crash: Crash) -> None:
    crash.happen("articles", crash.tail("articles")[0])
    with Archive.open(crash.root, Clock(START, 0)) as archive:
        assert archive.recovered.cut > 0
    [pages] = segments(crash.root, "pages")
    assert (crash.root / pages.path).read_bytes() == crash.before[pages.path]
    assert len(list(members(crash.root, pages.path))) == 3


def test_a_segment_whose_writer_lives_is_left_alone(tmp_path: Path) -> None:
    with Archive.open(tmp_path, Clock(START, 0)) as archive:
        store(archive, 1)
        [name] = segments(tmp_path, ARTICLES)
        with (tmp_path / name.path).open("ab") as half:
            half.write(b'{"id": "demo:2", "ti')
        with Archive.open(tmp_path, Clock(START, 0)) as other:
            assert other.recovered.segments == []
        assert (tmp_path / name.path).read_bytes().endswith(b'"ti')
    with Archive.open(tmp_path, Clock(START, 0)) as archive:
        assert archive.recovered.segments == [name.path]
    assert (tmp_path / name.path).read_bytes().endswith(b"}\n")


def test_a_segment_is_held_by_its_writer(tmp_path: Path) -> None:
    with Archive.open(tmp_path, Clock(START, 0)) as archive:
        store(archive, 1)
        for name in segments(tmp_path):
            with (tmp_path / name.path).open("rb") as file, pytest.raises(BlockingIOError):
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def test_a_line_that_another_process_stored_meanwhile_is_dropped(crash: Crash) -> None:
    crash.happen("articles", crash.tail("articles")[-1])
    ledger = Ledger(crash.root / LEDGER)
    with ledger.transaction():
        for place, line in [(place, line) for place, line in read_all(crash.root) if line["id"] == "demo:2"]:
            ledger.store(line, place)
    ledger.close()
    with Archive.open(crash.root, Clock(START, 0)):
        pass
    assert [line["id"] for _, line in read(crash.root)] == ["demo:1", "demo:3"]


def read_all(root: Path) -> list[tuple[object, dict[str, object]]]:
    """Every whole line, committed or not."""
    from newscrawler.archive.records import parse, whole_lines

    return [(line.place, parse(line)) for name in segments(root, ARTICLES) for line in whole_lines(root, name.path)]


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
        assert archive.recovered.rebuilt == "behind"
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
        assert archive.recovered.rebuilt == "copied"
        assert archive.ledger.progress("demo", "cursor") == {}
        assert archive.ledger.known([address(n) for n in (1, 9, 101)]) == {address(n) for n in (1, 9, 101)}
    assert_clean(tmp_path / "there")


def test_pages_thrown_away_to_save_room_do_no_harm(tmp_path: Path) -> None:
    with Archive.open(tmp_path, Clock(START, 0)) as archive:
        store(archive, 1)
    shutil.rmtree(tmp_path / "demo" / "pages")
    with Archive.open(tmp_path, Clock(START, 0)) as archive:
        assert archive.recovered.rebuilt is None
        store(archive, 2)
    assert [line["id"] for _, line in read(tmp_path)] == ["demo:1", "demo:2"]
