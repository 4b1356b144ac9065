"""`scrapy explain --html`: the page with every field outlined."""

import gzip
from pathlib import Path

from parsel import Selector

from newscrawler.explaining.drawing import COLOURS, draw
from tests.test_explain import PAGES, explained


def test_drawing_outlines_every_visible_field_and_runs_nothing() -> None:
    told = explained(PAGES / "report" / "new-az-updated.html.gz")
    page = Selector(draw(told))
    marked = set(page.css("[data-newscrawler]::attr(data-newscrawler)").getall())
    assert {"title", "published", "section", "paragraphs", "images"} <= marked <= {*COLOURS, "not text"}
    assert page.css("script").getall() == []
    assert page.css("base::attr(href)").getall() == [told.url]
    assert set(COLOURS) <= set(page.css("#newscrawler-legend b::text").getall())
    assert page.css("h1[data-newscrawler=title]")


def test_drawing_of_a_hostile_page_leads_nowhere_and_runs_nothing(tmp_path: Path) -> None:
    page = gzip.decompress((PAGES / "report" / "new-az-updated.html.gz").read_bytes()).decode()
    orders = '<meta http-equiv="refresh" content="0;url=https://kend.az/"><meta http-equiv="Content-Security-Policy">'
    (tmp_path / "page.html").write_text(page.replace("<head>", f"<head>{orders}").replace("<body", "<body onload=x()"))
    drawn = Selector(draw(explained(tmp_path / "page.html", "https://report.az/hadise/x/")))
    (policy,) = drawn.css("meta[http-equiv]")
    assert (policy.attrib["http-equiv"], drawn.css("head > *")[1].root) == ("Content-Security-Policy", policy.root)
    assert "script-src 'none'" in policy.attrib["content"]


def test_drawing_outlines_the_text_itself_and_a_name_behind_its_label() -> None:
    page = Selector(draw(explained(PAGES / "axar" / "interview-of-2014-printed-date-only.html.gz")))
    text = " ".join(page.css("body [data-newscrawler=paragraphs] *::text").getall())
    assert len(text.split()) > 50
    assert "Nicat" in " ".join(page.css("body [data-newscrawler=authors]::text").getall())
    assert "not visible" not in page.css("#newscrawler-legend").get("")


def test_drawing_outlines_no_word_of_a_sentence_and_no_menu() -> None:
    page = Selector(draw(explained(PAGES / "axar" / "usual.html.gz")))
    assert page.css("body [data-newscrawler=authors]") == []  # the site's own name, which the text says too
    assert "left out: Axar.az" in page.css("#newscrawler-legend").get("")
    (section,) = page.css("body [data-newscrawler=section]")
    assert section.xpath("boolean(ancestor::ul)").get() == "0"
    page = Selector(draw(explained(PAGES / "modern" / "new-printed-today.html.gz")))
    assert page.css("p[data-newscrawler=section]") == []


def test_drawing_outlines_the_whole_of_a_text_that_stands_in_an_inline_element() -> None:
    told = explained(PAGES / "axar" / "usual.html.gz")
    body = Selector(draw(told)).css("[data-newscrawler=paragraphs]")
    assert [(one.root.tag, "data-newscrawler-block" in one.attrib) for one in body] == [("span", True)]
    assert not told.page.document.root.xpath("//@*[starts-with(name(), 'data-newscrawler')]")
