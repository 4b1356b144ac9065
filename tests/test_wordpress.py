"""WordPress: a site is a handful of lines; its addresses, cards and pages are read in every dress."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from scrapy.http import HtmlResponse, Request

from newscrawler.article import Article
from newscrawler.cms.wordpress import CARDS, NO_POSTS, WordPressSpider, archive_sources, live_sources, post_sitemap
from newscrawler.discovery import Fetched, Listing, Span
from newscrawler.reading.normalise import normalise

SITE = "https://banker.az"
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


class BankerSpider(WordPressSpider):
    """A site on WordPress is these lines."""

    name = "banker"
    allowed_domains = ["banker.az"]
    article_url = rf"^https?://banker\.az/{NO_POSTS}(?P<key>[^/]+)/?$"
    live = live_sources(SITE)
    archive = archive_sources(SITE)


class MeydanSpider(WordPressSpider):
    """So is one with editions."""

    name = "meydan"
    allowed_domains = ["www.meydan.tv"]
    editions = ("az", "ru", "en")
    article_url = r"^https?://www\.meydan\.tv/(?:az|(?P<language>ru|en))/article/(?P<key>[^/]+)/?$"
    live = tuple(source for edition in editions for source in live_sources(f"https://www.meydan.tv/{edition}"))


def test_a_site_on_wordpress_is_a_handful_of_lines_and_has_its_sources() -> None:
    spider = BankerSpider(since="2025-11")
    assert [*spider.sources] == [
        f"feed {SITE}/feed/",
        f"posts {SITE}/wp-json/wp/v2/posts",
        f"shards {SITE}/sitemap_index.xml",
    ]
    assert [source.url for source in MeydanSpider.live][1] == "https://www.meydan.tv/ru/feed/"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("http://banker.az/m%c9%99rk%c9%99zi-bank-q%c9%99rar", f"{SITE}/m%c9%99rk%c9%99zi-bank-q%c9%99rar/"),
        (f"{SITE}/faiz-deyismeyib/amp/", f"{SITE}/faiz-deyismeyib/"),
        (f"{SITE}/faiz-deyismeyib/?utm_source=x", f"{SITE}/faiz-deyismeyib/"),
        (f"{SITE}/category-adli-xeber/", f"{SITE}/category-adli-xeber/"),
        *((f"{SITE}/{place}", None) for place in ("", "feed/", "category/x/", "page/2/", "wp-login.php", "wp-json/wp")),
    ],
)
def test_the_address_of_a_post_is_canonical_and_ends_in_a_slash(url: str, canonical: str | None) -> None:
    found = BankerSpider().urls.identify(url)
    assert (found and found.url) == canonical


def test_an_edition_of_meydan_is_part_of_the_key() -> None:
    found = MeydanSpider().urls.identify("https://www.meydan.tv/ru/article/odna-novost/")
    assert found is not None
    assert (found.key, found.edition) == ("ru/odna-novost", "ru")


@pytest.mark.parametrize(
    ("index", "children", "kept"),
    [
        (
            "sitemap_index.xml",
            (
                "post-sitemap.xml",
                "post-sitemap2.xml",
                "page-sitemap.xml",
                "category-sitemap.xml",
                "post_tag-sitemap.xml",
            ),
            ["post-sitemap.xml", "post-sitemap2.xml"],
        ),
        (
            "wp-sitemap.xml",
            ("wp-sitemap-posts-post-1.xml", "wp-sitemap-posts-page-1.xml", "wp-sitemap-taxonomies-category-1.xml"),
            ["wp-sitemap-posts-post-1.xml"],
        ),
    ],
)
def test_of_a_sitemap_index_only_the_shards_of_posts_are_asked(
    index: str, children: tuple[str], kept: list[str]
) -> None:
    xml = "".join(f"<sitemap><loc>{SITE}/{child}</loc></sitemap>" for child in children)
    page = Fetched(f"{SITE}/{index}", f"<sitemapindex>{xml}</sitemapindex>".encode(), NOW)
    assert post_sitemap(SITE, index).read(page, Span()).more == [f"{SITE}/{child}" for child in kept]


FEED = """<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>Banker</title>
<link>https://banker.az</link><item><title>Faiz &#8220;dəyişməyib&#8221;</title><link>https://banker.az/faiz/</link>
<dc:creator><![CDATA[Günay Səlimli]]></dc:creator><pubDate>Wed, 12 Nov 2025 07:34:35 +0000</pubDate>
<category><![CDATA[Bank]]></category><category><![CDATA[Əmanət]]></category>
<guid isPermaLink="false">https://banker.az/?p=7</guid>
<description><![CDATA[<p>Qısa mətn [&#8230;]</p>]]></description>
<content:encoded><![CDATA[<h1>Başqa başlıq</h1><a href="https://x.example/">x</a>
]]></content:encoded>
<media:content url="https://banker.az/a.jpg"><media:title>şəkil</media:title></media:content></item></channel></rss>"""


def test_a_feed_with_whole_posts_in_it_tells_of_each_by_its_link() -> None:
    (source,) = BankerSpider.live
    (one,) = source.read(Fetched(f"{SITE}/feed/", FEED.encode(), NOW), Span()).candidates
    assert (one.url, one.title, one.section) == (f"{SITE}/faiz/", "Faiz “dəyişməyib”", "Bank")
    assert str(one.published) == "2025-11-12T11:34:35+04:00"


CARD = """
<div class="td_module_10 td_module_wrap">
  <div class="td-module-thumb"><a href="{url}"><img src="/x.jpg"></a></div>
  <h3 class="entry-title td-module-title"><a href="{url}" title="{title}">{title}</a></h3>
  <a class="td-post-category">{section}</a>
  <span class="td-post-date"><time class="entry-date updated" datetime="{at}">12 noyabr, 2025</time></span>
</div>"""


def rail() -> Iterator[str]:
    for number in range(3):
        yield CARD.format(url=f"{SITE}/yan-{number}/", title=f"Yan {number}", section="Bank", at=f"2026-02-2{number}")


def test_a_card_of_tagdiv_tells_title_section_and_the_instant_of_its_attribute() -> None:
    card = CARD.format(url=f"{SITE}/faiz/", title="Faiz", section="Bank", at="2025-11-12T11:34:35+04:00")
    harvest = Listing(SITE, (CARDS,)).read(Fetched(SITE, f"<main>{card}</main>".encode(), NOW), Span())
    (one,) = harvest.candidates
    assert (one.url, one.title, one.section) == (f"{SITE}/faiz/", "Faiz", "Bank")
    assert one.evidence == ({"source": "listing", "raw": "2025-11-12T11:34:35+04:00"},)


GRAPH = """{"@context": "https://schema.org", "@graph": [
 {"@type": "Article", "@id": "https://banker.az/faiz/#article", "isPartOf": {"@id": "https://banker.az/faiz/"},
  "author": {"name": "Günay Səlimli", "@id": "https://banker.az/#/schema/person/1"}, "headline": "Faiz dəyişməyib",
  "datePublished": "2025-11-12T07:34:35+00:00", "dateModified": "2025-11-12T08:00:00+00:00",
  "mainEntityOfPage": {"@id": "https://banker.az/faiz/"}, "articleSection": ["Bank"], "keywords": ["faiz", "depozit"]},
 {"@type": "WebPage", "@id": "https://banker.az/faiz/", "url": "https://banker.az/faiz/",
  "datePublished": "2025-11-12T07:34:35+00:00"},
 {"@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "position": 1, "name": "Home"}]}]}"""
TEXT = [
    "Kənd banklarının əmanət faizi noyabrda dəyişməz qalıb.",
    "Şöbə müdiri Cavid Mirzəyev bildirib ki, növbəti iclas dekabrın ortasında keçiriləcək.",
    "Əmanətçilərin sayı bir ildə 12 min nəfər artıb.",
]
BODY = f"""
<p>{TEXT[0]}</p><div class="td-a-ad"><p>Reklam yeri</p></div><p>{TEXT[1]}</p>
<figure class="wp-caption">
  <img src="/wp-content/uploads/2025/11/iclas.jpg"><figcaption class="wp-caption-text">İclas</figcaption>
</figure>
<div class="sharedaddy"><p>Paylaş</p></div><p>{TEXT[2]}</p>"""
AT = 'datetime="2025-11-12T11:34:35+04:00"'


def read(head: str, main: str) -> Article:
    page = f"<html lang=az><head><title>Faiz dəyişməyib - Banker.az</title>{head}</head><body>{main}</body></html>"
    url = f"{SITE}/faiz/"
    response = HtmlResponse(url, body=page.encode(), encoding="utf-8", request=Request(url))
    spider = BankerSpider()
    spider.__dict__["clock"] = type("Frozen", (), {"now": lambda self: NOW})()
    return normalise(spider.read_page(response), site_names=("Banker.az",))


THEMES = {
    "tagdiv": f"""
<div class="tdb_single_date"><time class="entry-date updated" {AT}>12 noyabr</time></div>
<h1 class="tdb-title-text">Faiz dəyişməyib</h1>
<div class="tdb_single_content"><div class="tdb-block-inner">{BODY}</div></div>""",
    "newspaper": f"""
<article class="post"><div class="td-post-header"><header class="td-post-title">
  <h1 class="entry-title">Faiz dəyişməyib</h1>
  <span class="td-post-date"><time class="entry-date" {AT}></time></span></header></div>
  <div class="td-post-content tagdiv-type">{BODY}</div></article>""",
    "plain": f"""
<article class="post"><header class="entry-header"><h1 class="entry-title">Faiz dəyişməyib</h1>
  <div class="entry-meta"><time class="entry-date published" {AT}>12.11.2025</time></div></header>
  <div class="entry-content">{BODY}</div></article>""",
}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("graph", [GRAPH, ""], ids=["graph", "no graph"])
def test_a_post_is_read_the_same_in_every_theme_with_yoast_and_without(theme: str, graph: str) -> None:
    head = f'<script type="application/ld+json">{graph}</script>' if graph else ""
    record = read(head, "".join(rail()) + THEMES[theme] + "".join(rail()))
    assert record.title == "Faiz dəyişməyib"
    assert record.text.split("\n") == TEXT
    assert record.published_at == "2025-11-12T11:34:35+04:00"
    assert (record.id, record.url) == ("banker:faiz", f"{SITE}/faiz/")
    assert [image["caption"] for image in record.images] == ["İclas"]
    assert "date_conflict" not in record.flags  # the dates of the rails are not taken for its own
    if graph:
        assert (record.section, record.tags, record.authors) == ("Bank", ["faiz", "depozit"], ["Günay Səlimli"])


def test_section_and_author_of_a_plain_theme_are_those_of_its_head_and_what_plugins_add_is_no_text() -> None:
    filed = (
        '<span class="cat-links"><a href="/c/{0}">{0}</a></span><span class="author vcard"><a href="/u">{1}</a></span>'
    )
    own = f'<div class="entry-meta"><time {AT} class="entry-date"></time>{filed.format("Bank", "Günay Səlimli")}</div>'
    added = (
        '<div class="saboxplugin-wrap"><p>Günay Səlimli on ildir bank sahəsindən yazır.</p></div>'
        '<div class="author-box"><p>Müəllif haqqında bir neçə söz.</p></div>'
        '<div id="jp-relatedposts"><p>Kredit faizləri haqqında başqa yazılar.</p></div>'
    )
    card = f'<div><div class="entry-meta">{filed.format("İdman", "Rauf Əlili")}</div></div>'
    post = (
        f'<article class="post"><header class="entry-header"><h1 class="entry-title">Faiz dəyişməyib</h1>{own}</header>'
        f'<div class="entry-content">{BODY}{added}</div></article>'
    )
    record = read("", f"{post}<aside>{card}</aside>")
    assert (record.section, record.authors) == ("Bank", ["Günay Səlimli"])
    assert record.text.split("\n") == TEXT
