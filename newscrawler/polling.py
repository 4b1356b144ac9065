"""When a live source is asked again: each at its own pace, from what its polls brought. Pure: no Scrapy, no ledger."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Final, Self

HOUR: Final = 3600.0
LEAST, FIRST, LONGEST, DEAD = HOUR / 6, HOUR, 24 * HOUR, 7 * 24 * HOUR
"""Seconds between two polls: at least; of a source not known yet; at most; of one that has not changed for a month."""

WANTED: Final = 8
"""New articles that a poll should bring: fewer cost more requests than they are worth, more come late."""

STILL: Final = 30
"""Polls in a row that brought nothing: the source is as good as dead, and asked once a week."""

LOOKS: Final = tuple(timedelta(hours=hours) for hours in (1, 6, 24, 48))
"""Ages at which an article is looked at again, for edits and for its end."""


@dataclass(frozen=True)
class Poll:
    """What is known of one live source: seconds between its polls, and what the last ones brought.

    `news` counts, by edition, the articles that the site had brought out when this source changed last; `shows` are the
    editions it tells of. A source that says "not modified" (304) while its editions bring out `patience` articles is
    asked plainly once; `plain` is one whose 304s were found to be wrong.
    """

    interval: float = FIRST
    at: str | None = None
    still: int = 0
    plain: bool = False
    patience: int = 5
    shows: list[str] = field(default_factory=list)
    news: dict[str, int] = field(default_factory=dict)

    @classmethod
    def load(cls, told: Mapping[str, Any] | None) -> Self:
        """From the ledger; a source never polled when it tells nothing."""
        return cls(**told) if told else cls()

    def as_json(self) -> dict[str, Any]:
        """For the ledger."""
        return asdict(self)

    def is_doubtful(self, news: Mapping[str, int]) -> bool:
        """Is it to be asked without conditions, to see whether its 304s are true?"""
        return self.plain or sum(news.get(name, 0) - self.news.get(name, 0) for name in self.shows) >= self.patience

    def after(
        self, now: datetime, fresh: int, covers: float | None, shows: list[str], news: Mapping[str, int], *, lied: bool
    ) -> Self:
        """After an answer that brought `fresh` articles nobody had shown before; its items go back `covers` seconds."""
        since = (now - datetime.fromisoformat(self.at)).total_seconds() if self.at else self.interval
        if fresh:
            interval = WANTED / fresh * max(since, 1.0)
            interval = min(max(interval, self.interval / 4), self.interval * 2) if self.at else interval
        else:
            interval = self.interval * 2 if self.at else FIRST
        if covers and fresh:
            interval = min(interval, covers / 2)  # or what it showed in between is pushed off its end
        interval = min(max(interval, LEAST), LONGEST)
        patience = self.patience * 4 if self.is_doubtful(news) and not lied else self.patience
        return replace(
            self,
            interval=interval,
            at=now.isoformat(),
            still=0,
            plain=self.plain or lied,
            patience=patience,
            shows=sorted({*self.shows, *shows}),
            news=dict(news),
        )

    def unchanged(self, now: datetime) -> Self:
        """After a 304: it is asked less often."""
        still = self.still + 1
        longest = DEAD if still > STILL else LONGEST
        return replace(self, interval=min(max(self.interval * 1.5, LEAST), longest), at=now.isoformat(), still=still)

    def due(self, now: datetime) -> datetime:
        """When it is asked next."""
        return now + timedelta(seconds=self.interval)


def next_look(published: datetime, now: datetime) -> datetime | None:
    """When an article is looked at again; None when it is older than the last look.

    >>> day = datetime.fromisoformat("2025-12-15T12:00:00+04:00")
    >>> next_look(day, day + timedelta(hours=2)) - day, next_look(day, day + timedelta(hours=48))
    (datetime.timedelta(seconds=21600), None)
    """
    return next((published + age for age in LOOKS if published + age > now), None)
