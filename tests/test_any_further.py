"""`scrapy crawl any`: lists whose next page is named nowhere, because a script loads it."""

import pytest

from newscrawler.discovery import Span
from newscrawler.discovery.anypage import AnyPage
from newscrawler.discovery.further import Guesses
from tests.conftest import RunScrapy
from tests.server import Reply, play
from tests.test_any_crawl import article, crawled
from tests.test_any_more import SITE, TITLE, cards
from tests.test_any_places import RULE
from tests.test_any_urls import HOME, page


def piece(first: int, head: str = "") -> Reply:
    links = "".join(f'<p><a href="/olke/{number}">{TITLE.format(number)}</a></p>' for number in range(first, first + 5))
    return Reply(
        f"<!DOCTYPE html><html><head>{head}</head><body><div>{links}</div><script>more()</script></body></html>"
    )


@pytest.mark.parametrize(
    ("further", "head"),
    [("?page={}", ""), ("/page/{}/", '<link rel="stylesheet" href="/wp-content/themes/k/style.css">')],
)
def test_a_list_that_only_a_script_goes_on_with_is_tried_under_the_usual_address(
    further: str, head: str, run_scrapy: RunScrapy
) -> None:
    pages = {"/": Reply('<html><body><a href="/olke">Ölkə</a></body></html>'), "/olke": piece(101, head)}
    pages |= {f"/olke{further.format(number)}": piece(96 + 5 * number, head) for number in (2, 3)}
    pages |= {f"/olke/{number}": article(number) for number in range(101, 116)}
    with play(pages) as server:
        done = crawled(run_scrapy, server)
        first = len(server.paths)
        again = crawled(run_scrapy, server)
    assert (done.code, again.code) == (0, 0), done.log[-2000:]
    assert {int(line["url"][-3:]) for line in done.lines(site=SITE)} == {*range(101, 116)}
    assert not [path for path in server.paths[first:] if "page" in path], "nothing new is behind what was all known"


def test_lists_that_heed_no_number_are_tried_once_and_short_ones_never() -> None:
    guesses = Guesses()

    def after(url: str, count: int) -> list[str]:
        shown = page(url, f"<body>{cards(*range(101, 101 + count))}</body>")
        told = AnyPage(url, RULE, walks=True, guesses=guesses).read(shown, Span())
        guesses.learn(url, told)
        return told.following

    assert after(f"{HOME}olke", 4) == []
    assert after(f"{HOME}", 9) == [], "what a front page shows, its sections show"
    assert after(f"{HOME}olke", 9) == [f"{HOME}olke?page=2"]
    assert after(f"{HOME}olke?page=2", 9) == [f"{HOME}olke?page=3"]
    assert after(f"{HOME}olke?page=2", 0) == []
    assert after(f"{HOME}idman", 9) == []
