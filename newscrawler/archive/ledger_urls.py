"""The rows of URLs: what a line of `discovered/` and of `rejected/` says of them."""

from typing import Any, NamedTuple

from newscrawler.archive.ledger_database import Database, as_json, hash_of, host_of, seconds
from newscrawler.archive.model import JSON, State

_SEEN = (
    "SELECT u.url, u.id, u.state, u.priority, u.due, s.at IS NOT NULL FROM urls u"
    " LEFT JOIN sightings s ON s.url = u.id AND s.source = ? WHERE u.hash = ?"
)
_NEW = (
    "INSERT INTO urls (hash, url, site, host, kind, first_seen, state, changed, due, priority, record, listed, payload)"
    " VALUES (?, ?, ?, ?, ?, ?, 'pending', ?, 0, ?, ?, ?, ?)"
)
_FILL = (
    "UPDATE urls SET site = ?, host = ?, kind = ?, first_seen = min(first_seen, ?), priority = ?, record = ?,"
    " listed = coalesce(?, listed), payload = ? WHERE id = ?"
)
_SETTLE = (
    "UPDATE urls SET state = ?, reason = ?, target = ?, status = ?, changed = ?, article = ?, due = ? WHERE id = ?"
)


class Seen(NamedTuple):
    """What a new sighting of a known URL has to know: its row, its state, whether this source showed it before."""

    row: int
    state: State
    priority: int
    due: float | None
    sighted: bool


class Urls(Database):
    """URLs and who showed them."""

    def seen(self, url: str, source: str) -> Seen | None:
        """What is known of `url`, None when nothing."""
        for found, row, state, priority, due, sighted in self._rows(_SEEN, (self._number(source), hash_of(url))):
            if found == url:
                return Seen(row, state, priority, due, bool(sighted))
        return None

    def discover(self, line: JSON) -> bool:
        """A line of `discovered/`: with `kind` it is the first of its URL and fills the row, else one more sighting."""
        at, row = seconds(line["at"]), self._find(line["url"])
        if "kind" in line:
            row = self._fill(line, at, row)
        elif row is None:
            row = self._insert(line["url"], line["site"], "article", at)
        source = self._name(line["source"])
        if self._row("SELECT 1 FROM sightings WHERE url = ? AND source = ?", (row, source)):
            return False
        self._run("INSERT INTO sightings VALUES (?, ?, ?)", (row, source, at))
        if "kind" not in line:
            values = (at, as_json(line.get("listed")), row)
            self._run(
                "UPDATE urls SET first_seen = min(first_seen, ?), listed = coalesce(listed, ?) WHERE id = ?", values
            )
        return True

    def settle(self, line: JSON) -> bool:
        """A line of `rejected/`: the state of a URL that is not held. A held one stays `stored` whatever comes."""
        at = seconds(line["at"])
        row = self._touch(line["url"], line["site"], line["kind"], at)
        state, changed = self._row("SELECT state, changed FROM urls WHERE id = ?", (row,))
        if state == "stored" or (state != "pending" and changed > at):
            return False
        found = self._article(line["id"]) if line["state"] == "alias" and line["id"] else None
        due = 0 if line["state"] == "pending" else None
        values = (line["state"], line["reason"], line["target"], line["status"], at, found and found[0], due, row)
        self._run(_SETTLE, values)
        return True

    def _find(self, url: str) -> int | None:
        for found, row in self._rows("SELECT url, id FROM urls WHERE hash = ?", (hash_of(url),)):
            if found == url:
                return int(row)
        return None

    def _article(self, record: str) -> tuple[int, int] | None:
        """Row and revision of an article."""
        rows = self._rows("SELECT record, id, revision FROM articles WHERE hash = ?", (hash_of(record),))
        return next(((row, revision) for found, row, revision in rows if found == record), None)

    def _touch(self, url: str, site: str, kind: str, at: int) -> int:
        """The row of a URL, made when it was never discovered: the target of a redirect, a canonical URL."""
        row = self._find(url)
        if row is None:
            return self._insert(url, site, kind, at)
        self._run("UPDATE urls SET first_seen = ? WHERE id = ? AND first_seen > ?", (at, row, at))
        return row

    def _insert(self, url: str, site: str, kind: str, at: int, *told: Any) -> int:
        place = (hash_of(url), url, self._name(site), self._name(host_of(url)))
        row = self._run(_NEW, (*place, kind, at, at, *(told or (0, None, None, None)))).lastrowid
        assert row is not None
        return row

    def _fill(self, line: JSON, at: int, row: int | None) -> int:
        told = (line["priority"], line["record"], as_json(line["listed"]), as_json(line["payload"]))
        if row is None:
            return self._insert(line["url"], line["site"], line["kind"], at, *told)
        place = (self._name(line["site"]), self._name(host_of(line["url"])))
        self._run(_FILL, (*place, line["kind"], at, *told, row))
        return row
