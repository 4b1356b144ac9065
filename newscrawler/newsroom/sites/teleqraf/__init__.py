"""teleqraf.az as the newsroom plays it: dates for machines only, boxes of other news within the text's own block."""

from newscrawler.newsroom.sites.family import Address, Article, Cards, Edition, Feed, Form, House, Played, sections

SECTIONS = sections(
    """
    siyaset | Siyasət | diplomacy
    iqtisadiyyat | İqtisadiyyat | energy finance business agro infrastructure
    dunya | Dünya | world
    olke | Ölkə | incident weather education health *
    idman | İdman | football
    medeniyyet | Mədəniyyət | culture tourism
    """
)
HOUSE = House(
    name="teleqraf",
    editions=(Edition("az", "https://teleqraf.az", '"Teleqraf"', SECTIONS, tails=(" (FOTO)", " (VİDEO)")),),
    addresses=(
        Address("{home}/news/{section}/{id}.html", listed="{home}/news/{other}/{id}.html", share=0.12),
        Address("{home}/news/{section}/{id}.html"),
    ),
    dates={"iso": Form("{iso}"), "card": Form("{day} {Month} {time}", today="{time}"), "feed": Form("{rfc}")},
    numbers=(("2013-01-01", 2_000), ("2026-04-07", 537_688)),
    photo="{home}/uploads/images/{id}.jpg",
    precision="second",
    features={"boxes": 0.4},
    inside=("boxes",),
)
SITE = Played(
    HOUSE,
    (
        Cards("/?", only_first=True),
        Cards(r"/latest/(?:page(?P<number>[1-9]\d*)/?)?", turn="/latest/page{number}/", past="last"),
        Cards(r"/latest", turn="/latest/page{number}/"),
        Feed(r"/sitemap_latest\.php", "sitemap.xml", count=100),
        Article(r"/news/[^/]+/(?P<id>\d+)\.html"),
        Cards(r"/(?P<section>[a-z]+)/(?:page(?P<number>[1-9]\d*)/?)?", by="section", turn="/{section}/page{number}/"),
    ),
)
