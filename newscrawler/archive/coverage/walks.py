"""Which days the sources were read for, and which of their pages could not be read."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from newscrawler.archive.answers import Row
from newscrawler.archive.coverage.model import MISSING_STATES, Unread

Days = tuple[date, date]
PageDay = Callable[[str, str], date | None]
"""Source and URL of one of its pages in; the day that the page is about, None when it is about no single day."""

Polled = Callable[[str], datetime | None]
"""A live source in; when it was polled last, None when it never was."""

_BAKU = ZoneInfo("Asia/Baku")
_DAY = timedelta(days=1)
_TOGETHER = timedelta(seconds=1)  # a poll that failed is noted with its row, which knows whole seconds
_NEWEST_ONLY = ("feed ", "sitemap ")  # asked for a month, they still show the last hours: they vouch for no old day
_LIVE: Days = (date.max, date.min)


class Walks:
    """Rows of sources in; out comes which days were walked.

    The ledger has a row for every page of a source and every wish (`since`, `until`). A source vouches for the days of
    a wish when its pages of that wish were read; a page that was not read takes its day back (a page of one day), what
    lies before the point that the walk had reached (a listing), or the whole wish. A listing read without a wish is a
    live one: it vouches for the days after it was first asked, until it was last (`polled`: a poll leaves its row
    pending, for the next one); that it was asked often enough in between cannot be told here, and shows as odd days.
    Feeds and news sitemaps vouch as live ones only. A walk of one edition counts as a walk: whoever wants one edition
    wants no other.
    """

    def __init__(self, page_day: PageDay, polled: Polled) -> None:
        self._page_day, self._polled = page_day, polled
        self._read: dict[str, dict[Days, set[Days]]] = defaultdict(lambda: defaultdict(set))
        self._lacking: dict[tuple[str, Days], set[Days]] = defaultdict(set)
        self._last_read: dict[int, datetime] = {}
        self._unread: list[tuple[Unread, datetime, Days]] = []

    def add(self, row: Row) -> None:
        """One row of kind `source`."""
        source = str((row.payload or {}).get("source") or (row.sources[0][0] if row.sources else "listing"))
        wish, url = _wish(row), row.url.partition("#")[0]
        is_live = wish == _LIVE
        polled = (self._polled(source) if is_live else None) or row.changed
        if is_read(row, polled):
            at = max(row.changed, polled)
            self._last_read[hash(url)] = max(at, self._last_read.get(hash(url), at))
            if is_live:
                self._read[source][wish].add((_day(row.first_seen) + _DAY, _day(at)))
            elif not source.startswith(_NEWEST_ONLY):
                day = self._page_day(source, url)
                self._read[source][wish].add((day, day) if day else wish)
            return
        lost = (_day(row.first_seen), date.max) if is_live else self._lost(row, source, url, wish)
        self._unread.append((Unread(source, row.url, row.state, row.reason), row.changed, lost))
        if not is_live:
            self._lacking[source, wish].add(lost)

    def _lost(self, row: Row, source: str, url: str, wish: Days) -> Days:
        if day := self._page_day(source, url):
            return day, day
        reached = ((row.payload or {}).get("trail") or (None, None))[1]
        return (wish[0], min(wish[1], _day(datetime.fromisoformat(reached)))) if reached else wish

    def unread(self, since: date | None, until: date | None) -> list[Unread]:
        """The pages that could tell of these days, could not be read, and were not read later for another wish."""
        found = {
            one
            for one, at, (first, last) in self._unread
            if self._last_read.get(hash(one.url), at) <= at
            and first <= (until or date.max)
            and last >= (since or date.min)
        }
        return sorted(found, key=lambda one: (one.source, one.row))

    def asked(self, source: str) -> set[Days]:
        """The days for which a source that reaches back was asked and answered, its holes included."""
        return {days for wish, spans in self._read[source].items() for days in spans if wish != _LIVE}

    def walked(self) -> "Calendar":
        """The days that some source vouches for."""
        whole: set[Days] = set()
        broken: list[tuple[set[Days], set[Days]]] = []
        for source, wishes in self._read.items():
            for wish, spans in wishes.items():
                lacking = self._lacking.get((source, wish), set())
                if lacking:
                    broken.append((spans, lacking))
                else:
                    whole |= spans
        return Calendar(whole, broken)


class Calendar:
    """Days that lie in a whole walk, or in a broken one outside of what it lacks."""

    def __init__(self, whole: set[Days], broken: list[tuple[set[Days], set[Days]]]) -> None:
        self._whole = Spans(whole)
        self._broken = [(Spans(spans), Spans(lacking)) for spans, lacking in broken]

    def __contains__(self, day: object) -> bool:
        return day in self._whole or any(day in spans and day not in lost for spans, lost in self._broken)


class Spans:
    """Days in any of some ranges, both ends included; asked in the logarithm of their number.

    >>> days = Spans({(date(2025, 1, 1), date(2025, 1, 3)), (date(2025, 1, 2), date(2025, 1, 5))})
    >>> date(2025, 1, 5) in days, date(2025, 1, 6) in days
    (True, False)
    """

    def __init__(self, ranges: set[Days]) -> None:
        self._ranges = list(_merged(ranges))

    def __contains__(self, day: object) -> bool:
        if not isinstance(day, date):
            return False
        low, high = 0, len(self._ranges)
        while low < high:
            middle = (low + high) // 2
            if self._ranges[middle][1] < day:
                low = middle + 1
            else:
                high = middle
        return low < len(self._ranges) and self._ranges[low][0] <= day


def _merged(ranges: set[Days]) -> Iterator[Days]:
    current: Days | None = None
    for first, last in sorted(one for one in ranges if one[0] <= one[1]):
        if current is not None and first <= current[1]:
            current = (current[0], max(current[1], last))
            continue
        if current is not None:
            yield current
        current = (first, last)
    if current is not None:
        yield current


def is_read(row: Row, polled: datetime) -> bool:
    """Was this page of a source read? One that waits for its next poll was, and one polled since it failed."""
    if row.attempts == 0 and row.due is not None and polled - row.changed > _TOGETHER:
        return True
    if row.state == "pending":
        return row.attempts == 0 and row.due is not None and row.due > row.changed
    return row.state not in (*MISSING_STATES, "gone", "disallowed") and row.reason == "listing"


def is_live(row: Row) -> bool:
    """Is this a page of a live source, asked for without any days? When it was polled only the ledger knows."""
    return row.kind == "source" and _wish(row) == _LIVE


def _wish(row: Row) -> Days:
    """The days that the page was asked for; `_LIVE` without any."""
    told = row.payload or {}
    since, until = told.get("since"), told.get("until")
    if not since and not until:
        return _LIVE
    return (date.fromisoformat(since) if since else date.min, date.fromisoformat(until) if until else _day(row.changed))


def _day(at: datetime) -> date:
    return at.astimezone(_BAKU).date()
