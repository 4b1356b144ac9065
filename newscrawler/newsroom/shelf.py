"""Stories in order of publication, of which only those appear that the clock has passed and nobody has taken down."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice

from newscrawler.newsroom.printing import BAKU
from newscrawler.newsroom.story import Story


class Shelf:
    """Stories, oldest first; answers are newest first, as listings are, each story as it stands at that moment."""

    def __init__(self, stories: Iterable[Story]) -> None:
        self._stories = tuple(stories)
        self._instants = [story.published for story in self._stories]

    def until(self, now: datetime) -> int:
        """How many are out, those taken down included."""
        return bisect_right(self._instants, now)

    def newest(self, count: int, now: datetime) -> list[Story]:
        """The `count` newest."""
        return list(islice(self._held(0, self.until(now), now), count))

    def older(self, than: datetime, count: int, now: datetime) -> list[Story]:
        """The `count` newest that are strictly older than an instant: a cursor's batch, and its trap."""
        return list(islice(self._held(0, min(bisect_left(self._instants, than), self.until(now)), now), count))

    def newer(self, than: datetime, now: datetime) -> list[Story]:
        """Those strictly newer than an instant."""
        return list(self._held(bisect_right(self._instants, than), self.until(now), now))

    def day(self, day: date, now: datetime) -> list[Story]:
        """Those of one day in Baku."""
        start = datetime.combine(day, time(), BAKU)
        end = datetime.combine(day + timedelta(days=1), time(), BAKU)
        return list(
            self._held(bisect_left(self._instants, start), min(bisect_left(self._instants, end), self.until(now)), now)
        )

    def all(self, start: int, end: int, now: datetime) -> list[Story]:
        """Those from place `start` to place `end`, oldest first, those taken down included."""
        return [story.at(now) for story in self._stories[start : min(end, self.until(now))]]

    def _held(self, start: int, end: int, now: datetime) -> Iterator[Story]:
        for place in range(end - 1, start - 1, -1):
            if (story := self._stories[place].at(now)).shown:
                yield story
