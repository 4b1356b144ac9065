"""A release of addresses: no word of a text, all that is needed to fetch it again and to tell if it is the same."""

import json
from pathlib import Path

import pytest

from newscrawler.corpus.formats import format_named
from newscrawler.corpus.formats.sink import Sink
from newscrawler.discovery.seeds import read_lines
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


def test_the_crawler_takes_it_as_seeds_with_their_digests(urls: Path) -> None:
    seeds = [(one.id, one.site, one.url, one.content_sha256) for one in read_lines(urls)]
    records = [record(number) for number in range(3)]
    assert seeds == [(one["id"], one["site"], one["url"], one["content_sha256"]) for one in records]
