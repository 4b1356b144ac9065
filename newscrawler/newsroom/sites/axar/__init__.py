"""axar.az as the newsroom plays it: numbered pages whose dates lack a year, sections that nobody checks."""

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

ISO = Form("{iso}")
SECTIONS = sections(
    """
    siyaset | Siyasət | diplomacy
    planet | Planet | world
    iqtisadiyyat | İqtisadiyyat | energy finance business agro
    gundem | Gündəm | incident weather infrastructure health education *
    idman | İdman | football
    kult | Kult | culture tourism
    """
)
HOUSE = House(
    name="axar",
    editions=(Edition("az", "https://axar.az", "Axar.az", SECTIONS, tails=(" - FOTO", " - VİDEO", " - YENİLƏNİB")),),
    addresses=(
        Address("{home}/news/{section}/{id}.html", listed="{home}/news/{other}/{id}.html", share=0.12),
        Address("{home}/news/{section}/{id}.html"),
    ),
    dates={
        "iso": ISO,
        "article": Form("{year}.{mm}.{dd} / {time}"),
        "card": Form("{day} {Month} {time}", today="{time}"),
        "feed": Form("{rfc}"),
    },
    numbers=(("2013-01-01", 4_000), ("2014-03-19", 12_054), ("2026-02-15", 1_064_279), ("2026-04-07", 1_079_434)),
    section_url="{home}/{section}/",
    photo="{home}/uploads/{year}/{mm}/{id}.jpg",
    precision="second",
    quotes="curly",
    features={"advert": 0.3, "frame": 0.08},
    inside=("advert", "frame"),
    signs=True,
    also={"www.axar.az": "axar.az"},
)
SITE = Played(
    HOUSE,
    (
        Cards("/?", template="home.html", only_first=True),
        Cards(r"/latest/(?:page(?P<number>[1-9]\d*)/?)?", turn="/latest/page{number}/"),
        Cards(r"/latest", turn="/latest/page{number}/"),
        Feed(r"/feed\.php"),
        Feed(r"/sitemap_latest\.php", "sitemap.xml", count=100),
        Fixed(r"/rss/?", status=404),
        Article(r"/news/[^/]+/(?P<id>\d+)\.html"),
        Cards(r"/(?P<section>[a-z]+)/(?:page(?P<number>[1-9]\d*)/?)?", by="section", turn="/{section}/page{number}/"),
    ),
)
