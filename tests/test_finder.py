"""What selectors mean by `Finder` is what they mean by XPath, on every saved page and on what pages seldom hold."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from newscrawler.reading.finder import Finder, Marked
from newscrawler.reading.selectors import taken_apart
from newscrawler.reading.words import has_words, words
from newscrawler.tree import css_path, parsed

PAGES = sorted((Path(__file__).parent / "pages").glob("*/*.html.gz"))
SOURCES = [*(Path(__file__).parents[1] / "newscrawler" / "cms").glob("*.py")]
SIMPLE = ["h1", "h2, .news > ul.date li[id]", "#main", "[hidden]", "p[class='a b']", "a.b.c", "div p, p div", "x > y z"]
COMPLICATED = ["p:last-child", "h1 + *", "[class*='date']", "a::text", "a::attr(href), b", ".x ~ *", "*", "a:not(.b)"]
ODD = """<html><body class="a"><div class="a  b
 c" id="main"><p hidden>1<p class="a b">2<p class=" a\tb ">3</p><div class="a&nbsp;b"><p class=B>4</div></div>
<ul class="news"><ul class="date x"><li id=1>5<li>6</ul></ul><p class="b"><i title="class">7</i></body></html>"""


def selectors() -> Iterator[str]:
    """Every string of the page classes of `cms` that may be one, the ones above, and some of each kind."""
    texts = (text for file in SOURCES for text in re.findall(r'"([^"\n]+)"', file.read_text(encoding="utf-8")))
    yield from SIMPLE
    yield from (text for text in texts if re.match(r"[a-z#.\[]", text) and taken_apart(text) is not None)
    yield from (
        ".a",
        ".b",
        "p.b",
        "div .a",
        "div > .a",
        ".a .b",
        ".a > .b, p",
        ".c p",
        "p, .a",
        "body.a > div",
        "i, .b",
    )


@pytest.mark.parametrize("selector", SIMPLE)
def test_a_selector_of_tags_classes_and_attributes_needs_no_xpath(selector: str) -> None:
    assert taken_apart(selector) is not None


@pytest.mark.parametrize("selector", COMPLICATED)
def test_a_selector_that_says_more_is_left_to_xpath(selector: str) -> None:
    assert taken_apart(selector) is None


def test_it_finds_what_xpath_finds_in_the_same_order() -> None:
    pages = [ODD, *(gzip.decompress(path.read_bytes()).decode() for path in PAGES[::4])]
    asked, met = [*dict.fromkeys(selectors())], set()
    for page in pages:
        root = parsed(page)
        finder = Finder(root)
        for selector in asked:
            found = css_path(selector)(root)
            assert finder.find(selector) == found, selector
            met |= {selector} if found else set()
    assert len(met) > 80


def test_inside_a_part_of_the_page_nothing_around_it_counts() -> None:
    part = css_path("ul.date").elements(parsed(ODD))[0]
    assert Finder(part).elements(".news li") == []
    assert [node.text for node in Finder(part).elements("ul > li")] == ["5", "6"]


@pytest.mark.parametrize("junk", [(".b", "[hidden]", "i"), ("ul.date", "p[class='a b']"), ("div p", ".news li"), ()])
def test_what_is_asked_of_one_element_is_what_the_whole_page_holds(junk: tuple[str, ...]) -> None:
    finder = Finder(parsed(ODD))
    marked = Marked(finder, junk, finder.elements("body"))
    nodes = [*finder.root.iter()]
    assert {node for node in nodes if marked.holds(node)} == marked.everywhere
    assert len(marked.everywhere) > len(junk)


@pytest.mark.parametrize(
    "junk", [(".b", "[hidden]", "i"), ("p.b[hidden]", "p[class='a b']"), ("div p", ".news li"), ()]
)
def test_what_a_part_holds_is_what_each_of_its_elements_is_asked(junk: tuple[str, ...]) -> None:
    finder = Finder(parsed(ODD))
    marked = Marked(finder, junk, finder.elements("#main"))
    for part in finder.root.iter():
        inside = {*part.iter()}
        assert marked.within(part) & inside == {*filter(marked.holds, inside)}


def test_words_are_where_a_reader_sees_any() -> None:
    pages = (gzip.decompress(path.read_bytes()).decode() for path in PAGES[::8])
    nodes = [node for page in (ODD, *pages) for node in parsed(page).iter("*")]
    told = [has_words(node) for node in nodes]
    assert told == [bool(words(node)) for node in nodes]
    assert {*told} == {True, False}
