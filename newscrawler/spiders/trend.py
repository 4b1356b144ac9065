"""Trend News Agency, https://www.trend.az: a host for each language, English on www; articles since 2005."""

from newscrawler.cms.trend import CARDS, TrendPage, TrendPage2021
from newscrawler.discovery import DayPages, Feed, Listing
from newscrawler.spider import NewsSpider


class TrendSpider(NewsSpider):
    """https://www.trend.az."""

    name = "trend"
    allowed_domains = ["trend.az", *(f"{host}.trend.az" for host in ("www", "az", "ru", "en", "fa", "tr"))]
    editions = ("az", "ru", "en", "fa", "tr")
    edition_names = {"www": "en"}
    pages = (TrendPage, TrendPage2021)
    hosts = {"trend.az": "www.trend.az"}
    article_url = r"^https://(?P<language>az|ru|en|fa|tr|www)\.trend\.az/[a-z0-9_/-]+/(?P<key>\d+)\.html$"
    cards = CARDS
    live = (
        Feed("https://az.trend.az/feeds/index.rss"),
        Feed("https://ru.trend.az/feeds/index.rss"),
        Feed("https://www.trend.az/rss/"),
        Listing("https://az.trend.az/business/", cards),
    )
    archive = tuple(
        DayPages(f"https://{host}.trend.az/archive/{{day:%Y-%m-%d}}", CARDS, alone=True) for host in ("az", "ru", "en")
    )
