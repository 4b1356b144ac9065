"""The generic reader on pages as invented local sites would print them: dates, rails, signatures, data, pictures."""

import json
from datetime import UTC, datetime

import pytest

from newscrawler.anysite import reader_of_host
from newscrawler.article import Article
from newscrawler.reading.appeals import is_appeal
from newscrawler.reading.fetched import FetchedPage
from newscrawler.reading.normalise import normalise
from tests.test_generic import OTHER, TEXT, TITLE, URL, paragraphs

NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)
MINUTE = "2026-02-12T10:15:00+04:00"
DATED = "<p class=d>12.02.2026 10:15</p>"
RAIL = "".join(
    f"<li>01.03.2026 | 09:0{n} <a href=/x/{n}>Kənd klubunda yeni dərnək açılır, hissə {n}</a></li>" for n in range(9)
)


def read(body: str, head: str = "") -> Article:
    """What is read of a page whose `<body>` is this, between a menu and a footer."""
    frame = (
        f"<nav><a href=/>Ana səhifə</a></nav><div class=main><div class=post>{body}</div></div><footer>© 2026</footer>"
    )
    page = f"<html lang=az><head><meta charset=utf-8><title>{TITLE}</title>{head}</head><body>{frame}</body></html>"
    return normalise(reader_of_host("numune.az").article(FetchedPage(URL, page.encode(), NOW)))


@pytest.mark.parametrize(
    "stamp",
    [
        "<div>Tarix: 12.02.2026 | Saat: 10:15</div>",
        "<div><span>Tarix: 12.02.2026</span> <span>Saat: 10:15</span></div>",
        "<div><b>Tarix</b><span>12.02.2026</span><span>10:15</span></div>",
        "<table><tr><td>Tarix</td><td>12.02.2026</td></tr><tr><td>Saat</td><td>10:15</td></tr></table>",
        "<dl><dt>Tarix</dt><dd>12.02.2026</dd><dt>Saat</dt><dd>10:15</dd></dl>",
        "<div><div>Tarix:</div><div>12.02.2026</div><div>Saat:</div><div>10:15</div></div>",
        "<div><div>12</div><div>Fevral</div><div>2026</div><div>10:15</div></div>",
        "<ul><li>10:15</li><li>12.02.2026</li><li>Baxış: 154</li></ul>",
        "<p>Dərc olunub: 12 fevral 2026, 10:15</p>",
        "<small>Yayımlanıb 12.02.2026 - 10:15</small>",
        "<div>Bölmə: <a href=/x>Siyasət</a> | Tarix: 12.02.2026 | Saat: 10:15 | Oxunub: 345</div>",
        "<div>Yayımlanıb: 12.02.2026 10:15 | Yenilənib: 13.02.2026 11:20</div>",
        "<div>Yenilənib: 13.02.2026 11:20 Yayımlanıb: 12.02.2026 10:15</div>",
        "<div><span>12.02.2026</span> <span>Baxış: 1543</span> <span>10:15</span></div>",
        "<div>Дата публикации: 12.02.2026 10:15</div>",
        "<div>Дата: 12.02.2026 Время: 10:15 Просмотров: 77</div>",
        "<div>Published: February 12, 2026, 10:15 AM | Updated: February 13, 2026, 11:20 AM</div>",
    ],
)
def test_a_labelled_date_is_read_to_the_minute_and_is_no_line_of_the_text(stamp: str) -> None:
    for body in (f"<h1>{TITLE}</h1>{stamp}{paragraphs(TEXT)}", f"{stamp}<h1>{TITLE}</h1>{paragraphs(TEXT)}"):
        record = read(body)
        assert record.published_at == MINUTE
        assert record.text.split("\n") == TEXT


def test_the_date_nearest_above_the_headline_counts_and_the_clock_of_the_site_never() -> None:
    clock = "<td>Bu gün: 1 mart 2026</td>"
    body = f"<table><tr>{clock}<td><i>12.02.2026 [10:15]</i><br><h1>{TITLE}</h1>{paragraphs(TEXT)}</td></tr></table>"
    assert read(body).published_at == MINUTE


def test_a_rail_that_is_longer_than_a_short_article_is_no_text_of_it() -> None:
    record = read(f"<h1>{TITLE}</h1>{DATED}{paragraphs(TEXT[:2])}<ul>{RAIL}</ul>")
    assert record.text.split("\n") == TEXT[:2]


def test_cards_with_a_date_above_each_headline_are_no_text() -> None:
    card = "<li><span>Mart 1, 2026</span><a href=/x/{}><h4>Kənd klubunda yeni dərnək açılır</h4></a></li>"
    cards = "".join(map(card.format, range(5)))
    record = read(f"<h1>{TITLE}</h1>{DATED}{paragraphs(TEXT)}<div><h2>Bütün xəbərlər</h2><ul>{cards}</ul></div>")
    assert record.text.split("\n") == TEXT


def test_data_that_tell_the_beginning_of_the_text_alone_do_not_end_it() -> None:
    whole = " ".join([*TEXT, *OTHER])
    lines = [*TEXT, *OTHER]
    told = whole[: len(" ".join(lines[:-1])) + 12]
    data = {"@type": "NewsArticle", "headline": TITLE, "articleBody": told}
    head = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    assert read(f"<h1>{TITLE}</h1>{DATED}{paragraphs(lines)}", head).text.split("\n") == lines


def test_a_last_sentence_in_the_element_of_a_heading_is_text() -> None:
    last = "Bal festivalı gələn il də həmin meydanda keçiriləcək."
    assert read(f"<h1>{TITLE}</h1>{DATED}{paragraphs(TEXT)}<h3>{last}</h3>").text.split("\n") == [*TEXT, last]


@pytest.mark.parametrize("is_state", [False, True], ids=["articleBody", "state of a script"])
def test_a_page_that_shows_nothing_without_its_scripts_is_read_from_its_data(is_state: bool) -> None:
    lines = [*TEXT, *OTHER]
    state = {
        "props": {
            "item": {"title": TITLE, "content": paragraphs(lines)},
            "more": [{"title": "Başqa", "content": "x" * 900}],
        }
    }
    data = {"@type": "NewsArticle", "headline": TITLE, "articleBody": "\n\n".join(lines)}
    kind, told = ("application/json", state) if is_state else ("application/ld+json", data)
    head = f'<meta property="og:title" content="{TITLE}"><meta property="article:published_time" content="{MINUTE}">'
    record = read("<div id=app></div>", f'{head}<script type="{kind}">{json.dumps(told)}</script>')
    assert (record.title, record.text.split("\n"), record.published_at) == (TITLE, lines, MINUTE)


def test_a_text_that_a_script_writes_into_its_page_is_read() -> None:
    written = json.dumps(paragraphs(TEXT)).replace("</", "<\\/")
    script = f"<script>const short = 'x', rawContent = {written}; show(rawContent)</script>"
    assert read(f"<h1>{TITLE}</h1>{DATED}<div id=post></div>{script}").text.split("\n") == TEXT


def test_a_date_between_headline_and_text_is_the_articles_where_the_page_alone_holds_them() -> None:
    page = f"<div><h2>{TITLE}</h2></div><div><small>29.01.2026</small> <small>13:46</small></div>{paragraphs(TEXT)}"
    assert read(page).published_at == "2026-01-29T13:46:00+04:00"


def test_the_headlines_of_others_in_the_data_of_a_script_lend_no_text() -> None:
    state = {"items": [{"title": "Kənd klubunda dərnək açılır", "content": paragraphs([*TEXT, *OTHER])}]}
    page = (
        f'<html><head><title>{TITLE}</title></head><body><script type="application/json">{json.dumps(state)}</script>'
    )
    raw = reader_of_host("numune.az").read(FetchedPage(URL, page.encode(), NOW))
    assert raw.paragraphs == []


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("<p>Müəllif: Aysel Quliyeva, 12.02.2026, 10:15</p>", ""),
        ("<p>By Aysel Quliyeva | February 12, 2026 10:15</p>", ""),
        (DATED, "<p><i>Hazırladı: Aysel Quliyeva</i></p>"),
        (DATED, "<p>Автор: Aysel Quliyeva</p>"),
        (DATED, "<p>Yazıb: Aysel Quliyeva</p>"),
        (f"<ul><li itemprop=author><a href=/a/1>Aysel Quliyeva</a></li></ul>{DATED}", ""),
    ],
)
def test_who_signed_is_told(above: str, below: str) -> None:
    record = read(f"<h1>{TITLE}</h1>{above}{paragraphs(TEXT)}{below}")
    assert (record.authors, record.published_at) == (["Aysel Quliyeva"], MINUTE)
    assert record.text.split("\n") == TEXT


def test_what_is_said_about_the_author_behind_the_text_is_none_of_it() -> None:
    told = "Aysel Quliyeva yeddi ildir saytın müxbiridir, kənd təsərrüfatından yazır."
    bio = f"<div><img src=/a.jpg><div><b>Aysel Quliyeva</b><p>{told}</p></div></div>"
    assert read(f"<h1>{TITLE}</h1>{DATED}{paragraphs(TEXT)}{bio}").text.split("\n") == TEXT
    spoken = [*TEXT, "Aysel Quliyeva deyib ki, növbəti bayram payızda keçiriləcək."]
    assert read(f"<h1>{TITLE}</h1>{DATED}{paragraphs(spoken)}").text.split("\n") == spoken


@pytest.mark.parametrize(("site", "is_text"), [("https://birlik.az", True), ("https://www.numune.az", False)])
def test_an_announced_list_of_links_to_other_sites_is_text(site: str, is_text: bool) -> None:
    items = ["Bayramın proqramı", "Arıçılar birliyinin hesabatı"]
    links = "".join(f"<li><a href='{site}/{place}'>{item}</a></li>" for place, item in enumerate(items))
    told = [*TEXT[:-1], "Təşkilatçılar iki sənəd yayıblar:"]
    record = read(f"<h1>{TITLE}</h1>{DATED}{paragraphs(told)}<ul>{links}</ul><p>{TEXT[-1]}</p>")
    assert record.text.split("\n")[len(told) : -1] == (items if is_text else [])
    assert [link["text"] for link in record.links] == (items if is_text else [])


def test_pictures_beside_the_text_are_its_own_and_those_of_cards_and_rails_are_not() -> None:
    figures = "<figure><img src=/f/1.jpg><figcaption>Arıçılar</figcaption></figure><figure><img src=/f/2.jpg></figure>"
    card = "<div><a href=/x/9><img src=/t/9.jpg>Kənd klubunda yeni dərnək açılır, qapı hər gün açıqdır</a></div>"
    rail = "<aside><img src=/t/8.jpg></aside>"
    record = read(
        f"<h1>{TITLE}</h1>{DATED}<img src=/f/0.jpg><img src=/i/logo.png>{paragraphs(TEXT)}{figures}{card}{rail}"
    )
    assert [(one["url"], one["caption"]) for one in record.images] == [
        ("https://numune.az/f/0.jpg", None),
        ("https://numune.az/f/1.jpg", "Arıçılar"),
        ("https://numune.az/f/2.jpg", None),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Nazirlik Telegram kanalında bildirib ki, körpü dekabrda açılacaq.",
        "Videonu polis YouTube kanalında dərc edib.",
        "Deputat bunu Instagram hesabında paylaşıb.",
        "Qəzetə abunə olanların sayı dörd mini keçib.",
        "Nazir kanalımıza müsahibəsində bunu təsdiqləyib.",
        "“Xəbərləri rəsmi səhifədən izləyin”, – deyə qurumun sözçüsü bildirib.",
        "Министерство сообщило об этом в своём Telegram-канале.",
        "Стороны подписали соглашение о поставках.",
        "Об этом он написал в Twitter.",
        "The ministry said so on its Telegram channel.",
        "The sides will sign up forty schools by May, officials said.",
        "The talks follow a visit to Baku in May.",
    ],
)
def test_a_report_that_names_a_channel_is_the_end_of_a_text(line: str) -> None:
    assert not is_appeal(line)
    assert read(f"<h1>{TITLE}</h1>{DATED}{paragraphs([*TEXT, line])}").text.split("\n") == [*TEXT, line]


@pytest.mark.parametrize(
    "line",
    [
        "Xəbərləri Telegram kanalımızdan izləyin",
        "Ən son xəbərlər üçün WhatsApp kanalımıza qoşulun!",
        "Bizə WhatsApp-dan yazın: 050 000 00 00",
        "YouTube kanalımız",
        "Materiallardan istifadə olunarkən Kənd.az-a istinad zəruridir.",
        "Kənd.az",
        "Подписывайтесь на наш Telegram-канал",
        "При использовании материалов ссылка на сайт обязательна.",
        "Наш канал в Telegram",
        "For more stories, follow us on Facebook.",
        "Subscribe to our newsletter.",
        "Telegram | WhatsApp | Facebook",
    ],
)
def test_what_asks_its_reader_for_something_is_none(line: str) -> None:
    assert is_appeal(line)
    assert read(f"<h1>{TITLE}</h1>{DATED}{paragraphs([*TEXT, line])}").text.split("\n") == TEXT
