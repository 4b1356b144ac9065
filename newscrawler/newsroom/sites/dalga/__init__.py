"""dalga.example: a site that nobody has described, invented whole. It is there to be found out.

Its traps: a clock in the header, dated rails, a theme page and a page that is no more among the articles of its
sitemap, canonical links that all lead to the front page, JSON-LD on every other page only.
"""

from dataclasses import dataclass

from newscrawler.newsroom.answer import Page
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
from newscrawler.newsroom.sites.family.desk import Ask, Desk

AZ = sections(
    """
    olke | Ölkə | weather education health infrastructure diplomacy *
    cib | Cib | energy finance business agro tourism
    meydan | Meydan | football culture
    uzaq | Uzaq | world
    xeberdarliq | Xəbərdarlıq | incident ict
    """
)
RU = sections(
    """
    strana | Страна | weather education health infrastructure diplomacy *
    koshelek | Кошелёк | energy finance business agro tourism
    dvor | Двор | football culture
    """
)


@dataclass(frozen=True, slots=True)
class Numbered:
    """The addresses of the first years: an article by the query parameter `nid` of one script."""

    path: str = r"/oxu\.php"
    host: str = ""
    language: str = "az"

    def page(self, desk: Desk, ask: Ask) -> Page | None:
        """The article of that number; nothing for no number, or for one whose address is another."""
        number = ask.query.get("nid", "")
        story = desk.by_number.get(int(number)) if number.isdigit() else None
        if story is None or "oxu.php" not in story.url:
            return None
        return Article(self.path).page(desk, Ask(ask.host, ask.edition, ask.path, {"id": number}, ask.query, ask.now))


HOUSE = House(
    name="dalga",
    editions=(
        Edition(
            "az",
            "https://dalga.example",
            '"Dalğa"',
            AZ,
            words={
                "first": "olke",
                "themes": "movzu",
                "latest": "Axın",
                "older": "Növbəti",
                "beside": "Yan sütun",
                "nothing": "Səhifə tapılmadı",
                "no-more": "Axtardığınız səhifə silinib və ya heç vaxt olmayıb.",
                "theme": "Neft və qaz mövzusu",
                "rights": "Materiallardan istifadə edərkən keçid mütləqdir.",
            },
        ),
        Edition(
            "ru",
            "https://dalga.example/ru",
            "«Далга»",
            RU,
            mark="ru",
            words={
                "first": "strana",
                "themes": "tema",
                "latest": "Поток",
                "older": "Следующая",
                "beside": "Рядом",
                "nothing": "Страница не найдена",
                "no-more": "Страница удалена или её никогда не было.",
                "theme": "Нефть и газ",
                "rights": "При перепечатке ссылка на сайт обязательна.",
            },
        ),
    ),
    addresses=(
        Address("{home}/oxu.php?nid={id}", key="oxu.php?nid={id}", until="2019-06-01", share=0.5),
        Address("{home}/{section}/{slug}-{id}/", key="{section}/{slug}-{id}"),
    ),
    dates={
        "printed": Form("{day} {month} {year}, {time}"),
        "card": Form("{dd}.{mm}.{year} {time}"),
        "iso": Form("{iso}"),
        "feed": Form("{rfc}"),
        "news": Form("{iso}"),
    },
    numbers=(("2013-01-01", 1_000), ("2019-06-01", 88_000), ("2026-04-07", 190_000)),
    section_url="{home}/{section}/",
    photo="{home}/sekil/{id}.jpg",
    quotes="curly",
    clock=Form("{weekday}, {day} {month} {year}, {time}"),
    features={"structured": 0.5, "homeward": 0.2, "invitation": 0.4},
    inside=("invitation",),
    signs=True,
    tellers={("az",): 70, ("az", "ru"): 30},
)
SITE = Played(
    HOUSE,
    (
        Cards(r"/?", template="front.html", only_first=True),
        Feed(r"/yeni\.xml", count=15),
        Index(r"/xerite\.xml", shard="/xerite-{number}.xml", others=("/xerite-xeberler.xml",)),
        Feed(r"/xerite-xeberler\.xml", "news-sitemap.xml", count=50, hours=48),
        Shard(r"/xerite-(?P<number>\d+)\.xml", packed=True),
        Numbered(),
        Fixed(r"/(?:olke|strana)/kohne-bir-xeber-haqqinda-77/", "nothing.html"),
        Cards(r"/(?:movzu|tema)/neft-qaz-sektoru/", only_first=True),
        Cards(
            r"/(?P<section>[a-z]+)/(?:sehife/(?P<number>[1-9]\d*)/)?",
            by="section",
            turn="/{section}/sehife/{number}/",
            past="missing",
        ),
        Article(r"/[a-z]+/[a-z0-9-]*?(?P<id>-\d+)/?", moves=True),
    ),
)
