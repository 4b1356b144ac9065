"""Stories in order of publication, of which only those appear that the clock has passed."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from newscrawler.newsroom.printing import BAKU
from newscrawler.newsroom.story import Story


class Shelf:
    """Stories, oldest first; answers are newest first, as listings are."""

    def __init__(self, stories: Iterable[Story]) -> None:
        self._stories = tuple(stories)
        self._instants = [story.published for story in self._stories]

    def until(self, now: datetime) -> int:
        """How many are out."""
        return bisect_right(self._instants, now)

    def newest(self, count: int, now: datetime) -> list[Story]:
        """The `count` newest."""
        end = self.until(now)
        return list(reversed(self._stories[max(0, end - count) : end]))

    def older(self, than: datetime, count: int, now: datetime) -> list[Story]:
        """The `count` newest that are strictly older than an instant: a cursor's batch, and its trap."""
        end = min(bisect_left(self._instants, than), self.until(now))
        return list(reversed(self._stories[max(0, end - count) : end]))

    def newer(self, than: datetime, now: datetime) -> list[Story]:
        """Those strictly newer than an instant."""
        return list(reversed(self._stories[bisect_right(self._instants, than) : self.until(now)]))

    def range(self, start: int, end: int, now: datetime) -> tuple[Story, ...]:
        """Those from place `start` to place `end`, oldest first, as far as they are out."""
        return self._stories[start : min(end, self.until(now))]

    def day(self, day: date, now: datetime) -> list[Story]:
        """Those of one day in Baku."""
        start = datetime.combine(day, time(), BAKU)
        end = datetime.combine(day + timedelta(days=1), time(), BAKU)
        low, high = bisect_left(self._instants, start), min(bisect_left(self._instants, end), self.until(now))
        return list(reversed(self._stories[low:high]))
