"""How a coverage is drawn for people, and which day a page or a listed date tells."""

from datetime import date, timedelta

import pytest
from rich.console import Console

from newscrawler.archive.coverage import Coverage
from newscrawler.calendar_view import calendar
from newscrawler.coverage_view import show
from newscrawler.survey import day_of, page_day
from tests.coverage_rows import CURSOR, cover, held, other, page


@pytest.fixture
def drawn() -> Coverage:
    """Three years whose days differ."""
    rows = [page(CURSOR, date(2023, 12, 30), date(2025, 1, 5)), *(held(date(2024, 2, 29)) for _ in range(19))]
    rows += [other(date(2024, 2, 29), "failed"), held(date(2024, 12, 31)), other(date(2024, 12, 31), "failed")]
    rows += [held(date(2023, 12, 30)), *(other(date(2025, 1, 1), "failed") for _ in range(3)), held(date(2025, 1, 1))]
    return cover(rows, until=date(2025, 1, 6))


def test_the_calendar_has_a_column_a_week_and_a_sign_a_day(drawn: Coverage) -> None:
    lines = [line.plain for line in calendar(drawn.days, [date(2024, 7, 1)])]
    assert [line[:4] for line in lines if line[:2] == "20"] == ["2023", "2024", "2025"]
    grid = {line[:3]: line[5:] for line in lines[10:17]}
    cells = {
        date(2024, 1, 1) + timedelta(weeks=week, days=row): sign
        for row, signs in enumerate(grid.values())
        for week, sign in enumerate(signs)
    }
    assert list(grid) == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    assert cells[date(2024, 2, 29)] == "▓"
    assert cells[date(2024, 12, 31)] == "▒"
    assert cells[date(2024, 7, 1)] == "!"
    assert cells[date(2024, 7, 2)] == "·"
    last = {line[:3]: line[5:] for line in lines[19:26]}
    assert (last["Wed"], last["Mon"], last["Sun"]) == ("░", " ?", "·")
    header = next(line for line in lines if line.startswith("2024"))[5:]
    assert header.index("Mar") == (date(2024, 3, 1) - date(2024, 1, 1)).days // 7


def test_a_narrow_page_tells_every_finding(drawn: Coverage) -> None:
    console = Console(width=80, record=True, color_system=None, quiet=False, file=None)
    with console.capture() as caught:
        show(drawn, "demo", console)
    told = caught.get()
    assert "missing: 5 listed and not held" in told
    assert "2024-02-29 failed https://demo.az/" in told
    assert told.rstrip().splitlines()[-1] == "incomplete: 22 of 27 articles held, 5 missing, 1 day not walked"


@pytest.mark.parametrize(
    ("source", "url", "day"),
    [
        (
            "days https://az.trend.az/archive/{day:%Y-%m-%d}",
            "https://az.trend.az/archive/2025-12-05",
            date(2025, 12, 5),
        ),
        ("days https://x.az/{day:%Y/%-m/%-d}/", "https://x.az/2025/3/9/?page=7", date(2025, 3, 9)),
        ("days https://x.az/{day:%Y}/{day:%m%d}", "https://x.az/2025/0309", date(2025, 3, 9)),
        ("days https://x.az/{day:%Y/%m/%d}/", "https://x.az/2025/13/09/", None),
        ("days https://x.az/{day:%d-%b-%Y}/", "https://x.az/09-Mar-2025/", None),
        ("pages https://x.az/latest/page{page}/", "https://x.az/latest/page2/", None),
    ],
)
def test_a_page_of_a_day_archive_tells_its_day(source: str, url: str, day: date | None) -> None:
    assert page_day(source, url) == day


@pytest.mark.parametrize("raw", ["dekabr 2025", "bu gün, 12:40", "15 dekabr", "3 saat əvvəl", "", "tarix yoxdur"])
def test_a_date_that_needs_to_know_when_it_was_read_dates_nothing(raw: str) -> None:
    assert day_of([{"source": "listing", "raw": raw}]) is None
