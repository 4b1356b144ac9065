"""The rows of URLs: what a line of `discovered/` and of `rejected/` says of them."""

from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from newscrawler.archive.ledger_database import Database, as_json, hash_of, host_of, seconds
from newscrawler.archive.model import JSON, State

_SEEN = (
    "SELECT u.url, u.id, u.state, u.priority, u.due, s.at IS NOT NULL FROM urls u"
    " LEFT JOIN sightings s ON s.url = u.id AND s.source = ? WHERE u.hash IN ({})"
)
_BATCHES = (1, 16, 256)  # few sizes, so that SQLite prepares few statements; measured: 16 halve the cost of a look-up
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
    sighted: int


class Urls(Database):
    """URLs and who showed them."""

    def seen(self, urls: Collection[str], source: str) -> dict[str, Seen]:
        """What is known of those of `urls` of which anything is."""
        number, waiting = self._number(source), set(urls)
        found: dict[str, Seen] = {}
        for batch in _batches([hash_of(url) for url in waiting]):
            statement = _SEEN.format(", ".join("?" * len(batch)))
            found |= {row[0]: Seen(*row[1:]) for row in self._rows(statement, (number, *batch)) if row[0] in waiting}
        return found

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
        """A line of `rejected/`: the state of a URL that is not held. A held one stays `stored` whatever comes.

        An alias of a record that is not there (its line was torn off) says nothing: the URL has to be asked again.
        """
        at = seconds(line["at"])
        row = self._touch(line["url"], line["site"], line["kind"], at)
        if self._row("SELECT 1 FROM urls WHERE id = ? AND state = 'stored'", (row,)):
            return False
        found = None
        if line["state"] == "alias" and line["id"] and (found := self._article(line["id"])) is None:
            return False
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
        for found, row, first_seen in self._rows(
            "SELECT url, id, first_seen FROM urls WHERE hash = ?", (hash_of(url),)
        ):
            if found == url:
                if first_seen > at:
                    self._run("UPDATE urls SET first_seen = ? WHERE id = ?", (at, row))
                return int(row)
        return self._insert(url, site, kind, at)

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


def _batches(hashes: list[int]) -> Iterator[list[int]]:
    """Batches of the few sizes there are, the last filled up with its own last one."""
    size = next((size for size in _BATCHES if size >= len(hashes)), _BATCHES[-1])
    for start in range(0, len(hashes), size):
        batch = hashes[start : start + size]
        yield batch + batch[-1:] * (size - len(batch))
