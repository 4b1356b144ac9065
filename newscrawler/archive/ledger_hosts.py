"""Hosts: who may ask them, how often, and until when nobody."""

import time
from collections.abc import Callable, Iterable
from datetime import datetime

from newscrawler.archive.ledger_articles import Articles
from newscrawler.archive.ledger_database import moment
from newscrawler.archive.model import HostNote

LEASE_SECONDS = 60.0
"""How long a host stays with an owner that gives no sign of life. Real seconds, whatever the crawl's clock says."""

_NOTE = (
    "INSERT INTO hosts VALUES (?, ?, ?, ?, ?) ON CONFLICT (host) DO UPDATE SET"
    " asked = max(coalesce(excluded.asked, 0), coalesce(asked, 0)), pace = coalesce(excluded.pace, pace),"
    " until = coalesce(excluded.until, until), why = coalesce(excluded.why, why)"
)


class Hosts(Articles):
    """Leases of hosts, and what one process has to tell the next about them."""

    def claim(
        self, hosts: Iterable[str], owner: str, alive: Callable[[str], bool], seconds: float = LEASE_SECONDS
    ) -> dict[str, str]:
        """Leases the hosts that are free; returns the others with their owners.

        A host is free when nobody has it, when its lease ran out, or when its owner is not `alive`.
        """
        now, taken = time.time(), {}
        for host in hosts:
            row = self._row("SELECT owner, expires FROM leases WHERE host = ?", (host,))
            if row and row[0] != owner and row[1] > now and alive(row[0]):
                taken[host] = str(row[0])
            else:
                if row:  # its owner died, and may have asked a moment ago
                    self.note_host(host, asked=now)
                self._run("INSERT OR REPLACE INTO leases VALUES (?, ?, ?, ?)", (host, owner, now, now + seconds))
        return taken

    def renew(self, owner: str, seconds: float = LEASE_SECONDS) -> set[str]:
        """A sign of life of `owner`; the hosts it still has."""
        now = time.time()
        values = (now, now + seconds, owner, now + seconds * 0.75)
        self._run("UPDATE leases SET heartbeat = ?, expires = ? WHERE owner = ? AND expires < ?", values)
        return {str(row[0]) for row in self._rows("SELECT host FROM leases WHERE owner = ?", (owner,))}

    def release(self, owner: str | None = None, hosts: Iterable[str] | None = None) -> None:
        """Gives hosts back: those named, else all of the owner; with no owner, everybody's."""
        if hosts is not None:
            for host in hosts:
                self._run("DELETE FROM leases WHERE owner = ? AND host = ?", (owner, host))
        else:
            self._run("DELETE FROM leases WHERE ? IS NULL OR owner = ?", (owner, owner))

    def owners(self) -> dict[str, str]:
        """Every leased host and its owner."""
        return dict(self._rows("SELECT host, owner FROM leases"))

    def note_host(
        self,
        host: str,
        *,
        asked: float | None = None,
        pace: float | None = None,
        until: datetime | None = None,
        why: str | None = None,
    ) -> None:
        """When it was last asked (real seconds since 1970), its pace in seconds, until when it rests and why."""
        self._run(_NOTE, (host, asked, pace, until and until.timestamp(), why))

    def host_note(self, host: str) -> HostNote:
        """What was noted of a host."""
        row = self._row("SELECT asked, pace, until, why FROM hosts WHERE host = ?", (host,)) or (None,) * 4
        asked, pace, until, why = row
        return HostNote(asked or 0.0, pace or 0.0, None if until is None else moment(until), why or "")
