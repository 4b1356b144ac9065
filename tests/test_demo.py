"""`scrapy summary` and `scrapy demo`: what a newcomer looks at first."""

from pathlib import Path

from newscrawler.newsroom import Newsroom
from tests.conftest import PROJECT, RunScrapy

Room = tuple[Newsroom, str]
SITES = sorted(path.stem for path in (PROJECT / "newscrawler" / "spiders").glob("[a-z]*.py"))


def test_summary_shows_what_was_crawled(crawl: RunScrapy, run_scrapy: RunScrapy, small_room: Room) -> None:
    crawled = crawl(small_room[1], "-a", "since=2014")
    shown = run_scrapy("summary", "report")
    assert shown.code == 0
    assert f"{len(crawled.lines()):,} articles" in shown.log
    assert crawled.lines()[0]["id"] in shown.log


def test_summary_of_a_broken_archive_names_file_and_line(run_scrapy: RunScrapy, tmp_path: Path) -> None:
    folder = tmp_path / "archive" / "report" / "articles"
    folder.mkdir(parents=True)
    (folder / "2025-12-15.jsonl").write_text('{"id": "report:a\n', encoding="utf-8")
    done = run_scrapy("summary")
    assert done.code == 6
    assert "2025-12-15.jsonl:1" in done.log.replace("\n", "")


def test_the_demo_crawls_the_newsroom_and_shows_the_archive(run_scrapy: RunScrapy) -> None:
    done = run_scrapy("demo", "--sites", "report", "--articles", "40", "--seed", "5")
    assert done.code == 0, done.log[-2000:]
    assert "newsroom at http://127.0.0.1:" in done.log
    assert f"{len(done.lines())} articles" in done.log
    assert len(done.lines()) > 30


def test_the_demo_crawls_all_sites_and_counts_them_beside_what_the_newsroom_wrote(run_scrapy: RunScrapy) -> None:
    done = run_scrapy("demo", "--articles", "6", "--seed", "5", env={"COLUMNS": "160"})
    assert done.code == 0, done.log[-2000:]
    rows = {line.split()[0]: line.split()[1:3] for line in done.log.splitlines() if line.split()[:1]}
    for site in SITES:
        assert rows[site] == [str(len(done.lines(site=site)))] * 2
        assert done.lines(site=site)


def test_invented_and_real_articles_do_not_meet_in_one_archive(run_scrapy: RunScrapy, tmp_path: Path) -> None:
    folder = tmp_path / "archive" / "report" / "articles"
    folder.mkdir(parents=True)
    (folder / "2025-12-15.jsonl").touch()
    assert run_scrapy("demo").code == 2
    (tmp_path / "archive" / "demo.log").touch()
    done = run_scrapy("crawl", "report")
    assert (done.code, "invented" in done.log) == (2, True)
