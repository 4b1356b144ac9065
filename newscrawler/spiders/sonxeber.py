"""Sonxeber, https://sonxeber.az: republishes what others wrote, by the day."""

from newscrawler.cms.newslister import SONXEBER_CARDS, NewslisterPage
from newscrawler.discovery import Listing, Pages
from newscrawler.spider import NewsSpider

LATEST = "https://sonxeber.az/xeberler/"


class SonxeberSpider(NewsSpider):
    """https://sonxeber.az: the number alone leads to the article, the canonical link has the slug."""

    name = "sonxeber"
    aggregator = True
    allowed_domains = ["sonxeber.az"]
    hosts = {"www.sonxeber.az": "sonxeber.az"}
    pages = (NewslisterPage,)
    article_url = r"^https?://(?:www\.)?sonxeber\.az/(?P<key>\d{3,})(?:/[^/]+)?$"
    cards = (SONXEBER_CARDS,)
    live = (Listing(LATEST, cards),)
    archive = (Pages(f"{LATEST}?start={{page}}", cards),)
