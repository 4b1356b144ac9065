"""How records reach the disk: one whole line at a time, and never a failure that nobody hears of."""

import io
import json
import logging
from pathlib import Path
from typing import IO, Any

from itemadapter import ItemAdapter
from scrapy import Spider
from scrapy.crawler import Crawler
from scrapy.exporters import BaseItemExporter
from scrapy.utils.defer import _schedule_coro

logger = logging.getLogger(__name__)

_LINE_BREAKS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}


class ArchiveStorage:
    """The feed storage of `archive:/path/of/a/file.jsonl`: appends, and stops the crawl when it cannot."""

    def __init__(self, crawler: Crawler, uri: str) -> None:
        self.crawler, self.path = crawler, Path(uri.removeprefix("archive:"))

    @classmethod
    def from_crawler(
        cls, crawler: Crawler, uri: str, *, feed_options: dict[str, Any] | None = None
    ) -> "ArchiveStorage":
        """Scrapy's way to build a feed storage."""
        return cls(crawler, uri)

    def open(self, spider: Spider) -> IO[bytes]:
        """The file to append to, made with its folders; a stand-in when the disk refuses."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            return self.path.open("ab")
        except OSError as error:
            stop_for_storage(self.crawler, str(error))
            return io.BytesIO()

    def store(self, file: IO[bytes]) -> None:
        """Closes the file; what the last flush could not write is a storage error too."""
        try:
            file.close()
        except OSError as error:
            stop_for_storage(self.crawler, str(error))


class ArchiveExporter(BaseItemExporter):
    """JSON lines, UTF-8, keys in the record's order. A write that fails stops the crawl: Scrapy would go on unheard."""

    def __init__(self, file: IO[bytes], crawler: Crawler | None = None, **kwargs: Any) -> None:
        super().__init__(dont_fail=True, **kwargs)
        self.file, self.crawler = file, crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler, file: IO[bytes], **kwargs: Any) -> "ArchiveExporter":
        """Scrapy's way to build an exporter."""
        return cls(file, crawler, **kwargs)

    def export_item(self, item: Any) -> None:
        """One line, written whole and handed to the system at once."""
        try:
            self.file.write(as_line(ItemAdapter(item).asdict()))
            self.file.flush()
        except OSError as error:
            if self.crawler is None:
                raise
            stop_for_storage(self.crawler, str(error))


def as_line(record: dict[str, Any]) -> bytes:
    """A record as its line of JSON: no reader sees a line break inside it, a lone surrogate is written escaped."""
    text = json.dumps(record, ensure_ascii=False, separators=(", ", ": ")).translate(_LINE_BREAKS)
    return text.encode("utf-8", "backslashreplace") + b"\n"


def stop_for_storage(crawler: Crawler, reason: str) -> None:
    """Ends the crawl because the archive cannot be written: one clear line, exit code 6."""
    if crawler.stats.get_value("newscrawler/storage_error") is None:
        crawler.stats.set_value("newscrawler/storage_error", reason)
        logger.critical("The archive cannot be written: %s. Stopping.", reason)
        _schedule_coro(crawler.engine.close_spider_async(reason="storage"))
