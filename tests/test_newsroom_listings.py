"""What the newsroom's report.az lists: cursors, days, feeds and sitemaps tell of every article, each with its trap."""

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from email.utils import parsedate_to_datetime
from html import escape
from typing import Any
from urllib.parse import quote

import pytest
from lxml import etree, html

from newscrawler.newsroom import Newsroom, Story

HOME = "https://report.az"
PREFIX = {"az": "", "ru": "/ru", "en": "/en"}
SPACES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "news": "http://www.google.com/schemas/sitemap-news/0.9",
    "image": "http://www.google.com/schemas/sitemap-image/1.1",
}


@pytest.fixture(scope="module")
def room() -> Newsroom:
    return Newsroom(articles=500, seed=1)


def body(room: Newsroom, target: str) -> str:
    answer = room.respond("GET", "report.az", target.removeprefix(HOME), {})
    assert answer.status == 200, target
    return answer.body.decode()


def cards(text: str) -> list[tuple[str, str]]:
    """(address, time stamp) of each card of either kind."""
    found = html.fragment_fromstring(text, create_parent="div") if text.strip() else html.Element("div")
    nodes = found.cssselect(".index-post-block[data-timestamp], .infinity-item[data-timestamp]")
    return [(HOME + n.cssselect("a")[0].get("href").removeprefix(HOME), n.get("data-timestamp")) for n in nodes]


def walk(room: Newsroom, listing: str, margin: int) -> list[tuple[str, str]]:
    """All cards that a cursor reaches, `margin` seconds of overlap between its batches."""
    text = body(room, listing)
    address = html.document_fromstring(text).cssselect(".loadContainer")[0].get("data-url")
    batch = found = cards(text)
    while batch:
        last = datetime.fromisoformat(batch[-1][1]) + timedelta(seconds=margin)
        more = [
            one for one in cards(body(room, f"{address}?date={last:%Y-%m-%d %H:%M:%S}&oldest=1")) if one not in found
        ]
        batch, found = more, found + more
    return found


def listed(room: Newsroom, **marks: Any) -> list[str]:
    stories = [s for s in reversed(room.stories) if s.held and all(getattr(s, k) == v for k, v in marks.items())]
    return [story.listed for story in stories]


@pytest.mark.parametrize("language", ["az", "ru", "en"])
def test_a_cursor_with_an_overlap_reaches_everything_and_a_strict_one_does_not(language: str, room: Newsroom) -> None:
    every = sorted(listed(room, language=language))
    assert sorted(url for url, _ in walk(room, f"{PREFIX[language]}/son-xeberler", margin=1)) == every
    strict = [url for url, _ in walk(room, f"{PREFIX[language]}/son-xeberler", margin=0)]
    assert 0 < len(every) - len(set(strict)) <= 5


def test_a_section_has_a_cursor_of_its_own(room: Newsroom) -> None:
    section = room.stories[-1].section_slug
    language = room.stories[-1].language
    found = [url for url, _ in walk(room, f"{PREFIX[language]}/{section}", margin=1)]
    assert found == listed(room, language=language, section_slug=section)
    both = {body(room, path).partition('data-url="')[2].partition('"')[0] for path in ("/energetika", "/hadise")}
    assert len(both) == 2
    assert all(address.startswith("/infinity/category/") for address in both)


def test_numbered_pages_repeat_all_cards_before_theirs(room: Newsroom) -> None:
    section = "/xarici-siyaset"
    first, second = (cards(body(room, f"{section}/page/{number}")) for number in (1, 2))
    assert second[: len(first)] == first
    assert cards(body(room, section)) == first


def test_beyond_the_last_card_the_fragment_is_empty(room: Newsroom) -> None:
    assert cards(body(room, "/infinity/index?date=2001-01-01 00:00:00&oldest=1")) == []
    assert room.respond("GET", "report.az", "/infinity/index?date=soon&oldest=1", {}).status == 400
    assert room.respond("GET", "report.az", "/infinity/nothing?date=2025-01-01&oldest=1", {}).status == 404


@pytest.mark.parametrize("language", ["az", "ru", "en"])
def test_day_pages_hold_each_day_whole(language: str, room: Newsroom) -> None:
    stories = [story for story in room.stories if story.held and story.language == language]
    days = {story.published.date() for story in stories}
    found = [card for day in sorted(days, reverse=True) for card in day_cards(room, language, day)]
    stamps = [f"{story.published:%Y-%m-%d %H:%M:%S}" for story in stories]
    assert sorted(found) == sorted(zip((story.listed for story in stories), stamps, strict=True))
    assert day_cards(room, language, date(2013, 5, 5)) == []


def day_cards(room: Newsroom, language: str, day: date) -> list[tuple[str, str]]:
    address: str | None = f"{PREFIX[language]}/archive/{day:%Y/%m/%d}/"
    found: list[tuple[str, str]] = []
    while address:
        page = html.document_fromstring(body(room, address))
        found += cards(html.tostring(page.cssselect(".load-container")[0]).decode())
        following = page.cssselect("link[rel=next]")
        address = following[0].get("href") if following else None
        assert len(page.cssselect("link[hreflang]")) == 2
    return found


def test_a_full_day_has_more_than_one_page(room: Newsroom) -> None:
    small = Newsroom(articles=500, seed=1, per_day_page=10)
    days = {story.published.date() for story in small.stories if story.language == "az"}
    assert any(f"{day:%Y/%m/%d}/2/" in body(small, f"/archive/{day:%Y/%m/%d}/") for day in days)
    rest = json.loads(body(room, "/archive/ajax/?date=2025-12-15&timestamp=2025-12-15 12:00:00"))
    assert all(stamp < "2025-12-15 12:00:00" for _, stamp in cards(rest["html"]))


def nodes(room: Newsroom, target: str, path: str) -> Iterator[Any]:
    tree: Any = etree.fromstring(body(room, target).encode())
    yield from tree.xpath(path, namespaces=SPACES)


def test_the_archive_sitemap_lists_every_article_and_those_taken_down(room: Newsroom) -> None:
    shards = [node.text for node in nodes(room, "/sitemap-posts-archive.xml", "//s:sitemap/s:loc")]
    assert len(shards) == 5
    found = {url.findtext("s:loc", namespaces=SPACES): url for one in shards for url in nodes(room, one, "//s:url")}
    assert list(found) == [story.listed for story in room.stories]
    for story in room.stories:
        changed = datetime.fromisoformat(found[story.listed].findtext("s:lastmod", namespaces=SPACES))
        assert changed == max(story.published, story.modified or story.published)


@pytest.mark.parametrize("language", ["az", "ru", "en"])
def test_the_feed_names_the_thirty_newest(language: str, room: Newsroom) -> None:
    items = list(nodes(room, f"{PREFIX[language]}/rss/", "//item"))
    newest = [story for story in reversed(room.stories) if story.held and story.language == language][:30]
    assert [item.findtext("link") for item in items] == [story.listed for story in newest]
    assert [item.findtext("title") for item in items] == [story.title for story in newest]
    assert [parsedate_to_datetime(item.findtext("pubDate")) for item in items] == [s.published for s in newest]
    assert {item.find("guid").get("isPermaLink") for item in items} == {"false"}


def test_the_news_sitemap_mixes_the_editions_of_two_days(room: Newsroom) -> None:
    urls = list(nodes(room, "/news-sitemap.xml", "//s:url"))
    since = room.clock.now() - timedelta(hours=48)
    expected = [story for story in reversed(room.stories) if story.held and story.published > since]
    assert [url.findtext("s:loc", namespaces=SPACES) for url in urls] == [story.listed for story in expected]
    languages = [url.findtext(".//news:language", namespaces=SPACES) for url in urls]
    assert languages == [story.language for story in expected]
    assert set(languages) == {"az", "ru", "en"}
    assert urls[0].findtext(".//news:publication_date", namespaces=SPACES) == expected[0].published.isoformat()


def test_the_json_feed_tells_the_twenty_newest(room: Newsroom) -> None:
    posts = json.loads(body(room, "/ru/news-feed/"))["posts"]
    assert [HOME + post["url"] for post in posts] == listed(room, language="ru")[:20]


def test_pages_that_are_no_articles_answer_all_the_same(room: Newsroom) -> None:
    story = next(one for one in reversed(room.stories) if one.tags and one.language == "az" and one.held)
    assert escape(story.title) in body(room, f"/search?query={quote(story.title.split()[-1])}")
    assert room.respond("GET", "report.az", "/search?query=zzzz", {}).status == 404
    for path in ("/", "/ru/", "/en", "/haqqimizda/", "/tag/baki/", "/preview/qaralama"):
        assert html.document_fromstring(body(room, path)).cssselect("h1")
    robots = body(room, "/robots.txt")
    assert "Disallow: /preview/" in robots
    assert "Crawl-delay" not in robots


def test_listings_show_what_the_clock_has_passed(room: Newsroom) -> None:
    def of(stories: tuple[Story, ...]) -> set[str]:
        return {story.listed for story in stories if story.held}

    later = Newsroom(articles=120, seed=3, ahead=3)
    assert of(later.published()) < of(later.stories)
    every = [url for language in PREFIX for url, _ in walk(later, f"{PREFIX[language]}/son-xeberler", margin=1)]
    assert set(every) == of(later.published())
