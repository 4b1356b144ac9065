"""APA, https://apa.az: Azerbaijani, Russian and English editions."""

from newscrawler.cms.apa import CARDS, FRONT_PAGES, LENT, ApaPage, ApaPage2019
from newscrawler.discovery import Feed, Pages
from newscrawler.spider import NewsSpider


class ApaSpider(NewsSpider):
    """https://apa.az. The category in a URL changes its language, and en.apa.az counts on its own: edition and id."""

    name = "apa"
    allowed_domains = ["apa.az", "en.apa.az", "ru.apa.az"]
    editions = ("az", "ru", "en")
    pages = (ApaPage, ApaPage2019)
    hosts = {"www.apa.az": "apa.az"}
    article_url = (
        r"^https?://(?:(?=(?:apa\.az/)?(?P<language>ru|en)[./])|)(?:(?:ru|en)\.)?apa\.az/(?:(?:az|ru|en)/)?"
        r"(?!(?:az|ru|en|archive|all-news|search|tag|author|rss|storage|site)/)[^/]+/(?:[^/]*[^/-]-)?(?P<key>-?\d+)/?$"
    )
    cards = (CARDS, LENT)
    live = (Feed("https://apa.az/rss"), Pages("https://apa.az/all-news?page={page}", cards), *FRONT_PAGES)
    archive = tuple(Pages(f"https://apa.az{edition}/archive?page={{page}}", (CARDS,)) for edition in ("", "/ru", "/en"))
