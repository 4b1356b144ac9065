"""The commands that look at an archive and mend it: show, verify, retry."""

import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]

from newscrawler.ending import Exit
from tests.conftest import PROJECT, SCRAPY, Crawled, RunScrapy
from tests.server import Reply, play
from tests.small_site import SOURCES, Pages, Story, rss, stories

ONE, GONE = stories(2)
EDITED = replace(ONE, title="Kənddən düzəldilmiş xəbər", paragraphs=(*ONE.paragraphs[:-1], "Son cümlə başqadır."))


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of one article in two revisions, one that was never there, and one in no known layout."""
    root = tmp_path_factory.mktemp("show") / "archive"
    pages: Pages = {**SOURCES, ONE.path: (ONE.reply, EDITED.reply), "/hadise/odd": Reply("<h1>Qəribə</h1>")}
    with play(pages) as server:
        seeds = server.seeds(ONE.path, GONE.path, "/hadise/odd")
        for _ in range(2):
            settings = ("-s", f"ORIGIN={server.origin}", "-s", "DOWNLOAD_DELAY=0.002")
            assert scrapy(root, "crawl", "report", *settings, "-a", f"seeds={seeds}").returncode == 0
    return root


def scrapy(root: Path, *args: str) -> subprocess.CompletedProcess[bytes]:
    """A command on an archive; its output in bytes."""
    environment = {**os.environ, "NEWSCRAWLER_ARCHIVE_DIR": str(root), "PYTHONPATH": str(PROJECT)}
    command = [sys.executable, "-c", SCRAPY, *args]
    return subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, timeout=60, check=False)


@pytest.mark.parametrize(
    "name", [ONE.url, "report:xeber-0", "https://www.report.az/hadise/xeber-0/?utm_source=x", f"{ONE.url}/"]
)
def test_show_tells_all_that_is_known_under_any_name_of_an_article(name: str, archive: Path) -> None:
    done = scrapy(archive, "show", name)
    told = done.stdout.decode()
    assert done.returncode == 0, done.stderr
    for fact in (ONE.url, "stored since", "report:xeber-0, revision 2", "seeds/report.txt, first 20"):
        assert fact in told
    assert told.count("report/pages/") == 2
    first, second = told.split("report:xeber-0 revision 2,")
    assert "\n".join((ONE.title, *ONE.paragraphs)) in first
    changes = [line for line in second.splitlines() if line[:2] in ("+ ", "- ")]
    assert sorted(changes) == sorted(
        [f"- {ONE.title}", f"+ {EDITED.title}", f"- {ONE.paragraphs[-1]}", f"+ {EDITED.paragraphs[-1]}"]
    )


def test_show_raw_writes_the_newest_page_unpacked(archive: Path) -> None:
    assert scrapy(archive, "show", "--raw", ONE.url).stdout == EDITED.html.encode()


def test_show_warc_writes_a_record_that_warcio_reads(archive: Path) -> None:
    written = io.BytesIO(scrapy(archive, "show", "--warc", ONE.url).stdout)
    record = next(iter(ArchiveIterator(written, check_digests="raise")))
    assert (record.rec_type, record.rec_headers["WARC-Target-URI"]) == ("response", ONE.url)
    assert record.content_stream().read() == EDITED.html.encode()


@pytest.mark.parametrize(
    ("path", "state", "body"),
    [(GONE.path, "gone", "yoxdur"), ("/hadise/odd", "rejected", "<h1>Qəribə</h1>")],
)
def test_show_knows_what_is_not_held_and_has_its_page(path: str, state: str, body: str, archive: Path) -> None:
    url = f"https://report.az{path}"
    assert f"{state} since" in scrapy(archive, "show", url).stdout.decode()
    assert scrapy(archive, "show", "--raw", url).stdout.decode() == body


@pytest.mark.parametrize("option", [(), ("--raw",), ("--warc",)])
def test_show_of_the_unknown_exits_3(option: tuple[str, ...], archive: Path) -> None:
    done = scrapy(archive, "show", *option, "https://report.az/hadise/unknown")
    assert done.returncode == Exit.INCOMPLETE
    assert b"knows nothing of https://report.az/hadise/unknown" in done.stdout


def lines(root: Path) -> list[str]:
    """The records as they lie on the disk."""
    [path] = root.glob("report/articles/*.jsonl")
    return path.read_text("utf-8").splitlines()


def flip(path: Path, place: int) -> None:
    """One byte changed."""
    data = bytearray(path.read_bytes())
    data[place] ^= 0x20
    path.write_bytes(data)


def flip_page(root: Path) -> str:
    [path] = root.glob("report/pages/*.warc.gz")
    flip(path, path.stat().st_size - 200)
    return path.name


def change_record(root: Path) -> str:
    [path] = root.glob("report/articles/*.jsonl")
    path.write_text(path.read_text("utf-8").replace("nömrəli", "nömrəsi", 1), "utf-8")
    return f"{path.name}:1"


def cut_lines(root: Path) -> str:
    [path] = root.glob("report/rejected/*.jsonl")
    path.write_bytes(path.read_bytes()[:-7])
    return path.name


def drop_pointer(root: Path) -> str:
    [path] = root.glob("report/articles/*.jsonl")
    line, rest = path.read_text("utf-8").split("\n", 1)
    moved = json.dumps(json.loads(line)["raw"]["sha256"])
    path.write_text("\n".join((line.replace(moved, '"' + "0" * 64 + '"'), rest)), "utf-8")
    return f"{path.name}:1"


@pytest.mark.parametrize("damage", [flip_page, change_record, cut_lines, drop_pointer])
def test_verify_names_what_does_not_agree_and_exits_6(
    damage: Callable[[Path], str], archive: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "archive"
    shutil.copytree(archive, copy)
    name = damage(copy)
    done = scrapy(copy, "verify")
    assert done.returncode == Exit.STORAGE, done.stdout
    assert name in done.stdout.decode()


def test_verify_of_a_good_archive_exits_0(archive: Path) -> None:
    done = scrapy(archive, "verify")
    assert (done.returncode, b"everything agrees" in done.stdout) == (0, True), done.stdout


def test_a_damaged_page_is_not_written_out(archive: Path, tmp_path: Path) -> None:
    copy = tmp_path / "archive"
    shutil.copytree(archive, copy)
    [path] = copy.glob("report/pages/*.warc.gz")
    [*_, newest] = [json.loads(line)["raw"] for line in lines(copy)]
    os.truncate(path, newest["offset"] + 100)
    for option in ("--raw", "--warc"):
        done = scrapy(copy, "show", option, "report:xeber-0")
        assert (done.returncode, done.stdout) == (Exit.STORAGE, b""), done.stderr
        assert path.name.encode() in done.stderr


def asked(server_paths: list[str], articles: list[Story]) -> list[str]:
    """Which of the articles were asked for."""
    return [path for path in server_paths if path in {one.path for one in articles}]


def test_retry_makes_the_next_crawl_ask_for_exactly_what_was_in_that_state(
    crawl: RunScrapy, run_scrapy: RunScrapy
) -> None:
    articles = stories(4)
    good, odd, _, broken = articles
    pages: Pages = {**SOURCES, "/rss/": rss(*articles), good.path: good.reply}
    pages |= {odd.path: (Reply("<html><h1>Qəribə</h1></html>"), odd.reply), broken.path: Reply("xəta", 500)}
    with play(pages) as server:
        first: Crawled = crawl(server.origin, "-s", "RETRY_TIMES=0")
        assert first.code == Exit.INCOMPLETE
        assert sorted(asked(server.paths, articles)) == sorted(one.path for one in articles)
        told = run_scrapy("retry", "report", "--state", "rejected")
        assert (told.code, "report: 1 URL will be asked for again" in told.log) == (0, True), told.log
        server.seen.clear()
        done = crawl(server.origin)
        assert done.code == 0
        assert asked(server.paths, articles) == [odd.path]
    assert sorted(line["url"] for line in done.lines()) == sorted((good.url, odd.url))
    assert run_scrapy("retry", "reprot").code == Exit.USAGE
