"""The ledger in SQLite: every URL ever seen, by which source and when, in exactly one state."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from newscrawler.archive.answers import Row, Stand
from newscrawler.archive.layout import LEDGER
from newscrawler.archive.ledger_database import digest_of, from_json, hash_of, moment
from newscrawler.archive.ledger_work import Work
from newscrawler.archive.model import JSON
from newscrawler.errors import ArchiveError

_ROW = (
    "SELECT u.url, s.name, h.name, u.kind, u.state, u.reason, u.target, u.status, u.attempts, u.priority,"
    " u.first_seen, u.changed, u.due, t.record, t.listed, t.payload, u.etag, u.last_modified, a.record"
    " FROM urls u JOIN names s ON s.id = u.site JOIN names h ON h.id = u.host LEFT JOIN told t ON t.url = u.id"
    " LEFT JOIN articles a ON a.id = u.article"
)
_HELD_OF_SITES = (
    "SELECT n.name, count(*), max(substr(a.published, 1, 10)), max(a.checked_at)"
    " FROM articles a JOIN names n ON n.id = a.site WHERE a.removed_at IS NULL GROUP BY n.name"
)
_ASKED_OF_SITES = (  # a failure and a refusal are no answers
    "SELECT n.name, sum(u.kind = 'article' AND u.state != 'pending'),"
    " sum(u.kind = 'article' AND u.state = 'blocked'),"
    " max(CASE WHEN u.state NOT IN ('pending', 'failed', 'blocked', 'disallowed') THEN u.changed END)"
    " FROM urls u JOIN names n ON n.id = u.site GROUP BY n.name"
)
_INHERIT = (
    "UPDATE main.urls SET attempts = o.attempts, priority = o.priority,"
    " etag = o.etag, last_modified = o.last_modified,"
    " due = CASE o.state WHEN 'pending' THEN coalesce(o.due, 0) ELSE o.due END"
    " FROM old.urls AS o JOIN old.sightings AS before ON before.url = o.id"
    " JOIN main.sightings AS now ON now.digest = before.digest"
    " WHERE main.urls.id = now.url AND main.urls.state = o.state"
)


class Ledger(Work):
    """The whole ledger. One connection; use it from the thread that made it."""

    @classmethod
    def reader(cls, root: Path) -> "Ledger":
        """The ledger of an archive to look at, also while it is written. Raises `ArchiveError` when there is none."""
        return cls(root / LEDGER, readonly=True)

    def known(self, urls: Iterable[str]) -> set[str]:
        """Those of `urls` that the ledger has in any state."""
        return set(self.seen(list(urls)))

    def row(self, url: str) -> Row | None:
        """Everything about one URL."""
        row = self._row(_ROW + " WHERE u.id = (SELECT url FROM sightings WHERE digest = ? LIMIT 1)", (digest_of(url),))
        return self._told(row) if row else None

    def rows(self, site: str | None = None, states: Collection[str] = ()) -> Iterator[Row]:
        """Every URL, of one site or all, in these states or any, in the order they were found."""
        number = None if site is None else self._number(site)
        marks = ", ".join("?" * len(states))
        wanted = f" AND u.state IN ({marks})" if states else ""
        statement = f"{_ROW} WHERE (? IS NULL OR u.site = ?){wanted} ORDER BY u.id"
        return (self._told(row) for row in self._each(statement, (number, number, *states)))

    def out_of_range(self, site: str) -> Iterator[tuple[str, JSON | None]]:
        """(URL, payload) of what was fetched and lay outside the days it was fetched for."""
        statement = (
            "SELECT u.url, t.payload FROM urls u LEFT JOIN told t ON t.url = u.id"
            " WHERE u.site = ? AND u.state = 'rejected' AND u.reason = 'out_of_range'"
        )
        return ((str(url), from_json(payload)) for url, payload in self._each(statement, (self._number(site),)))

    def rows_of(self, record: str) -> list[Row]:
        """The URLs under which an article is known, its own first."""
        statement = _ROW + " WHERE a.hash = ? AND a.record = ? ORDER BY u.state = 'stored' DESC, u.id"
        return [self._told(row) for row in self._rows(statement, (hash_of(record), record))]

    def counts(self, site: str | None = None) -> Counter[tuple[str, str]]:
        """How many URLs of each (kind, state)."""
        number = None if site is None else self._number(site)
        statement = "SELECT kind, state, count(*) FROM urls WHERE ? IS NULL OR site = ? GROUP BY kind, state"
        return Counter({(kind, state): count for kind, state, count in self._rows(statement, (number, number))})

    def stands(self) -> dict[str, Stand]:
        """How the archive stands with each of its sites."""
        held = {site: told for site, *told in self._rows(_HELD_OF_SITES)}
        return {
            site: Stand(
                articles=(of := held.get(site, (0, None, None)))[0],
                newest=of[1],
                answered=moment(at) if (at := max(changed or 0, of[2] or 0)) else None,
                blocked=blocked,
                asked=asked,
            )
            for site, asked, blocked, changed in self._rows(_ASKED_OF_SITES)
        }

    def sound(self, *, thorough: bool = False) -> bool:
        """Does SQLite find the file whole? `thorough` also compares every index with its table."""
        check = "integrity_check" if thorough else "quick_check"
        return bool(self._rows(f"PRAGMA {check}(1)") == [("ok",)])

    def urls(self) -> Iterator[str]:
        """Every URL there is, in the order they were found."""
        return (str(row[0]) for row in self._each("SELECT url FROM urls ORDER BY id"))

    @contextmanager
    def beside(self, other: Path) -> Iterator[None]:
        """Another ledger to compare with, and this one as it is at the first look, whoever writes it meanwhile."""
        self._run("ATTACH ? AS other", (str(other),))
        self._run("BEGIN")
        try:
            yield
        finally:
            self._run("ROLLBACK")
            self._run("DETACH other")

    def differences(self) -> Iterator[tuple[str, str, JSON]]:
        """What the files say of each URL, sighting and article, where this ledger and the one `beside` it differ.

        Yields (table, `here` or `there`, the row that only that side has), in the order of URLs and ids.
        """
        for table in ("urls", "sightings", "articles"):
            here, there = (f"SELECT * FROM {side}.files_say_{table}" for side in ("main", "other"))
            keys = [row[1] for row in self._rows(f"PRAGMA table_info(files_say_{table})")]
            for side, one, two in (("here", here, there), ("there", there, here)):
                for row in self._each(f"{one} EXCEPT {two} ORDER BY 1, 2"):
                    yield table, side, dict(zip(keys, row, strict=True))

    def forget_listed(self, urls: Sequence[str]) -> None:
        """What sources said of these URLs, inside a transaction."""
        statement = "UPDATE told SET listed = NULL WHERE url = (SELECT url FROM sightings WHERE digest = ? LIMIT 1)"
        self._many(statement, [(digest_of(url),) for url in urls])

    def same_text(self, record: str, content: str) -> list[str]:
        """The ids of other articles, not removed, whose newest text has this `content_sha256`."""
        statement = (
            "SELECT record FROM articles WHERE content = ? AND record != ? AND removed_at IS NULL ORDER BY record"
        )
        return [str(row[0]) for row in self._rows(statement, (bytes.fromhex(content), record))]

    def scrub(self) -> None:
        """Leaves no byte of what was written over or deleted, in the file or its log. Outside of transactions.

        Raises `ArchiveError` when somebody reads the ledger for a minute without a pause.
        """
        self._run("PRAGMA secure_delete = ON")
        self._run("VACUUM")
        self.fold()

    def fold(self) -> None:
        """Empties the write-ahead log into the file; closing tries the same, and is silent when the disk is full."""
        if self._row("PRAGMA wal_checkpoint(TRUNCATE)")[0]:
            raise ArchiveError(str(self.path), "somebody reads it all the time: its log cannot be emptied into it")

    def inherit(self, old: Path, *, progress: bool) -> None:
        """Takes over from an old ledger what no file says: attempts, due times, validators; cursors when asked."""
        self._run("ATTACH ? AS old", (str(old),))
        try:
            with self.transaction():
                self._run(_INHERIT)
                if progress:
                    self._run("INSERT OR IGNORE INTO main.progress SELECT * FROM old.progress")
        finally:
            self._run("DETACH old")

    def _told(self, row: tuple[Any, ...]) -> Row:
        (url, site, host, kind, state, reason, target, status, attempts, priority) = row[:10]
        first_seen, changed, due, record, listed, payload, etag, last_modified, held = row[10:]
        sources = self._rows(
            "SELECT n.name, s.at FROM sightings s JOIN names n ON n.id = s.source WHERE s.digest = ? ORDER BY s.at",
            (digest_of(url),),
        )
        return Row(
            url=url,
            site=site,
            host=host,
            kind=kind,
            state=state,
            reason=reason,
            target=target,
            status=status,
            attempts=attempts,
            priority=priority,
            first_seen=moment(first_seen),
            changed=moment(changed),
            due=None if due is None else moment(max(due, changed)),  # what may be fetched now was due by then
            record=record,
            listed=from_json(listed),
            payload=from_json(payload),
            etag=etag,
            last_modified=last_modified,
            sources=tuple((name, moment(at)) for name, at in sources),
            held=self.held(held) if held else None,
        )
