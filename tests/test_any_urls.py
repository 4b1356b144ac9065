"""Addresses of a site that nobody described: what may be an article, by what it is known, which canonical counts."""

from datetime import UTC, datetime

import pytest

from newscrawler.discovery import Span
from newscrawler.discovery.anypage import AnyPage
from newscrawler.discovery.anyurl import AnyURL, any_urls
from newscrawler.discovery.candidate import Fetched
from newscrawler.discovery.kinds import PageKind, kind_of, next_guess
from newscrawler.discovery.onward import Onward
from newscrawler.errors import PageError

HOME = "https://kend.example/"
URLS = any_urls(HOME)
RULE = AnyURL(r"(?!)", home=HOME)
NOW = datetime(2025, 12, 15, 14, tzinfo=UTC)


def page(url: str, body: str | bytes, asked: str | None = None) -> Fetched:
    return Fetched(url, body.encode() if isinstance(body, str) else body, NOW, asked=asked)


def key(path: str) -> str | None:
    found = URLS.identify(path if path.startswith("http") else f"https://kend.example{path}")
    return found.key if found else None


@pytest.mark.parametrize(
    ("path", "known"),
    [
        ("/olke/korpu-acildi-1234/", "olke/korpu-acildi-1234"),
        ("/olke/korpu-acildi-1234?utm_source=x&fbclid=y&page=2", "olke/korpu-acildi-1234"),
        ("/news.php?id=77&utm_medium=rss", "news.php?id=77"),
        ("/index.php?newsid=77", "?newsid=77"),
        ("/read.php?bolme=1&id=77", "read.php?id=77"),
        ("/read.php?section=video&id=77", "read.php?id=77&section=video"),
        ("/?id=7", "?id=7"),
        ("/?b=2&a=1", "?a=1&b=2"),
        ("/olke/korpu-acildi-1234/amp/", "olke/korpu-acildi-1234"),
        ("/olke//korpu-acildi-1234", "olke/korpu-acildi-1234"),
        ("/ru/strana/most-otkryt-77", "ru/strana/most-otkryt-77"),
        ("/olke/k%c3%b6rpü", "olke/k%C3%B6rp%C3%BC"),
        ("https://www.kend.example/olke/korpu-77", "olke/korpu-77"),
        ("https://idman.kend.example/olke/korpu-77", "idman.kend.example/olke/korpu-77"),
    ],
)
def test_an_article_is_known_by_its_path_and_what_of_its_query_names_it(path: str, known: str) -> None:
    assert key(path) == known


@pytest.mark.parametrize(
    "path",
    [
        *("/", "/az/", "/index.php", "/olke/", "/olke", "/tag/neft", "/ru/tag/neft", "/category/olke", "/author/aynur"),
        *(
            "/axtar?q=neft",
            "/?s=neft",
            "/login",
            "/sekil/77.jpg",
            "/fayl.pdf",
            "/feed/",
            "/olke/page/2",
            "/2025/12/15/",
        ),
        *(
            "/haqqimizda",
            "/elaqe.html",
            "/wp-content/a/b-c-d",
            "/olke?page=3",
            "mailto:a@b.az",
            "https://basqa.example/a/77",
        ),
    ],
)
def test_what_is_plainly_no_article_is_none(path: str) -> None:
    assert key(path) is None


def test_a_key_is_never_endless_and_still_tells_articles_apart() -> None:
    one, other = (key(f"/olke/{'uzun-' * 200}{number}") for number in (1, 2))
    assert one
    assert other
    assert len(one) == len(other) == 250
    assert one != other


def test_the_edition_is_that_of_the_path_the_subdomain_or_a_parameter() -> None:
    found = [
        URLS.identify(url) for url in (f"{HOME}ru/a/1234", "https://en.kend.example/a/1234", f"{HOME}?id=77&lang=ru")
    ]
    assert [one.edition for one in found if one] == ["ru", "en", "ru"]


@pytest.mark.parametrize(
    ("canonical", "known"),
    [
        ("https://kend.example/", "news.php?id=77"),
        ("https://kend.example/news.php", "news.php?id=77"),
        ("https://basqa.example/a/korpu-acildi-1234", "news.php?id=77"),
        ("https://kend.example/olke", "news.php?id=77"),
        (None, "news.php?id=77"),
        ("https://kend.example/news.php?id=77", "news.php?id=77"),
        ("https://kend.example/?newsid=77", "?newsid=77"),
    ],
)
def test_a_canonical_link_counts_only_where_it_names_an_article_as_exactly(canonical: str | None, known: str) -> None:
    assert URLS.identify_page("https://kend.example/news.php?id=77", canonical).key == known


def test_a_page_that_neither_address_calls_an_article_is_none() -> None:
    with pytest.raises(PageError, match="not_article"):
        URLS.identify_page(HOME, HOME)


@pytest.mark.parametrize(
    ("url", "body", "kind"),
    [
        ("https://kend.example/robots.txt", "User-agent: *", "robots"),
        ("https://kend.example/x", '<?xml version="1.0"?><!-- a --><rss version="2.0"></rss>', "feed"),
        ("https://kend.example/x", '<feed xmlns="http://www.w3.org/2005/Atom"></feed>', "feed"),
        ("https://kend.example/x", '<urlset xmlns="x"></urlset>', "sitemap"),
        ("https://kend.example/x", "\ufeff<sitemapindex></sitemapindex>", "index"),
        ("https://kend.example/x.txt", "https://kend.example/a/1\nhttps://kend.example/a/2\n", "addresses"),
        ("https://kend.example/ru/", "<html><body>rss feed</body></html>", "front"),
        ("https://kend.example/olke/", "<html><code>&lt;rss&gt;</code></html>", "page"),
    ],
)
def test_a_page_is_known_by_its_first_bytes(url: str, body: str, kind: PageKind) -> None:
    assert kind_of(page(url, body)) == kind


def test_usual_addresses_are_tried_in_turn_and_come_to_an_end() -> None:
    url: str | None = "https://kend.example/sitemap.xml"
    tried = []
    while url:
        tried.append(url.removeprefix(HOME))
        url = next_guess(url)
    assert tried == ["sitemap.xml", "sitemap_index.xml", "news-sitemap.xml", "wp-sitemap.xml", "sitemap-index.xml"]
    assert next_guess("https://kend.example/olke/") is None


def test_robots_names_sitemaps_and_one_of_another_site_is_told() -> None:
    text = "User-agent: *\nSITEMAP: /xerite.xml\nSitemap: https://basqa.example/x.xml\n"
    found = AnyPage(HOME, RULE).read(page(f"{HOME}robots.txt", text), Span())
    assert found.more == [f"{HOME}xerite.xml"]
    assert found.refused == [("https://basqa.example/x.xml", "a sitemap on another site")]
    assert AnyPage(HOME, RULE).read(page(f"{HOME}robots.txt", ""), Span()).more == [f"{HOME}sitemap.xml"]


def test_an_index_is_followed_without_the_sitemaps_of_tags_and_pages() -> None:
    names = (
        "post-sitemap.xml",
        "post_tag-sitemap.xml",
        "category-sitemap.xml",
        "page-sitemap.xml",
        "sitemap-page-3.xml",
    )
    body = "".join(f"<sitemap><loc>{HOME}{name}</loc></sitemap>" for name in names)
    found = AnyPage(HOME, RULE).read(page(f"{HOME}x.xml", f"<sitemapindex>{body}</sitemapindex>"), Span())
    assert found.more == [f"{HOME}post-sitemap.xml", f"{HOME}sitemap-page-3.xml"]
    assert len(found.refused) == 3


def test_a_sitemap_is_bounded_by_last_edits_and_by_nothing_that_came_later() -> None:
    days = {"a/1001": "2025-11-30", "a/1002": "2025-12-02", "a/1003": "2025-12-14", "a/1004": ""}
    body = "".join(f"<url><loc>{HOME}{path}</loc><lastmod>{day}</lastmod></url>" for path, day in days.items())
    shown = page(f"{HOME}x.xml", f"<urlset>{body}</urlset>")
    found = AnyPage(HOME, RULE).read(shown, Span.parse("2025-12-01", "2025-12-05"))
    assert [one.url.removeprefix(HOME) for one in found.candidates] == ["a/1002", "a/1003", "a/1004"]
    assert found.whole


CARD = '<div><a href="/olke/{n}-korpu-bu-gun-acildi"><b>{n}-ci körpü bu gün səhər açıldı</b></a><i>{day}</i></div>'
MENU = '<a href="/olke">Ölkə</a><a href="/idman">İdman</a><a href="https://basqa.example/">Dost</a>'


def listing(*days: str, rest: str = "") -> str:
    cards = "".join(CARD.format(n=100 + number, day=day) for number, day in enumerate(days))
    return f"<html><body>{MENU}<p>Bu gün 15.12.2025</p>{cards}{rest}</body></html>"


def test_a_listing_tells_headlines_and_the_dates_beside_them_and_where_it_goes_on() -> None:
    body = listing("14.12.2025 10:20", "13 dekabr 2025", rest='<a href="?page=2">2</a><a href="?page=9">9</a>')
    found = AnyPage(f"{HOME}olke", RULE, walks=True).read(page(f"{HOME}olke", body), Span())
    dates = [one.published.day.isoformat() for one in found.candidates if one.published]
    assert dates == ["2025-12-14", "2025-12-13"]
    assert [one.title for one in found.candidates] == [f"{n}-ci körpü bu gün səhər açıldı" for n in (100, 101)]
    assert found.following == [f"{HOME}olke?page=2"]


def test_a_walk_ends_where_all_cards_are_older_and_where_a_page_repeats_itself() -> None:
    body = listing("14.11.2025 10:20", "13.11.2025 10:20", rest='<a rel="next" href="?page=3">»</a>')
    shown = page(f"{HOME}olke?page=2", body)
    source = AnyPage(f"{HOME}olke", RULE, walks=True)
    assert source.read(shown, Span.parse("2025-12")).following == []
    found = source.read(shown, Span())
    assert found.following == [f"{HOME}olke?page=3"]
    again = Fetched(f"{HOME}olke?page=3", body.encode(), NOW, trail=found.trail)
    assert source.read(again, Span()).following == []


def test_a_front_page_leads_to_feeds_editions_and_sections_and_to_no_other_site() -> None:
    head = '<link rel="alternate" type="application/rss+xml" href="/yeni.xml">'
    pager = '<a href="/page/2/">2</a><a href="/page/2/">Növbəti</a>'  # pages of the front itself are no sections
    body = f'<html><head>{head}</head><body>{MENU}<a href="/ru/">RU</a>{pager}</body></html>'
    shown = page(HOME, body)
    assert AnyPage(HOME, RULE).read(shown, Span()).more == [f"{HOME}yeni.xml", f"{HOME}ru/"]
    assert AnyPage(HOME, RULE, walks=True).read(shown, Span()).more == [f"{HOME}ru/", f"{HOME}olke", f"{HOME}idman"]
    assert AnyPage(HOME, RULE).read(page(HOME, MENU), Span()).more == [f"{HOME}feed/"]


@pytest.mark.parametrize(
    ("here", "links", "following"),
    [
        ("olke", '<a href="/olke/page/2/">2</a>', "olke/page/2/"),
        (
            "olke/page/2/",
            '<a href="/olke/">1</a><a href="/olke/page/3/">3</a><a href="/olke/page/9/">»</a>',
            "olke/page/3/",
        ),
        ("olke?start=30", '<a href="/olke?start=0">1</a><a href="/olke?start=60">3</a>', "olke?start=60"),
        ("olke", '<a href="/olke?seh=abc">Növbəti »</a>', "olke?seh=abc"),
        ("bolme/5", '<a href="/bolme/6">İdman</a>', None),
        ("olke?page=9", '<a href="/olke?page=8">8</a>', None),
        ("olke", '<link rel="next" href="https://basqa.example/2"><a href="#">»</a>', None),
    ],
)
def test_the_next_page_is_found_by_its_number_or_its_word(here: str, links: str, following: str | None) -> None:
    found = Onward(page(f"{HOME}{here}", f"<html><body>{links}</body></html>"), RULE).next_page()
    assert found == (f"{HOME}{following}" if following else None)
