"""`scrapy newsite` on invented sites of other makes: WordPress, and sections and articles that have only numbers."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from newscrawler.ending import Exit
from newscrawler.newsroom import Newsroom, Story
from tests.conftest import PROJECT, SCRAPY
from tests.server import Reply, play

HOME = "https://kend.example"
ROBOTS = Reply("User-agent: *\nAllow: /\n", kind="text/plain")


@cache
def stories() -> tuple[Story, ...]:
    """Some articles to print, newest first, no two under one headline."""
    room = Newsroom(articles=40, seed=7, sites=("azertag",))
    held = {one.title: one for one in room.published() if one.held and one.language == "az"}
    return tuple(sorted(held.values(), key=lambda one: one.published, reverse=True))[:24]


def numbered() -> dict[str, Reply]:
    """A site of 2008: its front page sends on, its sections are `cat.php?id=…`, its articles `news.php?id=…`."""
    shelves = {number: stories()[number::4] for number in range(4)}
    ids = {one: 7000 - place for place, one in enumerate(stories())}
    menu = "".join(f'<td><a href="cat.php?id={number + 3}">Rubrika {"ABCD"[number]}</a></td>' for number in shelves)
    head = '<html><head><meta charset="utf-8"><title>Kənd</title></head><body><table class="ust"><tr>'
    head += f'{menu}<td><a href="elaqe.php">Əlaqə</a></td></tr></table>'

    def cards(shown: Sequence[Story]) -> str:
        row = '<tr class="setir"><td><a href="news.php?id={}">{}</a></td><td><i>{:%d.%m.%Y %H:%M}</i></td></tr>'
        return f"<table>{''.join(row.format(ids[one], one.title, one.published) for one in shown)}</table>"

    def article(one: Story) -> str:
        when = f"<tr><td>Tarix: {one.published:%d.%m.%Y} | Saat: {one.published:%H:%M}</td></tr>"
        body = "<br><br>".join(one.paragraphs)
        title = f"<tr><td><h1>{one.title}</h1></td></tr>"
        return f'{head}<table class="orta">{title}{when}<tr><td class="metn">{body}</td></tr></table>'

    pages = {"/": '<meta http-equiv="refresh" content="0; url=/index.php">', "/index.php": head + cards(stories()[:9])}
    for number, shelf in shelves.items():
        path = f"/cat.php?id={number + 3}"
        pages[path] = pages[f"{path}&page=1"] = f'{head}{cards(shelf[:4])}<a href="{path}&page=2">2</a>'
        pages[f"{path}&page=2"] = f'{head}{cards(shelf[4:])}<a href="{path}&page=1">1</a>'
    pages |= {f"/news.php?id={ids[one]}": article(one) for one in stories()}
    return {"/robots.txt": ROBOTS, **{path: Reply(f"{page}</body></html>") for path, page in pages.items()}}


def wordpress() -> dict[str, Reply]:
    """A site on WordPress, its interface shut, with the sitemap of the core."""
    slugs = {one: one.url.rstrip("/").rpartition("/")[2].replace("_", "-") for one in stories()}
    links = "".join(f'<link rel="{rel}" href="{HOME}{path}">' for rel, path in (("https://api.w.org/", "/wp-json/"),))
    links += f'<link rel="alternate" type="application/rss+xml" href="{HOME}/feed/">'
    head = f'<html lang="az"><head><meta charset="utf-8"><meta name="generator" content="WordPress 6.4">{links}'

    def card(one: Story) -> str:
        stamp = f'<time class="entry-date" datetime="{one.published.isoformat()}">{one.published:%d.%m.%Y}</time>'
        title = f'<h2 class="entry-title"><a href="{HOME}/{slugs[one]}/">{one.title}</a></h2>'
        return f'<article class="post type-post">{title}{stamp}</article>'

    def article(one: Story) -> str:
        text = "".join(f"<p>{line}</p>" for line in one.paragraphs)
        when = f'<meta property="article:published_time" content="{one.published.isoformat()}">'
        body = f'<h1 class="entry-title">{one.title}</h1><div class="entry-content">{text}</div>'
        return f'{head}<title>{one.title} - Kənd</title>{when}</head><body><article class="post">{body}</article>'

    entries = "".join(f"<url><loc>{HOME}/{slugs[one]}/</loc></url>" for one in stories())
    items = "".join(
        f"<item><title>{one.title}</title><link>{HOME}/{slugs[one]}/</link></item>" for one in stories()[:8]
    )
    shard = f"{HOME}/wp-sitemap-posts-post-1.xml"
    html = {"/": f"{head}</head><body>{''.join(map(card, stories()[:9]))}"}
    html |= {f"/{slugs[one]}/": article(one) for one in stories()}
    return {
        "/robots.txt": Reply(f"User-agent: *\nAllow: /\nSitemap: {HOME}/wp-sitemap.xml\n", kind="text/plain"),
        "/feed/": Reply(f'<rss version="2.0"><channel>{items}</channel></rss>', kind="application/rss+xml"),
        "/wp-sitemap.xml": Reply(
            f"<sitemapindex><sitemap><loc>{shard}</loc></sitemap></sitemapindex>", kind="text/xml"
        ),
        "/wp-sitemap-posts-post-1.xml": Reply(f"<urlset>{entries}</urlset>", kind="text/xml"),
        **{path: Reply(f"{page}</body></html>") for path, page in html.items()},
    }


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
    ],
    ids=["numbered", "wordpress"],
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
