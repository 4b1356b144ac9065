"""Long commands tell how far they are: by a bar on a terminal, by a line now and then where there is none."""

import io
import re
import sys
import time

import pytest
from rich.console import Console

from newscrawler.bar import Silence
from newscrawler.counter import Counter
from newscrawler.stages import Teller


class Watch:
    """The time that passes in a test, in seconds."""

    def __init__(self) -> None:
        self.now = 0.0


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    found = Watch()
    monkeypatch.setattr(time, "monotonic", lambda: found.now)
    return found


def console(*, is_terminal: bool) -> tuple[Console, io.StringIO]:
    written = io.StringIO()
    return Console(file=written, force_terminal=is_terminal, width=100), written


def test_a_silence_is_over_when_its_time_is_and_begins_again_with_a_word(watch: Watch) -> None:
    silence = Silence(30)
    watch.now = 29.9
    assert not silence.is_over
    watch.now = 30.0
    assert silence.is_over
    silence.begin()
    assert not silence.is_over


def test_without_a_terminal_a_stage_tells_its_end_and_once_in_a_while_how_long_it_lasts(watch: Watch) -> None:
    plain, written = console(is_terminal=False)
    with Teller(plain) as teller:
        told = teller.stage("reading")
        for watch.now, done in ((1.0, 10), (20.0, 25), (21.0, 30), (80.0, 100)):
            told(done, 100)
    assert written.getvalue().splitlines() == [
        "reading the archive: 25%, about 0:01:00 to go",
        "reading the archive: 100% in 0:01:20",
    ]


def test_without_a_terminal_a_counter_writes_a_line_after_a_silence(watch: Watch) -> None:
    plain, written = console(is_terminal=False)
    with Counter("report", "pages", plain) as pages:
        pages.expect(4000)
        for watch.now, place in ((10.0, 400), (31.0, 1240), (32.0, 1300)):
            pages.reach(place)
    assert written.getvalue() == "report: 1,240 of 4,000 pages, 40.0 a second, about 0:01:09 to go\n"


def test_on_a_terminal_there_is_a_bar_and_a_counter_takes_it_away_at_its_end() -> None:
    shown, written = console(is_terminal=True)
    with Teller(shown) as teller:
        teller.stage("writing")(1, 1)
    assert re.search(r"writing the release .*100%", written.getvalue())
    shown, written = console(is_terminal=True)
    with Counter("report", "pages", shown) as pages:
        pages.expect(10)
        pages.step(10)
    assert "report" in written.getvalue()
    assert written.getvalue().endswith("\x1b[2K")  # the last thing is an erased line


def test_what_is_written_to_a_file_stays_in_the_file_beside_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    file = io.StringIO()
    monkeypatch.setattr(sys, "stdout", file)
    terminal, written = console(is_terminal=True)
    with Counter("report", "pages", terminal):
        print("report:2025/12/15/1")
    assert file.getvalue() == "report:2025/12/15/1\n"
    assert "2025/12/15" not in written.getvalue()
