"""Prospecting: what a few pages of a site that nobody described tell of it, on every site that the newsroom plays."""

from functools import cache
from urllib.parse import urlsplit

import pytest

from newscrawler.discovery.candidate import Fetched
from newscrawler.discovery.cards import parse
from newscrawler.discovery.identity import ArticleURL
from newscrawler.discovery.prospect import Prospect, prospect, to_ask
from newscrawler.discovery.prospect_marks import dates_told, family_of
from newscrawler.newsroom import Newsroom

HOMES = {
    "apa": "https://apa.az/",
    "axar": "https://axar.az/",
    "azadliq": "https://www.azadliq.org/",
    "azertag": "https://azertag.az/",
    "dalga": "https://dalga.example/",
    "milli": "https://news.milli.az/",
    "modern": "https://modern.az/",
    "oxu": "https://oxu.az/",
    "qafqazinfo": "https://qafqazinfo.az/",
    "report": "https://report.az/",
    "sia": "https://sia.az/",
    "sonxeber": "https://sonxeber.az/",
    "teleqraf": "https://teleqraf.az/",
    "trend": "https://az.trend.az/",
    "yenixeber": "https://yenixeber.az/",
}
FAMILIES = {
    **dict.fromkeys(("axar", "milli", "teleqraf", "sia"), "axar"),
    **dict.fromkeys(("report", "oxu"), "ria"),
    **dict.fromkeys(("sonxeber", "yenixeber"), "newslister"),
    **{name: name for name in ("apa", "azertag", "modern", "qafqazinfo", "trend")},
    "azadliq": "pangea",
    "dalga": None,
}
BROWSER = {"User-Agent": "Mozilla/5.0"}
LOOKS = 14


def get(room: Newsroom, url: str) -> Fetched | None:
    """A page as a polite client has it, redirects followed."""
    asked = url
    for _ in range(4):
        parts = urlsplit(url)
        found = room.respond("GET", parts.netloc, f"{parts.path}{'?' if parts.query else ''}{parts.query}", BROWSER)
        if found.status not in (301, 302):
            break
        url = dict(found.headers)["Location"]
    return Fetched(url, found.body, room.clock.now(), asked=asked) if found.status == 200 else None


@cache
def look_at(site: str) -> tuple[Newsroom, list[Fetched], Prospect]:
    room, pages, missing = Newsroom(articles=60, seed=5, sites=(site,)), list[Fetched](), list[str]()
    home = HOMES[site]
    while (ahead := to_ask(home, pages, missing)) and len(pages) + len(missing) < LOOKS:
        page = get(room, ahead[0])
        pages += [page] if page else []
        missing += [] if page else [ahead[0]]
    articles = [get(room, url) for url in prospect(home, pages).examples[:4]]
    pages += [page for page in articles if page]
    return room, pages, prospect(home, pages)


@pytest.mark.parametrize("site", HOMES)
def test_the_rule_names_every_article_of_the_host_and_tells_them_apart(site: str) -> None:
    room, _, found = look_at(site)
    assert found.rule
    rule = ArticleURL(
        found.rule.article_url, rewrites=((r"(?<!/)$", "/"),) if found.rule.slash else (), query=found.rule.query
    )
    prefixes = {f"/{edition}/" for edition in ("ru", "en") if edition not in found.editions}
    stories = [
        story for story in room.stories if story.held and urlsplit(story.url).netloc == urlsplit(HOMES[site]).netloc
    ]
    stories = [story for story in stories if not urlsplit(story.url).path.startswith(tuple(prefixes))]
    identities = [rule.identify(story.url) for story in stories]
    assert len(stories) > 10
    assert None not in identities
    assert len({one.key for one in identities if one}) == len(stories)
    sections = {f"{HOMES[site]}{story.section_slug}/" for story in stories}
    assert not any(rule.identify(url) for url in (HOMES[site], *sections))


@pytest.mark.parametrize("site", HOMES)
def test_the_family_is_known_by_its_marks(site: str) -> None:
    assert look_at(site)[2].family == FAMILIES[site]


@pytest.mark.parametrize("site", HOMES)
def test_a_listing_is_read_by_the_cards_that_were_guessed(site: str) -> None:
    room, pages, found = look_at(site)
    stories = {key for story in room.stories for key in (story.url, story.listed)}
    assert found.listings
    for listing in found.listings:
        page = next(page for page in pages if page.url == listing.url)
        shown = listing.cards.read(parse(page), page, "listing").candidates
        assert len(shown) >= 3
        assert {one.url for one in shown} <= stories
        assert all(one.title for one in shown)


def test_of_report_the_feed_the_sitemaps_and_the_editions_are_found() -> None:
    found = look_at("report")[2]
    assert found.feeds == ("https://report.az/rss",)
    assert found.news_sitemaps == ("https://report.az/news-sitemap.xml",)
    assert found.sitemaps == ("https://report.az/sitemap-posts-archive.xml",)
    assert found.editions == ("az", "ru", "en")
    assert "json-ld" in found.dates


def test_of_an_invented_site_all_is_found_and_a_query_parameter_may_name_an_article() -> None:
    found = look_at("dalga")[2]
    assert found.feeds == ("https://dalga.example/yeni.xml", "https://dalga.example/ru/yeni.xml")
    assert found.sitemaps == ("https://dalga.example/xerite.xml", "https://dalga.example/ru/xerite.xml")
    assert found.rule
    assert (found.rule.query, found.rule.slash) == (("nid",), True)
    cards = {listing.cards for listing in found.listings}
    assert {(one.card, one.link, one.date) for one in cards} == {("div.kart", "div.basliq a", "span.tarix")}


def test_what_is_asked_first_is_robots_and_the_front_page_and_nothing_is_asked_twice() -> None:
    room, pages, _ = look_at("dalga")
    asked = [page.asked for page in pages]
    assert asked[:2] == ["https://dalga.example/robots.txt", "https://dalga.example/"]
    assert len(asked) == len({*asked})
    assert to_ask("https://dalga.example/", [], ["https://dalga.example/robots.txt"])[:2] == [
        "https://dalga.example/",
        "https://dalga.example/sitemap.xml",
    ]
    assert room.clock.now() == pages[0].at


def html(text: str) -> Fetched:
    return Fetched("https://kend.example/", text.encode(), Newsroom(articles=1).clock.now())


def test_wordpress_and_a_software_of_nobody_are_told_apart() -> None:
    assert (
        family_of([html('<head><link rel="https://api.w.org/" href="https://kend.example/wp-json/"></head>')])
        == "wordpress"
    )
    assert family_of([html("<p>Salam</p>")]) is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('<script type="application/ld+json">{"datePublished": "2025-12-15"}</script>', ("json-ld",)),
        ('<meta property="article:published_time" content="2025-12-15"><time datetime="2025-12-15">', ("meta", "time")),
        ("<span>15 dekabr 2025</span>", ("printed",)),
    ],
)
def test_where_dates_stand_is_told(text: str, told: tuple[str, ...]) -> None:
    assert dates_told([html(text)]) == told


def test_a_news_sitemap_with_older_entries_is_a_news_sitemap_still() -> None:
    now, home = Newsroom(articles=1).clock.now(), "https://kend.example/"
    entry = "<url><loc>{}</loc><n:news><n:publication_date>2019-01-0{}</n:publication_date></n:news></url>"
    entries = "".join(entry.format(f"{home}x/{number}001", number) for number in (1, 2, 3))
    spaces = (
        'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"'
    )
    page = Fetched(f"{home}gnews.xml", f"<urlset {spaces}>{entries}</urlset>".encode(), now)
    found = prospect(home, [page])
    assert (found.news_sitemaps, found.sitemaps) == ((page.url,), ())


def test_numbers_that_begin_like_a_year_are_no_days() -> None:
    cards = "".join(f'<div class="k"><a href="/xeber/2004{n}">Kənd yolu</a></div>' for n in range(4))
    assert len(prospect("https://kend.example/", [html(cards)]).examples) == 4
