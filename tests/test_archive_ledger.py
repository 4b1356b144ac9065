import resource
import sqlite3
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from newscrawler import __version__
from newscrawler.archive import ledger_schema
from newscrawler.archive.layout import LEDGER, STAMP
from newscrawler.archive.ledger import Ledger
from newscrawler.archive.ledger_database import hash_of
from newscrawler.archive.model import LIVE, OLD, Finished, Place, Tick
from newscrawler.archive.store import Archive
from newscrawler.clock import Clock
from newscrawler.errors import ArchiveError
from tests.archive_site import START, address, found, record

AT = "2025-12-15T14:00:00Z"


def line(number: int, source: str = "rss", site: str = "demo", priority: int = LIVE) -> dict[str, Any]:
    told = {"url": address(number, site), "site": site, "source": source, "at": AT, "listed": None}
    return told | {"kind": "article", "record": None, "priority": priority, "payload": None}


def test_work_is_handed_out_live_before_old_and_first_found_first(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / LEDGER)
    with ledger.transaction():
        priorities = {1: OLD, 2: LIVE, 3: OLD, 4: LIVE}
        ledger.discover([line(number, priority=priority) for number, priority in priorities.items()])
    leases = ledger.ready("demo", "demo.example", 3)
    assert [lease.url for lease in leases] == [address(2), address(4), address(1)]
    rest = ledger.ready("demo", "demo.example", 3, skip={lease.row for lease in leases})
    assert [lease.url for lease in rest] == [address(3)]
    ledger.close()


def test_what_is_due_later_is_not_handed_out_before(tmp_path: Path) -> None:
    with Archive.open(tmp_path, Clock(START, 0)) as archive:
        later = START + timedelta(milliseconds=1500)
        archive.commit(Tick(discovered=[found(address(1), due=later)]))
        assert archive.hosts_ready("demo") == []
        assert archive.ledger.next_due("demo") == later
        archive.clock = Clock(START + timedelta(milliseconds=1499), 0)
        assert archive.hosts_ready("demo") == []
        archive.clock = Clock(later, 0)
        assert archive.hosts_ready("demo") == ["demo.example"]
        assert archive.ledger.next_due("demo") is None


def test_no_question_of_a_crawl_reads_a_whole_table(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / LEDGER)
    asked: list[str] = []
    ledger._sql.set_trace_callback(asked.append)
    ledger.ready("demo", "demo.example", 5)
    ledger.promote("demo", START)
    ledger.next_due("demo")
    ledger.hosts_ready("demo")
    ledger.seen([address(1)])
    ledger.sighted([address(1)], "rss")
    ledger.held("demo:1")
    ledger.held_at(address(1))
    with ledger.transaction():
        ledger.discover([line(1)])
        ledger.store(record(1), Place("demo/articles/2025-12-15-w1-1.jsonl", 0))
        ledger.amend(1, START, due=START)
    ledger._sql.set_trace_callback(None)
    plans = [
        row[3]
        for text in asked
        if text.startswith(("SELECT", "UPDATE"))
        for row in ledger._rows(f"EXPLAIN QUERY PLAN {text}")
    ]
    assert len(plans) > 15
    assert [plan for plan in plans if plan.startswith("SCAN")] == []
    assert [plan for plan in plans if "TEMP B-TREE" in plan] == []
    ledger.close()


def test_articles_whose_hashes_collide_are_still_two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("ledger_urls", "ledger_articles", "ledger"):
        monkeypatch.setattr(f"newscrawler.archive.{module}.hash_of", lambda text: 7)
    with Archive.open(tmp_path, Clock(START, 0)) as archive:
        archive.commit(Tick(discovered=[found(address(1)), found(address(2))]))
        archive.claim(["demo.example"])
        leases = archive.lease("demo", 5)
        archive.commit(Tick(finished=[Finished(one, "stored", record(n)) for n, one in enumerate(leases, start=1)]))
        assert archive.ledger.known([address(1), address(2), address(3)]) == {address(1), address(2)}
        assert [archive.ledger.held(f"demo:{n}") is not None for n in (1, 2, 3)] == [True, True, False]


def test_a_host_belongs_to_one_writer_until_it_lets_go(tmp_path: Path) -> None:
    with Archive.open(tmp_path) as one, Archive.open(tmp_path) as two:
        assert (one.writer, two.writer) == ("w1", "w2")
        one.commit(Tick(discovered=[found(address(1))]))
        assert one.claim(["demo.example"]) == {}
        assert two.claim(["demo.example", "other.example"]) == {"demo.example": "w1"}
        assert two.lease("demo", 5) == []
        one.release(["demo.example"])
        assert two.claim(["demo.example"]) == {}
        assert [lease.url for lease in two.lease("demo", 5)] == [address(1)]


def test_who_slept_longer_than_its_lease_finds_its_host_taken_and_stores_nothing(tmp_path: Path) -> None:
    with Archive.open(tmp_path, lease_seconds=0) as sleeper, Archive.open(tmp_path) as taker:
        sleeper.commit(Tick(discovered=[found(address(1))]))
        sleeper.claim(["demo.example"])
        [lease] = sleeper.lease("demo", 5)
        assert taker.claim(["demo.example"]) == {}
        done = sleeper.commit(Tick(finished=[Finished(lease, "stored", record(1))]))
        assert (done.endings[0].verdict, done.lost_hosts) == ("lost", frozenset({"demo.example"}))
        [same] = taker.lease("demo", 5)
        assert taker.commit(Tick(finished=[Finished(same, "stored", record(1))])).endings[0].verdict == "new"


def test_a_lease_that_is_out_is_not_handed_out_twice(tmp_path: Path) -> None:
    with Archive.open(tmp_path) as archive:
        archive.commit(Tick(discovered=[found(address(number)) for number in range(5)]))
        archive.claim(["demo.example"])
        first, second = archive.lease("demo", 2), archive.lease("demo", 5)
        assert len({lease.url for lease in first + second}) == 5
        assert archive.lease("demo", 9) == []
        archive.give_back(first)
        assert archive.lease("demo", 9) == first


def test_two_processes_share_a_ledger_while_one_only_looks(tmp_path: Path) -> None:
    with Archive.open(tmp_path) as archive:
        archive.commit(Tick(discovered=[found(address(1))]))
        reader = Ledger.reader(tmp_path)
        assert reader.known([address(1), address(2)]) == {address(1)}
        archive.commit(Tick(discovered=[found(address(2))]))
        assert reader.known([address(1), address(2)]) == {address(1), address(2)}
        with pytest.raises(ArchiveError, match="readonly"):
            reader.set_meta("x", "y")
        reader.close()


def test_an_older_ledger_is_migrated_in_one_transaction(tmp_path: Path) -> None:
    path = tmp_path / LEDGER
    ledger = Ledger(path)
    with ledger.transaction():
        ledger.discover([line(1)])
    ledger.close()
    with sqlite3.connect(path, isolation_level=None) as database:
        newer = (*ledger_schema.MIGRATIONS, ("ALTER TABLE urls ADD COLUMN mood TEXT", "CREATE TABLE oops (x)"))
        broken = (*newer, ("UPDATE urls SET mood = 'good'", "CREATE TABLE oops (x)"))
        with pytest.raises(sqlite3.OperationalError, match="oops"):
            ledger_schema.migrate(database, str(path), broken)
        version = len(ledger_schema.MIGRATIONS)
        assert ledger_schema.ledger_version(database) == version
        assert ledger_schema.migrate(database, str(path), newer) == version
        assert database.execute("SELECT url, mood FROM urls").fetchall() == [(address(1), None)]
        assert ledger_schema.migrate(database, str(path), newer) == version + 1
    database.close()


def test_an_older_program_refuses_a_newer_ledger_naming_both(tmp_path: Path) -> None:
    with Archive.open(tmp_path) as archive:
        archive.commit(Tick(discovered=[found(address(1))]))
        with sqlite3.connect(tmp_path / LEDGER, isolation_level=None) as database:
            database.execute("UPDATE meta SET value = '9.1' WHERE key = 'program'")
            database.execute("PRAGMA user_version = 7")
        database.close()
        latest = len(ledger_schema.MIGRATIONS)
        refusal = f"ledger version 7, of newscrawler 9.1; newscrawler {__version__} reads up to {latest}"
        with pytest.raises(ArchiveError, match=refusal):  # also one that has it open already
            archive.commit(Tick(discovered=[found(address(2))]))
    for opened in (Archive.open, Ledger.reader):
        with pytest.raises(ArchiveError, match=refusal):
            opened(tmp_path)


def test_an_older_program_refuses_a_newer_archive_naming_both(tmp_path: Path) -> None:
    (tmp_path / STAMP).write_text('{"archive": 2, "program": "9.1"}')
    with pytest.raises(ArchiveError, match=f"archive version 2, of newscrawler 9.1; newscrawler {__version__}"):
        Archive.open(tmp_path)


def test_a_hundred_thousand_urls_stay_small_and_quick(tmp_path: Path) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    ledger = Ledger(tmp_path / LEDGER, durable=False)
    for start in range(0, 100_000, 20_000):
        with ledger.transaction():
            ledger.discover([line(number) for number in range(start, start + 20_000)])
    ledger.close()
    began = time.process_time()
    ledger = Ledger(tmp_path / LEDGER)
    assert len(ledger.ready("demo", "demo.example", 16)) == 16
    assert ledger.known(address(number) for number in range(99_000, 101_000)) == {
        address(number) for number in range(99_000, 100_000)
    }
    assert time.process_time() - began < 1
    ledger.close()
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000  # KB
    assert hash_of(address(1)) == hash_of(address(1)) != hash_of(address(2))
