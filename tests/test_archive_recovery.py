import fcntl
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from newscrawler.archive.layout import ARTICLES, CUT, LEDGER, segments
from newscrawler.archive.ledger import Ledger
from newscrawler.archive.model import Finished, Place, Tick
from newscrawler.archive.rawpages import members
from newscrawler.archive.records import parse, read, whole_lines
from newscrawler.archive.store import Archive
from newscrawler.clock import Clock
from tests.archive_audit import assert_clean, assert_rebuilds_equal, memory
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


class Crash:
    """An archive that died after its last tick was synced and before the ledger heard of it; any byte may be lost."""

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
def crash() -> Iterator[Crash]:
    with memory() as folder:
        yield Crash(folder)


@pytest.mark.parametrize(("kind", "step"), [("articles", 3), ("pages", 7), ("discovered", 7)])
def test_torn_at_any_byte_it_holds_what_is_whole_and_nothing_else(crash: Crash, kind: str, step: int) -> None:
    """Power may fail in any order: a record whose page is torn is torn itself, and its URL is asked again."""
    counts = set()
    for size in [*crash.tail(kind)[::step], crash.tail(kind)[-1]]:
        crash.happen(kind, size)
        with Archive.open(crash.root, Clock(START, 0)) as archive:
            assert archive.rebuilt is None
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
    [aside] = (crash.root / CUT).iterdir()
    assert aside.read_bytes().count(b"\n") == 2


def read_all(root: Path) -> list[tuple[Place, dict[str, Any]]]:
    """Every whole line, committed or not."""
    return [(line.place, parse(line)) for name in segments(root, ARTICLES) for line in whole_lines(root, name.path)]
