"""Reading a page, in CPU time: by declared looks beside a bare parse, and generically beside trafilatura."""

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path

from lxml import html
from trafilatura import extract

from bench.timing import Row, cpu_ratio, cpu_seconds
from newscrawler.article import Evidence
from newscrawler.az.charset import decode
from newscrawler.errors import PageError
from newscrawler.reading.generic import GenericPage
from newscrawler.reading.looks import blocks, css, either, first
from newscrawler.reading.normalise import normalise
from newscrawler.reading.page import ArticlePage

PAGES = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "generic"
NOW = datetime(2026, 1, 1, tzinfo=UTC)
LISTED = Evidence(source="feed", raw="2019-11-20T10:00:00Z")
"""What a feed would have said: for the pages that print no date."""
SELECTORS, GENERIC = 2.0, 1.0
"""Times a bare parse, times trafilatura: at most."""
SOME = 4
"""Of the pages every so manieth goes the slow generic way."""


class DeclaredPage(ArticlePage):
    """Looks as sites declare them, that fit most of these pages."""

    layout_mark = css("h1")
    published = first(*ArticlePage.published.looks, either(css("time::attr(datetime)")))
    paragraphs = first(blocks("[itemprop=articleBody]"), blocks("article"), blocks("main"), blocks("#content"))
    junk = (".share", ".related")


def measure() -> list[Row]:
    if not PAGES.is_dir():
        return [Row("reading", "skipped", "no ../shared/data/generic", None)]
    pages = [page for page in read_pages() if _is_read(*page)]
    ratio, low, high = cpu_ratio(
        lambda: [read(DeclaredPage, *page) for page in pages], lambda: [html.fromstring(text) for _, text in pages], 3
    )
    value = f"{ratio:.2f}× ({low:.2f}–{high:.2f}), {len(pages)} pages"
    rows = [Row("selector path beside a bare parse", value, f"≤ {SELECTORS}×", ratio <= SELECTORS)]
    some = pages[::SOME]
    ratio, low, high = cpu_ratio(
        lambda: [read(GenericPage, *page) for page in some],
        lambda: [extract(text, url=url, with_metadata=True, include_comments=False) for url, text in some],
        3,
    )
    speed = len(some) / cpu_seconds(lambda: [read(GenericPage, *page) for page in some])
    value = f"{ratio:.2f}× ({low:.2f}–{high:.2f}), {speed:.0f} pages/s"
    rows.append(Row("generic path beside trafilatura with metadata", value, f"≤ {GENERIC}×", ratio <= GENERIC))
    return rows


def read_pages() -> list[tuple[str, str]]:
    """(URL, decoded text) of every page of the set."""
    truth = json.loads((PAGES / "ground-truth.json").read_text(encoding="utf-8"))
    packed = {key: (PAGES / "html" / f"{key}.html.gz").read_bytes() for key in sorted(truth)}
    return [(truth[key]["url"], decode(gzip.decompress(page), None)[0]) for key, page in packed.items()]


def read(kind: type[ArticlePage], url: str, text: str) -> str:
    """One page with all its fields, normalised, as a line of JSON."""
    page = kind(text, url)
    page.fits()
    raw = page.read(site="bench", url=url, key="1", edition="en", fetched_at=NOW)
    raw.dates.append(LISTED)
    return json.dumps(normalise(raw).as_dict(), ensure_ascii=False)


def _is_read(url: str, text: str) -> bool:
    try:
        return bool(read(DeclaredPage, url, text) and read(GenericPage, url, text))
    except PageError:
        return False
