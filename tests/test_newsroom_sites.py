"""The sites that the newsroom plays from data: every address answers, every story is reached, bytes repeat."""

import json
import os
import re
import subprocess
import sys
from collections import Counter
from html import unescape
from pathlib import Path

import pytest

from newscrawler.errors import ArgumentError
from newscrawler.newsroom import Newsroom, Story
from newscrawler.newsroom.sites.choice import names
from tests.newsroom_facts import KNOWN
from tests.newsroom_sites import (
    BROWSER,
    SITES,
    content,
    follow,
    listed,
    room_of,
    same,
    story_of,
)

TEMPLATES = Path(__file__).resolve().parent.parent / "newscrawler" / "newsroom" / "sites"
DIGEST = """
import hashlib, sys
from newscrawler.newsroom import Newsroom
room = Newsroom(articles=8, seed=int(sys.argv[1]), sites=("all",))
agent = {"User-Agent": "Mozilla/5.0"}
bodies = [room.respond("GET", s.url.split("/")[2], "/" + s.url.split("/", 3)[3], agent).body for s in room.stories]
print(hashlib.sha256(b"".join(bodies)).hexdigest())
"""


def body_of(room: Newsroom, story: Story) -> str:
    """All that the story's page says, entities resolved, white space folded."""
    page = re.sub(r"<(?:script|style)\b.*?</(?:script|style)>", " ", content(follow(room, story.listed)), flags=re.S)
    return " ".join(unescape(re.sub(r"</?(?:strong|span)\b[^>]*>", "", page)).split())


def test_every_site_of_the_release_is_played() -> None:
    assert set(names()) == {"report", *KNOWN}
    assert names()[0] == "report"


@pytest.mark.parametrize("site", SITES)
def test_every_listed_address_answers_with_its_story(site: str) -> None:
    room = room_of(site)
    found = {url: base for base, url in listed(site, room)}
    assert found
    for url, base in found.items():
        story = story_of(room, url)
        assert story is not None, (base, url)
        assert follow(room, url).status == 200, (base, url)


@pytest.mark.parametrize("site", SITES)
def test_every_page_holds_its_headline_and_its_paragraphs(site: str) -> None:
    room = room_of(site)
    for story in room.stories:
        page = body_of(room, story)
        assert story.title in page, story.url
        missing = [text for text in story.paragraphs if " ".join(text.split()) not in page]
        assert missing == [], story.url
        assert bool(story.paragraphs) is story.held
        assert not story.section or f">{story.section}<" in page or f" {story.section}<" in page, story.url


@pytest.mark.parametrize("site", SITES)
def test_every_story_is_reached_from_the_lists(site: str) -> None:
    room = room_of(site)
    reached = {same(story.url) for _, url in listed(site, room) if (story := story_of(room, url))}
    assert reached == {same(story.url) for story in room.stories}


@pytest.mark.parametrize("site", SITES)
def test_addresses_are_as_the_facts_write_them_and_ids_are_unique(site: str) -> None:
    room = room_of(site)
    assert len({story.record_id for story in room.stories}) == len(room.stories) == 100
    assert len({story.url for story in room.stories}) == 100
    for story in room.stories:
        match = re.fullmatch(KNOWN[site].article, story.url)
        assert match, story.url
        wanted = match.groupdict().get("id") or match["slug"]
        assert story.key.rpartition("/")[2] == wanted


def test_a_seed_gives_the_same_bytes_on_every_site_whatever_the_hash_seed() -> None:
    def digest(seed: int, hash_seed: str) -> str:
        env = {**os.environ, "PYTHONHASHSEED": hash_seed}
        command = [sys.executable, "-c", DIGEST, str(seed)]
        return subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout

    assert digest(1, "0") == digest(1, "9") != digest(2, "0")


def test_texts_differ_between_sites_unless_one_republishes_the_other() -> None:
    room = Newsroom(articles=60, seed=3, sites=("all",))
    held = [story for story in room.stories if story.held]
    texts_of = Counter(story.text for story in held if story.site not in ("sonxeber", "yenixeber"))
    assert max(texts_of.values()) == 1
    wires = {story.title.partition(" - ")[0] for story in held if story.site == "milli"}
    taken = {story.title.partition(" - ")[0] for story in held if story.site == "yenixeber"}
    assert len(taken & wires) > 50


def test_no_sentence_stands_in_the_templates_of_two_sites() -> None:
    found: dict[str, set[str]] = {}
    for path in TEMPLATES.glob("*/templates/*"):
        plain = re.sub(r"<script.*?</script>|<[^>]*>|\{\{[^}]*\}\}", "\n", path.read_text(encoding="utf-8"), flags=re.S)
        for line in (" ".join(line.split()) for line in plain.splitlines()):
            if len(re.findall(r"[^\W\d_]{2,}", line)) >= 4 and path.parent.parent.name != "family":
                found.setdefault(line, set()).add(path.parent.parent.name)
    assert {line: sites for line, sites in found.items() if len(sites) > 1} == {}


def test_several_sites_are_told_apart_by_the_host() -> None:
    room = Newsroom(articles=20, seed=4, sites=("report", "apa", "oxu"))
    assert room.site.name == "report,apa,oxu"
    assert Counter(story.site for story in room.stories) == {"report": 20, "apa": 20, "oxu": 20}
    assert [story.published for story in room.stories] == sorted(story.published for story in room.stories)
    alone = Newsroom(articles=20, seed=4)
    assert [story for story in room.stories if story.site == "report"] == list(alone.stories)
    told = room.respond("GET", "127.0.0.1", "/newsroom/truth.jsonl", BROWSER).body.decode().splitlines()
    assert Counter(json.loads(line)["site"] for line in told) == {"report": 20, "apa": 20, "oxu": 20}
    assert room.respond("GET", "axar.az", "/", BROWSER).status == 421
    assert room.respond("GET", "oxu.az", "/", BROWSER).status == 200


def test_a_site_that_nobody_knows_is_an_argument_error(tmp_path: Path) -> None:
    for pages in (None, tmp_path):
        with pytest.raises(ArgumentError, match="no site 'nobody'"):
            Newsroom(articles=1, sites=("nobody",), pages=pages)
