"""The lines that a tick writes: each into its segment and, in the same breath, into the ledger."""

from datetime import datetime
from functools import cached_property
from typing import Any

from newscrawler import __version__
from newscrawler.archive.backend import Backend
from newscrawler.archive.commits import NUMBER, NUMBERED, last_commit, note_commit
from newscrawler.archive.layout import EVENTS, PAGES, REJECTED
from newscrawler.archive.model import JSON, Capture, Place
from newscrawler.archive.rawpages import compose, compose_info
from newscrawler.archive.records import as_line
from newscrawler.archive.segments import Segments
from newscrawler.article import SCHEMA

_OUTCOME = ("reason", "field", "detail", "status", "source", "target", "id", "raw")
_EVENT = ("status", "reason", "target", "raw")


class Entries:
    """Writes lines of one instant. Nothing is on the disk before the segments are synced."""

    def __init__(self, ledger: Backend, segments: Segments, now: datetime, pages: bool) -> None:
        self.ledger, self.segments, self.now, self._pages = ledger, segments, now, pages
        self.at = now.strftime("%Y-%m-%dT%H:%M:%SZ")
        self.instant = now.strftime("%Y-%m-%dT%H:%M:%S.%fZ")

    def write(self, kind: str, line: JSON, behind: Place | None = None) -> Place:
        """One line into its segment alone; returns where it will lie: after `behind`."""
        return self.segments.append(line["site"], kind, as_line(line), behind)

    def append(self, kind: str, line: JSON, behind: Place | None = None) -> Place:
        """One line as it is, into segment and ledger; returns where it will lie: after `behind`."""
        if kind in NUMBERED:
            line = {**line, NUMBER: self._number}
        place = self.write(kind, line, behind)
        self.ledger.replay(kind, line, place)
        return place

    @cached_property
    def _number(self) -> int:
        """Of this commit, taken when its first line needs one."""
        number = last_commit(self.ledger) + 1
        note_commit(self.ledger, number)
        return number

    def outcome(self, url: str, site: str, kind: str, state: str, **told: Any) -> None:
        """What a URL came to, in `rejected/`."""
        line: JSON = {"site": site, "url": url, "kind": kind, "state": state, "at": self.instant}
        self.append(REJECTED, line | {name: told.get(name) for name in _OUTCOME} | {"schema": SCHEMA})

    def event(self, event: str, record: str, url: str, site: str, **told: Any) -> None:
        """What happened to a held article, in `events/`: `gone`, `back`, `moved`, `alive`."""
        line: JSON = {"event": event, "id": record, "site": site, "url": url, "at": self.instant}
        self.append(EVENTS, line | {name: told.get(name) for name in _EVENT} | {"schema": SCHEMA})

    def keep(self, site: str, page: Capture | None) -> JSON | None:
        """Stores a page where pages are kept; returns the pointer to its response."""
        if page is None or not self._pages:
            return None
        segment = self.segments.current(site, PAGES)
        if segment.end == 0:
            info = compose_info(segment.name.path, self.now, f"newscrawler/{__version__}")
            self.segments.append(site, PAGES, info)
        data, response, digest = compose(page)
        place = self.segments.append(site, PAGES, data)
        return {"warc": place.path, "offset": place.offset + response, "sha256": digest}
