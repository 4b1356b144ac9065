"""More of the junk and the traps: the axar family, aggregators, sites on software of their own, the radio."""

import json
import re
from typing import Any

import pytest
from lxml import etree

from newscrawler.newsroom import Newsroom
from newscrawler.newsroom.sites.choice import names
from tests.newsroom_sites import ask, content, follow, page, room_of, some, texts, tree


@pytest.mark.parametrize("site", ["axar", "milli", "teleqraf", "sia"])
def test_the_axar_family_checks_no_section(site: str) -> None:
    room = room_of(site)
    story = next(one for one in room.stories if one.listed != one.url)
    assert ask(room, story.listed).body == ask(room, story.url).body
    assert tree(room, story.listed).cssselect("link[rel=canonical]")[0].get("href") == story.url


def test_axar_repeats_the_title_and_has_a_row_of_author_and_date() -> None:
    story = some("axar", "article")
    found = page("axar", story)
    assert texts(found, ".newsPlace h1") == texts(found, ".newsHead") == [story.title]
    assert texts(found, ".newsPlace table td") == [
        f"Tarix {story.published:%Y.%m.%d / %H:%M}",
        f"Müəllif {story.authors[0]}",
    ]
    assert "18 Punto" in content(ask(room_of("axar"), story.url))
    cards = texts(tree(room_of("axar"), "https://axar.az/latest/"), "#cat_news_info")
    assert any(re.fullmatch(r"Tarix: \d\d:\d\d", raw) for raw in cards)
    assert any(re.fullmatch(r"Tarix: \d+ \w+ \d\d:\d\d", raw) for raw in cards)
    assert ask(room_of("axar"), "https://axar.az/rss").status == 404


def test_axar_answers_410_for_what_was_taken_down() -> None:
    room = Newsroom(articles=30, seed=1, sites=("axar",), removals=1.0)
    gone = next(story for story in room.published() if not story.shown)
    assert ask(room, gone.url).status == 410


def test_milli_ends_in_its_own_name_and_counts_views_beside_the_date() -> None:
    story = some("milli", "inpage")
    found = page("milli", story)
    assert texts(found, ".article_text p")[-1] == "Milli.Az"
    assert story.paragraphs[-1] != "Milli.Az"
    assert texts(found, ".article_text .adv") == ["inPage"]
    assert re.fullmatch(r"Baxış: \d \d{3}", texts(found, ".view-count")[0])
    assert ask(room_of("milli"), "https://news.milli.az/tag/118.html").status == 200


def test_teleqraf_has_other_news_within_the_body_and_sia_one_description_for_all() -> None:
    assert page("teleqraf", some("teleqraf", "boxes")).cssselect(".main-content .news-boxes-4 p")
    descriptions = {
        page("sia", story).cssselect("meta[name=description]")[0].get("content") for story in room_of("sia").stories[:9]
    }
    assert len(descriptions) == 1
    assert page("sia", some("sia", "adfox")).cssselect(".post-desc div[id^=adfox_]")
    quoted = [story for story in room_of("sia").stories if "blockquote" in story.features]
    assert any(page("sia", story).cssselect(".post-desc > blockquote") for story in quoted)


def test_qafqazinfo_writes_the_month_first_in_its_attribute_and_a_description_for_a_section() -> None:
    story = some("qafqazinfo", "twin")
    found = page("qafqazinfo", story)
    node = found.cssselect(".news-time time")[0]
    assert node.get("datetime") == f"{story.published:%m.%d.%Y | %H:%M}"
    assert node.text == f"{story.published:%d.%m.%Y | %H:%M}"
    assert found.cssselect('meta[property="article:section"]')[0].get("content")[:20] == story.text[:20]
    assert story.truth()["section"] is None
    assert texts(found, "h1")[0] == ""
    assert len(found.cssselect(".news_text")) == 2
    assert any(
        one.published.day <= 12 and one.published.day != one.published.month for one in room_of("qafqazinfo").stories
    )


def test_qafqazinfo_repeats_one_guid_and_its_last_page() -> None:
    room = room_of("qafqazinfo")
    feed: Any = etree.fromstring(ask(room, "https://qafqazinfo.az/rss").body)
    assert len(feed.findall(".//item")) == 100
    assert {node.text for node in feed.findall(".//guid")} == {"https://qafqazinfo.az/news/detail/"}
    assert all(node.text.startswith("<![CDATA[&lt;p&gt;") for node in feed.findall(".//description")[1:])
    section = "https://qafqazinfo.az/news/category/iqtisadiyyat-4?page="
    last = max(int(n) for n in re.findall(r"\?page=(\d+)", content(ask(room, section + "1"))))
    assert content(ask(room, section + "50")) == content(ask(room, f"{section}{last + 20}"))


def test_modern_begins_with_a_ghost_and_links_without_a_scheme() -> None:
    room = room_of("modern")
    cards = tree(room, "https://modern.az/az").cssselect("a.news_links")
    assert (cards[0].get("href"), texts(cards[0], ".newsdate")) == ("", ["1 Yanvar 1970, 04:00"])
    assert all(card.get("href").startswith("//modern.az/az/") for card in cards[1:])
    assert any(" " in card.get("href") for card in cards[1:])
    dates = texts(tree(room, "https://modern.az/az"), "a.news_links:not([href='']) .newsdate")
    assert any(re.fullmatch(r"\d\d:\d\d, Bu gün", raw) for raw in dates)
    assert any(re.fullmatch(r"\d+ (?:November|December) 2025, \d\d:\d\d", raw) for raw in dates)


def test_moderns_slugs_lose_letters_and_its_feed_has_digests_for_guids() -> None:
    story = next(one for one in room_of("modern").stories if one.language == "az" and re.search("[çğö]", one.title))
    assert not re.search(r"[^a-z0-9-]", story.url.rpartition("/")[2])
    feed: Any = etree.fromstring(ask(room_of("modern"), "https://modern.az/rss").body)
    assert all(re.fullmatch(r"[0-9a-f]{32}", node.text) for node in feed.findall(".//guid"))
    assert "&nbsp;" in feed.find(".//item/title").text
    assert feed.find(".//enclosure").get("url").startswith("//files.modern.az/")
    assert page("modern", some("modern", "bare")).cssselect(".nw_imtxt > br")


@pytest.mark.parametrize("site", ["sonxeber", "yenixeber"])
def test_the_newslister_closes_its_text_with_the_date(site: str) -> None:
    story = room_of(site).stories[-1]
    found = page(site, story)
    span = found.cssselect("article > div.datespan")[0]
    assert len([node for node in span.itersiblings("p", preceding=True) if node.text_content().strip()]) >= len(
        story.paragraphs
    )
    assert list(span.itersiblings("p"))
    assert re.search(r"Baxılıb: \d+ Tarix: \d\d \w+ \d{4}$", texts(span, "span.right")[0])
    assert not re.search(r"\d\d:\d\d(?!\d)", texts(found, "div.datespan")[0])


def test_sonxeber_redirects_a_bare_number_and_yenixeber_whatever_it_has_not() -> None:
    story = room_of("sonxeber").stories[0]
    assert ask(room_of("sonxeber"), f"https://sonxeber.az/{story.short_id}").header("Location") == story.url
    assert texts(tree(room_of("sonxeber"), "https://sonxeber.az/xeberler/"), "span.dttime")[0].split()[1] == "dekabr"
    for path in ("no/such/page", "xeberler/?start=99"):
        assert ask(room_of("yenixeber"), f"https://yenixeber.az/{path}").header("Location") == "https://yenixeber.az/"
    assert not tree(room_of("yenixeber"), "https://yenixeber.az/xeberler/").cssselect(".dttime")
    last = room_of("yenixeber").stories[-1]
    assert f"[newsid: 0-{last.short_id}]" in content(ask(room_of("yenixeber"), last.url))


def test_azadliq_gathers_short_news_on_a_digest_whose_title_is_no_headline() -> None:
    story = some("azadliq", "digest")
    found = page("azadliq", story)
    items = found.cssselect("div.news__item[data-article-id]")
    assert len(items) > 1
    assert items[0].get("data-article-id") == str(story.short_id)
    assert texts(items[0], "h1.pg-title") == [story.title]
    assert texts(found, "title") == ["Azərbaycan xəbərləri"]
    assert len({texts(item, ".wsw")[0] for item in items}) == len(items)


def test_azadliq_tells_the_time_in_utc_with_a_space_and_hides_the_plus() -> None:
    story = some("azadliq", "article", kind="text")
    source = content(follow(room_of("azadliq"), story.url))
    told = json.loads(re.findall(r'ld\+json">(.*?)</script>', source)[0])
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ", told["datePublished"])
    assert told["dateModified"] > told["datePublished"]
    assert "&#x2B;04:00" in source
    assert "article:published_time" not in source
    assert "2025, 15 Dekabr, Bazar ertəsi, Bakı vaxtı 18:00" in source


def test_azadliqs_bodies_stand_bare_some_pages_have_none_and_slugs_are_encoded() -> None:
    room = room_of("azadliq")
    assert not page("azadliq", some("azadliq", "bare", "article")).cssselect(".wsw > p")
    media = some("azadliq", "media")
    assert not media.held
    assert not page("azadliq", media).cssselect(".wsw")
    encoded = next(one for one in room.stories if "%c9%99" in one.url)
    assert ask(room, encoded.url).status == ask(room, encoded.url.replace("%c9", "%C9")).status == 200
    slugged = some("azadliq", "article", kind="text")
    bare = f"https://www.azadliq.org/a/{slugged.short_id}.html"
    assert slugged.url == bare or ask(room, bare).header("Location") == slugged.url
    assert ask(room, slugged.url.replace("/a/", "/amp/")).status == 200


def test_azadliqs_sitemaps_are_gzip_content_and_robots_forbids_its_feeds() -> None:
    room = room_of("azadliq")
    for name in ("1", "latest", "news", "sections", "videos"):
        answer = ask(room, f"https://www.azadliq.org/sitemap_1_{name}.xml.gz")
        assert answer.body[:2] == b"\x1f\x8b"
        assert etree.fromstring(content(answer).encode()) is not None
    robots = content(ask(room, "https://www.azadliq.org/robots.txt"))
    assert "Disallow:/api/*" in robots
    assert "Disallow:/*?p=*" in robots


def test_every_site_may_ask_for_a_delay() -> None:
    room = Newsroom(articles=1, sites=("all",), crawl_delay=2)
    hosts = sorted(room.site.hosts)
    assert len(hosts) > len(names())
    for host in hosts:
        assert "Crawl-delay: 2\n" in ask(room, f"https://{host}/robots.txt").body.decode(), host
