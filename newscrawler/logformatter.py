"""One line an item at INFO: what was archived, what was not and why."""

import logging
from typing import Any

from scrapy import Spider
from scrapy.http import Response
from scrapy.logformatter import LogFormatter, LogFormatterResult
from twisted.python.failure import Failure

from newscrawler.article import Article, Rejected
from newscrawler.pipelines import Unchanged


class OneLine(LogFormatter):
    """Scrapy's log with our items in one line each; those of other spiders as Scrapy logs them."""

    def scraped(self, item: Any, response: Response | Failure | None, spider: Spider) -> LogFormatterResult:
        """`stored report:slug 2025-12-15 Title` or `rejected https://… gone: HTTP 404`."""
        if isinstance(item, Article):
            message = "stored %(id)s %(day)s %(title)s"
            args = {"id": item.id, "day": item.published_on, "title": item.title[:80]}
        elif isinstance(item, Rejected):
            message = "rejected %(url)s %(reason)s"
            told = ": ".join(part for part in (item.reason, item.field, item.detail) if part)
            args = {"url": item.url, "reason": told}
        else:
            return super().scraped(item, response, spider)
        return {"level": logging.INFO, "msg": message, "args": args}

    def dropped(
        self, item: Any, exception: BaseException, response: Response | Failure | None, spider: Spider
    ) -> LogFormatterResult:
        """`unchanged: report:slug`: a page that says what is held is no reason to warn."""
        if isinstance(exception, Unchanged):
            return {"level": logging.INFO, "msg": "%(told)s", "args": {"told": str(exception)}}
        return super().dropped(item, exception, response, spider)
