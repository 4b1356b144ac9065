"""A range of days in Baku, both ends included, as a person writes it: `2014`, `2014-03`, `2014-03-18`."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from newscrawler.az import BAKU, ParsedDate
from newscrawler.errors import ArgumentError

LONG = timedelta(days=3 * 366)

_FORM = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?")


@dataclass(frozen=True)
class Span:
    """From the day `since` to the day `until`, both included, both in Baku; None is open."""

    since: date | None = None
    until: date | None = None

    @classmethod
    def parse(cls, since: str | None = None, until: str | None = None) -> "Span":
        """A span from what a person wrote; raises `ArgumentError` naming the argument.

        >>> Span.parse("2014", "2014-02")
        Span(since=datetime.date(2014, 1, 1), until=datetime.date(2014, 2, 28))
        """
        span = cls(_day("since", since, last=False), _day("until", until, last=True))
        if span.since and span.until and span.since > span.until:
            raise ArgumentError(f"since={since} is later than until={until}")
        return span

    @property
    def bounded(self) -> bool:
        """Did the person name any bound?"""
        return self.since is not None or self.until is not None

    @property
    def start(self) -> datetime | None:
        """The first instant of the span."""
        return datetime.combine(self.since, time(), BAKU) if self.since else None

    @property
    def end(self) -> datetime | None:
        """The first instant after the span."""
        return datetime.combine(self.until + timedelta(days=1), time(), BAKU) if self.until else None

    def is_long(self, now: datetime) -> bool:
        """Is the span so long that a sitemap is the cheaper way than a page a day?"""
        until = self.until or now.astimezone(BAKU).date()
        return self.since is None or until - self.since > LONG

    def holds(self, day: date) -> bool:
        """Does `day` (in Baku) lie in the span?"""
        return not self.is_before(day) and not self.is_after(day)

    def is_before(self, day: date) -> bool:
        """Does `day` lie before the span?"""
        return self.since is not None and day < self.since

    def is_after(self, day: date) -> bool:
        """Does `day` lie after the span?"""
        return self.until is not None and day > self.until

    def may_hold(self, published: ParsedDate | None) -> bool:
        """Can an article of this date lie in the span? Yes while its day is unknown."""
        if published is None or published.precision == "month":
            return True
        return self.holds(published.day)


def _day(name: str, text: str | None, *, last: bool) -> date | None:
    if text is None:
        return None
    match = _FORM.fullmatch(text.strip())
    try:
        if match is None:
            raise ValueError
        year, month = int(match["year"]), int(match["month"] or (12 if last else 1))
        days = calendar.monthrange(year, month)[1]
        return date(year, month, int(match["day"] or (days if last else 1)))
    except ValueError:
        raise ArgumentError(f"{name}={text!r} is not a date like 2014, 2014-03 or 2014-03-18") from None
