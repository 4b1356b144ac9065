"""Addresses without texts: whoever may fetch the pages can make the corpus again, and tell by the digests where it is
the same. `scrapy crawl any -a seeds=<file>` fetches them.
"""

from newscrawler.archive.model import JSON
from newscrawler.corpus.formats import Format
from newscrawler.corpus.formats.jsonl import read
from newscrawler.corpus.formats.lines import Lines
from newscrawler.corpus.formats.media import URLS_ONLY


class UrlLines(Lines):
    """A line a record: what finds it and what tells whether it is the same, no word of it."""

    def write(self, record: JSON) -> None:
        """One line, its keys in the order of `URLS_ONLY`."""
        super().write({key: record[key] for key in URLS_ONLY})


FORMAT = Format("urls.jsonl", UrlLines, read)
