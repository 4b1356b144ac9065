"""What sources show: new URLs, known ones shown by somebody new, and work that is asked for again."""

from collections.abc import Iterable, Iterator
from typing import Any

from newscrawler.archive.entries import Entries
from newscrawler.archive.layout import DISCOVERED
from newscrawler.archive.ledger_urls import Seen
from newscrawler.archive.model import JSON, Discovered


class Sightings(Entries):
    """The discovered URLs of one tick."""

    def discover(self, found: Iterable[Discovered]) -> int:
        """How many URLs were new. A known one gets the new source; `again` and a better priority are taken over."""
        groups: dict[str, list[Discovered]] = {}
        for one in found:
            groups.setdefault(one.source, []).append(one)
        new: dict[str, Discovered] = {}
        lines = [line for source, group in groups.items() for line in self._shown(source, group, new)]
        self.ledger.discover(lines)
        for one in new.values():
            if one.due is not None:
                self._amend(one.url, due=one.due)
        return len(new)

    def _shown(self, source: str, group: list[Discovered], new: dict[str, Discovered]) -> Iterator[JSON]:
        """The lines that one source adds; what nobody knew goes into `new`."""
        sighted = self.ledger.sighted([one.url for one in group], source)
        seen = self.ledger.seen([one.url for one in group if one.again or one.url not in sighted])
        for one in group:
            if one.url not in sighted:
                sighted.add(one.url)
                if first := one.url not in seen and one.url not in new:
                    new[one.url] = one
                yield self._sighting(one, first)
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
        held = self.ledger.held_at(one.url)
        if held is not None and held.removed_at is not None:
            return
        if seen.state not in ("pending", "stored"):
            self.outcome(one.url, one.site, one.kind, "pending", reason="again", source=one.source)
        payload = {} if one.payload is None else {"payload": one.payload}
        due = self.now if seen.due == 0 else one.due or self.now
        self.ledger.amend(seen.row, self.now, due=due, priority=priority, attempts=0, **payload)

    def _amend(self, url: str, **facts: Any) -> None:
        if seen := self.ledger.seen([url]).get(url):
            self.ledger.amend(seen.row, self.now, **facts)
