"""Every saved page of every site, read and compared field by field with what a person wrote beside it.

A site costs no test code: `tests/pages/<site>/<case>.html.gz` and `<case>.json`. The JSON holds `url`, `page` (the
class that has to read it), `now` (the instant of the fetch) and `expected`: fields of the record, or `rejected` with
the reason. Fields left out of `expected` are not compared.
"""

import gzip
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from scrapy.http import HtmlResponse, Request
from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoader

from newscrawler.errors import PageError
from newscrawler.reading.normalise import normalise
from newscrawler.spider import NewsSpider

PAGES = Path(__file__).parent / "pages"
CASES = sorted(PAGES.glob("*/*.json"))
REQUIRED = {"title", "text", "published_on", "published_at", "published_precision", "language", "url", "id", "section"}
LEAST_PAGES = 3


def loader() -> SpiderLoader:
    return SpiderLoader.from_settings(Settings({"SPIDER_MODULES": ["newscrawler.spiders"]}))


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
    assert len(list((PAGES / site).glob("*.html.gz"))) >= LEAST_PAGES


def test_every_saved_page_has_its_record() -> None:
    assert {path.name.split(".")[0] for path in PAGES.glob("*/*.html.gz")} == {path.stem for path in CASES}
