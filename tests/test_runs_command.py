"""`scrapy runs`: the receipts as a person reads them."""

import io
import json
from pathlib import Path

import pytest
from rich.console import Console

from newscrawler.archive.receipts import append
from newscrawler.commands.runs import row, show
from tests.conftest import RunScrapy
from tests.test_receipts import receipt

DAYS = ("2025-11-29T08:00:00Z", "2025-11-30T19:59:59Z", "2025-11-30T20:00:00Z", "2025-12-01T08:00:00Z")
"""In Baku the third is the first second of December."""


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Four runs, of two sites in turn."""
    for number, started in enumerate(DAYS):
        append(tmp_path / "archive", receipt(number * 1_000_000, started, ("report", "axar")[number % 2]))
    return tmp_path / "archive"


def starts(shown: str) -> list[str]:
    """The times of the runs that are shown, in their order."""
    return [line[:19] for line in shown.splitlines() if line.startswith("2025")]


def as_shown(*numbers: int) -> list[str]:
    return [DAYS[number].replace("T", " ").rstrip("Z") for number in numbers]


def test_the_newest_runs_are_shown_last_in_columns(run_scrapy: RunScrapy, archive: Path) -> None:
    done = run_scrapy("runs")
    assert done.code == 0
    assert starts(done.log) == as_shown(0, 1, 2, 3)
    heading, *lines = done.log.splitlines()
    assert heading.split()[:4] == ["started", "(UTC)", "site", "command"]
    assert lines[3].split() == [*as_shown(3)[0].split(), *"axar update 2 4 25% 3.00 2 1 1 0 complete".split()]
    assert {line.index("update") for line in lines} == {heading.index("command")}


@pytest.mark.parametrize(
    ("options", "shown"),
    [
        (("report",), (0, 2)),
        (("--last", "1"), (3,)),
        (("axar", "--last", "1"), (3,)),
        (("--since", "2025-12-01"), (2, 3)),
        (("--since", "2025-12"), (2, 3)),
        (("--since", "2025-11-01", "--last", "2", "report"), (0, 2)),
        (("--since", "2026-01-01"), ()),
    ],
)
def test_site_number_and_day_in_baku_choose_the_runs(
    options: tuple[str, ...], shown: tuple[int, ...], run_scrapy: RunScrapy, archive: Path
) -> None:
    done = run_scrapy("runs", *options)
    assert (done.code, starts(done.log)) == (0, as_shown(*shown))


def test_json_gives_the_lines_as_they_are(run_scrapy: RunScrapy, archive: Path) -> None:
    done = run_scrapy("runs", "--json")
    written = [path.read_text(encoding="utf-8") for path in sorted(archive.glob("runs/*.jsonl"))]
    assert done.log == "".join(written)
    assert json.loads(done.log.splitlines()[0])["site"] == "report"


def test_a_torn_line_is_told_and_the_others_are_shown(run_scrapy: RunScrapy, archive: Path) -> None:
    with (archive / "runs" / "2025-12.jsonl").open("ab") as file:
        file.write(b'{"schema": 1, "si')
    done = run_scrapy("runs")
    assert (done.code, starts(done.log)) == (0, as_shown(0, 1, 2, 3))
    assert "2025-12.jsonl: the last line is torn after 17 bytes" in done.log


@pytest.mark.parametrize(
    ("options", "word"),
    [
        (("oxu",), "holds no receipt of 'oxu'"),
        (("report", "axar"), "name one site"),
        (("--last", "0"), "no number of runs"),
        (("--last", "-3"), "--last"),
        (("--since", "2025-13-01"), "since='2025-13-01' is not a date like"),
        (("--since", "20251201"), "is not a date like 2014, 2014-03"),
        (("--lats", "3"), "--lats"),
    ],
)
def test_a_wrong_question_is_a_usage_error(
    options: tuple[str, ...], word: str, run_scrapy: RunScrapy, archive: Path
) -> None:
    done = run_scrapy("runs", *options)
    assert (done.code, word in done.log, "Traceback" in done.log) == (2, True, False)


def test_an_archive_without_receipts_is_a_usage_error_that_makes_no_folder(run_scrapy: RunScrapy) -> None:
    done = run_scrapy("runs")
    assert (done.code, "holds no receipt" in done.log) == (2, True)
    assert not done.archive.exists()


def test_a_folder_that_cannot_be_read_is_a_fault_of_the_storage(run_scrapy: RunScrapy, archive: Path) -> None:
    (archive / "runs" / "2026-01.jsonl").mkdir()
    done = run_scrapy("runs")
    assert (done.code, "2026-01.jsonl: Is a directory" in done.log) == (6, True)


def test_a_terminal_gets_a_table_in_which_words_of_a_reason_are_no_markup() -> None:
    console = Console(file=io.StringIO(), force_terminal=True, width=160, no_color=True)
    refused = receipt(exit=6, reason="the archive could not be written: [red] is a folder").__dict__
    show([row(refused | {"requests": {"total": 0}})], console)
    assert isinstance(console.file, io.StringIO)
    assert "[red] is a folder" in console.file.getvalue()
    assert "  –  " in console.file.getvalue()
