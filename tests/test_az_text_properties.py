"""What holds of normalise_text for any string at all."""

import time

from hypothesis import example, given, settings
from hypothesis import strategies as st

from newscrawler.az import CleanText, normalise_text
from newscrawler.az.screening import is_clean
from newscrawler.az.text import FLAGS, REPAIRS

ENCODINGS = st.sampled_from(["cp1251", "cp1252", "latin-1", "cp1254", "cp1250", "cp437", "mac-roman"])
NASTY = (
    "\x80\x85\x92\x9f\xa0\xad\u0307\u0301\u0323ıiİIəәǝƎӘ\u200b\u200c\u200d\u2028\u2029\ufeff\ufffd\n\r\t \x0b\x1c"
    "\x1f\x7fÃ¼É™ÄŸÅÆâ€œЙ™ЖЏД±°Г¶јÐÑðþýÝÞ¬aеоcсpВСxкXIв«»“”’–…éô日ع🙂\ud83d\ude00\udc80√∂ƒ≈╔Ö├╝"
)
PHRASES = "Azərbaycan Mәmmәd Hу Caspianв i\u0307yul É\u200b™ Й\xad™ Æli vÉ™ yarýþ Рё Г–Д Ã‰â„¢ Cука".split()


def misread(text: str, encoding: str) -> str:
    return "".join(bytes([byte]).decode(encoding, "ignore") or chr(byte) for byte in text.encode())


MISREAD = st.builds(misread, st.text("əıişğöüçƏİŞĞÖÜÇabВгд “”–.\n", max_size=20), ENCODINGS)
PIECES = st.one_of(st.text(NASTY, max_size=30), st.sampled_from(PHRASES), MISREAD, st.text(max_size=10))
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=6).map(" ".join), st.lists(PIECES, max_size=4).map("".join))
ALPHABETS = {
    "az": "abcçdeəfgğhxıijkqlmnoöprsştuüvyzABCÇDEƏFGĞHXIİJKQLMNOÖPRSŞTUÜVYZ",
    "tr": "abcçdefgğhıijklmnoöprsştuüvyzABCÇDEFGĞHIİJKLMNOÖPRSŞTUÜVYZ",
    "en": "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "ru": "абвгдежзийклмнопрстуфхцчшщъыьэюяёАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЁ",
    "kk": "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюяАӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ",
    "az-Cyrl": "абвгғдеәжзиыјкҝлмноөпрстуүфхһчҹшАБВГҒДЕӘЖЗИЫЈКҜЛМНОӨПРСТУҮФХҺЧҸШ",
}
WORDS = st.sampled_from(sorted(ALPHABETS)).flatmap(
    lambda tag: st.lists(st.text(ALPHABETS[tag], min_size=4, max_size=12), min_size=3, max_size=12)
)


@settings(max_examples=1500, deadline=None)
@given(TEXTS)
@example("É\u200b™É\u200b™")
@example("ǝ\u200dҝ \u0307i")
def test_normalising_twice_is_normalising_once(text: str) -> None:
    once = normalise_text(text)
    assert normalise_text(once.text) == CleanText(once.text, (), once.flags)


@settings(max_examples=1500, deadline=None)
@given(TEXTS)
def test_a_change_is_told_and_what_is_told_is_a_change(text: str) -> None:
    clean = normalise_text(text)
    assert bool(clean.fixes) == (clean.text != text)
    assert [fix.partition(":")[0] for fix in clean.fixes] == sorted(
        (fix.partition(":")[0] for fix in clean.fixes), key=REPAIRS.index
    )
    assert set(clean.flags) <= set(FLAGS)


@settings(max_examples=1500, deadline=None)
@given(TEXTS)
def test_the_result_can_be_written_and_has_the_same_lines_for_every_reader(text: str) -> None:
    clean = normalise_text(text).text
    assert clean.encode().decode() == clean
    assert clean.splitlines() == (clean.split("\n") if clean else [])
    assert clean == clean.strip()


@settings(max_examples=500, deadline=None)
@given(WORDS)
def test_words_of_one_alphabet_are_left_as_they_are(words: list[str]) -> None:
    text = " ".join(words)
    assert normalise_text(text) == CleanText(text)


@settings(max_examples=1500, deadline=None)
@given(TEXTS)
def test_the_screening_pass_never_lets_a_defect_through(text: str) -> None:
    if is_clean(text):
        assert normalise_text(f"{text}\n\xa0x").text in (f"{text}\nx", "x")


def test_the_time_taken_grows_with_the_length_and_no_faster() -> None:
    for trouble in (" ", "\n", "É™", "aа", "\u200b", "ý", "i\u0307", "\u0307", "É", "Г–", "¬a", " \n", "аAәz ", "Æ "):
        start = time.process_time()
        normalise_text(trouble * (200_000 // len(trouble)))
        assert time.process_time() - start < 2, trouble
