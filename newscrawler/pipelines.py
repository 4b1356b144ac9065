"""The way of one item: normalised, inside the bounds, new or a revision. Items of other spiders pass untouched."""

from dataclasses import dataclass, fields, replace
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from itemadapter import ItemAdapter
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from newscrawler.archive.lines import read_articles
from newscrawler.article import Article, RawArticle, Rejected
from newscrawler.az import fold
from newscrawler.errors import PageError
from newscrawler.reading.normalise import normalise, utc_text
from newscrawler.spider import NewsSpider

_LIKE = 0.8  # of two headlines that differ by an edit; other stories of one slug stay far below


class _Stage:
    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Any:
        """Scrapy's way to build a pipeline."""
        return cls(crawler)

    @property
    def spider(self) -> NewsSpider:
        """The spider, once the item told that it is one of ours."""
        assert isinstance(self.crawler.spider, NewsSpider)
        return self.crawler.spider

    def reject(self, url: str, reason: str, field: str | None = None, detail: str | None = None) -> Rejected:
        """An item that goes into the rejected feed instead of the archive."""
        return Rejected(self.spider.name, url, reason, field, detail, 200, None, utc_text(self.spider.clock.now()))


class Normalise(_Stage):
    """`RawArticle` (or a dict of its fields) into `Article`; what cannot be one becomes `Rejected` with its field."""

    def process_item(self, item: Any) -> Any:
        """The record of a page, or why there is none."""
        raw = as_raw(item)
        if raw is None:
            return item
        for field, look in raw.looks.items():
            self.crawler.stats.inc_value(f"look/{field}/{look}")
        try:
            return normalise(raw, site_names=self.spider.site_names)
        except PageError as error:
            return self.reject(raw.url, error.reason, error.field, error.detail)


class Bounds(_Stage):
    """Articles published outside `since`..`until` were fetched in vain: listed, not archived."""

    def process_item(self, item: Any) -> Any:
        """The article when its day lies in the span."""
        if not isinstance(item, Article) or self.spider.span.holds(date.fromisoformat(item.published_on)):
            return item
        return self.reject(item.url, "out_of_range", "published_on", item.published_on)


@dataclass(frozen=True)
class Held:
    """What is held of an id: enough to tell an edit from another article."""

    url: str
    title: str
    published: str
    revision: int
    content_sha256: str


class Revisions(_Stage):
    """New, unchanged, a revision, or another article that claims the same id. Reads what the archive holds first."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.held: dict[str, Held] = {}

    def open_spider(self) -> None:
        """Learns what earlier runs archived."""
        if isinstance(self.crawler.spider, NewsSpider):
            folder = Path(self.crawler.settings["ARCHIVE_DIR"])
            self.held = {record["id"]: _held(record) for record in read_articles(folder, self.crawler.spider.name)}

    def process_item(self, item: Any) -> Any:
        """The article with its revision; `DropItem` when it is held as it is."""
        if not isinstance(item, Article):
            return item
        held = self.held.get(item.id)
        if held is not None:
            item = self._again(item, held)
        if isinstance(item, Article):
            self.held[item.id] = _held(ItemAdapter(item))
            self.crawler.stats.inc_value("newscrawler/articles")
        return item

    def _again(self, item: Article, held: Held) -> Any:
        if held.content_sha256 == item.content_sha256:
            if held.url != item.url:
                return self.reject(item.url, "alias", "id", held.url)
            self.crawler.stats.inc_value("newscrawler/unchanged")
            raise DropItem(f"unchanged: {item.id}")
        if not is_same_article(item, held):
            return replace(item, flags=[*item.flags, "id_conflict"])
        self.crawler.stats.inc_value("newscrawler/revisions")
        return replace(item, revision=held.revision + 1)


def as_raw(item: Any) -> RawArticle | None:
    """The item as a `RawArticle`, whatever kind of item carries its fields; None when it is something else."""
    if isinstance(item, RawArticle):
        return item
    if not ItemAdapter.is_item(item) or isinstance(item, Article | Rejected):
        return None
    values = ItemAdapter(item).asdict()
    names = {one.name for one in fields(RawArticle)}
    needed = {"site", "url", "key", "edition", "extractor", "fetched_at"}
    return RawArticle(**values) if needed <= values.keys() <= names else None


def is_same_article(item: Article, held: Held) -> bool:
    """One id, another text: an edit when URL, minute of publication or headline agree; else two articles."""
    if item.url == held.url:
        return True
    published = item.published_at or item.published_on
    likeness = SequenceMatcher(None, fold(item.title), fold(held.title)).ratio()
    return published[:16] == held.published[:16] or likeness > _LIKE


def _held(record: Any) -> Held:
    published = record["published_at"] or record["published_on"]
    return Held(record["url"], record["title"], published, record["revision"], record["content_sha256"])
