"""How we behave: robots.txt, Crawl-delay, Retry-After, one request in flight, an honest name. Counted at the server."""

from datetime import UTC, datetime

import pytest
from scrapy.http import Response

from newscrawler.hindrance import retry_after
from newscrawler.newsroom import Newsroom
from newscrawler.robots import SIZE
from tests.conftest import RunScrapy
from tests.server import Reply, play
from tests.small_site import SOURCES, rss, stories

ROBOTS = "User-agent: *\nDisallow: /hadise/\n"


def test_the_very_first_requests_obey_robots_too(crawl: RunScrapy) -> None:
    listing = "".join(
        f'<div class="index-post-block" data-timestamp="2025-12-15 12:00:0{n}"><a class="news__item" '
        f'href="/hadise/x-{n}">x</a></div>'
        for n in range(8)
    )
    pages = {"/robots.txt": Reply(ROBOTS, delay=0.3), "/son-xeberler": Reply(listing)}
    with play(pages) as server:
        done = crawl(server.origin, "-a", f"seeds={server.seeds(*[f'/hadise/s-{n}' for n in range(8)])}")
    assert not [path for path in server.paths if path.startswith("/hadise/")]
    assert list(done.reasons().values()).count("disallowed") == 16


def test_a_group_for_us_is_obeyed_by_its_product_token(crawl: RunScrapy) -> None:
    robots = "User-agent: newscrawler\nDisallow: /\n\nUser-agent: *\nAllow: /\n"
    with play({"/robots.txt": Reply(robots)}) as server:
        done = crawl(server.origin)
    assert server.paths == ["/robots.txt"]
    assert done.code == 4
    assert "disallowed" in done.log


def test_a_rule_is_obeyed_however_its_file_is_written(crawl: RunScrapy) -> None:
    ours = "User-agent: NewsCrawler/0.1.0\nDisallow: /hadise/\n#"
    cut = f"{'x' * (SIZE - len(ours) - len('.Disallow: /'))}\nDisallow: /rss-ajax/\n"  # half of it would forbid all
    robots = f"{ours}{cut}{'# dolgu ' * 1_500_000}\nUser-agent: *\nAllow: /\n"  # more than DOWNLOAD_MAXSIZE
    pages = {"/robots.txt": Reply(robots, kind="text/plain"), "/rss/": rss(*stories(3))}
    with play(SOURCES | pages) as server:
        done = crawl(server.origin)
    assert (done.code, sorted(done.reasons().values())) == (0, ["disallowed"] * 3)
    assert set(server.paths) == {"/robots.txt", *SOURCES}


def test_crawl_delay_is_kept_exactly_whatever_the_pace_is_set_to(crawl: RunScrapy) -> None:
    robots = "User-agent: *\nCrawl-delay: 0,4 s # saniye\n"
    with play({"/robots.txt": Reply(robots)}) as server:
        crawl(server.origin)
    gaps = server.gaps()
    assert len(gaps) >= 4
    assert min(gaps) >= 0.4 - 0.02


def test_retry_after_holds_the_whole_host(crawl: RunScrapy) -> None:
    with play({"/rss/": [Reply("", status=503, headers={"Retry-After": "2"}), Reply("<rss></rss>")]}) as server:
        crawl(server.origin, "-s", "WAIT_DUE=60")
    refused = next(seen for seen in server.seen if seen.path == "/rss/")
    later = [seen for seen in server.seen if seen.at > refused.at]
    assert [seen.path for seen in later].count("/rss/") == 1
    assert min(seen.at for seen in later) - refused.at >= 2 - 0.02


def test_there_is_one_request_in_flight_on_a_host(crawl: RunScrapy) -> None:
    room = Newsroom(articles=60, seed=7, latency=0.01)
    with room.serve() as origin:
        done = crawl(origin, "-a", "since=2014")
    assert done.code == 0
    assert room.in_flight_max == 1


def test_the_user_agent_is_honest_and_names_the_contact(crawl: RunScrapy) -> None:
    with play({}) as server:
        crawl(server.origin, "-s", "CONTACT=mailto:arxiv@example.org")
    agents = {seen.headers["user-agent"] for seen in server.seen}
    assert len(agents) == 1
    assert agents.pop().startswith("Mozilla/5.0 (compatible; newscrawler/")
    assert all("+mailto:arxiv@example.org)" in seen.headers["user-agent"] for seen in server.seen)
    assert all("cookie" not in seen.headers for seen in server.seen)


def test_a_real_site_without_a_contact_warns(run_scrapy: RunScrapy) -> None:
    settings = ("-s", "HTTPS_PROXY=", "-s", "DOWNLOAD_TIMEOUT=2")
    done = run_scrapy("crawl", "report", *settings, env={"https_proxy": "http://127.0.0.1:9", "no_proxy": ""})
    assert "CONTACT is not set" in done.log
    assert done.code == 4


def test_requests_carry_the_original_host_and_records_the_sites_own_urls(crawl: RunScrapy) -> None:
    room = Newsroom(articles=60, seed=7)
    with room.serve() as origin:
        done = crawl(origin)
    assert {seen.host for seen in room.log} == {"report.az"}
    assert all(line["url"].startswith("https://report.az/") for line in done.lines())


NOW = datetime(2025, 12, 15, 18, tzinfo=UTC)


@pytest.mark.parametrize(
    ("told", "sent", "wait"),
    [
        ("120", None, 120),
        ("1.5", None, 1.5),
        ("Mon, 15 Dec 2025 18:00:30 GMT", None, 30),
        ("Monday, 15-Dec-25 18:00:30 GMT", None, 30),
        ("Mon Dec 15 18:00:30 2025", None, 30),
        ("Mon, 15 Dec 2025 17:45:30 GMT", "Mon, 15 Dec 2025 17:45:00 GMT", 30),
        ("Mon, 15 Dec 2025 19:00:30 GMT", "Mon, 15 Dec 2025 19:00:00 GMT", 30),
        ("Mon, 15 Dec 2025 18:00:30 GMT", "Thu, 01 Jan 1970 00:00:07 GMT", 30),
        ("Mon, 15 Dec 2025 18:00:30 GMT", "dünən", 30),
        ("Mon, 15 Dec 2025 17:59:59 GMT", None, None),
        ("sabah", None, None),
        ("-5", None, None),
    ],
)
def test_retry_after_is_a_count_or_a_date_by_the_clock_of_the_server(
    told: str, sent: str | None, wait: float | None
) -> None:
    headers = {"Retry-After": told, **({"Date": sent} if sent else {})}
    assert retry_after(Response("https://report.az/rss/", status=503, headers=headers), NOW) == wait
