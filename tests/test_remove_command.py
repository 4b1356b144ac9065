"""`scrapy remove`, as a person uses it, on an archive that a real crawl made."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from newscrawler.newsroom import Newsroom
from tests.archive_audit import assert_clean
from tests.conftest import Crawled, RunScrapy
from tests.removal_site import files_with


@pytest.fixture(scope="module")
def room() -> Newsroom:
    return Newsroom(articles=16, seed=11)


def longest(done: Crawled) -> dict[str, Any]:
    """The record with the longest text: a sentence of it stands nowhere else."""
    return max(done.lines(), key=lambda line: len(line["text"]))


def sentence(record: dict[str, Any]) -> str:
    return str(max(record["text"].split("\n"), key=len))[:60]


def report(done: Crawled) -> str:
    return f"{done.code}: {done.log[-2000:]}"


def test_a_purged_article_is_gone_from_every_file_and_every_answer(
    crawl: RunScrapy, run_scrapy: RunScrapy, room: Newsroom
) -> None:
    with room.serve() as origin:
        before = crawl(origin, "-a", "since=2000")
        record = longest(before)
        assert files_with(before.archive, sentence(record))
        done = run_scrapy("remove", record["url"].replace("https://", "http://") + "/", "--reason", "letter", "--purge")
        assert done.code == 0, report(done)
        assert f"{record['id']}: removed; 1 line of it held; erased:" in done.log
        assert files_with(done.archive, sentence(record)) == []
        again = crawl(origin, "-a", "since=2000")
    assert again.code == 0, report(again)
    assert files_with(done.archive, sentence(record)) == []
    assert files_with(done.archive, record["title"]) == []
    assert len([line for line in again.lines() if "text" in line]) == len(before.lines()) - 1
    assert_clean(done.archive)
    shown = run_scrapy("show", record["id"])
    assert re.search(r"^removed  +since 20.*UTC: removed.jsonl says why\nurl  ", shown.log, re.MULTILINE)
    assert sentence(record) not in shown.log
    covered = json.loads(run_scrapy("coverage", "report", "--json").log.splitlines()[-1])
    assert covered["outside"] == {**covered["outside"], "removed": 1}
    repeated = run_scrapy("remove", record["id"], "--reason", "letter", "--purge")
    assert "removed before; 1 line of it held; erased: 0 lines, 0 raw pages" in repeated.log
    assert len((done.archive / "report" / "removed.jsonl").read_bytes().splitlines()) == 1


def test_an_address_that_was_never_fetched_is_never_fetched(
    crawl: RunScrapy, run_scrapy: RunScrapy, room: Newsroom
) -> None:
    with room.serve() as origin:
        story = next(story for story in room.stories if story.held)
        first = crawl(origin, "-a", "since=2099")
        done = run_scrapy("remove", story.url, "--reason", "letter")
        assert done.code == 0, report(first) + report(done)
        assert "not held; it will not be fetched" in done.log
        crawled = crawl(origin, "-a", "since=2000")
    ids = {line["id"] for line in crawled.lines()}
    assert ids == {one.record_id for one in room.stories if one.held} - {story.record_id}
    assert_clean(crawled.archive)


def test_what_cannot_be_meant_is_a_usage_error_and_removes_nothing(run_scrapy: RunScrapy) -> None:
    missing = run_scrapy("remove", "report:x", "--reason", "letter")
    assert (missing.code, "there is no archive at" in missing.log) == (2, True)
    archive = Path(missing.archive)
    (archive / "report").mkdir(parents=True)
    (archive / "archive.json").write_text('{"archive": 1, "program": "0"}\n')
    good = "https://report.az/siyaset/yeni-xeber"
    for names, said in (
        ([good, "report:none"], "'report:none' is no id or URL"),
        ([good, "https://example.org/1"], "'https://example.org/1' is no id or URL"),
        ([good], "and why: --reason TEXT"),
    ):
        done = run_scrapy("remove", *names, "--reason", "letter" if len(names) > 1 else " ")
        assert (done.code, said in done.log) == (2, True), report(done)
    assert list(archive.rglob("removed.jsonl")) == []
