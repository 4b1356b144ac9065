"""When a live source is asked again: each at its own pace, from what its polls brought. Pure: no Scrapy, no ledger."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Final, Self

HOUR: Final = 3600.0
LEAST, FIRST, LONGEST, DEAD = HOUR / 6, HOUR, 36 * HOUR, 7 * 24 * HOUR
"""Seconds between two polls: at least; of a source not known yet; at most; of one that has not changed for a month."""

WANTED: Final = 10
"""New articles that a poll should bring: fewer cost more requests than they are worth, more come late."""

STILL: Final = 30
"""Polls in a row that brought nothing: the source is as good as dead, and asked once a week."""

LOOKS: Final = tuple(timedelta(hours=hours) for hours in (1, 6, 24, 48))
"""Ages at which an article is looked at again, for edits and for its end."""


@dataclass(frozen=True)
class Brought:
    """What one poll brought: articles on the page, those of them that nobody had shown before, seconds that they cover.

    `lied`: some were out before a poll that was told that nothing had changed.
    """

    items: int = 0
    fresh: int = 0
    covers: float = 0.0
    editions: tuple[str, ...] = ()
    lied: bool = False


@dataclass(frozen=True)
class Poll:
    """What is known of one live source: seconds between its polls, and what the last ones brought.

    `news` counts, by edition, the articles that the site had brought out when this source changed last; `shows` are the
    editions it tells of, `denied` what had come out of them when it said "not modified" (304). Where that reaches
    `patience` it is asked plainly once; `plain` is one whose 304s were found to be wrong.
    """

    interval: float = FIRST
    at: str | None = None
    still: int = 0
    plain: bool = False
    patience: int = 5
    shows: list[str] = field(default_factory=list)
    news: dict[str, int] = field(default_factory=dict)
    denied: int = 0

    @classmethod
    def load(cls, told: Mapping[str, Any] | None) -> Self:
        """From the ledger; a source never polled when it tells nothing."""
        return cls(**told) if told else cls()

    def as_json(self) -> dict[str, Any]:
        """For the ledger."""
        return asdict(self)

    @property
    def is_doubtful(self) -> bool:
        """Is it to be asked without conditions, to see whether its 304s are true?"""
        return self.plain or self.denied >= self.patience

    def after(self, now: datetime, brought: "Brought", news: Mapping[str, int]) -> Self:
        """After an answer with a page."""
        patience = self.patience * 4 if self.is_doubtful and not brought.lied else self.patience
        return replace(
            self,
            interval=min(max(self._pace(now, brought), LEAST), LONGEST),
            at=now.isoformat(),
            still=0,
            plain=self.plain or brought.lied,
            patience=patience,
            shows=sorted({*self.shows, *brought.editions}),
            news=dict(news),
            denied=0,
        )

    def _pace(self, now: datetime, brought: "Brought") -> float:
        """Seconds to the next poll; what shows up in between must not be pushed off the end of the page."""
        half = brought.covers / 2 if brought.covers else 6 * HOUR
        if self.at is None:  # how often something came out stands on the page itself
            return WANTED * brought.covers / brought.items if brought.fresh and brought.covers else half
        if not brought.fresh:  # others were faster
            return min(self.interval * 2, half)
        since = (now - datetime.fromisoformat(self.at)).total_seconds()
        wanted = WANTED / brought.fresh * max(since, 1.0)
        return min(max(wanted, self.interval / 4), self.interval * 2, half)

    def unchanged(self, now: datetime, news: Mapping[str, int]) -> Self:
        """After a 304, or after nothing at all: it is asked less often."""
        still = self.still + 1
        longest = DEAD if still > STILL else LONGEST
        interval = min(max(self.interval * 1.5, LEAST), longest)
        denied = sum(news.get(name, 0) - self.news.get(name, 0) for name in self.shows)
        return replace(self, interval=interval, at=now.isoformat(), still=still, denied=denied)

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
