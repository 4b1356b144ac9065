"""yenixeber.az as the newsroom plays it: an aggregator whose cards bear no date; what it has not leads to its front."""

from newscrawler.newsroom.sites.family import Address, Article, Cards, Edition, Form, House, Moved, Played, sections

SECTIONS = sections(
    """
    siyasi-xeberler | Siyasi | diplomacy
    iqtisadiyyat-xeberleri | İqtisadiyyat | energy finance business agro infrastructure
    dunya-xeberleri | Dünya | world
    hadise-xeberleri | Hadisə | incident
    saglamliq-xeberleri | Sağlamlıq | health
    sosial-xeberler | Sosial | weather education *
    idman-xeberleri | İdman | football
    sou-biznes-xeberleri | Şou-biznes | culture
    turizm-xeberleri | Turizm | tourism
    """
)
HOUSE = House(
    name="yenixeber",
    editions=(Edition("az", "https://yenixeber.az", "Yenixeber.az", SECTIONS, source="Milli.Az"),),
    addresses=(Address("{home}/{slug}-{id}"),),
    dates={"article": Form("{dd} {month} {year}")},
    numbers=(("2013-01-01", 1_000), ("2025-02-05", 130_907), ("2026-04-07", 149_698)),
    precision="day",
    features={"picture": 0.3},
    inside=("picture",),
    wire="milli",
)
SITE = Played(
    HOUSE,
    (
        Cards(r"/?|/son-xeberler/?", size=30, only_first=True),
        Cards(r"/xeberler/?", size=30, number="start", turn="/xeberler/?start={number}", past="home"),
        Article(r"/[^/]+-(?P<id>\d+)/?"),
        Cards(r"/(?P<section>[a-z-]+)/?", by="section", size=30, number="start", past="home"),
        Moved(r"/.+", "/"),
    ),
)
