"""sia.az as the newsroom plays it: one description for all its pages, a rail of sections and times beside the text."""

from newscrawler.newsroom.sites.family import Address, Article, Cards, Edition, Feed, Form, House, Played, sections

SECTIONS = sections(
    """
    politics | Siyasət | diplomacy
    economy | İqtisadiyyat | energy finance business agro infrastructure
    world | Dünya | world
    social | Sosial | incident weather education health *
    sport | İdman | football
    culture | Mədəniyyət | culture tourism
    """
)
HOUSE = House(
    name="sia",
    editions=(Edition("az", "https://sia.az/az", "SİA", SECTIONS, mark="az", tails=(" - FOTOLAR", " - VİDEO")),),
    addresses=(
        Address("{home}/news/{section}/{id}.html", listed="{home}/news/{other}/{id}.html", share=0.12),
        Address("{home}/news/{section}/{id}.html"),
    ),
    dates={"iso": Form("{iso}"), "card": Form("{day} {Month} {time}", today="{time}"), "feed": Form("{rfc}")},
    numbers=(("2013-01-01", 30_000), ("2026-04-07", 1_329_914)),
    photo="https://sia.az/uploads/{id}.jpg",
    precision="second",
    quotes="curly",
    features={"adfox": 0.4, "readalso": 0.3, "blockquote": 0.3, "gallery": 0.2},
    inside=("adfox", "readalso"),
)
SITE = Played(
    HOUSE,
    (
        Cards("/?", only_first=True),
        Cards(r"/latest/(?:page(?P<number>[1-9]\d*)/?)?", turn="/latest/page{number}/"),
        Cards(r"/latest", turn="/latest/page{number}/"),
        Feed(r"/feed\.php"),
        Feed(r"/sitemap_latest\.php", "sitemap.xml", count=100),
        Article(r"/news/[^/]+/(?P<id>\d+)\.html"),
        Cards(r"/(?P<section>[a-z]+)/(?:page(?P<number>[1-9]\d*)/?)?", by="section", turn="/{section}/page{number}/"),
    ),
)
