"""What is known of a span of days, and whether it is complete."""

from dataclasses import dataclass, field
from datetime import date

from newscrawler.archive.coverage.model import Counts, DayRow, Hole, Missing, OddDay, SourceRow, Unread
from newscrawler.archive.model import JSON


@dataclass(frozen=True)
class Coverage:
    """What is known of a span of days. `missing` names the first thousand, `missing_articles` tells all.

    `outside` counts, by state and reason, what is no article or must not be asked for.
    """

    days: list[DayRow]
    undated: Counts
    total: Counts
    sources: dict[str, SourceRow]
    holes: list[Hole]
    odd_days: list[OddDay]
    unread: list[Unread]
    missing: list[Missing]
    outside: dict[str, int] = field(default_factory=dict)

    @property
    def unknown_days(self) -> list[date]:
        """The days for which no source was read."""
        return [row.day for row in self.days if row.status == "unknown"]

    @property
    def complete(self) -> bool:
        """Is any day known, nothing missing, every day walked, and every page of a source read that can be had?

        Holes and odd days are no proof: another source may have filled the hole, and a site may rest for a day. They
        are named, and `gaps` goes for them, but they alone make nothing incomplete.
        """
        lacks = self.total.missing or self.unknown_days or any(not one.is_final for one in self.unread)
        return bool(self.days) and not lacks

    def as_json(self) -> JSON:
        """The last object of the output: sums and findings."""
        first, last = (self.days[0].day, self.days[-1].day) if self.days else (None, None)
        return {
            "row": "summary",
            "since": first.isoformat() if first else None,
            "until": last.isoformat() if last else None,
            "complete": self.complete,
            **self.total.as_json(),
            "undated": self.undated.discovered,
            "missing": self.total.missing,
            "unknown_days": [day.isoformat() for day in self.unknown_days],
            "holes": [
                {"day": one.day.isoformat(), "source": one.source, "shown": one.shown, "known": one.known}
                for one in self.holes
            ],
            "odd_days": [
                {"day": one.day.isoformat(), "known": one.known, "expected": one.expected} for one in self.odd_days
            ],
            "unread": [
                {"source": one.source, "url": one.url, "state": one.state, "reason": one.reason} for one in self.unread
            ],
            "sources": {name: source.as_json() for name, source in sorted(self.sources.items())},
            "outside": self.outside,
        }
