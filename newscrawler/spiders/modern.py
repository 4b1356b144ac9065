"""Modern.az, https://modern.az: five editions, and a page for each day."""

from newscrawler.cms.modern import CARDS, ModernPage, ModernPage2021
from newscrawler.discovery import DayPages, Feed, Listing
from newscrawler.spider import NewsSpider

SITE = "https://modern.az"


class ModernSpider(NewsSpider):
    """https://modern.az."""

    name = "modern"
    allowed_domains = ["modern.az"]
    editions = ("az", "en", "ru", "tr", "fa")
    pages = (ModernPage2021, ModernPage)
    hosts = {"www.modern.az": "modern.az"}
    article_url = (
        r"https://modern\.az/(?:az/|(?P<language>en|ru|tr|fa)/)?(?!all/|page/)[^/]{3,}/(?P<key>\d+)(?:/[^/]*)?"
    )
    cards = CARDS
    live = (Feed(f"{SITE}/rss"), *(Listing(f"{SITE}/{edition}", CARDS) for edition in ("az", "en", "ru")))
    archive = tuple(
        DayPages(f"{SITE}/{edition}/all/date/{{day:%Y-%m-%d}}", CARDS, "a.pnext", alone=True)
        for edition in ("az", "en", "ru")
    )
