"""Axar.az, https://axar.az: articles since 2014, about a hundred a day."""

from newscrawler.cms.axar import AXAR_CARDS, AxarPage, archive, live
from newscrawler.discovery import Feed
from newscrawler.spider import NewsSpider

SITE = "https://axar.az"


class AxarSpider(NewsSpider):
    """https://axar.az."""

    name = "axar"
    allowed_domains = ["axar.az"]
    hosts = {"www.axar.az": "axar.az"}
    pages = (AxarPage,)
    article_url = r"^https?://(?:www\.)?axar\.az/news/[^/]+/(?P<key>\d+)\.html$"
    cards = (AXAR_CARDS,)
    live = live(f"{SITE}/latest/", AXAR_CARDS, f"{SITE}/sitemap_latest.php", Feed(f"{SITE}/feed.php"))
    archive = archive(f"{SITE}/latest/", AXAR_CARDS)
