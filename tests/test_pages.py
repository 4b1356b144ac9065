"""Every saved page of every site, read and compared field by field with what a person wrote beside it.

A site costs no test code: `tests/pages/<site>/<case>.html.gz` and `<case>.json`. For sites outside the repository the
variables `PAGES` (a folder of such folders) and `SPIDER_MODULES` (their packages) say where.

An article: the JSON holds `url`, `page` (the class that has to read it), `now` (the instant of the fetch) and
`expected`: fields of the record, or `rejected` with the reason. Fields left out of `expected` are not compared.

A listing, a feed or a sitemap (`<case>.html.gz`, `<case>.xml.gz`): `url`, `source` (the name of one of the spider's
sources, its kind where there is one of that kind, or `seed`: any listing, read by the spider's `cards`), `now`, `since`
and `until` if days are asked for, and what is read there: `candidates` (every one in order, with `url`, and `title`,
`published`, `section`, … where told, else null), `more` (further pages), `refused` (pairs of what and why). `asked` is
the URL asked for where a redirect led to `url`. A candidate whose URL is no article's of the site is an error, unless
`foreign` lists it.
"""

import gzip
import json
import os
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from scrapy.http import HtmlResponse, Request
from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoader

from newscrawler.discovery import Candidate, Fetched, Listing, Source, Span
from newscrawler.errors import PageError
from newscrawler.reading.normalise import normalise
from newscrawler.spider import NewsSpider

PAGES = Path(os.environ.get("PAGES") or Path(__file__).parent / "pages")
MODULES = os.environ.get("SPIDER_MODULES") or "newscrawler.spiders"
RECORDS = sorted(PAGES.glob("*/*.json"))
LISTINGS = [path for path in RECORDS if "source" in json.loads(path.read_text(encoding="utf-8"))]
CASES = [path for path in RECORDS if path not in LISTINGS]
REQUIRED = {"title", "text", "published_on", "published_at", "published_precision", "language", "url", "id", "section"}
REQUIRED_OF_A_CARD = {"url", "title", "published", "section"}
LEAST_PAGES = 3


def loader() -> SpiderLoader:
    return SpiderLoader.from_settings(Settings({"SPIDER_MODULES": MODULES}))


def read(case: dict[str, Any], site: str, page: str) -> dict[str, Any]:
    spider = loader().load(site)()
    assert isinstance(spider, NewsSpider)
    now = datetime.fromisoformat(case["now"])
    spider.__dict__["clock"] = type("Frozen", (), {"now": lambda self: now})()
    response = HtmlResponse(case["url"], body=page.encode(), encoding="utf-8", request=Request(case["url"]))
    try:
        raw = spider.read_page(response)
        record = normalise(raw, site_names=spider.site_names).as_dict()
    except PageError as error:
        return {"rejected": error.reason, "field": error.field}
    assert record["extractor"].split("@")[0] == f"{site}.{case['page']}"
    return record


def source_named(spider: NewsSpider, name: str, url: str) -> Source:
    """The source of this name or kind; live and archive sources may be one and the same."""
    if name == "seed":
        return Listing(url, spider.cards)
    named = {one.name: one for one in (*spider.live, *spider.archive)}
    kin = [one for one in named.values() if name in (one.name, one.name.split(" ")[0])]
    assert len(kin) == 1, f"{name!r} is {len(kin)} of {[*named]}"
    return kin[0]


def listed(candidate: Candidate, fields: Iterable[str]) -> dict[str, Any]:
    """The fields of a candidate as the JSON writes them: dates as `2025-12-15` or with a time and offset."""
    dates = {name: str(date) if (date := getattr(candidate, name)) else None for name in ("published", "lastmod")}
    said = asdict(candidate) | dates | {"evidence": [*candidate.evidence]}
    return {name: said[name] for name in fields}


def compare_listing(case: dict[str, Any], site: str, body: bytes) -> None:
    spider = loader().load(site)()
    assert isinstance(spider, NewsSpider)
    source = source_named(spider, case["source"], case["url"])
    now, asked = datetime.fromisoformat(case["now"]), case.get("asked", case["url"])
    span = Span.parse(case.get("since"), case.get("until"))
    harvest = source.read(Fetched(case["url"], body, now, asked=asked), span)
    assert [one.url for one in harvest.candidates] == [one["url"] for one in case["candidates"]]
    for found, expected in zip(harvest.candidates, case["candidates"], strict=True):
        assert listed(found, expected) == expected
        assert expected.keys() >= REQUIRED_OF_A_CARD
        assert spider.urls.leads_to_article(found.url) or found.url in case.get("foreign", ()), found.url
    assert harvest.more == case["more"]
    assert [[*one] for one in harvest.refused] == case["refused"]


@pytest.mark.parametrize("path", LISTINGS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_saved_listing_reads_as_written_beside_it(path: Path) -> None:
    saved = [file for kind in ("html", "xml") if (file := path.with_suffix(f".{kind}.gz")).exists()]
    compare_listing(
        json.loads(path.read_text(encoding="utf-8")), path.parent.name, gzip.decompress(saved[0].read_bytes())
    )


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_saved_page_reads_as_written_beside_it(path: Path) -> None:
    case = json.loads(path.read_text(encoding="utf-8"))
    page = gzip.decompress(path.with_suffix(".html.gz").read_bytes()).decode("utf-8")
    record = read(case, path.parent.name, page)
    expected = case["expected"]
    assert expected.keys() == {"rejected", "field"} or expected.keys() >= REQUIRED
    for field, value in expected.items():
        assert record.get(field) == value, field


@pytest.mark.parametrize("site", [name for name in loader().list() if issubclass(loader().load(name), NewsSpider)])
def test_every_site_has_saved_pages(site: str) -> None:
    assert len(list((PAGES / site).glob("*.gz"))) >= LEAST_PAGES


def test_every_saved_page_has_its_record() -> None:
    assert {path.with_suffix("").with_suffix(".json") for path in PAGES.glob("*/*.gz")} == {*RECORDS}
