"""What accidents and people do to the files of an archive: it is named by file and line, and nothing is lost for it."""

import json
import logging
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from newscrawler.archive.layout import ARCHIVE_VERSION, CUT, LEDGER, STAMP, check_stamp, segments
from newscrawler.archive.ledger import Ledger
from newscrawler.archive.model import Finished, Tick
from newscrawler.archive.rebuild import rebuild
from newscrawler.archive.records import read
from newscrawler.archive.store import Archive
from newscrawler.archive.verify import verify
from newscrawler.clock import Clock
from newscrawler.errors import ArchiveError
from tests.archive_audit import assert_clean, assert_rebuilds_equal, memory, warcio_check
from tests.archive_site import START, address, capture, found, record

ARTICLES = "demo/articles/2025-12-15-w1-1.jsonl"
REJECTED = "demo/rejected/2025-12-15-w1-1.jsonl"
DISCOVERED = "demo/discovered/2025-12-15-w1-1.jsonl"
PAGES = "demo/pages/2025-12-15-w1-1.warc.gz"


def store(root: Path, *numbers: int) -> None:
    """One crawl: these articles, and one that is gone."""
    with Archive.open(root, Clock(START, 0)) as archive:
        archive.commit(Tick(discovered=[found(address(number)) for number in (*numbers, 99)]))
        archive.claim(["demo.example"])
        leases = {lease.url: lease for lease in archive.lease("demo", 99)}
        ends = [
            Finished(leases[url], "stored", record(number), page=capture(url))
            for number in numbers
            if (url := address(number)) in leases
        ]
        if address(99) in leases:
            ends.append(Finished(leases[address(99)], "gone", status=404, page=capture(address(99))))
        archive.commit(Tick(finished=ends))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "archive"
    store(root, 0, 1, 2)
    return root


def ids(root: Path) -> list[str]:
    return [str(line["id"]) for _, line in read(root)]


def said(root: Path) -> list[str]:
    return [str(one) for one in verify(root)]


def change(root: Path, path: str, old: str, new: str) -> None:
    """Writes other bytes into the first line of a segment."""
    first, *rest = (root / path).read_bytes().splitlines(keepends=True)
    assert old.encode() in first
    (root / path).write_bytes(b"".join([first.replace(old.encode(), new.encode("utf-8")), *rest]))


EDITS: dict[str, Callable[[bytes], bytes]] = {
    "the line ends of another system": lambda data: data.replace(b"\n", b"\r\n"),
    "a mark at the beginning": lambda data: b"\xef\xbb\xbf" + data,
    "a space more before every value": lambda data: data.replace(b'": ', b'":  '),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS.keys())
def test_files_that_an_editor_saved_anew_lose_no_line(edit: Callable[[bytes], bytes], root: Path) -> None:
    for path in (ARTICLES, REJECTED, DISCOVERED):
        (root / path).write_bytes(edit((root / path).read_bytes()))
    assert [line for line in said(root) if line.startswith(f"{ARTICLES}: no line ends at its committed length")]
    store(root, 7)
    assert ids(root) == ["demo:0", "demo:1", "demo:2", "demo:7"]
    assert not (root / CUT).exists()
    assert_clean(root)


def test_nothing_is_written_behind_half_a_line(root: Path) -> None:
    """A disk gave zeros for the end of a line that was committed: as long as it was, and no line."""
    data = (root / ARTICLES).read_bytes()
    (root / ARTICLES).write_bytes(data[:-400] + bytes(400))
    assert f"{ARTICLES}: no line ends at its committed length of {len(data)} bytes: somebody wrote into it" in said(
        root
    )
    store(root, 7)
    assert ids(root) == ["demo:0", "demo:1", "demo:7"]
    rebuild(root)
    store(root, 2)
    assert ids(root) == ["demo:0", "demo:1", "demo:7", "demo:2"]
    assert_clean(root)


def test_a_committed_record_that_was_cut_anywhere_is_asked_for_again_and_held_once() -> None:
    with memory() as folder:
        store(folder / "whole", 0, 1)
        whole = (folder / "whole" / ARTICLES).read_bytes()
        begin = whole.index(b"\n") + 1
        for size in (*range(begin, len(whole), 61), len(whole) - 1):
            root = folder / str(size)
            shutil.copytree(folder / "whole", root)
            with Archive.open(root, Clock(START, 0)):
                pass  # the copy is at home before it is cut
            os.truncate(root / ARTICLES, size)
            assert f"{ARTICLES}: {len(whole) - size} bytes shorter than the ledger committed" in said(root)
            store(root, 0, 1)
            assert ids(root) == ["demo:0", "demo:1"], size
            assert said(root) == [], size


def test_pages_are_not_written_behind_a_torn_one(root: Path) -> None:
    size = (root / PAGES).stat().st_size // 2
    os.truncate(root / PAGES, size)
    store(root, 7)
    assert (root / PAGES).stat().st_size == size
    new = [name.path for name in segments(root, "pages") if name.path != PAGES]
    assert [warcio_check(root / path) for path in new] == [(0, "")]
    wrong = said(root)
    assert any(line.startswith(f"{PAGES}: ") and "shorter than the ledger committed" in line for line in wrong)
    assert not any("demo:7" in line for line in wrong)


@pytest.mark.parametrize(
    ("path", "old", "new", "why"),
    [
        (ARTICLES, '"revision": 1', f'"revision": {10**30}', "revision is out of all bounds"),
        (ARTICLES, '"revision": 1', '"revision": true', "revision missing or of the wrong type"),
        (
            ARTICLES,
            '"raw": {',
            '"raw": {"offset": -3, "old": {}, "x": {}, "offset": -3}, "was": {',
            "raw is no pointer",
        ),
        (ARTICLES, '"demo/pages/', '"../pages/', "raw is no pointer"),
        (ARTICLES, '"id": ', '"deep": ' + "[" * 50_000 + '"id": ', "not JSON"),
        (ARTICLES, '"az"', '"a\0z"', "not JSON"),
        (REJECTED, '"status": 404', '"status": {}', "status missing or of the wrong type"),
        (REJECTED, '"status": 404, ', "", "status missing or of the wrong type"),
        (REJECTED, '"target": null', '"target": [1]', "target missing or of the wrong type"),
        (REJECTED, '"reason": null', r'"reason": "\ud83d"', "reason holds half a character"),
        (REJECTED, '"id": null', '"id": 7', "id missing or of the wrong type"),
        (DISCOVERED, '"priority": 0', '"priority": "first"', "priority missing or of the wrong type"),
        (DISCOVERED, '"record": null', '"record": [1]', "record missing or of the wrong type"),
    ],
)
def test_a_line_that_no_ledger_can_take_is_named_and_the_others_are_taken(
    path: str, old: str, new: str, why: str, root: Path
) -> None:
    change(root, path, old, new)
    assert any(line.startswith((f"{path}:1: {why}", f"{path}: no line ends")) for line in said(root))
    [damaged] = rebuild(root).damaged
    assert damaged.startswith(f"{path}:1: {why}")
    assert [line for line in said(root) if not line.startswith(f"{path}:1: {why}")] == []
    ledger = Ledger.reader(root)
    assert [ledger.held(f"demo:{n}") is not None for n in range(3)] == [path != ARTICLES, True, True]
    ledger.close()


def test_a_line_that_stands_there_twice_is_held_once_and_where_the_other_went_is_told(
    root: Path, caplog: pytest.LogCaptureFixture
) -> None:
    data = (root / ARTICLES).read_bytes()
    (root / ARTICLES).write_bytes(data + data.splitlines(keepends=True)[-1])
    assert said(root) == [
        f"{ARTICLES}: {len(data.splitlines()[-1]) + 1} bytes beyond the committed length: torn or not yet recovered"
    ]
    with caplog.at_level(logging.WARNING):
        store(root, 7)
    aside = f"{CUT}/{ARTICLES.replace('/', '_')}-{len(data)}"
    assert f"{ARTICLES}: what follows byte {len(data)} has lines that add nothing: {aside}" in caplog.text
    assert (root / aside).read_bytes() == data.splitlines(keepends=True)[-1]
    assert ids(root) == ["demo:0", "demo:1", "demo:2", "demo:7"]
    assert_clean(root)


def test_two_lines_that_changed_places_are_named_until_the_ledger_is_made_anew(root: Path) -> None:
    first, *rest = (root / ARTICLES).read_bytes().splitlines(keepends=True)
    (root / ARTICLES).write_bytes(b"".join([first, *reversed(rest)]))
    assert all(f"segment '{ARTICLES}'" in line for line in said(root))
    assert len(said(root)) == 4
    rebuild(root)
    assert_clean(root)


def test_a_ledger_made_anew_without_being_asked_for_is_told(root: Path, caplog: pytest.LogCaptureFixture) -> None:
    (root / LEDGER).write_bytes(b"")
    change(root, ARTICLES, '"revision": 1', '"revision": "1"')
    with pytest.raises(ArchiveError, match="no ledger, but an empty database: scrapy rebuild-ledger makes one"):
        said(root)
    with caplog.at_level(logging.WARNING):
        store(root, 7)
    assert "because it was empty" in caplog.text
    assert f"nobody can read {ARTICLES}:1: revision missing or of the wrong type" in caplog.text


def test_verify_says_of_a_ledger_that_is_none_how_to_get_one(root: Path) -> None:
    (root / LEDGER).write_bytes(os.urandom(9000))
    assert said(root) == [f"{LEDGER}: malformed; rebuild-ledger makes it anew from the files"]
    rebuild(root)
    assert_clean(root)


@pytest.mark.parametrize("what", ["demo", "demo/articles", ARTICLES])
def test_a_link_whose_disk_is_away_is_named_and_nothing_is_done_without_it(what: str, root: Path) -> None:
    away = root.parent / "another disk"
    (root / what).rename(away)
    (root / what).symlink_to(root.parent / "not mounted")
    before = (root / LEDGER).read_bytes()
    for act in (said, ids, rebuild, store):
        with pytest.raises(ArchiveError, match=f"/{what}: a link that leads nowhere: .*not mounted"):
            act(root)
    with pytest.raises(ArchiveError, match="a link that leads nowhere"):
        list(read(root, site="demo"))
    assert (root / LEDGER).read_bytes() == before
    (root / what).unlink()
    (root / what).symlink_to(away)
    store(root, 7)
    assert ids(root) == ["demo:0", "demo:1", "demo:2", "demo:7"]
    assert_clean(root)
    assert_rebuilds_equal(root, root.parent / "before")


def add(archive: Archive) -> None:
    archive.commit(Tick(discovered=[found(address(8), site="other")]))


@pytest.mark.parametrize("act", [add, lambda archive: archive.keep("other", capture(address(8)))], ids=["add", "keep"])
@pytest.mark.parametrize("what", ["moved", "deleted", "replaced"])
def test_an_archive_that_is_taken_away_while_it_is_written_stops_and_is_not_begun_anew(
    what: str, act: Callable[[Archive], object], root: Path
) -> None:
    elsewhere = root.parent / "elsewhere"
    with Archive.open(root, Clock(START, 0)) as archive:
        archive.commit(Tick(discovered=[found(address(7))]))
        shutil.copytree(root, elsewhere) if what == "replaced" else None
        shutil.rmtree(root) if what == "deleted" else root.rename(root.parent / "aside")
        if what == "replaced":
            elsewhere.rename(root)
        for _ in range(2):  # and takes no more
            told = "/archive: was moved, deleted or replaced while it was being written"
            with pytest.raises(ArchiveError, match=told):
                act(archive)
    assert root.exists() == (what == "replaced")
    assert not (root / "other").exists()
    if what == "moved":
        store(root.parent / "aside", 7)
        assert ids(root.parent / "aside") == ["demo:0", "demo:1", "demo:2", "demo:7"]
        assert_clean(root.parent / "aside")


def test_a_stamp_that_a_dying_process_left_empty_is_none(root: Path) -> None:
    (root / STAMP).write_bytes(b"")
    check_stamp(root)
    store(root, 7)
    assert json.loads((root / STAMP).read_bytes())["archive"] == ARCHIVE_VERSION
    (root / STAMP).write_text("yarımçıq", "utf-8")
    with pytest.raises(ArchiveError, match=r"archive\.json: not an archive's stamp"):
        check_stamp(root)


@pytest.mark.parametrize("name", ["with spaces", "xəbər arxivi", "a%20b?c#d", "two\nlines"])
def test_an_archive_may_lie_anywhere(name: str, tmp_path: Path) -> None:
    root = Path(f"{tmp_path / name}/")
    store(root, 0)
    store(root, 1)
    assert ids(root) == ["demo:0", "demo:1"]
    assert_clean(root)
    assert_rebuilds_equal(root, tmp_path / "before")


def test_a_folder_that_cannot_be_looked_into_is_named(tmp_path: Path) -> None:
    for act in (said, ids):
        with pytest.raises(ArchiveError, match=r"xxx/ledger\.sqlite3: File name too long"):
            act(tmp_path / ("x" * 300))


def test_an_archive_of_nothing_and_one_of_a_tombstone_are_sound(tmp_path: Path) -> None:
    stone = {"id": "demo:1", "url": address(1), "at": "2025-12-16T09:00:00Z", "reason": "letter"}
    for name, files in (("nothing", {}), ("stone", {"demo/removed.jsonl": json.dumps(stone) + "\n"})):
        root = tmp_path / name
        for path, text in files.items():
            (root / path).parent.mkdir(parents=True)
            (root / path).write_text(text)
        Archive.open(root, Clock(START, 0)).close()
        assert (ids(root), said(root)) == ([], [])
        assert rebuild(root).damaged == []
        assert said(root) == []


def test_what_people_lay_into_an_archive_is_left_alone(root: Path) -> None:
    (root / "demo/articles/2025-12-16-w1-1.jsonl").mkdir()
    for path in ("notes.txt", "demo/notes.jsonl", f"{ARTICLES}.bak", "demo/articles/.nfs0001"):
        (root / path).write_text("{")
    assert said(root) == []
    store(root, 7)
    assert_clean(root)
    assert (root / "notes.txt").read_text() == "{"
