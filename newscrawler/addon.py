"""The add-on: settings that follow from other settings, set once for each crawl."""

import os
from collections.abc import Mapping
from typing import Any

from scrapy.crawler import Crawler
from scrapy.settings import BaseSettings

from newscrawler import __version__
from newscrawler.article import Article, Rejected
from newscrawler.errors import ArgumentError
from newscrawler.spider import NewsSpider

PREFIX = "NEWSCRAWLER_"
LEAST_DELAY = 0.001  # seconds; with 0 Scrapy >= 2.14 does not hold requests of one host apart
ENVIRONMENT = 35  # between the spider's own settings (30) and the command line (40)


class Newscrawler:
    """Environment, User-Agent, ORIGIN, and the archive's feeds for the spiders that have an archive."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Newscrawler":
        """Scrapy's way to build an add-on."""
        return cls(crawler)

    def update_settings(self, settings: BaseSettings) -> None:
        """Everything above, in that order."""
        apply_environment(settings, os.environ)
        if not settings.getpriority("USER_AGENT"):
            settings.set("USER_AGENT", user_agent(settings.get("CONTACT") or ""), "addon")
        if settings.get("ORIGIN"):
            _use_origin(settings)
        if issubclass(self.crawler.spidercls, NewsSpider) and settings.getfloat("DOWNLOAD_DELAY") <= 0:
            settings.set("DOWNLOAD_DELAY", LEAST_DELAY, "cmdline")
        if issubclass(self.crawler.spidercls, NewsSpider) and settings.getbool("ARCHIVE_ENABLED", True):
            settings.set("SCHEDULER", "newscrawler.scheduler.LedgerScheduler", "cmdline")
            settings.set("FEEDS", _feeds(settings), "cmdline")


def _feeds(settings: BaseSettings) -> dict[Any, Any]:
    """The archive's two feeds, and beside them whatever the user asked for: `-O` alone would replace them."""
    copies = {uri: {"item_classes": [Article], **options} for uri, options in settings.getdict("FEEDS").items()}
    return {  # the archive's first: a copy that cannot be written must not keep an article from it
        "archive:articles": {"format": "archive", "item_classes": [Article]},
        "archive:rejected": {"format": "archive", "item_classes": [Rejected]},
        **copies,
    }


def apply_environment(settings: BaseSettings, environ: Mapping[str, str]) -> None:
    """Settings out of `NEWSCRAWLER_<NAME>`; raises `ArgumentError` for a name that is no setting."""
    for variable, value in environ.items():
        if not variable.startswith(PREFIX):
            continue
        name = variable.removeprefix(PREFIX)
        if name not in settings:
            raise ArgumentError(f"{variable}: there is no setting {name}")
        settings.set(name, value, ENVIRONMENT)


def user_agent(contact: str) -> str:
    """Who we are and whom to ask: `Mozilla/5.0 (compatible; newscrawler/1.0; +mailto…)`."""
    parts = ["compatible", f"newscrawler/{__version__}", *([f"+{contact}"] if contact else [])]
    text = f"Mozilla/5.0 ({'; '.join(parts)})"
    if not text.isprintable() or not text.isascii():
        raise ArgumentError(f"CONTACT={contact!r}: only an ASCII e-mail address or URL can be sent in a header")
    return text


def _use_origin(settings: BaseSettings) -> None:
    """All http traffic through the origin; AutoThrottle, where somebody switched it on, starts at the set pace."""
    handler = "newscrawler.handlers.OriginHandler"
    handlers = {**settings.getdict("DOWNLOAD_HANDLERS"), "http": handler, "https": handler}
    settings.set("DOWNLOAD_HANDLERS", handlers, "cmdline")
    settings.set("AUTOTHROTTLE_START_DELAY", settings.getfloat("DOWNLOAD_DELAY"), "cmdline")
