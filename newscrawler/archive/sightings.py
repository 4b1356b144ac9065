"""What sources show: new URLs, known ones shown by somebody new, and work that is asked for again."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from newscrawler.archive.answers import Held
from newscrawler.archive.backend import Backend
from newscrawler.archive.entries import Entries
from newscrawler.archive.layout import DISCOVERED, TOMBSTONES
from newscrawler.archive.ledger_urls import Seen
from newscrawler.archive.model import JSON, Discovered
from newscrawler.archive.segments import Segments


class Sightings(Entries):
    """The discovered URLs of one tick."""

    def __init__(self, ledger: Backend, segments: Segments, now: datetime, pages: bool) -> None:
        super().__init__(ledger, segments, now, pages)
        self._has_stones: dict[str, bool] = {}

    def discover(self, found: Iterable[Discovered]) -> int:
        """How many URLs were new. A known one gets the new source; `again` and a better priority are taken over.

        Of an article that was removed no title comes in, and no new address of it is asked for.
        """
        groups: dict[str, list[Discovered]] = {}
        for one in found:
            groups.setdefault(one.source, []).append(one)
        new: dict[str, Discovered] = {}
        refused: dict[str, str] = {}
        lines = [line for source, group in groups.items() for line in self._shown(source, group, new, refused)]
        self.ledger.discover(lines)
        for one in new.values():
            if one.url in refused:
                told = {"source": one.source, "id": refused[one.url]}
                self.outcome(one.url, one.site, one.kind, "rejected", reason="removed", **told)
            elif one.due is not None:
                self._amend(one.url, due=one.due)
        return len(new)

    def _shown(
        self, source: str, group: list[Discovered], new: dict[str, Discovered], refused: dict[str, str]
    ) -> Iterator[JSON]:
        """The lines that one source adds; what nobody knew goes into `new`, what was removed into `refused`."""
        sighted = self.ledger.sighted([one.url for one in group], source)
        seen = self.ledger.seen([one.url for one in group if one.again or one.url not in sighted])
        for one in group:
            if one.url not in sighted:
                sighted.add(one.url)
                if first := one.url not in seen and one.url not in new:
                    new[one.url] = one
                if found := self._refused(one):
                    refused[one.url] = found.id
                yield self._sighting(replace(one, listed=None) if found else one, first)
            if one.url in seen:
                self._seen_again(one, seen[one.url])

    def _sighting(self, one: Discovered, first: bool) -> JSON:
        line: JSON = {"url": one.url, "site": one.site, "source": one.source, "at": self.at, "listed": one.listed}
        if first:
            line |= {"kind": one.kind, "record": one.record, "priority": one.priority, "payload": one.payload}
        self.write(DISCOVERED, line)
        return line

    def _seen_again(self, one: Discovered, seen: Seen) -> None:
        priority = min(one.priority, seen.priority)
        if not one.again:
            if seen.state == "pending" and priority < seen.priority:
                self.ledger.amend(seen.row, self.now, priority=priority)
            return
        if self._removed(one):
            return
        if seen.state not in ("pending", "stored"):
            self.outcome(one.url, one.site, one.kind, "pending", reason="again", source=one.source)
        payload = {} if one.payload is None else {"payload": one.payload}
        due = self.now if seen.due == 0 else one.due or self.now
        self.ledger.amend(seen.row, self.now, due=due, priority=priority, attempts=0, **payload)

    def _removed(self, one: Discovered) -> Held | None:
        """The article that this is, under its URL or by its id, when it was taken out of the archive."""
        held = self.ledger.held_at(one.url) or (self.ledger.held(one.record) if one.record else None)
        return held if held is not None and held.removed_at is not None else None

    def _refused(self, one: Discovered) -> Held | None:
        """The same, asked of every link that is met: only where the site has tombstones at all."""
        if one.site not in self._has_stones:
            self._has_stones[one.site] = (self.segments.root / one.site / TOMBSTONES).exists()
        return self._removed(one) if self._has_stones[one.site] else None

    def _amend(self, url: str, **facts: Any) -> None:
        if seen := self.ledger.seen([url]).get(url):
            self.ledger.amend(seen.row, self.now, **facts)
