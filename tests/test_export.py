"""`scrapy export`: in which order, into which files; the same bytes from the same content."""

import json
import re
import resource
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from newscrawler.archive.rebuild import rebuild
from newscrawler.az import BAKU
from newscrawler.corpus import shelf
from tests.corpus_site import SITES, article, articles, make_archive, shuffled, write_archive
from tests.export_site import JSON, contents, ids, make_release, rows, with_digest

COUNT = 240
MOMENT = datetime(2015, 6, 1, 9, tzinfo=BAKU)

pytestmark = pytest.mark.usefixtures("without_figures")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_archive(tmp_path_factory.mktemp("export") / "archive", COUNT, words=40)


def in_order(records: list[JSON]) -> list[JSON]:
    return sorted(records, key=lambda one: (one["published_on"], one["id"]))


def test_a_release_holds_every_article_once_with_columns_for_copies(archive: Path, tmp_path: Path) -> None:
    make_release(tmp_path / "out", archive)
    found = rows(tmp_path / "out")
    told = {record["id"]: record for record in articles(COUNT, words=40)}
    assert len(found) == len(told) == COUNT
    assert all(
        {key: value for key, value in one.items() if not key.startswith("dup_")} == told[one["id"]] for one in found
    )
    assert {one["dup_cluster"] for one in found} == {None}


def test_files_lie_by_split_site_and_year_in_order_of_publication(archive: Path, tmp_path: Path) -> None:
    make_release(tmp_path / "out", archive)
    files = sorted((tmp_path / "out" / "data").rglob("*.jsonl"))
    assert {path.parent.name for path in files} == {"train"}
    assert {path.name for path in files} == {
        f"{site}-{year}-00000.jsonl" for site in SITES for year in range(2013, 2017)
    }
    for path in files:
        lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        assert {one["published_on"][:4] for one in lines} == {path.name.split("-")[1]}
        keys = [(one["published_on"], one["published_at"] is not None) for one in lines]
        assert keys == sorted(keys)


def test_bytes_do_not_depend_on_how_lines_lie_in_segments(archive: Path, tmp_path: Path) -> None:
    records = list(articles(COUNT, words=40))
    other = write_archive(tmp_path / "other", shuffled(records, 5), per_segment=7, writers=("w3", "w1", "w2"))
    formats = ("jsonl", "jsonl.gz", "jsonl.zst", "parquet", "csv", "txt")
    for out, root in (("one", archive), ("two", other)):
        make_release(tmp_path / out, root, formats=formats, split="hash")
    rebuild(other)
    make_release(tmp_path / "three", other, formats=formats, split="hash")
    assert contents(tmp_path / "one") == contents(tmp_path / "two") == contents(tmp_path / "three")


def test_without_a_ledger_every_whole_line_counts(tmp_path: Path) -> None:
    archive = make_archive(tmp_path / "archive", 20, ledger=False)
    segment = next(archive.glob("oxu/articles/*.jsonl"))
    segment.write_bytes(segment.read_bytes() + b'{"id": "torn')
    make_release(tmp_path / "out", archive)
    assert len(rows(tmp_path / "out")) == 20


def test_the_sums_name_every_file_and_agree(archive: Path, tmp_path: Path) -> None:
    make_release(tmp_path / "out", archive, formats=("jsonl", "txt"))
    lines = (tmp_path / "out" / "SHA256SUMS").read_text().splitlines()
    told = {path: digest for digest, path in (line.split("  ", 1) for line in lines)}
    found = contents(tmp_path / "out")
    found.pop("SHA256SUMS")
    assert told == found
    assert not [path for path in tmp_path.iterdir() if "partial" in path.name]


def test_no_data_file_is_larger_than_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    limit = 160_000
    monkeypatch.setattr(shelf, "LIMIT", limit)
    archive = make_archive(tmp_path / "archive", 900, site="oxu", ledger=False)
    formats = ("jsonl", "jsonl.gz", "jsonl.zst", "csv", "parquet")
    make_release(tmp_path / "out", archive, formats=formats)
    files = [path for path in (tmp_path / "out" / "data").rglob("*") if path.is_file()]
    assert max(path.stat().st_size for path in files) <= limit
    assert [path for path in files if re.search(r"-0000[1-9]\.jsonl$", path.name)]
    for name in formats:
        assert sorted(ids(rows(tmp_path / "out", name))) == sorted(ids(rows(tmp_path / "out")))


@pytest.fixture
def few_descriptors() -> Iterator[None]:
    """The process may open 150 files more than it has open."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (len(list(Path("/proc/self/fd").iterdir())) + 150, hard))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@pytest.mark.usefixtures("few_descriptors")
def test_more_sites_than_a_process_may_open_files(tmp_path: Path) -> None:
    records = [article(number, MOMENT, site=f"sayt{number}.az", words=30) for number in range(100)]
    archive = write_archive(tmp_path / "archive", records, ledger=False)
    make_release(tmp_path / "out", archive, formats=("jsonl", "csv"))
    assert len(list((tmp_path / "out" / "data").rglob("*.*"))) == 200


def test_only_what_is_new_since_a_release_is_in_the_next(tmp_path: Path) -> None:
    records = list(articles(40))
    archive = write_archive(tmp_path / "archive", records[:30])
    for number, name in enumerate(("jsonl", "parquet", "csv")):
        make_release(tmp_path / f"first-{name}", archive, formats=(name,))
        edited = with_digest({**records[3], "revision": 2, "title": "düzəliş"})
        later = write_archive(tmp_path / f"later-{number}", [*records[:30], edited, *records[30:]])
        make_release(tmp_path / f"next-{name}", later, new_since=(tmp_path / f"first-{name}",))
        found = rows(tmp_path / f"next-{name}")
        assert sorted(ids(found)) == sorted([records[3]["id"], *ids(records[30:])])
        assert {one["revision"] for one in found if one["id"] == records[3]["id"]} == {2}


def test_twenty_thousand_records_without_lead_section_and_tags_keep_their_types(tmp_path: Path) -> None:
    archive = make_archive(tmp_path / "archive", 20_200, bare=20_050, words=3, ledger=False, site="oxu")
    make_release(tmp_path / "out", archive, formats=("jsonl", "parquet"))
    found = rows(tmp_path / "out", "parquet")
    assert found == rows(tmp_path / "out")
    assert not any(one["lead"] or one["section"] or one["tags"] for one in found[:20_000])
    assert any(one["lead"] and one["section"] for one in found)


def test_copies_are_marked_or_left_out_as_asked(tmp_path: Path) -> None:
    records = list(articles(30, words=200, site="report"))
    copy = with_digest(
        {**records[10], "id": "oxu:copy", "site": "oxu", "published_at": None, "published_on": "2015-06-01"}
    )
    archive = write_archive(tmp_path / "archive", [*records, copy])
    make_release(tmp_path / "keep", archive)
    marks = {one["id"]: (one["dup_cluster"], one["dup_of"]) for one in rows(tmp_path / "keep") if one["dup_cluster"]}
    assert marks == {records[10]["id"]: (records[10]["id"], None), "oxu:copy": (records[10]["id"],) * 2}
    make_release(tmp_path / "first", archive, duplicates="first")
    assert set(ids(rows(tmp_path / "first"))) == set(ids(records))
    make_release(tmp_path / "drop", archive, duplicates="drop")
    assert set(ids(rows(tmp_path / "drop"))) == set(ids(records)) - {records[10]["id"]}


def test_splits_are_disjoint_and_complete(archive: Path, tmp_path: Path) -> None:
    make_release(tmp_path / "out", archive, split="time", formats=("jsonl", "parquet"))
    parts = {split: ids(rows(tmp_path / "out", split=split)) for split in ("train", "validation", "test")}
    assert all(parts.values())
    assert sorted(name for part in parts.values() for name in part) == sorted(ids(list(articles(COUNT, words=40))))
