"""Bodies that share their place with other things: mixed containers, labelled values, lines that are no text."""

from typing import ClassVar

import pytest

from newscrawler.reading.body import every, labelled
from newscrawler.reading.document import Document
from newscrawler.reading.findings import Look
from newscrawler.reading.looks import blocks
from newscrawler.reading.page import ArticlePage
from tests.test_reading import NOW, URL

PROSE = "<p>Birinci abzas.</p><h2>Ara başlıq</h2><p>İkinci abzas.</p>"


def found(look: Look, html: str) -> list[str]:
    return [one.raw for one in look.find(Document(html, URL))]


class MixedPage(ArticlePage):
    paragraphs: ClassVar[Look] = every("main > p, main > h2, main > ul")
    share_lines = r"(?:\d\d punto ?)+|inpage"
    end_lines = r"digər xəbərlər:?"


class BlockPage(MixedPage):
    paragraphs = blocks("main")


def read(page: type[ArticlePage], body: str) -> tuple[list[str], list[str], list[str]]:
    """Lines, link texts, picture URLs."""
    html = f"<html><body><main>{body}</main></body></html>"
    raw = page(html, URL).read(site="x", url=URL, key="x", edition="az", fetched_at=NOW)
    return raw.paragraphs, [one["text"] for one in raw.links], [one["url"] for one in raw.images]


def test_a_body_without_a_container_is_its_paragraphs_in_the_pages_order() -> None:
    html = f"<main><div>Paylaş</div>{PROSE}<ul><li>bir</li><li>iki</li></ul><div><p>Rels</p></div></main>"
    lines = ["Birinci abzas.", "Ara başlıq", "İkinci abzas.", "bir", "iki"]
    assert found(every("main > p, main > h2, main > ul"), html) == lines


def test_of_elements_inside_one_another_each_text_is_read_once() -> None:
    html = "<main><blockquote><p>Bir söz.</p><p>İki söz.</p></blockquote><p>Son.</p></main>"
    assert found(every("main p, main blockquote"), html) == ["Bir söz.", "İki söz.", "Son."]


@pytest.mark.parametrize(
    "html",
    [
        "<table><tr><td><div>Tarix</div><div>2014.03.19 / 14:52</div></td></tr></table>",
        "<table><tr><td>Tarix</td><td>2014.03.19 / 14:52</td></tr></table>",
        "<table><tr><td>Tarix</td></tr><tr><td>2014.03.19 / 14:52</td></tr></table>",
        "<table><tr><td><b>Tarix:</b> 2014.03.19 / 14:52</td></tr></table>",
        "<table><tr><td>Tarix<br>2014.03.19 / 14:52</td></tr></table>",
    ],
)
def test_a_value_stands_behind_its_label_or_below_it(html: str) -> None:
    assert found(labelled("table", "Tarix"), html) == ["2014.03.19 / 14:52"]


def test_a_label_with_a_colon_stands_anywhere_in_the_line_and_the_last_one_counts() -> None:
    html = "<div><a>Tarix</a> Sosial Baxılıb: 2 025 Tarix: 26 yanvar 2025</div>"
    assert found(labelled("div", "Tarix:"), html) == ["26 yanvar 2025"]


def test_a_sentence_that_begins_with_the_label_is_no_value() -> None:
    html = "<div><p>Tarix filmi 12 may 1990-cı ildə çəkilib.</p><p>Tarixçi danışır.</p></div>"
    assert found(labelled("div", "Tarix", r"\d{4}\.\d\d.*"), html) == []


@pytest.mark.parametrize("page", [MixedPage, BlockPage])
def test_share_lines_are_no_text_and_nothing_behind_an_end_line_is_read(page: type[ArticlePage]) -> None:
    rest = '<p>Digər xəbərlər:</p><p><a href="/x">Başqa xəbər</a></p><ul><li><img src="/x.jpg"></li></ul>'
    lines, links, images = read(page, f"<p>12 Punto 14 Punto</p>{PROSE}<p>inPage</p><p><a href='/y'>Qeyd</a></p>{rest}")
    assert lines == ["Birinci abzas.", "Ara başlıq", "İkinci abzas.", "Qeyd"]
    assert (links, images) == (["Qeyd"], [])


def test_lines_that_stand_in_no_element_of_their_own_are_told_as_well() -> None:
    assert read(BlockPage, "inPage<br>Bir abzas.<br>Digər xəbərlər<br>Başqa xəbər")[0] == ["Bir abzas."]


def test_a_share_line_that_is_a_word_of_a_sentence_stays() -> None:
    sentences = ["inPage jurnalı yazır ki, yağış gecə də kəsməyib.", "Digər xəbərlər qəzetdə çıxıb, 12 Punto ilə."]
    html = f"<p>{sentences[0].replace('inPage', '<strong>inPage</strong>')}</p><p>{sentences[1]}</p>"
    assert read(BlockPage, html)[0] == sentences
