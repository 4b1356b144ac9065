"""How records reach the archive: by Scrapy's feeds, into the ledger's hands; nothing is written before its commit."""

import io
from typing import IO, Any

from scrapy import Spider
from scrapy.crawler import Crawler
from scrapy.exporters import BaseItemExporter

from newscrawler.article import Article, Rejected
from newscrawler.middlewares import ledger_of


class ArchiveStorage:
    """The feed storage of `archive:articles` and `archive:rejected`: opens nothing, stores nothing itself."""

    def __init__(self, uri: str) -> None:
        self.uri = uri

    @classmethod
    def from_crawler(
        cls, crawler: Crawler, uri: str, *, feed_options: dict[str, Any] | None = None
    ) -> "ArchiveStorage":
        """Scrapy's way to build a feed storage."""
        return cls(uri)

    def open(self, spider: Spider) -> IO[bytes]:
        """A file to satisfy Scrapy."""
        return io.BytesIO()

    def store(self, file: IO[bytes]) -> None:
        """Nothing is left to do."""


class ArchiveExporter(BaseItemExporter):
    """Stages each item under the lease that it came of."""

    def __init__(self, file: IO[bytes], crawler: Crawler, **kwargs: Any) -> None:
        super().__init__(dont_fail=True, **kwargs)
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler, file: IO[bytes], **kwargs: Any) -> "ArchiveExporter":
        """Scrapy's way to build an exporter."""
        return cls(file, crawler, **kwargs)

    def export_item(self, item: Any) -> None:
        """Into the next commit."""
        ledger = ledger_of(self.crawler)
        if ledger is not None and isinstance(item, Article | Rejected):
            ledger.stage(item)
