"""The temporary SQLite file of a catalogue: its tables, how records are chosen, and what differs from before.

`line` has every line of the archives, `place` the chosen records by their number from 1. `removed` are ids with a
tombstone, `held` what earlier releases held and in which split,
by `catalogue.content_key`, and `told` the ids whose removal they tell.
"""

import sqlite3
from collections.abc import Iterator

from newscrawler.corpus.model import Difference

SCHEMA = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = FILE; PRAGMA cache_size = -32000;
CREATE TABLE line (
    archive, segment, start, size, id, revision, fetched, day, published, wanted, content, digest, site, text
);
CREATE TABLE removed (id PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE held (content PRIMARY KEY, id, split) WITHOUT ROWID;
CREATE TABLE told (id PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE place (number INTEGER PRIMARY KEY, segment, start, size, is_new, id, site, day, text, content);
"""
INSERT = "INSERT INTO line VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
# Of lines with the same id and revision the last of its archive counts, and of several archives the one fetched last.
CHOOSE = """
INSERT INTO place (segment, start, size, is_new, id, site, day, text, content)
WITH last AS (
    SELECT max(rowid) AS line FROM line WHERE fetched < :until AND id NOT IN removed GROUP BY id, revision, archive
), one AS (
    SELECT line, id, revision,
        row_number() OVER (PARTITION BY id, revision ORDER BY fetched DESC, content DESC, digest DESC) AS rank
    FROM last JOIN line ON line.rowid = last.line
), newest AS (
    SELECT line, row_number() OVER (PARTITION BY id ORDER BY revision DESC) AS age FROM one WHERE rank = 1
)
SELECT segment, start, size, content NOT IN (SELECT content FROM held), id, site, day, text, content
FROM newest JOIN line ON line.rowid = newest.line
WHERE wanted AND (age = 1 OR :all) ORDER BY day, published, id, revision
"""


_DIFFERENCE = """
SELECT
    (SELECT count(DISTINCT id) FROM place WHERE id NOT IN (SELECT id FROM held)),
    (SELECT count(DISTINCT id) FROM place WHERE is_new AND id IN (SELECT id FROM held)),
    (SELECT count(DISTINCT id) FROM held WHERE id IN removed AND id NOT IN told),
    (SELECT count(DISTINCT id) FROM held WHERE id NOT IN removed AND id NOT IN (SELECT id FROM place))
"""


def difference(index: sqlite3.Connection) -> Difference:
    """What became of `held` in what is chosen."""
    return Difference(*index.execute(_DIFFERENCE).fetchone())


def splits_before(index: sqlite3.Connection) -> Iterator[tuple[int, str]]:
    """The number from 0 of each chosen record of an article that is `held`, and its split there."""
    query = "SELECT number - 1, max(split) FROM place JOIN held USING (id) GROUP BY number ORDER BY number"
    yield from index.execute(query)
