"""The rows of held articles: what a record, an event and a tombstone say of them."""

from typing import Any

from newscrawler.archive.answers import Held
from newscrawler.archive.layout import ARTICLES, DISCOVERED, EVENTS, REJECTED
from newscrawler.archive.ledger_database import digest_of, hash_of, moment, seconds
from newscrawler.archive.ledger_urls import Urls
from newscrawler.archive.model import JSON, Place
from newscrawler.errors import ArchiveError

_HELD = (
    "SELECT a.record, a.revision, a.content, a.published, a.fetched_at, a.checked_at, a.gone_at, a.removed_at,"
    " n.name, a.place FROM articles a LEFT JOIN names n ON n.id = a.segment WHERE a."
)
_KNOWN_UNDER = "id = (SELECT u.article FROM sightings s JOIN urls u ON u.id = s.url WHERE s.digest = ? LIMIT 1)"
_NEW = (
    "INSERT INTO articles (revision, content, published, fetched_at, segment, place, checked_at, hash, record, site)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_REVISE = (
    "UPDATE articles SET revision = ?, content = ?, published = ?, fetched_at = ?, segment = ?, place = ? WHERE id = ?"
)
_CHECKED = "UPDATE articles SET checked_at = max(checked_at, ?) WHERE id = ?"
_STORED = (
    "UPDATE urls SET state = 'stored', article = ?, status = 200, reason = NULL, target = NULL,"
    " due = CASE state WHEN 'stored' THEN due END,"  # a page that is read again keeps the time of its next look
    " changed = CASE state WHEN 'stored' THEN max(changed, ?) ELSE ? END WHERE id = ?"
)
_EVENTS = {
    "gone": "UPDATE articles SET gone_at = coalesce(gone_at, ?) WHERE id = ?",
    "removed": "UPDATE articles SET removed_at = coalesce(removed_at, ?) WHERE id = ?",
}


class Articles(Urls):
    """Articles, their newest revision and where its line lies."""

    def replay(self, kind: str, line: JSON, place: Place) -> None:
        """One line of a segment of `kind` into rows, inside a transaction.

        A commit, a recovery and a rebuild all go through here, so they cannot differ.
        """
        if kind == DISCOVERED:
            self.discover([line])
        elif kind == ARTICLES:
            self.store(line, place)
        elif kind == REJECTED:
            self.settle(line)
        elif kind == EVENTS:
            self.note(line)
        else:
            raise ArchiveError(place.path, f"{kind} has no lines")

    def store(self, line: JSON, place: Place) -> None:
        """A record: its URL is `stored`; its article is this line unless a later revision is held already."""
        at, published = seconds(line["fetched_at"]), line["published_at"] or line["published_on"]
        content, segment = bytes.fromhex(line["content_sha256"]), self._name(place.path)
        values = (line["revision"], content, published, at, segment, place.offset, at)
        found = self._article(line["id"])
        if found is None:
            article = self._run(_NEW, (*values, hash_of(line["id"]), line["id"], self._name(line["site"]))).lastrowid
        else:
            article = found[0]
            if line["revision"] >= found[1]:
                self._run(_REVISE, (*values[:-1], article))
            self._run(_CHECKED, (at, article))
        row = self._touch(line["url"], line["site"], "article", at)
        self._run(_STORED, (article, at, at, row))

    def note(self, line: JSON) -> None:
        """A line of `events/`, or a tombstone: what happened to a held article after it was stored."""
        at, event = seconds(line["at"]), line["event"]
        found = self._article(line["id"])
        if found is None and event == "removed":
            found = self._bury(line, at)
        if found is None:
            return
        self._run(_CHECKED, (at, found[0]))
        if event == "back":
            self._run("UPDATE articles SET gone_at = NULL WHERE id = ?", (found[0],))
        elif event in _EVENTS:
            self._run(_EVENTS[event], (at, found[0]))
        if event == "removed":
            self._run(
                "UPDATE urls SET due = NULL WHERE id = ?", (self._touch(line["url"], line["site"], "article", at),)
            )

    def held(self, record: str) -> Held | None:
        """The held article of this id."""
        rows = self._rows(_HELD + "hash = ?", (hash_of(record),))
        return next((_held(row) for row in rows if row[0] == record), None)

    def held_at(self, url: str) -> Held | None:
        """The article that is known under this URL, as its own or as an alias."""
        row = self._row(_HELD + _KNOWN_UNDER, (digest_of(url),))
        return _held(row) if row else None

    def _bury(self, line: JSON, at: int) -> tuple[int, int]:
        """A tombstone whose text is purged: the id stays known, so that nothing fetches it again."""
        values = (0, b"", "", at, None, None, at, hash_of(line["id"]), line["id"], self._name(line["site"]))
        article = self._run(_NEW, values).lastrowid
        assert article is not None
        row = self._touch(line["url"], line["site"], "article", at)
        self._run(_STORED, (article, at, at, row))
        return article, 0


def _held(row: tuple[Any, ...]) -> Held:
    record, revision, content, published, fetched, checked, gone, removed, segment, offset = row
    return Held(
        id=record,
        revision=revision,
        content_sha256=content.hex(),
        published=published,
        fetched_at=moment(fetched),
        checked_at=moment(checked),
        gone_at=None if gone is None else moment(gone),
        removed_at=None if removed is None else moment(removed),
        place=None if segment is None else Place(segment, offset),
    )
