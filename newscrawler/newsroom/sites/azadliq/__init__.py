"""azadliq.org as the newsroom plays it: digests of short news, gzipped sitemaps, a clock at the top of each page."""

from newscrawler.newsroom.answer import XML
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

SECTIONS = sections(
    """
    22421 | Siyasət | diplomacy
    22422 | İqtisadiyyat | energy finance business agro infrastructure
    22423 | Cəmiyyət | incident weather education health *
    22424 | Dünya | world
    22425 | Mədəniyyət | culture tourism football
    """
)
SHORT, LONG = "{home}/a/{id}.html", "{home}/a/{slug}/{id}.html"
HOUSE = House(
    name="azadliq",
    editions=(Edition("az", "https://www.azadliq.org", "AzadlıqRadiosu", SECTIONS),),
    addresses=(
        Address(SHORT, share=0.08, layout="media", kind="media"),
        Address(LONG, share=0.15, layout="digest"),
        Address(SHORT, until="2021-01-01", share=0.7),
        Address(LONG),
    ),
    dates={
        "utc": Form("{utc}Z"),
        "card": Form("{Month} {day}, {year}"),
        "news": Form("{utciso}.000Z"),
        "feed": Form("{rfc}"),
    },
    numbers=(
        *(("2013-01-01", 24_700_000), ("2015-12-15", 27_000_000), ("2019-06-15", 30_000_000)),
        *(("2025-12-17", 33_625_631), ("2026-03-13", 33_704_598)),
    ),
    section_url="{home}/z/{section}",
    photo="https://gdb.rferl.org/{id}_w1080_r1.jpg",
    precision="second",
    slugs="brief",
    quotes="curly",
    clock=Form("{year}, {day} {Month}, {weekday}, Bakı vaxtı {time}"),
    features={"figure": 0.3, "player": 0.15, "promo": 0.2},
    inside=("figure", "player", "promo"),
    shapes={"p": 0.75, "bare": 0.25},
    captions=True,
    edits=True,
)
SPECIALS = ("latest.xml.gz", "news.xml.gz", "sections.xml.gz", "videos.xml.gz")
SITE = Played(
    HOUSE,
    (
        Cards(r"/?", only_first=True),
        Index(
            r"/sitemap\.xml",
            shard="/sitemap_1_{number}.xml.gz",
            others=tuple(f"/sitemap_1_{one}" for one in SPECIALS),
        ),
        Shard(r"/sitemap_1_(?P<number>\d+)\.xml\.gz", packed=True),
        Feed(r"/sitemap_1_latest\.xml\.gz", "sitemap.xml", count=40, packed=True),
        Feed(r"/sitemap_1_news\.xml\.gz", "news-sitemap.xml", count=200, hours=48, packed=True),
        Feed(r"/sitemap_1_sections\.xml\.gz", "sections.xml", count=0, packed=True),
        Feed(r"/sitemap_1_videos\.xml\.gz", "sitemap.xml", count=0, packed=True),
        Feed(r"/api/[\w$-]*", count=20),
        Fixed(r"/rss/?", "missing.html", 404, XML),
        Article(r"/amp/(?:[^/]+/)?(?P<id>\d+)\.html", template="amp.html"),
        Article(r"/a/(?:[^/]+/)?(?P<id>\d+)\.html", moves=True),
        Cards(r"/z/(?P<section>\d+)", by="section", number="p", first=0, turn="/z/{section}?p={number}"),
    ),
)
