"""What an operator does to a crawl and its archive: stops it, loses a ledger, sets a clock wrong."""

import signal
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from newscrawler.archive.ledger import Ledger
from newscrawler.archive.store import Archive
from tests.conftest import RunScrapy
from tests.server import Reply, Server, play
from tests.small_site import SOURCES, Story, rss, stories
from tests.test_kills import start

NOW = datetime.fromisoformat("2025-12-10T12:00:00+04:00")
PATIENT = {"/robots.txt": Reply("User-agent: *\nCrawl-delay: 86400\n", kind="text/plain")}


def at(hours: float) -> str:
    return f"{(NOW + timedelta(hours=hours)).isoformat()}*1"


@pytest.fixture
def hang_up_ends() -> Iterator[None]:
    """A closed terminal ends what is started here, though the tests themselves may run under `nohup`."""
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGHUP, before)


def wait_for(server: Server, path: str) -> None:
    """Until the server was asked for it."""
    until = time.monotonic() + 60
    while path not in server.paths:
        assert time.monotonic() < until, server.paths
        time.sleep(0.02)


@pytest.mark.usefixtures("hang_up_ends")
@pytest.mark.parametrize(
    ("command", "how"),
    [("crawl report", signal.SIGHUP), ("backfill report --since 2025-12-10", signal.SIGTERM)],
    ids=["a crawl", "the look of a backfill"],
)
def test_a_crawl_that_is_stopped_waits_for_no_pace(command: str, how: signal.Signals, tmp_path: Path) -> None:
    with play(SOURCES | PATIENT) as server:
        process = start(tmp_path / "archive", server.origin, *command.split())
        wait_for(server, "/robots.txt")
        time.sleep(0.2)  # the first page waits for its time by now; earlier is no failure either
        begun = time.monotonic()
        process.send_signal(how)
        assert process.wait(timeout=60) in (3, 4)
        assert time.monotonic() - begun < 20
    assert server.paths == ["/robots.txt"]
    with closing(Ledger.reader(tmp_path / "archive")) as ledger:
        assert {row.state for row in ledger.rows()} <= {"pending"}


def test_a_second_address_of_an_article_is_not_looked_at_again(run_scrapy: RunScrapy) -> None:
    one = stories(1)[0]
    twin = Story(one.path.replace("/hadise/", "/iqtisadiyyat/"), one.title, one.paragraphs)
    pages = {"/rss/": rss(one, twin), one.path: one.reply, twin.path: twin.reply}
    with play(SOURCES | pages) as server:
        settings = ("update", "report", "-s", f"ORIGIN={server.origin}", "-s", "DOWNLOAD_DELAY=0.01")
        done = run_scrapy(*settings, "-s", f"CLOCK={at(0)}")
        assert done.code == 0, done.log[-800:]
        run_scrapy(*settings, "-s", f"CLOCK={at(8)}")
    assert (server.paths.count(one.path), server.paths.count(twin.path)) == (2, 1)


def test_sources_are_polled_again_after_a_clock_that_was_years_ahead_is_set_right(run_scrapy: RunScrapy) -> None:
    with play(SOURCES) as server:
        settings = ("update", "report", "-s", f"ORIGIN={server.origin}", "-s", "DOWNLOAD_DELAY=0.01")
        run_scrapy(*settings, "-s", f"CLOCK={at(24 * 365 * 5)}")
        asked = len(server.seen)
        done = run_scrapy(*settings, "-s", f"CLOCK={at(0)}")
    assert (done.code, {*SOURCES} <= set(server.paths[asked:])) == (0, True)


@pytest.mark.parametrize("command", ["show x", "coverage report"])
def test_without_its_ledger_an_archive_says_what_makes_one(command: str, run_scrapy: RunScrapy, tmp_path: Path) -> None:
    Archive.open(tmp_path / "archive").close()
    for file in (tmp_path / "archive").glob("ledger.sqlite3*"):
        file.unlink()
    done = run_scrapy(*command.split())
    assert (done.code, "scrapy rebuild-ledger makes it from the files" in done.log) == (2, True), done.log


@pytest.mark.parametrize("command", ["verify", "rebuild-ledger"])
def test_where_no_archive_is_none_is_checked_or_made(command: str, run_scrapy: RunScrapy) -> None:
    done = run_scrapy(command)
    assert (done.code, "there is no archive at" in done.log, done.archive.exists()) == (2, True, False), done.log


@pytest.mark.parametrize("command", ["verify", "rebuild-ledger"])
def test_a_command_for_the_whole_archive_refuses_a_sites_name(command: str, run_scrapy: RunScrapy) -> None:
    done = run_scrapy(command, "report")
    assert (done.code, "'report': only options are taken here" in done.log) == (2, True), done.log


def test_lines_without_ledger_and_stamp_are_an_archive_that_can_be_rebuilt(run_scrapy: RunScrapy) -> None:
    with play(SOURCES) as server:
        run_scrapy("crawl", "report", "-s", f"ORIGIN={server.origin}", "-s", "DOWNLOAD_DELAY=0.01")
    archive = run_scrapy("list").archive
    for file in (*archive.glob("ledger.sqlite3*"), archive / "archive.json"):
        file.unlink()
    assert run_scrapy("rebuild-ledger").code == 0
    assert run_scrapy("verify").code == 0


def test_a_terminal_that_cannot_show_a_letter_gets_it_escaped(run_scrapy: RunScrapy, tmp_path: Path) -> None:
    done = run_scrapy("verify", "-s", f"ARCHIVE_DIR={tmp_path / 'ə'}", env={"PYTHONIOENCODING": "ascii"})
    assert (done.code, "there is no archive at" in done.log, "\\u0259" in done.log) == (2, True, True), done.log
