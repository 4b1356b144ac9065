"""`scrapy export` as a person calls it: options, a selection in a file, exit codes, the bytes of a crawled archive."""

import argparse
import json
from pathlib import Path

import pytest

from newscrawler.corpus.order.options import no_coverage
from newscrawler.corpus.order.request import add_arguments, order_of
from newscrawler.errors import ArgumentError
from newscrawler.newsroom import Newsroom
from newscrawler.survey import Survey
from tests.conftest import RunScrapy
from tests.corpus_site import make_archive
from tests.export_site import contents, ids, rows
from tests.server import Reply, play
from tests.small_site import SOURCES, rss, stories


def test_a_crawled_archive_gives_the_same_release_again_after_its_ledger_was_rebuilt(
    crawl: RunScrapy, run_scrapy: RunScrapy, small_room: tuple[Newsroom, str], tmp_path: Path
) -> None:
    archive = crawl(small_room[1], "-a", "since=2000").archive
    one, two = tmp_path / "one", tmp_path / "two"
    done = run_scrapy("export", str(one), "--format", "jsonl", "--format", "parquet", "--split", "hash")
    assert done.code == 0, done.log
    assert "articles in" in done.log
    assert run_scrapy("rebuild-ledger").code == 0
    assert run_scrapy("export", str(two), "--format", "jsonl", "--format", "parquet", "--split", "hash").code == 0
    assert contents(one) == contents(two)
    held = {json.loads(line)["id"] for path in archive.glob("*/articles/*") for line in path.open("rb")}
    assert set(ids(rows(one))) == held
    assert (one / "coverage.csv").read_text("utf-8").count("\n") > 2
    assert (one / "figures").is_dir()


def test_what_only_the_ledger_knows_of_polls_changes_no_release(run_scrapy: RunScrapy, tmp_path: Path) -> None:
    *old, new = stories(3)
    replies = {**SOURCES, "/rss/": rss(*old), **{one.path: one.reply for one in old}}
    with play(replies) as server:
        for day in (10, 12, 13):
            if day == 12:
                of_today = Reply(new.html.replace("2025-12-10T", "2025-12-12T"))
                server.replies |= {"/rss/": [rss(new, *old)], new.path: [of_today]}
            pace = ("-s", f"ORIGIN={server.origin}", "-s", "DOWNLOAD_DELAY=0.002")
            done = run_scrapy("update", "report", *pace, "-s", f"CLOCK=2025-12-{day}T08:00:00+00:00")
            assert done.code == 0, done.log
    assert [row.status for row in Survey(done.archive, "report").coverage().days] == ["unknown", "complete", "complete"]
    releases = [tmp_path / name for name in ("polled", "rebuilt")]
    for out in releases:
        assert run_scrapy("export", str(out), "--no-near-duplicates").code == 0
        assert run_scrapy("rebuild-ledger").code == 0
    assert contents(releases[0]) == contents(releases[1])


def test_options_lie_over_a_selection_file_and_what_was_used_is_in_the_release(
    run_scrapy: RunScrapy, tmp_path: Path
) -> None:
    archive = make_archive(tmp_path / "mine", 120)
    file = tmp_path / "choice.toml"
    file.write_text('sites = ["oxu", "report"]\nsince = 2014-03\nmin_chars = 10\n'.replace("2014-03", '"2014-03"'))
    options = ("--selection", str(file), "--site", "report", "--revisions", "as-of", "2030-01-01")
    done = run_scrapy("export", *options, str(tmp_path / "out"), "--archive", str(archive), "--no-near-duplicates")
    assert done.code == 0, done.log
    told = (tmp_path / "out" / "selection.toml").read_text("utf-8")
    assert told == 'sites = ["report"]\nsince = 2014-03-01\nmin_chars = 10\nrevisions = "as-of 2030-01-01"\n'
    found = rows(tmp_path / "out")
    assert {one["site"] for one in found} == {"report"}
    assert min(one["published_on"] for one in found) >= "2014-03-01"


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["out", "--format", "doc"], "--format doc: there are jsonl, "),
        (["out", "--selection", "nosuch.toml"], "nosuch.toml: No such file"),
        (["out", "--revisions", "as-of"], "--revisions as-of needs a day"),
        (["out", "--urls-only", "--format", "csv"], "--urls-only has a format of its own"),
        (["out", "--format", "jsonl,urls"], "--format urls: say --urls-only"),
        (["out", "--mask", "names"], "--mask 'names'"),
        (["out", "--rights", "free"], "--rights 'free'"),
        (["out", "--since", "2014-13"], "since 2014-13 is not a date"),
        (["out", "more"], "name one folder"),
        (["out", "--new-since", "a", "--previous", "b"], "leave --previous out"),
        ([], "name one folder"),
    ],
    ids=str,
)
def test_what_has_to_be_mended_by_a_person_is_named(tmp_path: Path, args: list[str], told: str) -> None:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    opts, rest = parser.parse_known_args(args)
    with pytest.raises(ArgumentError) as refused:
        order_of(rest, opts, tmp_path, no_coverage).check()
    assert told in str(refused.value)


def test_values_may_be_told_with_commas_and_a_section_keeps_its_own(tmp_path: Path) -> None:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    told = ["out", "--format", "csv, jsonl", "--format=csv,txt", "--site", "oxu,report", "--section", "İncəsənət, kino"]
    opts, rest = parser.parse_known_args([*told, "--archive", str(tmp_path), "--archive", f"{tmp_path}/."])
    order = order_of(rest, opts, tmp_path, no_coverage)
    assert order.formats == ("csv", "jsonl", "txt")
    assert (order.selection.sites, order.selection.sections) == (("oxu", "report"), ("İncəsənət, kino",))
    assert order.archives == (tmp_path,)


@pytest.mark.parametrize("args", [["--formt", "csv"], ["--site", "nosuch"], ["--split", "random"]], ids=str)
def test_a_request_that_cannot_be_met_ends_with_2_and_leaves_nothing(
    run_scrapy: RunScrapy, tmp_path: Path, args: list[str]
) -> None:
    make_archive(tmp_path / "archive", 3, ledger=False)
    done = run_scrapy("export", str(tmp_path / "out"), *args)
    assert (done.code, args[0] in done.log, "Traceback" in done.log) == (2, True, False), done.log
    assert [path.name for path in tmp_path.iterdir()] == ["archive"]


def test_without_an_archive_there_is_nothing_to_export_and_it_ends_with_2_as_other_commands_do(
    run_scrapy: RunScrapy, tmp_path: Path
) -> None:
    done = run_scrapy("export", str(tmp_path / "out"))
    assert (done.code, f"there is no archive at {tmp_path / 'archive'}" in done.log) == (2, True), done.log
