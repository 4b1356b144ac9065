"""The receipt of a crawl: gathered while it runs, written when everything else has ended, its exit code with it."""

import logging
import platform
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from time import monotonic
from typing import Any

import scrapy
from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response

from newscrawler import __version__, article
from newscrawler.archive.receipts import Receipt, append
from newscrawler.article import Article
from newscrawler.discovery import Candidate
from newscrawler.ending import below, judge
from newscrawler.errors import ArchiveError
from newscrawler.middlewares import ledger_of
from newscrawler.outcome import host_of
from newscrawler.reading.normalise import utc_text
from newscrawler.spider import NewsSpider

logger = logging.getLogger(__name__)

HOSTS, SOURCES = 16, 64  # counted by name; what comes after them is counted as one
OTHER = "other"

OUTCOMES = {
    "new": ("new", "conflict"),  # of two articles that claim one id the second is new, under an id of its own
    "revised": ("revision",),
    **{name: (name,) for name in ("unchanged", "gone", "moved", "alias", "not_article", "rejected")},
    **{name: (name,) for name in ("disallowed", "blocked", "failed", "lost")},
}
"""What a receipt counts of articles, and the archive's verdicts in it."""


@dataclass
class Polled:
    """One source: pages of it that were answered, how many with "not modified", new articles that came through it."""

    pages: int = 0
    not_modified: int = 0
    new: int = 0


class Gatherer:
    """Scrapy's extension that leaves one line a run in `runs/`. A run that is killed leaves none."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.begun: tuple[datetime, float] | None = None
        self.root, self.writer = Path(), ""
        self.hosts, self.statuses = Counter[str](), Counter[str]()
        self.sources: defaultdict[str, Polled] = defaultdict(Polled)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Gatherer":
        """Scrapy's way to build an extension."""
        extension = cls(crawler)
        crawler.signals.connect(extension.spider_opened, signals.spider_opened)
        crawler.signals.connect(extension.request_reached_downloader, signals.request_reached_downloader)
        crawler.signals.connect(extension.response_downloaded, signals.response_downloaded)
        crawler.signals.connect(extension.response_received, signals.response_received)
        crawler.signals.connect(extension.item_scraped, signals.item_scraped)
        crawler.signals.connect(extension.engine_stopped, signals.engine_stopped)  # the last: feeds are closed by then
        return extension

    def spider_opened(self, spider: Any) -> None:
        """A crawl into the archive begins; `shell`, `parse` and spiders without one have no receipt."""
        if isinstance(spider, NewsSpider) and (ledger := ledger_of(self.crawler)) is not None:
            self.begun = spider.clock.now(), monotonic()
            self.root, self.writer = ledger.archive.root, ledger.archive.writer

    def request_reached_downloader(self, request: Request) -> None:
        """One more of its host."""
        self.hosts[within(self.hosts, host_of(request.url), HOSTS)] += 1

    def response_downloaded(self, response: Response) -> None:
        """One more of its status; what a middleware answers itself came from no server."""
        self.statuses[str(response.status)] += 1

    def response_received(self, response: Response, request: Request) -> None:
        """One more page of its source, when it is of one."""
        candidate = request.cb_kwargs.get("candidate")
        if isinstance(candidate, Candidate) and candidate.kind == "source":
            polled = self.sources[within(self.sources, candidate.source, SOURCES)]
            polled.pages += 1
            polled.not_modified += response.status == 304

    def item_scraped(self, item: Any, response: Response | None) -> None:
        """One more new article of the source that told of it."""
        request = response.request if response is not None else None
        candidate = request.cb_kwargs.get("candidate") if request is not None else None
        if isinstance(item, Article) and item.revision == 1 and isinstance(candidate, Candidate):
            self.sources[within(self.sources, candidate.source, SOURCES)].new += 1

    def engine_stopped(self) -> None:
        """Writes the receipt. A disk that refuses it makes the crawl end 6, and its own ending is said with it."""
        spider = self.crawler.spider
        if self.begun is None or not isinstance(spider, NewsSpider):
            return
        receipt = self.receipt(spider, self.begun)
        try:
            append(self.root, receipt)
        except ArchiveError as error:
            told = f"{error}; the crawl itself ended {receipt.exit}: {receipt.reason}"
            logger.error("%s: no receipt of this run: %s", spider.name, told)
            if not self.crawler.stats.get_value("newscrawler/storage_error"):
                self.crawler.stats.set_value("newscrawler/storage_error", told)

    def receipt(self, spider: NewsSpider, begun: tuple[datetime, float]) -> Receipt:
        """What is known at the end."""
        stats = self.crawler.stats.get_stats()
        ended = below(stats, "newscrawler/ended/")
        ending = judge(stats, spider.silent_sources())
        return Receipt(
            site=spider.name,
            command=self.crawler.settings["COMMAND"],
            arguments=arguments_of(spider),
            writer=self.writer,
            started=utc_text(begun[0]),
            finished=utc_text(spider.clock.now()),
            seconds=round(monotonic() - begun[1], 3),
            exit=int(ending.code),
            reason=ending.why,
            requests=self.requests(stats),
            bytes=stats.get("downloader/response_bytes", 0),
            not_modified=self.statuses["304"],
            sources=self.polled(spider),
            articles={name: sum(ended.get(one, 0) for one in verdicts) for name, verdicts in OUTCOMES.items()},
            rejected=below(stats, "newscrawler/rejected/"),
            looks=looks(stats),
            versions=versions(spider),
        )

    def requests(self, stats: Mapping[str, Any]) -> dict[str, Any]:
        """What was asked: in all, by the status of the answer, by host, and how often no answer came."""
        told = {"total": self.hosts.total(), "by_status": dict(sorted(self.statuses.items()))}
        return told | {"by_host": dict(self.hosts.most_common()), "failed": stats.get("downloader/exception_count", 0)}

    def polled(self, spider: NewsSpider) -> list[dict[str, Any]]:
        """The sources of this run, those that never answered among them."""
        for name in sorted(spider.asked):
            self.sources[within(self.sources, name, SOURCES)]
        return [
            {"name": name, "answered": name in spider.answered or one.not_modified > 0, **asdict(one)}
            for name, one in sorted(self.sources.items())
        ]


def within(counted: Mapping[str, Any], name: str, limit: int) -> str:
    """`name` while there is room for another, else `other`: what a site sends must not make a line grow for ever.

    >>> within({"a": 1}, "b", 1), within({"a": 1}, "a", 1)
    ('other', 'a')
    """
    return name if name in counted or len(counted) < limit else OTHER


def arguments_of(spider: NewsSpider) -> dict[str, str]:
    """What the command was given; of a file its name alone: the folder is this machine's business."""
    given = {name: vars(spider).get(name) for name in spider.arguments}
    given["seeds"] = Path(spider.seeds_argument).name if spider.seeds_argument else None
    of_update = {key.lower(): spider.settings.get(key) for key in ("RECHECK", "EVERY")}
    return {name: str(value) for name, value in (given | of_update).items() if value}


def looks(stats: Mapping[str, Any]) -> dict[str, dict[str, int]]:
    """By field, which look answered how often.

    >>> looks({"look/title/ld(headline)": 3, "look/title/css(h1)": 1})
    {'title': {'css(h1)': 1, 'ld(headline)': 3}}
    """
    fields: dict[str, dict[str, int]] = {}
    for key, count in below(stats, "look/").items():
        field, _, look = key.partition("/")
        fields.setdefault(field, {})[look] = count
    return fields


def versions(spider: NewsSpider) -> dict[str, Any]:
    """What read the pages: programs, the record's schema, the site's page classes."""
    return {
        "newscrawler": __version__,
        "scrapy": scrapy.__version__,
        "python": platform.python_version(),
        "record": article.SCHEMA,
        "extractors": [page.extractor(spider.name) for page in spider.pages],
    }
