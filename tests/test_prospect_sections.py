"""The sections of a site that nobody described: where a front page hides, which are asked for, how they go on."""

from datetime import timedelta

import pytest

from newscrawler.az import BAKU
from newscrawler.discovery.candidate import Fetched
from newscrawler.discovery.prospect import prospect, to_ask
from tests.test_prospect import html


def test_a_front_page_that_sends_its_reader_on_is_followed_and_its_sections_are_known() -> None:
    home, target = "https://kend.example/", "https://kend.example/main.php"
    front = html('<meta http-equiv="Refresh" content="0; URL=main.php">')
    assert target in to_ask(home, [front])
    menu = "".join(f'<a href="index.php?do=cat&category={name}">{name}</a>' for name in ("Yol", "Bag", "Su"))
    feed = '<link rel="alternate" type="application/rss+xml" href="/xeber.rss">'
    page = Fetched(target, f"<html><head>{feed}</head><body>{menu}<a href=haqqimizda.php>Biz</a>".encode(), front.at)
    sections = tuple(f"https://kend.example/index.php?do=cat&category={name}" for name in ("Yol", "Bag", "Su"))
    assert prospect(home, [front, page]).sections == sections
    ahead = to_ask(home, [front, page])
    assert [url for url in ahead if url in sections] == [*sections]
    assert "https://kend.example/xeber.rss" in ahead


def test_sections_are_asked_for_before_the_last_usual_addresses_and_that_of_all_news_first() -> None:
    home = "https://kend.example/"
    menu = "".join(
        f'<a href="/{name}/">{name}</a>' for name in ("yol", "bag", "su", "ev", "at", "elaqe", "son-xeberler")
    )
    missing = [f"{home}{name}" for name in ("robots.txt", "sitemap.xml", "feed/")]
    ahead = to_ask(home, [html(menu)], missing)
    assert ahead[:5] == [f"{home}{name}/" for name in ("son-xeberler", "yol", "bag", "su", "ev")]
    assert ahead[-1] == f"{home}at/"
    assert f"{home}elaqe/" not in ahead


@pytest.mark.parametrize(
    ("section", "following", "other", "pages"),
    [
        ("/cat.php?id=3", "/cat.php?id=3&page=2", "/cat.php?id=12", "/cat.php?id=12&page={page}"),
        ("/i.php?do=cat&category=yol", "/i.php?do=cat&category=yol&p=2", "/i.php?do=cat&category=su", "&p={page}"),
        ("/olke/", "/olke/page/2/", "/idman/", "/idman/page/{page}/"),
        ("/olke", "/olke?page=2", "/idman", "/idman?page={page}"),
        ("/olke", "/olke?page=2&per-page=30", "/idman", "/idman?page={page}&per-page=30"),
        ("/az/olke", "/az/olke?page=2", "/ru/strana", "/ru/strana?page={page}"),
        ("/cat.php?id=3", "/cat.php?id=3&page=2", "/elaqe.php?id=3", None),
        ("/olke/", "/olke/page/2/", "/a/b/idman/", None),
        ("/olke/", "/olke/page/2/", "/idman.html", None),
    ],
)
def test_the_pages_of_one_section_tell_those_of_its_sisters(
    section: str, following: str, other: str, pages: str | None
) -> None:
    home = "https://kend.example"
    cards = "".join(
        f'<div class="k"><a href="/xeber/kend-yolu-acildi-{n}.html">Kənd yolu</a></div>' for n in range(101, 105)
    )
    shown = Fetched(f"{home}{section}", f'{cards}<a href="{following}">2</a>'.encode(), html("").at)
    (listing,) = prospect(f"{home}/", [shown]).listings
    found = listing.pages_of(f"{home}{other}")
    assert (found is None) == (pages is None)
    assert pages is None or (found or "").endswith(pages)


def cards(*names: str) -> str:
    """Cards of articles."""
    return "".join(
        f'<div class="x"><a href="/xeber/{name}-7{place}1">{name} kəndində yeni körpü açılıb</a></div>'
        for place, name in enumerate(names)
    )


def test_the_page_of_yesterday_is_asked_for_where_a_calendar_is_linked_and_tells_the_form_of_all() -> None:
    home, front = "https://kend.example/", html("")
    today = front.at.astimezone(BAKU).date()
    days = [today - timedelta(days=ago) for ago in range(4)]
    links = "".join(f'<a href="/arxiv/{day:%d.%m.%Y}?page=1">{day.day}</a>' for day in days)
    asked = next(url for url in to_ask(home, [html(links)]) if "arxiv" in url)
    assert asked == f"{home}arxiv/{days[1]:%d.%m.%Y}?page=1"
    page = Fetched(asked, f"<html><body>{cards('Şəki', 'Quba', 'Şamaxı')}".encode(), front.at)
    found = prospect(home, [html(links), page])
    assert [one.url for one in found.days] == [f"{home}arxiv/{{day:%d.%m.%Y}}"]
    assert asked not in {one.url for one in found.listings}


def test_an_index_of_nothing_but_news_sitemaps_tells_of_the_last_days() -> None:
    home, front = "https://kend.example/", html("")
    index = f"<sitemapindex><sitemap><loc>{home}map_az.xml</loc></sitemap></sitemapindex>"
    stamp = "<news:publication_date>2026-03-01T10:00:00+04:00</news:publication_date>"
    space = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    entry = f"<url><loc>{home}xeber/korpu-acildi-777</loc><news:news>{stamp}</news:news></url>"
    pages = [Fetched(f"{home}sitemap.xml", index.encode(), front.at)]
    assert prospect(home, pages).sitemaps == (f"{home}sitemap.xml",)
    pages.append(Fetched(f"{home}map_az.xml", f"<urlset {space}>{entry}</urlset>".encode(), front.at))
    found = prospect(home, pages)
    assert (found.news_sitemaps, found.sitemaps) == ((f"{home}map_az.xml",), ())
