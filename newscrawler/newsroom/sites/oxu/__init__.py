"""oxu.az as the newsroom plays it: relative days on its cards, slugs without ids, numbers in the addresses before."""

from newscrawler.newsroom.sites.family import (
    Address,
    Article,
    Cards,
    Edition,
    Feed,
    Fixed,
    Form,
    House,
    Index,
    Played,
    Shard,
    sections,
)

AZ = sections(
    """
    siyaset | Siyasət | diplomacy
    iqtisadiyyat | İqtisadiyyat | energy finance business agro
    cemiyyet | Cəmiyyət | weather education health infrastructure *
    hadise | Hadisə | incident
    idman | İdman | football
    dunya | Dünya | world
    medeniyyet | Mədəniyyət | culture
    ikt | İKT | ict
    turizm | Turizm | tourism
    """
)
RU = sections(
    """
    politika | Политика | diplomacy
    ekonomika | Экономика | energy finance business agro
    obshestvo | Общество | weather education health *
    sport | Спорт | football
    v-mire | В мире | world
    """
)
DAY = {"today": "{Today} / {time}", "yesterday": "{Yesterday} / {time}"}
HOUSE = House(
    name="oxu",
    editions=(
        Edition(
            "az",
            "https://oxu.az",
            '"Oxu.Az"',
            AZ,
            words={
                "latest": "Xəbər lenti",
                "choose": "Dili seçin",
                "follow": "Kanalımıza abunə olun",
                "listen": "Xəbəri dinlə",
                "label": "Foto",
            },
        ),
        Edition(
            "ru",
            "https://ru.oxu.az",
            "Oxu.Az",
            RU,
            mark="ru",
            words={
                "latest": "Лента",
                "choose": "Выберите язык",
                "follow": "Подпишитесь на наш канал",
                "listen": "Слушать новость",
                "label": "Фото",
            },
        ),
    ),
    addresses=(
        Address("{home}/{section}/{id}", until="2024-05-01", share=0.6, layout="old"),
        Address("{home}/{section}/{slug}", key="{slug}"),
    ),
    dates={
        "long": Form("{day} {month}, {year} / {time}", **DAY),
        "card": Form("{day} {short}, {year} / {time}", **DAY),
        "stamp": Form("{stamp}"),
        "iso": Form("{iso}"),
        "news": Form("{iso}"),
        "day": Form("{day}"),
        "month": Form("{Short}"),
        "year": Form("{year}"),
        "time": Form("{time}"),
    },
    numbers=(("2013-01-01", 2_000), ("2019-03-12", 303_149), ("2020-04-01", 383_818), ("2026-04-07", 1_515_150)),
    section_url="{home}/{section}",
    photo="https://images.oxu.az/{year}/{mm}/{dd}/{id}:600.jpg",
    precision="second",
    full_minutes=True,
    slug_tail="-{mm}{dd}{hhmm}",
    features={"tags": 0.6, "audio": 0.4, "player": 0.2, "social": 0.5, "labelled": 0.35},
    inside=("player",),
    tellers={("az",): 70, ("az", "ru"): 20, ("ru",): 10},
)
SITE = Played(
    HOUSE,
    (
        Cards(r"/?", size=12),
        Cards(r"/page/(?P<number>[1-9]\d*)/?", size=12, turn="/page/{number}"),
        Cards(r"/infinity/index", template="cards.html", size=12, before="date", only_first=True),
        Fixed(r"/(?:feed|rss)/?", status=403),
        Feed(r"/news-sitemap\.xml", "news-sitemap.xml", count=200, hours=48),
        Index(r"/sitemap-posts\.xml", shard="/sitemap-posts-{number}.xml", first=0),
        Shard(r"/sitemap-posts-(?P<number>\d+)\.xml", first=0),
        Article(r"/(?P<id>\d{4,})", moves=True),
        Cards(
            r"/(?P<section>[a-z-]+)(?:/page/(?P<number>[1-9]\d*))?/?",
            by="section",
            size=12,
            turn="/{section}/page/{number}",
        ),
        Article(r"/[a-z-]+/(?P<slug>[a-z0-9-]+)/?"),
    ),
)
