"""SİA, https://sia.az: Azerbaijani, Russian and English editions; only the first has a listing that is known."""

from newscrawler.cms.axar import SIA_CARDS, SiaPage, archive, live
from newscrawler.discovery import Feed
from newscrawler.spider import NewsSpider

SITE = "https://sia.az"


class SiaSpider(NewsSpider):
    """https://sia.az."""

    name = "sia"
    allowed_domains = ["sia.az"]
    editions = ("az", "ru", "en")
    hosts = {"www.sia.az": "sia.az"}
    pages = (SiaPage,)
    article_url = r"^https?://(?:www\.)?sia\.az/(?P<language>az|ru|en)/news/[^/]+/(?P<key>\d+)\.html$"
    cards = (SIA_CARDS,)
    live = live(f"{SITE}/az/latest/", SIA_CARDS, f"{SITE}/sitemap_latest.php", Feed(f"{SITE}/feed.php"))
    archive = archive(f"{SITE}/az/latest/", SIA_CARDS)
