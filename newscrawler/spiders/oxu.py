"""Oxu.az, https://oxu.az: Azerbaijani, and Russian on a host of its own."""

from newscrawler.cms.ria import INNER_CARDS, POST_CARDS, SEARCH_CARDS, OxuPage, OxuPage2019
from newscrawler.discovery import Cursor, NewsSitemap, Pages, SitemapShards
from newscrawler.spider import NewsSpider

SITE, RU = "https://oxu.az", "https://ru.oxu.az"


class OxuSpider(NewsSpider):
    """https://oxu.az."""

    name = "oxu"
    allowed_domains = ["oxu.az", "ru.oxu.az"]
    editions = ("az", "ru")
    pages = (OxuPage, OxuPage2019)
    hosts = {"www.oxu.az": "oxu.az"}
    article_url = (
        r"^https://(?:(?P<language>ru)\.)?oxu\.az/(?!(?:page|tags?|author|search|all|archive|amp|infinity|storage|assets)/)"
        r"[a-z-]+/(?P<key>[a-z0-9-]+)$"
    )
    short_url = r"https://(?:ru\.)?oxu\.az/\d{4,}"
    cards = (POST_CARDS, SEARCH_CARDS, INNER_CARDS)
    live = (NewsSitemap(f"{SITE}/news-sitemap.xml"), Cursor(f"{SITE}/", cards), Cursor(f"{RU}/", cards))
    archive = (SitemapShards(f"{SITE}/sitemap-posts.xml"), Pages(f"{SITE}/page/{{page}}", cards))
