"""Report İnformasiya Agentliyi, https://report.az: Azerbaijani, Russian and English editions, articles since 2014."""

from newscrawler.cms.ria import CARDS, OLD_CARDS, ReportPage, ReportPage2019
from newscrawler.discovery import Cursor, DayPages, Feed, NewsSitemap, SitemapShards
from newscrawler.spider import NewsSpider

SITE = "https://report.az"


class ReportSpider(NewsSpider):
    """https://report.az."""

    name = "report"
    allowed_domains = ["report.az"]
    editions = ("az", "ru", "en")
    pages = (ReportPage, ReportPage2019)
    hosts = {"www.report.az": "report.az", "api.report.az": "report.az"}
    rewrites = ((r"/amp/", "/"),)
    article_url = (
        r"^https?://(?:www\.|api\.)?report\.az/(?:(?P<language>ru|en)/)?"
        r"(?!(?:az|ru|en|amp|infinity|archive|author|tag|story|expert|persons?|playlist|votes-archive|search|rss|news-feed"
        r"|son-xeberler|hava|valyuta|vacancies|haqqimizda|elaqe|private|future|preview|sitemap|assets|public|storage"
        r"|[a-z]+-ajax)/)[a-z0-9-]+/(?=[^/]*[a-z])(?P<key>[a-z0-9-]+)/?$"
    )
    short_url = r"https://report\.az/\d{4,}"
    cards = (CARDS, OLD_CARDS)
    live = (
        *(Feed(f"{SITE}{edition}/rss/") for edition in ("", "/ru", "/en")),
        NewsSitemap(f"{SITE}/news-sitemap.xml"),
        Cursor(f"{SITE}/son-xeberler", cards),
    )
    archive = (
        SitemapShards(f"{SITE}/sitemap-posts-archive.xml"),
        *(DayPages(f"{SITE}{edition}/archive/{{day:%Y/%m/%d}}/", (OLD_CARDS, CARDS)) for edition in ("", "/ru", "/en")),
    )
