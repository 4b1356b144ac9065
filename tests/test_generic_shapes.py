"""The generic reader on shapes that old and minified pages have: tables, touching elements, the site in the title."""

import time

import pytest

from newscrawler.reading.dated import clearer
from newscrawler.reading.generic import GenericPage
from newscrawler.reading.looks import css, first
from newscrawler.reading.page import ArticlePage
from tests.test_generic import NOW, TEXT, TITLE, URL, paragraphs, printed, read

DATE = "<span>28.02.2026 / 14:05</span>"
MENU = "<a href='/'>Ana səhifə</a> | <a href='/siyaset'>Siyasət</a>"


def html(body: str, title: str = TITLE) -> str:
    return f"<html lang=az><head><title>{title}</title></head><body>{body}<hr>© 2026</body></html>"


def table(cell: str) -> str:
    return f"<table><tr><td colspan=2>{MENU}</td></tr><tr><td>{cell}</td><td>yan sütun</td></tr></table>"


@pytest.mark.parametrize(
    "text",
    [
        paragraphs(TEXT),
        "<br>" + "<br>".join(TEXT),
        f"<div>{'<br><br>'.join(TEXT)}</div>",
        "".join(f"<div>{line}</div>" for line in TEXT),
    ],
)
def test_a_table_that_lays_out_the_page_is_read_as_a_page(text: str) -> None:
    raw = read(html(table(f"<h1>{TITLE}</h1>{DATE}{text}"), f"Nümunə Xəbər :: {TITLE}"))
    assert (raw.title, raw.paragraphs) == (TITLE, TEXT)
    assert [one["raw"] for one in raw.dates] == ["28.02.2026 / 14:05"]


def test_the_cells_of_a_table_of_values_stay_one_line() -> None:
    rows = "<tr><td>Arıçılar</td><td>32</td></tr><tr><td>Qonaqlar</td><td>900</td></tr>"
    lines = [line.text for line in GenericPage(html(f"<table>{rows}</table>"), URL).document.lines]
    assert lines == ["Arıçılar 32", "Qonaqlar 900", "© 2026"]


@pytest.mark.parametrize(
    ("spans", "date"),
    [
        ("<span>28 Fevral 2026</span><span>14:05</span>", "28 Fevral 2026 14:05"),
        ("<b>28.02.2026</b><b>14:05</b>", "28.02.2026 14:05"),
        ("<span>14:05</span><span>28 Fevral 2026</span>", "14:05 28 Fevral 2026"),
        ("<span>28.02.2026 14:05</span><span>245</span>", "28.02.2026 14:05 245"),
        ("<b>2</b>8.02.2026 14:05", "28.02.2026 14:05"),
    ],
)
def test_a_date_in_elements_that_touch_keeps_its_time(spans: str, date: str) -> None:
    assert printed(html(f"<div><h1>{TITLE}</h1><div class=when>{spans}</div>{paragraphs(TEXT)}</div>")) == [date]

    class Declared(ArticlePage):
        published = first(css(".when"))

    page = Declared(f"<div class=when>{spans}</div>", URL)
    raw = page.read(site="numune", url=URL, key="1", edition="az", fetched_at=NOW)
    assert [one["raw"] for one in raw.dates] == [date]


def test_words_of_the_text_stay_whole_where_elements_touch() -> None:
    lines = [f"<b>{line[0]}</b>{line[1:]}" for line in TEXT]
    assert read(html(f"<div><h1>{TITLE}</h1>{DATE}{paragraphs(lines)}</div>")).paragraphs == TEXT


def test_a_reading_with_spaces_is_taken_only_for_a_finer_date_of_the_same_day() -> None:
    assert clearer("15.12.2025", "1 5.12.2025 10:00") == "15.12.2025"
    assert clearer("15.12.202515:17", "15.12.2025 15:17") == "15.12.2025 15:17"
    assert clearer("xəbər", "xə bər") == "xəbər"


@pytest.mark.parametrize(
    "shown", ["<div>{}</div>", "<b>{}</b><br>", "<h2>{}</h2>", "<font size=5><b>{}</b></font><br>"]
)
@pytest.mark.parametrize(
    "title", ["Nümunə Xəbər :: {}", "Kənd.az | {}", "{} » KƏND.AZ", "{} | Xəbər Sayt", "{} — Nümunə", "Nümunə · {}"]
)
def test_the_sites_name_is_cut_off_a_title_whose_rest_a_reader_sees(title: str, shown: str) -> None:
    body = f"<div>{MENU}</div><div>{shown.format(TITLE)}{DATE}{paragraphs(TEXT)}</div>"
    raw = read(html(body, title.format(TITLE)))
    assert (raw.title, raw.paragraphs) == (TITLE, TEXT)


def test_a_headline_with_a_separator_of_its_own_stays_whole() -> None:
    long = f"Bakı - Quba yolu: {TITLE}"
    raw = read(html(f"<div><div>{long}</div>{DATE}{paragraphs(TEXT)}</div>", f"{long} - Nümunə Xəbər"))
    assert raw.title == long


def test_a_section_that_is_shown_alone_is_no_headline() -> None:
    raw = read(html(f"<div><div>Siyasət</div>{DATE}{paragraphs(TEXT)}</div>", f"{TITLE} | Siyasət"))
    assert raw.title == f"{TITLE} | Siyasət"


def test_calls_to_follow_and_to_name_the_source_are_no_text() -> None:
    calls = ["Bizi Telegram kanalımızda izləyin!", "Xəbərin materialından istifadə zamanı istinad mütləqdir."]
    raw = read(html(f"<div><h1>{TITLE}</h1>{DATE}{paragraphs([*TEXT, *calls])}</div>"))
    assert raw.paragraphs == TEXT


def test_the_form_around_a_page_of_asp_net_is_the_page() -> None:
    lines = "".join(f"<div>{line}</div>" for line in TEXT)
    state = "<input type=hidden name=__VIEWSTATE value=x>"
    page = f"<form action=Xeber.aspx>{state}<h2><span>{TITLE}</span></h2>{DATE}<div><div>{lines}</div></div></form>"
    assert read(html(page)).paragraphs == TEXT


def test_a_section_printed_above_a_headline_that_is_no_heading_is_no_text() -> None:
    rows = (f"<tr><td>{cell}</td></tr>" for cell in ("<b>İqtisadiyyat</b>", f"<b>{TITLE}</b>", DATE, "<br>".join(TEXT)))
    assert read(html(f"<table>{''.join(rows)}</table>")).paragraphs == TEXT


@pytest.mark.parametrize(
    "part",
    [
        "<article><h2>Kart</h2><p>Nazirlik bildirib ki, körpünün təmiri dekabrda başa çatacaq.</p></article>",
        "<td>12</td>",
        "<nav><div>Siyasət</div></nav>",
    ],
)
def test_a_giant_page_takes_seconds_where_it_took_their_square(part: str) -> None:
    page = html(f"<article><h1>{TITLE}</h1>{DATE}{paragraphs(TEXT)}</article><div>{part * 8000}</div>")
    start = time.process_time()
    for kind in (GenericPage, ArticlePage):
        raw = kind(page, URL).read(site="x", url=URL, key="x", edition="az", fetched_at=NOW)
        assert set(TEXT) <= set(raw.paragraphs)
    assert time.process_time() - start < 6


@pytest.mark.parametrize("told", ["<b>{}</b>", "<font size=4>{}</font>", "<div class=bashliq>{}</div>"])
def test_a_title_that_only_names_the_site_is_no_headline_but_the_line_above_the_text_is(told: str) -> None:
    site = "Nümunə qəzeti"
    logo = f"<a href='/'><img src=/logo.gif alt='{site}'></a><br><a href=/siyaset>Siyasət</a> <a href=/idman>İdman</a>"
    rows = "".join(f"<tr><td>{cell}</td></tr>" for cell in (logo, told.format(TITLE), DATE, paragraphs(TEXT)))
    raw = read(html(f"<table>{rows}</table>", title=site))
    assert (raw.title, raw.paragraphs) == (TITLE, TEXT)
    assert read(html(f"<table>{rows}</table>", title="Nümunə qəzeti yazır")).title == "Nümunə qəzeti yazır"


@pytest.mark.parametrize(
    "name", ["class=comments", "class=sf_comment_list", "id=serhler", "class=postComments", "class='blok kommentariy'"]
)
def test_what_readers_say_below_an_article_is_none_of_it(name: str) -> None:
    said = [
        f"Mən də həmin küçədə yaşayıram və {count} gündür ki, bu işin bitməsini gözləyirəm." for count in range(3, 9)
    ]
    page = html(
        f"<article><h1>{TITLE}</h1>{DATE}{paragraphs(TEXT)}<div {name}><div>{paragraphs(said)}</div></div></article>"
    )
    assert read(page).paragraphs == TEXT


def test_an_article_in_an_element_that_is_named_after_comments_is_read() -> None:
    page = html(f"<article class='post comments-open'><h1>{TITLE}</h1>{DATE}{paragraphs(TEXT)}</article>")
    assert read(page).paragraphs == TEXT


@pytest.mark.parametrize(
    ("script", "end"), [("հայերեն", "։"), ("ภาษาไทย", ""), ("اردو", "۔"), ("မြန်မာ", "။"), ("हिन्दी", "।")]
)
def test_a_text_whose_sentences_end_in_other_signs_is_read(script: str, end: str) -> None:
    text = [f"{' '.join([script] * count)}{end}" for count in (30, 40, 50)]
    assert read(html(f"<article><h1>{TITLE}</h1>{DATE}{paragraphs(text)}</article>")).paragraphs == text


@pytest.mark.parametrize("logo", ["Nümunə Xəbər", "numune.az", "Nümunə"])
def test_a_heading_that_is_only_the_sites_name_is_no_headline(logo: str) -> None:
    names = "<meta property=og:site_name content='Nümunə'><a href='/' title='Nümunə Xəbər'>Ana səhifə</a>"
    page = html(f"{names}<h1>{logo}</h1><div>{DATE}{paragraphs(TEXT)}</div>", f"{TITLE} -- {logo}")
    assert read(page).title == TITLE


def test_a_date_below_the_standfirst_is_the_articles() -> None:
    lead = "<p>Kənd sakinləri ilk dəfə bu yay kəndin öz bulağından su götürə bilib, indi isə kran işləyir.</p>"
    page = html(
        f"<div><h1>{TITLE}</h1>{lead}<div>Müəllif: Aysel Kərimli</div><div>{DATE}</div>{paragraphs(TEXT)}</div>"
    )
    assert printed(page) == ["28.02.2026 / 14:05"]


@pytest.mark.parametrize("name", ["DC.date", "dcterms.issued"])
def test_dublin_core_tells_the_date(name: str) -> None:
    meta = f"<meta name='{name}' content='2026-02-28T14:05:00+04:00'>"
    page = html(f"{meta}<h1>{TITLE}</h1>{paragraphs(TEXT)}")
    assert [one["raw"] for one in read(page).dates] == ["2026-02-28T14:05:00+04:00"]


def test_a_heading_that_is_the_sites_name_is_no_headline_and_the_stamp_of_an_entry_is_its_date() -> None:
    name = "<h1 class=title><a href='/'>Dağ xəbərləri</a></h1>"
    stamp = "<div>Göndərən Dağ <abbr class=published title='2026-02-28T14:05:00+04:00'>14:05</abbr></div>"
    entry = f"<div class=hentry><h3 class=entry-title>{TITLE}</h3><div>{paragraphs(TEXT)}</div>{stamp}</div>"
    raw = read(html(f"{name}<h2>28.02.2026</h2>{entry}", title=f"Dağ xəbərləri: {TITLE}"))
    assert (raw.title, raw.paragraphs) == (TITLE, TEXT)
    assert {"source": "printed", "raw": "2026-02-28T14:05:00+04:00"} in raw.dates
    dated = entry.replace("class=published", "itemprop=datePublished")
    assert {"source": "microdata", "raw": "2026-02-28T14:05:00+04:00"} in read(html(name + dated)).dates
