"""What a coverage says of hand-made rows: counts, holes, odd days, walks, gaps; and how a calendar draws it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from rich.console import Console

from newscrawler.archive.answers import Held, Row
from newscrawler.archive.coverage import Coverage, coverage, gap_days, gaps, missing_articles
from newscrawler.archive.model import State
from newscrawler.calendar_view import calendar
from newscrawler.coverage_view import show, verdict
from newscrawler.survey import day_of, page_day

BAKU = ZoneInfo("Asia/Baku")
AT = datetime(2026, 1, 10, 8, tzinfo=UTC)
MONDAY = date(2025, 9, 1)
CURSOR, SHARDS, FEED = "cursor https://demo.az/son", "shards https://demo.az/map.xml", "feed https://demo.az/rss"
DAYS = "days https://demo.az/{day:%Y/%m/%d}/"
ALL = (CURSOR, SHARDS)
NUMBERS = count()


def row(kind: str = "article", state: State = "pending", **facts: Any) -> Row:
    """A row of the ledger, its facts laid over an empty one."""
    plain: dict[str, Any] = dict.fromkeys(Row.__dataclass_fields__)
    plain |= {"url": f"https://demo.az/{next(NUMBERS)}", "site": "demo", "host": "demo.az", "kind": kind}
    plain |= {"state": state, "attempts": 0, "priority": 0, "first_seen": AT, "changed": AT, "sources": ()}
    return Row(**plain | facts)


def shown(sources: Iterable[str]) -> tuple[tuple[str, datetime], ...]:
    return tuple((name, AT) for name in sources)


def held(day: date, sources: Iterable[str] = ALL, state: State = "stored", id: str = "", **facts: Any) -> Row:
    """A held article of that day."""
    published = datetime.combine(day, time(0, 30), BAKU).isoformat()
    places = {"gone_at": None, "removed_at": None, "place": None} | facts
    article = Held(id or f"demo:{next(NUMBERS)}", 1, "", published, AT, AT, **places)
    return row(state=state, held=article, record=article.id, sources=shown(sources))


def other(day: date | None, state: State, reason: str | None = None, sources: Iterable[str] = ALL) -> Row:
    """An article that is not held."""
    listed = {"title": "Körpü", "evidence": [{"source": "listing", "raw": day.isoformat()}]} if day else None
    return row(state=state, reason=reason, listed=listed, sources=shown(sources))


def page(source: str, since: date | None, until: date | None = None, state: State = "not_article", **facts: Any) -> Row:
    """A page of a source, asked for some days; read, unless a state says otherwise."""
    payload: dict[str, Any] = {"source": source} | {"trail": facts.pop("trail", None)}
    payload |= {"since": since and since.isoformat(), "until": until and until.isoformat()}
    reason = facts.pop("reason", "listing" if state == "not_article" else state)
    return row("source", state, payload=payload, reason=reason, sources=shown([source]), **facts)


def cover(rows: Iterable[Row], since: date | None = None, until: date | None = None) -> Coverage:
    return coverage(rows, since, until, day_of, page_day)


def days(number: int, first: date = MONDAY) -> list[date]:
    return [first + timedelta(days=n) for n in range(number)]


def walks(sources: Sequence[str] = ALL) -> list[Row]:
    return [page(source, MONDAY) for source in sources]


def test_each_state_is_counted_on_the_day_of_the_record_or_of_the_listing() -> None:
    states: list[State] = ["gone", "blocked", "rejected", "failed", "pending"]
    found = cover([*walks(), held(MONDAY), held(MONDAY), *(other(MONDAY, state) for state in states)])
    (day,) = found.days
    assert day.counts.as_json() == {
        "discovered": 7, "held": 2, "gone": 1, "blocked": 1, "rejected": 1, "failed": 1, "pending": 1,
    }  # fmt: skip
    assert list(day.as_json())[:4] == ["row", "day", "status", "discovered"]
    assert (day.day, day.status, day.counts.missing, found.complete) == (MONDAY, "incomplete", 4, False)


def test_the_day_is_that_of_baku() -> None:
    late = row(state="failed", listed={"evidence": [{"source": "feed", "raw": "Mon, 15 Dec 2025 20:30:00 GMT"}]})
    assert [one.day for one in cover([late]).days] == [date(2025, 12, 16)]


def test_an_alias_of_a_held_article_is_that_article_and_brings_its_sources() -> None:
    article = held(MONDAY, [SHARDS], id="demo:x")
    aliases = [held(MONDAY, [CURSOR, SHARDS], "alias", id="demo:x"), row(state="alias", target=article.url)]
    for rows in ([article, *aliases], [*aliases, article]):
        found = cover([*walks(), *rows])
        assert (found.total.held, found.total.discovered) == (1, 1)
        assert found.days[0].sources == {CURSOR: 1, SHARDS: 1}
        assert {name: one.shown for name, one in found.sources.items()} == {CURSOR: 1, SHARDS: 1}


def test_what_is_no_article_or_lay_out_of_range_is_told_and_not_missing() -> None:
    rows = [other(MONDAY, "not_article", "media"), other(None, "disallowed", "disallowed")]
    found = cover([*walks(), held(MONDAY), *rows, other(MONDAY, "rejected", "out_of_range")])
    assert (found.total.discovered, found.complete) == (1, True)
    assert found.outside == {"disallowed": 1, "not_article: media": 1, "rejected: out_of_range": 1}
    assert cover([*walks(), held(MONDAY), other(MONDAY, "rejected", "removed")]).complete


def test_what_nobody_dates_is_undated_and_counts_as_missing() -> None:
    found = cover([*walks(), held(MONDAY), other(None, "pending", sources=[SHARDS])], MONDAY, MONDAY)
    assert (found.undated.pending, found.total.missing, found.complete) == (1, 1, False)
    assert [(one.day, one.sources) for one in found.missing] == [(None, (SHARDS,))]


def test_only_the_days_of_the_span_are_told() -> None:
    rows = [*walks(), *(held(day) for day in days(10)), other(MONDAY, "failed")]
    found = cover(rows, MONDAY + timedelta(days=3), MONDAY + timedelta(days=11))
    assert [(one.day.day, one.counts.held) for one in found.days] == [(n, int(n < 11)) for n in range(4, 13)]
    assert (found.total.missing, found.sources[CURSOR].shown) == (0, 7)
    assert (found.sources[CURSOR].first, found.sources[CURSOR].last) == (MONDAY + timedelta(days=3), days(10)[-1])
    assert list(missing_articles(rows, MONDAY + timedelta(days=1), None, day_of)) == []
    assert [one.state for one in missing_articles(rows, None, MONDAY, day_of)] == ["failed"]


def test_gone_articles_are_accounted_for() -> None:
    found = cover([*walks(), held(MONDAY), other(MONDAY, "gone")])
    assert (found.complete, verdict(found)) == (True, "complete: 1 of 1 articles held, 1 gone before they were")


def full(lacking: dict[str, set[date]], number: int = 40, a_day: int = 4) -> list[Row]:
    """Held articles of some weeks, which every source lists but on the days that it lacks."""
    return [
        held(day, [source for source in ALL if day not in lacking.get(source, ())])
        for day in days(number)
        for _ in range(a_day)
    ]


def test_a_day_that_a_normal_source_leaves_out_is_its_hole_also_at_the_edge_of_its_walk() -> None:
    lost = {MONDAY, MONDAY + timedelta(days=7), MONDAY + timedelta(days=39)}
    found = cover([*walks(), *full({CURSOR: lost})])
    assert [(one.day, one.source, one.shown, one.known) for one in found.holes] == [
        (day, CURSOR, 0, 4) for day in sorted(lost)
    ]
    assert found.complete


def test_a_source_that_lost_a_third_of_its_days_at_once_is_still_held_to_its_norm() -> None:
    lost = set(days(13, MONDAY + timedelta(days=10)))
    assert {one.day for one in cover([*walks(), *full({SHARDS: lost})]).holes} == lost


def test_half_a_day_is_no_hole() -> None:
    rows = [held(day, ALL if n % 2 or day != MONDAY else [SHARDS]) for day in days(20) for n in range(4)]
    assert cover([*walks(), *rows]).holes == []


def test_a_source_that_never_covers_a_site_has_no_holes() -> None:
    rng = Random(1)
    rows = [held(day, ALL if rng.random() < 0.4 else [SHARDS]) for day in days(60) for _ in range(4)]
    assert cover([*walks(), *rows]).holes == []


def test_a_feed_is_held_to_the_days_between_its_first_and_its_last() -> None:
    shown_by_feed = days(6, MONDAY + timedelta(days=30))
    lost = shown_by_feed[3]
    rows = [
        held(day, [SHARDS, *([FEED] if day in shown_by_feed and day != lost else [])])
        for day in days(40)
        for _ in range(4)
    ]
    found = cover([*walks([SHARDS]), page(FEED, MONDAY), *rows])
    assert [(one.day, one.source) for one in found.holes] == [(lost, FEED)]


def test_a_source_of_one_edition_is_judged_by_that_edition() -> None:
    lost = MONDAY + timedelta(days=9)
    russian = [held(day, [SHARDS], id=f"demo:ru/{day}-{n}") for day in days(20) for n in range(3)]
    rows = [held(day, [SHARDS] if day == lost else ALL) for day in days(20) for _ in range(3)]
    (hole,) = cover([*walks(), *russian, *rows]).holes
    assert (hole.day, hole.source, hole.shown, hole.known) == (lost, CURSOR, 0, 3)


def test_what_a_site_took_down_after_it_was_held_makes_no_hole() -> None:
    rows = [held(day, [SHARDS], gone_at=AT) for day in days(3)] + [held(day) for day in days(20)]
    assert cover([*walks(), *rows]).holes == []


def published(counts: dict[date, int]) -> list[Row]:
    return [held(day) for day, number in counts.items() for _ in range(number)]


def weekly(number: int, factor: int = 1) -> dict[date, int]:
    """Eight weeks and more: some twenty a working day, few at the weekend."""
    rng = Random(7)
    return {day: factor * (rng.randint(17, 23) if day.weekday() < 5 else rng.randint(4, 6)) for day in days(number)}


def test_a_day_far_below_its_weekday_is_odd_and_a_quiet_weekend_is_not() -> None:
    counts = weekly(70)
    silent, thin = MONDAY + timedelta(days=30), MONDAY + timedelta(days=43)
    counts |= {silent: 0, thin: 7}
    found = cover([*walks(), *published(counts)])
    assert [(one.day, one.known) for one in found.odd_days] == [(silent, 0), (thin, 7)]
    assert all(17 <= one.expected <= 23 for one in found.odd_days)
    assert found.complete


def test_the_pattern_follows_a_site_that_grows() -> None:
    grown = {day: round(number * (1 + n / 20)) for n, (day, number) in enumerate(weekly(140).items())}
    assert cover([*walks(), *published(grown)]).odd_days == []


def test_a_site_of_two_articles_a_day_has_no_odd_days() -> None:
    rng = Random(3)
    assert cover([*walks(), *published({day: rng.choice((0, 1, 2, 3)) for day in days(120)})]).odd_days == []


def test_the_last_day_known_may_not_be_over_and_is_not_judged() -> None:
    counts = weekly(64)
    assert cover([*walks(), *published(counts | {max(counts): 1})]).odd_days == []


def test_the_weeks_around_a_short_span_are_its_pattern() -> None:
    silent = MONDAY + timedelta(days=30)
    rows = [*walks(), *published(weekly(70) | {silent: 0})]
    (odd,) = cover(rows, silent, silent).odd_days
    assert odd.day == silent


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


def test_gaps_are_the_urls_to_ask_again_and_the_days_to_walk_again() -> None:
    lost = MONDAY + timedelta(days=3)
    rows = [page(source, MONDAY, MONDAY + timedelta(days=39)) for source in ALL]
    rows += [*full({CURSOR: {lost}}), other(MONDAY, "failed", "timeout"), other(None, "gone")]
    rows += [page(SHARDS, MONDAY, state="failed", url="https://demo.az/map-2.xml#since=2025-09-01")]
    found = cover(rows, MONDAY, MONDAY + timedelta(days=40))
    told = gaps(found, missing_articles(rows, MONDAY, None, day_of))
    unknown = MONDAY + timedelta(days=40)
    assert [row.state for row in rows if row.url in told.urls] == ["failed"]
    assert (told.days, told.pages) == ([lost, unknown], ["https://demo.az/map-2.xml#since=2025-09-01"])
    assert gap_days(found) == {lost: [f"hole of {CURSOR}: 0 of 4"], unknown: ["no source was read for it"]}


def test_nothing_known_is_no_day_and_no_error() -> None:
    found = cover([])
    assert (found.days, found.total.discovered, found.complete) == ([], 0, False)
    assert verdict(found) == "incomplete: 0 of 0 articles held, no day known"
    assert cover([], MONDAY).days[0].status == "unknown"


def test_the_rows_may_come_one_by_one() -> None:
    """A thousand are remembered by name, all are counted."""

    def many() -> Iterator[Row]:
        yield from walks()
        for number in range(1500):
            yield other(MONDAY + timedelta(days=number % 7), "failed")

    found = cover(many())
    assert (found.total.failed, len(found.missing)) == (1500, 1000)


@pytest.fixture
def drawn() -> Coverage:
    """Three years whose days differ."""
    rows = [page(CURSOR, date(2023, 12, 30), date(2025, 1, 5)), *(held(date(2024, 2, 29)) for _ in range(19))]
    rows += [other(date(2024, 2, 29), "failed"), held(date(2024, 12, 31)), other(date(2024, 12, 31), "failed")]
    rows += [held(date(2023, 12, 30)), *(other(date(2025, 1, 1), "failed") for _ in range(3)), held(date(2025, 1, 1))]
    return cover(rows, until=date(2025, 1, 6))


def test_the_calendar_has_a_column_a_week_and_a_sign_a_day(drawn: Coverage) -> None:
    lines = [line.plain for line in calendar(drawn.days, [date(2024, 7, 1)])]
    assert [line[:4] for line in lines if line[:2] == "20"] == ["2023", "2024", "2025"]
    grid = {line[:3]: line[5:] for line in lines[10:17]}
    cells = {
        date(2024, 1, 1) + timedelta(weeks=week, days=row): sign
        for row, signs in enumerate(grid.values())
        for week, sign in enumerate(signs)
    }
    assert list(grid) == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    assert cells[date(2024, 2, 29)] == "▓"
    assert cells[date(2024, 12, 31)] == "▒"
    assert cells[date(2024, 7, 1)] == "!"
    assert cells[date(2024, 7, 2)] == "·"
    last = {line[:3]: line[5:] for line in lines[19:26]}
    assert (last["Wed"], last["Mon"], last["Sun"]) == ("░", " ?", "·")
    header = next(line for line in lines if line.startswith("2024"))[5:]
    assert header.index("Mar") == (date(2024, 3, 1) - date(2024, 1, 1)).days // 7


def test_a_narrow_page_tells_every_finding(drawn: Coverage) -> None:
    console = Console(width=80, record=True, color_system=None, quiet=False, file=None)
    with console.capture() as caught:
        show(drawn, "demo", console)
    told = caught.get()
    assert "missing: 5 listed and not held" in told
    assert "2024-02-29 failed https://demo.az/" in told
    assert told.rstrip().splitlines()[-1] == "incomplete: 22 of 27 articles held, 5 missing, 1 day not walked"


@pytest.mark.parametrize(
    ("source", "url", "day"),
    [
        (
            "days https://az.trend.az/archive/{day:%Y-%m-%d}",
            "https://az.trend.az/archive/2025-12-05",
            date(2025, 12, 5),
        ),
        ("days https://x.az/{day:%Y/%-m/%-d}/", "https://x.az/2025/3/9/?page=7", date(2025, 3, 9)),
        ("days https://x.az/{day:%Y}/{day:%m%d}", "https://x.az/2025/0309", date(2025, 3, 9)),
        ("days https://x.az/{day:%Y/%m/%d}/", "https://x.az/2025/13/09/", None),
        ("days https://x.az/{day:%d-%b-%Y}/", "https://x.az/09-Mar-2025/", None),
        ("pages https://x.az/latest/page{page}/", "https://x.az/latest/page2/", None),
    ],
)
def test_a_page_of_a_day_archive_tells_its_day(source: str, url: str, day: date | None) -> None:
    assert page_day(source, url) == day


@pytest.mark.parametrize("raw", ["dekabr 2025", "bu gün, 12:40", "15 dekabr", "3 saat əvvəl", "", "tarix yoxdur"])
def test_a_date_that_needs_to_know_when_it_was_read_dates_nothing(raw: str) -> None:
    assert day_of([{"source": "listing", "raw": raw}]) is None
