"""Yenixeber, https://yenixeber.az: republishes what others wrote, by the day."""

from newscrawler.cms.newslister import YENIXEBER_CARDS, YenixeberPage
from newscrawler.discovery import Listing, Pages
from newscrawler.spider import NewsSpider

LATEST = "https://yenixeber.az/xeberler/"


class YenixeberSpider(NewsSpider):
    """https://yenixeber.az: cards without a date; beyond its last page a listing leads to the home page."""

    name = "yenixeber"
    aggregator = True
    allowed_domains = ["yenixeber.az"]
    hosts = {"www.yenixeber.az": "yenixeber.az"}
    pages = (YenixeberPage,)
    article_url = r"^https?://(?:www\.)?yenixeber\.az/[^/]+-(?P<key>\d+)$"
    cards = (YENIXEBER_CARDS,)
    live = (Listing(LATEST, cards),)
    archive = (Pages(f"{LATEST}?start={{page}}", cards),)
