"""What an export cannot do, it says in one line that names the place; and no half release is ever left behind."""

import gc
import json
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from newscrawler.archive.ledger import Ledger
from newscrawler.archive.records import as_line
from newscrawler.archive.removal import Target, remove
from newscrawler.clock import Clock
from newscrawler.corpus.options import Order
from newscrawler.corpus.release import export
from newscrawler.corpus.selection import Selection
from newscrawler.corpus.workshop import workshop
from newscrawler.errors import ArchiveError, ArgumentError
from tests.conftest import PROJECT
from tests.corpus_site import articles, make_archive, write_archive
from tests.export_site import Silent, ids, make_release, rows

JSON = dict[str, Any]


@pytest.fixture(autouse=True)
def _nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whatever happened, beside the archive there is no half release."""
    monkeypatch.setattr("newscrawler.corpus.documents.draw_charts", lambda *_: [])
    yield
    assert not [path.name for path in tmp_path.glob("out*") if path.name != "out-there"]


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


@pytest.mark.parametrize(
    ("select", "told"),
    [
        ({"sites": "nosuch"}, r"--site nosuch: .* there are azertag, oxu, report"),
        ({"editions": "tr"}, r"--edition tr: .* there are az, "),
        ({"languages": "xx"}, r"--language xx: .* there are az, "),
        ({"sections": "İqtisadiyat"}, r"--section İqtisadiyat: .* there are İqtisadiyyat, "),
        ({"flags": "paywal"}, r"--flag paywal: .* there are short"),
        ({"no_flags": "shrot"}, r"--no-flag shrot: .* there are short"),
        ({"since": "2030"}, "nothing in the archive matches the selection: of 30 lines --since 2030-01-01 leaves none"),
        (
            {"sites": "oxu", "flags": "short", "min_chars": 1, "until": "2014-02"},
            r"of 30 lines --flag short leaves \d, --site oxu leaves 10, --until 2014-02-28 leaves \d, and all together",
        ),
        (
            {"revisions": "as-of 2020-01-01"},
            "30 lines do, and each was removed, is of another revision, or was fetched",
        ),
        ({"since": "2015", "until": "2014"}, "since 2015-01-01 is later than until 2014-12-31"),
        ({"since": "yesterday"}, "since yesterday is not a date like 2014"),
        ({"min_chars": "many"}, "min_chars 'many' is not a whole number"),
        ({"revisions": "first"}, "revisions 'first' is not latest, all or as-of"),
        ({"sitse": "oxu"}, "unknown key 'sitse'; there are"),
        ({"rights": "public-domain"}, "public-domain"),
    ],
    ids=str,
)
def test_a_value_that_cannot_be_is_named_with_those_that_can(
    archive: Path, tmp_path: Path, select: JSON, told: str
) -> None:
    with pytest.raises(ArgumentError, match=told):
        make_release(tmp_path / "out", archive, select=select)


def test_a_flag_that_no_record_happens_to_bear_can_be_left_out(archive: Path, tmp_path: Path) -> None:
    assert make_release(tmp_path / "out-there", archive, select={"no_flags": "paywall"}).facts.total.records == 30


def test_a_release_is_never_written_over_anything(archive: Path, tmp_path: Path) -> None:
    there = tmp_path / "out-there"
    there.mkdir()
    (there / "file").touch()
    with pytest.raises(ArgumentError, match="out-there is not empty"):
        make_release(there, archive)
    with pytest.raises(ArgumentError, match="is no folder"):
        make_release(there / "file", archive)
    (there / "file").unlink()
    make_release(there, archive)
    assert (there / "README.md").is_file()


def test_a_folder_that_is_no_archive_and_one_that_is_no_release_are_named(archive: Path, tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="empty: there is no archive here"):
        make_release(tmp_path / "out", tmp_path / "empty")
    with pytest.raises(ArgumentError, match=r"--new-since .*archive: no release is there"):
        make_release(tmp_path / "out", archive, new_since=(archive,))


def test_an_archive_of_a_newer_program_is_refused_by_name(archive: Path, tmp_path: Path) -> None:
    (archive / "archive.json").write_text('{"archive": 99, "program": "9.9.9"}')
    with pytest.raises(ArchiveError, match=r"archive\.json: archive version 99, of newscrawler 9\.9\.9; newscrawler"):
        make_release(tmp_path / "out", archive)


def test_nothing_new_is_no_release(archive: Path, tmp_path: Path) -> None:
    make_release(tmp_path / "out-there", archive)
    with pytest.raises(ArgumentError, match="nothing is new since"):
        make_release(tmp_path / "out", archive, new_since=(tmp_path / "out-there",))


def test_a_package_that_is_missing_is_named(archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from newscrawler.corpus.formats import format_named

    for name, package in (("parquet", "pyarrow"), ("jsonl.zst", "zstandard")):
        monkeypatch.setitem(sys.modules, package, None)
        format_named.cache_clear()
        told = rf"--format {name} needs {package}: pip install 'newscrawler\[corpus\]'"
        with pytest.raises(ArgumentError, match=told):
            make_release(tmp_path / "out", archive, formats=(name,))
    format_named.cache_clear()


def test_what_a_killed_export_left_is_cleared_by_the_next(tmp_path: Path) -> None:
    left = tmp_path / "out-there.partial-999999999"
    left.mkdir()
    with workshop(tmp_path / "out-there") as folder:
        assert not left.exists()
        (folder / "file").touch()
    assert [path.name for path in (tmp_path / "out-there").iterdir()] == ["file"]


LIMITED = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2)
from scrapy.cmdline import execute
execute(["scrapy", *sys.argv[2:]])
"""


@pytest.mark.parametrize("name", ["jsonl", "parquet", "txt"])
def test_a_full_disk_ends_with_6_and_names_the_file(tmp_path: Path, name: str) -> None:
    archive = make_archive(tmp_path / "archive", 60, words=2000 if name == "jsonl" else 20_000)
    command = [sys.executable, "-c", LIMITED, "131072", "export", str(tmp_path / "out"), f"--archive={archive}"]
    done = subprocess.run([*command, f"--format={name}"], cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 6, done.stderr
    assert f"{tmp_path}/out.partial-" in done.stderr
    assert "File too large" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_export_that_is_stopped_leaves_nothing(tmp_path: Path) -> None:
    archive = make_archive(tmp_path / "archive", 4000, words=300, ledger=False)
    command = [sys.executable, "-m", "scrapy", "export", str(tmp_path / "out"), f"--archive={archive}"]
    running = subprocess.Popen(command, cwd=PROJECT, stderr=subprocess.PIPE, text=True)
    assert running.stderr
    assert "reading" in running.stderr.readline()
    running.send_signal(signal.SIGTERM)
    assert "stopped: there is no release" in running.stderr.read()
    assert running.wait(30) == 3


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
