"""What goes into a format comes out of it again, and each is what its readers expect."""

import csv
import gzip
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq  # type: ignore[import-untyped]
import pytest

from newscrawler.archive.records import content_digest
from newscrawler.corpus.formats import MODULES, format_named
from newscrawler.corpus.formats.csv import defuse, restore
from newscrawler.corpus.formats.sink import Sink
from newscrawler.corpus.schema import NAMES
from newscrawler.errors import ArgumentError
from tests.corpus_site import articles

JSON = dict[str, Any]
WHOLE = ("jsonl", "jsonl.gz", "jsonl.zst", "parquet", "csv")
NO_COPY = {"dup_cluster": None, "dup_of": None, "dup_jaccard": None}
INSTANTS = [
    "2014-07-01T12:00:00+05:00",
    "2015-12-01T12:00:00+04:00",
    "2015-12-01T08:00:00Z",
    "2015-12-01T08:00:00.5-03:30",
    "2014-07-01 12:00:00.250+05:00",
]
ODD = [
    '=HYPERLINK("http://x")',
    "'=1",
    "''",
    "",
    " ",
    ',\r\n"',
    "+994",
    "-5",
    "@a",
    "\tx",
    "\rx",
    "\nx",
    "＝1",
    "a\x00b\x85c\u2028d\u2029e\x1f",
    "null",
    "NA",
    "𝒳 😀",
]


def written(path: Path, name: str, records: list[JSON]) -> list[JSON]:
    sink = Sink(path)
    writer = format_named(name).writer(sink)
    for record in records:
        writer.write(record)
    writer.close()
    assert sink.size <= writer.size
    sink.close()
    assert path.stat().st_size == sink.size
    return list(format_named(name).read(path))


def generated(count: int) -> list[JSON]:
    return [record | NO_COPY for record in articles(count)]


@pytest.mark.parametrize("name", WHOLE)
def test_records_come_back_as_they_were_in_their_order(tmp_path: Path, name: str) -> None:
    records = generated(300)
    records[7] |= {"dup_cluster": records[3]["id"], "dup_of": records[3]["id"], "dup_jaccard": 0.8125}
    found = written(tmp_path / "file", name, records)
    assert found == records
    assert {tuple(record) for record in found} == {NAMES}


@pytest.mark.parametrize("name", WHOLE)
def test_odd_texts_come_back_in_every_place(tmp_path: Path, name: str) -> None:
    records = generated(len(ODD))
    for record, odd in zip(records, ODD, strict=True):
        record |= {"title": odd, "text": f"{odd}\n{odd}", "lead": odd, "tags": [odd, odd], "section": odd}
        record |= {"links": [{"url": odd, "text": odd}], "images": [{"url": odd, "caption": None}]}
    assert written(tmp_path / "file", name, records) == records


@pytest.mark.parametrize("name", WHOLE)
def test_instants_come_back_with_their_offsets(tmp_path: Path, name: str) -> None:
    records = generated(len(INSTANTS))
    for record, at in zip(records, INSTANTS, strict=True):
        record |= {"published_at": at, "modified_at": at, "fetched_at": at}
    assert written(tmp_path / "file", name, records) == records


@pytest.mark.parametrize("name", [name for name in WHOLE if not name.startswith("jsonl")])
def test_half_a_surrogate_pair_becomes_a_replacement_character(tmp_path: Path, name: str) -> None:
    record = generated(1)[0] | {"title": "yarım \ud83d cüt", "tags": ["\udc00"]}
    found = written(tmp_path / "file", name, [record])[0]
    assert found["title"] == "yarım � cüt"


@pytest.mark.parametrize("name", ["jsonl", "jsonl.gz", "jsonl.zst"])
def test_a_line_has_no_break_that_any_reader_would_see(tmp_path: Path, name: str) -> None:
    record = generated(1)[0] | {"title": "a\x85b\u2028c\u2029d", "text": "e\ud83d"}
    assert written(tmp_path / "file", name, [record]) == [record]
    data = (tmp_path / "file").read_bytes()
    plain = gzip.decompress(data) if name == "jsonl.gz" else b"" if name == "jsonl.zst" else data
    assert len(plain.decode().splitlines()) == (name != "jsonl.zst")


def test_the_seed_article_comes_back_from_every_format_with_no_character_changed(tmp_path: Path, shared: Path) -> None:
    seed = (shared / "report_seed.txt").read_text("utf-8")
    head, day, time, *paragraphs = seed.split("\n")
    title, text = head.removeprefix(" date 2025-12-15 "), "\n".join(paragraphs)
    told = {
        "title": title,
        "text": text,
        "published_on": "2025-12-15",
        "published_at": f"2025-12-15T{time[2:]}:00+04:00",
    }
    record = generated(1)[0] | told | {"content_sha256": content_digest(title, text)}
    for name in WHOLE:
        assert written(tmp_path / name, name, [record]) == [record]
    (read,) = written(tmp_path / "seed.txt", "txt", [record])
    assert (read["title"], read["text"], read["published_on"], read["time"]) == (title, text, "2025-12-15", "15:17")
    assert (tmp_path / "seed.txt").read_bytes().decode() == seed
    assert day == "- 15 dekabr, 2025"


def test_csv_has_its_mark_crlf_and_nothing_that_a_spreadsheet_runs(tmp_path: Path) -> None:
    records = [record | {"title": odd, "tags": ["=1"]} for record, odd in zip(generated(len(ODD)), ODD, strict=True)]
    written(tmp_path / "file.csv", "csv", records)
    data = (tmp_path / "file.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfid,site,")
    with (tmp_path / "file.csv").open(encoding="utf-8-sig", newline="") as file:
        read = list(csv.reader(file))
    assert [len(row) for row in read] == [len(NAMES)] * (len(records) + 1)
    assert not [cell for row in read for cell in row if cell[:1] in set("=+-@\t\r＝")]
    assert data.count(b"\r\n") >= len(records) + 1


@pytest.mark.parametrize("text", ODD)
def test_what_is_defused_is_restored(text: str) -> None:
    assert restore(defuse(text)) == text


def test_parquet_has_modest_row_groups_zstd_and_a_page_index(tmp_path: Path) -> None:
    written(tmp_path / "file.parquet", "parquet", generated(4500))
    told = pq.ParquetFile(tmp_path / "file.parquet").metadata
    sizes = [told.row_group(number).num_rows for number in range(told.num_row_groups)]
    assert len(sizes) >= 3
    assert max(sizes) <= 5000
    column = told.row_group(0).column(0)
    assert (column.compression, column.has_column_index, column.has_offset_index) == ("ZSTD", True, True)


def test_parquet_knows_its_types_where_the_first_values_are_null(tmp_path: Path) -> None:
    records = [record | {"lead": None, "section": None, "tags": [], "published_at": None} for record in generated(50)]
    written(tmp_path / "file.parquet", "parquet", records)
    types = {field.name: str(field.type) for field in pq.read_schema(tmp_path / "file.parquet")}
    assert types["lead"] == types["section"] == "string"
    assert types["published_at"] == "timestamp[us, tz=UTC]"
    assert types["published_on"] == "date32[day]"
    assert types["tags"].startswith("list<")


@pytest.mark.parametrize("name", WHOLE)
def test_the_same_records_make_the_same_bytes(tmp_path: Path, name: str) -> None:
    for file in ("one", "two"):
        written(tmp_path / file, name, generated(200))
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_a_format_that_there_is_not_is_refused_by_name() -> None:
    with pytest.raises(ArgumentError, match=r"--format tei: there are jsonl, jsonl\.gz"):
        format_named("tei")
    assert set(WHOLE) < set(MODULES)
