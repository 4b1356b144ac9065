"""Plain text to read: a file an article, with headline, date lines and paragraphs as the site prints them."""

import re
from collections.abc import Iterator
from dataclasses import fields
from hashlib import sha256
from pathlib import Path

from newscrawler.archive.model import JSON
from newscrawler.article import Article
from newscrawler.corpus.formats import Format
from newscrawler.corpus.formats.sink import Sink
from newscrawler.corpus.formats.text import encodable

_SAFE = re.compile(r"(?!.*-r\d+$)[a-z0-9][a-z0-9_.-]{0,99}")  # `slug-r2` is the second revision of `slug`
_UNSAFE = re.compile(r"[^a-z0-9_-]+")
_LONGEST = 80
_KEYS = tuple(one.name for one in fields(Article))
_HEAD = re.compile(r" date (?P<day>\d{4}-\d\d-\d\d) (?P<title>.*)\n- .*\n(?:- (?P<time>\d\d:\d\d)\n)?(?P<text>(?s:.*))")


def file_name(record: JSON) -> str:
    """`<day>-<key>.txt`: sorts by day; revisions after the first say so. A key that is no name has a digest for one.

    >>> file_name({"id": "report:ru/slug-1", "published_on": "2025-12-15", "revision": 2})
    '2025-12-15-ru-slug-1-e609946f-r2.txt'
    """
    key = record["id"].partition(":")[2]
    if not _SAFE.fullmatch(key):
        digest = sha256(record["id"].encode("utf-8", "backslashreplace")).hexdigest()[:8]
        key = f"{_UNSAFE.sub('-', key.lower())[:_LONGEST].strip('-')}-{digest}".lstrip("-")
    revision = f"-r{record['revision']}" if record["revision"] > 1 else ""
    return f"{record['published_on']}-{key}{revision}.txt"


class TxtWriter:
    """One article into one file."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink

    @property
    def size(self) -> int:
        """Bytes so far."""
        return self._sink.size

    def write(self, record: JSON) -> None:
        """The whole file."""
        text = Article(**{key: record[key] for key in _KEYS}).as_text()
        self._sink.write(encodable(text).encode())

    def close(self) -> None:
        """Nothing waits."""


def read(path: Path) -> Iterator[JSON]:
    """What a file tells of its article: `published_on`, `time` (`HH:MM` or null), `title`, `text`."""
    match = _HEAD.fullmatch(path.read_bytes().decode())
    if match:
        told = {"published_on": match["day"], "time": match["time"], "title": match["title"]}
        yield {**told, "text": match["text"]}


FORMAT = Format("txt", TxtWriter, read)
