"""Feeds and sitemaps: what they hold, and what is refused."""

import pytest

from newscrawler.discovery import Feed, NewsSitemap, SitemapShards, Span
from newscrawler.errors import DiscoveryError
from tests.test_discovery import SITE, read

RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>Report</title>{}</channel></rss>"""
ITEM = """<item><guid isPermaLink="false">https://report.az/hamisi</guid><title><![CDATA[{title}]]></title>
<link>{link}</link><pubDate>Mon, 15 Dec 2025 15:17:00 +0400</pubDate><category>Siyasət</category></item>"""


def test_feed_items_are_known_by_link_and_never_by_guid() -> None:
    items = [ITEM.format(title=f"Xəbər {n}", link=f"{SITE}/hadise/xeber-{n}") for n in range(3)]
    harvest = read(Feed(f"{SITE}/rss/"), RSS.format("".join(items)))
    assert [one.url for one in harvest.candidates] == [f"{SITE}/hadise/xeber-{n}" for n in range(3)]
    assert harvest.candidates[0].title == "Xəbər 0"
    assert harvest.candidates[0].evidence == ({"source": "feed", "raw": "Mon, 15 Dec 2025 15:17:00 +0400"},)
    assert harvest.candidates[0].section == "Siyasət"


def test_a_feed_item_without_a_link_is_refused_by_its_title() -> None:
    harvest = read(Feed(f"{SITE}/rss/"), RSS.format(ITEM.format(title="Yetim", link="")))
    assert harvest.refused == [("Yetim", "item without a link")]


def test_titles_escaped_twice_are_unescaped() -> None:
    item = ITEM.format(title="&lt;b&gt;A&lt;/b&gt;&amp;nbsp;&amp;ldquo;B&amp;rdquo;", link=f"{SITE}/hadise/x")
    assert read(Feed(f"{SITE}/rss/"), RSS.format(item)).candidates[0].title == "A “B”"


def test_an_atom_feed_is_read_too() -> None:
    atom = f"""<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>A</title><link rel="self" href="/x"/>
    <link href="{SITE}/hadise/a"/><updated>2025-12-15T15:17:00+04:00</updated></entry></feed>"""
    harvest = read(Feed(f"{SITE}/feed"), atom)
    assert [(one.url, str(one.published)) for one in harvest.candidates] == [
        (f"{SITE}/hadise/a", "2025-12-15T15:17:00+04:00")
    ]


@pytest.mark.parametrize("body", ["", "<html><body>Giriş qadağandır</body></html>", "403"])
def test_what_is_no_feed_is_an_error_and_not_an_empty_feed(body: str) -> None:
    with pytest.raises(DiscoveryError):
        read(Feed(f"{SITE}/rss/"), body)


def test_an_xml_bomb_is_not_expanded() -> None:
    entities = "".join(f'<!ENTITY b{n} "{f"&b{n - 1};" * 10}">' for n in range(1, 9))
    bomb = f'<!DOCTYPE rss [<!ENTITY b0 "{"x" * 100}">{entities}]>' + RSS.format(
        ITEM.format(title="]]>&b8;<![CDATA[", link=f"{SITE}/hadise/a")
    ).removeprefix('<?xml version="1.0"?>')
    for source in (Feed(f"{SITE}/rss/"), SitemapShards(f"{SITE}/s.xml")):
        try:
            harvest = read(source, bomb)
        except DiscoveryError:
            continue
        assert all(len(one.title or "") < 1000 for one in harvest.candidates)


NEWS = f"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>{SITE}/ru/armiya/novost</loc><news:news>
<news:publication><news:name>Report</news:name><news:language>ru</news:language></news:publication>
<news:publication_date>2025-12-15T15:17:09+04:00</news:publication_date><news:title>Новость</news:title></news:news>
</url></urlset>"""


def test_a_news_sitemap_gives_its_nested_fields() -> None:
    [one] = read(NewsSitemap(f"{SITE}/news-sitemap.xml"), NEWS).candidates
    assert (one.title, one.language, str(one.published)) == ("Новость", "ru", "2025-12-15T15:17:09+04:00")
    assert one.evidence == ({"source": "sitemap", "raw": "2025-12-15T15:17:09+04:00"},)


def shard(*lastmods: str) -> str:
    urls = "".join(f"<url><loc>{SITE}/a/x{n}</loc><lastmod>{day}</lastmod></url>" for n, day in enumerate(lastmods))
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'


def test_lastmod_says_what_is_too_old_and_is_no_publication_date() -> None:
    span = Span.parse("2025-12-01")
    harvest = read(SitemapShards(f"{SITE}/s.xml"), shard("2025-11-30", "2025-12-01", "2025-12-14"), span=span)
    assert [one.url for one in harvest.candidates] == [f"{SITE}/a/x1", f"{SITE}/a/x2"]
    assert all(one.published is None and one.evidence == () for one in harvest.candidates)


def test_a_torn_sitemap_is_an_error() -> None:
    with pytest.raises(DiscoveryError, match="not readable as XML"):
        read(SitemapShards(f"{SITE}/s.xml"), shard("2025-11-30", "2025-12-01")[:-40])


def test_blank_lines_before_a_sitemap_are_passed_over() -> None:
    plain = shard("2025-11-30", "2025-12-01")
    found = [read(SitemapShards(f"{SITE}/s.xml"), body) for body in (plain, f"\n \r\n{plain}")]
    assert found[0].candidates == found[1].candidates != []
