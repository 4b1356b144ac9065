"""azertag.az as the newsroom plays it: datelines, a mirror without slugs, no answer to who is no browser."""

from newscrawler.newsroom.sites.family import (
    Address,
    Article,
    Cards,
    Edition,
    Feed,
    Fixed,
    Form,
    House,
    Played,
    sections,
)

SPECIAL = "special.azertag.az"
AZ = sections(
    """
    politics | Siyasət | diplomacy
    economy | İqtisadiyyat | energy finance business agro infrastructure
    incident | Hadisə | incident
    society | Cəmiyyət | weather education health *
    sport | İdman | football
    world | Dünya | world
    culture | Mədəniyyət | culture tourism
    """
)
RU = sections(
    "politics | Политика | diplomacy\neconomy | Экономика | energy finance business agro\nsociety | Общество | *"
)
EN = sections(
    "politics | Politics | diplomacy\neconomy | Economy | energy finance business agro\nsociety | Society | *"
)
HOUSE = House(
    name="azertag",
    editions=(
        Edition(
            "az",
            "https://azertag.az",
            "AZƏRTAC",
            AZ,
            words={"latest": "Xəbərlər", "more": "Daha çox", "share": "Paylaş"},
            dateline="Bakı, {day} {month}, AZƏRTAC\n",
            tails=(" VİDEO", " FOTO", " YENİLƏNİB"),
        ),
        Edition(
            "ru",
            "https://azertag.az/ru",
            "АЗЕРТАДЖ",
            RU,
            mark="ru",
            words={"latest": "Новости", "more": "Еще", "share": "Поделиться"},
            dateline="Баку, {day} {month}, АЗЕРТАДЖ\n",
            tails=(" ВИДЕО", " ФОТО"),
        ),
        Edition(
            "en",
            "https://azertag.az/en",
            "AZERTAC",
            EN,
            mark="en",
            words={"latest": "News", "more": "More", "share": "Share"},
            dateline="Baku, {month} {day}, AZERTAC\n",
            tails=(" VIDEO", " PHOTO"),
        ),
    ),
    addresses=(Address("{home}/xeber/{slug}-{id}"),),
    dates={
        "article": Form("{dd}.{mm}.{year} [{time}]"),
        "special": Form("{stamp}"),
        "feed": Form("{rfc}"),
    },
    numbers=(
        *(("2013-01-01", 600_000), ("2021-10-29", 1_911_832), ("2023-10-21", 2_796_325), ("2024-08-15", 3_149_914)),
        *(("2025-01-16", 3_374_839), ("2025-10-09", 3_795_343), ("2026-07-08", 4_306_118)),
    ),
    section_url="{home}/bolme/{section}",
    photo="https://azertag.az/xeber/{year}/{mm}/{dd}/{id}_1_1_2.jpg",
    slugs="underscores",
    features={"first-heading": 0.4},
    says_section=False,
    tellers={("az",): 55, ("az", "ru"): 12, ("az", "ru", "en"): 20, ("en",): 6},
)
SITE = Played(
    HOUSE,
    (
        Cards(r"/?", SPECIAL, template="special-listing.html", only_first=True),
        Cards(r"/arxiv/(?P<number>\d+)/?", SPECIAL, template="special-listing.html"),
        Article(r"/xeber/(?P<id>\d+)/?", SPECIAL, template="special.html"),
        Fixed(r"/.+", "special-missing.html", host=SPECIAL),
        Cards(r"/?", turn="/?page={number}"),
        Cards(r"/xeber/?", only_first=True),
        Feed(r"/rss"),
        Feed(r"/rss-economy\.xml", section="economy"),
        Article(r"/xeber/[^/]+-(?P<id>\d+)/?"),
        Cards(r"/bolme/(?P<section>[a-z]+)/?", by="section", turn="/bolme/{section}?page={number}"),
    ),
    doors={f"https://{SPECIAL}/az": "az"},
    needs_browser=True,
)
