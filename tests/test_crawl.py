"""A crawl from end to end, as a user starts it, against the embedded newsroom."""

import dataclasses
import json
from datetime import datetime
from typing import Any

import pytest

from newscrawler.article import Article, Rejected
from newscrawler.newsroom import Newsroom, Story
from tests.conftest import RunScrapy

KEYS = [one.name for one in dataclasses.fields(Article)]


def as_known(story: Story) -> str:
    """The instant as exactly as the page tells it: where JSON-LD's zone is false, a meta tag or the printed minute."""
    false_label = "stale-zone" in story.traps or ("false-utc" in story.traps and "meta-time" not in story.features)
    only_printed = story.precision == "minute" or false_label
    published = story.published.replace(second=0) if only_printed else story.published
    return published.isoformat(timespec="seconds")


def truth(story: Story) -> dict[str, Any]:
    """What a record must say of a story."""
    return {
        "id": story.record_id,
        "url": story.url,
        "title": story.title,
        "language": story.language,
        "section": story.section,
        "text": story.text,
        "lead": story.lead,
        "published_on": story.published.date().isoformat(),
        "published_at": as_known(story),
        "modified_at": story.modified.isoformat(timespec="seconds") if story.modified else None,
        "tags": list(story.tags),
        "authors": list(story.authors),
        "links": [{"url": url, "text": text} for url, text in story.links],
        "translations": [{"language": language, "url": url} for language, url in sorted(story.translations)],
        "images": [{"url": url, "caption": caption} for url, caption in story.images],
    }


def test_every_article_is_held_once_and_equals_what_the_newsroom_wrote(crawl: RunScrapy) -> None:
    room = Newsroom(articles=300, seed=3)
    with room.serve() as origin:
        done = crawl(origin, "-a", "since=2000")
    assert done.code == 0, done.log[-3000:]
    records = {line["id"]: line for line in done.lines()}
    held = {story.record_id: story for story in room.stories if story.held}
    assert len(done.lines()) == len(records)
    assert records.keys() == held.keys()
    assert {story.layout for story in held.values()} == {"new", "old"}
    assert {story.language for story in held.values()} == {"az", "ru", "en"}
    for key, story in held.items():
        expected = truth(story)
        assert {field: records[key][field] for field in expected} == expected
    for line in done.lines():
        assert list(line) == KEYS
    assert all(list(line) == [one.name for one in dataclasses.fields(Rejected)] for line in done.lines("rejected"))
    gone = {story.url for story in room.stories if story.status in (404, 410)}
    assert gone <= {url for url, reason in done.reasons().items() if reason == "gone"}


def test_contradicting_dates_are_flagged_and_all_kept(crawl: RunScrapy) -> None:
    room = Newsroom(articles=300, seed=3)
    with room.serve() as origin:
        done = crawl(origin, "-a", "since=2000")
    flags = {line["id"]: set(line["flags"]) for line in done.lines()}
    trapped = [story for story in room.stories if story.held and story.traps]
    assert trapped
    for story in trapped:
        assert flags[story.record_id] & {"date_conflict", "zone_conflict"}, (story.traps, story.url)
    honest = [story for story in room.stories if story.held and not story.traps]
    assert not any(flags[story.record_id] & {"date_conflict", "zone_conflict", "id_conflict"} for story in honest)


def test_a_span_bounds_by_the_day_in_baku_both_ends_included(crawl: RunScrapy) -> None:
    room = Newsroom(articles=200, seed=5)
    since, until = "2025-12-10", "2025-12-13"
    with room.serve() as origin:
        done = crawl(origin, "-a", f"since={since}", "-a", f"until={until}")
    assert done.code == 0, done.log[-3000:]
    wanted = {s.record_id for s in room.stories if s.held and since <= s.published.date().isoformat() <= until}
    assert wanted
    assert sorted(line["id"] for line in done.lines()) == sorted(wanted)


def test_an_edition_alone_is_crawled_alone(crawl: RunScrapy) -> None:
    room = Newsroom(articles=120, seed=5)
    with room.serve() as origin:
        done = crawl(origin, "-a", "since=2014", "-a", "edition=ru")
        asked = [seen.target for seen in room.log]
    wanted = {story.record_id for story in room.stories if story.held and story.language == "ru"}
    assert {line["id"] for line in done.lines()} == wanted
    articles = {story.url.removeprefix("https://report.az") for story in room.stories if story.language != "ru"}
    assert not articles & set(asked)


def test_without_dates_the_live_sources_are_read_and_nothing_older(crawl: RunScrapy) -> None:
    room = Newsroom(articles=300, seed=3)
    with room.serve() as origin:
        done = crawl(origin)
        asked = {seen.target for seen in room.log}
    assert done.code == 0, done.log[-3000:]
    assert not any("archive" in target for target in asked)
    newest = [story for story in room.stories if story.held][-20:]
    assert {story.record_id for story in newest} <= {line["id"] for line in done.lines()}


def test_a_second_crawl_adds_nothing_and_appends_nothing(crawl: RunScrapy) -> None:
    room = Newsroom(articles=60, seed=7)
    with room.serve() as origin:
        first = crawl(origin, "-a", "since=2014")
        again = crawl(origin, "-a", "since=2014")
    assert (first.code, again.code) == (0, 0)
    assert len(again.lines()) == len({line["id"] for line in again.lines()}) == len(first.lines())


def test_no_url_is_asked_for_twice_in_a_run(crawl: RunScrapy) -> None:
    room = Newsroom(articles=120, seed=7)
    with room.serve() as origin:
        crawl(origin, "-a", "since=2014")
    asked = [seen.target for seen in room.log]
    assert len(asked) == len(set(asked))
    assert room.in_flight_max == 1


def test_seeds_add_articles_short_links_and_listings(crawl: RunScrapy, tmp_path: Any) -> None:
    room = Newsroom(articles=120, seed=7)
    held = [story for story in room.stories if story.held and story.status == 200]
    old, short, section = held[0], held[1], held[2]
    listing = section.url.rsplit("/", 1)[0]
    seeds = tmp_path / "more.txt"
    amp = old.url.replace(f"/{old.section_slug}/", f"/amp/{old.section_slug}/")
    seeds.write_text(f"# by hand\n{amp}\nhttps://report.az/{short.short_id}  # short\n{listing}\n", encoding="utf-8")
    with room.serve() as origin:
        done = crawl(origin, "-a", f"seeds={seeds}")
    ids = {line["id"] for line in done.lines()}
    assert {old.record_id, short.record_id} <= ids
    newest = [s for s in room.stories if s.held and s.url.rsplit("/", 1)[0] == listing][-1]
    assert newest.record_id in ids


@pytest.mark.parametrize("line", ["not a url", "ftp://report.az/a/b", "https://example.org/a/b"])
def test_a_bad_line_of_seeds_names_file_and_line(line: str, crawl: RunScrapy, tmp_path: Any) -> None:
    seeds = tmp_path / "bad.txt"
    seeds.write_text(f"https://report.az/hadise/a\n{line}\n", encoding="utf-8")
    done = crawl("http://127.0.0.1:9", "-a", f"seeds={seeds}")
    assert done.code == 2
    assert f"{seeds}:2: " in done.log


def test_other_addresses_of_an_article_become_its_one_record(crawl: RunScrapy, tmp_path: Any) -> None:
    room = Newsroom(articles=60, seed=7)
    story = [one for one in room.stories if one.held and one.status == 200 and one.language == "az"][-1]
    path = story.url.removeprefix("https://report.az")
    others = [f"https://report.az{path}/", f"https://www.report.az{path}", f"https://api.report.az{path}?utm_source=x"]
    others += [f"https://report.az/amp{path}", f"https://report.az/{story.short_id}"]
    others += [f"http://report.az/wrong-category/{story.key}"]
    seeds = tmp_path / "same.txt"
    seeds.write_text("\n".join(others), encoding="utf-8")
    with room.serve() as origin:
        done = crawl(origin, "-a", f"seeds={seeds}")
    lines = [line for line in done.lines() if line["id"] == story.record_id]
    assert [line["url"] for line in lines] == [story.url]
    assert [line["flags"] for line in lines] == [[flag for flag in lines[0]["flags"] if flag != "id_conflict"]]
    assert {done.reasons()[url] for url in others[4:] if url in done.reasons()} <= {"alias"}


def test_the_truth_is_told_by_the_newsroom_too(small_room: tuple[Newsroom, str]) -> None:
    room, _ = small_room
    answer = room.respond("GET", "127.0.0.1", "/newsroom/truth.jsonl", {})
    told = [json.loads(line) for line in answer.body.decode().splitlines()]
    assert [one["id"] for one in told] == [story.record_id for story in room.stories]
    assert datetime.fromisoformat(told[0]["published"]) == room.stories[0].published
