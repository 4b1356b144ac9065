"""The real sitemap files of azadliq.org, read whole: counted here by a plain pattern over the unpacked bytes."""

import gzip
import html
import re
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from newscrawler.discovery import Fetched, Harvest, SitemapShards, Source, Span
from newscrawler.spiders.azadliq import AzadliqSpider

NOW = datetime(2025, 5, 23, 21, tzinfo=UTC)
SITE = "https://www.azadliq.org"
REPOSITORY = Path(__file__).resolve().parent.parent
ENTRY = re.compile(rb"<url>\s*<loc>([^<]+)</loc>\s*<lastmod>([^<]+)</lastmod>.*?</url>", re.DOTALL)
SHARDS = {"sitemap_1_1": 20_000, "sitemap_1_16": 10_670, "sitemap_1_latest": 188}
URLS = AzadliqSpider().urls
NEWS, LATEST = AzadliqSpider.live
(ARCHIVE,) = AzadliqSpider.archive


def saved(shared: Path, name: str) -> bytes:
    return next((shared / "sitemaps").glob(f"azadliq.org__{name}.xml*")).read_bytes()


def read(source: Source, body: bytes, span: Span | None = None) -> Harvest:
    return source.read(Fetched(f"{SITE}/sitemap.xml", body, NOW), span or Span())


def as_printed(body: bytes) -> list[tuple[str, str, datetime]]:
    """(URL, number, second of the last edit) of every entry, by this test's own reading."""
    entries = [(html.unescape(url.decode()), edited.decode()) for url, edited in ENTRY.findall(body)]
    return [(url, url[:-5].rsplit("/", 1)[1], _second(edited)) for url, edited in entries]


def _second(text: str) -> datetime:
    assert text.endswith("Z")
    return datetime.fromisoformat(f"{text[:19]}+00:00")


@pytest.mark.parametrize("name", SHARDS)
def test_every_article_of_a_real_shard_is_found_with_its_key_and_its_last_edit(shared: Path, name: str) -> None:
    body = saved(shared, name)
    expected = as_printed(gzip.decompress(body))
    assert len(expected) == gzip.decompress(body).count(b"<loc>") == SHARDS[name]
    harvest = read(LATEST if name.endswith("latest") else ARCHIVE, body)
    found = [
        (one.url, identity.key if (identity := URLS.identify(one.url)) else None, one.lastmod and one.lastmod.value)
        for one in harvest.candidates
    ]
    assert [(url, key, at and at.astimezone(UTC).replace(microsecond=0)) for url, key, at in found] == expected
    assert len({key for _, key, _ in found}) == SHARDS[name]
    assert (harvest.more, harvest.refused) == ([], [])


def test_the_address_that_is_asked_for_is_letter_by_letter_that_of_the_sitemap(shared: Path) -> None:
    printed = [url for name in SHARDS for url, _, _ in as_printed(gzip.decompress(saved(shared, name)))]
    assert sum("%c" in url for url in printed) > 100  # escapes in small letters stay small
    assert [identity.url for url in printed if (identity := URLS.identify(url))] == printed


def test_the_real_index_leads_to_the_numbered_shards_alone_the_newest_first(shared: Path) -> None:
    harvest = read(ARCHIVE, saved(shared, "sitemap"))
    assert harvest.more == [f"{SITE}/sitemap_1_{number}.xml.gz" for number in range(1, 17)]
    assert harvest.candidates == []


def test_a_shard_is_passed_over_only_when_it_was_built_before_the_first_day_asked_for(shared: Path) -> None:
    index = saved(shared, "sitemap")
    assert len(read(ARCHIVE, index, Span(date(2025, 4, 20), date(2025, 4, 30))).more) == 16
    assert len(read(ARCHIVE, index, Span(date(2006, 1, 1), date(2006, 12, 31))).more) == 16
    assert read(ARCHIVE, index, Span(date(2025, 4, 21))).more == []


def test_of_a_real_shard_only_what_was_edited_before_the_first_day_is_left_out_of_a_long_range(shared: Path) -> None:
    body = saved(shared, "sitemap_1_1")
    first = date(2022, 1, 1)
    kept = [url for url, _, edited in as_printed(gzip.decompress(body)) if edited.isoformat() >= "2021-12-31T20:00:00"]
    assert 0 < len(kept) < SHARDS["sitemap_1_1"]
    assert [one.url for one in read(ARCHIVE, body, Span(first)).candidates] == kept


def test_no_page_of_the_real_section_sitemap_is_taken_for_an_article(shared: Path) -> None:
    harvest = read(SitemapShards(f"{SITE}/sitemap_1_sections.xml.gz"), saved(shared, "sitemap_1_sections"))
    assert len(harvest.candidates) == 97
    assert [one.url for one in harvest.candidates if URLS.leads_to_article(one.url)] == []


def test_the_real_news_sitemap_gives_the_instant_of_publication_hours_before_the_last_edit(shared: Path) -> None:
    news = read(NEWS, saved(shared, "sitemap_1_news")).candidates
    edits = {one.url: one.lastmod for one in read(LATEST, saved(shared, "sitemap_1_latest")).candidates}
    assert len(news) == 4
    for one in news:
        assert one.published is not None
        assert (edited := edits[one.url]) is not None
        assert 2 < (edited.value - one.published.value).total_seconds() / 3600 < 4
        assert [(said["source"], said["raw"][-1]) for said in one.evidence] == [("sitemap", "Z")]


COUNT = """
import gzip, sys
from pathlib import Path
from newscrawler.discovery.xml import elements
site, file, entries = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
line = "<url><loc>{}/a/x%c9%99b%c9%99r/{}.html</loc><lastmod>2020-01-01T00:00:00.5Z</lastmod></url>"
with gzip.open(file, "wt", compresslevel=1) as out:
    out.write("<urlset>")
    out.writelines(line.format(site, number) for number in range(entries))
    out.write("</urlset>")
print(sum(1 for _ in elements(file.read_bytes(), site, frozenset(("url",)))))
print(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0])
"""


def peak_of_reading(folder: Path, entries: int) -> int:
    """Kilobytes: the most that a process of its own held while it read so many entries, libxml2's memory included."""
    command = [sys.executable, "-c", COUNT, SITE, str(folder / f"{entries}.xml.gz"), str(entries)]
    read, peak = subprocess.run(command, capture_output=True, text=True, check=True, cwd=REPOSITORY).stdout.split()
    assert int(read) == entries
    return int(peak)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the system does not tell a process its peak")
def test_a_sitemap_ten_times_as_large_takes_no_more_memory_to_read(tmp_path: Path) -> None:
    small, large = (peak_of_reading(tmp_path, entries) for entries in (10_000, 100_000))
    assert large - small < 5_000  # kept whole, it takes 65,000 more
