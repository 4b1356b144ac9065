"""The newsroom's plan: the same for a seed, dated so that days and ranges mean something."""

import json
import os
import re
import subprocess
import sys
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from newscrawler.clock import Clock
from newscrawler.errors import ArgumentError
from newscrawler.newsroom import Newsroom

BAKU = ZoneInfo("Asia/Baku")
DIGEST = """
import hashlib, sys
from newscrawler.newsroom import Newsroom
room = Newsroom(articles=150, seed=int(sys.argv[1]))
bodies = [room.respond("GET", "report.az", story.listed[17:], {}).body for story in room.stories]
bodies += [room.respond("GET", "report.az", path, {}).body for path in ("/", "/rss/", "/news-sitemap.xml")]
print(hashlib.sha256(b"".join(bodies)).hexdigest())
"""


@pytest.fixture(scope="module")
def room() -> Newsroom:
    return Newsroom(articles=500, seed=1)


def digest(seed: int, hash_seed: str) -> str:
    env = {**os.environ, "PYTHONHASHSEED": hash_seed}
    command = [sys.executable, "-c", DIGEST, str(seed)]
    return subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout


def test_a_seed_gives_the_same_bytes_whatever_the_hash_seed() -> None:
    assert digest(4, "0") == digest(4, "77") != digest(5, "0")


def test_as_many_stories_as_asked_for_oldest_first(room: Newsroom) -> None:
    assert [len(Newsroom(articles=count).stories) for count in (0, 1, 20)] == [0, 1, 20]
    assert len(room.stories) == 500
    assert list(room.stories) == sorted(room.stories, key=lambda story: story.published)
    languages = Counter(story.language for story in room.stories)
    assert languages["az"] > languages["ru"] > 60
    assert languages["en"] > 60


def test_dates_reach_from_2014_to_the_clocks_start(room: Newsroom) -> None:
    days = Counter(story.published.date() for story in room.stories)
    end = date(2025, 12, 15)
    recent = [days[end - timedelta(days=back)] for back in range(21)]
    assert max(recent) >= 20
    assert 0 in recent
    assert any(0 < count < 10 for count in recent)
    assert min(days).year == 2014
    assert {day.year for day in days} == set(range(2014, 2026))
    assert all(story.published <= room.clock.now() for story in room.stories)


def test_edges_of_days_years_and_summer_time_are_there(room: Newsroom) -> None:
    moments = [story.published for story in room.stories]
    assert {moment.utcoffset() for moment in moments} == {timedelta(hours=4), timedelta(hours=5)}
    assert any((moment.month, moment.day) == (2, 29) for moment in moments)
    assert any((moment.month, moment.day, moment.hour, moment.minute) == (12, 31, 23, 59) for moment in moments)
    new_year = [moment for moment in moments if (moment.month, moment.day, moment.hour) == (1, 1, 0)]
    assert new_year
    assert all(moment.astimezone(UTC).date() < moment.date() for moment in new_year)
    assert all(moment.astimezone(UTC).astimezone(BAKU) == moment for moment in moments)


def test_only_a_few_deliberate_pairs_share_a_second(room: Newsroom) -> None:
    shared = [count for count in Counter(story.published for story in room.stories).values() if count > 1]
    assert 3 <= len(shared) <= 9
    assert set(shared) == {2}
    by_number = {story.short_id for story in room.stories}
    assert len(by_number) == len({story.record_id for story in room.stories}) == 500


def test_the_pairs_straddle_the_borders_of_a_cursors_batches(room: Newsroom) -> None:
    for language in ("az", "ru", "en"):
        newest = [story for story in reversed(room.stories) if story.language == language and story.held]
        assert newest[19].published == newest[20].published


def test_titles_are_unique_and_slugs_are_the_sites(room: Newsroom) -> None:
    assert len({(story.language, story.title) for story in room.stories}) == 500
    assert all(re.fullmatch(r"(?:(?:ru|en)/)?[a-z0-9]+(?:-[a-z0-9]+)*", story.key) for story in room.stories)
    assert all(5 <= len(story.title.replace(" - ", " ").split()) <= 16 for story in room.stories)


def test_translations_point_at_each_other(room: Newsroom) -> None:
    by_url = {story.url: story for story in room.stories}
    linked = [story for story in room.stories if story.translations]
    assert len(linked) > 100
    for story in linked:
        for language, url in story.translations:
            other = by_url[url]
            assert (other.language, other.topic) == (language, story.topic)
            assert abs(other.published - story.published) < timedelta(days=1)
            if story.held:
                assert (story.language, story.url) in other.translations


def test_links_and_images_are_what_the_text_and_page_hold(room: Newsroom) -> None:
    assert sum(bool(story.links) for story in room.stories) > 50
    assert all(text in story.text for story in room.stories for _, text in story.links)
    pictures = [url for story in room.stories for url, _ in story.images]
    assert len(pictures) == len(set(pictures))


def test_every_trap_is_played_and_marked() -> None:
    stories = Newsroom(articles=2000, seed=2).stories
    traps = Counter(trap for story in stories for trap in story.traps)
    assert set(traps) == {"printed-hour", "printed-day", "meta-hour", "false-utc", "stale-zone"}
    assert {story.kind for story in stories} == {"text", "photo", "video", "updated", "analysis", "infographic"}
    assert {story.status for story in stories} == {200, 301, 404, 410}
    assert any(story.precision == "minute" for story in stories)


def test_a_clock_with_a_start_ends_the_plan_there_or_ahead_of_it() -> None:
    clock = Clock(datetime(2024, 3, 1, 9, tzinfo=BAKU), 0)
    assert max(story.published for story in Newsroom(60, clock=clock).stories) <= clock.now()
    room = Newsroom(60, clock=clock, ahead=2)
    later = [story for story in room.stories if story.published > clock.now()]
    assert later
    assert set(room.published()) == set(room.stories) - set(later)
    assert room.respond("GET", "report.az", later[-1].url[17:], {}).status == 404


def test_an_unknown_switch_is_an_argument_error() -> None:
    with pytest.raises(ArgumentError, match="no switch lateness"):
        Newsroom(lateness=3)


def test_the_truth_is_plain_json(room: Newsroom) -> None:
    told = json.loads(json.dumps(room.stories[-1].truth()))
    assert told["id"] == room.stories[-1].record_id
    assert datetime.fromisoformat(told["published"]) == room.stories[-1].published
