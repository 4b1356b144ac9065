"""What the sitemaps of an undescribed site tell: of the last days, or of the past, and how far back."""

from collections.abc import Iterable, Mapping, Sequence

from newscrawler.discovery.anypage import AnyPage
from newscrawler.discovery.anyurl import AnyURL
from newscrawler.discovery.candidate import Fetched
from newscrawler.discovery.findings import Past, Table
from newscrawler.discovery.kinds import PageKind, kind_of
from newscrawler.discovery.sitemap import NewsSitemap
from newscrawler.discovery.span import Span
from newscrawler.errors import DiscoveryError

_KINDS: Sequence[PageKind] = ("robots", "front", "feed", "sitemap", "index", "addresses", "posts")


def leads_on(rule: AnyURL, page: Fetched, *, is_front: bool = False) -> list[str]:
    """The further pages that a front page, robots.txt, a feed or a sitemap names; WordPress's interface left out."""
    if not is_front and kind_of(page) not in _KINDS:
        return []
    try:
        found = AnyPage(page.url, rule).read(page, Span())
    except DiscoveryError:
        return []
    return [url for url in (*found.instead, *found.more) if "/wp-json/" not in url]


def sitemaps(rule: AnyURL, pages: Mapping[str, Fetched]) -> tuple[list[str], list[str]]:
    """The sitemaps of the last days, and those of the past: indexes, and what is no shard of one."""
    indexes = {url: leads_on(rule, page) for url, page in pages.items() if kind_of(page) == "index"}
    maps = {url: _is_news(rule, page) for url, page in pages.items() if kind_of(page) in ("sitemap", "addresses")}
    recent = {url for url, shards in indexes.items() if shards and all(maps.get(shard, False) for shard in shards)}
    sharded = {shard for url, shards in indexes.items() if url not in recent for shard in shards}
    news = [url for url, is_news in maps.items() if is_news and url not in sharded]
    others = (url for url, is_news in maps.items() if not is_news and url not in sharded)
    return news, [*(url for url in indexes if url not in recent), *others]


def is_past_told(rule: AnyURL, pages: Iterable[Fetched]) -> bool:
    """Do the sitemaps reach back far? Of an index only a part was read: it passes for the past."""
    past = Past()
    for page in pages:
        if kind_of(page) in ("index", "sitemap", "addresses"):
            try:
                found = AnyPage(page.url, rule).read(page, Span())
            except DiscoveryError:
                continue
            past.add(found.table or Table())
            if kind_of(page) == "index" and len(found.more) > 1:
                return True
    return past.is_told


def _is_news(rule: AnyURL, page: Fetched) -> bool:
    """Does a sitemap tell when its entries were published, as only one for Google News does, or only of the last days?

    Such a sitemap may keep older entries as well.
    """
    if kind_of(page) == "sitemap" and any(one.evidence for one in NewsSitemap(page.url).read(page, Span()).candidates):
        return True
    return not AnyPage(page.url, rule).read(page, Span()).whole
