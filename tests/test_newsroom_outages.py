"""Faults of the host by switches: windows on a sped-up clock, robots.txt, bombs in sources, a listing without end."""

import re
import socket
import time
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from newscrawler.clock import Clock
from newscrawler.errors import ArgumentError
from newscrawler.newsroom import Newsroom
from tests.wire import Heard, listen, unpacked_size

START = datetime(2025, 12, 15, 19, tzinfo=ZoneInfo("Asia/Baku"))
HOUR_A_SECOND = 3600


def fast(**given: Any) -> Newsroom:
    """A newsroom that lives an hour a second; its clock starts when it is made."""
    return Newsroom(articles=20, seed=2, clock=Clock(START, HOUR_A_SECOND), **given)


def lived(room: Newsroom) -> float:
    """Hours since the clock's start."""
    return (room.clock.now() - START) / timedelta(hours=1)


def hear(origin: str, **given: float) -> Heard | None:
    """What the host says; None when it refuses the connection, or closes its port while one is being made."""
    try:
        return listen(origin, "/robots.txt", **given)  # type: ignore[arg-type]
    except (ConnectionRefusedError, ConnectionResetError):
        return None


def until(room: Newsroom, wanted: Callable[[], bool]) -> float:
    """Asks again and again until it is so; the lived hours of that moment."""
    deadline = time.monotonic() + 15
    while not wanted():
        assert time.monotonic() < deadline
        time.sleep(0.01)
    return lived(room)


def is_well(heard: Heard | None) -> bool:
    return heard is not None and heard.status == 200


def test_an_outage_closes_the_port_and_opens_the_same_one_again() -> None:
    room = fast(outage_after=0.8, outage_hours=1.5)
    with room.serve() as origin:
        with closing(socket.create_connection(("127.0.0.1", int(origin.rpartition(":")[2])), timeout=10)) as idle:
            away = until(room, lambda: hear(origin) is None)
            with pytest.raises(ConnectionResetError):
                idle.recv(1)
        back = until(room, lambda: is_well(hear(origin)))
    assert 0.8 <= away < 2.3 <= back
    assert len(room.log) >= 1


def test_an_outage_may_begin_with_the_newsroom_and_end_it() -> None:
    room = Newsroom(articles=20, seed=2, outage_after=0)
    with room.serve() as origin:
        until(room, lambda: hear(origin) is None)


def test_an_outage_may_reset_every_connection() -> None:
    room = fast(outage_after=0.8, outage_hours=1.5, outage_kind="reset")
    with room.serve() as origin:
        away = until(room, lambda: hear(origin) == Heard("", b"", "reset"))
        back = until(room, lambda: is_well(hear(origin)))
    assert 0.8 <= away < 2.3 <= back
    assert {seen.status for seen in room.log} == {0, 200}


def test_an_outage_may_be_silent_and_drops_its_connections_at_its_end() -> None:
    room = fast(outage_after=0.0, outage_hours=2.0, outage_kind="silent")
    with room.serve() as origin:
        assert hear(origin, wait=0.1) == Heard("", b"", "open")
        assert lived(room) < 2
        assert hear(origin) == Heard("", b"", "reset")
        assert 2 <= lived(room) < 5
        assert is_well(hear(origin))
        until(room, lambda: room.in_flight == 0)


def test_a_kind_of_outage_that_is_none_is_an_argument_error() -> None:
    with pytest.raises(ArgumentError, match="'storm' is none of refuse, reset, silent"):
        Newsroom(articles=5, outage_kind="storm")


def test_a_challenge_stands_before_the_whole_host_for_its_hours() -> None:
    room = fast(challenge_after=0.8, challenge_hours=1.5)
    with room.serve() as origin:
        assert is_well(hear(origin))
        begun = until(room, lambda: not is_well(hear(origin)))
        told = [listen(origin, target) for target in ("/robots.txt", "/rss/", room.stories[-1].url[17:])]
        ended = until(room, lambda: is_well(hear(origin)))
    assert 0.8 <= begun < 2.3 <= ended
    assert [(one.status, one.header("cf-mitigated")) for one in told] == [(403, "challenge")] * 3


@pytest.mark.parametrize("status", [500, 503, 403, 404, 429])
def test_robots_txt_answers_what_is_wanted_the_first_times_or_always(status: int) -> None:
    with Newsroom(articles=20, seed=2, robots_status=status, robots_times=2).serve() as origin:
        assert [listen(origin, "/robots.txt").status for _ in range(4)] == [status, status, 200, 200]
        assert listen(origin, "/rss/").status == 200
    with Newsroom(articles=20, seed=2, robots_status=status).serve() as origin:
        assert {listen(origin, "/robots.txt").status for _ in range(4)} == {status}


def test_robots_txt_may_hang() -> None:
    with Newsroom(articles=20, seed=2, robots_hang=True, robots_times=1).serve() as origin:
        assert hear(origin, wait=0.2) == Heard("", b"", "open")
        assert is_well(hear(origin))


def test_the_feed_may_be_an_entity_bomb() -> None:
    with Newsroom(articles=20, seed=2, feed_bomb=True).serve() as origin:
        heard = listen(origin, "/rss/")
        assert (
            listen(origin, "/news-sitemap.xml").body
            == Newsroom(20, 2).respond("GET", "report.az", "/news-sitemap.xml").body
        )
    text = heard.body.decode()
    entities = dict(re.findall(r'<!ENTITY (\w+) "(.*?)">', text))
    title = re.findall(r"<title>&(\w+);</title>", text)[0]
    size = len(entities["w0"])
    while entities[title] != entities["w0"]:
        assert len(set(re.findall(r"&(\w+);", entities[title]))) == 1
        size, title = size * entities[title].count("&"), re.findall(r"&(\w+);", entities[title])[0]
    assert size >= 10**9
    assert heard.length == len(heard.body) < 2000


def test_the_news_sitemap_may_be_a_gzip_bomb() -> None:
    with Newsroom(articles=20, seed=2, sitemap_bomb=True).serve() as origin:
        heard = listen(origin, "/news-sitemap.xml")
        assert is_well(listen(origin, "/rss/"))
    assert (heard.header("Content-Encoding"), heard.length) == ("gzip", len(heard.body))
    assert len(heard.body) < 1_000_000
    assert unpacked_size(heard.body)[0] > 300_000_000


def test_a_cursor_that_never_ends_says_older_and_older_dates_of_the_same_articles() -> None:
    room = Newsroom(articles=40, seed=2, calendar=True)
    date, seen = "2026-01-01 00:00:00", list[str]()
    with room.serve() as origin:
        for _ in range(30):
            text = listen(origin, f"/infinity/index?date={date.replace(' ', '%20')}&oldest=1").body.decode()
            stamps = re.findall(r'data-timestamp="([^"]*)"', text)
            assert stamps
            assert max(stamps) < date
            date, seen = min(stamps), seen + re.findall(r'class="news__item" href="([^"]*)"', text)
    assert len(seen) > 10 * len(set(seen))


def test_a_day_has_always_one_page_more() -> None:
    room = Newsroom(articles=40, seed=2, calendar=True)
    day = f"{room.stories[-1].published:%Y/%m/%d}"
    following = f"https://report.az{room.stories[-1].url[17:].partition('/')[0]}/archive/{day}/"
    with room.serve() as origin:
        for number in range(2, 30):
            text = listen(origin, following.removeprefix("https://report.az")).body.decode()
            assert "data-timestamp" in text
            following = re.findall(r'<link href="([^"]*)" rel="next">', text)[0]
            assert following.endswith(f"/archive/{day}/{number}/")
