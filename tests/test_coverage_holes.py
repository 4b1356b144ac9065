"""Days that a source leaves out, and days on which a site brought out oddly little, in hand-made rows."""

from datetime import date, timedelta
from random import Random

from tests.coverage_rows import ALL, AT, CURSOR, FEED, MONDAY, SHARDS, cover, days, full, held, page, published, walks


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
