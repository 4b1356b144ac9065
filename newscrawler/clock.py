"""The one clock. Everything that asks for the time asks a `Clock`, so that a month can be lived in minutes."""

import re
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from newscrawler.errors import ArgumentError

_FORM = re.compile(r"(?P<start>[^*]+?)(?:\*(?P<speed>\d+(?:\.\d+)?))?")


@dataclass(frozen=True)
class Clock:
    """A clock that starts at `start` (None: the machine's own time) and runs `speed` times as fast."""

    start: datetime | None = None
    speed: float = 1.0
    born: float = field(default_factory=time.monotonic, compare=False)

    @classmethod
    def parse(cls, text: str | None) -> "Clock":
        """`2025-12-15T18:00:00+04:00*1440` (start, speed: here a day a minute); empty or None is real time.

        >>> Clock.parse("2025-12-15T18:00:00+04:00*0").now().isoformat()
        '2025-12-15T14:00:00+00:00'
        """
        if not text:
            return cls()
        match = _FORM.fullmatch(text.strip())
        try:
            start = datetime.fromisoformat(match["start"]) if match else None
        except ValueError:
            start = None
        if match is None or start is None or start.tzinfo is None:
            raise ArgumentError(f"CLOCK: {text!r} is not like 2025-12-15T18:00:00+04:00*1440 (time with offset, speed)")
        return cls(start, float(match["speed"] or 1))

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        if self.start is None:
            return datetime.now(UTC)
        lived = (time.monotonic() - self.born) * self.speed
        return (self.start + timedelta(seconds=lived)).astimezone(UTC)

    def after(self, lived: float) -> datetime:
        """The instant `lived` seconds from now."""
        return self.now() + timedelta(seconds=lived)

    def seconds(self, lived: float) -> float:
        """How many real seconds pass while this clock lives `lived` seconds."""
        return lived / self.speed if self.speed else lived
