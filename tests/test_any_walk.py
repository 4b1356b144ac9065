"""`scrapy crawl any` on sites that are built crookedly: fronts that lead elsewhere, sections by number, empty ones."""

import pytest
from scrapy.exceptions import DownloadFailedError
from twisted.internet.error import ConnectionDone
from twisted.python.failure import Failure

from newscrawler.discovery.addresses import is_list, names_article
from newscrawler.discovery.anyurl import AnyURL
from newscrawler.discovery.onward import Onward
from newscrawler.hindrance import words_of
from tests.conftest import RunScrapy
from tests.server import Reply, play
from tests.test_any_crawl import article, crawled, front
from tests.test_any_urls import HOME, page

SITE = "kend.example"
RULE = AnyURL(r"(?!)", home=HOME)
ARTICLES = {f"/olke/{number}": article(number) for number in range(101, 107)}
LISTS = {
    "/az/": front(["/olke/101", "/olke/102"]),
    "/olke": front(["/olke/103", "/olke/104"], '<a href="/olke?page=2">2</a>'),
    "/olke?page=2": front(["/olke/105", "/olke/106"]),
}
EVERY = {str(number) for number in range(101, 107)}


@pytest.mark.parametrize(
    "first",
    [
        Reply("", 302, {"Location": f"https://www.{SITE}/az/"}),
        Reply("<html><head><meta http-equiv=refresh content=0;url=/az/></head></html>"),
        Reply("<html><head><meta http-equiv='Refresh' content=\"0; URL='/az/'\"></head></html>"),
    ],
)
def test_a_front_page_that_leads_elsewhere_is_followed_and_walked(first: Reply, run_scrapy: RunScrapy) -> None:
    with play({"/": first, **LISTS, **ARTICLES}) as server:
        done = crawled(run_scrapy, server)
    assert done.code == 0, done.log[-2000:]
    assert {line["url"][-3:] for line in done.lines(site=SITE)} == EVERY
    assert server.paths.count("/") == server.paths.count("/az/") == 1, (
        "what it names and what it lists are read at once"
    )
    assert max(map(server.paths.count, ARTICLES)) == 1


def test_sections_by_number_are_walked_whatever_their_script_is_called(run_scrapy: RunScrapy) -> None:
    menu = '<a href="/cat.php?id=1">Siyasət</a><a href="/yazilar.php?id=2">İdman</a>'
    dated = {f"/news.php?id={number}": article(number) for number in range(101, 113)}
    urls = list(dated)
    pages = {
        "/": front(urls[:1], menu),
        "/cat.php?id=1": front(urls[1:4], '<a href="/cat.php?page=2&amp;id=1">2</a>'),
        "/cat.php?page=2&id=1": front(urls[4:6]),
        "/yazilar.php?id=2": front(urls[6:11], '<a href="/yazilar.php?id=2&amp;page=2">2</a>'),
        "/yazilar.php?id=2&page=2": front(urls[11:]),
    }
    with play({**pages, **dated}) as server:
        done = crawled(run_scrapy, server)
    assert {line["url"][-3:] for line in done.lines(site=SITE)} == {url[-3:] for url in urls}, done.log[-2000:]


def test_a_crawl_that_stores_nothing_is_not_complete(run_scrapy: RunScrapy) -> None:
    empty = Reply(
        "<html><body><h1>Mağaza</h1><a href='/olke/101'>Kəndin körpüsü nəhayət bu gün açıldı</a></body></html>"
    )
    with play({"/": empty, "/olke/101": Reply("<html><body><h1>Salam</h1></body></html>")}) as server:
        done = crawled(run_scrapy, server)
    assert done.code == 3
    assert "not one article was stored" in done.log
    assert "1 incomplete" in done.log


def test_where_most_articles_cannot_be_read_the_end_says_so(run_scrapy: RunScrapy) -> None:
    poor = {f"/olke/{number}": Reply("<html><body><h1>Salam</h1></body></html>") for number in (102, 103)}
    with play({"/": front(["/olke/101", *poor]), "/olke/101": article(101), **poor}) as server:
        done = crawled(run_scrapy, server)
    assert done.code == 0
    assert "WARNING" in next(line for line in done.log.splitlines() if "most articles could not be read" in line)


@pytest.mark.parametrize(
    ("content", "target"),
    [
        ("0; url=/az", "/az"),
        ("0;URL='/az'", "/az"),
        ("5,url=az", "/az"),
        ("300", None),
        ("0;url=//basqa.example/", None),
    ],
)
def test_where_a_page_sends_its_reader_on(content: str, target: str | None) -> None:
    shown = page(HOME, f'<html><head><meta http-equiv="REFRESH" content="{content}"></head></html>')
    assert Onward(shown, RULE).refresh() == (f"{HOME[:-1]}{target}" if target else None)


@pytest.mark.parametrize(
    "path",
    [
        *("cat.php?id=1", "section.php?id=2&page=3", "category.php?cid=3", "bolme.php?id=4", "rubric.php?id=5"),
        *("kateqoriya.php?id=6", "index.php?do=cat&id=7", "kateqoriya/8"),
    ],
)
def test_a_section_with_a_number_is_no_article(path: str) -> None:
    assert not names_article(f"{HOME}{path}")
    assert RULE.identify(f"{HOME}{path}") is None


@pytest.mark.parametrize("path", ["news.php?id=1", "cat.php?cid=4&id=77", "category.php?newsid=77", "index.php?id=7"])
def test_an_article_below_a_section_still_is_one(path: str) -> None:
    script, _, query = path.partition("?")
    assert not is_list(f"/{script}", query)
    assert RULE.identify(f"{HOME}{path}") is not None


def test_a_failed_download_is_told_in_the_words_of_its_cause() -> None:
    cause = Exception()
    cause.reasons = [Failure(ConnectionDone("bye"))]  # type: ignore[attr-defined, no-untyped-call]  # as Twisted's ResponseFailed
    error = DownloadFailedError("[<twisted.python.failure.Failure …>]")
    error.__cause__ = cause
    assert words_of(error) == "ConnectionDone: Connection was closed cleanly: bye."
