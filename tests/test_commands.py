"""What every Scrapy user expects to work, works; what Scrapy swallows, is said."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from newscrawler.command import stoppable
from newscrawler.commands.verify import Command
from newscrawler.ending import Exit
from newscrawler.newsroom import Newsroom
from tests.conftest import PROJECT, RunScrapy

Room = tuple[Newsroom, str]


def story_url(room: Newsroom) -> str:
    return next(story.url for story in room.stories if story.status == 200 and story.language == "az")


SITES = sorted(path.stem for path in (PROJECT / "newscrawler" / "spiders").glob("[a-z]*.py"))


def test_list_names_the_sites(run_scrapy: RunScrapy) -> None:
    done = run_scrapy("list")
    assert (done.code, done.log.split()) == (0, SITES)


def test_fetch_shows_a_page_through_the_origin_and_archives_nothing(run_scrapy: RunScrapy, small_room: Room) -> None:
    room, origin = small_room
    done = run_scrapy("fetch", "--nolog", "-s", f"ORIGIN={origin}", story_url(room))
    assert done.code == 0
    assert "<h1" in done.log
    assert not done.archive.exists()


def test_shell_runs_code_on_a_response(run_scrapy: RunScrapy, small_room: Room) -> None:
    room, origin = small_room
    code = "print('status', response.status, response.url, type(spider).__name__)"
    done = run_scrapy("shell", "--nolog", "-s", f"ORIGIN={origin}", "-c", code, story_url(room))
    assert f"status 200 {story_url(room)} ReportSpider" in done.log
    assert not done.archive.exists()


def test_parse_shows_the_strings_of_an_article_and_the_candidates_of_a_listing(
    run_scrapy: RunScrapy, small_room: Room
) -> None:
    room, origin = small_room
    article = run_scrapy("parse", "--nolog", "--nocolour", "-s", f"ORIGIN={origin}", story_url(room))
    assert "'extractor': 'report.ReportPage" in article.log
    listing = run_scrapy("parse", "--nolog", "--nocolour", "-s", f"ORIGIN={origin}", "https://report.az/son-xeberler")
    assert listing.log.count("'kind': 'article'") > 5
    assert not listing.archive.exists()


def test_parse_with_pipelines_shows_the_record(run_scrapy: RunScrapy, small_room: Room) -> None:
    room, origin = small_room
    done = run_scrapy("parse", "--pipelines", "--nocolour", "-s", f"ORIGIN={origin}", story_url(room))
    assert done.code == 0
    assert "Traceback" not in done.log
    assert not done.archive.exists()


PLAIN = """
import scrapy
class Plain(scrapy.Spider):
    name = "plain"
    start_urls = ["{origin}/newsroom/truth.jsonl"]
    custom_settings = {{"ROBOTSTXT_OBEY": False}}
    def parse(self, response):
        yield {{"bytes": len(response.body), "title": "sadə"}}
"""


def test_a_plain_spider_with_dict_items_works_and_touches_no_archive(
    run_scrapy: RunScrapy, small_room: Room, tmp_path: Path
) -> None:
    copy = tmp_path / "project"
    shutil.copytree(PROJECT / "newscrawler", copy / "newscrawler")
    shutil.copy(PROJECT / "scrapy.cfg", copy)
    (copy / "newscrawler" / "spiders" / "plain.py").write_text(PLAIN.format(origin=small_room[1]), encoding="utf-8")
    out = tmp_path / "plain.jsonl"
    done = run_scrapy("crawl", "plain", "-O", str(out), cwd=copy, env={"PYTHONPATH": str(copy)})
    assert done.code == 0, done.log
    [line] = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert line["title"] == "sadə"
    assert not done.archive.exists()


def test_scrapyds_job_argument_is_accepted(crawl: RunScrapy, small_room: Room) -> None:
    assert crawl(small_room[1], "-a", "_job=26d1b1a6d6f111e0be5c001e648c57f8").code == 0


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("--sinse", "2014"), "unknown option --sinse"),
        (("--since", "2014"), "unknown option --since: here it is -a since=…"),
        (("-s", "ARCHVE_DIR=old"), "-s ARCHVE_DIR: there is no such setting; ARCHIVE_DIR is one"),
        (("-s", "contact=you@example.org"), "-s contact: there is no such setting; CONTACT is one"),
        (("-a", "sinse=2014"), "unknown argument 'sinse'"),
        (("-a", "since=2014-13"), "since='2014-13'"),
        (("-a", "since=2025", "-a", "until=2024"), "later than"),
        (("-a", "edition=tr"), "edition='tr'"),
        (("-s", "CLOCK=tomorrow"), "CLOCK"),
        (("-s", "ORIGIN=127.0.0.1:8000"), "ORIGIN"),
        (("-s", "CONTACT=şəxs"), "CONTACT"),
    ],
)
def test_bad_input_is_a_usage_error_before_anything_is_fetched(
    arguments: tuple[str, ...], word: str, crawl: RunScrapy
) -> None:
    done = crawl("http://127.0.0.1:9", *arguments)
    assert done.code == 2
    assert word in done.log
    assert "Traceback" not in done.log
    assert not done.archive.exists()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("reprot", "no spider is called 'reprot': report? scrapy list shows them"),
        ("https://kend.az/", "scrapy crawl any -a url=https://kend.az/ reads a site without one"),
    ],
)
def test_a_wrong_name_of_a_site_is_answered_with_what_was_meant(name: str, words: str, run_scrapy: RunScrapy) -> None:
    done = run_scrapy("crawl", name)
    assert (done.code, words in done.log) == (2, True), done.log


def test_a_setting_like_none_of_ours_is_left_to_whoever_reads_it(crawl: RunScrapy, small_room: Room) -> None:
    assert crawl(small_room[1], "-s", "MY_EXTENSION_DEPTH=3").code == 0


def test_a_file_in_the_archives_place_is_told_as_one(run_scrapy: RunScrapy, tmp_path: Path) -> None:
    (tmp_path / "taken").touch()
    done = run_scrapy("crawl", "report", "-s", f"ARCHIVE_DIR={tmp_path / 'taken'}", "-s", "ORIGIN=http://127.0.0.1:9")
    assert (done.code, f"{tmp_path / 'taken'}: is no folder" in done.log) == (6, True), done.log


def test_several_sites_are_crawled_in_one_process_and_the_gravest_code_counts(
    run_scrapy: RunScrapy, tmp_path: Path
) -> None:
    room = Newsroom(articles=12, seed=4, sites=("axar", "sonxeber"))
    pace = ("-s", "DOWNLOAD_DELAY=0.002", "-s", "CLOCK=2025-12-15T18:00:00+04:00")
    with room.serve() as origin:
        copies = str(tmp_path / "%(name)s.jsonl")
        done = run_scrapy("crawl", "axar", "sonxeber", "axar", "-O", copies, "-s", f"ORIGIN={origin}", *pace)
        one_lacks = run_scrapy("crawl", "sonxeber", "milli", "-s", f"ORIGIN={origin}", *pace)
    assert done.code == 0, done.log[-2000:]
    for site in ("axar", "sonxeber"):
        held = {line["id"] for line in done.lines(site=site)}
        assert held
        copied = [json.loads(line) for line in (tmp_path / f"{site}.jsonl").read_text(encoding="utf-8").splitlines()]
        assert {line["id"] for line in copied} == held
    assert done.log.count("Spider opened") == 2
    assert one_lacks.code in (3, 4)
    assert "sonxeber: complete" in one_lacks.log


@pytest.mark.parametrize(
    "arguments",
    [
        ("crawl",),
        ("crawl", "reprot"),
        ("crawl", "report", "x"),
        ("crawl", "report", "axar", "-a", "edition=ru"),
        ("crawl", "report", "axar", "-O", "both.jsonl"),
        ("summary", "x"),
        ("demo", "report"),
        ("demo", "--sites", "reprot"),
        ("crawl", "report", "-s", "DOWNLOAD_DELAY=tez"),
        ("crawl", "report", "-s", "KEEP_PAGES=bəli"),
        ("summary",),
    ],
)
def test_a_wrong_command_line_exits_2(arguments: tuple[str, ...], run_scrapy: RunScrapy) -> None:
    done = run_scrapy(*arguments)
    assert done.code == 2
    assert "Traceback" not in done.log


def test_a_variable_that_names_no_setting_is_an_error(run_scrapy: RunScrapy) -> None:
    done = run_scrapy("crawl", "report", env={"NEWSCRAWLER_ORIGN": "http://127.0.0.1:9"})
    assert done.code == 2
    assert "NEWSCRAWLER_ORIGN" in done.log


def test_the_command_line_beats_the_environment_which_beats_the_settings(
    run_scrapy: RunScrapy, small_room: Room
) -> None:
    code = "print('agent', settings['USER_AGENT'], settings['CONTACT'])"
    env = {"NEWSCRAWLER_CONTACT": "env@example.org", "NEWSCRAWLER_ORIGIN": small_room[1]}
    shell = ("shell", "--nolog", "-c", code, "https://report.az/son-xeberler")
    assert "+env@example.org" in run_scrapy(*shell, env=env).log
    assert "+cli@example.org" in run_scrapy(*shell, "-s", "CONTACT=cli@example.org", env=env).log


def test_the_console_script_is_the_same_commands_from_any_folder(tmp_path: Path) -> None:
    code = "from newscrawler.__main__ import main; main(['newscrawler', 'list'])"
    command = [sys.executable, "-c", code]
    done = subprocess.run(
        command, cwd=tmp_path, env={"PYTHONPATH": str(PROJECT)}, capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout.split()) == (0, SITES), done.stderr


def test_a_command_that_a_person_stops_says_so_and_is_incomplete(capsys: pytest.CaptureFixture[str]) -> None:
    command = Command()
    with stoppable(command):
        raise KeyboardInterrupt
    assert (command.exitcode, capsys.readouterr().err) == (Exit.INCOMPLETE, "stopped\n")
