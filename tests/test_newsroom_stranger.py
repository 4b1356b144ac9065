"""dalga.example: the site of the newsroom that has no spider, and the traps that are laid on it."""

import gzip
import re
from pathlib import Path

import pytest

from newscrawler.newsroom import Newsroom
from newscrawler.newsroom.sites.choice import STRANGERS, names
from tests.conftest import PROJECT

HOST = "dalga.example"


@pytest.fixture(scope="module")
def room() -> Newsroom:
    return Newsroom(articles=60, seed=11, sites=("dalga",))


def body(room: Newsroom, path: str) -> str:
    found = room.respond("GET", HOST, path)
    assert found.status == 200, path
    return (gzip.decompress(found.body) if found.body[:2] == b"\x1f\x8b" else found.body).decode()


def test_it_is_played_by_name_and_is_none_of_the_sites_of_the_release() -> None:
    assert not {*STRANGERS} & {*names()}
    spiders = {path.stem for path in (PROJECT / "newscrawler" / "spiders").glob("[a-z]*.py")}
    assert not {*STRANGERS} & spiders
    assert all((Path(names.__code__.co_filename).parent / name / "templates").is_dir() for name in STRANGERS)


def test_every_story_answers_and_stands_in_the_sitemap(room: Newsroom) -> None:
    homes = ("", "/ru")
    shards = [f"{home}/xerite-{number}.xml" for home in homes for number in (1, 2) if home == "" or number == 1]
    told = {url for path in shards if room.respond("GET", HOST, path).status == 200 for url in locs(body(room, path))}
    assert {story.url for story in room.stories} <= told
    for story in room.stories:
        page = body(room, story.url.removeprefix(f"https://{HOST}"))
        assert all(text in page.replace("&quot;", '"') for text in [story.title]), story.url


def locs(xml: str) -> list[str]:
    return [url.replace("&amp;", "&") for url in re.findall(r"<loc>(.*?)</loc>", xml)]


def test_the_traps_are_laid(room: Newsroom) -> None:
    pages = [body(room, story.url.removeprefix(f"https://{HOST}")) for story in room.stories]
    structured = sum("datePublished" in page for page in pages)
    homeward = sum(f'rel="canonical" href="https://{HOST}/"' in page for page in pages)
    assert 10 < structured < 50
    assert 3 < homeward < 30
    assert all('class="saat"' in page and 'class="qisa"' in page for page in pages)
    extra = {"movzu/neft-qaz-sektoru/", "olke/kohne-bir-xeber-haqqinda-77/", "teq/neft/"}
    assert {f"https://{HOST}/{path}" for path in extra} <= {*locs(body(room, "/xerite-1.xml"))}
    assert "tapılmadı" in body(room, "/olke/kohne-bir-xeber-haqqinda-77/")


def test_articles_by_parameter_belong_to_the_first_years(room: Newsroom) -> None:
    old = [story for story in room.stories if "oxu.php" in story.url]
    assert old
    assert max(story.published for story in old).year < 2020
    assert room.respond("GET", HOST, "/oxu.php?nid=1").status == 404
    assert room.respond("GET", HOST, "/oxu.php").status == 404
