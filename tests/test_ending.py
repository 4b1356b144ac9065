"""How a crawl ends: each ending has its exit code and its sentence."""

import socket
from pathlib import Path

import pytest

from newscrawler.ending import Exit, judge
from newscrawler.newsroom import Newsroom
from tests.conftest import RunScrapy
from tests.server import Reply, play

SOURCES = {path: Reply("<rss><channel></channel></rss>") for path in ("/rss/", "/ru/rss/", "/en/rss/")} | {
    "/news-sitemap.xml": Reply('<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"></urlset>'),
    "/son-xeberler": Reply("<html></html>"),
}


def dead_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def test_a_crawl_without_one_response_exits_4_and_says_so(crawl: RunScrapy) -> None:
    done = crawl(f"http://127.0.0.1:{dead_port()}")
    assert done.code == Exit.NOTHING_FETCHED
    assert "nothing was fetched" in done.log
    assert "report.az rests: robots_unavailable" in done.log
    assert done.reasons() == {}


def test_gone_and_rejected_pages_leave_a_crawl_complete(crawl: RunScrapy) -> None:
    with play(SOURCES | {"/hadise/b": Reply("<h1>Başqa</h1>")}) as server:
        done = crawl(server.origin, "-a", f"seeds={server.seeds('/hadise/a', '/hadise/b')}")
    assert done.code == Exit.COMPLETE, done.log[-2000:]
    assert done.reasons() == {
        "https://report.az/hadise/a": "gone",
        "https://report.az/hadise/b": "unknown_layout",
    }


@pytest.mark.parametrize(
    ("status", "code", "reason"), [(500, 3, "server_error"), (403, 5, "blocked"), (429, 5, "busy"), (451, 5, "blocked")]
)
def test_failures_and_blocks_have_their_own_codes(status: int, code: int, reason: str, crawl: RunScrapy) -> None:
    with play(SOURCES | {"/hadise/a": Reply("x", status)}) as server:
        done = crawl(server.origin, "-a", f"seeds={server.seeds('/hadise/a')}", "-s", "RETRY_TIMES=0")
    assert done.code == code
    assert done.reasons() == {"https://report.az/hadise/a": reason}


def test_a_source_that_never_answers_leaves_the_crawl_incomplete(crawl: RunScrapy) -> None:
    with play({path: reply for path, reply in SOURCES.items() if path != "/ru/rss/"}) as server:
        done = crawl(server.origin)
    assert done.code == Exit.INCOMPLETE
    assert "silent: feed https://report.az/ru/rss/" in done.log


def test_redirects_that_lead_nowhere_are_listed(crawl: RunScrapy) -> None:
    def to(target: str) -> Reply:
        return Reply("", 302, {"Location": target})

    pages = {"/a/loop": to("/a/loop2"), "/a/loop2": to("/a/loop")}
    pages |= {"/a/out": to("https://example.org/x"), "/a/home": to("/")}
    with play(SOURCES | pages) as server:
        done = crawl(
            server.origin, "-a", f"seeds={server.seeds('/a/loop', '/a/out', '/a/home')}", "-s", "RETRY_TIMES=0"
        )
    reasons = done.reasons()
    assert reasons["https://report.az/a/out"] == "offsite_redirect"
    assert reasons["https://report.az/a/home"] == "gone"
    assert [reason for url, reason in reasons.items() if "loop" in url] == ["redirect_loop"]
    assert done.lines() == []


def test_an_archive_that_cannot_be_written_exits_6(crawl: RunScrapy, tmp_path: Path) -> None:
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "report").write_text("not a folder", encoding="utf-8")
    room = Newsroom(articles=60, seed=7)
    with room.serve() as origin:
        done = crawl(origin)
    assert done.code == Exit.STORAGE
    assert "archive" in done.log


def test_the_gravest_reason_wins() -> None:
    stats = {"finish_reason": "shutdown", "newscrawler/responses": 1, "newscrawler/ended/blocked": 1}
    assert judge(stats).code is Exit.BLOCKED
    assert judge(stats | {"newscrawler/storage_error": "disk full"}).code is Exit.STORAGE
    assert judge({"finish_reason": "shutdown", "newscrawler/responses": 1}).code is Exit.INCOMPLETE
    assert judge({"finish_reason": "finished", "newscrawler/responses": 1, "spider_exceptions/KeyError": 1}).code == 1
