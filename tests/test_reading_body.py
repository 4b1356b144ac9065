"""Bodies that share their place with other things: mixed containers, labelled values, lines that are no text."""

from typing import ClassVar

import pytest

from newscrawler.article import RawArticle
from newscrawler.reading.body import every, labelled
from newscrawler.reading.document import Document
from newscrawler.reading.findings import Look
from newscrawler.reading.looks import blocks, first
from newscrawler.reading.page import ArticlePage
from newscrawler.reading.words import has_words
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


@pytest.mark.parametrize(
    "html",
    [
        "<div><b>Tarix:</b><span>07.04.2026</span><span>12:10</span></div>",
        "<div><i>Baxılıb: 345</i><b>Tarix:</b><span>07.04.2026</span><!-- saat --><span>12:10</span></div>",
        "<div><b>Ta</b>rix: 07.04.2026 12:10</div>",
    ],
)
def test_elements_that_touch_part_a_label_from_its_value_and_a_day_from_its_time(html: str) -> None:
    assert found(labelled("div", "Tarix:"), html) == ["07.04.2026 12:10"]


def test_a_name_behind_a_label_is_as_printed() -> None:
    assert found(labelled("p", "Müəllif"), "<p>Müəllif: <b>A</b>ysel <i>Nur</i>lu</p>") == ["Aysel Nurlu"]


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


class Bodied(ArticlePage):
    """A page of one container."""

    paragraphs: ClassVar[Look] = blocks(".body")


def read_body(html: str) -> RawArticle:
    page = Bodied(f'<div class="body">{html}</div>', "https://kend.example/a/1")
    return page.read(site="kend", url="https://kend.example/a/1", key="1", edition="az", fetched_at=NOW)


@pytest.mark.parametrize(
    "aside",
    [
        '<p><b>Həmçinin oxuyun:</b> <a href="/a/2">Bağda alma yığımı başlayıb</a></p>',
        '<div><a href="/a/2">Həmçinin oxuyun: Bağda alma yığımı başlayıb</a></div>',
        '<p>Читайте также:</p><ul><li><a href="/a/2">Сбор яблок</a></li><li><a href="/a/3">Новый мост</a></li></ul>',
        '<h3>Related news</h3><p><a href="/a/2">The apple harvest has begun</a></p>',
    ],
)
def test_a_line_that_only_leads_to_other_news_is_no_text_and_no_link_of_the_text(aside: str) -> None:
    raw = read_body(f'<p>Körpü <a href="/a/9">dünən</a> açılıb.</p>{aside}<p>Yol da təmir olunur.</p>')
    assert raw.paragraphs == ["Körpü dünən açılıb.", "Yol da təmir olunur."]
    assert [link["url"] for link in raw.links] == ["https://kend.example/a/9"]


@pytest.mark.parametrize(
    "line",
    ['Bu barədə <a href="/a/2">qəzet</a> yazıb.', '<a href="/a/2">Nazirlik: yol açılacaq</a>', "Oxuyun, uşaqlar!"],
)
def test_a_sentence_with_a_link_stays_text(line: str) -> None:
    assert len(read_body(f"<p>Körpü açılıb.</p><p>{line}</p><p>Yol da təmir olunur.</p>").paragraphs) == 3


def test_what_turns_to_its_reader_is_no_text_at_the_end_and_is_text_elsewhere() -> None:
    asked = "Xəbərləri Telegram kanalımızdan izləyin"
    assert read_body(f"<p>{asked}</p><p>Körpü açılıb.</p><p>{asked}</p>").paragraphs == [asked, "Körpü açılıb."]


def test_a_row_of_values_is_one_line_and_the_columns_of_a_page_are_read_in_turn() -> None:
    values = "<table><tr><th>İl</th><th>Məbləğ</th></tr><tr><td>2025</td><td>10 manat</td></tr></table>"
    columns = "<table><tr><td><p>Sol sütun.</p></td><td><p>Sağ sütun.</p></td></tr></table>"
    assert read_body(values).paragraphs == ["İl Məbləğ", "2025 10 manat"]
    assert read_body(columns).paragraphs == ["Sol sütun.", "Sağ sütun."]


def test_a_picture_that_links_to_a_picture_is_the_small_copy_of_it() -> None:
    raw = read_body('Mətn.<a href="/f/1.jpg"><img src="/small/1.jpg"></a><a href="/a/2"><img src="/f/2.jpg"></a>')
    assert [image["url"] for image in raw.images] == ["https://kend.example/f/1.jpg", "https://kend.example/f/2.jpg"]


def test_links_and_pictures_are_those_of_the_container_that_is_read() -> None:
    class Cards(ArticlePage):
        paragraphs = first(blocks(".body"), blocks("article"))

    link, picture = '<a href="/{0}">{0}</a>', '<img src="/{0}.jpg">'
    own, card = (f"<p>Mətn {link} davam edir.</p>{picture}".format(name) for name in ("mənbə", "başqa"))
    empty, twin = '<div class="body"> <script>var x</script></div>', f"<article hidden>{card}</article>"
    html = f"{empty}{twin}<article>{own}<a>adsız</a></article><article>{card}</article>"
    raw = Cards(html, URL).read(site="x", url=URL, key="x", edition="az", fetched_at=NOW)
    assert raw.paragraphs[0] == "Mətn mənbə davam edir."
    assert ([one["text"] for one in raw.links], len(raw.images)) == (["mənbə"], 1)
    assert Cards(f'<div class="body"></div><article>{own}</article>', URL).has_body()


@pytest.mark.parametrize(
    "seen", ["<div><p>söz</p></div>", "<b></b>söz", "<!-- x -->söz", "<ul><li><a>söz</a></li></ul>"]
)
def test_an_element_has_words_where_a_reader_sees_some(seen: str) -> None:
    unseen = "<script>söz</script><div><nav><p>söz</p></nav> <!-- söz --></div>"
    with_words, without = (
        Document(f"<main>{inside}</main>", URL).finder.elements("main")[0] for inside in (seen, unseen)
    )
    assert (has_words(with_words), has_words(without)) == (True, False)
