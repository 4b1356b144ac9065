"""A release of addresses: no word of a text, all that is needed to fetch it again and to tell if it is the same."""

import json
from pathlib import Path

import pytest

from newscrawler.corpus.formats import format_named
from newscrawler.corpus.formats.sink import Sink
from newscrawler.corpus.rehydration import agreement, read_urls
from newscrawler.errors import ArgumentError
from tests.archive_site import record

KEYS = ["id", "site", "url", "language", "published_on", "published_at", "revision", "fetched_at", "content_sha256"]


@pytest.fixture
def urls(tmp_path: Path) -> Path:
    sink = Sink(tmp_path / "urls.jsonl")
    writer = format_named("urls").writer(sink)
    for number in range(3):
        writer.write(record(number))
    writer.close()
    sink.close()
    return sink.path


def test_it_holds_ids_addresses_dates_and_digests_and_no_text(urls: Path) -> None:
    lines = [json.loads(line) for line in urls.read_bytes().splitlines()]
    assert [list(line) for line in lines] == [KEYS] * 3
    assert lines == [{key: record(number)[key] for key in KEYS} for number in range(3)]
    assert list(format_named("urls").read(urls)) == lines


def test_a_text_that_was_edited_since_differs(urls: Path) -> None:
    wanted = list(read_urls(urls))
    assert [(one.id, one.url, one.revision) for one in wanted] == [
        (record(number)["id"], record(number)["url"], 1) for number in range(3)
    ]
    assert [agreement(one, record(number)) for number, one in enumerate(wanted)] == ["agrees"] * 3
    assert agreement(wanted[0], record(0, text="Sonra dəyişdi.")) == "differs"


WRONG = {
    "not json": "not JSON",
    "[]": "not a JSON object",
    '{"id": "a:1"}': "site is missing",
    '{"id": "a:1", "site": "a", "url": "ftp://a/1", "content_sha256": "0", "revision": 1}': "url 'ftp://a/1' is not",
    '{"id": "a:1", "site": "a", "url": "https://a.az/1", "content_sha256": "0", "revision": 1}': "content_sha256 '0'",
    f'{{"id": "a:1", "site": "a", "url": "https://a.az/1", "content_sha256": "{"0" * 64}"}}': "revision is missing",
}


@pytest.mark.parametrize("line", WRONG)
def test_a_wrong_line_is_named_by_file_and_number(urls: Path, line: str) -> None:
    with urls.open("a", encoding="utf-8") as file:
        file.write("\n" + line + "\n")
    with pytest.raises(ArgumentError, match=rf"urls\.jsonl:5: {WRONG[line]}"):
        list(read_urls(urls))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ArgumentError, match=r"none\.jsonl: No such file"):
        list(read_urls(tmp_path / "none.jsonl"))
