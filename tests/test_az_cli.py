"""`python -m newscrawler.az`, as a person runs it."""

import subprocess
import sys
from pathlib import Path

import pytest

DIRTY = "Mәmmәdov\xa0 vÉ™ Caspianв\r\n\r\nson\n"
CLEAN = "Məmmədov və Caspianв\nson\n"


def run(*arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "newscrawler.az", *arguments], input=given, capture_output=True)


def test_clean_repairs_standard_input_and_says_nothing_else() -> None:
    done = run("clean", given=DIRTY.encode())
    assert (done.returncode, done.stdout.decode(), done.stderr) == (0, CLEAN, b"")


def test_report_lists_the_fixes_and_flags_apart_from_the_text() -> None:
    done = run("clean", "--report", given=DIRTY.encode())
    assert done.stdout.decode() == CLEAN
    assert done.stderr.decode().split("\n") == [
        "mojibake:cp1252",
        "spaces:1",
        "newlines:1",
        "lookalikes:2",
        "flag mixed_script",
        "",
    ]


def test_clean_takes_what_is_not_utf_8() -> None:
    assert run("clean", given="Город встретил гостей".encode("cp1251")).stdout.decode() == "Город встретил гостей\n"
    assert run("clean").stdout == b"\n"


def test_date_prints_the_one_date() -> None:
    done = run("date", "15 dekabr, 2025 15:17")
    assert (done.returncode, done.stdout) == (0, b"2025-12-15T15:17:00+04:00\n")
    assert run("date", "30 марта 2022 года", "--language", "ru").stdout == b"2022-03-30\n"
    assert run("date", "dünən, 22:30", "--now", "2026-02-08").stdout == b"2026-02-07T22:30:00+04:00\n"


def test_date_can_say_how_it_was_read() -> None:
    done = run("date", "dünən, 22:30", "--now", "2026-02-08T10:00", "--report")
    assert done.stderr.decode().split() == ["minute", "relative_day", "relative"]


@pytest.mark.parametrize("text", ["salam", "4-17 mart tarixlərində", "dünən"])
def test_a_text_without_a_single_date_is_refused_with_a_reason(text: str) -> None:
    done = run("date", text)
    assert (done.returncode, done.stdout) == (1, b"")
    assert text in done.stderr.decode()


@pytest.mark.parametrize(
    "arguments", [(), ("date",), ("clean", "--nosuch"), ("date", "x", "--now", "yaxın"), ("nosuch",)]
)
def test_a_wrong_argument_is_an_error_of_usage(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).returncode == 2


def test_table_fills_the_markers_of_a_page_and_keeps_the_rest(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# Before\n\n<!-- table: letters -->\nold\n<!-- end of table -->\n\nafter ə\n", encoding="utf-8")
    assert run("table", str(page)).returncode == 0
    text = page.read_text(encoding="utf-8")
    assert text.startswith("# Before\n\n<!-- table: letters -->\n\n| Latin |")
    assert text.endswith("|\n\n<!-- end of table -->\n\nafter ə\n")
    assert "old" not in text
