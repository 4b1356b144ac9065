"""What is to be done next: due URLs, progress of sources."""

import json
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from newscrawler.archive.ledger_database import as_json, digest_of, from_json, moment
from newscrawler.archive.ledger_hosts import Hosts
from newscrawler.archive.ledger_urls import TELL
from newscrawler.archive.model import JSON, Lease, State

_READY = (
    "SELECT u.id, u.url, u.kind, u.state, u.attempts, u.priority, t.record, t.listed, t.payload, u.etag,"
    " u.last_modified FROM urls u LEFT JOIN told t ON t.url = u.id"
    " WHERE u.site = ? AND u.host = ? AND u.due = 0 ORDER BY u.priority, u.id LIMIT ?"
)

_READ = "state IN ('not_article', 'gone') AND changed >= ?"

_RIPE = "site = ? AND due > 0 AND (due <= ? OR due > ?)"

FARTHEST = timedelta(days=30)
"""Nothing is put off for so long: a later time was written by a clock that went wrong."""


class Work(Hosts):
    """Work."""

    def ready(self, site: str, host: str, limit: int, skip: Collection[int] = ()) -> list[Lease]:
        """Up to `limit` URLs of a host that may be fetched now: live before old, first found first, none of `skip`."""
        numbers = (self._number(site), self._number(host))
        rows = self._rows(_READY, (*numbers, limit + len(skip)))
        return [_lease(site, host, row) for row in rows if row[0] not in skip][:limit]

    def promote(self, site: str, now: datetime) -> int:
        """What waited for a time that has come, or for one nobody meant, may be fetched now; how many these are."""
        values = (self._number(site), now.timestamp(), (now + FARTHEST).timestamp())
        if not self._row(f"SELECT 1 FROM urls WHERE {_RIPE} LIMIT 1", values):
            return 0
        return self._run(f"UPDATE urls SET due = 0 WHERE {_RIPE}", values).rowcount

    def next_due(self, site: str, kind: str | None = None, state: State | None = None) -> datetime | None:
        """When the next URL of a site that waits is due, of a kind or in a state if these are given.

        None when none waits. What may be fetched now is not asked; `stored` ones wait for another look.
        """
        statement = (
            "SELECT due FROM urls WHERE site = ? AND due > 0 AND (? IS NULL OR kind = ?) AND (? IS NULL OR state = ?)"
            " ORDER BY due LIMIT 1"
        )
        row = self._row(statement, (self._number(site), kind, kind, state, state))
        return None if row is None else moment(row[0])

    def next_try(self, site: str) -> datetime | None:
        """When the next URL that failed is tried again; None when none is."""
        statement = (
            "SELECT due FROM urls WHERE site = ? AND due > 0 AND state != 'stored'"
            " AND (attempts > 0 OR kind = 'article') ORDER BY due LIMIT 1"
        )
        row = self._row(statement, (self._number(site),))
        return None if row is None else moment(row[0])

    def waits(self, url: str) -> bool:
        """Is a URL to be asked for, now or later, without anybody's asking?"""
        row = self._row(
            "SELECT 1 FROM urls WHERE id = (SELECT url FROM sightings WHERE digest = ? LIMIT 1) AND due IS NOT NULL",
            (digest_of(url),),
        )
        return row is not None

    def handled(self, url: str, since: datetime) -> bool:
        """Is a page waiting to be read, or was it read after `since`?"""
        return self._stands(url, f"due IS NOT NULL OR ({_READ})", since)

    def was_read(self, url: str, since: datetime) -> bool:
        """Was a page read after `since`, and does it wait for no other look?"""
        return self._stands(url, f"due IS NULL AND {_READ}", since)

    def _stands(self, url: str, condition: str, since: datetime) -> bool:
        statement = (
            f"SELECT 1 FROM urls WHERE id = (SELECT url FROM sightings WHERE digest = ? LIMIT 1) AND ({condition})"
        )
        return self._row(statement, (digest_of(url), int(since.timestamp()))) is not None

    def young(self, site: str, since: datetime) -> list[tuple[int, str]]:
        """(row, when published) of held articles that came out after `since` and wait for no other look."""
        statement = (
            "SELECT u.id, a.published FROM urls u JOIN articles a ON a.id = u.article WHERE u.site = ?"
            " AND u.state = 'stored' AND u.due IS NULL AND a.removed_at IS NULL AND a.published >= ?"
        )
        day = (since - timedelta(days=1)).date().isoformat()
        return [(int(row), str(published)) for row, published in self._rows(statement, (self._number(site), day))]

    def longest_unseen(self, site: str, count: int) -> list[int]:
        """The rows of the held articles that were looked at longest ago."""
        statement = (
            "SELECT u.id FROM articles a JOIN urls u ON u.article = a.id AND u.state = 'stored' WHERE a.site = ?"
            " AND a.gone_at IS NULL AND a.removed_at IS NULL ORDER BY a.checked_at, a.id LIMIT ?"
        )
        return [int(row[0]) for row in self._rows(statement, (self._number(site), count))]

    def hosts_ready(self, site: str) -> list[str]:
        """The hosts of a site that have something to fetch now."""
        number, host, hosts = self._number(site), -1, []
        statement = (
            "SELECT u.host, n.name FROM urls u JOIN names n ON n.id = u.host"
            " WHERE u.site = ? AND u.due = 0 AND u.host > ? ORDER BY u.host LIMIT 1"
        )
        while row := self._row(statement, (number, host)):
            host = row[0]
            hosts.append(str(row[1]))
        return hosts

    def amend(self, row: int, now: datetime, **facts: Any) -> None:
        """What only the ledger keeps of a URL: `due` (None: not again), `attempts`, `priority`, `payload`, `etag`, …"""
        if "due" in facts:
            due = facts["due"]
            facts["due"] = None if due is None else 0 if due <= now else due.timestamp()
        if "payload" in facts:
            self._run(TELL, (row, None, None, as_json(facts.pop("payload"))))
        columns = ", ".join(f"{name} = ?" for name in facts)
        self._run(f"UPDATE urls SET {columns} WHERE id = ?", (*facts.values(), row))

    def progress(self, site: str, source: str) -> JSON:
        """How far a source was read, key by key."""
        rows = self._rows("SELECT key, value FROM progress WHERE site = ? AND source = ?", (site, source))
        return {key: json.loads(value) for key, value in rows}

    def set_progress(self, site: str, source: str, key: str, value: Any) -> None:
        """Remembers `value` under `key`; None forgets it."""
        if value is None:
            self._run("DELETE FROM progress WHERE site = ? AND source = ? AND key = ?", (site, source, key))
        else:
            values = (site, source, key, json.dumps(value))
            self._run("INSERT OR REPLACE INTO progress VALUES (?, ?, ?, ?)", values)


def _lease(site: str, host: str, row: tuple[Any, ...]) -> Lease:
    number, url, kind, state, attempts, priority, record, listed, payload, etag, last_modified = row
    return Lease(
        row=number,
        url=url,
        site=site,
        host=host,
        kind=kind,
        state=state,
        attempts=attempts,
        priority=priority,
        record=record,
        listed=from_json(listed),
        payload=from_json(payload),
        etag=etag,
        last_modified=last_modified,
    )
