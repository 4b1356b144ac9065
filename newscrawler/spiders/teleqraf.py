"""Teleqraf, https://teleqraf.az."""

from newscrawler.cms.axar import TELEQRAF_CARDS, TeleqrafPage, archive, live
from newscrawler.spider import NewsSpider

SITE = "https://teleqraf.az"


class TeleqrafSpider(NewsSpider):
    """https://teleqraf.az."""

    name = "teleqraf"
    allowed_domains = ["teleqraf.az"]
    hosts = {"www.teleqraf.az": "teleqraf.az"}
    pages = (TeleqrafPage,)
    article_url = r"^https?://(?:www\.)?teleqraf\.az/news/[^/]+/(?P<key>\d+)\.html$"
    cards = (TELEQRAF_CARDS,)
    live = live(f"{SITE}/latest/", TELEQRAF_CARDS, f"{SITE}/sitemap_latest.php")
    archive = archive(f"{SITE}/latest/", TELEQRAF_CARDS)
