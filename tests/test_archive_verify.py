import gzip
import json
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from newscrawler.archive.layout import LEDGER, segments
from newscrawler.archive.model import Finished, Tick
from newscrawler.archive.store import Archive
from newscrawler.archive.verify import verify
from newscrawler.clock import Clock
from tests.archive_site import START, address, capture, found, record

ARTICLES = "demo/articles/2025-12-15-w1-1.jsonl"
PAGES = "demo/pages/2025-12-15-w1-1.warc.gz"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    with Archive.open(tmp_path, Clock(START, 0)) as archive:
        archive.commit(Tick(discovered=[found(address(number)) for number in range(4)]))
        archive.claim(["demo.example"])
        leases = archive.lease("demo", 9)
        ends = [Finished(one, "stored", record(n), page=capture(one.url)) for n, one in enumerate(leases[:3])]
        archive.commit(Tick(finished=[*ends, Finished(leases[3], "gone", status=404, page=capture(address(3)))]))
    return tmp_path


def said(root: Path) -> list[str]:
    return [str(mismatch) for mismatch in verify(root)]


def rewrite(path: Path, change: Callable[[list[bytes]], list[bytes]]) -> None:
    path.write_bytes(b"\n".join([*change(path.read_bytes().splitlines()), b""]))


def query(root: Path, statement: str) -> None:
    with sqlite3.connect(root / LEDGER) as database:
        database.execute(statement)
    database.close()


def test_a_sound_archive_has_no_mismatch_and_is_not_touched(root: Path) -> None:
    before = {name.path: (root / name.path).stat() for name in segments(root)}
    assert said(root) == []
    assert {path: (root / path).stat().st_mtime_ns for path in before} == {k: v.st_mtime_ns for k, v in before.items()}


def test_a_crawl_in_the_middle_of_its_work_is_no_mismatch(root: Path) -> None:
    with Archive.open(root, Clock(START, 0)) as archive:
        archive.commit(Tick(discovered=[found(address(9))]))
        archive._segments.append("demo", "articles", b'{"half')
        archive._segments.current("demo", "articles").write()
        assert said(root) == []


def test_an_altered_text_is_named_by_file_line_id_and_url(root: Path) -> None:
    rewrite(
        root / ARTICLES, lambda lines: [lines[0], lines[1].replace("Təmir 1".encode(), "Təmir 2".encode()), lines[2]]
    )
    wrong = said(root)
    assert f"{ARTICLES}:2: content_sha256 is not that of title and text" in wrong
    assert any("demo:1" in line and "only the ledger says" in line for line in wrong)


def test_keys_out_of_order_are_named(root: Path) -> None:
    def turn(line: bytes) -> bytes:
        pairs = list(json.loads(line).items())
        return json.dumps(dict([pairs[1], pairs[0], *pairs[2:]]), ensure_ascii=False).encode()

    rewrite(root / ARTICLES, lambda lines: [turn(lines[0]), *lines[1:]])
    assert said(root) == [f"{ARTICLES}:1 demo:0 {address(0)}: keys missing, foreign or out of order"]


def test_a_doubled_record_is_named_with_the_first(root: Path) -> None:
    rewrite(root / ARTICLES, lambda lines: [*lines, lines[1]])
    query(root, f"UPDATE segments SET length = {(root / ARTICLES).stat().st_size} WHERE path = '{ARTICLES}'")
    assert f"{ARTICLES}:4 demo:1 {address(1)}: revision 1 is there already: {ARTICLES}:2" in said(root)


def test_a_record_read_again_by_a_newer_extractor_is_no_double(root: Path) -> None:
    with Archive.open(root, Clock(START, 0)) as archive:
        again = record(1, text="Yaxşı oxundu.", extractor="demo.DemoPage@2")
        archive.commit(Tick(lines=[("articles", again)]))
    assert said(root) == []


def test_a_torn_tail_is_named_until_the_next_start(root: Path) -> None:
    with (root / ARTICLES).open("ab") as file:
        file.write(b'{"id": "dem')
    assert said(root) == [f"{ARTICLES}: 11 bytes beyond the committed length: torn or not yet recovered"]
    with Archive.open(root, Clock(START, 0)):
        pass
    assert said(root) == []


def test_a_missing_line_is_a_shorter_file_and_a_row_without_its_line(root: Path) -> None:
    rewrite(root / ARTICLES, lambda lines: lines[:2])
    wrong = said(root)
    assert re.search(rf"^{ARTICLES}: \d+ bytes shorter than the ledger committed$", wrong[0])
    assert any(address(2) in line and "only the ledger says" in line for line in wrong)


def test_a_flipped_byte_in_a_page_is_named_with_the_record_that_points_to_it(root: Path) -> None:
    data = (root / PAGES).read_bytes()
    pointer = json.loads((root / ARTICLES).read_bytes().splitlines()[2])["raw"]
    begin = pointer["offset"]
    whole = gzip.decompress(data[begin:])
    torn = gzip.compress(whole.replace(b"<h1>", b"<h2>", 1), mtime=0)
    (root / PAGES).write_bytes(data[:begin] + torn)
    query(root, f"UPDATE segments SET length = {begin + len(torn)} WHERE path = '{PAGES}'")
    wrong = said(root)
    assert any(line.startswith(f"{PAGES}@{begin}: ") and "digest failed" in line for line in wrong)
    assert f"{ARTICLES}:3 demo:2 {address(2)}: the page there has another SHA-256: {PAGES}@{begin}" in wrong


def test_a_missing_file_of_pages_is_named_with_every_record(root: Path) -> None:
    (root / PAGES).unlink()
    wrong = said(root)
    assert wrong[0] == f"{PAGES}: the ledger knows this segment, and it is not there"
    assert len([line for line in wrong if "no page begins there" in line]) == 4


def test_a_row_that_was_altered_is_named_by_its_url(root: Path) -> None:
    query(root, "UPDATE urls SET state = 'failed' WHERE state = 'gone'")
    wrong = said(root)
    assert len(wrong) == 2
    assert all(address(3) in line for line in wrong)
    assert "state 'failed'" in wrong[0]
    assert "state 'gone'" in wrong[1]


def test_a_file_the_ledger_never_heard_of_is_named(root: Path) -> None:
    (root / "demo/articles/2025-12-16-w1-1.jsonl").write_bytes((root / ARTICLES).read_bytes())
    assert said(root) == ["demo/articles/2025-12-16-w1-1.jsonl: a segment that the ledger does not know"]


def test_an_archive_without_a_ledger_is_told_how_to_get_one(tmp_path: Path) -> None:
    assert said(tmp_path) == ["ledger.sqlite3: there is none; rebuild-ledger makes it from the files"]
