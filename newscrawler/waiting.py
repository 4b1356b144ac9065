"""What a crawl waits for when nothing can be fetched now, and whether that is worth waiting for."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, order=True, slots=True)
class Due:
    """The next instant at which something can be done, and why not now."""

    at: datetime
    why: str

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S} UTC ({self.why})"


class Waiting:
    """At most `limit` seconds since something was fetched last, for ever when it is negative.

    A wait that would be longer is not begun.
    """

    def __init__(self, limit: float) -> None:
        self._limit = timedelta(seconds=limit) if limit >= 0 else timedelta.max
        self._since: datetime | None = None
        self.due: Due | None = None

    def progress(self) -> None:
        """Something is being fetched."""
        self._since, self.due = None, None

    def is_worth(self, due: Due, now: datetime) -> bool:
        """Shall the crawl wait until `due`?"""
        self._since = self._since or now
        self.due = due
        return due.at - self._since <= self._limit

    def begins(self, due: Due) -> bool:
        """Is this a wait that has not been told yet?"""
        return self.due is None or self.due.why != due.why
