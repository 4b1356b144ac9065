"""Upper and lower case, search keys and alphabetical order of Azerbaijani."""

import json
import random
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawler.az import fold, lower, sort_key, title, upper
from newscrawler.az.casing import ALPHABET

# Unicode's SpecialCasing.txt, section az: the four pairs that differ from the default, and the rest of the alphabet.
CAPITALS = dict(zip("abcçdeəfgğhxıijkqlmnoöprsştuüvyz", "ABCÇDEƏFGĞHXIİJKQLMNOÖPRSŞTUÜVYZ", strict=True))


@pytest.mark.parametrize(("small", "capital"), CAPITALS.items())
def test_every_letter_of_the_alphabet_has_its_other_case(small: str, capital: str) -> None:
    assert upper(small) == capital
    assert lower(capital) == small
    assert upper(capital) == capital
    assert lower(small) == small


def test_a_decomposed_capital_i_is_one_letter() -> None:
    assert lower("I\u0307LHAM") == "ilham"


@given(st.text("".join(CAPITALS) + "".join(CAPITALS.values()) + " -’.15"))
def test_case_goes_there_and_back_and_keeps_the_length(text: str) -> None:
    assert upper(lower(text)) == upper(text)
    assert lower(upper(text)) == lower(text)
    assert len(lower(text)) == len(upper(text)) == len(text)


@given(st.text(st.characters(exclude_characters="Iiİı\u0307")))
def test_without_an_i_case_is_that_of_unicode(text: str) -> None:
    assert lower(text) == text.lower()
    assert upper(text) == text.upper()


@pytest.mark.parametrize(
    ("text", "titled"),
    {
        "ilham əliyev": "İlham Əliyev",
        "İSTİ IŞIQ": "İsti Işıq",
        "şimal-qərb": "Şimal-Qərb",
        "15-ci kilometr": "15-ci Kilometr",
        "bakı’da, həsən'in": "Bakı’da, Həsən'in",
        "“çinar” (iri)": "“Çinar” (İri)",
        "баку": "Баку",
    }.items(),
)
def test_a_title_has_one_capital_a_word(text: str, titled: str) -> None:
    assert title(text) == titled


@pytest.mark.parametrize(
    ("key", "spellings"),
    {
        "qafqazinfo": ["QAFQAZİNFO", "Qafqazinfo", "qafqazınfo", "QAFQAZINFO", "qafqazI\u0307nfo"],
        "fifa": ["FIFA", "fifa", "FİFA", "fıfa"],
        "seki": ["Şəki", "ŞƏKİ", "seki", "s\u0327eki"],
        "gozelcicek": ["GözəlÇiçək"],
        "strasse": ["Straße", "STRASSE"],
        "йод": ["Йод", "ЙОД"],
    }.items(),
)
def test_one_key_finds_every_spelling(key: str, spellings: list[str]) -> None:
    assert {fold(spelling) for spelling in spellings} == {key}


@given(st.text())
def test_folding_twice_is_folding_once_for_what_is_composed(text: str) -> None:
    once = fold(unicodedata.normalize("NFC", text))
    assert fold(once) == fold(fold(once))


def test_an_azerbaijani_key_is_ascii() -> None:
    assert fold("".join(CAPITALS) + "".join(CAPITALS.values())).isascii()


def test_words_are_filed_by_the_alphabet() -> None:
    shuffled = list(ALPHABET)
    random.Random(7).shuffle(shuffled)
    assert "".join(sorted(shuffled, key=sort_key)) == ALPHABET
    assert "".join(sorted(map(upper, shuffled), key=sort_key)) == upper(ALPHABET)


@pytest.mark.parametrize(
    "filed",
    [
        ["2025", "Ağ", "ağac", "az", "çay", "dəniz", "Əli", "ət", "gül", "ğ", "hava", "xalça", "ışıq", "inək", "qala"],
        ["bakı", "Bakı", "BAKI", "bakıl"],
        ["cafe", "café", "cafes"],
        ["vida", "Volt", "Watt", "yol"],
        ["zər", "баку", "эхо"],
        ["- tire", "1 bir", "a"],
    ],
)
def test_neighbours_are_filed_right(filed: list[str]) -> None:
    assert sorted(random.Random(3).sample(filed, len(filed)), key=sort_key) == filed


def test_the_truth_table_is_met(shared: Path) -> None:
    cases = {"az_lower": lower, "az_upper": upper}
    rows = [json.loads(line) for line in (shared / "text_cases.jsonl").read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if row["kind"] in cases]
    assert rows
    assert [cases[row["kind"]](row["raw"]) for row in rows] == [row["expected"] for row in rows]
