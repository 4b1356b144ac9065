"""What discovery hands on: `Candidate`s, and the `Harvest` of one page of a source."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Literal, Protocol
from urllib.parse import quote

from newscrawler.article import Evidence
from newscrawler.az import ParsedDate
from newscrawler.az.charset import decode
from newscrawler.discovery.span import Span

Kind = Literal["article", "source"]


@dataclass(frozen=True)
class Trail:
    """What the walk along a listing had shown one page before: a digest of its `links`, and the time it had `reached`.

    It goes with the address of the next page, into the ledger too: a walk that is taken up again knows where it was.
    """

    links: str
    reached: datetime | None = None


@dataclass(frozen=True)
class Candidate:
    """A URL worth asking for: an article (or what may be one), or a further page of a source.

    `source` names who told of it; `title` and `evidence` are what that source said of the article, as printed;
    `published` is the date of that evidence and `lastmod` that of the last edit, both None when not told. `span` are
    the days and `edition` is the edition (None: all) for which it is wanted; `again` asks for it even when it is held.
    `trail` is what came before a further page of a source; `top` a page that is reached from the source's first one.
    `form` are the fields, as they are sent, of a page that is asked for by POST.
    """

    url: str
    source: str
    kind: Kind = "article"
    title: str | None = None
    evidence: tuple[Evidence, ...] = ()
    published: ParsedDate | None = None
    lastmod: ParsedDate | None = None
    language: str | None = None
    section: str | None = None
    span: Span = field(default=Span())
    edition: str | None = None
    again: bool = False
    trail: Trail | None = None
    top: bool = False
    form: str | None = None


@dataclass(frozen=True)
class Fetched:
    """A response as discovery sees it: its `url`, `body` as bytes, the charset its header claims, the time.

    `asked` is the URL that was asked for (a redirect may have led elsewhere), `trail` what the page before it showed.
    """

    url: str
    body: bytes
    at: datetime
    charset: str | None = None
    asked: str | None = None
    trail: Trail | None = None

    @cached_property
    def text(self) -> str:
        """The body as text, its encoding decided from the bytes."""
        return decode(self.body, self.charset)[0]


@dataclass
class Harvest:
    """What one page of a source holds: article candidates, further pages to ask, and what could not be read.

    `refused` pairs a URL (or the card's text) with the reason why it is no candidate: nothing is dropped silently.
    `trail` is for the pages in `more`.
    `outside` are the URLs that the page itself dates outside the span.
    """

    candidates: list[Candidate] = field(default_factory=list)
    more: list[str] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    trail: Trail | None = None
    outside: list[str] = field(default_factory=list)

    def refusals(self, address: str) -> Iterator[tuple[str, str]]:
        """Each address that was refused, with the reason; what has none stands under that of the page, `address`."""
        for what, reason in self.refused:
            yield what if what.startswith("http") else f"{address}#{quote(what)}", reason


class Source(Protocol):
    """A place that tells of articles: where to begin for a span of days, and how to read each page of it."""

    @property
    def name(self) -> str:
        """How this source is called in records, stats and the ledger: its kind and its URL."""
        ...

    def begin(self, span: Span, now: datetime) -> Iterator[str]:
        """The URLs to ask first when articles of `span` are wanted at the instant `now`."""
        ...

    def read(self, page: Fetched, span: Span) -> Harvest:
        """The candidates on one page and the further pages worth asking for `span`. Raises `DiscoveryError`."""
        ...
