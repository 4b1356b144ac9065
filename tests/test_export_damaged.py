"""An archive with something wrong in it is refused in one line that names the place; no half release is left behind."""

import gc
import json
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from newscrawler.archive.ledger import Ledger
from newscrawler.archive.records import as_line
from newscrawler.archive.removal import Target, remove
from newscrawler.article import no_rights
from newscrawler.clock import Clock
from newscrawler.corpus.order.options import Order
from newscrawler.corpus.order.selection import Selection
from newscrawler.corpus.release import export
from newscrawler.errors import ArchiveError
from tests.corpus_site import articles, make_archive, write_archive
from tests.export_site import Silent, ids, make_release, rows

pytestmark = pytest.mark.usefixtures("without_figures", "no_half_release")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return make_archive(tmp_path / "archive", 30)


def segment(archive: Path, site: str = "oxu") -> Path:
    return next((archive / site / "articles").glob("*.jsonl"))


def replace_line(path: Path, number: int, line: bytes) -> None:
    """Puts `line` in the place of the one of that number, as long as it was."""
    lines = path.read_bytes().splitlines()
    lines[number - 1] = line.ljust(len(lines[number - 1]))
    path.write_bytes(b"\n".join(lines) + b"\n")


def first_line(path: Path, **changes: Any) -> bytes:
    return as_line({**json.loads(path.read_bytes().splitlines()[0]), **changes}).rstrip(b"\n")


def without(path: Path, key: str) -> bytes:
    record = json.loads(path.read_bytes().splitlines()[0])
    return as_line({name: value for name, value in record.items() if name != key}).rstrip(b"\n")


FOREIGN: list[tuple[Callable[[Path], bytes], str]] = [
    (lambda path: b"not JSON at all", "not JSON"),
    (lambda path: b"[1, 2]", "not a JSON object"),
    (lambda path: b'{"a": 1}', "unknown schema None"),
    (lambda path: without(path, "section"), "section is missing"),
    (lambda path: first_line(path, extra=1), "'extra' is no key of a record"),
    (lambda path: first_line(path, tags="Bakı"), "tags is of the wrong type"),
    (lambda path: first_line(path, published_evidence=[{"raw": "x"}]), "published_evidence is not made of raw, source"),
    (lambda path: first_line(path, text="başqa"), "content_sha256 is not that of title and text"),
    (lambda path: first_line(path, published_on="15.12.2025"), "published_on '15.12.2025' is no day"),
    (lambda path: first_line(path, published_at="2025-12-15T10:00:00"), "no instant with an offset"),
    (lambda path: first_line(path, published_on="20151215"), "published_on '20151215' is no day"),
    (lambda path: first_line(path, published_on="2015-W12-2"), "published_on '2015-W12-2' is no day"),
    (lambda path: first_line(path, fetched_at="0001-01-01T00:00:00+04:00"), "fetched_at '0001-01-01T00:00:00+04:00'"),
    (lambda path: first_line(path, published_at="9999-12-31T23:00:00-04:00"), "is no instant with an offset"),
    (lambda path: first_line(path, tags=["Bakı", 7]), "tags holds something else than texts"),
    (lambda path: first_line(path, flags=[{}]), "flags holds something else than texts"),
    (lambda path: first_line(path, rights={**no_rights(), "robots": 5}), "robots of rights is of the wrong type"),
    (lambda path: first_line(path, images=[{"url": None, "caption": None}]), "url of images is of the wrong type"),
    (lambda path: first_line(path, raw={"warc": "a", "offset": "3", "sha256": ""}), "offset of raw is of the wrong"),
    (lambda path: first_line(path, raw={"warc": "a", "offset": 1 << 70, "sha256": ""}), "offset of raw is 1180591"),
    (lambda path: first_line(path, revision=True), "revision True is no number of a revision"),
    (lambda path: first_line(path, revision=1 << 63), "revision 9223372036854775808 is no number of a revision"),
    (lambda path: first_line(path, schema=99), "record schema version 99, of newscrawler"),
]


@pytest.mark.parametrize(("line", "told"), FOREIGN, ids=[told for _, told in FOREIGN])
def test_a_line_that_is_no_record_is_named(tmp_path: Path, line: Callable[[Path], bytes], told: str) -> None:
    archive = write_archive(tmp_path / "archive", list(articles(30, words=400)))
    path = segment(archive)
    replacement = line(path)
    replace_line(path, 3, replacement)
    with pytest.raises(ArchiveError) as refused:
        make_release(tmp_path / "out", archive)
    assert str(refused.value).startswith(f"{path.relative_to(archive).as_posix()}:3: ")
    assert told in str(refused.value)


def test_a_segment_that_is_torn_inside_what_is_committed_is_named(archive: Path, tmp_path: Path) -> None:
    path = segment(archive)
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(ArchiveError, match=r"oxu/articles/2025-12-15-w1-1\.jsonl:10: torn: \d+ bytes are committed"):
        make_release(tmp_path / "out", archive)


def test_what_lies_beyond_the_committed_length_is_not_read(archive: Path, tmp_path: Path) -> None:
    path = segment(archive)
    path.write_bytes(path.read_bytes() + b"garbage\n{")
    silent = Silent()
    about = export(Order(tmp_path / "out-there", (archive,), Selection()), silent)
    assert about.facts.total.records == 30
    assert silent.notes == [f"{path}: the last 9 bytes are not committed and were left out"]


def test_a_torn_last_line_without_a_ledger_is_named(tmp_path: Path) -> None:
    archive = make_archive(tmp_path / "archive", 30, ledger=False)
    path = segment(archive)
    path.write_bytes(path.read_bytes() + b'{"id": "to')
    silent = Silent()
    assert export(Order(tmp_path / "out-there", (archive,), Selection()), silent).facts.total.records == 30
    assert silent.notes == [f"{path}: the last 10 bytes are no whole line and were left out"]


def test_an_archive_of_a_newer_program_is_refused_by_name(archive: Path, tmp_path: Path) -> None:
    (archive / "archive.json").write_text('{"archive": 99, "program": "9.9.9"}')
    with pytest.raises(ArchiveError, match=r"archive\.json: archive version 99, of newscrawler 9\.9\.9; newscrawler"):
        make_release(tmp_path / "out", archive)


def test_a_ledger_that_is_left_in_the_middle_of_its_rows_says_nothing(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when somebody stops an export that counts what is missing."""
    unraisable: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", unraisable.append)
    with closing(Ledger.reader(archive)) as ledger:
        rows_left = ledger.rows("oxu")
        assert next(iter(rows_left))
    del rows_left
    gc.collect()
    assert unraisable == []


def test_an_article_purged_while_the_export_runs_is_refused_and_nothing_is_left(archive: Path, tmp_path: Path) -> None:
    gone = Target("oxu", "oxu:xeber-1", "https://oxu.example/xeber-1")

    class Purge(Silent):
        def stage(self, name: str) -> Callable[[int, int], None]:
            if name == "writing":
                remove(archive, lambda ledger: [gone], "letter", purge=True, clock=Clock(datetime.now(UTC)))
            return super().stage(name)

    with pytest.raises(ArchiveError, match=r"oxu/articles/.*: its text was erased while the export ran"):
        export(Order(tmp_path / "out", (archive,), Selection()), Purge())
    make_release(tmp_path / "out-there", archive)
    assert gone.id not in ids(rows(tmp_path / "out-there"))
