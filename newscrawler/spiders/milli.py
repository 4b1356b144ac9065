"""Milli.Az, https://news.milli.az: articles since 2019 at least."""

from newscrawler.cms.axar import MILLI_CARDS, MilliPage, live
from newscrawler.discovery import Feed, Pages
from newscrawler.spider import NewsSpider

SITE = "https://news.milli.az"


class MilliSpider(NewsSpider):
    """https://news.milli.az: its home page is the listing, which asks `/latest.php` for more."""

    name = "milli"
    allowed_domains = ["news.milli.az"]
    hosts = {"www.news.milli.az": "news.milli.az"}
    pages = (MilliPage,)
    article_url = r"^https?://(?:www\.)?news\.milli\.az/(?!tag/)[a-z_-]+/(?P<key>\d+)\.html$"
    cards = (MILLI_CARDS,)
    live = live(f"{SITE}/", MILLI_CARDS, "http://news.milli.az/sitemap_latest.php", Feed(f"{SITE}/rss/"))
    archive = (Pages(f"{SITE}/latest.php?page={{page}}", cards),)
