"""A site without templates is played from its saved pages, and the command line names what it plays."""

import gzip
import json
import re
import signal
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

from newscrawler.newsroom import Newsroom
from newscrawler.newsroom.sites.saved import Saved
from newscrawler.newsroom.switches import Switches
from tests.newsroom_sites import ask, content, links

PAGE = "<html><body><h1>{title}</h1><p>{text}</p></body></html>"


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """Three pages of a site that nobody wrote templates for: two articles, one of them rejected, and a listing."""
    folder = tmp_path / "pages" / "kend"
    folder.mkdir(parents=True)
    told = {
        "id": "kend:7",
        "url": "https://kend.example/x/7",
        "language": "az",
        "title": "Kənddə bulaq təmir olunub",
        "text": "Bulağın suyu yenidən axır.\nSakinlər sevinir.",
        "section": None,
        "published_on": "2025-03-02",
        "published_at": None,
        "published_precision": "day",
    }
    cases = {
        "usual": {"url": "https://kend.example/x/7/?from=home", "expected": told},
        "soft-404": {"url": "https://kend.example/x/8", "expected": {"rejected": "soft_404", "field": "page"}},
        "list": {"url": "https://kend.example/news/", "cards": []},
    }
    for name, case in cases.items():
        body = PAGE.format(title=name, text="…").encode()
        (folder / f"{name}.html.gz").write_bytes(gzip.compress(body))
        (folder / f"{name}.json").write_text(json.dumps(case), encoding="utf-8")
    return folder.parent


def test_each_page_lies_at_its_own_address(pages: Path) -> None:
    room = Newsroom(sites=("kend",), pages=pages)
    for url, name in {
        "https://kend.example/x/7/?from=home": "usual",
        "https://kend.example/x/8": "soft-404",
        "https://kend.example/news": "list",
    }.items():
        answer = ask(room, url)
        assert (answer.status, f"<h1>{name}</h1>" in content(answer)) == (200, True)
    assert ask(room, "https://kend.example/x/9").status == 404
    assert ask(room, "https://kend.example/robots.txt").body == b"User-agent: *\nDisallow:\n"
    assert ask(room, "https://other.example/").status == 421


@pytest.mark.parametrize(
    "path", ["rss", "feed/", "feed.php", "az/rss.xml", "sitemap.xml", "sitemap_latest.php", "post-sitemap2.xml"]
)
def test_a_feed_and_a_sitemap_name_its_articles_wherever_they_are_looked_for(path: str, pages: Path) -> None:
    answer = ask(Newsroom(sites=("kend",), pages=pages), f"https://kend.example/{path}")
    assert links(content(answer), "https://kend.example/") == ["https://kend.example/x/7/?from=home"]


def test_their_addresses_can_be_given(pages: Path) -> None:
    site = Saved("kend", pages / "kend", feed=r"/xeber\.xml", sitemap=r"/map")
    room = Newsroom(sites=("report",))
    room.__dict__.update(site=site, paper=site.paper((), Switches()))
    assert b"<rss" in ask(room, "https://kend.example/xeber.xml").body
    assert b"<urlset" in ask(room, "https://kend.example/map").body
    assert ask(room, "https://kend.example/rss").status == 404


def test_the_truth_is_what_stands_beside_the_pages(pages: Path) -> None:
    room = Newsroom(articles=500, sites=("kend",), pages=pages)
    (story,) = room.stories
    told = story.truth()
    assert (told["id"], told["title"]) == ("kend:7", "Kənddə bulaq təmir olunub")
    assert told["text"] == "Bulağın suyu yenidən axır.\nSakinlər sevinir."
    assert (told["published_on"], told["published_at"], told["precision"]) == ("2025-03-02", None, "day")


@pytest.mark.parametrize(
    ("sites", "said"), [("report", "report 6"), ("apa,oxu", "apa,oxu 12"), ("kend", "kend 1"), ("all", "all 84")]
)
def test_the_ready_line_names_the_sites_and_counts_their_articles(sites: str, said: str, pages: Path) -> None:
    command = [sys.executable, "-m", "newscrawler.newsroom", "--port", "0", "--articles", "6", "--sites", sites]
    with subprocess.Popen([*command, "--pages", str(pages)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        ready = re.fullmatch(rf"newsroom: (http://127\.0\.0\.1:\d+) {said} articles seed 1\n", line)
        assert ready, line
        with urlopen(f"{ready[1]}/newsroom/truth.jsonl", timeout=10) as answer:
            assert f" {len(answer.read().splitlines())} articles" in line
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=10) == 0


def test_a_site_without_pages_ends_the_process_with_2() -> None:
    command = [sys.executable, "-m", "newscrawler.newsroom", "--port", "0", "--sites", "kend"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=20)
    assert (done.returncode, "no site 'kend'" in done.stderr) == (2, True)
