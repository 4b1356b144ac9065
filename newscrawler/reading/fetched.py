"""A page as it was fetched, now or years ago: what a reader of pages may know besides the page itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cached_property

from parsel import Selector

from newscrawler.article import Rights
from newscrawler.az.charset import decode
from newscrawler.reading.notices import Notice, recognise
from newscrawler.tree import parsed


@dataclass(frozen=True)
class FetchedPage:
    """One exchange, unpacked. `headers` by lower-case name, the first of each; `robots` is what robots.txt said then.

    `selector` is the parsed page where somebody has parsed it already.
    """

    url: str
    body: bytes
    fetched_at: datetime
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    robots: str | None = None
    parsed: Selector | None = None

    @cached_property
    def selector(self) -> Selector:
        """The page, parsed once; its charset is told by its bytes before its header."""
        if self.parsed is not None:
            return self.parsed
        _, _, claimed = self.content_type.partition("charset=")
        text, _ = decode(self.body, claimed.strip(" \"'") or None)
        return Selector(root=parsed(text), type="html")

    @property
    def content_type(self) -> str:
        """The Content-Type header as it came."""
        return self.headers.get("content-type", "")

    @property
    def server_date(self) -> datetime | None:
        """The instant of the answer by the server's own clock; None when it sends none that can be read."""
        try:
            sent = parsedate_to_datetime(self.headers["date"])
        except (KeyError, ValueError):
            return None
        return sent.replace(tzinfo=UTC) if sent.tzinfo is None else sent

    def rights(self, metas: Mapping[str, list[str]]) -> Rights:
        """Robots and text-and-data-mining signals of this very exchange (TDMRep: header, else meta)."""

        def either(name: str) -> str | None:
            return self.headers.get(name, "").strip() or next(iter(metas.get(name, ())), None)

        return Rights(
            robots=self.robots,
            tdm_reservation=either("tdm-reservation"),
            tdm_policy=either("tdm-policy"),
            meta_robots=next(iter(metas.get("robots", ())), None)
            or self.headers.get("x-robots-tag", "").strip()
            or None,
        )

    @cached_property
    def notice(self) -> Notice | None:
        """What the page is instead of an article: a challenge, a login form, a notice."""
        if not self.body.strip():
            return None
        return recognise(self.selector.root, self.status, self.headers, self.url)
