"""Archives of the newsroom's pages, made without a crawl, and spiders that read them otherwise."""

import json
import shutil
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from newscrawler.archive.layout import LEDGER
from newscrawler.archive.ledger import Ledger
from newscrawler.archive.model import Capture, Taken, Tick
from newscrawler.archive.rawpages import Page
from newscrawler.archive.rebuild import rebuild
from newscrawler.archive.store import Archive
from newscrawler.archive.verify import verify
from newscrawler.clock import Clock
from newscrawler.newsroom import Newsroom
from newscrawler.rereading.reading import Read
from newscrawler.rereading.reextraction import Reextraction
from newscrawler.storedpages import fetched_page, read_stored
from newscrawler.storedsites import load_site

MODULES = ("newscrawler.spiders",)
FETCHED = datetime(2025, 12, 16, 6, tzinfo=UTC)
CLOCK = Clock(FETCHED, 0)
LATER = Clock(datetime(2026, 1, 20, 6, tzinfo=UTC), 0)

REPORT = """
from newscrawler.cms import ria
from newscrawler.reading.looks import blocks, css, first, ld, nowhere
from newscrawler.spiders import report


class ReportPage(ria.ReportPage):
    {page}


class ReportPage2019(ria.ReportPage2019):
    {page}


class ReportSpider(report.ReportSpider):
    name = "report"
    pages = (ReportPage, ReportPage2019)
    {spider}
"""


def capture(
    url: str, body: str | bytes, at: datetime = FETCHED, *headers: tuple[str, str], status: int = 200
) -> Capture:
    """An exchange; the page as text is UTF-8."""
    payload = body.encode() if isinstance(body, str) else body
    return Capture(url, at, status, [("Content-Type", "text/html"), *headers], payload, "OK")


def captures(count: int, seed: int = 7) -> list[Capture]:
    """The pages of a newsroom's articles as a crawl fetches them."""
    room, found = Newsroom(articles=count, seed=seed), []
    for story in room.published():
        parts = urlsplit(story.url)
        answer = room.respond("GET", parts.netloc, parts.path, {"Accept-Encoding": "gzip"})
        if answer.status == 200:
            headers = [(name, value) for name, value in answer.headers if name.lower() != "transfer-encoding"]
            found.append(Capture(story.url, FETCHED, 200, headers, answer.body, "OK"))
    return found


def record_of(page: Capture, **changes: Any) -> dict[str, Any]:
    """The record of a page as a crawl makes it."""
    stored = Page(page.url, page.at, page.status, [*page.headers], page.payload)
    return read_stored(load_site(MODULES, "report"), fetched_page(stored)).as_dict() | changes


def fill(root: Path, pages: Iterable[Capture]) -> None:
    """An archive that holds these pages."""
    site = load_site(MODULES, "report")
    with Archive.open(root, CLOCK) as archive:
        tick = Tick()
        for page in pages:
            stored = Page(page.url, page.at, page.status, [*page.headers], page.payload)
            record = read_stored(site, fetched_page(stored)).as_dict()
            tick.taken.append(Taken(record, record["url"], page))
        archive.commit(tick)


def spiders(folder: Path, name: str, page: str = "pass", spider: str = "") -> list[str]:
    """A package of spiders in which report.az is read otherwise; its parent has to be on Python's path."""
    package = folder / name
    package.mkdir()
    (package / "__init__.py").write_text("", "utf-8")
    (package / "report.py").write_text(REPORT.format(page=page, spider=spider), "utf-8")
    return [name]


def reextract(root: Path, modules: Sequence[str] = MODULES, **given: Any) -> list[Read]:
    """What came of each page."""
    work = Reextraction(root, "report", modules, **{"clock": LATER, **given})
    return list(work.run(lambda total: None))


def lines(root: Path, kind: str = "articles", site: str = "report") -> list[dict[str, Any]]:
    """The JSON lines of one kind, in the order of the segments."""
    files = sorted((root / site / kind).glob("*.jsonl"))
    return [json.loads(line) for file in files for line in file.read_bytes().splitlines()]


def contents(root: Path) -> dict[str, bytes]:
    """Every segment of an archive."""
    files = [*root.glob("*/*/*.jsonl"), *root.glob("*/pages/*.warc.gz")]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def assert_sound(root: Path, scratch: Path) -> None:
    """Verify is clean, and a ledger made from the files says what the ledger says."""
    assert [str(one) for one in verify(root)] == []
    copy = scratch / "ledger-before.sqlite3"
    Ledger(root / LEDGER).close()  # empties the log into the file
    shutil.copyfile(root / LEDGER, copy)
    assert rebuild(root).damaged == []
    fresh = Ledger.reader(root)
    with fresh.beside(copy):
        differences = list(fresh.differences())
    fresh.close()
    assert differences == []


if __name__ == "__main__":  # ROOT MODULES JOBS: one life of a re-reading, to be killed
    reextract(Path(sys.argv[1]), sys.argv[2].split(","), jobs=int(sys.argv[3]))
