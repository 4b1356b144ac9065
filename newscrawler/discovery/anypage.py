"""A page of an undescribed site as a source, whatever it turns out to be: robots.txt, front, feed, sitemap, list."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from urllib.parse import urlsplit

from newscrawler.az import BAKU
from newscrawler.discovery.addresses import bare_host
from newscrawler.discovery.anyurl import AnyURL
from newscrawler.discovery.calendars import EMPTY, day_page
from newscrawler.discovery.candidate import Candidate, Fetched, Harvest
from newscrawler.discovery.feed import Feed
from newscrawler.discovery.headlines import read_listing
from newscrawler.discovery.kinds import FEEDS, POSTS, SITEMAPS, kind_of, robots_sitemaps, root_of
from newscrawler.discovery.onward import Onward, number_after
from newscrawler.discovery.posts import WordPressPosts
from newscrawler.discovery.sitemap import NewsSitemap, SitemapShards
from newscrawler.discovery.span import Span
from newscrawler.discovery.urls import absolute

EVER = Span.parse("1995")
"""All days: WordPress lists its posts from a first day on."""

_RECENT = timedelta(days=4)  # a Google-News sitemap holds two days
_MONTH, _NEWEST = timedelta(days=32), 1000  # a sitemap of the newest entries alone mostly holds fewer, and less
_A_LIFETIME = timedelta(days=36_500)  # no other source tells of what was edited long after its day
_LISTS = r"(?:post_)?tags?|categor(?:y|ies)|kateqoriya\w*|taxonom\w+|authors?|users?|images?|static"
_NO_POSTS = re.compile(
    rf"^(?:{_LISTS}|page)[-_]sitemap|sitemap[-_](?:{_LISTS}|posts-page)(?![a-z])", re.IGNORECASE
)  # `page-sitemap.xml` holds a site's pages, `sitemap-page-3.xml` is the third page of a sitemap


@dataclass
class Findings(Harvest):
    """A harvest whose `more` are pages of other sources; `following` is the next page of this one.

    `instead` is the page that this one sends its reader on to, and which stands for it.
    `whole`: this page is of a sitemap or an interface that tells of the past; `told` are the keys of the articles that
    such a sitemap names, so that nobody need walk a list that shows only these. `is_all`: an interface tells them all.
    """

    following: list[str] = field(default_factory=list)
    instead: list[str] = field(default_factory=list)
    whole: bool = False
    told: list[str] = field(default_factory=list)
    is_all: bool = False


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
            findings = Findings(found.candidates, [], found.refused, found.trail, following=found.more)
            findings.whole = findings.is_all = True
            return findings
        return self._list(page, span) if self.walks else self._front(page, span)

    def _robots(self, page: Fetched) -> Findings:
        named = dict.fromkeys(filter(None, (absolute(url, page.url) for url in robots_sitemaps(page.text))))
        ours = [url for url in named if self.urls.holds(url)]
        refused = [(url, "a sitemap on another site") for url in named if not self.urls.holds(url)]
        return Findings(more=ours or [root_of(page.url) + SITEMAPS[0]], refused=refused)

    def _sitemap(self, page: Fetched, span: Span) -> Findings:
        found = NewsSitemap(page.url).read(page, Span())
        keys = {key.key: one for one in found.candidates if (key := self.urls.identify(one.url))}
        wanted = [one for one in found.candidates if _may_be_of(one, span)]
        findings = Findings(wanted, [], found.refused, whole=any(_is_old(one, page.at) for one in keys.values()))
        if len(keys) > _NEWEST or any(_is_old(one, page.at, _MONTH) for one in keys.values()):
            findings.told = list(keys)
        return findings

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
        keys = (key.key for one in found if (key := self.urls.identify(one.url)))
        return Findings(found, whole=bool(found), told=list(keys))

    def _front(self, page: Fetched, span: Span) -> Findings:
        onward = Onward(page, self.urls)
        found = self._shown(onward)
        found.instead = [url for url in [onward.refresh()] if url is not None]
        feeds = onward.feeds()
        if not feeds and urlsplit(page.url).path == "/":
            feeds = [root_of(page.url) + FEEDS[0]]
        editions = onward.editions()
        here = bare_host(page.asked or page.url)
        elsewhere = [root_of(url) + "robots.txt" for url in (page.url, *editions) if bare_host(url) != here]
        more = [*feeds, *onward.sitemaps(), *elsewhere, *editions]
        if (posts := onward.posts()) is not None:
            more += WordPressPosts(posts).begin(span if span.since else EVER, page.at)
        found.more = list(dict.fromkeys(url for url in more if url != page.url and url not in found.instead))
        return found

    def _list(self, page: Fetched, span: Span) -> Findings:
        onward = Onward(page, self.urls)
        found = self._shown(onward)
        found.instead = [url for url in [onward.refresh()] if url is not None]
        if self._is_front(page):
            found.more = [*onward.editions(), *onward.sections()]
        found.more += onward.calendars()
        days = [one.published.day for one in found.candidates if one.published]
        is_past = bool(days) and all(map(span.is_before, days))
        is_repeated = page.trail is not None and found.trail is not None and page.trail.links == found.trail.links
        if found.candidates and not is_past and not is_repeated:
            found.following = [url for url in [onward.next_page()] if url is not None and url != page.url]
        if (today := day_page(page.url)) is not None and not span.is_before(today.day):
            self._go_back(found, today.day, page, onward.day_before())
        found.outside = [one.url for one in found.candidates if not span.may_hold(one.published)]
        found.candidates = [one for one in found.candidates if span.may_hold(one.published)]
        return found

    def _is_front(self, page: Fetched) -> bool:
        stands_for_one = page.trail is None and self.stands_for in (root_of(self.stands_for), self.urls.home)
        return kind_of(page) == "front" or page.url == self.urls.home or (bool(self.stands_for) and stands_for_one)

    def _go_back(self, found: Findings, day: date, page: Fetched, before: str | None) -> None:
        """In a calendar the day before follows, until nothing was shown for so long that it has come to its end."""
        reached = page.trail.reached if page.trail else None
        if found.candidates or reached is None:
            reached = datetime.combine(day, time.max, BAKU)
        if found.trail is not None:
            found.trail = replace(found.trail, reached=reached)
        if before is not None and reached.date() - day < EMPTY:
            found.following.append(before)

    def _shown(self, onward: Onward) -> Findings:
        """The articles that a page of HTML links to, on its own host, the site's, or one that has several."""
        page, has_query = onward.page, bool(urlsplit(onward.page.url).query)

        def is_ours(url: str) -> bool:
            is_next_page = has_query and number_after(page.url, url)[1]  # `/?p=77` on `/` is an article of WordPress
            return bare_host(url) in onward.hosts and not is_next_page and self.urls.identify(url) is not None

        return Findings(**vars(read_listing(onward.root, page, is_ours, f"listing {page.url}")))


def _may_be_of(one: Candidate, span: Span) -> bool:
    """Can an entry be of the span? It is published when it says so, and no later than its last edit."""
    if one.published is not None:
        return span.may_hold(one.published)
    return one.lastmod is None or not span.is_before(one.lastmod.day)


def _is_old(one: Candidate, now: datetime, age: timedelta = _RECENT) -> bool:
    """Is this an entry of a sitemap of the past? One without any date is: only news of two days has to have one."""
    told = one.published or one.lastmod
    return told is None or now - told.value > age
