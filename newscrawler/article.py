"""The record: `RawArticle`, what a page says, as printed; `Article`, one line of the archive, normalised.

The keys of `Article`, their order and their meaning are the archive's contract: whatever reads an archive reads these.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal, TypedDict

SCHEMA = 1

DateSource = Literal["json-ld", "microdata", "meta", "printed", "listing", "feed", "sitemap", "url"]
Precision = Literal["second", "minute", "day"]


READ_FROM = " ← "
"""In the `raw` of evidence: stands between a date and the words of the card that left out a part of it."""


class Evidence(TypedDict):
    """One date met: where (`source`) and its string as found (`raw`)."""

    source: str
    raw: str


class Image(TypedDict):
    """A picture of the article: absolute URL, caption as printed or null."""

    url: str
    caption: str | None


class Link(TypedDict):
    """A link inside the body: absolute URL and its text."""

    url: str
    text: str


class Translation(TypedDict):
    """The same article in another edition: BCP 47 `language` of that edition, canonical URL."""

    language: str
    url: str


class RawPointer(TypedDict):
    """Where the raw page lies: WARC file relative to the archive, offset of its gzip member, digest of the payload."""

    warc: str
    offset: int
    sha256: str


class Rights(TypedDict):
    """What the site said of robots and of text and data mining when the page was fetched."""

    robots: str | None
    tdm_reservation: str | None
    tdm_policy: str | None
    meta_robots: str | None


def no_rights() -> Rights:
    """Rights of which nothing is known: four nulls."""
    return Rights(robots=None, tdm_reservation=None, tdm_policy=None, meta_robots=None)


@dataclass
class RawArticle:
    """The strings of one page as printed, and where each was found: what `normalise` turns into an `Article`.

    `server_date` is the server's own clock at the fetch; `wanted` the first and the last day that were asked for;
    `site_names` what the page calls its site.
    """

    site: str
    url: str
    key: str
    edition: str
    extractor: str
    fetched_at: datetime
    title: str | None = None
    lead: str | None = None
    paragraphs: list[str] = field(default_factory=list)
    dates: list[Evidence] = field(default_factory=list)
    modified: list[Evidence] = field(default_factory=list)
    section: str | None = None
    tags: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    translations: list[Translation] = field(default_factory=list)
    raw: RawPointer | None = None
    rights: Rights = field(default_factory=no_rights)
    flags: list[str] = field(default_factory=list)
    looks: dict[str, str] = field(default_factory=dict)
    site_names: list[str] = field(default_factory=list)
    server_date: datetime | None = None
    wanted: tuple[date | None, date | None] = (None, None)


@dataclass
class Article:
    """One line of the archive. Every key is always present, in this order; null where unknown."""

    id: str
    site: str
    url: str
    language: str
    title: str
    lead: str | None
    text: str
    published_on: str
    published_at: str | None
    published_precision: Precision
    published_source: str
    published_raw: str
    published_evidence: list[Evidence]
    modified_at: str | None
    section: str | None
    tags: list[str]
    authors: list[str]
    images: list[Image]
    links: list[Link]
    translations: list[Translation]
    fetched_at: str
    revision: int
    content_sha256: str
    raw: RawPointer | None
    extractor: str
    fixes: list[str]
    flags: list[str]
    rights: Rights
    schema: int = SCHEMA

    def as_dict(self) -> dict[str, Any]:
        """The record as plain JSON values, keys in order; its lists are the article's own."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}

    def as_text(self) -> str:
        """The article to read: headline with its day, the date lines as the site prints them, the paragraphs."""
        lines = [f" date {self.published_on} {self.title}", f"- {self._printed_day()}"]
        if self.published_at:
            lines.append(f"- {self.published_at[11:16]}")
        return "\n".join([*lines, self.text])

    def _printed_day(self) -> str:
        day = date.fromisoformat(self.published_on)
        months = _MONTHS.get(self.language.split("-")[0], _MONTHS["az"])
        return f"{day.day:02d} {months[day.month - 1]}, {day.year}"


@dataclass
class Rejected:
    """What was met and is no record: URL, its `kind` (`article`, `source`, or `card`: a line of a listing) and `state`,
    one `reason`, the `field` it broke on, and what helps a person judge. `commit` numbers its writing."""

    site: str
    url: str
    kind: str
    state: str
    at: str
    reason: str
    field: str | None = None
    detail: str | None = None
    status: int | None = None
    source: str | None = None
    target: str | None = None
    id: str | None = None
    raw: RawPointer | None = None
    schema: int = SCHEMA
    commit: int | None = None


_MONTHS = {
    "az": "yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr".split(),
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split(),
    "en": "January February March April May June July August September October November December".split(),
}
