"""The rows of a ledger, counted by day in one pass: memory grows with days and held ids, not with what is told."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from newscrawler.archive.answers import Held, Row
from newscrawler.archive.coverage.model import COUNTED, MISSING_STATES, Counts, Missing, SourceRow
from newscrawler.archive.coverage.walks import Walks
from newscrawler.archive.model import JSON

DayOf = Callable[[Sequence[JSON]], date | None]
"""The dates that a source told of an article (`{"source", "raw"}`) in; the day in Baku, None when they tell none."""

KEPT = 1000
"""Missing articles that are remembered by name."""

_NO_CLAIM = ("out_of_range", "removed")  # of days that nobody wanted; taken out of the archive on demand
_LONGEST_EDITION = 4


class Tally:
    """Counts of articles by day and edition, of what each source showed, and the walks of the sources.

    The days outside `since` and `until` are counted too, as the pattern around the span, but nothing of them is told.
    """

    def __init__(self, since: date | None, until: date | None, day_of: DayOf, walks: Walks) -> None:
        self.since, self.until, self._day_of = since, until, day_of
        self.walks = walks
        self.days: dict[date, Counts] = defaultdict(Counts)
        self.undated = Counts()
        self.alive: Counter[tuple[date, str]] = Counter()
        self.shown: dict[str, Counter[tuple[date, str]]] = defaultdict(Counter)
        self.sources: dict[str, SourceRow] = defaultdict(SourceRow)
        self.missing: list[Missing] = []
        self.outside: Counter[str] = Counter()
        self._bits: dict[str, int] = {}
        self._held: dict[int, int] = {}

    def add(self, rows: Iterable[Row]) -> None:
        """Every row of a site."""
        for row in rows:
            if row.kind == "source":
                self.walks.add(row)
            elif row.held is not None and row.held.removed_at is None:
                self._add_held(row)
            elif row.held is not None:
                self._add_removed(row, row.held)
            elif row.kind == "article" and row.state in COUNTED and row.reason not in _NO_CLAIM:
                self._add_other(row)
            elif row.state != "alias":
                self._set_aside(row)

    def _is_told(self, day: date | None) -> bool:
        return lies_in(day, self.since, self.until)

    def _add_held(self, row: Row) -> None:
        """An article under its own URL or another: counted once, and for each source that showed it under any."""
        held = row.held
        assert held is not None
        names, key = _names(row), hash(held.id)
        bits = sum(1 << self._bits.setdefault(name, len(self._bits)) for name in names)
        before = self._held.get(key)
        self._held[key] = bits | (before or 0)
        day = date.fromisoformat(held.published[:10]) if held.published else None
        if before is None:
            self._count(day, "held")
        names = [name for name in names if not (before or 0) >> self._bits[name] & 1]
        if self._is_told(day):
            for name in names:
                self.sources[name].shown += 1
        if held.gone_at is None:  # a listing cannot show what its site took down
            self._show(day, held.id, names, is_new=before is None)

    def _add_removed(self, row: Row, held: Held) -> None:
        """Taken out on demand: neither held nor missing, told once, under its own URL."""
        day = date.fromisoformat(held.published[:10]) if held.published else None
        if row.state == "stored" and self._is_told(day):
            self.outside["removed"] += 1

    def _add_other(self, row: Row) -> None:
        day = day_of_row(row, self._day_of)
        self._count(day, row.state)
        names = _names(row)
        is_missing = row.state in MISSING_STATES
        if self._is_told(day):
            for name in names:
                self.sources[name].shown += 1
                self.sources[name].missing += is_missing
            if is_missing and len(self.missing) < KEPT:
                self.missing.append(as_missing(row, day))
        if is_missing:
            self._show(day, row.record or "", names, is_new=True)

    def _count(self, day: date | None, state: str) -> None:
        counts = self.days[day] if day else self.undated
        setattr(counts, state, getattr(counts, state) + 1)

    def _show(self, day: date | None, record: str, names: Iterable[str], *, is_new: bool) -> None:
        if day is None:
            return
        cell = (day, edition_of(record))
        self.alive[cell] += is_new
        for name in names:
            self.shown[name][cell] += 1

    def _set_aside(self, row: Row) -> None:
        if self._is_told(day_of_row(row, self._day_of)):
            reason = row.reason if row.reason not in (None, row.state) else None
            self.outside[f"{row.state}: {reason}" if reason else row.state] += 1


def missing_articles(rows: Iterable[Row], since: date | None, until: date | None, day_of: DayOf) -> Iterator[Missing]:
    """The articles of a span among `rows` that are listed and not held, one by one, however many; undated ones too."""
    for row in rows:
        if row.kind == "article" and row.held is None and row.state in MISSING_STATES and row.reason not in _NO_CLAIM:
            day = day_of_row(row, day_of)
            if lies_in(day, since, until):
                yield as_missing(row, day)


def lies_in(day: date | None, since: date | None, until: date | None) -> bool:
    """Does a day lie in the span, both ends included? One that nobody knows may."""
    return day is None or not ((since and day < since) or (until and day > until))


def as_missing(row: Row, day: date | None) -> Missing:
    """A row by name."""
    title = (row.listed or {}).get("title")
    return Missing(row.url, day, row.state, row.reason, tuple(_names(row)), title)


def day_of_row(row: Row, day_of: DayOf) -> date | None:
    """The day of an article that is not held, by what its sources told."""
    return day_of((row.listed or {}).get("evidence") or ())


def edition_of(record: str) -> str:
    """The edition in an article's id, empty for the site's first one.

    >>> edition_of("report:ru/bu-gun"), edition_of("report:bu-gun"), edition_of("demo:siyaset/bu-gun")
    ('ru', '', '')
    """
    edition, slash, _ = record.partition(":")[2].partition("/")
    return edition if slash and len(edition) <= _LONGEST_EDITION else ""


def _names(row: Row) -> list[str]:
    """The sources that showed a URL; work that a command put in (`retry`, `again`) is no source: it has no address."""
    return [name for name, _ in row.sources if "/" in name]
