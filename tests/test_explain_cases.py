"""`scrapy explain --save`, and the files and words that `explain` refuses."""

import gzip
import json
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from newscrawler.ending import Exit
from newscrawler.errors import ArgumentError
from newscrawler.explaining.subjects import page_of_file
from tests.conftest import PROJECT
from tests.test_explain import ONE, PAGES, scrapy


def test_saved_case_is_read_by_the_tests_of_the_repository(tmp_path: Path) -> None:
    source = str(PAGES / "report" / "new-ru.html.gz")
    done = scrapy(source, "--save", "a-new-case", PAGES=str(tmp_path))
    assert done.returncode == Exit.COMPLETE, done.stderr
    path = os.pathsep.join(filter(None, (str(PROJECT), os.environ.get("PYTHONPATH"))))
    command = [sys.executable, "-m", "pytest", "tests/test_pages.py", "-k", "report-a-new-case", "-v"]
    env = {**os.environ, "PAGES": str(tmp_path), "PYTHONPATH": path}
    tested = subprocess.run(command, cwd=PROJECT, env=env, capture_output=True, text=True, timeout=60, check=False)
    assert "1 passed" in tested.stdout, tested.stdout
    again = scrapy(source, "--save", "a-new-case", PAGES=str(tmp_path))
    assert again.returncode == Exit.USAGE
    assert "exists already" in again.stderr + again.stdout


@pytest.mark.parametrize(
    ("args", "why"),
    [
        (["https://report.az/a", "https://report.az/b"], "name one URL"),
        (["no-such-file.html"], "no URL and no file"),
        (["http://127.0.0.1:9/news/1"], "a private address"),
        (["http://10.0.0.7/news/1"], "a private address"),
        ([str(PAGES / "axar" / "usual.html.gz"), "--site", "kend"], "no spider is called 'kend'"),
        ([str(PAGES / "axar" / "usual.html.gz"), "--save", "../x"], "no name of a case"),
        ([str(PAGES / "axar" / "usual.html.gz"), "--save", ""], "no name of a case"),
        (["https://axar.az/news/gundem/1.html", "--save", "x" * 120], "no name of a case"),
        ([str(PAGES / "axar" / "usual.html.gz"), "--hmtl", "x"], "unknown option"),
    ],
)
def test_wrong_words_are_usage_errors(args: list[str], why: str, tmp_path: Path) -> None:
    done = scrapy(*args, NEWSCRAWLER_ARCHIVE_DIR=str(tmp_path))
    assert done.returncode == Exit.USAGE, done.stderr
    assert why in done.stderr + done.stdout


def test_file_that_does_not_say_where_it_comes_from_is_refused(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<h1>Kənd</h1>", encoding="utf-8")
    with pytest.raises(ArgumentError, match="--url"):
        page_of_file(page, None)
    assert page_of_file(page, "https://kend.az/1").url == "https://kend.az/1"
    for url in ("kend.az/1", "ftp://kend.az/1", "https://[kend/1"):
        with pytest.raises(ArgumentError, match="is no address of a page"):
            page_of_file(page, url)


CUT, GARBLED = gzip.compress(b"<h1>x" * 99, mtime=0)[:-9], b"\x1f\x8b\x08\0\0\0\0\0\0\xff\xff\xff\xff"


@pytest.mark.parametrize("data", [CUT, GARBLED], ids=["cut", "garbled"])
def test_file_that_cannot_be_unpacked_is_named(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "page.html.gz").write_bytes(data)
    with pytest.raises(ArgumentError, match=r"page\.html\.gz: "):
        page_of_file(tmp_path / "page.html.gz", "https://kend.az/1")


@pytest.mark.parametrize("now", ["dünən", 5, None])
def test_case_of_no_possible_time_is_named(tmp_path: Path, now: Any) -> None:
    (tmp_path / "page.html").write_text("<h1>Kənd</h1>", encoding="utf-8")
    (tmp_path / "page.json").write_text(json.dumps({"url": "https://kend.az/1", "now": now}), encoding="utf-8")
    with pytest.raises(ArgumentError, match="no time"):
        page_of_file(tmp_path / "page.html", None)


def test_case_is_not_saved_where_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "report").write_text("a file where a folder should be", encoding="utf-8")
    done = scrapy(str(PAGES / "report" / "new-ru.html.gz"), "--save", "a-new-case", PAGES=str(tmp_path))
    assert (done.returncode, "Traceback" in done.stderr) == (Exit.USAGE, False)
    assert f"{tmp_path / 'report'}: " in done.stderr


@pytest.mark.parametrize("data", [random.Random(1).randbytes(900), b"PK\3\4" + bytes(90), b"\x89PNG\r\n\x1a\n\0\0\0\r"])
def test_file_that_holds_no_text_is_named(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "page.html").write_bytes(data)
    with pytest.raises(ArgumentError, match=r"page\.html is no page"):
        page_of_file(tmp_path / "page.html", ONE.url)


@pytest.mark.parametrize("coding", ["utf-16", "cp1251", "cp1254", "utf-8-sig"])
def test_page_in_any_charset_is_a_page(tmp_path: Path, coding: str) -> None:
    (tmp_path / "page.html").write_bytes("<html><p>Kend yolu açıq\tdeyil</p>".encode(coding, "replace"))
    assert page_of_file(tmp_path / "page.html", ONE.url).url == ONE.url
