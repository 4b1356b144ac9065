"""Sites outside the repository: a package of one's own on Python's path, and saved pages in a folder of one's own."""

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from newscrawler.newsroom import Newsroom
from tests.conftest import PROJECT, RunScrapy

SPIDER = '''"""Kənd, https://kend.example"""

from newscrawler.cms.wordpress import NO_POSTS, WordPressSpider, live_sources, post_sitemap

SITE = "https://kend.example"


class KendSpider(WordPressSpider):
    """https://kend.example."""

    name = "kend"
    allowed_domains = ["kend.example"]
    article_url = rf"^https://kend\\.example/{NO_POSTS}(?P<key>[a-z0-9-]+)/$"
    live = live_sources(SITE)
    archive = (post_sitemap(SITE),)
'''
PAGE = """<html lang="az"><head><title>{title}</title><link rel="canonical" href="{url}">
<meta property="article:published_time" content="{date}"></head><body><article class="post">
<h1 class="entry-title">{title}</h1><div class="entry-content"><p>{text}</p></div></article></body></html>"""
POSTS = {
    "bulaq": ("Kənddə bulaq təmir olunub", "2025-12-14T10:20:30+04:00"),
    "korpu": ("Çayın üstündən körpü salınıb", "2025-12-13T09:08:07+04:00"),
    "mekteb": ("Məktəbin damı yenilənib", "2021-03-02T16:15:14+04:00"),
}
TEXT = "Sakinlər işlərin iki həftə çəkdiyini, suyun isə artıq fasiləsiz verildiyini deyirlər, {}."


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder with the package `my.spiders` and the pages of its one site."""
    package = tmp_path / "own" / "my" / "spiders"
    package.mkdir(parents=True)
    for folder in (package, package.parent):
        (folder / "__init__.py").touch()
    (package / "kend.py").write_text(SPIDER, encoding="utf-8")
    pages = tmp_path / "own" / "pages" / "kend"
    pages.mkdir(parents=True)
    for key, (title, date) in POSTS.items():
        url, text = f"https://kend.example/{key}/", TEXT.format(key)
        page = PAGE.format(title=title, url=url, date=date, text=text)
        told = {"id": f"kend:{key}", "url": url, "language": "az", "title": title, "text": text, "section": None}
        told |= {"published_on": date[:10], "published_at": date, "published_precision": "second"}
        case = {"url": url, "page": "WordPressPage", "now": "2026-01-01T12:00:00+00:00", "expected": told}
        (pages / f"{key}.html.gz").write_bytes(gzip.compress(page.encode()))
        (pages / f"{key}.json").write_text(json.dumps(case), encoding="utf-8")
    return tmp_path / "own"


def on_path(own: Path) -> dict[str, str]:
    return {"PYTHONPATH": f"{PROJECT}{os.pathsep}{own}"}


@pytest.mark.parametrize("by", ["command line", "environment"])
def test_a_spider_of_ones_own_is_crawled_as_any_other(by: str, own: Path, run_scrapy: RunScrapy) -> None:
    modules = "newscrawler.spiders,my.spiders"
    told = ("-s", f"SPIDER_MODULES={modules}") if by == "command line" else ()
    env = on_path(own) | ({} if told else {"NEWSCRAWLER_SPIDER_MODULES": modules})
    room = Newsroom(sites=("kend",), pages=own / "pages")
    with room.serve() as origin:
        pace = ("-s", f"ORIGIN={origin}", "-s", "DOWNLOAD_DELAY=0.002")
        done = run_scrapy("crawl", "kend", "-a", "since=2021", *told, *pace, env=env)
    assert done.code == 0, done.log[-2000:]
    records = {line["id"]: line for line in done.lines(site="kend")}
    assert len(records) == len(done.lines(site="kend")) == len(POSTS)
    for key, (title, date) in POSTS.items():
        record = records[f"kend:{key}"]
        assert (record["title"], record["text"], record["published_at"]) == (title, TEXT.format(key), date)
    rows = {row["name"]: row for row in json.loads(run_scrapy("sites", "--json", *told, env=env).log)}
    assert (rows["kend"]["family"], rows["kend"]["articles"]) == ("wordpress", len(POSTS))
    assert "report" in rows


def test_pages_of_ones_own_are_read_by_the_same_test_that_reads_ours(own: Path) -> None:
    def check() -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/test_pages.py", "-k", "kend"]
        env = {**os.environ, **on_path(own), "PAGES": str(own / "pages"), "SPIDER_MODULES": "my.spiders"}
        return subprocess.run(command, cwd=PROJECT, env=env, capture_output=True, text=True, timeout=60, check=False)

    good = check()
    assert (good.returncode, good.stdout.split()[0]) == (0, "." * (len(POSTS) + 1)), good.stdout
    case = own / "pages" / "kend" / "bulaq.json"
    case.write_text(case.read_text(encoding="utf-8").replace("10:20:30", "10:20:31"), encoding="utf-8")
    bad = check()
    assert (bad.returncode, "published_at" in bad.stdout) == (1, True)


def test_two_spiders_of_one_name_are_an_error_that_names_both_files(own: Path, run_scrapy: RunScrapy) -> None:
    other = own / "my" / "spiders" / "village.py"
    other.write_text(SPIDER, encoding="utf-8")
    for command in (("crawl", "kend"), ("sites",)):
        done = run_scrapy(*command, "-s", "SPIDER_MODULES=newscrawler.spiders,my.spiders", env=on_path(own))
        assert done.code == 2
        assert "two spiders are called 'kend'" in done.log
        assert str(other) in done.log
        assert str(other.with_name("kend.py")) in done.log
        assert "Traceback" not in done.log
    assert run_scrapy("list", "-s", "SPIDER_MODULES=my.spiders", env=on_path(own)).code != 0


def test_one_package_named_twice_is_no_conflict(own: Path, run_scrapy: RunScrapy) -> None:
    done = run_scrapy("sites", "kend", "-s", "SPIDER_MODULES=my.spiders,my.spiders.kend,my", env=on_path(own))
    assert done.code == 0, done.log


def test_a_package_that_is_not_there_is_a_usage_error(run_scrapy: RunScrapy) -> None:
    done = run_scrapy("sites", "-s", "SPIDER_MODULES=newscrawler.spiders,nobodys.spiders")
    assert (done.code, "there is no package 'nobodys.spiders'" in done.log) == (2, True)
    assert "Traceback" not in done.log
