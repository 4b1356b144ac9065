"""news.milli.az as the newsroom plays it: a view counter beside the date, the site's own name as last paragraph."""

from newscrawler.newsroom.sites.family import Address, Article, Cards, Edition, Feed, Form, House, Played, sections

SECTIONS = sections(
    """
    politics | Siyasət | diplomacy
    economy | İqtisadiyyat | energy finance business agro infrastructure
    society | Cəmiyyət | incident weather education health *
    world | Dünya | world
    sport | İdman | football
    culture | Mədəniyyət | culture tourism
    """
)
PRINTED = Form("{day} {Month} {year} {time}")
HOUSE = House(
    name="milli",
    editions=(Edition("az", "https://news.milli.az", "Milli.Az", SECTIONS, tails=(" - FOTO", " - VİDEO")),),
    addresses=(
        Address("{home}/{section}/{id}.html", listed="{home}/{other}/{id}.html", share=0.12),
        Address("{home}/{section}/{id}.html"),
    ),
    dates={"iso": Form("{iso}"), "article": PRINTED, "card": PRINTED, "feed": Form("{rfc}")},
    numbers=(("2013-01-01", 161_000), ("2019-04-10", 745_381), ("2024-01-26", 1_178_358), ("2026-04-07", 1_323_670)),
    photo="https://img.milli.az/{year}/{mm}/{dd}/{id}.jpg",
    precision="second",
    features={"slot": 0.35, "inpage": 0.25, "gallery": 0.2},
    inside=("slot", "inpage"),
)
SITE = Played(
    HOUSE,
    (
        Cards(r"/?|/latest\.php", size=40, number="page"),
        Feed(r"/rss/?"),
        # No page of its archive is known: what the latest sitemap leaves out, only a walk over ids would find.
        Feed(r"/sitemap_latest\.php", "sitemap.xml", count=10_000),
        Article(r"/(?!tag/)[a-z_-]+/(?P<id>\d+)\.html"),
        Cards(r"/tag/(?P<number>\d+)\.html", template="tag.html", past="first"),
        Cards(r"/(?P<section>[a-z]+)/?", template="section.html", by="section", size=40, only_first=True),
    ),
)
