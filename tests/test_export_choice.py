"""`scrapy export`: which records are chosen, of one archive or of several."""

import json
from pathlib import Path
from typing import Any

import pytest

from newscrawler.archive.records import as_line
from newscrawler.archive.tombstones import bury, kept
from newscrawler.corpus.order.selection import Selection
from tests.corpus_site import articles, make_archive, write_archive
from tests.export_site import JSON, contents, ids, make_release, rows, with_digest

COUNT = 240

pytestmark = pytest.mark.usefixtures("without_figures")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_archive(tmp_path_factory.mktemp("export") / "archive", COUNT, words=40)


def selected(out: Path, archive: Path, **select: Any) -> list[JSON]:
    make_release(out, archive, select=select)
    return rows(out)


@pytest.mark.parametrize(
    ("select", "holds"),
    [
        ({"sites": "oxu"}, lambda one: one["site"] == "oxu"),
        ({"sites": ["oxu", "report"]}, lambda one: one["site"] != "azertag"),
        ({"since": "2014-07", "until": "2014-08"}, lambda one: one["published_on"][:7] in ("2014-07", "2014-08")),
        ({"editions": "ru"}, lambda one: ":ru/" in one["id"]),
        ({"languages": ["ru", "en"]}, lambda one: one["language"] != "az"),
        ({"sections": "İQTİSADİYYAT"}, lambda one: one["section"] == "İqtisadiyyat"),
        ({"min_chars": 330}, lambda one: len(one["text"]) >= 330),
        ({"flags": "short"}, lambda one: "short" in one["flags"]),
        ({"no_flags": ["short", "paywall"]}, lambda one: "short" not in one["flags"]),
    ],
    ids=lambda given: str(given) if isinstance(given, dict) else "holds",
)
def test_a_selection_takes_what_it_names(archive: Path, tmp_path: Path, select: JSON, holds: Any) -> None:
    found = selected(tmp_path / "out", archive, **select)
    expected = [one for one in articles(COUNT, words=40) if holds(one)]
    assert sorted(ids(found)) == sorted(ids(expected))
    assert 0 < len(found) < COUNT
    assert Selection.from_toml(tmp_path / "out" / "selection.toml") == Selection().updated(select)


def test_revisions_are_the_latest_all_or_those_of_a_day(tmp_path: Path) -> None:
    first = next(articles(1))
    later = [
        {**first, "revision": 2, "title": "iki", "fetched_at": "2025-12-20T19:59:59Z"},
        {**first, "revision": 3, "title": "üç", "fetched_at": "2025-12-20T20:00:00Z"},
    ]
    texts = [with_digest(one) for one in later]
    archive = write_archive(tmp_path / "archive", [first, *texts])
    assert [one["revision"] for one in selected(tmp_path / "a", archive)] == [3]
    assert [one["revision"] for one in selected(tmp_path / "b", archive, revisions="all")] == [1, 2, 3]
    assert [one["revision"] for one in selected(tmp_path / "c", archive, revisions="as-of 2025-12-20")] == [2]
    assert [one["revision"] for one in selected(tmp_path / "d", archive, revisions="as-of 2025-12-19")] == [1]


def test_the_last_line_of_a_revision_counts_and_the_older_reading_is_gone(tmp_path: Path) -> None:
    record = next(articles(1))
    again = {**record, "section": "Yeni", "extractor": "azertag.Page@2"}
    archive = write_archive(tmp_path / "archive", [record, again], per_segment=1)
    assert [one["section"] for one in selected(tmp_path / "out", archive)] == ["Yeni"]
    other = write_archive(tmp_path / "other", [again, record], per_segment=1)
    assert [one["section"] for one in selected(tmp_path / "out2", other)] == [record["section"]]


def test_what_was_removed_is_left_out_and_listed(archive: Path, tmp_path: Path) -> None:
    records = list(articles(12))
    root = write_archive(tmp_path / "archive", records)
    stone = {"id": records[2]["id"], "url": records[2]["url"], "reason": "asked for", "at": "2025-12-16T00:00:00Z"}
    (root / records[2]["site"] / "removed.jsonl").write_bytes(as_line(stone))
    make_release(tmp_path / "out", root)
    assert set(ids(rows(tmp_path / "out"))) == set(ids(records)) - {records[2]["id"]}
    listed = [json.loads(line) for line in (tmp_path / "out" / "removed.jsonl").read_text("utf-8").splitlines()]
    assert [(one["id"], one["reason"]) for one in listed] == [(records[2]["id"], "asked for")]


def test_a_tombstone_of_one_archive_counts_for_all_that_are_exported(archive: Path, tmp_path: Path) -> None:
    other = make_archive(tmp_path / "other", 3, seed=9)
    name = next(record["id"] for _, record in kept(archive))
    site = name.partition(":")[0]
    stone = {"id": name, "site": site, "url": "https://x.example/", "reason": "r", "at": "2025-12-16T00:00:00Z"}
    bury(other, site, [{**stone, "purge": False, "published": None, "revisions": [], "schema": 1}])
    make_release(tmp_path / "alone", archive)
    make_release(tmp_path / "both", archive, other)
    assert name in ids(rows(tmp_path / "alone"))
    assert name not in ids(rows(tmp_path / "both"))


def test_several_archives_make_one_release_whatever_their_order(tmp_path: Path) -> None:
    records = list(articles(60))
    one = write_archive(tmp_path / "one", records[:40])
    two = write_archive(tmp_path / "two", [{**record, "section": "ikinci"} for record in records[20:]])
    make_release(tmp_path / "a", one, two)
    make_release(tmp_path / "b", two, one)
    assert contents(tmp_path / "a") == contents(tmp_path / "b")
    assert sorted(ids(rows(tmp_path / "a"))) == sorted(ids(records))
