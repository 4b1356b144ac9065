"""What normalise_text repairs, what it leaves alone, and what it says of both."""

import json
import time
import unicodedata
from pathlib import Path

import pytest

from newscrawler.az import CleanText, normalise_text
from newscrawler.az.encodings import MISREADINGS
from newscrawler.az.lookalikes import TO_CYRILLIC, TO_LATIN
from newscrawler.az.repairs import EXAMPLES, KEPT
from newscrawler.az.text import FLAGS, REPAIRS

REPAIRED = {
    # i + U+0307 and its sisters
    "i̇clas": "iclas",
    "I\u0307CLAS": "İCLAS",
    "ı\u0307l": "il",
    "İ\u0307L": "İL",
    # NFC
    "s\u0327ag\u0306irt": "şağirt",
    "O\u0308lke\u0301": "Ölké",
    # look-alikes, both ways, capitals too
    "Вакı": "Bakı",
    "МәНКәМә qərarı": "МәНКәМә qərarı",  # a wholly Cyrillic word
    "MәHKәMә": "MəHKəMə",
    "хоşbəхt": "xoşbəxt",
    "Ѕеvinс": "Sevinc",
    "һörmәt": "hörmət",
    "Вeşiк": "Beşik",
    "Ҫay iсmәk": "Çay icmək",
    "gӧzəl": "gözəl",
    "Aзәpбajҹaн": "Азәрбајҹан",
    "Pоссия и Typция": "Россия и Турция",
    "Mинистp": "Министр",
    "Hазим": "Назим",
    "Қaзақстан жəне": "Қазақстан және",
    "hǝkim": "həkim",
    "Ǝli": "Əli",
    "Азǝрбајҹан": "Азәрбајҹан",
    # invisible
    "Az\u00ader\u200bbay\u2060can\ufeff": "Azerbaycan",
    "\u202aBakı\u202c \u200eşəhəri\u200f": "Bakı şəhəri",
    "şə\u200dhər\u200c": "şəhər",
    "so\x00n\x07": "son",
    "mü¬əl¬lim": "müəllim",
    # character references
    "&quot;Nar&quot; ba&amp;#287;ı": '"Nar" bağı',
    "10&nbsp;000&#8239;₼": "10 000 ₼",
    "gün&#10;&#13;&#10;çıxdı": "gün\nçıxdı",
    "hava &#55357;&#56842;": "hava 😊",
    "G&#195;&#188;l": "Gül",
    "&amp;amp;amp;#38;quot;son&quot;": '"son"',
    # white space
    "10\u202f000\u2009₼": "10 000 ₼",
    "  iki\t\tsöz  ": "iki söz",
    "bir\u2028iki\u2029üç\x0bdörd\x0cbeş\x1caltı": "bir\niki\nüç\ndörd\nbeş\naltı",
    "bir \r\n \r\n iki": "bir\niki",
    "\n\nbaşlıq\n": "başlıq",
    "bir\x85iki": "bir\niki",
    # C1
    "\x93Sözçü\x94 \x96 qəzet\x85": "“Sözçü” – qəzet",
    "10 \x80": "10 €",
    # surrogates
    "hava \ud83c\udf27 var": "hava 🌧 var",
    "kəsik \ud83c": "kəsik \ufffd",
}
UNTOUCHED = [
    "Dünən Şəkidə “Çinar” bağında tədbir olub – 250 nəfər iştirak edib.",
    "«Нефтчи» — победитель, ёлка в подъезде, объём №5; ГОСТ и СССР.",
    "Türkiye’nin dört bir yanında kâğıt, îman, lûtuf; ığdır ve İĞDIR.",
    "Алматыда әлем чемпионаты өтті, қонақтар үшін сыйлықтар әзірленді.",
    "Киевда їжак і ґанок: Україна, РІК, ЄС.",
    "Кыргызстандын шаарларында өнөр жана үй.",
    "The naïve café owner said: “It’s £5” – Ångström, São Paulo, Österreich.",
    "Český ý, Þórir og Íslendingar, Türkmenistanyň ýoly.",
    "e-mail: ad@numune.az; 12 m², 25 °C, ½, …, 50 ₼, 3×4, ±2",
    "می‌روم و می‌آیم",
    "ქართული ენა, Հայերեն, עברית, العربية",
    "👩‍🚀 🇦🇿 ❤️",
    "UEFA-nın, IT-sahə, “Oxu.az”, X-ray",
    "А, Б, В–Г–Д; “GÜNEŞ” və “DAĞ”",
    "R&D, AT&T; a=1&b=2;c=3, &foo; &#; &#9999999; &copy 2025",
    "",
]


def name_of(fix: str) -> str:
    return fix.partition(":")[0]


@pytest.mark.parametrize(("raw", "right"), REPAIRED.items())
def test_a_defect_is_repaired(raw: str, right: str) -> None:
    assert normalise_text(raw).text == right


@pytest.mark.parametrize("text", UNTOUCHED)
def test_clean_text_of_any_language_is_left_as_it_is(text: str) -> None:
    assert normalise_text(text) == CleanText(text)


@pytest.mark.parametrize("letter", [letter for letter in TO_LATIN if letter not in "Ӏӏ"])
def test_every_cyrillic_twin_is_found_in_a_latin_word(letter: str) -> None:
    assert normalise_text(f"zır{letter}dzır").text == f"zır{TO_LATIN[letter]}dzır"


@pytest.mark.parametrize("letter", TO_CYRILLIC)
def test_every_latin_twin_is_found_in_a_cyrillic_word(letter: str) -> None:
    assert normalise_text(f"дыня{letter}дыня").text == f"дыня{TO_CYRILLIC[letter]}дыня"


def test_a_tie_follows_the_text() -> None:
    assert normalise_text("Hу что же, подождём").text == "Ну что же, подождём"
    assert normalise_text("Bu, xoш deyil, Hу belədir").text.endswith("Hy belədir")


@pytest.mark.parametrize("text", ["Caspianв", "Bakıда", "Hу", "SMSка пришла", "XXв. начался"])
def test_a_mixed_word_that_cannot_be_mended_is_left_and_flagged(text: str) -> None:
    assert normalise_text(text) == CleanText(text, (), ("mixed_script",))


@pytest.mark.parametrize("layers", ["&" + "amp;" * 100_000 + "quot;", "&#" * 50_000 + "51;" + "8;" * 50_000])
def test_layers_of_escaping_are_taken_off_at_once(layers: str) -> None:
    begun = time.thread_time()
    normalise_text(layers)
    assert time.thread_time() - begun < 2


def test_every_repair_is_counted_by_name() -> None:
    assert normalise_text("Mәmmәd\xa0 \u200bi\u0307lə\r\n\r\ngəldi\x92 ").fixes == (
        "c1:1",
        "dotted_i:1",
        "invisible:1",
        "spaces:2",
        "newlines:1",
        "lookalikes:2",
    )


def test_the_examples_show_every_repair_every_encoding_and_every_flag() -> None:
    fixes = {fix for raw in EXAMPLES for fix in normalise_text(raw).fixes}
    flags = {flag for raw in KEPT for flag in normalise_text(raw).flags}
    assert {name_of(fix) for fix in fixes} == set(REPAIRS)
    spoken = {misreading.name for misreading in MISREADINGS} - {"iso8859-9"}  # named only when C1 controls came through
    assert {fix.partition(":")[2] for fix in fixes if name_of(fix) == "mojibake"} == spoken
    assert flags == set(FLAGS)


@pytest.mark.parametrize("raw", EXAMPLES)
def test_an_example_needs_its_repair_once(raw: str) -> None:
    once = normalise_text(raw)
    assert once.text != raw
    assert normalise_text(once.text) == CleanText(once.text, (), once.flags)


@pytest.mark.parametrize("raw", KEPT)
def test_what_the_page_says_is_kept_is_kept(raw: str) -> None:
    assert normalise_text(raw).text == raw


def test_a_repaired_text_is_composed_and_can_be_written() -> None:
    for raw in REPAIRED:
        text = normalise_text(raw).text
        assert unicodedata.is_normalized("NFC", text)
        assert text.encode().decode() == text


def test_the_truth_table_is_met(shared: Path) -> None:
    rows = [json.loads(line) for line in (shared / "text_cases.jsonl").read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if row["kind"] == "normalize"]
    assert rows
    assert {row["raw"]: normalise_text(row["raw"]).text for row in rows} == {r["raw"]: r["expected"] for r in rows}
