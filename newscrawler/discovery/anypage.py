"""A page of an undescribed site as a source, whatever it turns out to be: robots.txt, front, feed, sitemap, list."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from newscrawler.discovery.addresses import bare_host
from newscrawler.discovery.anyurl import AnyURL
from newscrawler.discovery.candidate import Candidate, Fetched, Harvest
from newscrawler.discovery.feed import Feed
from newscrawler.discovery.headlines import read_listing
from newscrawler.discovery.kinds import FEEDS, POSTS, SITEMAPS, kind_of, root_of
from newscrawler.discovery.onward import Onward, number_after, robots_sitemaps
from newscrawler.discovery.posts import WordPressPosts
from newscrawler.discovery.sitemap import NewsSitemap, SitemapShards
from newscrawler.discovery.span import Span
from newscrawler.discovery.urls import absolute

EVER = Span.parse("1995")
"""All days: WordPress lists its posts from a first day on."""

_RECENT = timedelta(days=4)  # a Google-News sitemap holds two days
_A_LIFETIME = timedelta(days=36_500)  # no other source tells of what was edited long after its day
_LISTS = r"(?:post_)?tags?|categor(?:y|ies)|kateqoriya\w*|taxonom\w+|authors?|users?|images?|static"
_NO_POSTS = re.compile(
    rf"^(?:{_LISTS}|page)[-_]sitemap|sitemap[-_](?:{_LISTS}|posts-page)(?![a-z])", re.IGNORECASE
)  # `page-sitemap.xml` holds a site's pages, `sitemap-page-3.xml` is the third page of a sitemap


@dataclass
class Findings(Harvest):
    """A harvest whose `more` are pages of other sources; `following` is the next page of this one.

    `instead` is the page that this one sends its reader on to, and which stands for it.
    `whole`: this page is of a sitemap or an interface that tells of the past, so that nobody need walk listings.
    """

    following: list[str] = field(default_factory=list)
    instead: list[str] = field(default_factory=list)
    whole: bool = False


@dataclass(frozen=True)
class AnyPage:
    """A page of the site that `urls` knows. `walks`: it is read as a list of articles that goes back page by page.

    `stands_for`: the page that sent its reader on to this one.
    """

    url: str
    urls: AnyURL
    walks: bool = False
    stands_for: str = ""

    @property
    def name(self) -> str:
        """`site https://…`, or `listing https://…`."""
        return f"{'listing' if self.walks else 'site'} {self.url}"

    def begin(self, span: Span, now: datetime) -> Iterator[str]:
        """robots.txt, which names the sitemaps, and the page itself."""
        yield root_of(self.url) + "robots.txt"
        if urlsplit(self.url).path != "/":
            yield root_of(self.url)
        yield self.url

    def read(self, page: Fetched, span: Span) -> Findings:
        """What the page tells by what it is. Raises `DiscoveryError` for one that says it is XML and is not."""
        kind = kind_of(page)
        if kind == "robots":
            return self._robots(page)
        if kind == "feed":
            return Findings(**vars(Feed(page.url).read(page, span)))
        if kind == "sitemap":
            return self._sitemap(page, span)
        if kind == "index":
            return self._index(page, span)
        if kind == "addresses":
            return self._addresses(page)
        if kind == "posts":
            found = WordPressPosts(page.url.partition(POSTS)[0]).read(page, span)
            return Findings(found.candidates, [], found.refused, found.trail, following=found.more, whole=True)
        return self._list(page, span) if self.walks else self._front(page, span)

    def _robots(self, page: Fetched) -> Findings:
        named = dict.fromkeys(filter(None, (absolute(url, page.url) for url in robots_sitemaps(page.text))))
        ours = [url for url in named if self.urls.holds(url)]
        refused = [(url, "a sitemap on another site") for url in named if not self.urls.holds(url)]
        return Findings(more=ours or [root_of(page.url) + SITEMAPS[0]], refused=refused)

    def _sitemap(self, page: Fetched, span: Span) -> Findings:
        found = NewsSitemap(page.url).read(page, Span())
        told = [one for one in found.candidates if self.urls.identify(one.url) is not None]
        wanted = [one for one in found.candidates if _may_be_of(one, span)]
        return Findings(wanted, [], found.refused, whole=any(_is_old(one, page.at) for one in told))

    def _index(self, page: Fetched, span: Span) -> Findings:
        shards = SitemapShards(page.url, edited_within=_A_LIFETIME)
        all_of_it, wanted = shards.read(page, Span()), shards.read(page, span)
        ours = [url for url in wanted.more if self.urls.holds(url)]
        kept = [url for url in ours if not _NO_POSTS.search(urlsplit(url).path.rpartition("/")[2])] or ours
        refused = [(url, "a sitemap on another site") for url in wanted.more if url not in ours]
        refused += [(url, "a sitemap of no articles, by its name") for url in ours if url not in kept]
        is_past = len(wanted.more) < len(all_of_it.more)
        return Findings(wanted.candidates, kept, [*wanted.refused, *refused], whole=is_past)

    def _addresses(self, page: Fetched) -> Findings:
        urls = filter(None, (absolute(line.strip(), page.url) for line in page.text.splitlines() if "://" in line))
        found = [Candidate(url, f"shards {page.url}") for url in dict.fromkeys(urls)]
        return Findings(found, whole=bool(found))

    def _front(self, page: Fetched, span: Span) -> Findings:
        onward, found = Onward(page, self.urls), self._shown(page, span)
        found.instead = [url for url in [onward.refresh()] if url is not None]
        feeds = onward.feeds()
        if not feeds and urlsplit(page.url).path == "/":
            feeds = [root_of(page.url) + FEEDS[0]]
        more = [*feeds, *onward.sitemaps(), *onward.editions()]
        if (posts := onward.posts()) is not None:
            more += WordPressPosts(posts).begin(span if span.since else EVER, page.at)
        found.more = list(dict.fromkeys(url for url in more if url != page.url and url not in found.instead))
        return found

    def _list(self, page: Fetched, span: Span) -> Findings:
        onward, found = Onward(page, self.urls), self._shown(page, span)
        found.instead = [url for url in [onward.refresh()] if url is not None]
        if kind_of(page) == "front" or (page.trail is None and self.stands_for == root_of(self.stands_for)):
            found.more = [*onward.editions(), *onward.sections()]
        days = [one.published.day for one in found.candidates if one.published]
        is_past = bool(days) and all(map(span.is_before, days))
        is_repeated = page.trail is not None and found.trail is not None and page.trail.links == found.trail.links
        if found.candidates and not is_past and not is_repeated:
            found.following = [url for url in [onward.next_page()] if url is not None and url != page.url]
        found.outside = [one.url for one in found.candidates if not span.may_hold(one.published)]
        found.candidates = [one for one in found.candidates if span.may_hold(one.published)]
        return found

    def _shown(self, page: Fetched, span: Span) -> Findings:
        """The articles that a page of HTML links to, on its own host or the site's; other subdomains have their own."""
        hosts, has_query = {self.urls.host, bare_host(page.url)}, bool(urlsplit(page.url).query)

        def is_ours(url: str) -> bool:
            is_next_page = has_query and number_after(page.url, url)[1]  # `/?p=77` on `/` is an article of WordPress
            return bare_host(url) in hosts and not is_next_page and self.urls.identify(url) is not None

        return Findings(**vars(read_listing(Onward(page, self.urls).root, page, is_ours, f"listing {page.url}")))


def _may_be_of(one: Candidate, span: Span) -> bool:
    """Can an entry be of the span? It is published when it says so, and no later than its last edit."""
    if one.published is not None:
        return span.may_hold(one.published)
    return one.lastmod is None or not span.is_before(one.lastmod.day)


def _is_old(one: Candidate, now: datetime) -> bool:
    """Is this an entry of a sitemap of the past? One without any date is: only news of two days has to have one."""
    date = one.published or one.lastmod
    return date is None or now - date.value > _RECENT
