"""Two processes, one archive: the host has one owner, the other leaves its work, and nothing is lost between them."""

import asyncio
import random
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy.utils.test import get_crawler

from newscrawler.archive.model import Discovered, Tick
from newscrawler.archive.store import Archive
from newscrawler.newsroom import Newsroom
from newscrawler.scheduler import LedgerScheduler
from newscrawler.spiders.report import ReportSpider
from tests.conftest import Crawled, RunScrapy
from tests.server import Reply, Server, play
from tests.small_site import SOURCES, Pages, Story, rss, stories
from tests.test_kills import assert_whole, finish, start

LIVE = ("crawl", "report", "-s", "DOWNLOAD_DELAY=0.01", "-s", "LOG_LEVEL=WARNING")
BACKFILL = (*LIVE, "-a", "since=2000")


def test_a_backfill_and_ten_live_crawls_killed_at_random_hold_every_article_once(tmp_path: Path) -> None:
    rng, archive = random.Random(21), tmp_path / "archive"
    room = Newsroom(articles=400, seed=21, latency=0.003)
    victims = rng.sample([BACKFILL, LIVE], counts=[5, 5], k=10)
    running: dict[subprocess.Popen[bytes], tuple[str, ...]] = {}
    killed = {BACKFILL: 0, LIVE: 0}
    with room.serve() as origin:
        for victim in victims:
            kinds = [kind for process, kind in running.items() if process.poll() is None]
            for kind in [LIVE] if BACKFILL in kinds else [BACKFILL, LIVE]:
                running[start(archive, origin, *kind)] = kind
            time.sleep(rng.uniform(0.2, 1.5))
            process = next(one for one in reversed(running) if running[one] == victim)
            process.kill()
            killed[victim] += process.wait(timeout=60) == -signal.SIGKILL
        assert {process.wait(timeout=120) for process in running} == {0, -signal.SIGKILL}
        assert finish(archive, origin, *BACKFILL) == 0
    assert min(killed.values()) >= 2, killed
    assert_whole(archive, room)
    assert room.in_flight_max == 1


def shards(articles: list[Story]) -> Pages:
    """The archive's sitemap: an index and its one shard."""
    entries = "".join(f"<url><loc>{one.url}</loc></url>" for one in articles)
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    index = "<sitemap><loc>https://report.az/shard-1.xml</loc></sitemap>"
    return {
        "/sitemap-posts-archive.xml": Reply(f"<sitemapindex {space}>{index}</sitemapindex>", kind="application/xml"),
        "/shard-1.xml": Reply(f"<urlset {space}>{entries}</urlset>", kind="application/xml"),
    }


@pytest.fixture
def busy_site() -> Iterator[tuple[Server, list[Story], list[Story]]]:
    """A site whose archive has two hundred old articles; its feed shows three new ones from its second reading on."""
    articles = stories(203)
    new, old = articles[:3], articles[3:]
    pages: Pages = {**SOURCES, **{one.path: one.reply for one in articles}, **shards(old), "/rss/": (rss(), rss(*new))}
    with play(pages) as server:
        yield server, new, old


def wait_for(server: Server, requests: int) -> None:
    """Until the server was asked so often."""
    until = time.monotonic() + 60
    while len(server.seen) < requests:
        assert time.monotonic() < until, server.paths
        time.sleep(0.01)


def test_who_finds_the_host_taken_says_so_and_ends_0_and_the_owner_does_its_work_before_the_old(
    busy_site: tuple[Server, list[Story], list[Story]], crawl: RunScrapy, tmp_path: Path
) -> None:
    server, new, old = busy_site
    slow = ("crawl", "report", "-a", "since=2000", "-s", "DOWNLOAD_DELAY=0.05", "-s", "LOG_LEVEL=WARNING")
    owner = start(tmp_path / "archive", server.origin, *slow)
    wait_for(server, 30)
    before = len(server.seen)
    done = crawl(server.origin)
    after = len(server.seen)
    assert done.code == 0
    assert "report.az is being crawled by w1: the work is left to it" in done.log
    assert "the work is left to another crawl of this site, which runs already (w1)" in done.log
    assert owner.wait(timeout=120) == 0
    paths = server.paths
    ahead = 4 + 4  # leased before the work came, and while it came
    first = paths.index("/rss/", before)
    assert first <= after + ahead
    assert {one.path for one in new} <= set(paths[first : first + len(SOURCES) + len(new) + 2 * ahead])
    assert {one.path for one in old} & set(paths[first + len(SOURCES) + 3 * ahead :])
    assert sorted(line["url"] for line in done.lines()) == sorted(one.url for one in (*new, *old))


def sighted(done: Crawled) -> set[str]:
    """The URLs of the articles held."""
    return {line["url"] for line in done.lines()}


@pytest.mark.parametrize("arguments", [("-a", "since=2000", "-a", "until=2020"), ("-a", "edition=ru")])
def test_work_left_by_a_live_crawl_is_done_as_it_was_meant_whatever_the_owner_is_after(
    arguments: tuple[str, ...], crawl: RunScrapy
) -> None:
    new = stories(3)
    pages: Pages = {**SOURCES, **{one.path: one.reply for one in new}, "/rss/": rss(*new)}
    with play(pages) as server:
        killed = crawl(server.origin, env={"FAILPOINT": "committed*1"})
        assert killed.code == -signal.SIGKILL
        done = crawl(server.origin, *arguments)
    assert sighted(done) == {one.url for one in new}, done.log[-3000:]


class Slot:
    """What the scheduler asks of Scrapy's engine."""

    def __init__(self) -> None:
        self.nextcall = SimpleNamespace(schedule=lambda: None)
        self.closing = None

    def remove_request(self, request: Any) -> None:
        """Scrapy's own."""


def test_a_crawl_at_rest_has_given_its_host_free_so_that_no_work_is_left_to_the_dying(tmp_path: Path) -> None:
    asyncio.run(_come_to_rest(tmp_path))
    with Archive.open(tmp_path) as archive:
        states = {row.url[-1]: row.state for row in archive.ledger.rows("report")}
    assert states == {"a": "failed", "b": "failed", "c": "pending"}


async def _come_to_rest(root: Path) -> None:
    """One crawl, turn by turn, and another process that puts work in before and after it comes to rest."""
    crawler = get_crawler(ReportSpider, {"ARCHIVE_DIR": str(root), "ADDONS": {}})
    crawler.spider = ReportSpider.from_crawler(crawler)
    crawler.engine = SimpleNamespace(_slot=Slot())  # type: ignore[assignment]
    scheduler = LedgerScheduler(crawler)
    scheduler.open(crawler.spider)
    with Archive.open(root) as other:

        def put(path: str) -> dict[str, str]:
            other.commit(Tick(discovered=[Discovered(f"https://report.az/hadise/{path}", "report", "test")]))
            return other.claim(["report.az"])

        assert put("a") == {}
        other.release(["report.az"])
        scheduler.turn()
        assert put("b") == {"report.az": scheduler.archive.writer}
        scheduler.turn()
        while request := scheduler.next_request():
            scheduler.left(request)
        scheduler.turn()
        assert not scheduler.has_pending_requests()
        assert put("c") == {}
        scheduler.close("finished")
