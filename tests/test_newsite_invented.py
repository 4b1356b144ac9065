"""`scrapy newsite` on invented sites of other makes: WordPress, ASP.NET, articles that have only numbers."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from newscrawler.ending import Exit
from tests.conftest import PROJECT, SCRAPY
from tests.invented_sites import HOME, gazette, numbered, stories, wordpress
from tests.server import Reply, play


@dataclass(frozen=True)
class Made:
    """What `newsite` wrote into the project in `folder`, and what a crawl of all days by it brought."""

    spider: str
    told: str
    held: Mapping[str, dict[str, str]]


def make(pages: Mapping[str, Reply], folder: Path) -> Made:
    """A project of its own outside the repository: the new site is proposed there, then crawled as proposed."""
    (folder / "mine").mkdir()
    (folder / "mine" / "__init__.py").touch()
    (folder / "scrapy.cfg").write_bytes((PROJECT / "scrapy.cfg").read_bytes())
    settings = {"SPIDER_MODULES": "mine", "NEWSPIDER_MODULE": "mine", "SEEDS_DIR": "seeds", "ARCHIVE_DIR": "archive"}
    settings |= {"DOWNLOAD_DELAY": "0.002", "WAIT_DUE": "0"}
    env = {f"NEWSCRAWLER_{name}": value for name, value in settings.items()} | {"PAGES": "pages"}
    env |= {"PYTHONPATH": os.pathsep.join((str(folder), str(PROJECT)))}

    def run(*args: str) -> str:
        command = [sys.executable, "-c", SCRAPY, *args, "-s", f"ORIGIN={server.origin}"]
        done = subprocess.run(
            command, cwd=folder, env={**os.environ, **env}, capture_output=True, text=True, timeout=120, check=False
        )
        assert done.returncode == Exit.COMPLETE, done.stderr
        return done.stdout + done.stderr

    with play(pages) as server:
        told = run("newsite", "kend", f"{HOME}/")
        run("crawl", "kend", "-a", "since=2000")
    lines = [
        json.loads(line)
        for file in (folder / "archive" / "kend" / "articles").glob("*.jsonl")
        for line in file.read_text(encoding="utf-8").splitlines()
    ]
    return Made((folder / "mine" / "kend.py").read_text(encoding="utf-8"), told, {one["title"]: one for one in lines})


@pytest.mark.parametrize(
    ("site", "says"),
    [
        (
            numbered,
            (
                'SECTIONS = "3 4 5 6".split()',
                'archive = tuple(Pages(f"{SITE}/cat.php?id={section}&page={{page}}", CARDS) for section in SECTIONS)',
                r'article_url = r"https://kend\.example/news\.php\?(?:[^#]*&)?id=(?P<key>\d+)"',
            ),
        ),
        (
            wordpress,
            (
                "class KendSpider(WordPressSpider):",
                "pages = (WordPressPage,)",
                'live = (Feed(f"{SITE}/feed/"), Listing(f"{SITE}/", cards))',
                'archive = (SitemapShards(f"{SITE}/wp-sitemap.xml"),)',
            ),
        ),
        (
            gazette,
            (
                'section = first(*ArticlePage.section.looks, css(".rubrika"))',
                'published = first(*ArticlePage.published.looks, css("#ctl00_vaxt"))',
                'paragraphs = blocks("#ctl00_metn")',
                r'article_url = r"https://kend\.example/[^/]+_e(?P<key>\d{3,})_az\.html"',
                'Pages(f"{SITE}/{section}_{{page}}_az.html", CARDS) for section in SECTIONS)',
            ),
        ),
    ],
    ids=["numbered", "wordpress", "gazette"],
)
def test_an_invented_site_is_proposed_shortly_and_crawled_whole_as_proposed(
    site: object, says: tuple[str, ...], tmp_path: Path
) -> None:
    assert callable(site)
    made = make(site(), tmp_path)
    assert ("is shut" in made.told) == ("WordPressSpider" in made.spider)
    assert [line for line in says if line not in made.spider] == [], made.spider
    assert len([line for line in made.spider.splitlines() if line.strip()]) <= 25
    assert {*made.held} == {one.title for one in stories()}
    for one in stories():
        held = made.held[one.title]
        assert held["text"] == "\n".join(one.paragraphs)
        assert held["published_at"][:16] == one.published.isoformat()[:16]
