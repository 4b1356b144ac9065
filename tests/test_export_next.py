"""One release after another: what differs is told, and no two that differ share a version."""

import json
import re
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from newscrawler.archive.records import as_line, content_digest
from newscrawler.az import BAKU
from newscrawler.errors import ArgumentError
from tests.corpus_site import article, articles, make_archive, write_archive
from tests.export_site import contents, ids, make_release, rows

JSON = dict[str, Any]
LAST_DAYS = datetime(2016, 2, 9, tzinfo=BAKU)


pytestmark = pytest.mark.usefixtures("without_figures")


def edited(record: JSON, title: str, **changes: Any) -> JSON:
    """The record with another title and the digest of it."""
    return {**record, "title": title, **changes, "content_sha256": content_digest(title, record["text"])}


def lay_stone(archive: Path, record: JSON, at: str = "2025-12-16T00:00:00Z") -> None:
    stone = {"id": record["id"], "site": record["site"], "url": record["url"], "reason": "asked for", "at": at}
    (archive / record["site"] / "removed.jsonl").write_bytes(as_line(stone))


def told(release: Path) -> str:
    return (release / "CHANGES").read_text("utf-8")


def test_a_release_that_nothing_is_said_of_is_not_called_the_first(tmp_path: Path) -> None:
    make_release(tmp_path / "out", make_archive(tmp_path / "archive", 9))
    assert "No earlier release was named" in told(tmp_path / "out")


def test_a_release_is_compared_with_its_predecessor_and_holds_everything(tmp_path: Path) -> None:
    records = list(articles(40, site="oxu"))
    one = make_release(tmp_path / "one", write_archive(tmp_path / "a", records[:30]))
    later = write_archive(tmp_path / "b", [*records, edited(records[3], "düzəliş", revision=2)])
    lay_stone(later, records[5])
    select = {"since": records[2]["published_on"]}
    two = make_release(tmp_path / "two", later, previous=tmp_path / "one", select=select)
    assert set(ids(rows(tmp_path / "two"))) == set(ids(records[2:])) - {records[5]["id"]}
    text = told(tmp_path / "two")
    assert f"Follows {one.name} {one.version}" in text
    for line in ("10 articles new", "1 article changed", "1 article removed", "2 articles no longer chosen"):
        assert f"* {line}" in text
    assert two.version != one.version


@pytest.mark.parametrize("option", ["new_since", "previous"])
def test_a_removal_alone_is_a_release_and_told_only_once(tmp_path: Path, option: str) -> None:
    records = list(articles(9, site="oxu"))
    archive = write_archive(tmp_path / "archive", records)
    one = make_release(tmp_path / "one", archive)
    lay_stone(archive, records[5], at="2026-02-03T00:00:00Z")
    before: Any = (tmp_path / "one",) if option == "new_since" else tmp_path / "one"
    two = make_release(tmp_path / "two", archive, **{option: before})
    assert two.name == one.name
    assert two.version.startswith("2026.203.")
    assert len(rows(tmp_path / "two")) == (0 if option == "new_since" else 8)
    assert "* 1 article removed" in told(tmp_path / "two")
    assert records[5]["id"] in told(tmp_path / "two")
    with pytest.raises(ArgumentError, match="nothing is new since that release, and nothing was removed"):
        make_release(tmp_path / "three", archive, new_since=(tmp_path / "one", tmp_path / "two"))


def test_no_two_releases_that_differ_share_a_version_and_the_same_one_has_its_own_again(tmp_path: Path) -> None:
    archive = make_archive(tmp_path / "archive", 40)
    orders: list[JSON] = [
        {},
        {"formats": ("csv",)},
        {"formats": ("jsonl", "csv")},
        {"formats": ("urls",), "urls_only": True},
        {"masked": frozenset({"email"})},
        {"duplicates": "first"},
        {"near": True},
        {"split": "hash"},
        {"name": "Another"},
        {"select": {"rights": "no-optout"}},
        {"select": {"since": "2000"}},
        {"select": {"revisions": "all"}},
    ]
    found = [make_release(tmp_path / f"out-{number}", archive, **order) for number, order in enumerate(orders)]
    versions = [about.version for about in found]
    assert len(set(versions)) == len(versions)
    assert make_release(tmp_path / "again", archive).version == versions[0]
    assert contents(tmp_path / "again") == contents(tmp_path / "out-0")
    lay_stone(archive, next(articles(1)))
    assert make_release(tmp_path / "stone", archive, select={"since": "2013-12-25"}).version not in versions


@pytest.mark.parametrize("split", ["time", "site", "hash"])
def test_releases_that_continue_each_other_tear_no_cluster_apart(tmp_path: Path, split: str) -> None:
    records = list(articles(60, words=40, language="az"))
    copies = [moved(one, days=number % 14) for number, one in enumerate(records)]
    make_release(tmp_path / "one", write_archive(tmp_path / "a", records), split=split)
    news = [article(900 + hour, LAST_DAYS + timedelta(hours=hour), words=40) for hour in range(40)]
    both = write_archive(tmp_path / "b", [*records, *copies, *news])
    make_release(tmp_path / "two", both, split=split, new_since=(tmp_path / "one",))
    before, after = (splits_of(tmp_path / name) for name in ("one", "two"))
    assert len(after) == len(copies) + len(news)
    assert [after[one["id"]] for one in copies] == [before[one["id"]] for one in records]
    assert set(before.values()) == {"train", "validation", "test"}


def moved(record: JSON, days: int) -> JSON:
    """The same text, as the next of the three sites has it some days later."""
    site = {"azertag": "oxu", "oxu": "report", "report": "azertag"}[record["site"]]
    day = date.fromisoformat(record["published_on"]) + timedelta(days=days)
    told = {"published_on": day.isoformat(), "published_at": None, "published_precision": "day"}
    return {**record, **told, "site": site, "id": f"{site}:surət-{record['id']}"}


def splits_of(release: Path) -> dict[str, str]:
    """Id to split."""
    return {one["id"]: split for split in ("train", "validation", "test") for one in rows(release, split=split)}


def test_a_version_is_major_minor_patch_without_leading_zeros(tmp_path: Path) -> None:
    number = r"(?:0|[1-9]\d*)"
    archive = make_archive(tmp_path / "archive", 3, fetched_at="2026-01-05T10:00:00Z")
    version = make_release(tmp_path / "out", archive).version
    assert re.fullmatch(rf"{number}\.{number}\.{number}", version)
    assert version.startswith("2026.105.")
    assert json.loads((tmp_path / "out" / "croissant.json").read_text("utf-8"))["version"] == version


def test_revisions_are_not_counted_as_articles(tmp_path: Path) -> None:
    records = list(articles(9, site="oxu"))
    again = edited(records[3], "düzəliş", revision=2)
    archive = write_archive(tmp_path / "archive", [*records, again])
    about = make_release(tmp_path / "out", archive, select={"revisions": "all"})
    assert (about.articles, about.facts.total.records) == (9, 10)
    card = (tmp_path / "out" / "README.md").read_text("utf-8")
    assert "9 news articles in 10 revisions from 1 site" in card
    assert "9 articles, 2013" in card.replace("\n", " ")


def test_what_archives_tell_of_the_same_day_does_not_depend_on_their_order(tmp_path: Path) -> None:
    records = list(articles(30, site="oxu"))
    roots = [write_archive(tmp_path / name, records[begin : begin + 20]) for name, begin in (("a", 0), ("b", 10))]
    for root, reason in zip(roots, ("letter", "court"), strict=True):
        stone = {"id": records[15]["id"], "site": "oxu", "url": records[15]["url"], "reason": reason}
        (root / "oxu" / "removed.jsonl").write_bytes(as_line({**stone, "at": "2025-12-16T00:00:00Z"}))

    def coverage(archives: Any, sites: Any) -> list[JSON]:
        days = {"a": ("unknown", 2), "b": ("complete", 3)}
        counts = dict.fromkeys(("gone", "blocked", "rejected", "failed", "pending"), 0)
        return [
            {"site": "oxu", "day": "2014-01-01", "status": days[root.name][0], "held": days[root.name][1]}
            | {"discovered": 4, "expected": None, **counts}
            for root in archives
        ]

    for out, order in (("one", roots), ("two", roots[::-1])):
        make_release(tmp_path / out, *order, coverage=coverage)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    assert "oxu,2014-01-01,complete,0,8,5" in (tmp_path / "one" / "coverage.csv").read_text("utf-8-sig")


def test_examples_open_the_training_files_and_say_each_thing_once(tmp_path: Path) -> None:
    archive = make_archive(tmp_path / "archive", 300, words=10)
    make_release(tmp_path / "out", archive, split="time", formats=("jsonl", "jsonl.gz", "jsonl.zst"))
    card = (tmp_path / "out" / "README.md").read_text("utf-8")
    assert card.count("JSON Lines have the records") == 1
    examples = "".join(re.findall(r"```python\n(.*?)```", card, re.DOTALL))
    assert set(re.findall(r"data/(train|test|validation)", examples)) == {"train"}
