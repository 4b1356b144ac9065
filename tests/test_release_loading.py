"""A release in a researcher's own tools: the lines of its card, run as they are printed, with no network there."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from newscrawler.archive.records import content_digest
from newscrawler.az import BAKU
from newscrawler.corpus.order.options import Order
from newscrawler.corpus.order.selection import Selection
from tests.corpus_site import articles, write_archive
from tests.offline import block, silently

JSON = dict[str, Any]
BARE, MORE = 20_000, 200
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.M | re.S)
COLUMNS = ("id", "published_at", "published_on", "lead", "section", "tags")


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    block(monkeypatch)
    monkeypatch.setenv("HF_DATASETS_CACHE", str(tmp_path / "cache"))


def many(patterns: list[JSON]) -> Iterator[JSON]:
    """An article every forty minutes from December 2013 on: day-only dates, +04:00 and +05:00; the first ones bare."""
    begin = datetime(2013, 12, 20, tzinfo=BAKU)
    for number in range(BARE + MORE):
        record = patterns[number % len(patterns)]
        local = (begin.astimezone(UTC) + timedelta(minutes=40 * number)).astimezone(BAKU)
        text = f"{record['text']}\n{number}"
        bare: JSON = (
            {"lead": None, "section": None, "tags": []} if number < BARE else {"lead": "Giriş", "tags": ["Bakı"]}
        )
        yield (
            record
            | bare
            | {
                "id": f"report:{number}",
                "text": text,
                "content_sha256": content_digest(record["title"], text),
                "published_on": local.date().isoformat(),
                "published_at": None if number % 9 == 0 else local.isoformat(),
                "published_precision": "day" if number % 9 == 0 else "minute",
            }
        )


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of one site whose first 20,000 records have no lead, section or tag, in the formats that load."""
    folder = tmp_path_factory.mktemp("loading")
    root = write_archive(folder / "archive", many(list(articles(63, words=12, site="report"))), ledger=False)
    formats = ("parquet", "jsonl", "csv")
    silently(Order(folder / "release", (root,), Selection(), formats=formats))
    return folder / "release"


@pytest.fixture(scope="module")
def truth(release: Path) -> list[tuple[Any, ...]]:
    """The records as their own lines tell them."""
    files = sorted((release / "data" / "train").glob("*.jsonl"))
    records = [json.loads(line) for file in files for line in file.read_bytes().splitlines()]
    assert len(records) == BARE + MORE
    offsets = {record["published_at"][-6:] for record in records if record["published_at"]}
    assert offsets == {"+04:00", "+05:00"}
    return [plain(record[name] for name in COLUMNS) for record in records]


def plain(row: Any) -> tuple[Any, ...]:
    """Id, instant in UTC, day, lead, section, tags: however a library gives them, as Python has them."""
    key, instant, day, lead, section, tags = row
    return (
        key,
        None if is_null(instant) else as_instant(instant),
        date.fromisoformat(str(day)[:10]),
        None if is_null(lead) else lead,
        None if is_null(section) else section,
        json.loads(tags) if isinstance(tags, str) else list(tags),
    )


def is_null(value: Any) -> bool:
    return value is None or value != value  # NaN and NaT differ from themselves


def as_instant(value: Any) -> datetime:
    found = datetime.fromisoformat(str(value))
    assert found.tzinfo is not None
    return found.astimezone(UTC)


def rows_of(table: Any) -> list[tuple[Any, ...]]:
    """The rows of a DataFrame of pandas or polars, of a DuckDB relation, or of a dataset."""
    kind = type(table).__module__.partition(".")[0]
    if kind == "pandas":
        return [plain(row) for row in zip(*(table[name].tolist() for name in COLUMNS), strict=True)]
    if kind == "polars":
        return [plain(row) for row in table.select(COLUMNS).rows()]
    if kind == "datasets":
        return [plain(row[name] for name in COLUMNS) for row in table["train"].select_columns(COLUMNS)]
    return [plain(row) for row in table.order("published_on, id").project(", ".join(COLUMNS)).fetchall()]


def snippets(release: Path) -> list[str]:
    return BLOCK.findall((release / "README.md").read_text("utf-8"))


@pytest.mark.usefixtures("without_figures")
def test_a_text_of_millions_of_characters_is_no_hindrance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record = next(articles(1, text="uzun söz\n" * 300_000))
    silently(Order(tmp_path / "out", (write_archive(tmp_path / "archive", [record]),), Selection(), formats=("csv",)))
    monkeypatch.chdir(tmp_path / "out")
    for lines in snippets(tmp_path / "out"):
        found: JSON = {}
        exec(lines, found)
        assert rows_of(found.get("table", found.get("articles"))) == [plain(record[name] for name in COLUMNS)]


def test_the_lines_of_the_card_give_back_instants_days_and_nulls(
    release: Path, truth: list[tuple[Any, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(release)
    printed = snippets(release)
    libraries = {name for lines in printed for name in re.findall(r"^import (\w+)$", lines, re.M)}
    assert libraries >= {"datasets", "pandas", "polars", "duckdb"}
    expected = sorted(truth)
    for lines in printed:
        found: JSON = {}
        exec(lines, found)
        assert sorted(rows_of(found.get("table", found.get("articles")))) == expected, lines


def test_the_default_of_datasets_is_the_parquet_with_its_types(release: Path, tmp_path: Path) -> None:
    import datasets  # type: ignore[import-untyped]
    import pyarrow.parquet as pq  # type: ignore[import-untyped]

    loaded = datasets.load_dataset(str(release), cache_dir=str(tmp_path / "cache"))
    schema = pq.read_schema(next(iter((release / "data/train").glob("*.parquet"))))
    assert loaded["train"].features == datasets.Features.from_arrow_schema(schema)
    assert loaded["train"].features["published_on"].dtype == "date32"
    assert loaded["train"].features["published_at"].dtype == "timestamp[us, tz=UTC]"


def test_plain_inference_is_why_the_card_tells_how(release: Path) -> None:
    import polars

    with pytest.raises(polars.exceptions.PolarsError):
        polars.read_ndjson(release / "data/train/*.jsonl").shape


def test_datatrove_reads_the_lines_as_they_are(release: Path) -> None:
    from datatrove.pipeline.readers import JsonlReader  # type: ignore[import-untyped]

    documents = list(JsonlReader(str(release / "data/train"), glob_pattern="*.jsonl", limit=500).run())
    files = sorted((release / "data/train").glob("*.jsonl"))
    records = [json.loads(line) for file in files for line in file.read_bytes().splitlines()]
    assert len(documents) == 500
    for document, record in zip(documents, records, strict=False):
        assert (document.id, document.text) == (record["id"], record["text"])
        assert document.metadata["published_on"] == record["published_on"]
        assert document.metadata["url"] == record["url"]
