"""The papers of a release say what is in it, and the validators of three communities accept them without a network."""

import csv
import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]

from newscrawler.corpus import charts
from newscrawler.corpus.documents import describe
from newscrawler.corpus.facts import Facts
from newscrawler.corpus.media import columns_of
from newscrawler.corpus.model import About, Difference, DuplicateSettings, Previous
from newscrawler.corpus.options import Order
from newscrawler.corpus.schema import NAMES
from newscrawler.corpus.selection import Selection
from tests.corpus_site import JSON, article, articles, make_archive
from tests.offline import block, silently

FREE_LICENCES = re.compile(r"\b(cc-by|cc0|mit licen|apache-2|odc|public domain|openrail)", re.I)


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    block(monkeypatch)


@pytest.fixture(autouse=True)
def no_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Figures have tests of their own, and are slow to draw."""
    monkeypatch.setattr(charts, "find_spec", lambda name: None)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_archive(tmp_path_factory.mktemp("papers") / "archive", 60, words=30)


def gaps(archives: object, sites: object) -> list[JSON]:
    """Two days of one site: one with an article that failed, one that nobody walked."""
    counts = {"held": 3, "gone": 0, "blocked": 0, "rejected": 1, "failed": 1, "pending": 0, "expected": 4.5}
    days = [("2014-03-01", "incomplete", 5), ("2014-03-02", "unknown", 0)]
    nothing = dict.fromkeys(counts, 0)
    return [
        {"site": "report", "day": day, "status": status, "discovered": number, **(counts if number else nothing)}
        for day, status, number in days
    ]


def about_of(records: list[JSON], **changes: Any) -> About:
    """What an export would tell of these records, without files."""
    facts = Facts()
    for record in records:
        facts.add({"dup_cluster": None, "dup_of": None, "dup_jaccard": None} | record, "train")
    told: JSON = {
        "name": "Azərbaycan xəbərləri",
        "version": "2025.12.15",
        "program": "0.1.0",
        "selection": Selection(),
        "facts": facts,
        "files": [],
        "formats": ("jsonl",),
        "split": "none",
        "duplicates": DuplicateSettings(False, "keep", 3, 0.7, 0, 0, 0),
    }
    return About(**told | changes)


def described(folder: Path, about: About) -> str:
    folder.mkdir()
    describe(folder, about)
    return (folder / "README.md").read_text("utf-8")


def head_of(text: str) -> JSON:
    found: JSON = yaml.safe_load(text.split("---\n")[1])
    return found


KINDS = [
    (("jsonl",), "none"),
    (("jsonl.gz", "jsonl.zst"), "hash"),
    (("jsonl.zst",), "none"),
    (("parquet", "csv"), "time"),
    (("csv",), "site"),
    (("txt",), "none"),
    (("jsonl", "jsonl.gz", "jsonl.zst", "parquet", "csv", "txt"), "time"),
]


@pytest.mark.parametrize(("formats", "split"), KINDS, ids=[",".join(formats) for formats, _ in KINDS])
@pytest.mark.usefixtures("no_network")
def test_every_kind_of_release_is_accepted_and_read_offline(
    archive: Path, tmp_path: Path, formats: tuple[str, ...], split: str
) -> None:
    out = tmp_path / "release"
    about = silently(Order(out, (archive,), Selection(), formats=formats, split=split, coverage=gaps))
    check_frictionless(out)
    check_croissant(out, set(formats), about.facts.total.records)
    check_head(out, about)


@pytest.mark.usefixtures("no_network")
def test_a_release_of_addresses_is_accepted_too(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "release"
    about = silently(Order(out, (archive,), Selection(), formats=("urls",), urls_only=True))
    check_frictionless(out)
    check_croissant(out, {"urls"}, 60)
    check_head(out, about)
    assert "The texts are not here" in (out / "README.md").read_text("utf-8")


def check_frictionless(out: Path) -> None:
    import frictionless

    report = frictionless.validate(str(out / "datapackage.json"))
    assert report.valid, report.flatten(["rowNumber", "fieldName", "type", "note"])
    paths = {task.place for task in report.tasks}
    assert paths >= {path.relative_to(out).as_posix() for path in (out / "data").rglob("*.*")}


def check_croissant(out: Path, formats: set[str], records: int) -> None:
    import mlcroissant  # type: ignore[import-untyped]

    told = json.loads((out / "croissant.json").read_text("utf-8"))
    for one in told["distribution"]:
        if one["@type"] == "cr:FileObject":
            assert sha256((out / one["contentUrl"]).read_bytes()).hexdigest() == one["sha256"]
    dataset = mlcroissant.Dataset(str(out / "croissant.json"))
    assert not dataset.metadata.ctx.issues.errors
    readable = {record_set["@id"] for record_set in told["recordSet"]}
    assert readable == formats - {"jsonl.zst"}
    for name in readable:
        found = list(dataset.records(name))
        assert len(found) == records
        if name != "txt":
            assert len({one[f"{name}/id"] for one in found}) == records
            assert all(isinstance(one[f"{name}/published_on"], date) for one in found)


def check_head(out: Path, about: About) -> None:
    from datasets import DatasetInfo  # type: ignore[import-untyped]

    head = head_of((out / "README.md").read_text("utf-8"))
    assert (head["license"], head["source_datasets"]) == ("other", ["original"])
    for config, info in zip(head.get("configs", []), head.get("dataset_info", []), strict=True):
        assert config["config_name"] == info["config_name"]
        assert sum(split["num_examples"] for split in info["splits"]) == about.facts.total.records
        assert DatasetInfo._from_yaml_dict(info).features
        for data in config["data_files"]:
            assert any(True for pattern in data["path"] for _ in out.glob(pattern))


def test_frictionless_does_see_a_file_that_was_changed(archive: Path, tmp_path: Path) -> None:
    import frictionless

    out = tmp_path / "release"
    silently(Order(out, (archive,), Selection()))
    path = next(iter((out / "data").rglob("*.jsonl")))
    path.write_bytes(path.read_bytes().replace(b'"revision": 1', b'"revision": 0', 1))
    report = frictionless.validate(str(out / "datapackage.json"))
    assert {error[2] for error in report.flatten(["rowNumber", "fieldName", "type"])} >= {
        "hash-count",
        "constraint-error",
    }


def test_the_schemas_are_the_one_table_of_columns(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "release"
    silently(Order(out, (archive,), Selection(), formats=("csv", "jsonl")))
    package = json.loads((out / "datapackage.json").read_text("utf-8"))
    data = [one for one in package["resources"] if one["path"].startswith("data/")]
    assert {tuple(field["name"] for field in one["schema"]["fields"]) for one in data} == {NAMES}
    head = head_of((out / "README.md").read_text("utf-8"))
    assert [feature["name"] for feature in head["dataset_info"][0]["features"]] == list(NAMES)
    first = next(iter((out / "data").rglob("*.csv"))).read_text("utf-8-sig").splitlines()[0]
    assert first.split(",") == list(NAMES)


def test_the_card_tells_gaps_rejections_repairs_and_removals(tmp_path: Path) -> None:
    records = [*articles(50, words=20)]
    removed = [
        {"id": "report:x", "url": "https://report.example/x", "site": "report", "reason": "asked by the publisher"}
    ]
    about = about_of(records, coverage=gaps((), ()), rejected={"report": {"soft_404": 7}}, removed=removed)
    text = described(tmp_path / "release", about)
    assert "| report | 2014-03 | 3 | 2 | 1 | 1 |" in text
    assert "| report | soft_404 | 7 |" in text
    assert "| `lookalikes` | 5 | 10 |" in text
    assert "asked by the publisher" in text
    assert "report:x: asked by the publisher" in (tmp_path / "release/CHANGES").read_text("utf-8")
    assert json.loads((tmp_path / "release/removed.jsonl").read_bytes()) == removed[0]


def test_no_free_licence_is_put_on_the_texts(tmp_path: Path) -> None:
    described(tmp_path / "release", about_of([*articles(9, words=20)]))
    for name in ("README.md", "croissant.json", "datapackage.json"):
        assert not FREE_LICENCES.search((tmp_path / "release" / name).read_text("utf-8"))
    assert "rights-with-publishers" in (tmp_path / "release/README.md").read_text("utf-8")


def test_a_bibtex_entry_has_as_many_braces_open_as_closed(tmp_path: Path) -> None:
    text = described(tmp_path / "release", about_of([*articles(9, words=20)], name="News {of} 100 % & more"))
    entry = text.split("```bibtex\n")[1].split("```")[0]
    assert entry.count("{") == entry.count("}")
    assert entry.startswith("@misc{news-of-100-more-2025-12-15,")


def test_changes_tell_what_is_continued(tmp_path: Path) -> None:
    records = [*articles(9, words=20), article(3, datetime(2014, 7, 1, tzinfo=UTC), revision=2)]
    before = (Previous("News", "2025.11.30"), Previous("News", "2025.11.31"))
    found = Difference(new=9, changed=1, removed=2, dropped=3)
    about = about_of(records, previous=before, is_update=True, difference=found)
    card = described(tmp_path / "release", about)
    told = (tmp_path / "release/CHANGES").read_text("utf-8")
    assert "It continues News 2025.11.30 and News 2025.11.31" in card
    assert "Continues News 2025.11.30 and News 2025.11.31" in told
    for line in ("9 articles new", "1 article changed", "2 articles removed", "3 articles no longer chosen"):
        assert line in told


def test_coverage_has_a_row_for_what_is_known_and_for_what_is_held(tmp_path: Path) -> None:
    records = [article(number, datetime(2014, 3, 1, 8, tzinfo=UTC), site="report") for number in range(3)]
    records.append(article(4, datetime(2014, 3, 5, 8, tzinfo=UTC), site="oxu"))
    described(tmp_path / "release", about_of(records, coverage=gaps((), ())))
    with (tmp_path / "release/coverage.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {(row["site"], row["day"]): row for row in csv.DictReader(file)}
    assert list(rows) == [("oxu", "2014-03-05"), ("report", "2014-03-01"), ("report", "2014-03-02")]
    assert (rows["report", "2014-03-01"]["in_release"], rows["report", "2014-03-01"]["failed"]) == ("3", "1")
    assert (rows["oxu", "2014-03-05"]["in_release"], rows["oxu", "2014-03-05"]["status"]) == ("1", "")


def test_coverage_is_of_the_days_asked_for_and_adds_up_what_archives_tell(tmp_path: Path) -> None:
    rows = [*gaps((), ()), *({**row, "held": 9, "status": "complete", "expected": None} for row in gaps((), ()))]
    asked = Selection(until=date(2014, 3, 1))
    records = [article(1, datetime(2014, 3, 1, 8, tzinfo=UTC), site="report")]
    for name, told in (("one", rows), ("two", rows[::-1])):
        described(tmp_path / name, about_of(records, coverage=told, selection=asked))
        lines = (tmp_path / name / "coverage.csv").read_text("utf-8-sig").splitlines()[1:]
        assert lines == ["report,2014-03-01,complete,1,10,12,0,0,2,2,0,4.5"]


@pytest.mark.parametrize("section", ['=HYPERLINK("x")', "＝1+1", "'=1"])
def test_a_section_that_a_spreadsheet_would_run_is_defused(section: str, tmp_path: Path) -> None:
    record = article(1, datetime(2014, 3, 1, tzinfo=UTC), section=section, site="report")
    text = described(tmp_path / "release", about_of([record | {"flags": ["a|b"]}]))
    with (tmp_path / "release/sections.csv").open(encoding="utf-8-sig", newline="") as file:
        assert next(csv.DictReader(file))["section"] == f"'{section}"
    assert "`a\\|b`" in text


def test_facts_do_not_depend_on_the_order_of_the_records() -> None:
    records = [*articles(200, words=20)]
    assert about_of(records).facts == about_of(records[::-1]).facts


def test_facts_count_words_bytes_and_lengths() -> None:
    records = [article(number, datetime(2014, 3, 1, tzinfo=UTC)) for number in range(30)]
    facts = about_of(records).facts
    texts = [record["text"] for record in records]
    assert facts.total.words == sum(len(text.split()) for text in texts)
    assert facts.total.bytes == sum(len(text.encode()) for text in texts)
    assert facts.length_at(1.0) == max(map(len, texts))
    assert facts.length_at(0.5) == sorted(map(len, texts))[14]


def test_every_day_of_a_calendar_is_drawn_once_and_in_its_place() -> None:
    from newscrawler.corpus.drawing import calendar_grid

    days = [date(2024, 1, 1) + timedelta(days=number) for number in range(366)]
    grid = calendar_grid(2024, dict.fromkeys(days, 0))
    assert (grid == 0).sum() == 366
    places = [(day.weekday(), column) for column in range(grid.shape[1]) for day in week(days, column)]
    assert all(grid[row, column] == 0 for row, column in places)


def week(days: list[date], column: int) -> Iterator[date]:
    """The days of the column, counted by hand: a new one begins on every Monday."""
    mondays = [0, *(at for at, (_, day) in enumerate(pairwise(days), start=1) if day.weekday() == 0), len(days)]
    yield from days[mondays[column] : mondays[column + 1]] if column + 1 < len(mondays) else ()


def test_an_empty_release_has_papers_all_the_same(tmp_path: Path) -> None:
    text = described(tmp_path / "release", about_of([]))
    assert "It holds no record." in text
    assert head_of(text)["size_categories"] == ["n<1K"]


def test_the_head_of_a_card_survives_any_name(tmp_path: Path) -> None:
    name = 'a: "b" #c\\ \u2028\x85\x7f\ufeff 😀 ə: yes'
    text = described(tmp_path / "release", about_of([*articles(3, words=20)], name=name))
    assert head_of(text.replace("\r", ""))["pretty_name"] == name


def test_the_columns_of_every_format_are_columns_of_the_schema() -> None:
    assert [column.name for column in columns_of("jsonl")] == list(NAMES)
    assert {column.name for column in columns_of("urls")} < set(NAMES)
