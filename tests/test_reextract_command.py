"""`scrapy reextract` and `scrapy import` as a person starts them: what they print, and their exit codes."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from newscrawler.ending import Exit
from tests.conftest import RunScrapy
from tests.foreign import page, save
from tests.small_site import edited, stories
from tests.stored import FETCHED, capture, captures, contents, fill, lines, spiders


def rows(log: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.splitlines() if line.startswith("{")]


def test_a_reextraction_from_the_command_line(run_scrapy: RunScrapy, tmp_path: Path) -> None:
    root = tmp_path / "archive"
    fill(root, captures(12))
    count = len(lines(root))
    done = run_scrapy("reextract", "report")
    assert (done.code, f"{count} pages read again" in done.log) == (Exit.COMPLETE, True), done.log
    package = spiders(tmp_path, "other_section", 'section = css("h1")')[0]
    env = {"PYTHONPATH": f"{tmp_path}:{Path.cwd()}", "NEWSCRAWLER_SPIDER_MODULES": package}
    before = contents(root)
    dry = run_scrapy("reextract", "report", "--dry-run", "--diff", "--json", env=env)
    told = rows(dry.log)
    assert (dry.code, contents(root)) == (Exit.COMPLETE, before)
    assert [(row["row"], [*row.get("fields", ())]) for row in told] == [
        *[("changed", ["section"])] * count,
        ("summary", ["section"]),
    ]
    assert told[-1]["fields"] == {"section": count}
    real = run_scrapy("reextract", "report", "--diff", env=env)
    assert (real.code, real.log.count("\n  section: ")) == (Exit.COMPLETE, count)
    assert run_scrapy("verify").code == Exit.COMPLETE


def test_a_reader_that_goes_away_ends_it_quietly(tmp_path: Path) -> None:
    root = tmp_path / "archive"
    fill(root, captures(12))
    package = spiders(tmp_path, "other_section", 'section = css("h1")')[0]
    env = os.environ | {"PYTHONPATH": f"{tmp_path}:{Path.cwd()}", "NEWSCRAWLER_SPIDER_MODULES": package}
    asked = ["reextract", "report", "--diff", "--dry-run", "-s", f"ARCHIVE_DIR={root}"]
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "scrapy", *asked],
        stdout=writing, stderr=subprocess.PIPE, text=True, env=env, check=False, timeout=60,
    )  # fmt: skip
    os.close(writing)
    assert (done.returncode, "BrokenPipe" in done.stderr, "Traceback" in done.stderr) == (Exit.INCOMPLETE, False, False)


def test_refused_pages_are_told_and_end_with_exit_3(run_scrapy: RunScrapy, tmp_path: Path) -> None:
    root = tmp_path / "archive"
    story = stories(1)[0]
    fill(root, [capture(story.url, story.html)])
    package = spiders(tmp_path, "refusing", "refused = 'media'")[0]
    env = {"PYTHONPATH": f"{tmp_path}:{Path.cwd()}", "NEWSCRAWLER_SPIDER_MODULES": package}
    done = run_scrapy("reextract", "report", env=env)
    assert done.code == Exit.INCOMPLETE
    assert f"report:xeber-0 revision 1  {story.url}  refused: media" in done.log


def test_what_is_asked_wrongly_is_refused_before_anything_is_opened(run_scrapy: RunScrapy, tmp_path: Path) -> None:
    for args, word in (
        (("reextract", "kend"), "no spider is called 'kend'"),
        (("reextract", "report", "--since", "yesterday"), "since='yesterday'"),
        (("reextract", "report", "--dryrun"), "--dryrun"),
        (("reextract", "report"), "there is no archive"),
        (("import", str(tmp_path / "x.warc.gz")), "x.warc.gz"),
        (("import", str(tmp_path)), "a folder without a WARC"),
    ):
        done = run_scrapy(*args)
        assert (done.code, word in done.log, "Traceback" in done.log) == (Exit.USAGE, True, False), done.log
    assert not (tmp_path / "archive").exists()


def test_an_import_from_the_command_line(run_scrapy: RunScrapy, tmp_path: Path) -> None:
    story, other = stories(2)
    sound = save(tmp_path / "a.warc.gz", page(story), page(edited(story, 3), FETCHED + timedelta(days=30)), page(other))
    done = run_scrapy("import", str(sound))
    assert (done.code, "2 new articles" in done.log, "1 new revisions" in done.log) == (Exit.COMPLETE, True, True)
    again = run_scrapy("import", str(sound), "--json")
    assert (again.code, rows(again.log)[-1]["new"]) == (Exit.COMPLETE, 0)
    torn = tmp_path / "b.warc.gz"
    torn.write_bytes(sound.read_bytes()[:-100])
    told = run_scrapy("import", str(torn))
    assert (told.code, "b.warc.gz@" in told.log) == (Exit.INCOMPLETE, True)
    foreign = save(tmp_path / "c.warc", page(story).replace(b"report.az", b"kend0.az1"))
    none = run_scrapy("import", str(foreign))
    assert (none.code, "no site of ours" in none.log) == (Exit.NOTHING_FETCHED, True)
    assert run_scrapy("reextract", "report").code == Exit.COMPLETE
    assert run_scrapy("verify").code == Exit.COMPLETE


def test_an_import_whose_reader_goes_away_ends_quietly_and_can_be_done_again(
    run_scrapy: RunScrapy, tmp_path: Path
) -> None:
    path = save(tmp_path / "a.warc.gz", *map(page, stories(3)))
    env = os.environ | {"PYTHONPATH": str(Path.cwd()), "NEWSCRAWLER_ARCHIVE_DIR": str(tmp_path / "archive")}
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "scrapy", "import", "--list", str(path)],
        stdout=writing, stderr=subprocess.PIPE, text=True, env=env, check=False, timeout=60,
    )  # fmt: skip
    os.close(writing)
    assert (done.returncode, "Traceback" in done.stderr) == (Exit.INCOMPLETE, False)
    assert run_scrapy("import", str(path)).code == Exit.COMPLETE
    assert len(lines(tmp_path / "archive")) == 3


def test_an_import_on_a_full_disk_says_so_and_leaves_a_sound_archive(run_scrapy: RunScrapy, tmp_path: Path) -> None:
    long = [page(replace(story, advert=f"<!-- {os.urandom(9000).hex()} -->")) for story in stories(9)]
    path = save(tmp_path / "a.warc.gz", *long)
    full = "import resource as r; r.setrlimit(r.RLIMIT_FSIZE, (300_000, 300_000)); "
    start = f"{full}import sys; from scrapy.cmdline import execute; execute(['scrapy', 'import', {str(path)!r}])"
    env = os.environ | {"PYTHONPATH": str(Path.cwd()), "NEWSCRAWLER_ARCHIVE_DIR": str(tmp_path / "archive")}
    done = subprocess.run(
        [sys.executable, "-c", start], capture_output=True, text=True, env=env, check=False, timeout=60
    )
    assert (done.returncode, "Traceback" in done.stderr, "archive: " in done.stderr) == (Exit.STORAGE, False, True)
    assert run_scrapy("import", str(path)).code == Exit.COMPLETE
    assert len(lines(tmp_path / "archive")) == 9
    assert run_scrapy("verify").code == Exit.COMPLETE
