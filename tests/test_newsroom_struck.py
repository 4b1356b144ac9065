"""Which pages the faults strike, how often, and how those look that still show an article."""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from lxml import html

from newscrawler.errors import ArgumentError
from newscrawler.newsroom import Newsroom, Story
from tests.wire import listen

FAULTS = "server_error*2=5 gone_404=3 redirect_loop redirect_chain redirect_private=8 login_redirect"
ARTICLES = "no_paragraphs=6 database_notice=6 paywall=12 utf8_header_cp1254=4 cp1254_no_charset=4"


@pytest.fixture(scope="module")
def room() -> Newsroom:
    return Newsroom(articles=200, seed=3, faults=f"{FAULTS} {ARTICLES}")


@pytest.fixture(scope="module")
def origin(room: Newsroom) -> Iterator[str]:
    with room.serve() as origin:
        yield origin


def path(story: Story) -> str:
    return urlsplit(story.url).path


def tree(body: bytes) -> Any:
    return html.document_fromstring(body.decode())


def linked_data(found: Any) -> list[Any]:
    return [json.loads(node.text) for node in found.cssselect('script[type="application/ld+json"]')]


def test_the_same_seed_strikes_the_same_pages_and_no_page_twice(room: Newsroom) -> None:
    def keys(of: Newsroom) -> dict[str, list[str]]:
        return {name: [story.record_id for story in stories] for name, stories in of.struck.items()}

    mine = keys(room)
    assert {name: len(stories) for name, stories in mine.items()}["server_error"] == 5
    every = [one for stories in mine.values() for one in stories]
    assert len(every) == len(set(every)) == 51
    assert keys(Newsroom(articles=200, seed=3, faults=f"{FAULTS} {ARTICLES}")) == mine
    assert keys(Newsroom(articles=200, seed=4, faults=f"{FAULTS} {ARTICLES}")) != mine
    assert all(story.held and story.removed is None for stories in room.struck.values() for story in stories)


def test_a_fault_strikes_so_many_times_whatever_form_of_the_address_is_asked_for(origin: str, room: Newsroom) -> None:
    forms = (("", "report.az"), ("/", "www.report.az"), ("?utm_source=x", "report.az"), ("", "api.report.az"))
    for story in room.struck["server_error"]:
        statuses = [listen(origin, path(story) + tail, Host=host).status for tail, host in forms]
        assert statuses == [500, 500, 200, 200]
        assert listen(origin, path(story)).body == room.respond("GET", "report.az", path(story)).body
    for story in room.struck["gone_404"]:
        assert [listen(origin, path(story)).status for _ in range(4)] == [404] * 4


def test_a_page_without_fault_stays_as_it_is(origin: str, room: Newsroom) -> None:
    marked = {story.record_id for stories in room.struck.values() for story in stories}
    clean = [story for story in room.published() if story.held and story.record_id not in marked]
    for story in clean[::9]:
        heard = listen(origin, path(story))
        assert (heard.status, heard.body) == (200, room.respond("GET", "report.az", path(story)).body)
        tag = heard.header("ETag")
        assert tag is not None
        assert listen(origin, path(story), If_None_Match=tag).status == 304
        head = listen(origin, path(story), method="HEAD")
        assert (head.status, head.body, head.length) == (200, b"", len(heard.body))


def test_the_truth_names_the_fault_of_each_story(origin: str, room: Newsroom) -> None:
    lines = listen(origin, "/newsroom/truth.jsonl", Host="127.0.0.1").body.decode().splitlines()
    told = {one["id"]: (one["fault"], one["fault_times"]) for one in map(json.loads, lines)}
    marked = {story.record_id: name for name, stories in room.struck.items() for story in stories}
    assert len(told) == 200
    for record, (fault, times) in told.items():
        assert fault == marked.get(record)
        assert times == (2 if fault == "server_error" else None)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sunstroke=2", "no fault sunstroke; there are account_suspended, .*works_in_progress, wrong_protocol"),
        ("server_error*0", "NAME"),
        ("server_error=x", "NAME"),
        ("=3", "NAME"),
    ],
)
def test_a_wrong_order_is_an_argument_error(text: str, said: str) -> None:
    with pytest.raises(ArgumentError, match=said):
        Newsroom(articles=5, faults=text)


def test_more_faults_than_articles_are_an_argument_error() -> None:
    with pytest.raises(ArgumentError, match="30 pages asked for"), Newsroom(articles=20, faults="timeout=30").serve():
        pass


def test_a_head_request_gets_the_head_of_the_fault(origin: str, room: Newsroom) -> None:
    heard = listen(origin, path(room.struck["gone_404"][0]), method="HEAD")
    assert (heard.status, heard.body, heard.end) == (404, b"", "closed")


def test_redirects_go_where_they_say(origin: str, room: Newsroom) -> None:
    loop = room.struck["redirect_loop"][0]
    assert listen(origin, path(loop) + "-2").header("Location") == loop.url
    assert listen(origin, path(loop) + "-2", Host="www.report.az").status == 302
    assert listen(origin, path(loop) + "-3").status == listen(origin, path(loop) + "-1").status == 404
    chain = room.struck["redirect_chain"][0]
    there, hops = path(chain), 0
    while (heard := listen(origin, there)).status == 302:
        there, hops = heard.header("Location") or "", hops + 1
    assert (hops, there, heard.status) == (12, path(chain) + "-13", 200)
    assert heard.body == room.respond("GET", "report.az", path(chain)).body
    private = [listen(origin, path(story)).header("Location") or "" for story in room.struck["redirect_private"]]
    assert [urlsplit(one).netloc for one in private[::2]] == ["10.0.0.1"] * 4
    assert private[1::2] == ["http://127.0.0.1:22/", "http://[::1]/", "http://169.254.169.254/", "http://127.0.0.1:22/"]
    login = listen(origin, path(room.struck["login_redirect"][0])).header("Location") or ""
    assert b'type="password"' in listen(origin, login).body


def test_a_page_without_its_text_keeps_headline_and_date(origin: str, room: Newsroom) -> None:
    for name in ("no_paragraphs", "database_notice"):
        for story in room.struck[name]:
            found = tree(listen(origin, path(story)).body)
            assert story.title in [" ".join(node.text_content().split()) for node in found.cssselect("h1")]
            shown = found.cssselect("main")[0].text_content()
            assert not any(paragraph in shown for paragraph in story.paragraphs)
            assert ("error in your SQL syntax" in shown) is (name == "database_notice")


def test_a_paywall_shows_the_first_paragraph_and_says_what_is_not_free(origin: str, room: Newsroom) -> None:
    assert {story.layout for story in room.struck["paywall"]} == {"old", "new"}
    for story in room.struck["paywall"]:
        found = tree(listen(origin, path(story)).body)
        text = re.sub("[\u200b\u00ad]", "", " ".join(found.text_content().split()))
        assert not any(paragraph in text for paragraph in story.paragraphs[1:])
        assert "Abunə ol" in found.cssselect(".paywall")[0].text_content()
        scripts = linked_data(found)
        assert '"isAccessibleForFree": false' in json.dumps(scripts)
        assert '"cssSelector": ".paywall"' in json.dumps(scripts)
    plain = [story for story in room.struck["paywall"] if not story.features & {"lookalikes", "entities"}]
    shown = [listen(origin, path(story)).body.decode() for story in plain]
    assert sum(story.paragraphs[0].split(", ")[0] in text for story, text in zip(plain, shown, strict=True)) >= 6


@pytest.mark.parametrize("name", ["utf8_header_cp1254", "cp1254_no_charset"])
def test_cp1254_bytes_hold_the_text_and_no_utf8(name: str, origin: str, room: Newsroom) -> None:
    for story in [one for one in room.struck[name] if one.language == "az"]:
        heard = listen(origin, path(story))
        with pytest.raises(UnicodeDecodeError):
            heard.body.decode()
        text, right = heard.body.decode("cp1254"), room.respond("GET", "report.az", path(story)).body.decode()
        assert "&#601;" in text
        assert ("charset=" in text) is (name == "utf8_header_cp1254")
        assert (heard.header("Content-Type") or "").endswith("utf-8") is (name == "utf8_header_cp1254")
        assert story.title in " ".join(tree(text.encode()).findtext(".//h1").split())
        assert linked_data(tree(text.encode())) == linked_data(tree(right.encode()))
