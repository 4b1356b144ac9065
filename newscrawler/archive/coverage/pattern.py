"""Days that fall out of a site's own weekday pattern."""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt
from statistics import fmean, median

_WEEKS = 4  # before the day and after it: eight weeks are short enough for a site that grows
_FEWEST = 3  # days of the same weekday below which a pattern is no pattern
_FEW = 3.0  # articles a day below which a day without any is nothing to wonder at
_SIGMA = 1.4826  # turns a median absolute deviation into a standard deviation, for normal noise
_FAR = 3.0
_NOISE = 2.0  # of the square root of the count: what chance alone does to few articles


@dataclass(frozen=True)
class Pattern:
    """How many articles a site has on which day: `known` counts those of each day, `walked` are the days looked at.

    A day that nobody looked at and of which nothing is known says nothing about the days around it.
    """

    known: Mapping[date, int]
    walked: Container[date]

    def expectation(self, day: date) -> tuple[float, float] | None:
        """The usual number of a weekday around `day`, and its spread; None where too few weeks are known.

        >>> days = [date(2025, 12, 1) + timedelta(days=n) for n in range(28)]
        >>> Pattern(dict.fromkeys(days, 10), days).expectation(date(2025, 12, 15))
        (10.0, 0.0)
        """
        counts = self._counts(day + timedelta(weeks=week) for week in range(-_WEEKS, _WEEKS + 1) if week)
        if len(counts) < _FEWEST:
            return None
        usual = float(median(counts))
        return usual, _SIGMA * median(abs(count - usual) for count in counts)

    def judge(self, days: Iterable[date]) -> Iterator[tuple[date, float, bool]]:
        """Each day that has a pattern, with the median of its weekday, and whether it lies far below it.

        Far below is none at all; or under a half, and three spreads and twice the noise of counting away. Nothing is
        where that weekday, or the eight weeks around, have fewer than three articles a day; nor where nobody looked;
        nor before the first day known; nor on the last one, which may not be over. A median and its absolute deviation
        bear odd neighbours.
        """
        first, last = min(self.known, default=date.max), max(self.known, default=date.max)
        for day in days:
            usual = self.expectation(day)
            if usual is not None:
                yield day, usual[0], first <= day != last and self._is_far(day, *usual)

    def _is_far(self, day: date, usual: float, spread: float) -> bool:
        count = self.known.get(day, 0)
        is_low = count == 0 or (count < usual / 2 and usual - count > max(_FAR * spread, _NOISE * sqrt(usual)))
        return usual >= _FEW and is_low and day in self.walked and self._around(day) >= _FEW

    def _around(self, day: date) -> float:
        """Articles a day in the weeks around, the day itself left out."""
        reach = 7 * _WEEKS
        return fmean(self._counts(day + timedelta(days=n) for n in range(-reach, reach + 1) if n) or [0])

    def _counts(self, days: Iterable[date]) -> list[int]:
        return [self.known.get(day, 0) for day in days if day in self.known or day in self.walked]
