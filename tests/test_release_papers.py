"""The validators of three communities accept the papers of every kind of release, without a network."""

import json
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from newscrawler.corpus.formats.media import columns_of
from newscrawler.corpus.model import About
from newscrawler.corpus.order.options import Order
from newscrawler.corpus.order.selection import Selection
from newscrawler.corpus.papers import charts
from newscrawler.corpus.schema import NAMES
from tests.corpus_site import make_archive
from tests.offline import block, silently
from tests.release_site import gaps, head_of


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


def test_the_columns_of_every_format_are_columns_of_the_schema() -> None:
    assert [column.name for column in columns_of("jsonl")] == list(NAMES)
    assert {column.name for column in columns_of("urls")} < set(NAMES)
