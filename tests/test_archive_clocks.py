"""A clock that was set: the order of the archive's lines is that of its commits, whatever time they tell."""

import json
import random
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from newscrawler.archive.layout import ARTICLES, LEDGER, REJECTED, segments
from newscrawler.archive.ledger import Ledger
from newscrawler.archive.model import Finished, Lease, State, Tick
from newscrawler.archive.rebuild import rebuild
from newscrawler.archive.records import read
from newscrawler.archive.store import Archive
from newscrawler.clock import Clock
from tests.archive_audit import assert_clean, assert_rebuilds_equal
from tests.archive_site import START, address, capture, found, record
from tests.conftest import RunScrapy
from tests.export_site import rows
from tests.server import Reply, play
from tests.small_site import SOURCES, Pages, edited, stories

LONG_AGO = datetime(1970, 1, 1, 0, 0, 7, tzinfo=UTC)
CLOCKS = {
    "an hour back": START - timedelta(hours=1),
    "a day back": START - timedelta(days=1),
    "1970": LONG_AGO,
    "a year ahead": START + timedelta(days=365),
}
ENDINGS: tuple[State, ...] = ("gone", "blocked", "rejected", "failed", "alias", "not_article")


def told(clock: Clock, lease: Lease, dice: random.Random) -> Finished:
    """What a site might answer: an article, edited or not, under its own address or another's, or none."""
    at = clock.now().strftime("%Y-%m-%dT%H:%M:%SZ")
    number = int(lease.url.rstrip("/").rpartition("/")[2])
    if dice.random() < 0.4:
        end = dice.choice(ENDINGS)
        target = address(dice.randrange(8)) if end == "alias" else None
        return Finished(lease, end, reason=str(dice.random()), target=target, page=capture(lease.url, status=404))
    shown = dice.choice((number, number, number, (number + 1) % 8))
    one = record(shown, text=f"Mətn {dice.randrange(4)}.", fetched_at=at)
    if dice.random() < 0.15:  # another story under the same id
        one |= {"url": address(shown + 50), "title": "Tamam başqa xəbər", "published_at": "2024-01-01T01:01:00+04:00"}
    return Finished(lease, "stored", one, page=capture(lease.url))


def live(archive: Archive, dice: random.Random) -> None:
    """One tick of a writer: everything is asked for again, some of it answered."""
    shown = [found(address(n), dice.choice(("rss", "list")), again=True) for n in dice.sample(range(8), 5)]
    archive.commit(Tick(discovered=shown))
    archive.claim(["demo.example"])
    leases = archive.lease("demo", 4)
    archive.commit(Tick(finished=[told(archive.clock, one, dice) for one in leases]))
    archive.give_back(leases)
    archive.release(["demo.example"])


@pytest.mark.parametrize("seed", range(10))
def test_a_rebuild_equals_the_ledger_however_the_clock_jumped_between_and_during_the_runs(
    seed: int, tmp_path: Path
) -> None:
    dice = random.Random(seed)
    for _ in range(6):
        with ExitStack() as stack:
            writers = []
            for _ in range(dice.choice((1, 2))):
                clock = Clock(dice.choice((START, *CLOCKS.values())), 1)
                writers.append(stack.enter_context(Archive.open(tmp_path, clock, limits=(4000, 3000))))
            for _ in range(4):
                live(dice.choice(writers), dice)
    assert_clean(tmp_path)
    assert_rebuilds_equal(tmp_path, tmp_path / "before")
    seen: dict[str, int] = {}
    for _, line in read(tmp_path):
        assert line["revision"] >= seen.get(line["id"], 0)
        seen[line["id"]] = line["revision"]


def once(archive: Archive, end: State = "stored", **changes: Any) -> None:
    """Article 1 is asked for once and comes to `end`."""
    archive.commit(Tick(discovered=[found(address(1), again=True)]))
    archive.claim(["demo.example"])
    [lease] = archive.lease("demo", 1)
    one = record(1, **changes) if end == "stored" else None
    archive.commit(Tick(finished=[Finished(lease, end, one, reason=changes.get("reason"))]))
    archive.release(["demo.example"])


def test_a_line_lies_behind_the_one_it_replaces_though_its_writer_began_before(tmp_path: Path) -> None:
    """w1 began its segment first, w2 stored the article, w1 writes its line again: the last line counts."""
    other: dict[str, Any] = {
        "url": address(99),
        "title": "Tamam başqa xəbər",
        "published_at": "2024-01-01T01:01:00+04:00",
    }
    with Archive.open(tmp_path, Clock(START, 0)) as first, Archive.open(tmp_path, Clock(START, 0)) as second:
        first.commit(Tick(discovered=[found(address(2))]))
        first.claim(["demo.example"])
        first.commit(Tick(finished=[Finished(one, "stored", record(2)) for one in first.lease("demo", 1)]))
        first.release(["demo.example"])
        once(second)
        once(first, **other)
    flags = {line["id"]: line["flags"] for _, line in read(tmp_path) if line["id"] != "demo:2"}
    assert set(map(tuple, flags.values())) == {("id_conflict",)}
    assert len(flags) == 2
    assert_clean(tmp_path)
    assert_rebuilds_equal(tmp_path, tmp_path / "before")


def test_an_article_that_came_back_by_a_clock_that_was_set_back_is_not_gone(tmp_path: Path) -> None:
    with Archive.open(tmp_path, Clock(START, 0)) as archive:
        once(archive)
        once(archive, "gone")
    with Archive.open(tmp_path, Clock(LONG_AGO, 0)) as archive:
        once(archive)
        held = archive.ledger.held("demo:1")
        assert held is not None
        assert held.gone_at is None
    assert_rebuilds_equal(tmp_path, tmp_path / "before")


def test_what_a_dead_writer_said_last_counts_though_its_clock_was_behind(tmp_path: Path) -> None:
    """Its line is whole on the disk, the ledger has not heard of it, and tells a later time of the same URL."""
    with Archive.open(tmp_path, Clock(START, 0)) as archive:
        once(archive, "failed", reason="early")
    before = (tmp_path / LEDGER).read_bytes()
    with Archive.open(tmp_path, Clock(LONG_AGO, 0)) as archive:
        once(archive, "gone", reason="late")
    (tmp_path / LEDGER).write_bytes(before)
    with Archive.open(tmp_path, Clock(START, 0)) as archive:
        row = archive.ledger.row(address(1))
        assert row is not None
        assert (archive.recovered.replayed, archive.recovered.cut, row.state, row.reason) == (2, 0, "gone", "late")
    assert_rebuilds_equal(tmp_path, tmp_path / "before")


def test_lines_from_before_commits_had_numbers_are_ordered_by_their_time_and_before_all_others(tmp_path: Path) -> None:
    with Archive.open(tmp_path, Clock(START, 0)) as first, Archive.open(tmp_path, Clock(START, 0)) as second:
        once(first, "failed", reason="1")
        once(second, "failed", reason="2")
        once(first, "failed", reason="3")
    for number, name in enumerate(segments(tmp_path, REJECTED)):
        path, plain = tmp_path / name.path, b""
        for data in path.read_bytes().splitlines():
            line = json.loads(data)
            del line["commit"]
            if line["state"] == "failed":  # w1 wrote its last line after that of w2
                line["at"] = f"2025-12-15T14:00:0{4 if line['reason'] == '3' else number}.000000Z"
            plain += json.dumps(line).encode() + b"\n"
        path.write_bytes(plain)
    rebuild(tmp_path)
    with Archive.open(tmp_path, Clock(LONG_AGO, 0)) as archive:
        row = archive.ledger.row(address(1))
        assert row is not None
        assert row.reason == "3"
        once(archive, "gone", reason="4")
    assert_rebuilds_equal(tmp_path, tmp_path / "before")
    ledger = Ledger.reader(tmp_path)
    row = ledger.row(address(1))
    ledger.close()
    assert row is not None
    assert (row.state, row.reason) == ("gone", "4")


def test_a_clock_set_back_does_not_begin_a_segment_before_the_newest(tmp_path: Path) -> None:
    with Archive.open(tmp_path, Clock(START, 0)) as archive:
        once(archive)
    for clock in (LONG_AGO, START - timedelta(days=1), START, START + timedelta(days=1)):
        with Archive.open(tmp_path, Clock(clock, 0)) as archive:
            once(archive, text=f"Mətn {clock}.")
    names = [name.path.rpartition("/")[2] for name in segments(tmp_path, ARTICLES)]
    assert names == ["2025-12-15-w1-1.jsonl", "2025-12-16-w1-1.jsonl"]


BEGUN = datetime(2025, 12, 15, 18, tzinfo=UTC)


@pytest.mark.parametrize(
    "back",
    [
        pytest.param("2025-12-15T17:00:00+00:00", marks=pytest.mark.soak),
        pytest.param("2025-12-14T18:00:00+00:00", marks=pytest.mark.soak),
        "1970-01-01T00:00:07+00:00",
    ],
)
def test_a_crawl_by_a_clock_that_was_set_back_and_killed_holds_the_newest_edit_as_the_newest(
    back: str, crawl: RunScrapy, run_scrapy: RunScrapy, tmp_path: Path
) -> None:
    articles = stories(6)
    edits = [edited(one, n) for n, one in enumerate(articles)]
    pages: Pages = {one.path: (one.reply, two.reply) for one, two in zip(articles, edits, strict=True)}
    pages["/hadise/bu-gun"] = (Reply("yoxdur", 404), edited(stories(7)[6], 1).reply)
    with play(SOURCES | pages) as server:
        seeds = ("-a", f"seeds={server.seeds(*pages)}", "-s")
        assert crawl(server.origin, *seeds, f"CLOCK={BEGUN.isoformat()}").code == 0
        assert crawl(server.origin, *seeds, f"CLOCK={back}", env={"FAILPOINT": "lengths-set*4"}).code == -9
        done = crawl(server.origin, *seeds, f"CLOCK={back}")
        assert done.code == 0, done.log[-3000:]
    assert_clean(done.archive)
    assert_rebuilds_equal(done.archive, tmp_path / "before")
    newest = {line["url"]: line for line in done.lines()}
    read_again = run_scrapy("reextract", "report", "--diff")
    assert (read_again.code, "title" in read_again.log) == (0, False), read_again.log
    assert edits[0].title in run_scrapy("show", articles[0].url).log
    assert run_scrapy("export", str(tmp_path / "out"), "--no-near-duplicates").code == 0
    exported = {line["url"]: line for line in rows(tmp_path / "out")}
    for held in (newest, exported):
        told = [(held[one.url]["revision"], held[one.url]["text"]) for one in articles]
        assert told == [(2, one.text) for one in edits]
