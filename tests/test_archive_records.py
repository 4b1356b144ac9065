import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawler.archive.faults import fault
from newscrawler.archive.model import Place
from newscrawler.archive.records import Line, as_line, parse, read, upgrade, whole_lines
from newscrawler.archive.revisions import judge
from newscrawler.archive.store import Archive
from newscrawler.errors import ArchiveError
from tests.archive_site import record


@given(st.text(st.characters(), max_size=60))
def test_any_text_is_one_line_and_comes_back(text: str) -> None:
    line = as_line({"text": text})
    assert line.endswith(b"\n")
    assert line.decode("utf-8").splitlines() == [line.decode("utf-8")[:-1]]
    assert parse(Line(Place("x", 0), 1, line[:-1])) == {"text": text}


def test_only_whole_lines_up_to_the_committed_length_are_read(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"one\ntwo\nthr")
    assert [line.data for line in whole_lines(tmp_path, "x")] == [b"one", b"two"]
    assert [line.data for line in whole_lines(tmp_path, "x", end=7)] == [b"one"]
    assert [line.place.offset for line in whole_lines(tmp_path, "x", start=4)] == [4]


@pytest.mark.parametrize("data", [b"", b"{", b"[1]", b"\x00\x00", b'{"a": "\xff"}'])
def test_a_line_nobody_can_read_is_refused_by_file_and_line(data: bytes) -> None:
    with pytest.raises(ArchiveError, match=r"demo/x:3: not (JSON|a JSON object)"):
        parse(Line(Place("demo/x", 0), 3, data))


def test_older_records_are_brought_up_to_date_step_by_step() -> None:
    upgrades = {1: lambda old: {**old, "mood": None, "schema": 2}, 2: lambda old: {**old, "schema": 3, "mood": "calm"}}
    assert upgrade({"id": "a", "schema": 1}, "x:1", upgrades) == {"id": "a", "schema": 3, "mood": "calm"}
    assert upgrade({"schema": 3}, "x:1", upgrades) == {"schema": 3}
    with pytest.raises(ArchiveError, match=r"x:1: record schema version 4, .*reads up to 3"):
        upgrade({"schema": 4}, "x:1", upgrades)
    for unknown in (None, 0, "1"):
        with pytest.raises(ArchiveError, match="unknown schema"):
            upgrade({"schema": unknown}, "x:1", upgrades)


def test_a_record_of_a_newer_program_is_refused_and_never_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "demo/articles/2025-12-15-w9-1.jsonl"
    path.parent.mkdir(parents=True)
    path.write_bytes(as_line(record(1, schema=2)))
    for opened in (Archive.open, lambda root: list(read(root))):
        with pytest.raises(ArchiveError, match=r"w9-1.jsonl:1: record schema version 2, .*reads up to 1"):
            opened(tmp_path)
    assert path.read_bytes() == as_line(record(1, schema=2))


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({}, None),
        ({"id": None}, "id missing"),
        ({"text": "başqa"}, "content_sha256"),
        ({"fetched_at": "dünən"}, "no time"),
        ({"raw": {"warc": "x"}}, "no pointer"),
    ],
)
def test_what_is_wrong_with_a_record_is_said(change: dict[str, object], wrong: str | None) -> None:
    said = fault("articles", record(1) | change)
    assert said is None if wrong is None else wrong in str(said)


HELD = record(1, title="Neft bahalaşdı")


@pytest.mark.parametrize(
    ("held", "change", "verdict"),
    [
        (None, {}, "new"),
        (HELD, {"flags": ["short"], "tags": ["neft"]}, "unchanged"),
        (HELD, {"url": "https://demo.example/amp/1/"}, "unchanged"),
        (HELD, {"text": "Yeni qiymət."}, "revision"),
        (HELD, {"title": "Tamam başqa söz", "text": "Yeni.", "published_at": None}, "revision"),
        (
            HELD,
            {"url": "https://demo.example/x/", "title": "Neft bahalaşdı - YENİLƏNDİ", "published_at": None},
            "conflict",
        ),
        (HELD, {"url": "https://demo.example/x/", "title": "Neft bahalaşdı!", "published_at": None}, "revision"),
        (HELD, {"url": "https://demo.example/x/", "title": "Qol!", "text": "Matç bitdi."}, "revision"),
        (
            HELD,
            {"url": "https://demo.example/x/", "title": "Qol!", "published_at": "2025-12-15T00:02:00+04:00"},
            "conflict",
        ),
        (record(1, published_at=None), {"url": "/x", "title": "Qol!", "published_at": None}, "conflict"),
    ],
)
def test_an_edit_is_told_from_another_article(
    held: dict[str, object] | None, change: dict[str, object], verdict: str
) -> None:
    told = {key: str(value) for key, value in change.items() if key in ("title", "text")}
    fresh = record(1, **{"title": "Neft bahalaşdı", **told})
    assert judge(held, fresh | change) == verdict


def test_lines_are_plain_json_with_their_letters_as_they_are() -> None:
    line = as_line(record(1))
    assert "Körpü" in line.decode()
    assert json.loads(line) == record(1)
