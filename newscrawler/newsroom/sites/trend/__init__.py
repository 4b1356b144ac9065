"""trend.az as the newsroom plays it: an edition a host, dates without a year, a lock where the text should be."""

from newscrawler.newsroom.sites.family import Address, Article, Cards, Edition, Feed, Form, House, Played, sections

AZ = sections(
    """
    azerbaijan/politics | Siyasət | diplomacy
    business | Biznes | energy finance business agro infrastructure
    azerbaijan/society | Cəmiyyət | incident weather education health culture *
    life/sport | İdman | football
    world | Dünya | world
    """
)
RU = sections(
    """
    azerbaijan/politics | Политика | diplomacy
    business | Бизнес | energy finance business agro infrastructure
    azerbaijan/society | Общество | incident weather education health culture *
    world | Мир | world
    """
)
EN = sections(
    """
    azerbaijan/politics | Politics | diplomacy
    business | Business | energy finance business agro infrastructure
    azerbaijan/society | Society | incident weather education health culture *
    world | World | world
    """
)
HOUSE = House(
    name="trend",
    editions=(
        Edition(
            "az",
            "https://az.trend.az",
            "Trend",
            AZ,
            mark="az",
            words={"latest": "Son xəbərlər", "locked": "Məqalə yalnız abunəçilər üçündür", "source": "Mənbə"},
            dateline="Bakı. {person} - Trend: ",
            tails=(" (FOTO)", " (VİDEO)"),
        ),
        Edition(
            "ru",
            "https://ru.trend.az",
            "Trend",
            RU,
            mark="ru",
            words={"latest": "Последние новости", "locked": "Статья доступна только подписчикам", "source": "Источник"},
            dateline="Баку. {person} - Trend: ",
            tails=(" (ФОТО)", " (ВИДЕО)"),
        ),
        Edition(
            "en",
            "https://www.trend.az",
            "Trend",
            EN,
            mark="en",
            words={"latest": "Latest", "locked": "This article is for subscribers only", "source": "Source"},
            dateline="BAKU, Azerbaijan, {month} {day}. ",
            tails=(" (PHOTO)", " (VIDEO)"),
            dates={"article": Form("{day} {month} {year} {time} (UTC +04:00)")},
        ),
    ),
    addresses=(
        Address("{home}/{section}/{id}.html", share=0.05, kind="paid"),
        Address("{home}/{section}/{id}.html", until="2024-06-01", share=0.4, layout="old"),
        Address("{home}/{section}/{id}.html"),
    ),
    dates={
        "iso": Form("{iso}"),
        "article": Form("{day} {Month} {time} (UTC+04)"),
        "feed": Form("{rfc}"),
    },
    numbers=(("2013-01-01", 2_104_000), ("2021-10-29", 3_504_054), ("2025-12-22", 4_132_935)),
    photo="{home}/media/{year}/{mm}/{dd}/{id}.jpg",
    precision="second",
    features={"inpage": 0.25, "gallery": 0.2},
    inside=("inpage",),
    signs=True,
    also={"en.trend.az": "www.trend.az", "trend.az": "www.trend.az"},
    tellers={("az",): 50, ("az", "ru"): 12, ("az", "ru", "en"): 15, ("ru",): 8, ("en",): 8},
)
SITE = Played(
    HOUSE,
    (
        Cards(r"/?", only_first=True),
        Feed(r"/feeds/index\.rss"),
        Feed(r"/feeds/business\.rss", section="business"),
        Feed(r"/rss/?", count=25, language="en"),
        Cards(r"/archive/(?P<day>\d{4}-\d\d-\d\d)/?", template="archive.html", by="day", size=500),
        Article(r"/.+/(?P<id>\d+)\.html"),
        Cards(r"/(?P<section>[a-z/]+?)/?", by="section", only_first=True),
    ),
)
