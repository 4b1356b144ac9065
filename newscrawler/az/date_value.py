"""What a parsed date is, and how a reading of a clock in Baku becomes an instant."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

BAKU: Final = ZoneInfo("Asia/Baku")
"""Azerbaijan's time of every year from tzdata: +04:00, and +05:00 in the summers up to 2015."""

FIRST_YEAR: Final = 1990  # what is printed as older is a ghost of an unset field (0001, 1970) or no publication
LAST_YEAR: Final = 2100
_LAST_SHORT: Final = 35  # `09.05.45` is a day of the war, not of 2045


@dataclass(frozen=True, slots=True)
class ParsedDate:
    """A date as it was printed, on Baku's calendar and clock.

    `value` is aware, in Asia/Baku; of precision `day` and `month` it is the first midnight and says no time.
    `precision` is `second`, `minute`, `day` or `month`; `rule` names the form that matched (`FORMS`); `flags` what a
    reader should know, in alphabetical order (`FLAGS`).
    """

    value: datetime
    precision: str
    rule: str
    flags: tuple[str, ...] = ()

    def __str__(self) -> str:
        if self.precision == "month":
            return f"{self.value:%Y-%m}"
        return self.value.date().isoformat() if self.precision == "day" else self.value.isoformat(timespec="seconds")

    @property
    def day(self) -> date:
        """The day in Baku; the first of the month where the precision is `month`."""
        return self.value.date()


FLAGS: Final = {
    "approximate": "counted back from `now` in hours or weeks: right to that unit only",
    "dateparser": "read by the fallback, not by a rule of ours",
    "dst_ambiguous": "the clock showed this time twice; the first is taken",
    "dst_gap": "the clock skipped this time; the offset before the jump is taken",
    "historic": f"a year before {FIRST_YEAR}, taken because the text calls it a year (`-ci il`, `года`)",
    "misspelt": "the month is one slip away from a name of a month",
    "month_first": "all-numeric and month first, as in a dateline from abroad",
    "relative": "counted from `now`",
    "relative_conflict": "a relative word beside the date names another day; the date is kept",
    "time_apart": "a time of day is printed, but not beside the date; it is left out",
    "time_range": "a span of time is printed; only the day is kept",
    "utc": "the text gives universal time, converted to Baku's",
    "weekday_conflict": "the printed weekday is not the weekday of the date; the date is kept",
    "year_inferred": "no year is printed; it is the one that puts the date nearest to `now`",
    "zone_conflict": "the printed offset is not the one Baku had then",
}
"""Every flag a `ParsedDate` may carry, and what it means."""


def checked_year(year: int, first: int = FIRST_YEAR) -> int:
    """`year` itself; raises `ValueError` when no news was printed then."""
    if not first <= year <= LAST_YEAR:
        raise ValueError(f"year {year} is out of range")
    return year


def full_year(short: int) -> int:
    """The year that two digits stand for: 90-99 and 00-35; raises `ValueError` for others.

    >>> full_year(8), full_year(97)
    (2008, 1997)
    """
    if _LAST_SHORT < short < 90:
        raise ValueError(f"the century of year {short} is open")
    return short + (1900 if short >= 90 else 2000)


def clock_flags(wall: datetime) -> set[str]:
    """The flags of an aware reading of Baku's clock: `dst_gap`, `dst_ambiguous` or none.

    >>> clock_flags(datetime(2015, 3, 29, 4, 30, tzinfo=BAKU)), clock_flags(datetime(2015, 10, 25, 4, 30, tzinfo=BAKU))
    ({'dst_gap'}, {'dst_ambiguous'})
    """
    first, second = wall.utcoffset(), wall.replace(fold=1).utcoffset()
    if first is None or second is None or first == second:
        return set()
    return {"dst_gap"} if first < second else {"dst_ambiguous"}


def in_baku(instant: datetime) -> datetime:
    """An aware instant on Baku's clock, whole seconds."""
    return instant.astimezone(BAKU).replace(microsecond=0)


def on_clock(now: datetime, elapsed: timedelta) -> datetime:
    """Baku's clock when `elapsed` has passed since `now`; a naive `now` is a reading of that clock."""
    aware = now.replace(tzinfo=BAKU) if now.tzinfo is None else now
    return in_baku(aware.astimezone(UTC) + elapsed)


def at_midnight(day: date) -> datetime:
    """The first moment of `day` in Baku."""
    return datetime(day.year, day.month, day.day, tzinfo=BAKU)


def today(now: date) -> date:
    """The day in Baku that `now` falls on; a naive datetime is a reading of Baku's clock."""
    if not isinstance(now, datetime):
        return now
    return now.date() if now.tzinfo is None else now.astimezone(BAKU).date()


def nearest(month: int, day: int, reference: date) -> date | None:
    """The day with this month and day of the month nearest to `reference`, the earlier of two as near; None if none is.

    >>> nearest(12, 31, date(2026, 1, 2)), nearest(2, 29, date(2026, 6, 1)), nearest(2, 29, date(2025, 1, 1))
    (datetime.date(2025, 12, 31), None, datetime.date(2024, 2, 29))
    """
    found: list[date] = []
    for year in (reference.year - 1, reference.year, reference.year + 1):
        try:
            found.append(date(year, month, day))
        except ValueError:
            continue
    return min(found, key=lambda each: abs(each - reference), default=None) if found else None


def shift_months(day: date, months: int) -> date:
    """The first of the month that lies `months` months from that of `day`.

    >>> shift_months(date(2026, 1, 20), -2)
    datetime.date(2025, 11, 1)
    """
    whole = day.year * 12 + day.month - 1 + months
    return date(whole // 12, whole % 12 + 1, 1)
