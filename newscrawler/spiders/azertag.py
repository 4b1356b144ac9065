"""AZƏRTAC, the state news agency, https://azertag.az: eight editions, of which three have a feed."""

from newscrawler.cms.azertag import CARDS, LINKS, AzertagPage, AzertagPage2021, NewsViewPage
from newscrawler.discovery import Feed, Pages
from newscrawler.spider import NewsSpider


class AzertagSpider(NewsSpider):
    """https://azertag.az, and its plain face special.azertag.az: URLs of ids alone, and an archive with dated cards."""

    name = "azertag"
    allowed_domains = ["azertag.az", "special.azertag.az"]
    editions = ("az", "ru", "en", "de", "fr", "es", "ar", "zh")
    pages = (NewsViewPage, AzertagPage, AzertagPage2021)
    hosts = {"www.azertag.az": "azertag.az"}
    article_url = (
        r"^https?://(?:special\.)?azertag\.az/(?:az/|(?P<language>[a-z]{2})/)?xeber/(?:[^/]+-)?(?P<key>\d{5,})/?$"
    )
    cards = (CARDS, LINKS)
    live = tuple(Feed(f"https://azertag.az{edition}/rss") for edition in ("", "/ru", "/en"))
    archive = (
        Pages("https://special.azertag.az/az/arxiv/{page}", cards),
        *(Pages(f"https://azertag.az/{edition}/?page={{page}}", (CARDS, LINKS)) for edition in ("ru", "en")),
    )
