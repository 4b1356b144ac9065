"""A site of a few articles in the newest layout of report.az, whose pages a test writes, edits and takes away."""

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tests.server import Reply

Pages = dict[str, Reply | Sequence[Reply]]

SOURCES: Pages = {
    **{path: Reply("<rss><channel></channel></rss>") for path in ("/rss/", "/ru/rss/", "/en/rss/")},
    "/news-sitemap.xml": Reply('<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"></urlset>'),
    "/son-xeberler": Reply("<html></html>"),
}
"""The live sources, with nothing in them: what a test asks for stands in its seeds."""

_SENTENCES = (
    "Kənd kitabxanasına bu həftə üç yüz yeni kitab gətirilib.",
    "Sakinlər binanın damını öz əlləri ilə təmir ediblər.",
    "Məktəblilər oxu zalında axşam saatlarında da qala biləcəklər.",
    "Körpünün yanındakı yol yağışdan sonra bir gün bağlı qalıb.",
    "Bağbanlar deyirlər ki, alma yığımı gözləniləndən tez başa çatacaq.",
    "Növbəti görüş ayın sonunda rayon mərkəzində keçiriləcək.",
    "Həkim yaşlılara soyuq havada səhər gəzintisini qısaltmağı məsləhət görüb.",
    "Dəmiryolçular köhnə stansiyanın saatını yenidən işə salıblar.",
)


def rss(*articles: "Story") -> Reply:
    """A feed that shows these."""
    items = "".join(
        f"<item><title>{one.title}</title><link>{one.url}</link>"
        "<pubDate>Wed, 10 Dec 2025 11:23:45 +0400</pubDate></item>"
        for one in articles
    )
    return Reply(f'<?xml version="1.0"?><rss version="2.0"><channel>{items}</channel></rss>', kind="application/xml")


@dataclass(frozen=True)
class Story:
    """One article: what a reader reads, and around it what changes with every visit."""

    path: str
    title: str
    paragraphs: tuple[str, ...]
    tags: tuple[str, ...] = ("kənd", "kitab")
    views: int = 1
    advert: str = ""
    rail: tuple[str, ...] = ("Hava haqqında", "Yol haqqında")
    space: str = "\n"

    @property
    def url(self) -> str:
        """Its address."""
        return f"https://report.az{self.path}"

    @property
    def text(self) -> str:
        """Its text as a record has it."""
        return "\n".join(self.paragraphs)

    @property
    def reply(self) -> Reply:
        """Its page."""
        return Reply(self.html)

    @property
    def html(self) -> str:
        """Its page's HTML."""
        data = {"@type": "NewsArticle", "headline": self.title, "datePublished": "2025-12-10T11:23:45+04:00"}
        body = f"{self.space}{self.advert}".join(f"<p>{self.space}{one} </p>" for one in self.paragraphs)
        tags = "".join(f'<a href="/tag/{number}/">{tag}</a>' for number, tag in enumerate(self.tags))
        rail = "".join(f'<a class="last-news__item" href="/x"><h3>{one}</h3></a>' for one in self.rail)
        return (
            f'<!DOCTYPE html><html lang="az"><head><title>{self.title} | Report.az</title>'
            f'<link rel="canonical" href="{self.url}"><meta property="og:title" content="{self.title}">'
            f'<script type="application/ld+json">{json.dumps(data)}</script></head><body>{self.space}'
            f'<div class="news-detail"><h1 class="section-title">{self.title}</h1><div class="news-detail__head">'
            f'<a class="news__category" href="/hadise">Hadisə</a><span class="views">{self.views}</span></div>'
            f'<div class="news-detail__desc">{body}<div class="tags">{tags}</div></div></div>'
            f'<aside class="last-news">{rail}</aside></body></html>'
        )


def stories(count: int) -> list[Story]:
    """So many articles, no two of the same text."""
    rng = random.Random(4)
    return [
        Story(f"/hadise/xeber-{number}", f"Kənddən {number} nömrəli xəbər", _paragraphs(rng, number))
        for number in range(count)
    ]


def _paragraphs(rng: random.Random, number: int) -> tuple[str, ...]:
    return (f"Bu, {number} nömrəli xəbərin mətnidir.", *rng.sample(_SENTENCES, 4))


def edited(story: Story, number: int) -> Story:
    """The same article after the `number`-th of ten kinds of real edits."""
    first, *rest = story.paragraphs
    kinds: Sequence[Story] = (
        replace(story, title=f"{story.title}: yenilənib"),
        replace(story, title=story.title.replace("xəbər", "məlumat")),
        replace(story, paragraphs=(*story.paragraphs, "Xəbər yenilənəcək.")),
        replace(story, paragraphs=(first, *rest[:-1])),
        replace(story, paragraphs=(*rest, first)),
        replace(story, paragraphs=(first.replace(".", ", dəqiqləşdirilib."), *rest)),
        replace(story, paragraphs=(first, "Rəsmi cavab hələ yoxdur.", *rest)),
        replace(story, paragraphs=(first.replace("nömrəli", "saylı"), *rest)),
        replace(story, paragraphs=(first.replace("mətnidir.", "mətni deyil."), *rest)),
        replace(story, title=f"{story.title} (2)", paragraphs=("Düzəliş: ad səhv yazılmışdı.", *rest)),
    )
    return kinds[number % len(kinds)]


def disturbed(story: Story, number: int) -> Story:
    """The same article after the `number`-th of ten kinds of noise: nothing that a reader reads as the article."""
    kinds: Sequence[Story] = (
        replace(story, views=story.views + 1000 + number),
        replace(story, advert='<div class="related-news"><h3>Həmçinin oxuyun</h3><a href="/y">Reklam</a></div>'),
        replace(story, advert='<script>show("reklam")</script>'),
        replace(story, tags=story.tags[::-1]),
        replace(story, tags=(*story.tags, "yeni")),
        replace(story, rail=story.rail[::-1]),
        replace(story, rail=("Tamam başqa xəbər", *story.rail)),
        replace(story, space="\n\n      \t"),
        replace(story, space=" <!-- keş 17 --> "),
        replace(story, paragraphs=tuple(one.replace(" ", "\N{NO-BREAK SPACE}", 1) for one in story.paragraphs)),
    )
    return kinds[number % len(kinds)]
