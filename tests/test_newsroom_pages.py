"""Article pages of the newsroom's report.az: what the facts say of both layouts, with the junk and the traps."""

import json
import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from lxml import html

from newscrawler.newsroom import Answer, Newsroom, Story
from newscrawler.newsroom.sites.report.address import amp

HOME = "https://report.az"
JUNK = "script, style, noscript, iframe, noindex, .tags, .twitter-tweet, .subs-in-social, .video-container"
Pick = Callable[..., Story]


@pytest.fixture(scope="module")
def room() -> Newsroom:
    return Newsroom(articles=1500, seed=1)


@pytest.fixture(scope="module")
def pick(room: Newsroom) -> Pick:
    def find(*marks: str) -> Story:
        """The newest story that bears all marks; one whose page answers 200 unless a mark is a status."""
        wanted = {"200", *marks} if not set(marks) & {"301", "404", "410"} else set(marks)
        for story in reversed(room.stories):
            known = {story.layout, story.language, story.kind, *story.features, *story.traps, str(story.status)}
            if wanted <= known:
                return story
        raise AssertionError(f"no story with {marks}")

    return find


def get(room: Newsroom, url: str, host: str = "report.az") -> Answer:
    return room.respond("GET", host, url.removeprefix(HOME), {})


def tree(room: Newsroom, url: str) -> Any:
    answer = get(room, url)
    assert answer.status == 200
    return html.document_fromstring(answer.body.decode())


def texts(found: Any, path: str) -> list[str]:
    return [" ".join(node.text_content().split()) for node in found.cssselect(path)]


def linked_data(found: Any) -> list[dict[str, Any]]:
    blocks = [json.loads(node.text) for node in found.cssselect('script[type="application/ld+json"]')]
    objects = [one for block in blocks for one in (block if isinstance(block, list) else [block])]
    return [one for each in objects for one in each.get("@graph", [each])]


def test_every_page_parses_and_holds_its_story(room: Newsroom) -> None:
    for story in room.stories:
        if not story.held:
            continue
        found = tree(room, story.url)
        body = ".news-detail__desc" if story.layout == "new" else ".editor-body"
        for node in found.cssselect(f"{body} :is({JUNK})"):
            node.drop_tree()
        told = [text for text in texts(found, f"{body} p") if text]
        if not story.features & {"lookalikes", "zero-width", "soft-hyphen"}:
            assert told == list(story.paragraphs), story.url
        assert len(told) == len(story.paragraphs)
        assert len(told) == len(story.paragraphs)
        title = "h1.section-title" if story.layout == "new" else "h1.news-title"
        assert texts(found, title) == [story.title]
        assert found.get("lang") == story.language


def test_the_new_layout_prints_its_date_in_two_items(room: Newsroom, pick: Pick) -> None:
    story = pick("new", "az", "ld-object")
    found = tree(room, story.url)
    months = "yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr".split()
    day, time = texts(found, ".news-detail__head ul.news__date li")
    published = story.published
    assert day == f"{published:%d} {months[published.month - 1]}, {published:%Y}"
    assert time == f"{published:%H:%M}"
    assert texts(found, ".news-detail__head .news__category") == [story.section]


def test_the_old_layout_has_microdata_without_a_zone_and_a_heading_of_the_other_class(
    room: Newsroom, pick: Pick
) -> None:
    story = pick("old", "az", "tags")
    found = tree(room, story.url)
    stamp = found.cssselect("time[itemprop=datePublished]")[0].get("datetime")
    assert stamp == f"{story.published:%Y-%m-%dT%H:%M:%S}"
    assert texts(found, "h3.section-title") == ["Son xəbərlər"]
    assert re.fullmatch(r"\d\d? \w+ , \d{4}", texts(found, ".category-date .news-date span")[0])
    assert tuple(texts(found, ".news-tags li a")) == story.tags
    assert not found.cssselect('meta[property="article:published_time"]')
    assert get(room, story.url + "/").body == get(room, story.url).body


@pytest.mark.parametrize("shape", ["ld-object", "ld-array", "ld-graph"])
def test_linked_data_comes_in_three_shapes(shape: str, room: Newsroom, pick: Pick) -> None:
    story = pick(shape, "ld-offset")
    kinds = {one["@type"]: one for one in linked_data(tree(room, story.url))}
    assert kinds["NewsArticle"]["headline"] == story.title
    assert datetime.fromisoformat(kinds["NewsArticle"]["datePublished"]) == story.published
    assert kinds["BreadcrumbList"]["itemListElement"][0]["name"] == story.section
    assert linked_data(tree(room, pick("ld-none").url)) == []


@pytest.mark.parametrize("trap", ["printed-hour", "printed-day", "meta-hour", "false-utc"])
def test_a_trap_contradicts_the_truth_in_one_place_only(trap: str, room: Newsroom, pick: Pick) -> None:
    story = pick("new", trap)
    found = tree(room, story.url)
    printed = " ".join(texts(found, ".news-detail__head ul.news__date li"))
    told = next(one for one in linked_data(found) if one["@type"] == "NewsArticle")["datePublished"]
    metas = [node.get("content") for node in found.cssselect('meta[property="article:published_time"]')]
    right_print = f"{story.published:%d} " in printed and printed.endswith(f"{story.published:%H:%M}")
    assert right_print is (not trap.startswith("printed"))
    assert told.startswith(f"{story.published:%Y-%m-%dT%H:%M:%S}") or told.endswith("Z")
    assert (told == f"{story.published:%Y-%m-%dT%H:%M:%S}Z") is (trap == "false-utc")
    assert all((datetime.fromisoformat(meta) == story.published) is (trap != "meta-hour") for meta in metas)


def test_a_stale_zone_says_four_hours_of_a_summer_that_had_five(room: Newsroom, pick: Pick) -> None:
    story = pick("stale-zone", "meta-time")
    metas = tree(room, story.url).cssselect('meta[property="article:published_time"]')
    assert metas[0].get("content") == f"{story.published:%Y-%m-%dT%H:%M:%S}+04:00"
    assert story.published.isoformat().endswith("+05:00")


def test_the_junk_of_the_body_stands_where_the_facts_saw_it(room: Newsroom, pick: Pick) -> None:
    new = tree(room, pick("new", "tweet", "tags").url)
    assert new.cssselect(".news-detail__desc blockquote.twitter-tweet p")
    assert new.cssselect(".news-detail__desc .tags a")
    old = tree(room, pick("old", "subscribe").url)
    assert old.cssselect(".editor-body .subs-in-social p")
    assert tree(room, pick("old", "video").url).cssselect(".editor-body .video-container")
    assert tree(room, pick("old", "photo").url).cssselect(".editor-body .news-gallery img")
    assert tree(room, pick("new", "placeholder").url).cssselect('img[data-src="/assets/images/thunk_600.webp"]')


def test_translated_titles_follow_the_body_and_the_head_names_them(room: Newsroom) -> None:
    story = next(one for one in reversed(room.stories) if one.translations and one.held and one.layout == "new")
    found = tree(room, story.url)
    others = {url for _, url in story.translations}
    assert {node.get("href") for node in found.cssselect(".news-detail__desc ~ a")} == others
    named = {node.get("href") for node in found.cssselect("link[rel=alternate][hreflang]")}
    assert named == {*others, story.url}


def test_the_page_clock_and_the_rail_stand_before_and_beside_the_article(room: Newsroom, pick: Pick) -> None:
    found = tree(room, pick("new", "az").url)
    assert texts(found, "header .header-date") == ["Bazar ertəsi, 15 dekabr 2025, 18:00"]
    assert all(re.match(r"\d\d:\d\d ", text) for text in texts(found, ".last-news__item"))


def test_one_article_has_many_addresses(room: Newsroom, pick: Pick) -> None:
    for story in (pick("new", "az"), pick("old", "ru")):
        for host in ("report.az", "www.report.az", "api.report.az"):
            assert get(room, story.url, host).status == get(room, story.url + "/", host).status == 200
        wrong = story.url.replace(f"/{story.section_slug}/", "/yanlis/")
        for url in (wrong, f"{HOME}/{story.short_id}", f"{HOME}/{story.short_id}/"):
            assert (get(room, url).status, get(room, url).header("Location")) == (301, story.url)
        page = tree(room, amp(story))
        assert page.cssselect("link[rel=canonical]")[0].get("href").rstrip("/") == story.url
        assert linked_data(page)[0]["headline"] == story.title


def test_statuses_are_answered_as_planned(room: Newsroom, pick: Pick) -> None:
    for status in (404, 410):
        assert get(room, pick(str(status)).url).status == status
    moved = pick("301")
    assert get(room, moved.listed).header("Location") == moved.url
    assert get(room, moved.url).status == 200
    assert get(room, f"{HOME}/hadise/hec-vaxt-olmayan").status == 404
    assert get(room, moved.url, "example.org").status == 421
    assert room.respond("POST", "report.az", "/", {}).status == 405


def test_an_updated_article_had_a_first_version(room: Newsroom, pick: Pick) -> None:
    story = pick("updated", "new")
    assert story.modified is not None
    before, after = story.at(story.published), story.at(story.modified)
    assert after is story
    assert before.modified is None
    assert story.title.startswith(before.title)
    assert story.paragraphs[:-1] == before.paragraphs


def test_an_article_that_is_taken_down_answers_410_from_then_on() -> None:
    room = Newsroom(articles=60, seed=1, removals=1.0)
    story = room.stories[0]
    assert story.removed is not None
    assert (story.at(story.published).status, story.at(story.removed).status) == (story.status, 410)
    assert get(room, story.url).status == 410
    gone = [one for one in room.published() if one.status == 410]
    listing = get(room, "/son-xeberler").body.decode()
    assert not any(f'{one.url.removeprefix(HOME)}"' in listing for one in gone)
