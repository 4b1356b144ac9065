"""What the sites of the newsroom print as a date reads back, against the clock, as the truth."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from lxml import html

from newscrawler.az import BAKU, parse_date
from newscrawler.newsroom import Newsroom
from newscrawler.newsroom.answer import Request
from tests.newsroom_facts import KNOWN
from tests.newsroom_sites import (
    SITES,
    ask,
    content,
    links,
    listed,
    room_of,
    same,
    story_of,
    texts,
    tree,
)

# Where an article's own page prints its date: a selector, an attribute or nothing, and what it tells.
PRINTED: dict[str, tuple[tuple[str, str, str], ...]] = {
    "apa": (("div.date_news span.date", "", "minute"),),
    "axar": (
        ('meta[property="article:published_time"]', "content", "second"),
        (".newsPlace table td:first-child div:last-child", "", "minute"),
    ),
    "azadliq": (
        ("time[pubdate]", "datetime", "second"),
        ("time[pubdate]", "", "day"),
    ),
    "azertag": (("div.entry-meta li:first-child", "", "minute"),),
    "milli": (('meta[itemprop="datePublished"]', "content", "second"), ("div.date-info", "", "minute")),
    "modern": ((".nwin .newsdate", "", "minute"),),
    "oxu": ((".post-detail-meta span:first-child, .news-inner .when", "", "minute"),),
    "qafqazinfo": (
        (".news-time time", "", "minute"),
        ('meta[property="article:published_time"]', "content", "minute"),
    ),
    "sia": (('meta[itemprop="datePublished"]', "content", "second"),),
    "sonxeber": (("article div.datespan span.right", "", "day"),),
    "teleqraf": (('meta[name="pubdate"]', "content", "second"),),
    "trend": (
        ('meta[property="article:published_time"]', "content", "second"),
        (".meta .date-time, .article-meta .date", "", "minute"),
    ),
    "yenixeber": (("article div.datespan span.right", "", "day"),),
}
YEARLESS = {"trend"}
CARDS: dict[str, tuple[str, str]] = {
    "apa": ("https://apa.az/all-news", "a.news-item div.date"),
    "axar": ("https://axar.az/latest/", "#cat_news_info"),
    "azadliq": ("https://www.azadliq.org/", "li span.date"),
    "azertag": ("https://azertag.az/", ".news-date"),
    "milli": ("https://news.milli.az/", "ul.post-list2 span.time"),
    "modern": ("https://modern.az/az", "a.news_links:not([href='']) .newsdate"),
    "oxu": ("https://oxu.az/", ".post-item-meta span"),
    "sia": ("https://sia.az/az/latest/", "div.large-post-meta span a"),
    "sonxeber": ("https://sonxeber.az/xeberler/", "span.dttime"),
    "teleqraf": ("https://teleqraf.az/latest/", "a.box div.time"),
    "trend": ("https://az.trend.az/", "ul.news-list .date-time"),
}


def read(node: Any, attribute: str, room: Newsroom, language: str) -> Any:
    raw = node.get(attribute) if attribute else " ".join(node.itertext())
    return parse_date(" ".join(raw.split()), language=language, now=room.clock.now().astimezone(BAKU))


@pytest.mark.parametrize("site", SITES)
def test_the_date_of_a_page_reads_back_as_the_truth(site: str) -> None:
    room = room_of(site)
    recent = room.clock.now() - timedelta(days=150)
    for story in room.stories:
        if not story.held:
            continue
        page = tree(room, story.url)
        for css, attribute, precision in PRINTED[site]:
            if not attribute and site in YEARLESS and story.language != "en" and story.published < recent:
                continue
            node = next(iter(page.cssselect(css)))
            found = read(node, attribute, room, story.language)
            assert found.day == story.published.date(), (css, story.url)
            if precision != "day":
                kept = story.published if precision == "second" else story.published.replace(second=0)
                assert found.value == kept, (css, story.url)
                assert story.published_at == story.published


@pytest.mark.parametrize("site", CARDS)
def test_the_dates_of_cards_read_back_against_the_clock(site: str) -> None:
    room = room_of(site)
    address, css = CARDS[site]
    found = texts(tree(room, address), css)
    by_url = [story_of(room, url) for base, url in listed_once(site, room, address)]
    stories = [story for story in dict.fromkeys(by_url) if story]
    assert len(found) == len(stories) > 9
    for raw, story in zip(found, stories, strict=True):
        day = parse_date(raw, now=room.clock.now().astimezone(BAKU)).day
        assert day == story.published.date(), (raw, story.url)


def listed_once(site: str, room: Newsroom, address: str) -> list[tuple[str, str]]:
    page = content(ask(room, address))
    return [(address, url) for url in links(page, address) if re.fullmatch(KNOWN[site].article, url.rstrip("/"))]


def test_sites_that_print_no_time_tell_a_day_and_no_more() -> None:
    for site in ("sonxeber", "yenixeber"):
        for story in room_of(site).stories:
            told = json.loads(json.dumps(story.truth()))
            assert (told["published_at"], told["precision"]) == (None, "day")
            assert told["published_on"] == story.published.date().isoformat()


def test_today_is_yesterday_tomorrow() -> None:
    room = Newsroom(articles=40, seed=3, sites=("oxu",))
    story = next(one for one in reversed(room.stories) if one.layout == "article")
    shown = []
    for days in (0, 1, 2):
        moment = story.published + timedelta(hours=1, days=days)
        page = room.paper.page(Request("GET", "oxu.az", story.url.removeprefix("https://oxu.az")), moment)
        shown.append(
            texts(html.document_fromstring(page.body.decode()), ".post-detail-meta span")[0].partition(" / ")[0]
        )
    assert shown == ["Bu gün", "Dünən", f"{story.published.day} dekabr, 2025"]


@pytest.mark.parametrize("site", SITES)
def test_what_is_still_to_come_is_neither_listed_nor_answered(site: str) -> None:
    room = Newsroom(articles=40, seed=3, sites=(site,), ahead=2)
    later = [story for story in room.stories if story.published > room.clock.now()]
    assert later
    listed_now = {same(url) for _, url in listed(site, room)}
    assert not listed_now & {same(story.listed) for story in later}
    assert all(ask(room, story.url).status in (302, 301, 404) for story in later)
