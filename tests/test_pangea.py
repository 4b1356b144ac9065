"""Pangea: one number for many addresses, one item of a digest, text without players, sitemaps as the one way in."""

from datetime import UTC, datetime

import pytest
from protego import Protego
from scrapy.http import HtmlResponse, Request

from newscrawler.article import Article
from newscrawler.cms.pangea import PangeaSpider, archive_sources, article_rule, live_sources
from newscrawler.discovery import Candidate, Span
from newscrawler.errors import PageError
from newscrawler.reading.normalise import normalise
from newscrawler.spiders.azadliq import AzadliqSpider

NOW = datetime(2026, 3, 14, 6, tzinfo=UTC)
HOME = "https://www.azadliq.org"
CLOCK = '<span class="date">2026, 14 Mart, Şənbə, Bakı vaxtı 10:00</span>'
ROBOTS = """Sitemap: https://www.azadliq.org/sitemap.xml
User-agent:*
Disallow: /z/*/*/*/*
Disallow: /api/*
Disallow: /*?p=*
Disallow: /s?k=*
"""


class AmerikaninsesiSpider(PangeaSpider):
    """Another site on Pangea is these lines."""

    name = "amerikaninsesi"
    allowed_domains = ["www.amerikaninsesi.org"]
    article_url = article_rule("amerikaninsesi.org")
    live = live_sources("https://www.amerikaninsesi.org", service=999)  # its number is not known
    archive = archive_sources("https://www.amerikaninsesi.org")


def read(body: str, url: str, *, head: str = "", told: Candidate | None = None) -> Article:
    page = (
        f'<html lang="az"><head><title>Xəbərlər</title>{head}</head><body><header>{CLOCK}</header>{body}</body></html>'
    )
    response = HtmlResponse(url, body=page.encode(), encoding="utf-8", request=Request(url))
    spider = AzadliqSpider()
    spider.__dict__["clock"] = type("Frozen", (), {"now": lambda self: NOW})()
    return normalise(spider.read_page(response, told), site_names=spider.site_names)


def as_article(text: str, date: str = "2026-03-13T17:21:00&#x2B;04:00") -> str:
    return (
        '<h1 class="pg-title">Sınaq</h1>'
        f'<div class="published"><time pubdate="pubdate" datetime="{date}">x</time></div>'
        f'<div id="article-content"><div class="wsw">{text}</div></div>'
    )


def test_another_site_on_pangea_is_a_handful_of_lines() -> None:
    spider = AmerikaninsesiSpider(since="2014")
    found = spider.urls.identify("http://www.amerikaninsesi.org/amp/7585813.html")
    assert found is not None
    assert (found.key, found.url) == ("7585813", "https://www.amerikaninsesi.org/a/7585813.html")
    assert len(spider.sources) == 3


@pytest.mark.parametrize(
    "url",
    [
        f"{HOME}/a/bibiheybet-gemi/33625631.html",
        f"{HOME}/a/33625631.html",
        f"{HOME}/a/%c9%99li-i%cc%87/33625631.html",
        f"{HOME}/a/əli/33625631.html",
        f"{HOME}/amp/33625631.html",
        f"{HOME}/amp/bibiheybet-gemi/33625631.html?utm_source=x",
        f"{HOME}/a/bibiheybet-gemi/33625631/lbl0lbi51526.html",
        f"{HOME}/a/33625631/lbl1lbi7.html",
        "http://azadliq.org/a/bibiheybet-gemi/33625631.html#comments",
    ],
)
def test_every_address_of_an_article_has_its_number_for_a_key(url: str) -> None:
    found = AzadliqSpider().urls.identify(url)
    assert found is not None
    assert (found.key, found.edition) == ("33625631", "az")
    assert "lbl" not in found.url
    assert "/amp/" not in found.url


@pytest.mark.parametrize(
    "url",
    [
        "https://d1x2.cloudfront.net/a/x/33625631.html",  # a mirror is no source; its pages name the site they mirror
        f"{HOME}/p/7545.html",
        f"{HOME}/z/22421?aId=33625631&p=1",
        f"{HOME}/embed/a/33625631.html",
        f"{HOME}/author/x/ymrqm",
        "https://docs.rferl.org/az-AZ/2012/x.docx",
    ],
)
def test_what_is_no_article_of_the_site_is_none(url: str) -> None:
    assert AzadliqSpider().urls.identify(url) is None


def test_nothing_is_asked_for_that_the_robots_of_pangea_forbid() -> None:
    robots = Protego.parse(ROBOTS)
    assert not robots.can_fetch(f"{HOME}/api/zorrepgviq", "newscrawler")
    asked = [url for one in AzadliqSpider(since="2014").sources.values() for url in one.begin(Span(), NOW)]
    assert asked == [f"{HOME}/sitemap_1_news.xml.gz", f"{HOME}/sitemap_1_latest.xml.gz", f"{HOME}/sitemap.xml"]
    assert all(robots.can_fetch(url, "newscrawler") for url in asked)


ITEM = """<div class="news__item accordeon__item" data-article-id="{n}"><h1 class="title pg-title">Xəbər {n}</h1>
<time pubdate="pubdate" datetime="2026-03-13T1{n}:00:00&#x2B;04:00"></time>
<div class="wsw accordeon__target"><p>Mətn {n}.</p></div></div>"""


@pytest.mark.parametrize("number", [1, 2, 3])
def test_of_a_digest_only_the_item_that_was_asked_for_is_read(number: int) -> None:
    page = "".join(ITEM.format(n=n) for n in (1, 2, 3))
    head = f'<link rel="canonical" href="{HOME}/a/1.html"><meta property="og:image" content="https://x.example/1.jpg">'
    record = read(page, f"{HOME}/a/xeber/{number}.html", head=head)
    assert (record.id, record.title, record.text) == (f"azadliq:{number}", f"Xəbər {number}", f"Mətn {number}.")
    assert record.published_at == f"2026-03-13T1{number}:00:00+04:00"
    assert (record.section, record.images) == ("Xəbərlər", [])


def test_a_digest_without_the_item_is_refused_and_the_items_beside_an_article_are_left_alone() -> None:
    page = "".join(ITEM.format(n=n) for n in (1, 2))
    with pytest.raises(PageError, match="unknown_layout"):
        read(page, f"{HOME}/a/9.html")
    assert read(as_article("<p>Öz mətni.</p>") + page, f"{HOME}/a/9.html").text == "Öz mətni."


@pytest.mark.parametrize(
    "junk",
    [
        '<div class="c-mmp"><div>Gözlə</div><p>No media source currently available</p></div>',
        '<div class="c-mmp"><h3>Axşam proqramı</h3><a href="/a.mp3">MP3, 64 kb/s</a></div>',
        "<p>Gözlə</p><p>0:00 0:18:43 0:00</p><div>Direct-ə keçid</div>",
        '<div class="wsw__embed wsw__related"><h4>Başqa xəbər</h4></div>',
        '<div class="wsw__embed"><figure><img src="/a.jpg"><figcaption>Şəkil</figcaption></figure></div>',
        '<div class="news-app-promo"><p>Tətbiqi yükləyin</p></div><div class="quiz">Sual</div>',
        '<section class="article-categories">Siyasət</section><p class="link-comments">Şərh yazın</p>',
    ],
)
def test_players_and_promotions_are_no_text_and_the_dateline_is(junk: str) -> None:
    text = (
        f'<span class="dateline">GƏNCƏ —</span><p>Birinci.</p>{junk}<h2 class="wsw__h2">Ara başlıq</h2><p>İkinci.</p>'
    )
    assert read(as_article(text), f"{HOME}/a/9.html").text == "GƏNCƏ —\nBirinci.\nAra başlıq\nİkinci."


def test_an_article_around_a_player_is_an_article_and_a_player_alone_is_media() -> None:
    player = '<div class="c-mmp"><p>Gözlə</p></div>'
    assert read(as_article(f"{player}<p>Mətn.</p>"), f"{HOME}/a/9.html").text == "Mətn."
    with pytest.raises(PageError) as refused:
        read(as_article(player), f"{HOME}/a/9.html")
    assert refused.value.reason == "media"


def test_a_page_that_is_neither_text_nor_media_is_of_no_known_layout() -> None:
    with pytest.raises(PageError, match="unknown_layout"):
        read('<h1 class="pg-title">Sınaq</h1><div class="new-body"><p>Mətn.</p></div>', f"{HOME}/a/9.html")


@pytest.mark.parametrize("date", ["", "0001-01-01T00:00:00&#x2B;04:00", "0001-01-01 00:00:00Z"])
def test_without_a_date_of_its_own_an_article_has_that_of_the_news_sitemap_and_never_that_of_the_clock(
    date: str,
) -> None:
    page, url = as_article("<p>Mətn.</p>", date), f"{HOME}/a/9.html"
    with pytest.raises(PageError) as refused:
        read(page, url)
    assert refused.value.field == "published_on"
    told = Candidate(url, "sitemap", evidence=({"source": "sitemap", "raw": "2026-03-12T20:30:18.513Z"},))
    record = read(page, url, told=told)
    assert (record.published_at, record.published_source) == ("2026-03-13T00:30:18+04:00", "sitemap")


@pytest.mark.parametrize(
    ("raw", "baku"),
    [
        ("2024-04-28 07:00:00Z", "2024-04-28T11:00:00+04:00"),
        ("2007-07-14 09:20:00Z", "2007-07-14T14:20:00+05:00"),
        ("2025-05-23 20:30:00Z", "2025-05-24T00:30:00+04:00"),
    ],
)
def test_json_ld_with_a_space_for_its_t_is_an_instant(raw: str, baku: str) -> None:
    told = f'{{"@type": "NewsArticle", "headline": "Sınaq", "datePublished": "{raw}"}}'
    head = f'<script type="application/ld+json">{told}</script>'
    record = read(as_article("<p>Mətn.</p>", ""), f"{HOME}/a/9.html", head=head)
    assert (record.published_at, record.published_source, record.flags) == (baku, "json-ld", ["short"])
