"""RSS and Atom: the newest articles, with a title and a date. A feed carries no body."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from newscrawler.article import Evidence
from newscrawler.discovery.candidate import Candidate, Fetched, Harvest
from newscrawler.discovery.dates import read_date
from newscrawler.discovery.span import Span
from newscrawler.discovery.urls import absolute
from newscrawler.discovery.xml import elements, local, texts
from newscrawler.errors import DiscoveryError
from newscrawler.tree import Element

_ITEMS = frozenset(("item", "entry"))
_TAG = re.compile(r"<[^<>]{1,500}>")


@dataclass(frozen=True)
class Feed:
    """An RSS or Atom feed. Items are known by their link, never by their guid: sites repeat one guid for all."""

    url: str

    @property
    def name(self) -> str:
        """`feed https://…`."""
        return f"feed {self.url}"

    def begin(self, span: Span, now: datetime) -> Iterator[str]:
        """The feed itself, whatever the span: only its newest items are to be had."""
        yield self.url

    def read(self, page: Fetched, span: Span) -> Harvest:
        """One candidate an item of the span; an item without a link is refused by name."""
        harvest = Harvest()
        if not page.body.strip():
            raise DiscoveryError(page.url, "empty feed")
        for item in elements(page.body, page.url, _ITEMS, recover=True):
            said = texts(item)
            title = plain(said.get("title", ""))
            link = absolute(_link(item) or "", page.url)
            if link is None:
                harvest.refused.append((title or page.url, "item without a link"))
                continue
            raw = said.get("pubDate") or said.get("published") or said.get("date") or said.get("updated")
            candidate = Candidate(
                link,
                self.name,
                title=title or None,
                evidence=(Evidence(source="feed", raw=raw),) if raw else (),
                published=read_date(raw, page.at),
                section=plain(said.get("category", "")) or None,
            )
            if span.may_hold(candidate.published):
                harvest.candidates.append(candidate)
        if not harvest.candidates and not harvest.refused and not _is_feed(page):
            raise DiscoveryError(page.url, "no feed: neither an RSS item nor an Atom entry")
        return harvest


def plain(text: str) -> str:
    """A feed's string as text: entities (escaped twice by some) and tags resolved, white space folded."""
    text = html.unescape(html.unescape(text)).replace("<![CDATA[", "").replace("]]>", "")
    return " ".join(_TAG.sub(" ", text).split())


def _link(item: Element) -> str | None:
    for node in item.iterchildren():
        if local(node) == "link":
            if node.text and node.text.strip():
                return node.text.strip()
            if node.get("href") and node.get("rel", "alternate") == "alternate":
                return node.get("href")
    return None


def _is_feed(page: Fetched) -> bool:
    return re.search(rb"<(?:\w+:)?(?:rss|feed|RDF)\b", page.body[:2000]) is not None
