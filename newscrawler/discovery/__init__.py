"""Discovery: from feeds, sitemaps and listings to candidates. A response in, candidates and further pages out."""

from newscrawler.discovery.candidate import Candidate, Fetched, Harvest, Source, Trail
from newscrawler.discovery.cards import Cards
from newscrawler.discovery.cursor import Cursor
from newscrawler.discovery.feed import Feed
from newscrawler.discovery.identity import ArticleURL, Identity
from newscrawler.discovery.listing import DayPages, Listing
from newscrawler.discovery.pages import Pages
from newscrawler.discovery.seeds import read_seeds
from newscrawler.discovery.site import SiteURLs
from newscrawler.discovery.sitemap import NewsSitemap, SitemapShards
from newscrawler.discovery.span import Span

__all__ = [
    "ArticleURL",
    "Candidate",
    "Cards",
    "Cursor",
    "DayPages",
    "Feed",
    "Fetched",
    "Harvest",
    "Identity",
    "Listing",
    "NewsSitemap",
    "Pages",
    "SiteURLs",
    "SitemapShards",
    "Source",
    "Span",
    "Trail",
    "read_seeds",
]
