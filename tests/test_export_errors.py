"""What an export cannot do, it says in one line that names the place; and no half release is ever left behind."""

import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from newscrawler.corpus.workshop import workshop
from newscrawler.errors import ArchiveError, ArgumentError
from tests.conftest import PROJECT
from tests.corpus_site import make_archive
from tests.export_site import make_release

JSON = dict[str, Any]


pytestmark = pytest.mark.usefixtures("without_figures", "no_half_release")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return make_archive(tmp_path / "archive", 30)


@pytest.mark.parametrize(
    ("select", "told"),
    [
        ({"sites": "nosuch"}, r"--site nosuch: .* there are azertag, oxu, report"),
        ({"sites": "/oxu"}, r"--site /oxu: .* there are oxu, "),
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


def test_nothing_new_is_no_release(archive: Path, tmp_path: Path) -> None:
    make_release(tmp_path / "out-there", archive)
    with pytest.raises(ArgumentError, match="nothing is new since"):
        make_release(tmp_path / "out", archive, new_since=(tmp_path / "out-there",))


def test_a_package_that_is_missing_is_named(archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from newscrawler.corpus.formats import format_named

    for name, package in (("parquet", "pyarrow"), ("jsonl.zst", "zstandard")):
        monkeypatch.setitem(sys.modules, package, None)
        format_named.cache_clear()
        told = rf"--format {name} needs {package}: pip install -e '\.\[corpus\]' in the checkout"
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
