"""Qafqazinfo, https://qafqazinfo.az"""

from newscrawler.cms.qafqazinfo import CARDS, NEXT, QafqazinfoPage
from newscrawler.discovery import DayPages, Feed, Listing
from newscrawler.spider import NewsSpider

SITE = "https://qafqazinfo.az"


class QafqazinfoSpider(NewsSpider):
    """https://qafqazinfo.az."""

    name = "qafqazinfo"
    allowed_domains = ["qafqazinfo.az"]
    pages = (QafqazinfoPage,)
    hosts = {"www.qafqazinfo.az": "qafqazinfo.az"}
    article_url = r"^https://qafqazinfo\.az/news/detail/(?:[^/]+-)?(?P<key>\d+)$"
    cards = CARDS
    live = (
        Feed(f"{SITE}/rss"),  # every item bears the same guid
        Listing(f"{SITE}/news/category/siyaset-2", cards),
        Listing(f"{SITE}/news/category/iqtisadiyyat-4", cards),
    )
    archive = (DayPages(f"{SITE}/news/arxiv/{{day:%Y-%m-%d}}", cards, NEXT, alone=True),)
