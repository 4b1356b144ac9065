"""`-o` and `-O` write copies beside the archive, in any format of Scrapy's feeds."""

import json
from pathlib import Path

import pytest

from newscrawler.newsroom import Newsroom
from tests.conftest import RunScrapy

Room = tuple[Newsroom, str]


@pytest.mark.parametrize("option", ["-o", "-O"])
def test_an_output_file_is_a_copy_beside_the_archive_and_never_instead_of_it(
    option: str, crawl: RunScrapy, small_room: Room, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.jsonl"
    copy.write_text('{"older": true}\n', encoding="utf-8")
    done = crawl(small_room[1], option, str(copy))
    assert done.code == 0, done.log[-2000:]
    lines = [json.loads(line) for line in copy.read_text(encoding="utf-8").splitlines()]
    assert (lines[0] == {"older": True}) == (option == "-o")
    copied = [{**line, "raw": None} for line in done.lines()]  # where the page lies is known with the commit only
    assert [line for line in lines if "older" not in line] == copied


def test_a_copy_that_cannot_be_written_keeps_no_article_from_the_archive(crawl: RunScrapy, small_room: Room) -> None:
    done = crawl(small_room[1], "-O", "/dev/full:jsonlines")
    assert done.code == 6
    assert "a copy (-o, -O) could not be written whole" in done.log
    assert len(done.lines()) > 20
    assert "failed" not in done.reasons().values()


def test_a_csv_copy_is_written_too(crawl: RunScrapy, small_room: Room, tmp_path: Path) -> None:
    copy = tmp_path / "copy.csv"
    done = crawl(small_room[1], "-O", str(copy))
    header, *_ = copy.read_text(encoding="utf-8").splitlines()
    assert header.startswith("id,site,url,language,title")
    assert done.lines()
