"""How a line of the files becomes rows. A commit, a recovery and a rebuild all go through here, so they cannot differ."""

from collections.abc import Callable
from typing import Any, NamedTuple

from newscrawler.archive.layout import ARTICLES, DISCOVERED, EVENTS, REJECTED
from newscrawler.archive.ledger_database import Database, as_json, hash_of, host_of, moment, seconds
from newscrawler.archive.model import JSON, Held, Place, State

_HELD = (
    "a.record, a.revision, a.content, a.published, a.fetched_at, a.checked_at, a.gone_at, a.removed_at,"
    " n.name, a.place FROM articles a LEFT JOIN names n ON n.id = a.segment"
)
_NEW_URL = (
    "INSERT INTO urls (hash, url, site, host, kind, first_seen, state, changed, due, priority, record, listed, payload)"
    " VALUES (?, ?, ?, ?, ?, ?, 'pending', ?, 0, ?, ?, ?, ?)"
)
_FILL_URL = (
    "UPDATE urls SET site = ?, host = ?, kind = ?, first_seen = min(first_seen, ?), priority = ?, record = ?,"
    " listed = coalesce(?, listed), payload = ? WHERE id = ?"
)


class Seen(NamedTuple):
    """What a new sighting of a known URL has to know: its row, its state, whether this source showed it before."""

    row: int
    state: State
    priority: int
    due: float | None
    sighted: bool


class Lines(Database):
    """The rows that files can speak of: URLs, sightings, articles."""

    def replay(self, kind: str, line: JSON, place: Place) -> bool:
        """One line of a segment of `kind` into rows; False when it says nothing new. Inside a transaction."""
        ways: dict[str, Callable[[], bool]] = {
            DISCOVERED: lambda: self.discover(line),
            ARTICLES: lambda: self.store(line, place),
            REJECTED: lambda: self.settle(line),
            EVENTS: lambda: self.note(line),
        }
        return ways[kind]()

    def seen(self, url: str, source: str) -> Seen | None:
        """What is known of `url`, None when nothing."""
        statement = (
            "SELECT u.url, u.id, u.state, u.priority, u.due, s.at IS NOT NULL FROM urls u"
            " LEFT JOIN sightings s ON s.url = u.id AND s.source = ? WHERE u.hash = ?"
        )
        for found, row, state, priority, due, sighted in self._rows(statement, (self._number(source), hash_of(url))):
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
        known = self._row(
            "SELECT 1 FROM sightings WHERE url = ? AND source = ?", (row, source := self._name(line["source"]))
        )
        if known:
            return False
        self._run("INSERT INTO sightings VALUES (?, ?, ?)", (row, source, at))
        if "kind" not in line:
            listed = as_json(line.get("listed"))
            self._run("UPDATE urls SET first_seen = min(first_seen, ?) WHERE id = ?", (at, row))
            if listed:
                self._run("UPDATE urls SET listed = ? WHERE id = ? AND listed IS NULL", (listed, row))
        return True

    def store(self, line: JSON, place: Place) -> bool:
        """A record: its URL is `stored`; its article is this line unless a later revision is held already."""
        at = seconds(line["fetched_at"])
        found = self._article(line["id"])
        values = (
            line["revision"],
            bytes.fromhex(line["content_sha256"]),
            line["published_at"] or line["published_on"],
            at,
            self._name(place.path),
            place.offset,
        )
        if found is None:
            article = self._run(
                "INSERT INTO articles (revision, content, published, fetched_at, segment, place, hash, record, site,"
                " checked_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (*values, hash_of(line["id"]), line["id"], self._name(line["site"]), at),
            ).lastrowid
        else:
            article = found[0]
            if line["revision"] >= found[1]:
                self._run(
                    "UPDATE articles SET revision = ?, content = ?, published = ?, fetched_at = ?, segment = ?,"
                    " place = ?, checked_at = max(checked_at, ?) WHERE id = ?",
                    (*values, at, article),
                )
        row = self._touch(line["url"], line["site"], "article", at)
        self._run(
            "UPDATE urls SET state = 'stored', article = ?, status = 200, reason = NULL, target = NULL, due = NULL,"
            " changed = CASE state WHEN 'stored' THEN max(changed, ?) ELSE ? END WHERE id = ?",
            (article, at, at, row),
        )
        return found is None or line["revision"] > found[1]

    def settle(self, line: JSON) -> bool:
        """A line of `rejected/`: the state of a URL that is not held. A held one stays `stored` whatever comes."""
        at = seconds(line["at"])
        row = self._touch(line["url"], line["site"], line["kind"], at)
        state, changed, article = self._row("SELECT state, changed, article FROM urls WHERE id = ?", (row,))
        if state == "stored" or (state != "pending" and changed > at):
            return False
        if line["state"] == "alias" and line["id"]:
            found = self._article(line["id"])
            article = found[0] if found else None
        self._run(
            "UPDATE urls SET state = ?, reason = ?, target = ?, status = ?, changed = ?, article = ?, due = ?"
            " WHERE id = ?",
            (
                line["state"],
                line["reason"],
                line["target"],
                line["status"],
                at,
                article if line["state"] == "alias" else None,
                0 if line["state"] == "pending" else None,
                row,
            ),
        )
        return True

    def note(self, line: JSON) -> bool:
        """A line of `events/`, or a tombstone: what happened to a held article after it was stored."""
        at, event = seconds(line["at"]), line["event"]
        found = self._article(line["id"])
        if found is None:
            if event != "removed":
                return False
            found = self._bury(line, at)
        self._run("UPDATE articles SET checked_at = max(checked_at, ?) WHERE id = ?", (at, found[0]))
        change = {
            "gone": "gone_at = coalesce(gone_at, ?)",
            "back": "gone_at = CASE WHEN gone_at > ? THEN gone_at END",
            "removed": "removed_at = coalesce(removed_at, ?)",
        }.get(event)
        if change:
            self._run(f"UPDATE articles SET {change} WHERE id = ?", (at, found[0]))
        if event == "removed":
            self._run("UPDATE urls SET due = NULL WHERE hash = ? AND url = ?", (hash_of(line["url"]), line["url"]))
        return True

    def held(self, record: str) -> Held | None:
        """The held article of this id."""
        for row in self._rows(f"SELECT {_HELD} WHERE a.hash = ?", (hash_of(record),)):
            if row[0] == record:
                return _held(row)
        return None

    def held_at(self, url: str) -> Held | None:
        """The article that was stored from, or is known under, this URL."""
        for found, article in self._rows("SELECT url, article FROM urls WHERE hash = ?", (hash_of(url),)):
            if found == url and article is not None:
                return _held(self._row(f"SELECT {_HELD} WHERE a.id = ?", (article,)))
        return None

    def _find(self, url: str) -> int | None:
        for found, row in self._rows("SELECT url, id FROM urls WHERE hash = ?", (hash_of(url),)):
            if found == url:
                return int(row)
        return None

    def _article(self, record: str) -> tuple[int, int] | None:
        for found, row, revision in self._rows(
            "SELECT record, id, revision FROM articles WHERE hash = ?", (hash_of(record),)
        ):
            if found == record:
                return row, revision
        return None

    def _touch(self, url: str, site: str, kind: str, at: int) -> int:
        row = self._find(url)
        if row is None:
            return self._insert(url, site, kind, at)
        self._run("UPDATE urls SET first_seen = ? WHERE id = ? AND first_seen > ?", (at, row, at))
        return row

    def _insert(self, url: str, site: str, kind: str, at: int, *rest: Any) -> int:
        values = rest or (0, None, None, None)
        row = self._run(
            _NEW_URL, (hash_of(url), url, self._name(site), self._name(host_of(url)), kind, at, at, *values)
        ).lastrowid
        assert row is not None
        return row

    def _fill(self, line: JSON, at: int, row: int | None) -> int:
        told = (line["priority"], line["record"], as_json(line["listed"]), as_json(line["payload"]))
        if row is None:
            return self._insert(line["url"], line["site"], line["kind"], at, *told)
        site, host = self._name(line["site"]), self._name(host_of(line["url"]))
        self._run(_FILL_URL, (site, host, line["kind"], at, *told, row))
        return row

    def _bury(self, line: JSON, at: int) -> tuple[int, int]:
        """A tombstone whose text is purged: the id stays known, so that nothing fetches it again."""
        row = self._run(
            "INSERT INTO articles (hash, record, site, revision, content, published, fetched_at, checked_at)"
            " VALUES (?, ?, ?, 0, x'', '', ?, ?)",
            (hash_of(line["id"]), line["id"], self._name(line["site"]), at, at),
        ).lastrowid
        assert row is not None
        url = self._touch(line["url"], line["site"], "article", at)
        self._run("UPDATE urls SET state = 'stored', article = ?, changed = ?, due = NULL WHERE id = ?", (row, at, url))
        return row, 0


def _held(row: tuple[Any, ...]) -> Held:
    record, revision, content, published, fetched, checked, gone, removed, segment, place = row
    return Held(
        id=record,
        revision=revision,
        content_sha256=content.hex(),
        published=published,
        fetched_at=moment(fetched),
        checked_at=moment(checked),
        gone_at=None if gone is None else moment(gone),
        removed_at=None if removed is None else moment(removed),
        place=None if segment is None else Place(segment, place),
    )
