"""`scrapy update` against a small server: conditional requests, revisions, deletions, sources that lie."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from newscrawler.polling import DEAD, LEAST, LONGEST, STILL, WANTED, Brought, Poll, next_look
from tests.conftest import Crawled, RunScrapy
from tests.server import Reply, Server, play
from tests.small_site import SOURCES, Story, rss, stories

BORN = datetime(2025, 12, 10, 7, 24, tzinfo=UTC)  # of every story of the small site, to the minute
NOW = datetime(2025, 12, 15, 12, tzinfo=UTC)
DAY = 86_400.0


def tagged(reply: Reply, tag: str) -> Reply:
    return replace(reply, headers={**reply.headers, "ETag": f'"{tag}"'})


def site(*shown: Story) -> dict[str, Reply | Sequence[Reply]]:
    return {**SOURCES, "/rss/": tagged(rss(*shown), "feed"), **{one.path: tagged(one.reply, one.path) for one in shown}}


@pytest.fixture
def update(run_scrapy: RunScrapy) -> Any:
    def run(server: Server, hours: float, *args: str) -> Crawled:
        clock = (BORN + timedelta(hours=hours)).isoformat()
        pace = ("-s", f"ORIGIN={server.origin}", "-s", "DOWNLOAD_DELAY=0.002", "-s", f"CLOCK={clock}")
        return run_scrapy("update", "report", *pace, *args)

    return run


def asked(server: Server, path: str) -> list[str | None]:
    """The If-None-Match of each request for a path."""
    return [one.headers.get("if-none-match") for one in server.seen if one.path == path]


def test_an_article_is_looked_at_again_on_a_falling_schedule_and_no_oftener(update: Any) -> None:
    [story] = stories(1)
    with play(site(story)) as server:
        for hours in (0.5, 0.9, 1.1, 2, 5, 6.5, 12, 25, 30, 49, 60, 100):
            done = update(server, hours)
            assert done.code == 0, done.log[-1500:]
    assert asked(server, story.path) == [None, *[f'"{story.path}"'] * 4]


def test_an_edit_is_a_revision_and_a_page_that_is_gone_an_event(update: Any) -> None:
    edited, removed = stories(2)
    with play(site(edited, removed)) as server:
        update(server, 0.5)
        server.replies[edited.path] = [replace(edited, title=f"{edited.title}: yenilənib").reply]
        server.replies[removed.path] = [Reply("yoxdur", 410)]
        done = update(server, 1.5)
    assert done.code == 0
    assert sorted((line["id"], line["revision"]) for line in done.lines()) == [
        ("report:xeber-0", 1),
        ("report:xeber-0", 2),
        ("report:xeber-1", 1),
    ]
    assert [(line["event"], line["id"]) for line in done.lines("events") if line["event"] == "gone"] == [
        ("gone", "report:xeber-1")
    ]
    assert "revised" in done.log


def test_an_unchanged_source_is_asked_whether_it_changed_and_costs_no_line(update: Any) -> None:
    with play(site(*stories(3))) as server:
        update(server, 0.5)
        feed = server.replies["/rss/"]
        server.replies["/rss/"] = [Reply("", 304, kind="")]
        lines = [len(update(server, hours).lines("rejected")) for hours in (20, 60, 120)]
        assert feed
    assert asked(server, "/rss/")[0] is None
    assert set(asked(server, "/rss/")[1:]) == {'"feed"'}
    assert lines[0] == lines[-1]


def test_a_source_that_says_304_while_the_site_goes_on_is_found_out_and_asked_plainly(update: Any) -> None:
    shown = stories(40)
    sitemap = "/news-sitemap.xml"
    with play(site(*shown[:5])) as server:
        update(server, 0.5)
        for number in range(1, 8):  # the feed denies all news; the sitemap of the site brings five articles each time
            new = shown[: 5 + 5 * number]
            entries = "".join(f"<url><loc>{one.url}</loc></url>" for one in new)
            head = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
            server.replies[sitemap] = [Reply(f"{head}{entries}</urlset>")]
            server.replies |= {one.path: [one.reply] for one in new}
            conditional = len(asked(server, "/rss/"))
            server.replies["/rss/"] = [Reply("", 304, kind="")]
            update(server, 24 * number)
            if None in asked(server, "/rss/")[conditional:]:
                break
        else:
            pytest.fail("the feed was never asked plainly")
        assert number <= 4


def test_recheck_looks_at_the_articles_looked_at_longest_ago(update: Any) -> None:
    shown = stories(6)
    with play(site(*shown)) as server:
        update(server, 0.5)
        for hours in (1.5, 7, 25, 49):
            update(server, hours)
        before = len(server.seen)
        done = update(server, 500, "--recheck", "2")
        again = [one.path for one in server.seen[before:] if one.path.startswith("/hadise/")]
    assert done.code == 0
    assert len(again) == 2


def test_every_and_recheck_refuse_what_is_no_time_and_no_number(run_scrapy: RunScrapy) -> None:
    for wrong in (("--every", "soon"), ("--every", "0m"), ("--recheck", "-1"), ("--recheck", "x")):
        assert run_scrapy("update", "report", *wrong).code == 2


def test_all_sites_are_updated_when_none_is_named_and_each_has_its_row(run_scrapy: RunScrapy) -> None:
    with play({}) as server:
        done = run_scrapy("update", "-s", f"ORIGIN={server.origin}", "-s", "DOWNLOAD_DELAY=0.002")
    assert all(site in done.log for site in ("azadliq", "sonxeber", "yenixeber"))
    assert json.dumps(done.code) in ("3", "4")


def test_a_busy_source_is_polled_often_a_redundant_one_rarely_a_dead_one_hardly() -> None:
    busy = redundant = dead = Poll()
    now = NOW
    for _ in range(60):
        busy = busy.after(now, Brought(30, 10, DAY / 4), {})
        redundant = redundant.after(now, Brought(30, 0, DAY), {})
        dead = dead.unchanged(now, {})
        now += timedelta(seconds=busy.interval)
    assert LEAST <= busy.interval <= DAY / 8
    assert redundant.interval == DAY / 2
    assert dead.interval == DEAD
    assert dead.still > STILL


def test_what_a_source_shows_is_never_pushed_off_its_end_between_two_polls() -> None:
    poll = Poll()
    for fresh in (0, 30, 1, 0, 0, 0, 0):
        poll = poll.after(NOW, Brought(30, fresh, 2 * 3600.0), {})
        assert poll.interval <= 3600.0


def test_the_first_poll_takes_its_pace_from_the_page() -> None:
    assert Poll().after(NOW, Brought(30, 30, DAY), {}).interval == WANTED * DAY / 30
    assert Poll().after(NOW, Brought(30, 30, 30 * DAY), {}).interval == LONGEST
    assert Poll().after(NOW, Brought(30, 30, 600.0), {}).interval == LEAST


def test_a_poll_is_the_same_after_the_ledger_kept_it() -> None:
    poll = Poll().after(NOW, Brought(3, 2, DAY, ("az", "ru")), {"az": 2}).unchanged(NOW, {"az": 9})
    assert Poll.load(json.loads(json.dumps(poll.as_json()))) == poll


def test_there_are_four_looks_and_none_after_two_days() -> None:
    looks, now = [], NOW
    while (due := next_look(NOW, now)) is not None:
        looks.append(due - NOW)
        now = due
    assert [look / timedelta(hours=1) for look in looks] == [1, 6, 24, 48]


def test_the_archive_keeps_the_polls_and_rebuilds_without_them(
    update: Any, run_scrapy: RunScrapy, tmp_path: Path
) -> None:
    with play(site(*stories(2))) as server:
        done = update(server, 0.5)
        assert run_scrapy("rebuild-ledger").code == 0
        assert update(server, 2).code == 0
    assert len(done.lines()) == 2
