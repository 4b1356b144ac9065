"""What becomes of held articles when they are asked for again: edited, unchanged, gone, back."""

import re
from collections import Counter
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]

from newscrawler.archive.verify import verify
from tests.conftest import Crawled, RunScrapy
from tests.server import Reply, play
from tests.small_site import SOURCES, Pages, disturbed, edited, stories


def bodies(archive: Path) -> Counter[str]:
    """How many responses the WARC holds of each URL."""
    found: Counter[str] = Counter()
    for path in sorted(archive.glob("report/pages/*.warc.gz")):
        with path.open("rb") as file:
            found.update(
                record.rec_headers["WARC-Target-URI"]
                for record in ArchiveIterator(file)
                if record.rec_type == "response"
            )
    return found


def of(done: Crawled, url: str, kind: str = "articles") -> list[dict[str, object]]:
    """The lines of a URL."""
    return [line for line in done.lines(kind) if line["url"] == url]


def test_a_hundred_edits_give_a_hundred_revisions_and_a_hundred_noises_none(crawl: RunScrapy) -> None:
    articles = stories(200)
    later = [*(edited(one, n) for n, one in enumerate(articles[:100]))]
    later += [disturbed(one, n) for n, one in enumerate(articles[100:])]
    assert not any(one.html == two.html for one, two in zip(articles, later, strict=True))
    pages: Pages = {one.path: (one.reply, two.reply) for one, two in zip(articles, later, strict=True)}
    with play(SOURCES | pages) as server:
        seeds = ("-a", f"seeds={server.seeds(*pages)}")
        for _ in range(3):  # as written, as it was changed, as it stayed
            done = crawl(server.origin, *seeds)
            assert done.code == 0, done.log[-3000:]
        asked = Counter(server.paths)
    assert {asked[path] for path in pages} == {3}
    for n, (one, two) in enumerate(zip(articles, later, strict=True)):
        lines = of(done, one.url)
        assert [line["revision"] for line in lines] == ([1, 2] if n < 100 else [1]), (n, two)
        assert (lines[0]["title"], lines[0]["text"]) == (one.title, one.text)
        if n < 100:
            assert (lines[1]["title"], lines[1]["text"]) == (two.title, two.text)
    kept = bodies(done.archive)
    assert [kept[one.url] for one in articles] == [2] * 100 + [1] * 100
    looked = Counter(line["url"] for line in done.lines("events") if line["event"] == "alive")
    assert [looked[one.url] for one in articles] == [1] * 100 + [2] * 100
    assert [str(mismatch) for mismatch in verify(done.archive)] == []


HOME = Reply("", 302, {"Location": "/"})
SECTION = Reply("", 301, {"Location": "https://report.az/hadise"})
SOFT = Reply("<html><head><title>Report.az</title></head><body><h1>Səhifə tapılmadı</h1></body></html>")


def test_a_held_article_that_vanishes_is_noted_once_and_kept_and_noted_again_when_it_is_back(
    crawl: RunScrapy, run_scrapy: RunScrapy
) -> None:
    ways = [Reply("yoxdur", 404), Reply("yoxdur", 410), HOME, SECTION, SOFT]
    articles = stories(len(ways))
    pages: Pages = {one.path: (one.reply, way, way, one.reply) for one, way in zip(articles, ways, strict=True)}
    shown = []
    with play({**SOURCES, "/": Reply("<h1>Report</h1>"), "/hadise": Reply("<h1>Hadisə</h1>"), **pages}) as server:
        for _ in range(4):  # there, gone, still gone, back
            done = crawl(server.origin, "-a", f"seeds={server.seeds(*pages)}")
            assert done.code == 0, done.log[-3000:]
            shown.append(run_scrapy("show", articles[-1].url).log)
    for one in articles:
        assert [line["event"] for line in of(done, one.url, "events")] == ["gone", "back"], one.url
        [record] = of(done, one.url)
        assert (record["revision"], record["text"]) == (1, one.text)
    assert not {line["url"] for line in done.lines("rejected")} & {one.url for one in articles}
    assert [bool(re.search("^gone +since", text, re.MULTILINE)) for text in shown] == [False, True, True, False]
    assert all("stored since" in text for text in shown)
    assert [str(mismatch) for mismatch in verify(done.archive)] == []
