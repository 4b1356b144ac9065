"""A page of an undescribed site as a source, whatever it turns out to be: robots.txt, front, feed, sitemap, list."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from urllib.parse import urlsplit

from newscrawler.az import BAKU
from newscrawler.discovery.addresses import bare_host
from newscrawler.discovery.answers import as_page
from newscrawler.discovery.anysitemap import read_addresses, read_index, read_sitemap
from newscrawler.discovery.anyurl import AnyURL
from newscrawler.discovery.calendars import EMPTY, day_page
from newscrawler.discovery.candidate import Fetched
from newscrawler.discovery.feed import Feed
from newscrawler.discovery.findings import Findings
from newscrawler.discovery.further import Guesses
from newscrawler.discovery.headlines import MANY, read_listing
from newscrawler.discovery.kinds import FEEDS, POSTS, SITEMAPS, kind_of, robots_sitemaps, root_of
from newscrawler.discovery.loading import Loading
from newscrawler.discovery.numbering import number_after
from newscrawler.discovery.onward import Onward
from newscrawler.discovery.posts import WordPressPosts
from newscrawler.discovery.span import Span
from newscrawler.discovery.urls import absolute

EVER = Span.parse("1995")
"""All days: WordPress lists its posts from a first day on."""


@dataclass(frozen=True)
class AnyPage:
    """A page of the site that `urls` knows. `walks`: it is read as a list of articles that goes back page by page.

    `stands_for`: the page that sent its reader on to this one, or the first page of its list. `form`: the fields of the
    POST that asks for it. `posts`: the days of which an interface is asked, where no others are wanted.
    `guesses`: what is tried where a long list names no next page.
    """

    url: str
    urls: AnyURL
    walks: bool = False
    stands_for: str = ""
    form: str | None = None
    posts: Span = EVER
    guesses: Guesses | None = None

    @property
    def name(self) -> str:
        """`site https://…`, or `listing https://…`; a calendar has one name, whatever its newest day is."""
        day = day_page(self.url) if self.walks else None
        where = f"{urlsplit(self.url).scheme}://{day.stem}#days" if day else self.url
        return f"{'listing' if self.walks else 'site'} {where}"

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
            return read_sitemap(page, self.urls, span)
        if kind == "index":
            return read_index(page, self.urls, span)
        if kind == "addresses":
            return read_addresses(page, self.urls)
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
            more += WordPressPosts(posts).begin(span if span.since else self.posts, page.at)
        found.more = list(dict.fromkeys(url for url in more if url != page.url and url not in found.instead))
        return found

    def _list(self, page: Fetched, span: Span) -> Findings:
        page = as_page(page)
        onward = Onward(page, self.urls)
        found = self._shown(onward)
        found.is_blank = page.trail is not None and not onward.anchors and "<body" in page.text
        found.instead = [url for url in [onward.refresh()] if url is not None]
        if self._is_front(page):
            found.more = [*onward.editions(), *onward.sections()]
        found.more += onward.calendars()
        days = [one.published.day for one in found.candidates if one.published]
        is_past = bool(days) and all(map(span.is_before, days))
        is_repeated = page.trail is not None and found.trail is not None and page.trail.links == found.trail.links
        if found.candidates and not is_past and not is_repeated:
            self._go_on(found, onward)
        if (today := day_page(page.url)) is not None and not span.is_before(today.day):
            self._go_back(found, today.day, page, onward.day_before())
        found.outside = [one.url for one in found.candidates if not span.may_hold(one.published)]
        found.candidates = [one for one in found.candidates if span.may_hold(one.published)]
        return found

    def _go_on(self, found: Findings, onward: Onward) -> None:
        """The next page follows, by a link or by what a button asks for; one that only a script knows is named."""
        loading = Loading(onward.page, onward.root, len(found.candidates), self.form)
        url = onward.next_page() or loading.next_page()
        if url is None and len(found.candidates) >= MANY and (guess := self._guess(onward.page)) is not None:
            found.following, found.is_guess = [guess], True
        if url is None and (text := loading.unfollowed()) is not None:
            found.refused.append((text, "not followed: what this button brings, only a script knows"))
        elif url is not None and not self.urls.holds(url):
            found.refused.append((url, "not followed: a further page on another site"))
        elif url is not None and url != onward.page.url:
            found.following = [url]

    def _guess(self, page: Fetched) -> str | None:
        """The page behind a page of its own that is neither a front page nor a day's."""
        if self.guesses is None or self._is_front(page) or day_page(page.url) is not None or "<body" not in page.text:
            return None
        return self.guesses.after(page.url, is_wordpress="/wp-content/" in page.text)

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
            found.before = [before]

    def _shown(self, onward: Onward) -> Findings:
        """The articles that a page of HTML links to, on its own host, the site's, or one that has several."""
        page, has_query = onward.page, bool(urlsplit(onward.page.url).query)

        def is_ours(url: str) -> bool:
            is_next_page = has_query and number_after(page.url, url)[1]  # `/?p=77` on `/` is an article of WordPress
            return bare_host(url) in onward.hosts and not is_next_page and self.urls.identify(url) is not None

        source = f"{self.name.partition(' ')[0]} {self.stands_for or self.name.partition(' ')[2]}"
        return Findings(**vars(read_listing(onward.root, page, is_ours, source)))
