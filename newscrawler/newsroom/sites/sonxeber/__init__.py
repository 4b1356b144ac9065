"""sonxeber.az as the newsroom plays it: an aggregator, whose pages tell the day only, below the text."""

from newscrawler.newsroom.sites.family import Address, Article, Cards, Edition, Form, House, Moved, Played, sections

SECTIONS = sections(
    """
    siyasi-xeberler | Siyasi | diplomacy
    iqtisadiyyat-xeberleri | İqtisadiyyat | energy finance business agro infrastructure
    dunya-xeberleri | Dünya | world
    hadise-xeberleri | Hadisə | incident
    sosial-xeberler | Sosial | weather education health *
    idman-xeberleri | İdman | football
    sou-biznes-xeberleri | Şou-biznes | culture tourism
    """
)
HOUSE = House(
    name="sonxeber",
    editions=(Edition("az", "https://sonxeber.az", "Sonxeber.az", SECTIONS, source="Qafqazinfo"),),
    addresses=(Address("{home}/{id}/{slug}"),),
    dates={"article": Form("{dd} {month} {year}"), "card": Form("{day} {month}")},
    numbers=(("2013-01-01", 101_000), ("2026-02-21", 388_298), ("2026-04-07", 391_815)),
    precision="day",
    features={"embed": 0.15, "picture": 0.3},
    inside=("embed", "picture"),
    wire="qafqazinfo",
)
SITE = Played(
    HOUSE,
    (
        Cards(r"/?|/son-xeberler/?", size=30, only_first=True),
        Cards(r"/xeberler/?", size=30, number="start", turn="/xeberler/?start={number}", past="last"),
        Article(r"/(?P<id>\d{6})(?:/[^/]+)?/?", moves=True),
        Cards(r"/(?P<section>[a-z-]+)/?", by="section", size=30, number="start", turn="/{section}/?start={number}"),
        Moved(r"/index\.php", "/"),
    ),
)
