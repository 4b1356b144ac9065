"""A coverage on the console: sums, calendar, holes, and what is missing by name."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby

from rich.console import Console
from rich.table import Table
from rich.text import Text

from newscrawler.archive.coverage import Counts, Coverage, DayRow, Hole, Missing
from newscrawler.calendar_view import calendar, legend

_BY_DAY = 62
"""Days up to which each gets a line of its own."""

_FIRST = 20
_COLUMNS = ("held", "gone", "blocked", "rejected", "failed", "pending")


def show(coverage: Coverage, site: str, console: Console) -> None:
    """Everything that a person wants to see at once; `--json` and `--gaps` tell the rest."""
    console.rule(f"[bold]coverage of {site}[/bold]", characters="─")
    console.print(_sums(coverage))
    for line in (*calendar(coverage.days, (odd.day for odd in coverage.odd_days)), legend(), Text()):
        console.print(line)
    if coverage.sources:
        console.print(_sources(coverage), Text(), sep="\n")
    for title, lines in _findings(coverage):
        _list(title, lines, console)
    named, left = coverage.missing[:_FIRST], coverage.total.missing - _FIRST
    _list(f"missing: {coverage.total.missing:,} listed and not held", [_missing(one) for one in named], console, left)
    if coverage.outside:
        told = ", ".join(f"{count:,} {reason}" for reason, count in coverage.outside.items())
        console.print(f"not counted, as they are no articles to be had: {told}", soft_wrap=True)
    console.print(verdict(coverage), style="green" if coverage.complete else "bold red", soft_wrap=True)


def verdict(coverage: Coverage) -> str:
    """One sentence: complete or not, and why not."""
    total, unknown = coverage.total, len(coverage.unknown_days)
    unread = sum(not one.is_final for one in coverage.unread)
    held = f"{total.held:,} of {total.held + total.missing:,} articles held"
    held += f", {total.gone:,} gone before they were" if total.gone else ""
    why = [] if coverage.days else ["no day known"]
    why += [f"{total.missing:,} missing"] if total.missing else []
    why += [f"{_so_many(unknown, 'day')} not walked"] if unknown else []
    why += [f"{_so_many(unread, 'page')} of sources not read"] if unread else []
    doubts = len({*(hole.day for hole in coverage.holes), *(odd.day for odd in coverage.odd_days)})
    doubt = f"; {_so_many(doubts, 'day')} to look at" if doubts else ""
    return f"{'incomplete' if why else 'complete'}: {held}{''.join(f', {one}' for one in why)}{doubt}"


def _so_many(number: int, what: str) -> str:
    return f"{number:,} {what}{'s' if number != 1 else ''}"


def _sums(coverage: Coverage) -> Table:
    by_day = len(coverage.days) <= _BY_DAY
    table = Table(box=None, pad_edge=False, padding=(0, 0, 0, 1))
    table.add_column("day" if by_day else "month", no_wrap=True, min_width=10)
    for name in ("listed", *_COLUMNS, "share", "unknown"):
        table.add_column(name, justify="right", no_wrap=True)
    for key, rows in groupby(coverage.days, key=lambda row: row.day.isoformat()[: 10 if by_day else 7]):
        _add(table, key, list(rows))
    if coverage.undated.discovered:
        _add_counts(table, "undated", coverage.undated, "")
    _add_counts(table, "all", coverage.total, f"{len(coverage.unknown_days):,}")
    return table


def _add(table: Table, name: str, rows: Sequence[DayRow]) -> None:
    counts = Counts()
    for row in rows:
        counts.add(row.counts)
    unknown = sum(row.status == "unknown" for row in rows)
    _add_counts(table, name, counts, f"{unknown:,}" if unknown else "")


def _add_counts(table: Table, name: str, counts: Counts, unknown: str) -> None:
    wanted = counts.held + counts.missing
    share = f"{_floor_percent(counts.held, wanted)}" if wanted else ""
    numbers = (counts.discovered, *(getattr(counts, column) for column in _COLUMNS))
    table.add_row(name, *(f"{number:,}" for number in numbers), share, unknown)


def _floor_percent(part: int, whole: int) -> str:
    """Rounded down: 100 % is said of nothing less."""
    return f"{part * 1000 // whole / 10:.1f}%" if part < whole else "100%"


def _sources(coverage: Coverage) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 0, 0, 1))
    table.add_column("source", overflow="fold")
    for name in ("listed", "missing", "from", "to"):
        table.add_column(name, justify="right", no_wrap=True)
    for name, row in coverage.sources.items():
        table.add_row(
            Text(name.replace("https://", "", 1)),
            f"{row.shown:,}",
            f"{row.missing:,}",
            str(row.first or ""),
            str(row.last or ""),
        )
    return table


def _findings(coverage: Coverage) -> Iterator[tuple[str, list[str]]]:
    yield (
        "pages of sources that could not be read",
        [
            f"{one.source}: {one.url} {one.state}" + (f" ({one.reason})" if one.reason not in (None, one.state) else "")
            for one in coverage.unread
        ],
    )
    yield "holes of sources that otherwise list nearly everything", list(_ranges(coverage.holes))
    yield (
        "days far below their weekday's pattern",
        [f"{odd.day} {odd.day:%a}: {odd.known:,} known, {odd.expected:g} expected" for odd in coverage.odd_days],
    )


def _ranges(holes: Iterable[Hole]) -> Iterator[str]:
    """A line a hole, neighbouring days of one source together."""
    for source, some in groupby(sorted(holes, key=lambda one: (one.source, one.day)), key=lambda one: one.source):
        runs: list[list[Hole]] = []
        for hole in some:
            if runs and hole.day - runs[-1][-1].day == timedelta(days=1):
                runs[-1].append(hole)
            else:
                runs.append([hole])
        for run in runs:
            days = _days(run[0].day, run[-1].day)
            yield f"{days}: {source} lists {sum(h.shown for h in run):,} of {sum(h.known for h in run):,}"


def _days(first: date, last: date) -> str:
    return f"{first}" if first == last else f"{first} to {last}"


def _missing(one: Missing) -> str:
    """One missing article: day, state and reason, URL, title, who lists it."""
    reason = f" ({one.reason})" if one.reason not in (None, one.state) else ""
    title = f" {one.title}" if one.title else ""
    return f"{one.day or 'undated'} {one.state}{reason} {one.url}{title} [{', '.join(one.sources)}]"


def _list(title: str, lines: Sequence[str], console: Console, left: int | None = None) -> None:
    """A heading and the first lines under it; nothing when there are none."""
    if not lines:
        return
    console.print(Text(title, style="bold"))
    for line in lines[:_FIRST]:
        console.print(Text(f"  {line}"), soft_wrap=True)
    left = len(lines) - _FIRST if left is None else left
    if left > 0:
        console.print(f"  … and {left:,} more: --json tells them all")
    console.print()
