"""The plan of a backfill: which sources are walked, what they cost, what fits on the disk."""

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime

import pytest

from newscrawler.discovery import Span
from newscrawler.discovery.plan import LEDGER, Plan
from newscrawler.discovery.reach import Reach, Sighting
from newscrawler.discovery.routes import Route, choose, expected, is_dear

NOW = datetime(2025, 12, 15, 14, tzinfo=UTC)
SPAN = Span(date(2025, 1, 1), date(2025, 12, 10))
YEAR = 344

SHARDS = Route("shards", 7, {"az": 600, "ru": 200, "en": 200}, date(2025, 1, 1))
CURSOR = Route("cursor", 30, {"az": 600}, date(2025, 1, 1))
DAYS = tuple(Route(f"days {one}", YEAR, {one: count}, date(2025, 1, 1)) for one, count in SHARDS.articles.items())
FEED = Route("feed", 1, fresh=True)


def names(routes: Iterable[Route]) -> list[str]:
    return [route.name for route in routes]


def test_one_cheap_source_that_reaches_everything_is_walked_and_a_second_one_checks_it() -> None:
    assert names(choose([SHARDS, CURSOR, *DAYS], YEAR)) == ["shards", "cursor"]


def test_a_second_source_that_costs_more_than_a_twentieth_of_the_articles_is_left_out() -> None:
    assert names(choose([SHARDS, Route("pages", 51, {"az": 600}, date(2025, 1, 1)), *DAYS], YEAR)) == ["shards"]


def test_each_edition_gets_a_source_that_shows_it() -> None:
    assert {*names(choose([CURSOR, *DAYS], YEAR))} == {"cursor", "days ru", "days en"}


def test_a_source_that_reaches_further_back_wins_whatever_it_costs() -> None:
    short = Route("cursor", 5, {"az": 500}, date(2025, 9, 1))
    assert names(choose([short, DAYS[0]], YEAR))[0] == "days az"


def test_a_source_that_tells_of_far_fewer_articles_covers_nothing() -> None:
    poor = Route("listing", 3, {"az": 100}, date(2025, 1, 1))
    assert names(choose([poor, DAYS[0]], YEAR))[0] == "days az"


def test_what_the_later_ones_cover_anyway_is_not_walked_twice() -> None:
    every = {edition: Route(f"pages {edition}", 100, {edition: 600}, date(2025, 1, 1)) for edition in ("az", "en")}
    both = Route("posts", 101, {"en": 600, "ru": 600}, date(2025, 1, 1))
    assert names(choose([*every.values(), both], YEAR)) == ["pages az", "posts"]


def test_feeds_are_asked_when_the_range_ends_now_and_cost_next_to_nothing() -> None:
    assert names(choose([SHARDS, FEED], YEAR)) == ["shards", "feed"]
    few = Route("shards", 2, {"az": 10}, date(2025, 12, 1))
    assert names(choose([few, FEED], 10)) == ["shards"]


def test_a_sitemap_that_leads_to_much_beside_the_range_gives_way_to_pages_that_tell_days() -> None:
    vague = Route("shards", 7, SHARDS.articles, SPAN.since, doubtful=3000)
    assert {*names(choose([vague, *DAYS], YEAR))} == {route.name for route in DAYS}
    assert names(choose([Route("shards", 7, SHARDS.articles, SPAN.since, doubtful=300), *DAYS], YEAR)) == ["shards"]


def test_what_was_edited_after_the_range_is_doubtful() -> None:
    seen = tuple(Sighting(f"https://site.az/{day}", date(2025, 12, day), 2.0) for day in (9, 10, 11))
    route = Route.of("shards", Reach(3, seen), {one.url: "az" for one in seen}, SPAN)
    assert (route.articles, route.doubtful, route.cost) == ({"az": 4.0}, 2.0, 5.0)


def test_a_source_that_is_silent_on_the_pages_looked_at_is_walked_all_the_same() -> None:
    quiet = Route("days ru", YEAR, note="shows nothing", silent=True)
    assert {*names(choose([DAYS[0], quiet], YEAR))} == {"days az", "days ru"}
    assert names(choose([quiet], YEAR)) == ["days ru"]


def test_where_one_reaches_further_and_another_tells_more_both_are_walked() -> None:
    far, full = Route("shards", 9, {"az": 200}, date(2025, 1, 1)), Route("cursor", 40, {"az": 900}, date(2025, 8, 1))
    assert {*names(choose([far, full], YEAR))} == {"shards", "cursor"}


def test_nothing_is_chosen_where_no_source_tells_anything() -> None:
    assert choose([Route("cursor", 1, note="tells nothing"), FEED], YEAR) == ()


def test_articles_are_counted_once_although_two_sources_tell_of_them() -> None:
    assert expected([SHARDS, CURSOR]) == 1000


def test_a_page_a_day_is_dear_on_a_quiet_site_and_not_on_a_busy_one() -> None:
    assert is_dear(1096, 600)
    assert not is_dear(1096, 100_000)


def plan(**given: object) -> Plan:
    told = {
        "site": "report",
        "since": "2025-12-01",
        "until": "2025-12-04",
        "at": NOW.isoformat(),
        "routes": (SHARDS, CURSOR),
        "chosen": ("shards",),
        "articles": 100,
        "fetches": 100,
        "size": 1000.0,
        "days": {f"2025-12-0{day}": 25.0 for day in (1, 2, 3, 4)},
    }
    return Plan(**{**told, **given})  # type: ignore[arg-type]


def test_requests_are_the_pages_of_what_is_walked_the_articles_that_are_not_held_and_robots_txt() -> None:
    assert plan(fetches=80, hosts=1).requests == 7 + 80 + 1
    assert plan(pace=36.0, fetches=92).hours == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("free", "since"), [(100_000, "2025-12-01"), (60_000, "2025-12-03"), (25_000, "2025-12-04"), (24_000, None)]
)
def test_what_fits_is_counted_from_the_latest_day(free: float, since: str | None) -> None:
    assert plan().fits_since(LEDGER + free) == since


def test_articles_that_are_held_take_no_room() -> None:
    assert plan(fetches=50).fits_since(LEDGER + 50_000) == "2025-12-01"


def test_a_plan_comes_back_out_of_the_ledger_as_it_was() -> None:
    told = json.loads(json.dumps(plan().as_dict()))
    assert Plan.from_dict(told).requests == plan().requests
    assert Plan.from_dict(told).fits_since(LEDGER + 60_000) == "2025-12-03"


def test_what_is_no_article_or_of_another_edition_does_not_count() -> None:
    seen = tuple(Sighting(f"https://site.az/{n}", None, 2.0) for n in range(10))
    route = Route.of("shards", Reach(3, seen), {f"https://site.az/{n}": "az" for n in range(4)}, SPAN)
    assert route.articles == {"az": 8.0}
