"""Where a sentence ends, and where a full stop does not end it."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.az_sentences import read_gold, score
from newscrawler.az import split_sentences
from newscrawler.az.abbreviations import MIDDLE, UNITS

SPLIT = [
    ["Dünən yağış yağıb.", "Bu gün hava açıqdır."],
    ["Kim gəlib?", "Heç kim!", "Qəribədir..."],
    ["Nə?!", "Doğrudan?", "Bəli!"],
    ["Yağış yağır… külək də əsir.", "Hava soyuqdur…", "Evdəyik."],
    ["Akad. Rauf Səmədov və dos. Leyla Quliyeva danışıblar.", "Tədbir bitib."],
    ["V. I. Babayev, Yu. Məmmədov və R.S. Kərimov iştirak edib.", "Onlar razıdır."],
    ["Görüş Bakı ş. Nizami r. ərazisində olub.", "Polis gəlib."],
    ["Ünvan: Nizami küç. 12, mənz. 4.", "Zəng edin."],
    ["Kitab, dəftər və s. alınıb.", "Pul bitib."],
    ["Kitab, dəftər və s.", "Məktəb hazırdır."],
    ["Dəyəri 3,5 mlrd. ABŞ dolları, yaxud 5 mln. AZN-dir.", "Çoxdur."],
    ["Əhali 10 mln.", "Bu rəqəm artır."],
    ["Şəhər b.e. II əsrində salınıb.", "E.ə. 50-ci ildə burada kənd vardı."],
    ["XIX əsr. Bakıda ilk fontan vurdu.", "Hər şey dəyişdi."],
    ["Bu, qızıl əsr.", "Xalq xoşbəxt idi."],
    ["O, 15. mərtəbədə yaşayır.", "XXI. əsr başlayıb."],
    ["Uzunluğu 5 km.", "Eni azdır."],
    ["Qiyməti 12 man. 50 qəp. idi.", "Alan olmadı."],
    ["“Gəlin!” – deyə çağırdı.", "Heç kim gəlmədi."],
    ['"Gəlirəm." – Nazir əlavə edib.', "Sonra susub."],
    ["“Bu, tarixi gündür.”", "Prezident belə deyib."],
    ["– Haradasan?", "– Evdəyəm."],
    ["Numune.az xəbər verir ki, sayt www.numune.az-dır.", "Poçt: ad@numune.az.", "Yazın."],
    ["Artım 2.3 faizdir, saat 15.30-da açıqlanıb.", "Gözlənilən idi."],
    ["1. Plan təsdiq edilsin.", "2. İcra yoxlanılsın."],
    ["Hesablama (bax. səh. 15) düzgündür.", "(Foto: arxiv.)"],
    ["Şübhəli (?) Məbləğ ödənilib.", "Vəssalam."],
    ["Это было в 2020 г. в г. Баку.", "Он сказал: да.", "И т.д.", "Всё."],
    ["Mr. Smith arrived at 5 p.m.", "He left early."],
]


@pytest.mark.parametrize("sentences", SPLIT, ids=lambda sentences: sentences[0][:30])
def test_a_paragraph_is_split_where_its_sentences_end(sentences: list[str]) -> None:
    assert split_sentences(" ".join(sentences)) == sentences


@pytest.mark.parametrize("word", sorted(MIDDLE - {"no"}))
def test_an_abbreviation_goes_on_before_a_name_but_not_before_a_starter(word: str) -> None:
    assert len(split_sentences(f"Sözü {word}. Nizami dedi")) == 1
    assert len(split_sentences(f"Sözü {word}. Lakin dedi")) == 2


@pytest.mark.parametrize("word", sorted(UNITS))
def test_a_unit_goes_on_before_a_digit_but_not_before_a_name(word: str) -> None:
    assert len(split_sentences(f"Cəmi 5 {word}. 20 idi")) == 1
    assert len(split_sentences(f"Cəmi 5 {word}. Nizami dedi")) == 2


def test_a_missing_space_does_not_hide_the_end() -> None:
    assert split_sentences("Görüş keçirilib.Nazir çıxış edib.") == ["Görüş keçirilib.", "Nazir çıxış edib."]
    assert split_sentences("M.Ə.Rəsulzadə Numune.Azda yazıb.") == ["M.Ə.Rəsulzadə Numune.Azda yazıb."]


def test_a_line_is_a_paragraph_and_ends_a_sentence() -> None:
    assert split_sentences("Başlıq\nBirinci cümlə. İkincisi\n\nSon") == ["Başlıq", "Birinci cümlə.", "İkincisi", "Son"]


@given(st.text('aAzəƏ. .!?…"”(“)-–1I\n,’ və s.'))
def test_no_character_but_white_space_is_lost(text: str) -> None:
    sentences = split_sentences(text)
    assert "".join("".join(sentences).split()) == "".join(text.split())
    assert all(sentence and sentence == sentence.strip() for sentence in sentences)


def test_the_gold_paragraphs_are_split_as_written() -> None:
    assert score(split_sentences, read_gold()) >= 0.98


def test_a_megabyte_takes_a_moment() -> None:
    for text in (". A", "1. ", "və s. ", '!" ', "... ", "Ə.", "söz "):
        start = time.process_time()
        split_sentences(text * (1_000_000 // len(text)))
        assert time.process_time() - start < 5, text


def test_the_truth_table_is_met(shared: Path) -> None:
    rows = [json.loads(line) for line in (shared / "text_cases.jsonl").read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if row["kind"] == "sentences"]
    assert rows
    assert [split_sentences(row["raw"]) for row in rows] == [row["expected"] for row in rows]
