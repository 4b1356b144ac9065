"""ORIGIN: the site's requests go elsewhere, and everything above the socket sees the site."""

import pytest

from newscrawler.newsroom import Newsroom
from tests.conftest import RunScrapy
from tests.server import Reply, play

Room = tuple[Newsroom, str]


def test_a_location_that_names_the_origin_names_the_site_again(crawl: RunScrapy, small_room: Room) -> None:
    room, _ = small_room
    story = next(one for one in room.stories if one.status == 200 and one.layout == "new")
    page = room.respond("GET", "report.az", story.url.removeprefix("https://report.az"), {}).body
    pages = {story.url.removeprefix("https://report.az"): Reply(page)}
    with play(pages) as server:
        server.replies["/hadise/kohne"] = [Reply("", 301, {"Location": f"{server.origin}{next(iter(pages))}"})]
        done = crawl(server.origin, "-a", f"seeds={server.seeds('/hadise/kohne')}")
    assert [line["url"] for line in done.lines()] == [story.url]
    assert {seen.headers["host"] for seen in server.seen} == {"report.az"}


@pytest.mark.parametrize("url", ["https://example.org/x", "https://notreport.az/x", "http://127.0.0.1:9/x"])
def test_a_foreign_host_is_refused_and_never_asked(url: str, run_scrapy: RunScrapy) -> None:
    with play({}) as server:
        done = run_scrapy("fetch", "-s", f"ORIGIN={server.origin}", "-s", "ROBOTSTXT_OBEY=0", url)
    assert "refused under ORIGIN" in done.log
    assert server.seen == []


def test_robots_of_the_site_are_asked_of_the_origin(crawl: RunScrapy) -> None:
    with play({}) as server:
        crawl(server.origin)
    assert server.paths[0] == "/robots.txt"
    assert server.paths.count("/robots.txt") == 1


def test_a_delay_of_zero_still_keeps_one_request_in_flight(run_scrapy: RunScrapy) -> None:
    room = Newsroom(articles=40, seed=7, latency=0.005)
    with room.serve() as origin:
        done = run_scrapy("crawl", "report", "-a", "since=2014", "-s", f"ORIGIN={origin}", "-s", "DOWNLOAD_DELAY=0")
    assert done.code == 0
    assert room.in_flight_max == 1
