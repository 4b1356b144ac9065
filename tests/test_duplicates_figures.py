"""When two texts of the same words tell the same figures, and how words are folded before they are compared."""

import pytest

from newscrawler.corpus.copies.figures import agree
from newscrawler.corpus.copies.folding import Folder
from newscrawler.corpus.copies.shingles import Printer

FRAME = "Azərbaycanın paytaxtında keçirilən iclasda bildirilib ki, {}, və bu barədə qərar artıq qəbul olunub."

SAME = {
    "thousands parted otherwise": ("gəlir 15 000 manat olub", "gəlir 15,000 manat olub"),
    "thousands not parted": ("gəlir 15 000 manat olub", "gəlir 15000 manat olub"),
    "thousands in a word": ("gəlir 15 000 manat olub", "gəlir 15 min manat olub"),
    "point for comma": ("artım 2,5 faiz olub", "artım 2.5 faiz olub"),
    "a zero more": ("qiymət 70,50 dollar olub", "qiymət 70,5 dollar olub"),
    "a sign for a word": ("artım 25% olub", "artım 25 faiz olub"),
    "a word for a digit": ("iclasda 6 nazir olub", "iclasda altı nazir olub"),
    "words for digits": ("yolda 12 nəfər ölüb, 7 nəfər yaralanıb", "yolda on iki nəfər ölüb, yeddi nəfər yaralanıb"),
    "a sentence with a number dropped": (
        "iclasda altı nazir olub. Sonra iki sənəd imzalanıb",
        "iclasda altı nazir olub",
    ),
    "one, which is an article too": ("orada bir qərar verilib", "orada iki qərar verilib"),
    "a date in digits": ("iclas 15 dekabr 2025-ci ildə olub", "iclas 15.12.2025-ci ildə olub"),
    "a sentence dropped": ("gəlir 15 manat olub. Xərc 7 manat olub", "gəlir 15 manat olub"),
    "a passage added": ("gəlir 15 manat olub", "gəlir 15 manat olub. Ötən il 12 manat idi"),
}
OTHER = {
    "one figure": ("gəlir 15 manat olub", "gəlir 16 manat olub"),
    "one of several": ("gəlir 15, xərc 7, qalıq 8 manat olub", "gəlir 15, xərc 6, qalıq 8 manat olub"),
    "the words around it as well": ("gəlir 15 manata çatıb, xərc 7 manatdır", "gəlir 16 dollar olub, xərc 7 manatdır"),
    "the day": ("qar 1 dekabr tarixində yağıb", "qar 10 dekabr tarixində yağıb"),
    "the month": ("qar dekabr ayında yağıb", "qar noyabr ayında yağıb"),
    "the year": ("qar 2020-ci ildə yağıb", "qar 2021-ci ildə yağıb"),
    "ten times as much": ("hər ailəyə 100 manat ödənilib", "hər ailəyə 1000 manat ödənilib"),
    "the point elsewhere": ("neft 70,5 dollara satılır", "neft 7,05 dollara satılır"),
    "one in words": ("yolda yeddi nəfər ölüb", "yolda doqquz nəfər ölüb"),
    "tens in words": ("gecə on iki dərəcə isti olacaq", "gecə on üç dərəcə isti olacaq"),
    "another in Russian words": ("погибли семь человек", "погибли девять человек"),
    "changed places": ("dollar 1,7 avro 1,9 manatdır", "dollar 1,9 avro 1,7 manatdır"),
}


def same(one: str, other: str) -> bool:
    printer = Printer(near=True)
    a, b = (
        printer.take({"id": "a:1", "published_on": "2025-12-15", "title": "", "text": FRAME.format(text)})
        for text in (one, other)
    )
    verdict = agree((a.figures, a.codes), (b.figures, b.codes))
    assert agree((b.figures, b.codes), (a.figures, a.codes)) is verdict
    return verdict


@pytest.mark.parametrize("kind", SAME)
def test_a_figure_spelt_otherwise_dropped_or_added_contradicts_nothing(kind: str) -> None:
    assert same(*SAME[kind])


@pytest.mark.parametrize("kind", OTHER)
def test_another_figure_makes_another_story(kind: str) -> None:
    assert not same(*OTHER[kind])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Azərbaycanın Şəki şəhərində qış ığıdır", "AZERBAYCANIN SEKI SEHERINDE QIS IGIDIR"),
        ("“Report”un məlumatı", "«Report»un məlumatı"),
        ("şimal-qərb küləyi", "şimal – qərb küləyi"),
        ("Gəncə\u00ad\u200bçay", "Gəncəçay"),
        ("İsmayıllıda", "I\u0307smayıllıda"),
        ("üzüm bağı", "u\u0308zu\u0308m bağı"),
        ("B\u0430k\u0131 şəhəri", "Bakı şəhəri"),  # U+0430 is the Cyrillic а
        ("ЕЛКИ и ёлки", "Ёлки и елки"),
    ],
)
def test_what_a_keyboard_changes_is_folded_away(one: str, other: str) -> None:
    printer = Printer(near=False)
    prints = [
        printer.take({"id": "a:1", "published_on": "2025-12-15", "title": "", "text": text}) for text in (one, other)
    ]
    assert prints[0].digest == prints[1].digest


def test_a_sign_is_folded_alike_in_a_text_of_common_signs_and_beside_a_rare_one() -> None:
    folder, rare = Folder(), "北"
    signs = [*map(chr, range(0x530)), *"–—‘’“”„…№₼€\u200b\u2028ﬁǰＡ５\ud800", rare]
    alone = {sign: folder.words(f"a{sign}b") for sign in signs}
    beside = {sign: folder.words(f"a{sign}b {rare}")[:-1] for sign in signs}
    assert alone == beside
    assert alone["Ə"] == [b"aeb"]
    assert alone["—"] == [b"a", b"b"]
    assert {folder.letters("", f"{'söz ' * 300}{sign}") for sign in "Şşs"} == {b"soz" * 300 + b"s"}


@pytest.mark.parametrize("dateline", ["Bakı. 15 dekabr. ", "Баку, 15 декабря, ", "BAKU, December 15, 2025 – "])
def test_the_place_and_the_day_before_a_long_text_are_no_part_of_it(dateline: str) -> None:
    long = " ".join(FRAME.format("gəlir 15 manat olub").split() * 3)
    printer = Printer(near=False)
    prints = [
        printer.take({"id": "a:1", "published_on": "2025-12-15", "title": "", "text": text})
        for text in (long, dateline + long)
    ]
    assert prints[0].digest == prints[1].digest
