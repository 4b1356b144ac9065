"""The posts of a WordPress site, read window by window: every one, whatever the site's zone and while it publishes."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from newscrawler.az import BAKU
from newscrawler.discovery import Candidate, Fetched, Span
from newscrawler.discovery.posts import WordPressPosts
from newscrawler.errors import DiscoveryError

SITE = "https://banker.az"
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


class Interface:
    """`/wp-json/wp/v2/posts` as WordPress answers: bounds on the site's own clock, exclusive; no page past the end."""

    def __init__(self, moments: list[datetime], zone: tzinfo) -> None:
        self.posts = [self.post(number, moment, zone) for number, moment in enumerate(moments)]
        self.asked: list[str] = []

    def post(self, number: int, moment: datetime, zone: tzinfo) -> dict[str, Any]:
        local = moment.astimezone(zone).replace(tzinfo=None).isoformat()
        exact = moment.astimezone(UTC).replace(tzinfo=None).isoformat()
        title = {"rendered": f"Xəbər &#8220;{number}&#8221;"}
        return {"id": number, "date": local, "date_gmt": exact, "link": f"{SITE}/xeber-{number}/", "title": title}

    def answer(self, url: str) -> bytes:
        self.asked.append(url)
        asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        wanted = [one for one in self.posts if asked.get("after", "") < one["date"] < asked.get("before", "9")]
        wanted.sort(key=lambda one: (one["date"], one["id"]), reverse=asked["order"] == "desc")
        size, page = int(asked["per_page"]), int(asked.get("page", 1))
        assert page == 1 or (page - 1) * size < len(wanted), "rest_post_invalid_page_number"
        return json.dumps(wanted[(page - 1) * size : page * size]).encode()


def walk(
    source: WordPressPosts, interface: Interface, span: Span, between: Callable[[], None] = lambda: None
) -> list[str]:
    """The URLs found, each page asked for as the spider does."""
    found: list[str] = []
    pages: list[tuple[str, Any]] = [(url, None) for url in source.begin(span, NOW)]
    while pages:
        url, trail = pages.pop(0)
        harvest = source.read(Fetched(url, interface.answer(url), NOW, trail=trail), span)
        found += [one.url for one in harvest.candidates]
        pages += [(url, harvest.trail) for url in harvest.more if span.bounded]
        between()
        assert len(interface.asked) < 200
    return found


def urls_of(interface: Interface, span: Span) -> set[str]:
    instants = [(one["link"], datetime.fromisoformat(one["date_gmt"] + "+00:00")) for one in interface.posts]
    return {url for url, moment in instants if span.holds(moment.astimezone(BAKU).date())}


HOURLY = [datetime(2025, 10, 28, tzinfo=UTC) + timedelta(hours=n) for n in range(24 * 40)]
NOVEMBER = Span.parse("2025-11", "2025-11")


@pytest.mark.parametrize("hours", [-11, 0, 4, 13])
def test_every_post_of_a_month_is_found_whatever_zone_the_site_is_set_to(hours: int) -> None:
    interface = Interface(HOURLY, timezone(timedelta(hours=hours)))
    found = walk(WordPressPosts(SITE), interface, NOVEMBER)
    assert {*found} == urls_of(interface, NOVEMBER)
    assert len({*found}) == 30 * 24
    assert len(interface.asked) <= 9  # 32 days of 24 posts are 7.7 pages


def test_posts_that_share_a_second_are_all_found_though_they_fill_more_than_a_page() -> None:
    same = [datetime(2025, 11, 10, 8, tzinfo=UTC)] * 11
    interface = Interface([*HOURLY[:400:40], *same, *HOURLY[400::40]], UTC)
    assert {*walk(WordPressPosts(SITE, per_page=3), interface, NOVEMBER)} == urls_of(interface, NOVEMBER)


def test_a_post_published_during_the_walk_moves_none_out_of_sight() -> None:
    interface = Interface(HOURLY[::12], UTC)
    before = urls_of(interface, NOVEMBER)

    def publish() -> None:
        moment = datetime(2025, 11, 1, tzinfo=UTC) + timedelta(minutes=len(interface.posts))
        interface.posts.append(interface.post(10_000 + len(interface.posts), moment, UTC))

    assert {*walk(WordPressPosts(SITE, per_page=10), interface, NOVEMBER, publish)} >= before


def test_the_walk_of_an_open_range_begins_with_the_first_post_and_the_live_one_has_the_newest_alone() -> None:
    interface = Interface(HOURLY[::24], UTC)
    assert len(walk(WordPressPosts(SITE, per_page=7), interface, Span.parse(None, "2025-11"))) >= 34
    live = walk(WordPressPosts(SITE, per_page=7), interface, Span())
    assert live == [f"{SITE}/xeber-{number}/" for number in range(39, 32, -1)]


def test_an_interface_that_heeds_no_window_ends_the_walk() -> None:
    source, stuck = WordPressPosts(SITE, per_page=2), Interface(HOURLY[:2], UTC)
    body = stuck.answer(f"{SITE}/?order=asc&per_page=2")
    (first,) = source.begin(NOVEMBER, NOW)
    harvest = source.read(Fetched(first, body, NOW), NOVEMBER)
    again = source.read(Fetched(harvest.more[0], body, NOW, trail=harvest.trail), NOVEMBER)
    assert (len(harvest.more), again.more) == (1, [])


def test_a_post_carries_its_title_and_the_true_instant_not_the_clock_of_the_site() -> None:
    interface = Interface([datetime(2025, 11, 12, 7, 34, 35, tzinfo=UTC)], UTC)
    (url,) = WordPressPosts(SITE).begin(NOVEMBER, NOW)
    (one,) = WordPressPosts(SITE).read(Fetched(url, interface.answer(url), NOW), NOVEMBER).candidates
    assert one == Candidate(
        f"{SITE}/xeber-0/",
        f"posts {SITE}/wp-json/wp/v2/posts",
        title="Xəbər “0”",
        evidence=({"source": "feed", "raw": "2025-11-12T07:34:35Z"},),
        published=one.published,
    )
    assert str(one.published) == "2025-11-12T11:34:35+04:00"


def test_a_post_without_a_link_or_a_date_is_no_silent_loss() -> None:
    posts = [{"id": 7, "link": None}, {"id": 8, "link": f"{SITE}/tarixsiz/", "date_gmt": "0000-00-00T00:00:00"}]
    harvest = WordPressPosts(SITE).read(Fetched(SITE, json.dumps(posts).encode(), NOW), NOVEMBER)
    assert harvest.refused == [("post 7", "post without a link")]
    assert [(one.url, one.published, one.evidence) for one in harvest.candidates] == [(f"{SITE}/tarixsiz/", None, ())]


@pytest.mark.parametrize("body", ["", "<html>Giriş bağlıdır</html>", '{"code": "rest_no_route"}', "[1]", "null"])
def test_a_shut_interface_is_an_error_and_no_empty_archive(body: str) -> None:
    with pytest.raises(DiscoveryError):
        WordPressPosts(SITE).read(Fetched(SITE, body.encode(), NOW), NOVEMBER)
