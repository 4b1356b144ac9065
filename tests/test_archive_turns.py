"""Writers side by side, of whom one goes on with a segment that the other's clock calls old: the last commit counts."""

import json
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from newscrawler.archive.layout import ARTICLES, EVENTS, REJECTED, segments
from newscrawler.archive.ledger import Ledger
from newscrawler.archive.model import Finished, State, Tick
from newscrawler.archive.newest import Newest
from newscrawler.archive.records import as_line, read_at
from newscrawler.archive.refusals import Refusals
from newscrawler.archive.store import Archive
from newscrawler.archive.turns import read_in_turn
from newscrawler.clock import Clock
from newscrawler.commands.show import History, rows_of
from newscrawler.errors import ArchiveError
from tests.archive_audit import assert_clean, assert_rebuilds_equal
from tests.archive_site import START, address, capture, found, record
from tests.test_archive_clocks import CLOCKS, once


@contextmanager
def two(root: Path) -> Iterator[tuple[Archive, Archive]]:
    """The second's clock is a year ahead."""
    ahead = Clock(CLOCKS["a year ahead"], 0)
    with Archive.open(root, Clock(START, 0)) as first, Archive.open(root, ahead) as second:
        yield first, second


def days(root: Path, kind: str) -> list[str]:
    return [f"{name.day[:4]} {name.writer}" for name in segments(root, kind)]


def end(archive: Archive, state: State, number: int) -> None:
    """Article 1 is asked for and comes to `state`; its page is kept."""
    archive.commit(Tick(discovered=[found(address(1), again=True)]))
    archive.claim(["demo.example"])
    [lease] = archive.lease("demo", 1)
    page = capture(lease.url, f"<p>{number}".encode(), 404)
    archive.commit(Tick(finished=[Finished(lease, state, reason=str(number), page=page)]))
    archive.release(["demo.example"])


def test_what_was_committed_last_is_the_last_word_on_an_address_wherever_it_lies(tmp_path: Path) -> None:
    with two(tmp_path) as (first, second):
        end(first, "rejected", 1)
        end(second, "rejected", 2)
        end(first, "rejected", 3)
    assert days(tmp_path, REJECTED) == ["2025 w1", "2026 w2"]
    assert Refusals.of([tmp_path]).articles("demo") == {"3": 1}
    with Newest(tmp_path, REJECTED, key=lambda line: str(line["url"])) as newest:
        assert [read_at(tmp_path, place)["reason"] for place in newest] == ["3"]
    with closing(Ledger.reader(tmp_path)) as ledger:
        told = History.read(tmp_path, rows_of(ledger, address(1)))
    assert [line["reason"] for line in told.others if line["state"] == "rejected"] == ["1", "2", "3"]
    assert told.page == told.others[-1]["raw"]
    assert_clean(tmp_path)
    assert_rebuilds_equal(tmp_path, tmp_path / "before")


def test_an_article_that_is_back_by_the_clock_that_is_behind_is_not_gone(tmp_path: Path) -> None:
    with two(tmp_path) as (first, second):
        once(first)
        once(first)  # begins its segment of events
        once(second, "gone")
        once(first)
        held = first.ledger.held("demo:1")
        assert held is not None
        assert held.gone_at is None
    assert days(tmp_path, EVENTS) == ["2025 w1", "2026 w2"]
    assert [line["event"] for _, line in read_in_turn(tmp_path, EVENTS)] == ["alive", "gone", "back"]
    assert_rebuilds_equal(tmp_path, tmp_path / "before")


def test_an_edit_counts_though_a_clock_ahead_stored_the_article_before(tmp_path: Path) -> None:
    with two(tmp_path) as (first, second):
        first.commit(Tick(discovered=[found(address(2))]))
        first.claim(["demo.example"])
        first.commit(Tick(finished=[Finished(one, "stored", record(2)) for one in first.lease("demo", 1)]))
        first.release(["demo.example"])
        once(second)
        once(first, text="Sonra düzəldilmiş mətn.")
    with Newest(tmp_path, ARTICLES, key=lambda line: str(line["id"])) as newest:
        held = {line["id"]: line["text"] for line in (read_at(tmp_path, place) for place in newest)}
    assert held["demo:1"] == "Sonra düzəldilmiş mətn."
    assert_rebuilds_equal(tmp_path, tmp_path / "before")


def test_more_segments_than_a_process_may_open_are_read_in_turn(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    with Archive.open(tmp_path, Clock(START, 0)) as archive:
        once(archive, "failed", reason="0")
    [name] = segments(tmp_path, REJECTED)
    [line] = [line for _, line in read_in_turn(tmp_path, REJECTED)]
    shutil.rmtree(tmp_path / "demo" / "discovered")
    for path in tmp_path.glob("ledger*"):
        path.unlink()
    for number in range(1, 301):  # the later the segment, the earlier its commit
        path = tmp_path / name.path.replace("-1.jsonl", f"-{number}.jsonl")
        path.write_bytes(as_line({**line, "commit": 1000 - number, "reason": str(number)}))
    was = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (200, was[1]))
    try:
        reasons = [line["reason"] for _, line in read_in_turn(tmp_path, REJECTED)]
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, was)
    assert reasons == [str(number) for number in range(300, 0, -1)]


def test_a_line_that_is_no_outcome_is_named_by_file_and_line(tmp_path: Path) -> None:
    with Archive.open(tmp_path, Clock(START, 0)) as archive:
        once(archive, "failed", reason="1")
    [name] = segments(tmp_path, REJECTED)
    path = tmp_path / name.path
    line = json.loads(path.read_bytes())
    line["state"] = "FAILED"  # as long as it was
    path.write_bytes(as_line(line))
    with pytest.raises(ArchiveError, match=rf"{name.path}:1: unknown state 'FAILED'"):
        Refusals.of([tmp_path])
