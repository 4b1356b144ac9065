"""The figures of a release: there where matplotlib is, the same bytes every time, and readable in Azerbaijani."""

import warnings
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from newscrawler.corpus.papers import charts
from tests.corpus_site import article, articles
from tests.release_site import about_of, described, gaps


def test_the_figures_are_drawn_the_same_to_the_byte_whatever_the_machine_prefers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import matplotlib as mpl

    records = [*articles(300, words=20)]
    card = described(tmp_path / "first", about_of(records, coverage=gaps((), ())))
    monkeypatch.setitem(mpl.rcParams, "font.size", 23.0)
    monkeypatch.setitem(mpl.rcParams, "svg.hashsalt", None)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    described(tmp_path / "second", about_of(records[::-1], coverage=gaps((), ())))
    for name in ("months", "lengths", "sections", "coverage"):
        assert f"(figures/{name}.png)" in card
        for suffix in ("png", "svg"):
            path = f"figures/{name}.{suffix}"
            first = (tmp_path / "first" / path).read_bytes()
            assert first == (tmp_path / "second" / path).read_bytes()
            assert b"matplotlib.org" not in first or suffix == "svg"
            assert b"dc:date" not in first
    assert mpl.rcParams["font.size"] == 23.0


def test_section_names_of_any_script_are_drawn_without_a_warning(tmp_path: Path) -> None:
    names = ("Mədəniyyət və İncəsənət", "文化 $x$ & _y_", "سياسة", "😀")
    records = [article(number, datetime(2014, 3, 1, tzinfo=UTC), section=name) for number, name in enumerate(names)]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        described(tmp_path / "release", about_of(records))
    assert (tmp_path / "release/figures/sections.svg").stat().st_size > 1000


def test_without_matplotlib_the_card_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(charts, "find_spec", lambda name: None)
    text = described(tmp_path / "release", about_of([*articles(9, words=20)]))
    assert "matplotlib was not installed" in text
    assert not (tmp_path / "release/figures").exists()


def test_every_day_of_a_calendar_is_drawn_once_and_in_its_place() -> None:
    from newscrawler.corpus.papers.drawing import calendar_grid

    days = [date(2024, 1, 1) + timedelta(days=number) for number in range(366)]
    grid = calendar_grid(2024, dict.fromkeys(days, 0))
    assert (grid == 0).sum() == 366
    places = [(day.weekday(), column) for column in range(grid.shape[1]) for day in week(days, column)]
    assert all(grid[row, column] == 0 for row, column in places)


def week(days: list[date], column: int) -> Iterator[date]:
    """The days of the column, counted by hand: a new one begins on every Monday."""
    mondays = [0, *(at for at, (_, day) in enumerate(pairwise(days), start=1) if day.weekday() == 0), len(days)]
    yield from days[mondays[column] : mondays[column + 1]] if column + 1 < len(mondays) else ()
