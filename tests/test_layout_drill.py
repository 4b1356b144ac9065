"""The layout change drill: every saved page with its classes and ids renamed, read by the looks of its old layout."""

import gzip
import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from scrapy.http import HtmlResponse, Request

from newscrawler.errors import PageError
from newscrawler.reading.normalise import normalise
from newscrawler.spider import NewsSpider
from newscrawler.tree import Element
from tests.shingles import f1, score
from tests.test_pages import CASES, loader

EXPECTED = {path: json.loads(path.read_text(encoding="utf-8")) for path in CASES}
ARTICLES = [path for path in CASES if "rejected" not in EXPECTED[path]["expected"]]
NO_ARTICLES = [path for path in CASES if "rejected" in EXPECTED[path]["expected"]]
MARKUP = ("itemprop", "itemtype", "itemscope", "property")


@dataclass
class Drill:
    """What was read of all pages: the mean of each field, which look answered how often, what was refused."""

    fields: dict[str, float] = field(default_factory=lambda: dict.fromkeys(("title", "text", "day"), 0.0))
    looks: Counter[str] = field(default_factory=Counter)
    refused: list[str] = field(default_factory=list)

    @property
    def page_f1(self) -> float:
        """The mean over headline, text and day."""
        return sum(self.fields.values()) / 3 / len(ARTICLES)


def renamed(page: str, *, bare: bool) -> str:
    """The page with other class names and ids; `bare`: without JSON-LD, microdata and metas as well."""
    root = html.document_fromstring(page)
    names: dict[str, str] = {}
    for node in root.iter("*"):
        for attribute in ("class", "id"):
            if words := (node.get(attribute) or "").split():
                node.set(attribute, " ".join(names.setdefault(word, f"n{len(names)}") for word in words))
    if bare:
        strip_structured_data(root)
    return str(html.tostring(root, encoding="unicode", doctype="<!DOCTYPE html>"))


def strip_structured_data(root: Element) -> None:
    """Takes away what only machines read."""
    for node in [*root.iter("meta"), *root.iterfind(".//script[@type='application/ld+json']")]:
        if (up := node.getparent()) is not None:
            up.remove(node)
    for node in root.iter("*"):
        for attribute in {*MARKUP} & {*map(str, node.attrib)}:
            del node.attrib[attribute]


def read(path: Path, *, bare: bool) -> tuple[dict[str, Any], dict[str, str]]:
    """The record of a saved page in its new clothes, and the looks that answered."""
    case, site = EXPECTED[path], path.parent.name
    spider = loader().load(site)()
    assert isinstance(spider, NewsSpider)
    now = datetime.fromisoformat(case["now"])
    spider.__dict__["clock"] = type("Frozen", (), {"now": lambda self: now})()
    page = renamed(gzip.decompress(path.with_suffix(".html.gz").read_bytes()).decode(), bare=bare)
    response = HtmlResponse(case["url"], body=page.encode(), encoding="utf-8", request=Request(case["url"]))
    raw = spider.read_page(response)
    return normalise(raw, site_names=spider.site_names).as_dict(), raw.looks


def drill(*, bare: bool) -> Drill:
    """Every saved article read in new clothes."""
    done = Drill()
    for path in ARTICLES:
        expected = EXPECTED[path]["expected"]
        try:
            record, looks = read(path, bare=bare)
        except PageError as error:
            done.refused.append(f"{path.parent.name}/{path.stem}: {error.reason}")
            continue
        done.looks.update(f"{name}: {look}" for name, look in looks.items())
        done.fields["title"] += record["title"] == expected["title"]
        done.fields["text"] += f1([score(expected["text"], record["text"])])
        done.fields["day"] += record["published_on"] == expected["published_on"]
        assert "generic_extractor" in record["flags"] or looks["paragraphs"].startswith(("blocks", "every")), path
    return done


@pytest.fixture(scope="module")
def redesigned() -> Drill:
    return drill(bare=False)


def test_a_redesign_costs_next_to_nothing(redesigned: Drill) -> None:
    assert redesigned.page_f1 >= 0.95, (redesigned.fields, redesigned.refused)
    assert len(redesigned.refused) <= 0.05 * len(ARTICLES), redesigned.refused


def test_the_counts_of_looks_show_that_the_generic_reader_spoke(redesigned: Drill) -> None:
    generic = redesigned.looks["paragraphs: trafilatura"]
    assert generic >= 0.9 * len(ARTICLES), redesigned.looks


def test_without_structured_data_too_most_pages_are_read() -> None:
    bare = drill(bare=True)
    assert bare.page_f1 >= 0.85, (bare.fields, bare.refused)  # a tenth of these pages prints no date at all


@pytest.mark.parametrize("path", NO_ARTICLES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_what_is_no_article_stays_none_after_a_redesign(path: Path) -> None:
    if EXPECTED[path]["expected"]["rejected"] == "media":
        pytest.skip("a player is told by its class")
    with pytest.raises(PageError):
        read(path, bare=False)
