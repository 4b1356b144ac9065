"""qafqazinfo.az as the newsroom plays it: a month-first attribute, one guid for all, pages that repeat the last one."""

from newscrawler.newsroom.sites.family import Address, Article, Cards, Edition, Feed, Form, House, Played, sections

SECTIONS = sections(
    """
    gundem-1 | Gündəm | incident weather *
    siyaset-2 | Siyasət | diplomacy
    iqtisadiyyat-4 | İqtisadiyyat | energy finance business agro infrastructure
    dunya-5 | Dünya | world
    idman-6 | İdman | football
    maqazin-7 | Maqazin | culture tourism
    """
)
HOUSE = House(
    name="qafqazinfo",
    editions=(
        Edition("az", "https://qafqazinfo.az", "Qafqazinfo", SECTIONS, tails=(" - Foto", " - Fotolar", " - Video")),
    ),
    addresses=(Address("{home}/news/detail/{slug}-{id}"),),
    dates={
        "article": Form("{dd}.{mm}.{year} | {time}"),
        "american": Form("{mm}.{dd}.{year} | {time}"),
        "meta": Form("{stamp}"),
        "feed": Form("{rfc}"),
    },
    numbers=(("2013-01-01", 40_000), ("2021-11-12", 342_778), ("2025-11-09", 488_407), ("2026-06-26", 513_531)),
    section_url="{home}/news/category/{section}",
    precision="second",
    full_minutes=True,
    quotes="curly",
    features={"banner": 0.3, "twin": 0.3},
    inside=("banner",),
    says_section=False,
    also={"www.qafqazinfo.az": "qafqazinfo.az"},
)
SITE = Played(
    HOUSE,
    (
        Cards(r"/?", template="home.html", size=40, only_first=True),
        Feed(r"/rss/?", count=100),
        Article(r"/news/detail/.*-(?P<id>\d+)/?"),
        Cards(
            r"/news/category/(?P<section>[a-z-]+-\d+)/?",
            by="section",
            turn="/news/category/{section}?page={number}",
            past="last",
        ),
        Cards(
            r"/news/arxiv/(?P<day>\d{4}-\d\d-\d\d)/?",
            template="archive.html",
            by="day",
            size=10,
            turn="/news/arxiv/{day}?page={number}",
            past="last",
        ),
    ),
)
