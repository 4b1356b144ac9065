"""One receipt a run: it counts what the site was asked and says how the run ended; a killed run leaves none."""

import os
import signal
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from newscrawler.archive.layout import segments, sites_in
from newscrawler.archive.receipts import RUNS
from newscrawler.archive.verify import verify
from newscrawler.ending import Exit
from newscrawler.newsroom import Newsroom
from tests.conftest import RunScrapy
from tests.server import Reply, play
from tests.small_site import SOURCES
from tests.test_kills import assert_whole, grown, kill_when_grown, start
from tests.test_receipts import runs

CLOCK = ("-s", "CLOCK=2025-12-15T18:00:00+04:00")
PACE = ("-s", "DOWNLOAD_DELAY=0.002", "-s", "LOG_LEVEL=WARNING")


def test_a_crawl_leaves_one_receipt_that_counts_what_the_newsroom_was_asked(crawl: RunScrapy) -> None:
    room = Newsroom(articles=60, seed=7)
    with room.serve() as origin:
        done = crawl(origin, "-a", "since=2000", *CLOCK)
        [first] = runs(done.archive)
        seen = [*room.log]
        again = crawl(origin, "-a", "edition=ru", *CLOCK)
    assert {one["started"][:10] for one in runs(again.archive)} == {"2025-12-15"}
    assert first["requests"] == {
        "total": len(seen),
        "by_status": {str(status): count for status, count in sorted(Counter(one.status for one in seen).items())},
        "by_host": {"report.az": len(seen)},
        "failed": 0,
    }
    articles = done.lines()
    held = [story for story in room.stories if story.held]
    assert first["articles"]["new"] == sum(one["new"] for one in first["sources"]) == len(held) == len(articles)
    assert (
        first["articles"]["gone"]
        == first["rejected"]["gone"]
        == len([s for s in room.stories if s.status in (404, 410)])
    )
    assert sum(first["looks"]["title"].values()) == len(held)
    assert all(one["answered"] and one["pages"] for one in first["sources"])
    assert {one["extractor"] for one in articles} <= set(first["versions"]["extractors"])
    assert (first["exit"], first["reason"], first["arguments"]) == (0, "complete", {"since": "2000"})
    assert first["bytes"] > 60 * 1000
    second = runs(again.archive)[1]
    assert second["articles"]["new"] == 0
    assert second["arguments"] == {"edition": "ru"}
    assert (sites_in(done.archive), {one.site for one in segments(done.archive)}) == (["report"], {"report"})
    assert list(verify(done.archive)) == []


def test_an_update_is_told_by_its_name_its_arguments_and_its_304s(run_scrapy: RunScrapy) -> None:
    room = Newsroom(articles=60, seed=7)
    with room.serve() as origin:
        for when in ("15T18:00", "19T18:00"):  # four days later every source is due
            asked = len(room.log)
            done = run_scrapy(
                *("update", "report", "--recheck", "2", "-s", f"ORIGIN={origin}"),
                *("-s", f"CLOCK=2025-12-{when}:00+04:00", *PACE),
            )
            assert done.code == 0, done.log[-2000:]
    first, second = runs(done.archive)
    assert (first["command"], first["arguments"]) == ("update", {"recheck": "2"})
    assert first["articles"]["new"] > 0 == second["articles"]["new"]
    unchanged = sum(one.status == 304 for one in room.log[asked:])
    assert second["not_modified"] == second["requests"]["by_status"]["304"] == unchanged
    assert 0 < sum(one["not_modified"] for one in second["sources"]) <= unchanged
    assert all(one["answered"] for one in second["sources"])


def test_a_process_that_updates_until_it_is_stopped_leaves_its_receipt_then(tmp_path: Path) -> None:
    room = Newsroom(articles=30, seed=7)
    with room.serve() as origin:
        process = start(tmp_path, origin, "update", "report", "--every", "10m", *CLOCK, *PACE)
        assert kill_when_grown(process, tmp_path, 20_000, signal.SIGTERM)
        code = process.wait(timeout=60)
    [one] = runs(tmp_path)
    assert (one["command"], one["arguments"], one["exit"]) == ("update", {"every": "600.0"}, code)
    assert one["requests"]["total"] - len(room.log) in (0, 1), "one may have waited for its turn when it was stopped"


def test_a_receipt_has_the_exit_code_and_the_words_of_the_log(crawl: RunScrapy) -> None:
    with play({path: page for path, page in SOURCES.items() if path != "/rss/"} | {"/a/b": Reply("x", 403)}) as server:
        done = crawl(server.origin, "-a", f"seeds={server.seeds('/a/b')}", "-s", "RETRY_TIMES=0")
    [one] = runs(done.archive)
    assert one["exit"] == done.code == Exit.BLOCKED
    assert f"report: {one['reason']}\n" in done.log
    assert one["arguments"] == {"seeds": "seeds.txt"}
    assert [source["name"] for source in one["sources"] if not source["answered"]] == ["feed https://report.az/rss/"]
    assert one["requests"]["by_status"]["403"] == one["articles"]["blocked"] == 1


def test_two_crawls_at_once_leave_two_whole_lines(tmp_path: Path) -> None:
    room = Newsroom(articles=40, seed=7, sites=("report", "axar"))
    with room.serve() as origin:
        sites = [start(tmp_path, origin, "crawl", site, *CLOCK, *PACE) for site in ("report", "axar")]
        codes = [one.wait(timeout=120) for one in sites]
    told = {one["site"]: one for one in runs(tmp_path)}
    assert sorted(told) == ["axar", "report"]
    assert [told[site]["exit"] for site in ("report", "axar")] == codes
    for site, hosts in (("report", {"report.az"}), ("axar", {"axar.az"})):
        assert told[site]["requests"]["total"] == sum(one.host in hosts for one in room.log)
    assert told["axar"]["writer"] != told["report"]["writer"]


def test_a_run_that_is_killed_leaves_no_receipt_and_one_that_is_stopped_does(tmp_path: Path) -> None:
    room = Newsroom(articles=100, seed=7)
    command = ("crawl", "report", "-a", "since=2000", "-s", "DOWNLOAD_DELAY=0.02", "-s", "LOG_LEVEL=WARNING")
    with room.serve() as origin:
        for how in (signal.SIGKILL, signal.SIGTERM):
            process = start(tmp_path, origin, *command)
            assert kill_when_grown(process, tmp_path, 20_000, how)
            process.wait(timeout=60)
            stopped = runs(tmp_path)
            assert [one["exit"] for one in stopped] == ([3] if how == signal.SIGTERM else [])
    assert "stopped: shutdown" in stopped[0]["reason"]


@pytest.mark.parametrize("block", [{}, {"/a/b": Reply("x", 403)}], ids=["complete", "blocked"])
def test_a_disk_that_refuses_the_receipt_ends_the_crawl_6_and_hides_no_ending(
    block: dict[str, Reply], crawl: RunScrapy, tmp_path: Path
) -> None:
    folder = tmp_path / "archive" / RUNS
    folder.mkdir(parents=True)
    (folder / "2025-12.jsonl").symlink_to("/dev/full")
    with play(SOURCES | block) as server:
        seeds = ("-a", f"seeds={server.seeds('/a/b')}") if block else ()
        done = crawl(server.origin, *seeds, *CLOCK, "-s", "RETRY_TIMES=0")
    assert done.code == Exit.STORAGE
    assert "runs/2025-12.jsonl: No space left on device" in done.log
    assert f"the crawl itself ended {'5: 1 request was refused' if block else '0: complete'}" in done.log
    assert "Traceback" not in done.log


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 24 megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, check=False).returncode:
        pytest.skip("mounting needs root that may mount")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.mark.root
def test_a_crawl_that_stops_at_min_free_still_leaves_its_receipt(disk: Path) -> None:
    room, archive = Newsroom(articles=200, seed=17), disk / "archive"
    command = ("crawl", "report", "-a", "since=2000", "-s", "DOWNLOAD_DELAY=0.01", "-s", "LOG_LEVEL=WARNING")
    with room.serve() as origin:
        process = start(archive, origin, *command, NEWSCRAWLER_MIN_FREE="5000000")
        while grown(archive) < 30_000:
            assert process.poll() is None
        (disk / "ballast").write_bytes(b"\0" * (os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize - 4_000_000))
        assert process.wait(timeout=60) == Exit.STORAGE
        [one] = runs(archive)
        assert (one["exit"], "less than MIN_FREE" in one["reason"]) == (6, True)
        (disk / "ballast").unlink()
        assert start(archive, origin, *command, NEWSCRAWLER_MIN_FREE="0").wait(timeout=120) == 0
    assert [one["exit"] for one in runs(archive)] == [6, 0]
    assert_whole(archive, room)


def test_what_is_given_up_on_is_among_the_rejected_of_the_receipt(crawl: RunScrapy, tmp_path: Path) -> None:
    with play(SOURCES | {"/a/b": Reply("x", 503)}) as server:
        crawl(server.origin, "-a", f"seeds={server.seeds('/a/b')}", *CLOCK, "-s", "RETRY_TIMES=0")
    [one] = runs(tmp_path / "archive")
    assert one["rejected"].get("busy") == 1
