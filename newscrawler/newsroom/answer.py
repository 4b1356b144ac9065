"""A request as the newsroom sees it, and the answer: conditional GET, HEAD and gzip, without any socket."""

import gzip
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from enum import Enum, auto
from functools import cached_property
from hashlib import blake2b
from http import HTTPStatus
from urllib.parse import parse_qsl, urlsplit

HTML, XML, JSON, TEXT = "text/html", "application/xml; charset=UTF-8", "application/json", "text/plain"
_REASONS = {int(status): status.phrase for status in HTTPStatus}


@dataclass(frozen=True, slots=True)
class Request:
    """One request; header names in lower case."""

    method: str
    host: str
    target: str
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def path(self) -> str:
        """The path, still percent-encoded."""
        return urlsplit(self.target).path or "/"

    @property
    def query(self) -> dict[str, str]:
        """The query, decoded; the last of a repeated name counts."""
        return dict(parse_qsl(urlsplit(self.target).query, keep_blank_values=True))


@dataclass(frozen=True, eq=False)
class Page:
    """A resource before HTTP: what a site answers. A site keeps its pages, so that each is packed once."""

    body: bytes
    kind: str = HTML
    status: int = 200
    modified: datetime | None = None
    location: str | None = None
    tag: str | None = None
    lasting: bool = False

    @cached_property
    def etag(self) -> str:
        """A strong tag of the body, unless the site says what its identity is (then a weak one)."""
        if self.tag is not None:
            return f'W/"{self.tag}"'
        return f'"{blake2b(self.body, digest_size=10).hexdigest()}"'

    @cached_property
    def packed(self) -> bytes:
        """The body gzipped, empty where that is not worth it."""
        return gzip.compress(self.body, 6, mtime=0) if len(self.body) > 500 else b""

    @cached_property
    def headers(self) -> tuple[tuple[str, str], ...]:
        """The headers that do not depend on the request."""
        headers = [("Server", "nginx"), ("Content-Type", self.kind), ("Vary", "Accept-Encoding")]
        if self.location:
            headers.append(("Location", self.location))
        if self.status == HTTPStatus.OK:
            headers.append(("ETag", self.etag))
            if self.modified:
                headers.append(("Last-Modified", format_datetime(self.modified.astimezone(UTC), usegmt=True)))
        return tuple(headers)


class End(Enum):
    """What becomes of the connection when an answer has left."""

    KEEP = auto()
    CLOSE = auto()
    RESET = auto()
    """Dropped with a TCP RST instead of a FIN."""
    HANG = auto()
    """Nothing more is said; the client has to lose patience."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes over the wire; `delay` in real seconds before it does.

    `status` 0 sends no head at all, a header without a name is a line as it stands. `more` yields what follows `body`,
    a piece every `pause` real seconds (0: as fast as the client reads).
    """

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    delay: float = 0.0
    more: Callable[[], Iterator[bytes]] | None = None
    pause: float = 0.0
    end: End = End.KEEP

    def header(self, name: str) -> str | None:
        """The first header of that name, whatever its case."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)

    @property
    def head(self) -> bytes:
        """The status line and the headers, with the empty line after them."""
        if not self.status:
            return b""
        lines = [f"HTTP/1.1 {self.status} {_REASONS.get(self.status, 'Unknown')}"]
        lines += [f"{name}: {value}" if name else value for name, value in self.headers]
        return "\r\n".join([*lines, "\r\n"]).encode("latin-1")

    def pieces(self) -> Iterator[bytes]:
        """Everything that is sent, in order."""
        if first := self.head + self.body:
            yield first
        if self.more:
            yield from self.more()


def answer(page: Page, request: Request, now: datetime) -> Answer:
    """The page as this request wants it: 304 where it holds it already, no body for HEAD, gzip where accepted."""
    date = ("Date", format_datetime(now.astimezone(UTC), usegmt=True))
    if page.status == HTTPStatus.OK and _is_held(page, request.headers):
        return Answer(304, (date, *(pair for pair in page.headers if pair[0] in ("ETag", "Last-Modified"))), b"")
    body, headers = page.body, (date, *page.headers)
    if page.packed and "gzip" in request.headers.get("accept-encoding", ""):
        body, headers = page.packed, (*headers, ("Content-Encoding", "gzip"))
    headers = (*headers, ("Content-Length", str(len(body))))
    return Answer(page.status, headers, b"" if request.method == "HEAD" else body)


def _is_held(page: Page, asked: Mapping[str, str]) -> bool:
    """RFC 9110: If-None-Match decides alone where it is present; weak comparison."""
    if "if-none-match" in asked:
        tag = page.etag.removeprefix("W/")
        return any(tag == one.strip().removeprefix("W/") for one in asked["if-none-match"].split(","))
    if page.modified is None or "if-modified-since" not in asked:
        return False
    try:
        return page.modified.replace(microsecond=0) <= parsedate_to_datetime(asked["if-modified-since"])
    except (ValueError, TypeError):
        return False
