"""The rows of URLs: what a line of `discovered/` and of `rejected/` says of them."""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from newscrawler.archive.ledger_database import Database, as_json, digest_of, hash_of, host_of, seconds
from newscrawler.archive.model import JSON, State

_SIGHTED = "SELECT digest FROM sightings WHERE source = ? AND digest IN ({})"
_SEEN = (
    "SELECT s.digest, u.id, u.state, u.priority, u.due FROM sightings s JOIN urls u ON u.id = s.url"
    " WHERE s.digest IN ({})"
)
_FIRST_SEEN = "SELECT u.id, u.first_seen FROM sightings s JOIN urls u ON u.id = s.url WHERE s.digest = ? LIMIT 1"
_BATCHES = (1, 16, 256)  # few sizes, so that SQLite prepares few statements; measured: 16 halve the cost of a look-up
_NEW = (
    "INSERT INTO urls (id, url, site, host, kind, first_seen, state, changed, due, priority)"
    " VALUES (?, ?, ?, ?, ?, ?, 'pending', ?, 0, ?)"
)
_FILL = "UPDATE urls SET site = ?, host = ?, kind = ?, first_seen = min(first_seen, ?), priority = ? WHERE id = ?"
TELL = (
    "INSERT INTO told VALUES (?, ?, ?, ?) ON CONFLICT (url) DO UPDATE SET record = coalesce(excluded.record, record),"
    " listed = coalesce(listed, excluded.listed), payload = coalesce(excluded.payload, payload)"
)
_SETTLE = (
    "UPDATE urls SET state = ?, reason = ?, target = ?, status = ?, changed = ?, article = ?, due = ? WHERE id = ?"
)


class Seen(NamedTuple):
    """What a new sighting of a known URL has to know."""

    row: int
    state: State
    priority: int
    due: float | None


class Urls(Database):
    """URLs and who showed them."""

    def sighted(self, urls: Collection[str], source: str) -> set[str]:
        """Those of `urls` that this source showed before."""
        number, digests = self._number(source), {digest_of(url): url for url in urls}
        found: set[str] = set()
        for batch in _batches(list(digests)):
            rows = self._rows(_SIGHTED.format(", ".join("?" * len(batch))), (number, *batch))
            found.update(digests[row[0]] for row in rows)
        return found

    def seen(self, urls: Collection[str]) -> dict[str, Seen]:
        """What is known of those of `urls` of which anything is."""
        digests, found = {digest_of(url): url for url in urls}, dict[str, Seen]()
        for batch in _batches(list(digests)):
            rows = self._rows(_SEEN.format(", ".join("?" * len(batch))), batch)
            found |= {digests[row[0]]: Seen(*row[1:]) for row in rows}
        return found

    def discover(self, lines: Sequence[JSON]) -> None:
        """Lines of `discovered/`: with `kind` one is the first of its URL and fills the row, else one more sighting."""
        rows = {url: seen.row for url, seen in self.seen([line["url"] for line in lines]).items()}
        last = self._row("SELECT max(id) FROM urls")[0] or 0
        new, fill, earlier, sightings, told = [], [], [], [], []
        for line in lines:
            url, at, priority = line["url"], seconds(line["at"]), line.get("priority", 0)
            place = (self._name(line["site"]), self._name(host_of(url)), line.get("kind", "article"), at)
            row = rows.get(url)
            if row is None:
                last = row = rows[url] = last + 1
                new.append((row, url, *place, at, priority))
            elif "kind" in line:
                fill.append((*place, priority, row))
            else:
                earlier.append((at, row, at))
            sightings.append((digest_of(url), self._name(line["source"]), row, at))
            told.append((row, line.get("record"), as_json(line["listed"]), as_json(line.get("payload"))))
        self._many(_NEW, new)
        self._many(_FILL, fill)
        self._many("UPDATE urls SET first_seen = ? WHERE id = ? AND first_seen > ?", earlier)
        self._many("INSERT OR IGNORE INTO sightings VALUES (?, ?, ?, ?)", sightings)
        self._many(TELL, [one for one in told if any(one[1:])])

    def settle(self, line: JSON) -> None:
        """A line of `rejected/`: the state of a URL that is not held. A held one stays `stored` whatever comes.

        An alias of a record that is not there (its line was torn off) says nothing: the URL has to be asked again.
        """
        at = seconds(line["at"])
        row = self._touch(line["url"], line["site"], line["kind"], at)
        if self._row("SELECT 1 FROM urls WHERE id = ? AND state = 'stored'", (row,)):
            return
        found = None
        if line["state"] == "alias" and line["id"] and (found := self._article(line["id"])) is None:
            return
        due = 0 if line["state"] == "pending" else None
        values = (line["state"], line["reason"], line["target"], line["status"], at, found and found[0], due, row)
        self._run(_SETTLE, values)

    def _article(self, record: str) -> tuple[int, int] | None:
        """Row and revision of an article."""
        rows = self._rows("SELECT record, id, revision FROM articles WHERE hash = ?", (hash_of(record),))
        return next(((row, revision) for found, row, revision in rows if found == record), None)

    def _touch(self, url: str, site: str, kind: str, at: int) -> int:
        """The row of a URL, made when it was never discovered: the target of a redirect, a canonical URL."""
        digest = digest_of(url)
        found = self._row(_FIRST_SEEN, (digest,))
        if found is None:
            place = (url, self._name(site), self._name(host_of(url)), kind)
            row = self._run(_NEW, (None, *place, at, at, 0)).lastrowid
            assert row is not None
            self._run("INSERT INTO sightings VALUES (?, 0, ?, ?)", (digest, row, at))
            return row
        if found[1] > at:
            self._run("UPDATE urls SET first_seen = ? WHERE id = ?", (at, found[0]))
        return int(found[0])


def _batches(keys: list[bytes]) -> Iterator[list[bytes]]:
    """Batches of the few sizes there are, the last filled up with its own last one."""
    size = next((size for size in _BATCHES if size >= len(keys)), _BATCHES[-1])
    for start in range(0, len(keys), size):
        batch = keys[start : start + size]
        yield batch + batch[-1:] * (size - len(batch))
