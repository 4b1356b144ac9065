"""Scrubbed pages: other words, and nothing else is different."""

import gzip
import json
from pathlib import Path

import pytest
from parsel import Selector
from scrapy.settings import Settings

from newscrawler.explaining.saving import case_of, prose_of
from newscrawler.explaining.subjects import page_of_file, spider_for, subject_of
from newscrawler.explaining.telling import explain
from newscrawler.scrubbing import Prose, scrub, surviving

PAGES = Path(__file__).parent / "pages"
SETTINGS = Settings({"SPIDER_MODULES": ["newscrawler.spiders"]})
USUAL = [path for path in sorted(PAGES.glob("*/*.html.gz")) if path.name in ("usual.html.gz", "new-ru.html.gz")]
TITLE = "Kənd kitabxanasına üç yüz yeni kitab gətirilib"
TEXT = "Kitabxananın müdiri Nigar Səmədova deyib ki, uşaqlar üçün oxu zalı da açılacaq."
PAGE = f"""<!DOCTYPE html><html lang="az"><head><title>{TITLE} | Kend.az</title><!-- {TEXT} -->
<meta property="og:title" content="{TITLE}"><meta property="og:description" content="Kitabxananın müdiri Nigar Səmə...">
<link rel="canonical" href="https://kend.az/xeber/kend-kitabxanasina-uc-yuz-yeni-kitab-getirilib-4711">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{TITLE}", "articleBody": "{TEXT}",
 "datePublished": "2025-12-15T15:17:00+04:00", "author": {{"@type": "Person", "name": "Səbinə Quliyeva"}},
 "image": "https://kend.az/sekil/kitabxana-zali-1234.jpg"}}</script><script>var title = "{TITLE}";</script></head>
<body onload="show('{TEXT}')"><h1 class="bas" id="basliq-4711">{TITLE}</h1>
<span class="vaxt">15 dekabr 2025, 15:17</span>
<div class="metn"><p>Kitabxananın müdiri <b>Nigar Səmədova</b> deyib ki, uşaqlar üçün oxu zalı da açılacaq.</p></div>
<img src="/sekil/kitabxana-zali-1234.jpg" alt="{TITLE}"><i>Səbinə Quliyeva</i></body></html>"""


@pytest.fixture(scope="module")
def scrubbed() -> str:
    prose = Prose(TITLE, [TEXT], names=["Səbinə Quliyeva"], kept=["Kend.az"])
    return scrub(PAGE, prose, seed="1").page


def test_the_same_words_become_the_same_words_wherever_they_stand(scrubbed: str) -> None:
    page = Selector(scrubbed)
    data = json.loads(page.css("script[type]::text").get(""))
    title = page.css("h1::text").get("")
    assert title == data["headline"]
    assert title == page.css("meta[property='og:title']::attr(content)").get()
    assert page.css("title::text").get() == f"{title} | Kend.az"
    assert page.css("img::attr(alt)").get() == title
    assert data["articleBody"] == "".join(page.css(".metn *::text").getall())
    assert data["author"]["name"] == page.css("i::text").get()
    lead = page.css("meta[property='og:description']::attr(content)").get("").removesuffix("...")
    assert data["articleBody"].startswith(lead.rsplit(" ", 1)[0])


def test_nothing_of_the_prose_survives_in_text_attributes_comments_or_scripts(scrubbed: str) -> None:
    assert surviving([TITLE, TEXT, "kənd kitabxanasına üç yüz"], scrubbed) == []
    for word in ("Nigar", "Səmədova", "Quliyeva", "kitabxana-zali", "<!--", "var title"):
        assert word not in scrubbed


def test_marks_dates_numbers_and_lengths_stay(scrubbed: str) -> None:
    page = Selector(scrubbed)
    assert page.css("h1").attrib == {"class": "bas", "id": "basliq-4711"}
    assert page.css(".vaxt::text").get() == "15 dekabr 2025, 15:17"
    assert '"datePublished": "2025-12-15T15:17:00+04:00"' in scrubbed
    address = page.css("link::attr(href)").get("")
    assert address.startswith("https://kend.az/xeber/")
    assert address.endswith("-4711")
    assert len(page.css("h1::text").get("").split()) == len(TITLE.split())
    assert len("".join(page.css(".metn *::text").getall()).split()) == len(TEXT.split())


def test_the_same_page_is_scrubbed_to_the_same_bytes() -> None:
    prose = Prose(TITLE, [TEXT])
    assert scrub(PAGE, prose, seed="1").page == scrub(PAGE, prose, seed="1").page
    assert scrub(PAGE, prose, seed="1").page != scrub(PAGE, prose, seed="2").page


@pytest.mark.parametrize("path", USUAL, ids=lambda path: f"{path.parent.name}-{path.name.split('.')[0]}")
def test_page_of_each_site_reads_the_same_with_other_words(path: Path) -> None:
    page = page_of_file(path, None)
    subject = subject_of(page, spider_for(SETTINGS, page.url))
    case = case_of(subject)
    assert case.differs == []
    assert case.left == []
    told = explain(subject, compare=False)
    expected = case.told["expected"]
    assert told.record is not None
    assert expected["title"] != told.record.title
    assert surviving(prose_of(told, subject).all, json.dumps(case.told, ensure_ascii=False)) == []
    assert gzip.compress(case.page.encode(), mtime=0) == gzip.compress(case_of(subject).page.encode(), mtime=0)
