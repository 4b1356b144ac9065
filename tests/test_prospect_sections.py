"""The sections of a site that nobody described: where a front page hides, which are asked for, how they go on."""

import pytest

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
    menu = "".join(f'<a href="/{name}/">{name}</a>' for name in ("yol", "bag", "su", "elaqe", "son-xeberler"))
    missing = [f"{home}{name}" for name in ("robots.txt", "sitemap.xml", "feed/")]
    ahead = to_ask(home, [html(menu)], missing)
    assert ahead[:3] == [f"{home}{name}/" for name in ("son-xeberler", "yol", "bag")]
    assert ahead[-1] == f"{home}su/"
    assert f"{home}elaqe/" not in ahead


@pytest.mark.parametrize(
    ("section", "following", "other", "pages"),
    [
        ("/cat.php?id=3", "/cat.php?id=3&page=2", "/cat.php?id=12", "/cat.php?id=12&page={page}"),
        ("/i.php?do=cat&category=yol", "/i.php?do=cat&category=yol&p=2", "/i.php?do=cat&category=su", "&p={page}"),
        ("/olke/", "/olke/page/2/", "/idman/", "/idman/page/{page}/"),
        ("/olke", "/olke?page=2", "/idman", "/idman?page={page}"),
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
