"""The sitemaps of an undescribed site: XML, an index of several, or nothing but addresses."""

import re
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from newscrawler.discovery.anyurl import AnyURL
from newscrawler.discovery.candidate import Candidate, Fetched
from newscrawler.discovery.findings import Findings, Table
from newscrawler.discovery.sitemap import NewsSitemap, SitemapShards
from newscrawler.discovery.span import Span
from newscrawler.discovery.urls import absolute

_RECENT = timedelta(days=4)  # a Google-News sitemap holds two days
_YEAR = timedelta(days=366)  # a sitemap of the newest entries alone may hold those of some months
_A_LIFETIME = timedelta(days=36_500)  # no other source tells of what was edited long after its day
_LISTS = r"(?:post_)?tags?|categor(?:y|ies)|kateqoriya\w*|taxonom\w+|authors?|users?|images?|static"
_NO_POSTS = re.compile(
    rf"^(?:{_LISTS}|page)[-_]sitemap|sitemap[-_](?:{_LISTS}|posts-page)(?![a-z])", re.IGNORECASE
)  # `page-sitemap.xml` holds a site's pages, `sitemap-page-3.xml` is the third page of a sitemap


def read_sitemap(page: Fetched, urls: AnyURL, span: Span) -> Findings:
    """The entries that may be of the span. Raises `DiscoveryError` for what is no XML."""
    found = NewsSitemap(page.url).read(page, Span())
    keys = {key.key: one for one in found.candidates if (key := urls.identify(one.url))}
    wanted = [one for one in found.candidates if _may_be_of(one, span)]
    findings = Findings(wanted, [], found.refused, whole=any(_is_older(one, page.at, _RECENT) for one in keys.values()))
    old = sum(_is_before(one, span) or _is_older(one, page.at, _YEAR) for one in keys.values())
    days = (told.day for one in keys.values() if (told := one.published or one.lastmod))
    findings.table = Table(tuple(keys), old, min(days, default=None))
    return findings


def read_index(page: Fetched, urls: AnyURL, span: Span) -> Findings:
    """The sitemaps of an index that may tell of the span. Raises `DiscoveryError` for what is no XML."""
    shards = SitemapShards(page.url, edited_within=_A_LIFETIME)
    all_of_it, wanted = shards.read(page, Span()), shards.read(page, span)
    ours = [url for url in wanted.more if urls.holds(url)]
    kept = [url for url in ours if not _NO_POSTS.search(urlsplit(url).path.rpartition("/")[2])] or ours
    refused = [(url, "a sitemap on another site") for url in wanted.more if url not in ours]
    refused += [(url, "a sitemap of no articles, by its name") for url in ours if url not in kept]
    goes_beyond = len(wanted.more) < len(all_of_it.more)
    findings = Findings(wanted.candidates, kept, [*wanted.refused, *refused], whole=goes_beyond)
    findings.table = Table(goes_beyond=goes_beyond)
    return findings


def read_addresses(page: Fetched, urls: AnyURL) -> Findings:
    """A sitemap of addresses, one a line."""
    told = filter(None, (absolute(line.strip(), page.url) for line in page.text.splitlines() if "://" in line))
    found = [Candidate(url, f"shards {page.url}") for url in dict.fromkeys(told)]
    keys = tuple(key.key for one in found if (key := urls.identify(one.url)))
    return Findings(found, whole=bool(found), table=Table(keys, len(keys)))


def _may_be_of(one: Candidate, span: Span) -> bool:
    """Can an entry be of the span? It is published when it says so, and no later than its last edit."""
    if one.published is not None:
        return span.may_hold(one.published)
    return not _is_before(one, span)


def _is_before(one: Candidate, span: Span) -> bool:
    told = one.published or one.lastmod
    return told is not None and span.is_before(told.day)


def _is_older(one: Candidate, now: datetime, age: timedelta) -> bool:
    """Is this an entry of a sitemap of the past? One without any date is: only news of two days has to have one."""
    told = one.published or one.lastmod
    return told is None or now - told.value > age
