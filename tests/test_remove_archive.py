"""Removal: a stone that everything honours, and a purge after which no byte of the text is left."""

import json
from pathlib import Path

import pytest

from newscrawler.archive.layout import ARTICLES, PAGES, segments
from newscrawler.archive.model import Finished, Tick
from newscrawler.archive.rawpages import members, read_page
from newscrawler.archive.rebuild import rebuild
from newscrawler.archive.records import read
from newscrawler.archive.removal import Target
from newscrawler.archive.store import Archive
from newscrawler.archive.summary import summarise
from newscrawler.archive.tombstones import kept, removed
from newscrawler.clock import Clock
from newscrawler.errors import ArchiveError
from tests.archive_audit import assert_clean, assert_rebuilds_equal
from tests.archive_site import START, address, capture, found, record
from tests.removal_site import LATER, PHRASE, crawl_again, files_with, held, make, page, secret, stones, take_out


@pytest.fixture
def root(tmp_path: Path) -> Path:
    make(tmp_path)
    assert_clean(tmp_path)
    return tmp_path


def test_a_stone_tells_who_what_why_and_the_digests_and_no_text(root: Path) -> None:
    [done] = take_out(root, reason="court, no. 7")
    [stone] = stones(root)
    assert done.held == 2
    assert (stone["id"], stone["url"], stone["reason"], stone["at"]) == (
        "demo:1",
        address(1),
        "court, no. 7",
        "2025-12-16T14:00:00Z",
    )
    assert [line["content_sha256"] for line in stone["revisions"]] == [secret(n)["content_sha256"] for n in (1, 2)]
    assert all(len(line["raw_sha256"]) == 64 for line in stone["revisions"])
    assert PHRASE not in json.dumps(stone, ensure_ascii=False)
    assert stone["published"] == record(1)["published_at"]


@pytest.mark.parametrize("purge", [False, True])
def test_what_was_removed_is_neither_fetched_nor_held_nor_rebuilt(root: Path, purge: bool) -> None:
    take_out(root, purge=purge)
    assert crawl_again(root) == []
    assert files_with(root, PHRASE) == [] or not purge
    rebuild(root)
    assert crawl_again(root) == []
    assert held(root, "demo:1").removed_at == LATER
    assert [record["id"] for _, record in kept(root)] == ["demo:0", "demo:2", "demo:4"]
    assert summarise(root, "demo").articles == 3
    assert list(removed(root)) == ["demo:1"]
    assert_clean(root)


@pytest.mark.parametrize("purge", [False, True])
def test_the_ledger_made_from_the_files_says_the_same(root: Path, purge: bool) -> None:
    take_out(root, purge=purge)
    assert_rebuilds_equal(root, root / "before.sqlite3")


def test_a_purge_leaves_no_byte_of_the_text_and_everything_else(root: Path) -> None:
    assert len(files_with(root, PHRASE)) >= 4
    sizes = {name.path: (root / name.path).stat().st_size for name in segments(root)}
    begins = {name.path: list(members(root, name.path)) for name in segments(root, PAGES)}
    [done] = take_out(root, purge=True)
    assert files_with(root, PHRASE) == []
    assert {name.path: (root / name.path).stat().st_size for name in segments(root)} == sizes
    assert {name.path: list(members(root, name.path)) for name in segments(root, PAGES)} == begins
    assert done.pages == 3
    for _, one in read(root):
        number = int(one["id"].partition(":")[2])
        assert read_page(root, one["raw"]).body == page(number)
    assert_clean(root)


def test_a_rejected_page_is_removed_too(root: Path) -> None:
    take_out(root, Target("demo", "demo:3", address(3)), purge=True)
    [line] = [json.loads(line) for line in (root / "demo/rejected/2025-12-15-w1-1.jsonl").open() if "no date" in line]
    assert (line["raw"], line["detail"], line["state"]) == (None, None, "rejected")
    assert files_with(root, "<h1>3 ") == []
    assert held(root, "demo:3").removed_at == LATER
    assert_clean(root)
    assert_rebuilds_equal(root, root / "before.sqlite3")


def test_an_article_can_be_removed_before_it_was_ever_fetched(tmp_path: Path) -> None:
    Archive.open(tmp_path, Clock(START, 0)).close()
    take_out(tmp_path)
    assert crawl_again(tmp_path) == []
    rebuild(tmp_path)
    assert crawl_again(tmp_path) == []
    assert take_out(tmp_path)[0].before
    assert len(stones(tmp_path)) == 1


def test_a_stone_that_was_copied_from_elsewhere_is_honoured_at_the_next_start(root: Path) -> None:
    stone = {"id": "demo:1", "url": address(1), "at": "2025-12-16T14:00:00Z", "reason": "letter"}
    (root / "demo" / "removed.jsonl").write_text(json.dumps(stone) + "\n")
    assert crawl_again(root) == []


def test_a_broken_stone_is_named(root: Path) -> None:
    (root / "demo" / "removed.jsonl").write_text('{"id": "demo:1"}\n')
    with pytest.raises(ArchiveError, match=r"demo/removed\.jsonl:1: url missing"):
        Archive.open(root)


def test_a_torn_stone_is_cut_off_by_the_next_one(root: Path) -> None:
    (root / "demo" / "removed.jsonl").write_text('{"id": "demo:2", "url": "https://de')
    take_out(root)
    assert [stone["id"] for stone in stones(root)] == ["demo:1"]
    assert held(root, "demo:2").removed_at is None


def test_a_purge_may_follow_a_removal_and_be_repeated(root: Path) -> None:
    take_out(root)
    assert PHRASE in (root / "demo/articles/2025-12-15-w1-1.jsonl").read_text()
    take_out(root, purge=True)
    before = {name.path: (root / name.path).read_bytes() for name in segments(root)}
    [again] = take_out(root, purge=True)
    assert {name.path: (root / name.path).read_bytes() for name in segments(root)} == before
    assert (again.before, again.lines, again.pages) == (True, 0, 0)
    assert [(stone["purge"], len(stone["revisions"])) for stone in stones(root)] == [(False, 2), (True, 2)]
    assert files_with(root, PHRASE) == []


def test_nothing_is_removed_beside_a_crawl(root: Path) -> None:
    with Archive.open(root, Clock(START, 0)), pytest.raises(ArchiveError, match="in use by w1: stop the crawl first"):
        take_out(root, purge=True)
    assert stones(root) == []


def test_who_holds_the_same_text_under_another_id_is_told(root: Path) -> None:
    with Archive.open(root, Clock(START, 0)) as archive:
        archive.commit(Tick(discovered=[found(address(9))]))
        archive.claim(["demo.example"])
        [lease] = archive.lease("demo", 9)
        copy = {**secret(2), "id": "demo:9", "url": address(9)}
        archive.commit(Tick(finished=[Finished(lease, "stored", copy, page=capture(address(9)))]))
    [done] = take_out(root, purge=True)
    assert done.copies == ("demo:9",)
    assert files_with(root, PHRASE) == ["demo/articles/2025-12-15-w1-1.jsonl"]


def test_a_re_reading_does_not_bring_a_removed_article_back(root: Path) -> None:
    take_out(root, purge=True)
    with Archive.open(root, Clock(LATER, 0)) as archive:
        archive.commit(Tick(lines=[(ARTICLES, secret(2)), (ARTICLES, record(7))]))
    assert files_with(root, PHRASE) == []
    assert [one["id"] for _, one in read(root)] == ["demo:0", "demo:2", "demo:4", "demo:7"]
