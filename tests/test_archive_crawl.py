"""What a crawl leaves on the disk, through the whole chain: pages as they came, files that make the ledger anew."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]

from newscrawler.archive.layout import PAGES, segments
from newscrawler.archive.ledger import Ledger
from newscrawler.archive.verify import verify
from newscrawler.newsroom import Newsroom
from tests.archive_audit import assert_rebuilds_equal, warcio_check
from tests.conftest import PROJECT, RunScrapy
from tests.server import Reply, play
from tests.small_site import SOURCES, stories
from tests.test_kills import assert_whole, finish, grown, start

RANGE = ("-a", "since=2000")


def test_the_ledger_made_from_the_files_equals_the_one_that_crawled_and_nothing_is_fetched_twice(
    crawl: RunScrapy, run_scrapy: RunScrapy, tmp_path: Path
) -> None:
    room = Newsroom(articles=150, seed=31)
    with room.serve() as origin:
        done = crawl(origin, *RANGE)
        assert_rebuilds_equal(done.archive, tmp_path / "old.sqlite3")
        rebuilt = run_scrapy("rebuild-ledger")
        assert (rebuilt.code, "0 of them unreadable" in rebuilt.log) == (0, True), rebuilt.log
        again = crawl(origin, *RANGE)
        asked = Counter(f"https://report.az{seen.target}" for seen in room.log)
    assert again.code == 0
    articles = [story.url for story in room.stories]
    assert {asked[url] for url in articles} == {1}
    assert asked["https://report.az/rss/"] == 2
    assert_whole(done.archive, room)


def responses(archive: Path, kind: str = "response") -> list[Any]:
    """The records of all WARCs."""
    found = []
    for name in segments(archive, PAGES):
        with (archive / name.path).open("rb") as file:
            for record in ArchiveIterator(file, check_digests="raise"):
                if record.rec_type == kind:
                    record.body = record.content_stream().read()
                    found.append(record)
    return found


def test_pages_lie_in_the_warc_as_they_came_and_listings_do_not(crawl: RunScrapy) -> None:
    room = Newsroom(articles=60, seed=7)
    with room.serve() as origin:
        done = crawl(origin)
    pages = {record.rec_headers["WARC-Target-URI"]: record for record in responses(done.archive)}
    requests = {record.rec_headers["WARC-Target-URI"] for record in responses(done.archive, "request")}
    stored = {line["url"] for line in done.lines()}
    assert "https://report.az/robots.txt" in pages
    assert stored < pages.keys() == requests
    assert not pages.keys() & {f"https://report.az{path}" for path in SOURCES}
    for url in stored:
        assert pages[url].http_headers.get_header("Content-Encoding") == "gzip"
        assert pages[url].body.startswith(b"<!DOCTYPE html>")
    for line in done.lines():
        assert line["raw"]["warc"].startswith("report/pages/")
    assert all(warcio_check(done.archive / name.path) == (0, "") for name in segments(done.archive, PAGES))


def test_listings_are_kept_when_asked(crawl: RunScrapy, small_room: tuple[Newsroom, str]) -> None:
    done = crawl(small_room[1], "-s", "KEEP_LISTINGS=1")
    pages = {record.rec_headers["WARC-Target-URI"] for record in responses(done.archive)}
    assert {f"https://report.az{path}" for path in SOURCES} <= pages


def test_without_pages_no_warc_is_written_and_raw_is_null(crawl: RunScrapy, small_room: tuple[Newsroom, str]) -> None:
    done = crawl(small_room[1], "-s", "KEEP_PAGES=0")
    assert done.lines()
    assert {line["raw"] for line in done.lines()} == {None}
    assert list(done.archive.rglob("*.warc.gz")) == []
    assert [str(mismatch) for mismatch in verify(done.archive)] == []


def test_a_chunked_page_is_kept_without_its_chunks(crawl: RunScrapy) -> None:
    [one] = stories(1)
    body = one.html.encode()
    chunked = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (body[:200], body[200:])) + b"0\r\n\r\n"
    headers = {"Transfer-Encoding": "chunked", "Content-Length": ""}
    with play(SOURCES | {one.path: Reply(chunked, headers=headers)}) as server:
        done = crawl(server.origin, "-a", f"seeds={server.seeds(one.path)}")
    [page] = [record for record in responses(done.archive) if record.rec_headers["WARC-Target-URI"] == one.url]
    assert page.http_headers.get_header("Transfer-Encoding") is None
    assert page.body == body
    assert [line["url"] for line in done.lines()] == [one.url]


def test_a_page_out_of_the_http_cache_is_not_archived_as_fetched_now(crawl: RunScrapy, tmp_path: Path) -> None:
    [one] = stories(1)
    cache = ("-s", "HTTPCACHE_ENABLED=1", "-s", f"HTTPCACHE_DIR={tmp_path / 'cache'}")
    with play(SOURCES | {one.path: one.reply}) as server:
        seeds = ("-a", f"seeds={server.seeds(one.path)}")
        first = crawl(server.origin, *cache, *seeds)
        [fetched] = first.lines()
        shutil.rmtree(first.archive)
        time.sleep(max(0.0, datetime.fromisoformat(fetched["fetched_at"]).timestamp() + 1.1 - time.time()))
        again = crawl(server.origin, *cache, *seeds)
        assert server.paths.count(one.path) == 1
    [line] = again.lines()
    assert abs(datetime.fromisoformat(line["fetched_at"]) - datetime.fromisoformat(fetched["fetched_at"])) < timedelta(
        seconds=1
    )
    assert line["raw"] is None
    assert responses(again.archive) == []


def test_a_page_that_the_cache_was_told_is_still_good_has_no_empty_304_for_its_raw_page(
    crawl: RunScrapy, tmp_path: Path
) -> None:
    [one] = stories(1)
    policy = "HTTPCACHE_POLICY=scrapy.extensions.httpcache.RFC2616Policy"
    cache = ("-s", "HTTPCACHE_ENABLED=1", "-s", f"HTTPCACHE_DIR={tmp_path / 'cache'}", "-s", policy)
    tagged = {"ETag": '"1"', "Cache-Control": "max-age=0"}
    replies = (Reply(one.html, headers=tagged), Reply("", 304, headers=tagged))
    with play(SOURCES | {one.path: replies}) as server:
        seeds = ("-a", f"seeds={server.seeds(one.path)}")
        shutil.rmtree(crawl(server.origin, *cache, *seeds).archive)
        again = crawl(server.origin, *cache, *seeds)
        assert server.paths.count(one.path) == 2
    [line] = again.lines()
    assert line["raw"] is None
    assert one.url not in {record.rec_headers["WARC-Target-URI"] for record in responses(again.archive)}


OTHER_SCRAPY = """
from scrapy.core import engine
del engine._Slot.remove_request
from scrapy.cmdline import execute
execute(["scrapy", "crawl", "report"])
"""


def test_a_scrapy_without_the_part_that_the_ledger_stands_on_is_refused_at_the_start(tmp_path: Path) -> None:
    settings = {"NEWSCRAWLER_ARCHIVE_DIR": str(tmp_path / "archive"), "PYTHONPATH": str(PROJECT)}
    settings["NEWSCRAWLER_ORIGIN"] = "http://127.0.0.1:9"
    done = subprocess.run(
        [sys.executable, "-c", OTHER_SCRAPY],
        cwd=PROJECT,
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert "this Scrapy has no engine._slot.remove_request" in done.stderr
    assert not list((tmp_path / "archive").glob("report/*"))


def wait_until_grown(process: subprocess.Popen[bytes], archive: Path, size: int) -> None:
    """Until that many bytes of records are written."""
    while grown(archive) < size:
        assert process.poll() is None, "ended early"
        time.sleep(0.01)


def test_while_a_crawl_runs_pages_are_sound_up_to_the_committed_length_and_a_copy_of_it_ends_complete_elsewhere(
    tmp_path: Path,
) -> None:
    room = Newsroom(articles=300, seed=33)
    archive, copies = tmp_path / "archive", [tmp_path / f"copy-{number}" for number in range(2)]
    with room.serve() as origin:
        process = start(archive, origin)
        for number, copy in enumerate(copies):
            wait_until_grown(process, archive, 60_000 + 150_000 * number)
            ledger = Ledger.reader(archive)
            lengths = ledger.lengths()
            ledger.close()
            [name] = segments(archive, PAGES)
            part = tmp_path / "part.warc.gz"
            part.write_bytes((archive / name.path).read_bytes()[: lengths[name.path]])
            assert warcio_check(part) == (0, "")
            assert [str(mismatch) for mismatch in verify(archive)] == []
            shutil.copytree(archive, copy)
        assert process.poll() is None, "ended before it was copied"
        process.send_signal(signal.SIGKILL)
        process.wait(timeout=60)
        for copy in copies:
            assert finish(copy, origin) == 0
            assert_whole(copy, room)
