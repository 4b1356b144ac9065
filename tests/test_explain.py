"""`scrapy explain`: one page, field by field, from a URL, a file or the archive."""

import gzip
import json
import os
import re
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from scrapy.settings import Settings

from newscrawler.archive.model import Taken, Tick
from newscrawler.archive.rawpages import Page
from newscrawler.archive.store import Archive
from newscrawler.command import DEMO_LOG
from newscrawler.ending import Exit
from newscrawler.explaining import Explanation, explain
from newscrawler.explaining.subjects import page_of_article, page_of_file, spider_for, subject_of
from newscrawler.reading.document import Document
from newscrawler.reading.looks import crumb
from newscrawler.sitereader import Told
from newscrawler.storedpages import fetched_page, read_stored
from newscrawler.storedsites import load_site
from tests.conftest import PROJECT, SCRAPY, RunScrapy
from tests.server import Reply, play
from tests.small_site import SOURCES, Pages, edited, stories
from tests.stored import CLOCK, MODULES, capture, fill, lines

PAGES = PROJECT / "tests" / "pages"
SETTINGS = Settings({"SPIDER_MODULES": ["newscrawler.spiders"]})
(ONE,) = stories(1)


def scrapy(*args: str, **environment: str) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join(filter(None, (str(PROJECT), os.environ.get("PYTHONPATH"))))
    env = {**os.environ, "PYTHONPATH": path, "NEWSCRAWLER_DOWNLOAD_DELAY": "0.002", **environment}
    command = [sys.executable, "-c", SCRAPY, "explain", *args]
    return subprocess.run(command, cwd=PROJECT, env=env, capture_output=True, text=True, timeout=60, check=False)


def explained(path: Path, url: str | None = None) -> Explanation:
    page = page_of_file(path, url)
    return explain(subject_of(page, spider_for(SETTINGS, page.url)))


def said(told: Explanation, field: str) -> dict[str, bool]:
    """The looks of a field that found something, and whether it was taken from there."""
    (found,) = [one for one in told.fields if one.name == field]
    return {one.look: one.won for one in found.said if one.values}


def test_each_field_tells_who_won_and_what_the_others_said() -> None:
    told = explained(PAGES / "report" / "new-az-updated.html.gz")
    assert said(told, "title")["css(h1.section-title)"]
    assert said(told, "title")["meta(og:title)"] is False
    assert said(told, "published")["ld(datePublished)"]
    assert said(told, "published")["css(.news-detail__head ul.news__date li)"] is False
    assert all(sum(said(told, name).values()) == 1 for name in ("title", "published", "section", "paragraphs"))
    assert told.record is not None
    assert told.rejected is None


@pytest.mark.parametrize("case", ["axar/usual", "apa/2021", "azadliq/usual", "oxu/new-ru", "sonxeber/usual"])
def test_the_record_is_the_one_that_the_saved_page_expects(case: str) -> None:
    told = explained(PAGES / f"{case}.html.gz")
    expected = json.loads((PAGES / f"{case}.json").read_text(encoding="utf-8"))["expected"]
    record: dict[str, Any] = told.record.as_dict() if told.record else {}
    assert {key: record.get(key) for key in expected} == expected


def test_what_normalisation_did_is_told() -> None:
    repaired = explained(PAGES / "report" / "new-az-text-defects.html.gz")
    assert any(one.fixes for one in repaired.fields)
    fields = {one.name: one for one in explained(PAGES / "axar" / "usual.html.gz").fields}
    assert fields["paragraphs"].fixes[0].startswith("left out: Göygöldə")  # the headline, repeated
    assert fields["lead"].fixes == ["left out: it repeats the headline or how the text begins"]


def test_page_that_is_no_article_says_why_and_ends_with_3() -> None:
    done = scrapy(str(PAGES / "report" / "new-az-soft-404.html.gz"), "--json")
    told = json.loads(done.stdout)
    assert done.returncode == Exit.INCOMPLETE
    assert told["record"] is None
    assert told["rejected"]["reason"] == "gone"


def test_redesigned_page_shows_the_generic_reader(tmp_path: Path) -> None:
    page = gzip.decompress((PAGES / "report" / "new-az-updated.html.gz").read_bytes()).decode()
    redesigned = tmp_path / "page.html"
    redesigned.write_text(re.sub(r'(class|id)="', r'\1="neu-', page), encoding="utf-8")
    told = explained(redesigned)
    assert said(told, "paragraphs") == {"trafilatura": True}
    assert told.record is not None
    assert "generic_extractor" in told.record.flags


def test_url_is_fetched_by_robots_txt_and_under_origin() -> None:
    robots = Reply("User-agent: newscrawler\nDisallow: /siyaset/", kind="text/plain")
    pages: Pages = {"/robots.txt": robots, ONE.path: ONE.reply, "/siyaset/x": ONE.reply}
    with play(pages) as server:
        done = scrapy(ONE.url, "--json", "-s", f"ORIGIN={server.origin}")
        refused = scrapy("https://report.az/siyaset/x", "-s", f"ORIGIN={server.origin}")
        missing = scrapy("https://report.az/hadise/yox", "-s", f"ORIGIN={server.origin}")
    assert (done.returncode, json.loads(done.stdout)["record"]["text"]) == (Exit.COMPLETE, ONE.text)
    assert "newscrawler" in server.seen[0].headers["user-agent"]
    assert "/siyaset/x" not in server.paths
    assert (refused.returncode, missing.returncode) == (Exit.NOTHING_FETCHED, Exit.NOTHING_FETCHED)
    assert "robots.txt" in refused.stderr
    assert "HTTP 404" in missing.stderr


def test_page_of_an_unknown_site_is_read_by_the_generic_reader() -> None:
    with play({ONE.path: ONE.reply}) as server:
        done = scrapy(f"https://kend.az{ONE.path}", "--json", "-s", f"ORIGIN={server.origin}")
    told = json.loads(done.stdout)
    assert (told["site"], told["layout"].partition("@")[0]) == ("kend.az", "kend.az.GenericPage")
    assert told["record"]["text"] == ONE.text


def test_article_of_the_archive_is_explained_by_its_id(crawl: RunScrapy, run_scrapy: RunScrapy) -> None:
    with play({**SOURCES, ONE.path: ONE.reply}) as server:
        crawl(server.origin, "-a", f"seeds={server.seeds(ONE.path)}")
    done = run_scrapy("explain", "report:xeber-0")
    assert done.code == Exit.COMPLETE, done.log
    assert ONE.title in done.log
    assert "blocks(.news-detail__desc)" in done.log
    assert run_scrapy("explain", "report:xeber-1").code == Exit.USAGE


def test_held_article_is_explained_by_its_address_where_the_site_does_not_show_it(tmp_path: Path) -> None:
    held = {"NEWSCRAWLER_ARCHIVE_DIR": str(tmp_path)}
    fill(tmp_path, [capture(ONE.url, ONE.html)])
    with play({}) as server:
        live = scrapy(ONE.url, "--json", "-s", f"ORIGIN={server.origin}", **held)
        asked = len(server.seen)
        kept = scrapy(f"{ONE.url}/?from=rss", "--held", "--json", "-s", f"ORIGIN={server.origin}", **held)
        none = scrapy("https://report.az/hadise/yox", "--held", "-s", f"ORIGIN={server.origin}", **held)
        assert (len(server.seen), asked > 0) == (asked, True)
    assert (live.returncode, json.loads(live.stdout)["record"]["text"]) == (Exit.COMPLETE, ONE.text)
    assert "HTTP 404" in live.stderr
    assert "explained is report:xeber-0 as it was fetched at 2025-12-16T06:00:00Z" in live.stderr
    assert (kept.returncode, json.loads(kept.stdout)["record"]["text"]) == (Exit.COMPLETE, ONE.text)
    assert (none.returncode, "holds no article" in none.stderr) == (Exit.USAGE, True)


def test_an_archive_of_invented_articles_can_be_explained_from_without_an_origin(tmp_path: Path) -> None:
    fill(tmp_path, [capture(ONE.url, ONE.html)])
    (tmp_path / DEMO_LOG).touch()
    done = scrapy("report:xeber-0", "--json", NEWSCRAWLER_ARCHIVE_DIR=str(tmp_path))
    assert (done.returncode, json.loads(done.stdout)["record"]["text"]) == (Exit.COMPLETE, ONE.text)


def test_newest_revision_is_explained_although_an_older_one_was_read_again_later(tmp_path: Path) -> None:
    later = edited(ONE, 3)
    fill(tmp_path, [capture(ONE.url, ONE.html), capture(ONE.url, later.html, CLOCK.now() + timedelta(days=1))])
    with Archive.open(tmp_path, CLOCK) as archive:
        archive.commit(Tick(lines=[("articles", lines(tmp_path)[0])]))
    assert [line["revision"] for line in lines(tmp_path)] == [1, 2, 1]
    page, told = page_of_article(tmp_path, "report:xeber-0")
    record = explain(subject_of(page, spider_for(SETTINGS, page.url), told)).record
    assert (record and record.text, page.fetched_at) == (later.text, CLOCK.now() + timedelta(days=1))


@pytest.mark.parametrize(("data", "reason"), [(b"", "empty"), (b" \n", "empty"), (b"<html><p>yar", "cut_off")])
def test_page_without_a_text_is_rejected_for_what_it_is(tmp_path: Path, data: bytes, reason: str) -> None:
    (tmp_path / "page.html").write_bytes(data)
    told = explained(tmp_path / "page.html", ONE.url)
    assert (told.record, told.rejected and told.rejected.reason) == (None, reason)


def test_article_of_the_archive_is_explained_with_the_date_that_only_its_feed_told(tmp_path: Path) -> None:
    exchange = capture(ONE.url, ONE.html.replace("datePublished", "x"))
    stored = Page(exchange.url, exchange.at, 200, [*exchange.headers], exchange.payload)
    feed = Told(ONE.url, [{"source": "feed", "raw": "Wed, 10 Dec 2025 11:23:45 +0400"}])
    record = read_stored(load_site(MODULES, "report"), fetched_page(stored), feed).as_dict()
    with Archive.open(tmp_path, CLOCK) as archive:
        archive.commit(Tick(taken=[Taken(record, ONE.url, exchange)]))
    page, before = page_of_article(tmp_path, "report:xeber-0")
    told = explain(subject_of(page, spider_for(SETTINGS, page.url), before))
    assert told.record is not None
    assert told.record.published_at == "2025-12-10T11:23:45+04:00"
    assert said(told, "published") == {"feed": True}


@pytest.mark.parametrize(("last", "section"), [("Siyasət", ["Siyasət"]), ("Kənd yolu bu gün açıldı", [])])
def test_breadcrumb_that_names_only_the_article_tells_no_section(last: str, section: list[str]) -> None:
    crumbs = {"@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "position": 1, "name": last}]}
    data = f'<script type="application/ld+json">{json.dumps(crumbs)}</script>'
    page = Document(f"<head>{data}</head><h1>Kənd yolu bu gün açıldı</h1>", "https://kend.az/1")
    assert [one.raw for one in crumb().find(page)] == section
