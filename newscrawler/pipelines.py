"""The way of one item: normalised, inside its bounds, new or a revision. Items of other spiders pass untouched."""

from dataclasses import fields, replace
from datetime import date
from typing import Any

from itemadapter import ItemAdapter
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from newscrawler.article import Article, RawArticle, Rejected
from newscrawler.discovery import Span
from newscrawler.errors import PageError
from newscrawler.middlewares import ledger_of
from newscrawler.reading.normalise import normalise, utc_text
from newscrawler.spider import NewsSpider
from newscrawler.work import state_of


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
        at = utc_text(self.spider.clock.now())
        return Rejected(self.spider.name, url, "article", state_of(reason), at, reason, field, detail, 200)


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
            article = normalise(raw, site_names=self.spider.site_names)
        except PageError as error:
            return self.reject(raw.url, error.reason, error.field, error.detail)
        day, ledger = date.fromisoformat(article.published_on), ledger_of(self.crawler)
        if not Span(*raw.wanted).holds(day) and not (ledger and ledger.wishes.holds(article.url, day)):
            return self.reject(raw.url, "out_of_range", "published_on", article.published_on)
        return article


class Unchanged(DropItem):
    """An article that is held as it is; Scrapy tells of a dropped item only what it was before the pipelines."""

    def __init__(self, article: Article) -> None:
        super().__init__(f"unchanged: {article.id}")
        self.article = article


class Revisions(_Stage):
    """New, or an edit of what is held, or the same as what is held: the copies of `-o` are to know it too."""

    def process_item(self, item: Any) -> Any:
        """The article with its revision; raises `Unchanged` when it is held as it is."""
        ledger = ledger_of(self.crawler)
        held = ledger.archive.ledger.held(item.id) if ledger is not None and isinstance(item, Article) else None
        if held is None:
            return item
        if held.content_sha256 == item.content_sha256:
            raise Unchanged(item)
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
