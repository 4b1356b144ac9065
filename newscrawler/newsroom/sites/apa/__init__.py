"""apa.az as the newsroom plays it: bodies of mixed elements, negative ids, the section where the headline should be."""

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

AZ = sections(
    """
    xarici-siyaset | Xarici siyasət | diplomacy
    iqtisadiyyat | İqtisadiyyat | energy finance business agro infrastructure
    hadise | Hadisə | incident
    sosial | Sosial | weather education health *
    idman | İdman | football
    dunya | Dünya | world
    medeniyyet | Mədəniyyət | culture tourism
    """
)
RU = sections(
    """
    vneshnyaya-politika | Внешняя политика | diplomacy
    ekonomika | Экономика | energy finance business agro infrastructure
    proisshestviya | Происшествия | incident
    obshestvo | Общество | weather education health *
    sport | Спорт | football
    v-mire | В мире | world
    """
)
EN = sections(
    """
    foreign-policy | Foreign policy | diplomacy
    economy | Economy | energy finance business agro infrastructure
    incident | Incident | incident
    social | Social | weather education health *
    football | Football | football
    world | World | world
    """
)
HOUSE = House(
    name="apa",
    editions=(
        Edition(
            "az",
            "https://apa.az",
            "APA",
            AZ,
            words={"latest": "Bütün xəbərlər", "more": "Növbəti", "lent": "Xəbər lenti"},
            tails=(" - FOTO", " - VİDEO", " - YENİLƏNİB"),
        ),
        Edition(
            "ru",
            "https://apa.az/ru",
            "АПА",
            RU,
            mark="ru",
            words={"latest": "Все новости", "more": "Далее", "lent": "Лента новостей"},
            tails=(" - ФОТО", " - ВИДЕО", " - ОБНОВЛЕНО"),
        ),
        Edition(
            "en",
            "https://apa.az/en",
            "APA",
            EN,
            mark="en",
            words={"latest": "All news", "more": "Next", "lent": "Newsline"},
            tails=(" - PHOTO", " - VIDEO", " - UPDATED"),
        ),
    ),
    addresses=(
        Address("{home}/{section}/-{id}", key="-{id}", share=0.05),
        Address("{home}/{section}/{slug}-{id}", until="2023-01-01", share=0.4, layout="old"),
        Address("{home}/{section}/{slug}-{id}", listed="{home}/{other}/{slug}-{id}", share=0.12),
        Address("{home}/{section}/{slug}-{id}"),
    ),
    dates={
        "article": Form("{day} {month} {year} {time} (UTC +04:00)"),
        "card-day": Form("{day} {month} {year}"),
        "card-time": Form("{time}"),
        "feed": Form("{rfc}"),
    },
    numbers=(("2013-01-01", 210_000), ("2021-02-01", 628_571), ("2026-04-07", 954_015), ("2026-09-19", 995_728)),
    section_url="{home}/{section}",
    photo="https://apa.az/storage/news/{year}/{englishmonth}/{dd}/big/{id}.jpg",
    quotes="curly",
    features={"tags": 0.6, "banner": 0.3, "links": 0.3, "native": 0.15, "pictures": 0.2},
    inside=("banner", "links", "native"),
    shapes={"p": 0.55, "mixed": 0.35, "spans": 0.1},
    tellers={("az",): 60, ("az", "ru"): 12, ("az", "ru", "en"): 12, ("ru",): 6, ("en",): 6},
)
SITE = Played(
    HOUSE,
    (
        Moved(r"/az(?P<rest>/.*)?", "{rest}"),
        Cards(r"/?", only_first=True),
        Feed(r"/rss", language="az"),
        Fixed(r"/rss", "missing.html"),
        Cards(r"/all-news/?", turn="/all-news?page={number}", past="first"),
        Cards(r"/archive/?", turn="/archive?page={number}", past="first"),
        Article(r"/[^/]+/(?:[^/]*-)?(?P<id>\d+)/?"),
        Cards(r"/(?P<section>[a-z-]+)/?", by="section", turn="/{section}?page={number}", past="last"),
    ),
)
