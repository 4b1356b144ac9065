"""The tables of the ledger and how an older ledger becomes this one. Times are seconds since 1970, UTC.

Integer keys and hashed look-ups keep a million rows small: a URL is found by 16 bytes of BLAKE2b in a narrow table that
also tells whether this source showed it before, which is all that nearly every link of a crawl has to know. `due` is
NULL when nothing is to be done, 0 when the URL may be fetched now, else the time: so both partial indexes hold only
what is to be fetched.
"""

import sqlite3

from newscrawler import __version__
from newscrawler.archive.layout import too_new
from newscrawler.errors import ArchiveError

_FIRST = (
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    # sites, hosts, sources and segment paths, written once each
    "CREATE TABLE names (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)",
    """CREATE TABLE urls (
        id INTEGER PRIMARY KEY,
        url TEXT NOT NULL,
        site INTEGER NOT NULL REFERENCES names,
        host INTEGER NOT NULL REFERENCES names,
        kind TEXT NOT NULL,
        first_seen INTEGER NOT NULL,
        state TEXT NOT NULL,
        changed INTEGER NOT NULL,
        due REAL,
        priority INTEGER NOT NULL,
        attempts INTEGER NOT NULL DEFAULT 0,
        article INTEGER REFERENCES articles,
        status INTEGER,
        reason TEXT,
        target TEXT,
        etag TEXT,
        last_modified TEXT)""",
    # apart, so that the rows every look-up touches stay narrow: measured, a third more pages a second at a million
    """CREATE TABLE told (
        url INTEGER PRIMARY KEY REFERENCES urls, record TEXT, listed TEXT, payload TEXT)""",
    "CREATE INDEX urls_ready ON urls (site, host, priority, id) WHERE due = 0",
    "CREATE INDEX urls_waiting ON urls (site, due) WHERE due > 0",
    "CREATE INDEX urls_out_of_range ON urls (site) WHERE reason = 'out_of_range'",
    # also the one way from a URL to its row; source 0 is a URL that no source showed, such as a redirect's target
    """CREATE TABLE sightings (
        digest BLOB NOT NULL, source INTEGER NOT NULL, url INTEGER NOT NULL REFERENCES urls, at INTEGER NOT NULL,
        PRIMARY KEY (digest, source)) WITHOUT ROWID""",
    """CREATE TABLE articles (
        id INTEGER PRIMARY KEY,
        hash INTEGER NOT NULL,
        record TEXT NOT NULL,
        site INTEGER NOT NULL REFERENCES names,
        revision INTEGER NOT NULL,
        content BLOB NOT NULL,
        published TEXT NOT NULL,
        fetched_at INTEGER NOT NULL,
        checked_at INTEGER NOT NULL,
        gone_at INTEGER,
        removed_at INTEGER,
        segment INTEGER REFERENCES names,
        place INTEGER)""",
    "CREATE INDEX articles_hash ON articles (hash)",
    "CREATE TABLE segments (path TEXT PRIMARY KEY, length INTEGER NOT NULL) WITHOUT ROWID",
    """CREATE TABLE progress (
        site TEXT NOT NULL, source TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL,
        PRIMARY KEY (site, source, key)) WITHOUT ROWID""",
    """CREATE TABLE leases (
        host TEXT PRIMARY KEY, owner TEXT NOT NULL, heartbeat REAL NOT NULL, expires REAL NOT NULL) WITHOUT ROWID""",
    # what the files can say of each URL: two ledgers of the same files agree on it row for row
    """CREATE VIEW files_say_urls AS
        SELECT u.url, s.name AS site, h.name AS host, u.kind, u.first_seen, u.state, u.target, t.record,
            t.listed IS NULL AS unlisted, a.record AS held,
            CASE u.state WHEN 'pending' THEN NULL ELSE u.changed END AS changed,
            CASE u.state WHEN 'pending' THEN NULL ELSE u.reason END AS reason,
            CASE u.state WHEN 'pending' THEN NULL ELSE u.status END AS status
        FROM urls u JOIN names s ON s.id = u.site JOIN names h ON h.id = u.host
        LEFT JOIN told t ON t.url = u.id LEFT JOIN articles a ON a.id = u.article""",
    """CREATE VIEW files_say_sightings AS
        SELECT u.url, n.name AS source, s.at
        FROM sightings s JOIN urls u ON u.id = s.url JOIN names n ON n.id = s.source""",
    """CREATE VIEW files_say_articles AS
        SELECT a.record, s.name AS site, a.revision, hex(a.content) AS content, a.published, a.fetched_at, a.checked_at,
            a.gone_at, a.removed_at, n.name AS segment, a.place
        FROM articles a JOIN names s ON s.id = a.site LEFT JOIN names n ON n.id = a.segment""",
)

_HOSTS = (
    # `asked` and `pace` in real seconds, `until` by the crawl's clock
    "CREATE TABLE hosts (host TEXT PRIMARY KEY, asked REAL, pace REAL, until REAL, why TEXT) WITHOUT ROWID",
)

MIGRATIONS: tuple[tuple[str, ...], ...] = (_FIRST, _HOSTS)
"""`MIGRATIONS[n]` turns a ledger of version n into one of version n + 1; 0 is an empty file."""


def migrate(database: sqlite3.Connection, path: str, migrations: tuple[tuple[str, ...], ...] = MIGRATIONS) -> int:
    """Brings the ledger to the newest version in one transaction; returns the version it had.

    Raises `ArchiveError`, naming both, when a newer program made it.
    """
    latest = len(migrations)
    database.execute("BEGIN IMMEDIATE")
    try:
        version = ledger_version(database)
        if version > latest:
            check_version(database, path, latest)
        if version < latest:
            for statements in migrations[version:]:
                for statement in statements:
                    database.execute(statement)
            database.execute("INSERT OR REPLACE INTO meta VALUES ('program', ?)", (__version__,))
            database.execute(f"PRAGMA user_version = {latest}")
        database.execute("COMMIT")
    except BaseException:
        if database.in_transaction:
            database.execute("ROLLBACK")
        raise
    return version


def check_version(database: sqlite3.Connection, path: str, latest: int = len(MIGRATIONS)) -> None:
    """Raises `ArchiveError` unless the ledger is of this program's version."""
    version = ledger_version(database)
    if version > latest:
        row = database.execute("SELECT value FROM meta WHERE key = 'program'").fetchone()
        raise ArchiveError(path, too_new("ledger", version, row[0] if row else "?", latest))
    if version == 0:
        raise ArchiveError(path, "no ledger, but an empty database: scrapy rebuild-ledger makes one from the files")
    if version < latest:
        raise ArchiveError(path, f"ledger version {version}; newscrawler {__version__} migrates it at the next crawl")


def ledger_version(database: sqlite3.Connection) -> int:
    """The version written in the file itself."""
    return int(database.execute("PRAGMA user_version").fetchone()[0])
