"""`scrapy crawl any` once more: only what is new is asked for, and what a run that was cut off left is finished."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import cast

from newscrawler.anywalks import Walked
from newscrawler.discovery import Candidate, Span
from newscrawler.discovery.anypage import EVER
from newscrawler.discovery.candidate import Trail
from newscrawler.discovery.posts import WordPressPosts
from newscrawler.scheduler import LedgerScheduler
from tests.conftest import RunScrapy
from tests.server import Reply, Server, play
from tests.test_any_crawl import article, crawled, front
from tests.test_any_places import listed
from tests.test_any_urls import HOME, NOW

SITE = "kend.example"
ALL = Span()
ARTICLES = {f"/olke/{number}": article(number) for number in range(101, 181)}


def listing(*numbers: int, following: str = "", rest: str = "") -> Reply:
    older = f'<a href="{following}">Növbəti</a>' if following else ""
    return front([f"/olke/{number}" for number in numbers], older + rest)


def paged(newest: int, size: int = 4, pinned: tuple[int, ...] = ()) -> dict[str, Reply]:
    """A list from `newest` down to 101, some entries pinned on top of every page."""
    numbers = list(range(newest, 100, -1))
    pages = [numbers[start : start + size] for start in range(0, len(numbers), size)]
    paths = ["/olke", *(f"/olke?page={number}" for number in range(2, len(pages) + 1))]
    return {
        path: listing(*pinned, *page, following=following)
        for path, page, following in zip(paths, pages, [*paths[1:], ""], strict=True)
    }


def offer(server: Server, pages: Mapping[str, Reply]) -> int:
    """The site as it is from now on; how often it was asked before."""
    server.replies |= {path: [reply] for path, reply in pages.items()}
    return len(server.seen)


def held(done: object) -> set[int]:
    return {int(line["url"][-3:]) for line in done.lines(site=SITE)}  # type: ignore[attr-defined]


def test_a_second_run_reads_a_list_until_it_shows_only_what_is_held(run_scrapy: RunScrapy) -> None:
    pinned = (103, 101)
    newest = "".join(
        f"<url><loc>{HOME}olke/{n}</loc><lastmod>2025-12-1{n % 5}</lastmod></url>" for n in range(125, 137)
    )
    sitemap = Reply(f"<urlset>{newest}</urlset>", kind="application/xml")
    pages = {"/": listing(136), "/sitemap.xml": sitemap, **paged(136, pinned=pinned)}
    with play({**pages, **ARTICLES}) as server:
        first = crawled(run_scrapy, server)
        assert held(first) == {*range(101, 137)}, "a sitemap of the newest articles does not hide the past"
        assert "its sitemaps name 12 articles, the oldest of 2025-12-10, and pass for no whole past" in first.log
        before = offer(server, {"/": listing(*range(146, 141, -1)), **paged(146, pinned=pinned)})
        done = crawled(run_scrapy, server)
        asked = server.paths[before:]
        before = offer(server, {})
        again = crawled(run_scrapy, server)
    assert (done.code, again.code) == (0, 0)
    assert held(done) == {*range(101, 147)}, "what the front page showed first does not end the reading of the list"
    assert {path for path in asked if "/olke/" in path} == {f"/olke/{number}" for number in range(137, 147)}
    assert [path for path in asked if path.startswith("/olke?")] == [f"/olke?page={number}" for number in (2, 3, 4, 5)]
    assert [path for path in server.paths[before:] if "olke" in path] == ["/olke", "/olke?page=2"]
    assert server.paths[before:].count("/") == 1


def test_a_list_that_broke_off_is_read_to_its_end_the_next_time(run_scrapy: RunScrapy) -> None:
    with play({"/": listing(136), **paged(136), "/olke?page=3": Reply("", 500), **ARTICLES}) as server:
        first = crawled(run_scrapy, server, "-s", "RETRY_TIMES=0", "-s", "WAIT_DUE=0")
        assert held(first) == {136, *range(129, 137)}
        offer(server, paged(136))
        done = crawled(run_scrapy, server)
    assert held(done) == {*range(101, 137)}


def test_a_page_with_no_link_of_the_site_is_no_end_of_a_list() -> None:
    pages = ("<html><body>MySQL error</body></html>", '<html><body><a href="/olke">Ölkə</a></body></html>')
    assert [listed(f"{HOME}olke?page=3", body, Trail("x")).is_blank for body in pages] == [True, False]


def test_a_calendar_is_read_again_from_its_newest_day_to_the_last_that_was_whole(run_scrapy: RunScrapy) -> None:
    def day(number: int, *shown: int) -> Reply:
        return listing(*shown, rest=f'<a href="/arxiv/2025-12-{number - 1:02}">{number - 1}</a>' if number > 2 else "")

    days = {f"/arxiv/2025-12-{n:02}": day(n, 100 + n, 120 + n) for n in range(2, 15)}
    with play({"/": listing(114, rest='<a href="/arxiv/2025-12-14">14</a>'), **days, **ARTICLES}) as server:
        assert held(crawled(run_scrapy, server)) == {*range(102, 115), *range(122, 135)}
        newest = listing(140, rest='<a href="/arxiv/2025-12-14">14</a>')
        front_page = listing(140, rest='<a href="/arxiv/2025-12-15">15</a>')
        before = offer(server, {"/": front_page, "/arxiv/2025-12-15": newest})
        done = crawled(run_scrapy, server)
    assert 140 in held(done)
    asked = [path for path in server.paths[before:] if "arxiv" in path]
    assert asked == ["/arxiv/2025-12-15", "/arxiv/2025-12-14", "/arxiv/2025-12-13"]


def test_an_interface_that_lists_all_is_asked_for_what_came_since_it_was_read_to_its_end(run_scrapy: RunScrapy) -> None:
    def asked(span: Span) -> str:
        return next(WordPressPosts(HOME[:-1]).begin(span, NOW)).removeprefix(HOME[:-1])

    def posts(*numbers: int) -> Reply:
        told = [{"id": n, "link": f"/olke/{n}", "date": "2025-12-14T10:20:00"} for n in numbers]
        return Reply(json.dumps(told), kind="application/json")

    home = listing(104, rest='<link rel="https://api.w.org/" href="/wp-json/">')
    ever, since = asked(EVER), asked(Span(date(2025, 12, 12)))
    with play({"/": home, ever: posts(101, 102, 103, 104), since: posts(104, 105), **ARTICLES}) as server:
        assert held(crawled(run_scrapy, server)) == {101, 102, 103, 104}
        before = offer(server, {})
        done = crawled(run_scrapy, server)
    assert held(done) == {101, 102, 103, 104, 105}
    assert [path for path in server.paths[before:] if "wp-json" in path] == [since]


class Notes:
    """A ledger that knows what it was told to remember, and some articles that lists showed."""

    def __init__(self, *listed: str) -> None:
        self.kept: dict[tuple[str, str], object] = {}
        self.listed = {url: SimpleNamespace(sources=(("listing /", NOW),)) for url in listed}
        self.archive = SimpleNamespace(ledger=self)
        self.row, self.knows = self.listed.get, self.listed.__contains__

    def remember(self, source: str, key: str, value: object) -> None:
        self.kept[source, key] = value

    def progress(self, site: str, source: str) -> dict[str, object]:
        return {key: value for (one, key), value in self.kept.items() if one == source and value is not None}


FIRST = Candidate(f"{HOME}olke", f"listing {HOME}olke", "source")
SECOND = replace(FIRST, url=f"{HOME}olke?page=2", trail=Trail("x"))


def walk(notes: Notes, span: Span = ALL, *, ends: bool = True, whole: bool = True) -> bool:
    """One run over a list of two pages; does it end where all was shown before?"""
    walked = Walked(cast("LedgerScheduler", notes), SITE, span, None, date(2025, 12, 15))
    known = []
    for page, further in ((FIRST, [SECOND]), (SECOND, [])):
        walked.begins(page)
        known.append(walked.is_known(page, ["a"]))
        if page is FIRST or whole:
            walked.went(page, further)
    if ends:
        walked.ended()
    return known == [False, True]


def test_only_a_whole_walk_for_the_same_days_in_a_run_that_ended_lets_the_next_one_stop() -> None:
    december, notes = Span.parse("2025-12"), Notes("a")
    assert [walk(notes) for _ in range(3)] == [False, True, True]
    assert [walk(notes, december), walk(notes, december), walk(notes), walk(notes)] == [False, True, False, True]
    assert [walk(notes, ends=False), walk(notes), walk(notes)] == [True, False, True], "killed behind its last page"
    assert [walk(notes, whole=False), walk(notes), walk(notes)] == [True, False, True], "a page was not read"
    assert not walk(Notes()), "an article that no list showed before"
