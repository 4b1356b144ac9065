"""modern.az as the newsroom plays it: a ghost before the cards, links without a scheme, slugs that lose letters."""

from newscrawler.newsroom.sites.family import (
    Address,
    Article,
    Cards,
    Edition,
    Feed,
    Fixed,
    Form,
    House,
    Moved,
    Played,
    sections,
)

# A space in a segment of the address is the site's own; its names are printed in capitals.
AZ = sections(
    """
    siyaset | SİYASƏT | diplomacy
    iqtisadiyyat | İQTİSADİYYAT | energy finance business agro infrastructure
    hadise | HADİSƏ | incident
    saglam%20heyat | SAĞLAM HƏYAT | health
    olke | ÖLKƏ | weather education *
    idman | İDMAN | football
    dunya | DÜNYA | world
    medeniyyet | MƏDƏNİYYƏT | culture tourism
    """
)
RU = sections("politika | ПОЛИТИКА | diplomacy\nekonomika | ЭКОНОМИКА | energy finance business\nstrana | СТРАНА | *")
EN = sections("politics | POLITICS | diplomacy\neconomy | ECONOMY | energy finance business\ncountry | COUNTRY | *")
HOUSE = House(
    name="modern",
    editions=(
        Edition(
            "az",
            "https://modern.az/az",
            "Modern.az",
            AZ,
            words={
                "latest": "Bütün xəbərlər",
                "more": "daha çox",
                "share": "paylaş",
                "channel-call": "kanalımıza qoşulun",
            },
            tails=(" - VİDEO", " - FOTO", " - YENİLƏNİB"),
        ),
        Edition(
            "ru",
            "https://modern.az/ru",
            "Modern.az",
            RU,
            mark="ru",
            words={"latest": "Все новости", "more": "еще", "share": "поделиться", "channel-call": "наш канал"},
        ),
        Edition(
            "en",
            "https://modern.az/en",
            "Modern.az",
            EN,
            mark="en",
            words={"latest": "All news", "more": "more", "share": "share", "channel-call": "our channel"},
        ),
    ),
    addresses=(Address("{home}/{section}/{id}/{slug}", listed="{home}/{section}/{id}/{slug}/"),),
    dates={
        "article": Form("{day} {Month} {year}, {time}"),
        "card": Form("{time}, {day} {month} {year}", today="{time}, {Today}"),
        "english": Form("{day} {EnglishMonth} {year}, {time}"),
        "feed": Form("{rfc}"),
    },
    numbers=(("2013-01-01", 36_000), ("2021-12-19", 321_694), ("2024-02-15", 457_054), ("2026-04-07", 789_262)),
    section_url="{home}/{section}",
    photo="https://files.modern.az/photo/orginal/{year}/{mm}/{dd}/{id}.jpg",
    slugs="dropping",
    features={"in-english": 0.15},
    shapes={"p": 0.85, "bare": 0.15},
    tellers={("az",): 80, ("az", "ru"): 8, ("az", "en"): 8},
)
DAYS = r"/all/date/(?P<day>\d{4}-\d\d-\d\d)/?"
SITE = Played(
    HOUSE,
    (
        Cards(r"/?", size=30, only_first=True),
        Feed(r"/rss/?", count=30, language="az"),
        Cards(DAYS, by="day", size=15, turn="/all/date/{day}?page={number}"),
        Cards(
            r"/news/date/(?P<day>\d{4}-\d\d-\d\d)(?:/page/(?P<number>[1-9]\d*))?/?",
            template="days.html",
            by="day",
            size=15,
            turn="/news/date/{day}/page/{number}/",
        ),
        Article(r"/[^/]+/(?P<id>\d+)(?:/[^/]*)?/?"),
        Cards(r"/(?P<section>[a-z%0-9]+)/?", by="section", size=30, only_first=True),
        Fixed(r"/search.*", "missing.html", 404),
        Moved(r"/index\.html", "/"),
    ),
)
