"""What is asked and what is told: a page with its reader; its fields with their looks, its record or why none."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from newscrawler.article import Article, RawArticle
from newscrawler.errors import PageError
from newscrawler.reading.fetched import FetchedPage
from newscrawler.reading.page import ArticlePage
from newscrawler.sitereader import SiteReader, Told

FIELDS = {
    "title": "title",
    "lead": "lead",
    "published": "published_at",
    "modified": "modified_at",
    "section": "section",
    "authors": "authors",
    "tags": "tags",
    "paragraphs": "text",
}
"""The fields of a page class that have looks, and the key of the record that each becomes."""


@dataclass(frozen=True)
class Subject:
    """A page and who reads it: the reader of its site, and the names that the site appends to its headlines.

    `told` is what its source said of it before it was fetched.
    """

    page: FetchedPage
    reader: SiteReader
    site_names: Sequence[str] = ()
    told: Told | None = None


@dataclass(frozen=True)
class Said:
    """What one look says: its name, the kind of place, the strings as printed. `won`: the field was taken from here."""

    look: str
    source: str
    values: list[str]
    won: bool


@dataclass(frozen=True)
class FieldTold:
    """One field: what its looks say, the strings taken (`before`), the record's value (`after`), what was repaired."""

    name: str
    key: str
    said: list[Said]
    before: list[str]
    after: Any
    fixes: list[str]


@dataclass
class Explanation:
    """One page: its layout, its fields, and either its record or why it has none (`reason`, `field`, `detail`)."""

    url: str
    site: str
    layout: str
    raw: RawArticle
    page: ArticlePage
    fields: list[FieldTold] = field(default_factory=list)
    record: Article | None = None
    rejected: PageError | None = None

    def as_json(self) -> dict[str, Any]:
        """For programs: everything said, the record or null, the rejection or null."""
        error = self.rejected
        rejected = {"reason": error.reason, "field": error.field, "detail": error.detail} if error else None
        return {
            "url": self.url,
            "site": self.site,
            "layout": self.layout,
            "fields": [asdict(one) for one in self.fields],
            "looks": self.raw.looks,
            "record": self.record.as_dict() if self.record else None,
            "rejected": rejected,
        }
