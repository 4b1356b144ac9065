"""`scrapy crawl any`: lists that go on behind a button, as far as its mark-up tells what it asks for."""

import json

import pytest

from newscrawler.discovery import Span
from newscrawler.discovery.anypage import AnyPage
from newscrawler.discovery.findings import Findings
from tests.conftest import RunScrapy
from tests.server import Reply, play
from tests.test_any_crawl import article, crawled, front
from tests.test_any_places import RULE, linked
from tests.test_any_urls import HOME, page

SITE = "kend.example"
ARTICLES = {f"/olke/{number}": article(number) for number in range(101, 113)}
TITLE = "{}-ci körpü nəhayət bu gün açıldı"


def cards(*numbers: int) -> str:
    return "".join(f'<div><a href="/olke/{n}">{TITLE.format(n)}</a></div>' for n in numbers)


def found(body: str, url: str = f"{HOME}olke", form: str | None = None) -> Findings:
    return AnyPage(url, RULE, walks=True, form=form).read(page(url, body), Span())


def behind(button: str) -> list[str]:
    """What a list of three articles asks for next, below the site's address."""
    body = linked("/olke/101", "/olke/102", "/olke/103", rest=button)
    return [url.removeprefix(HOME) for url in found(f"<html><head></head>{body}</html>").following]


@pytest.mark.parametrize(
    ("button", "asked"),
    [
        ('<button data-url="/yukle?page=2">Daha çox</button>', "yukle?page=2"),
        ('<a href="#" class="load-more" data-next="/olke?page=2">Daha çox</a>', "olke?page=2"),
        ('<a href="javascript:void(0)" data-href="/yukle/olke/2">Daha çox göstər</a>', "yukle/olke/2"),
        ('<div id="list" data-next-page-url="?p=2"></div>', "olke?p=2"),
        ('<button hx-get="/yukle?offset=3">Ещё новости</button>', "yukle?offset=3"),
        ('<button hx-post="/yukle" hx-vals=\'{"page": 2}\'>Load more</button>', "yukle#post?page=2"),
        ('<button class="load-more" data-url="/yukle" data-page="1" data-cat="5"></button>', "yukle?page=2&cat=5"),
        ('<button class="load-more" data-url="/yukle" data-page="2"></button>', "yukle?page=2"),
        ('<button class="load-more" data-url="/yukle" data-next-page="2"></button>', "yukle?page=2"),
        ('<button class="load-more" data-url="/yukle" data-offset="0"></button>', "yukle?offset=3"),
        (
            '<button class="load-more" data-url="/yukle" data-offset="0" data-limit="20"></button>',
            "yukle?offset=20&limit=20",
        ),
        (
            '<div data-url="/yukle" data-cat="5"><p><button data-page="1">Daha çox</button></p></div>',
            "yukle?cat=5&page=2",
        ),
        ('<button data-method="POST" data-url="/yukle" data-page="1">Daha çox</button>', "yukle#post?page=2"),
        (
            '<script>var x = {"ajaxurl":"https:\\/\\/kend.example\\/wp-admin\\/admin-ajax.php"}</script>'
            '<button class="loadmore" data-action="more" data-page="1" data-nonce="a1">Daha çox</button>',
            "wp-admin/admin-ajax.php#post?action=more&page=2&nonce=a1",
        ),
        (
            '<link href="/wp-content/x.css"><a data-action="more" data-paged="1" data-max-pages="3">Daha çox</a>',
            "wp-admin/admin-ajax.php#post?action=more&paged=2",
        ),
        (
            '<form method="post" action="/yukle"><input name="s" value="2"><button>Daha çox</button></form>',
            "yukle#post?s=2",
        ),
        ('<form action="/yukle"><input name="s" value="2" type="hidden"><button>Daha çox</button></form>', "yukle?s=2"),
    ],
)
def test_a_button_is_followed_by_what_its_mark_up_tells(button: str, asked: str) -> None:
    assert behind(button) == [asked]


@pytest.mark.parametrize(
    "button",
    [
        '<button class="load-more" data-url="/yukle" data-page="1" data-max-pages="1">Daha çox</button>',
        '<button class="load-more" data-url="/yukle?page=2" disabled>Daha çox</button>',
        '<a href="#" class="dropdown-toggle" data-toggle="dropdown" data-url="/yukle?page=2">Daha çox</a>',
        '<div class="share" data-url="/olke/101">Paylaş</div>',
        '<a class="read-more" href="#" data-url="/olke/kend-yolunda-yeni-korpu">Daha ətraflı</a>',
        '<div class="load-more" data-url="https://basqa.example/yukle?page=2">Daha çox</div>',
        '<nav><button data-url="/yukle?page=2">Daha çox</button></nav>',
        '<form method="post" action="/axtar"><input name="q" value=""><button>Axtar</button></form>',
        '<form method="post" action="/sorgu"><input type="radio" name="ses" value="1"><button>Göstər</button></form>',
    ],
)
def test_what_brings_no_more_of_the_list_is_not_asked_for(button: str) -> None:
    assert behind(button) == []


@pytest.mark.parametrize(
    ("button", "told"),
    [
        ('<button onclick="more()">Daha çox</button>', "Daha çox"),
        ('<a href="#" id="more" data-page="2">Показать ещё</a>', "Показать ещё"),
        ('<button class="load-more" data-url="/yukle" data-page="1" data-max-pages="1">Daha çox</button>', None),
        (
            '<a class="load-more" href="#" data-url="https://basqa.example/yukle">Daha çox</a>',
            "https://basqa.example/yukle",
        ),
        (
            '<a href="#" class="dropdown-toggle">Daha çox</a><h3>Daha çox</h3><a href="/olke/daha-cox">Daha çox</a>',
            None,
        ),
    ],
)
def test_a_button_that_is_not_followed_is_named_and_nothing_else_is(button: str, told: str | None) -> None:
    refused = found(f"<html><head></head>{linked('/olke/101', '/olke/102', rest=button)}</html>").refused
    assert [what for what, _ in refused] == ([told] if told else [])
    assert all(why.startswith("not followed") for _, why in refused)


def test_pieces_without_a_button_of_their_own_are_counted_on_until_they_are_empty() -> None:
    assert found(cards(104), f"{HOME}yukle?page=2&cat=5").following == [f"{HOME}yukle?page=3&cat=5"]
    assert found(cards(104, 105), f"{HOME}yukle?offset=3").following == [f"{HOME}yukle?offset=5"]
    ajax = f"{HOME}wp-admin/admin-ajax.php"
    assert found(cards(104), ajax, "action=more&page=2").following == [f"{ajax}#post?action=more&page=3"]
    assert found("", f"{HOME}yukle?page=9").following == []
    assert found(f"<html><body>{cards(104)}</body></html>", f"{HOME}olke?page=2").following == []


def test_an_answer_of_json_is_read_as_the_list_that_it_holds() -> None:
    shown = [{"url": f"/olke/{n}", "title": TITLE.format(n), "published_at": "2025-12-14 10:20"} for n in (104, 105)]
    told = found(json.dumps({"data": shown, "links": {"next": "/yukle?page=3"}}), f"{HOME}yukle?page=2")
    assert [one.url for one in told.candidates] == [f"{HOME}olke/104", f"{HOME}olke/105"]
    assert all(one.published for one in told.candidates)
    assert told.following == [f"{HOME}yukle?page=3"]
    assert found(json.dumps({"html": cards(104), "has_more": True}), f"{HOME}yukle?page=2").following
    assert not found(json.dumps({"html": cards(104), "has_more": False}), f"{HOME}yukle?page=2").following


def test_lists_behind_buttons_are_archived_to_their_end(run_scrapy: RunScrapy) -> None:
    more = '<button class="load-more" data-action="more" data-cat="5" data-page="1">Daha çox</button>'
    ajax = "POST /wp-admin/admin-ajax.php action=more&cat=5&page="
    script = '<link rel="stylesheet" href="/wp-content/themes/kend/style.css">'
    json_list = {"items": [{"link": "/olke/112", "title": TITLE.format(112)}], "has_more": False}
    pages = {
        "/": front(["/olke/101"], '<a href="/idman">İdman</a><a href="/hava">Hava</a>'),
        "/olke": front(["/olke/101", "/olke/102"], script + more),
        **{f"{ajax}{n}": Reply(cards(99 + 2 * n, 100 + 2 * n)) for n in (2, 3, 4)},
        f"{ajax}5": Reply("0"),
        "/idman": front(["/olke/109"], '<a href="#" data-next="/yukle?page=2">Daha çox</a>'),
        "/yukle?page=2": Reply(cards(110, 111)),
        "/yukle?page=3": Reply(json.dumps(json_list), kind="application/json"),
        "/hava": front(["/olke/101"], '<button onclick="more()">Daha çox</button>'),
    }
    with play({**pages, **ARTICLES}) as server:
        done = crawled(run_scrapy, server)
        assert done.code == 0, done.log[-2000:]
        assert {line["url"][-3:] for line in done.lines(site=SITE)} == {path[-3:] for path in ARTICLES}
        assert [path for path in server.paths if path.startswith("POST")] == [f"{ajax}{n}" for n in (2, 3, 4, 5)]
        before = len(server.seen)
        crawled(run_scrapy, server)
    assert [path for path in server.paths[before:] if path.startswith("POST")] == [f"{ajax}2"]
    left = {line["url"] for line in done.lines("rejected", SITE) if "not followed" in (line["detail"] or "")}
    assert left == {f"https://{SITE}/hava#Daha%20%C3%A7ox"}
