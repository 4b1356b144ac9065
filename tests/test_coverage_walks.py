"""Which days are known: those that a source was read for, in hand-made rows."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from newscrawler.archive.answers import Row
from newscrawler.archive.coverage import Coverage, coverage
from newscrawler.survey import day_of, page_day
from tests.coverage_rows import AT, BAKU, CURSOR, DAYS, FEED, MONDAY, SHARDS, cover, days, held, page, published, walks


def statuses(rows: Iterable[Row], since: date = MONDAY, last: int = 9) -> str:
    """The first letter of each day's status."""
    found = cover(rows, since, since + timedelta(days=last))
    return "".join(day.status[0] for day in found.days)


def test_a_day_is_unknown_until_a_source_that_reaches_back_was_read_for_it() -> None:
    wish = (MONDAY + timedelta(days=2), MONDAY + timedelta(days=5))
    assert statuses([held(MONDAY)]) == "uuuuuuuuuu"
    assert statuses([held(MONDAY), page(FEED, *wish)]) == "uuuuuuuuuu"
    assert statuses([held(MONDAY), page(SHARDS, *wish)]) == "uuccccuuuu"
    assert statuses([held(MONDAY), page(SHARDS, MONDAY, state="pending")]) == "uuuuuuuuuu"


def test_what_a_walk_did_not_reach_is_unknown() -> None:
    reached = (MONDAY + timedelta(days=6)).isoformat() + "T12:00:00+04:00"
    broken = page(CURSOR, MONDAY, state="failed", trail=["x", reached])
    assert statuses([page(CURSOR, MONDAY), broken]) == "uuuuuuuccc"
    assert statuses([page(CURSOR, MONDAY), broken, page(SHARDS, MONDAY)]) == "cccccccccc"
    assert statuses([page(SHARDS, MONDAY), page(SHARDS, MONDAY, state="failed")]) == "uuuuuuuuuu"


def test_a_page_of_a_day_vouches_for_that_day_alone() -> None:
    url = "https://demo.az/2025/09/{:02}/?page=2#since=2025-09-01"
    pages = [page(DAYS, MONDAY, url=url.format(n)) for n in (1, 3)]
    assert statuses([*pages, page(DAYS, MONDAY, state="failed", url=url.format(3))]) == "cuuuuuuuuu"
    assert statuses(pages) == "cucuuuuuuu"


def test_a_live_listing_vouches_from_the_day_after_it_was_first_asked() -> None:
    first, last = (datetime.combine(day, time(12), BAKU) for day in (days(3)[-1], days(6)[-1]))
    assert statuses([held(MONDAY), page(FEED, None, first_seen=first, changed=last)]) == "uuucccuuuu"


def test_an_unread_page_makes_the_archive_incomplete_unless_the_site_has_no_such_page() -> None:
    good = [*walks(), held(MONDAY)]
    failed, gone = page(FEED, MONDAY, state="failed", reason="timeout"), page(FEED, MONDAY, state="gone")
    assert cover(good).complete
    assert not cover([*good, failed]).complete
    assert cover([*good, gone]).complete
    assert [(one.source, one.state, one.reason) for one in cover([*good, failed]).unread] == [
        (FEED, "failed", "timeout")
    ]
    assert [one.state for one in cover([*good, gone]).unread] == ["gone"]


def test_a_page_that_was_read_later_for_other_days_is_no_longer_unread() -> None:
    failed = page(FEED, MONDAY, state="failed", url="https://demo.az/rss#since=2025-09-01")
    later = page(FEED, None, url="https://demo.az/rss", changed=AT + timedelta(hours=1))
    assert cover([*walks(), failed, later]).unread == []
    assert (
        len(cover([*walks(), failed, page(FEED, None, url="https://demo.az/rss", changed=AT - timedelta(1))]).unread)
        == 1
    )


def test_an_unread_page_of_other_days_says_nothing_of_these() -> None:
    rows = [*walks(), *published(dict.fromkeys(days(10), 1))]
    rows += [page(SHARDS, MONDAY, MONDAY + timedelta(days=3), "failed")]
    assert [cover(rows, MONDAY + timedelta(days=n)).complete for n in (3, 4)] == [False, True]


def test_nothing_is_odd_before_the_first_article_known() -> None:
    rows = [*walks(), *published(dict.fromkeys(days(60, MONDAY + timedelta(days=30)), 9))]
    assert cover(rows, MONDAY).odd_days == []


def test_a_source_that_waits_for_its_next_look_was_read() -> None:
    waiting = page(FEED, None, state="pending", reason="again", due=AT + timedelta(minutes=10))
    asked = page(FEED, None, state="pending", reason="again", due=AT)
    assert cover([*walks(), waiting]).unread == []
    assert [one.state for one in cover([*walks(), asked]).unread] == ["pending"]


def polled(rows: Iterable[Row], at: datetime) -> Coverage:
    return coverage(rows, MONDAY, days(10)[-1], day_of, page_day, lambda source: at)


def test_a_polled_source_vouches_until_its_last_poll() -> None:
    first, last = (datetime.combine(day, time(12), BAKU) for day in (MONDAY, days(6)[-1]))
    row = page(FEED, None, state="pending", reason=None, first_seen=first, changed=first, due=last + timedelta(hours=1))
    assert "".join(day.status[0] for day in polled([row], last).days) == "ucccccuuuu"


def test_a_source_that_was_polled_since_it_failed_was_read() -> None:
    failed = page(FEED, None, state="failed", reason="timeout", due=AT + timedelta(hours=2))
    held_up = coverage([failed], None, None, day_of, page_day, lambda source: AT + timedelta(milliseconds=400))
    assert [one.state for one in held_up.unread] == ["failed"]
    recovered = coverage([failed], None, None, day_of, page_day, lambda source: AT + timedelta(hours=1))
    assert recovered.unread == []
