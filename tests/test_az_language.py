"""Which language a text is in, and by what rule that is known."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from newscrawler.az import Detected, detect_language, fold, language, latin_to_cyrillic
from newscrawler.az.repairs import METHODS
from tests.test_az_scripts import TEXT, in_font

AZERBAIJANI = [
    *TEXT,
    "Nazirlik məlumat yayıb ki, yeni qaydalar yanvardan qüvvəyə minəcək",
    "Komandamız səfərdə qələbə qazanıb və cədvəldə irəliləyib",
    "Bazarda qiymətlər son ayda bir qədər ucuzlaşıb",
]
OTHERS = {
    "ru": [
        "Министр сообщил, что новые правила вступят в силу с января",
        "Команда одержала победу на выезде и поднялась в таблице",
        "Цены на рынке за последний месяц немного снизились",
        "Делегация посетила музей ковра и старый город",
        "В 2025 году было построено 12 школ, и это не предел, как сообщил министр",
    ],
    "en": [
        "The ministry said that the new rules will come into force in January",
        "Home side wins away and climbs up the table",
        "Prices at the market fell slightly over the past month",
        "President Əliyev visited the city of Gəncə on Friday, his office said in a statement",
    ],
    "tr": [
        "Bakanlık yeni kuralların ocak ayında yürürlüğe gireceğini açıkladı",
        "Takım deplasmanda kazandı ve puan tablosunda yükseldi",
        "Pazarda fiyatlar geçen ay biraz düştü, esnaf memnun değil",
    ],
    "kk": ["Министрлік жаңа ережелер қаңтар айынан бастап күшіне енетінін хабарлады"],
    "uz": ["Vazirlik yangi qoidalar yanvar oyidan kuchga kirishini maʼlum qildi"],
    "uk": ["Міністерство повідомило, що нові правила набудуть чинності з січня"],
    "fa": ["وزارتخانه اعلام کرد که مقررات جدید از ماه آینده اجرا می‌شود"],
    "ka": ["სამინისტრომ განაცხადა, რომ ახალი წესები იანვრიდან ამოქმედდება"],
}


@pytest.mark.parametrize("text", AZERBAIJANI)
def test_azerbaijani_is_known_by_its_schwa(text: str) -> None:
    assert detect_language(text)[::2] == ("az", "schwa")


@pytest.mark.parametrize("text", AZERBAIJANI)
def test_azerbaijani_is_known_in_every_other_way_it_is_written(text: str) -> None:
    assert detect_language(latin_to_cyrillic(text))[::2] == ("az-Cyrl", "cyrillic")
    assert detect_language(in_font(text))[::2] == ("az", "azlat")


def test_an_article_without_its_own_letters_is_azerbaijani_still() -> None:
    article = ". ".join(AZERBAIJANI)
    assert detect_language(fold(article))[::2] == ("az", "ascii")
    assert detect_language(f"“{fold(article)}” – №5…")[::2] == ("az", "ascii")
    assert detect_language(article.replace("ə", "e").replace("Ə", "E"))[::2] == ("az", "words")


@pytest.mark.parametrize(("tag", "text"), [(tag, text) for tag, texts in OTHERS.items() for text in texts])
def test_another_language_is_named(tag: str, text: str) -> None:
    assert detect_language(text).tag == tag


@pytest.mark.parametrize("text", ["", " ", "12:30, 15.12.2025", "Bakı", "REPORT", "Баку, Баку", "!?…"])
def test_too_little_text_has_no_language(text: str) -> None:
    assert detect_language(text) == Detected("und", 0.0, "short")


def test_a_short_text_with_a_schwa_has_one() -> None:
    assert detect_language("Gəncə").tag == "az"


def test_an_english_headline_full_of_azerbaijani_names_is_english() -> None:
    assert detect_language("Əliyev meets with Gəncə officials and visits the plant in Şəki").tag == "en"
    assert detect_language("Əliyev Gəncədə zavoda baxış keçirdi, The Economist yazır").tag == "az"


def test_a_name_with_a_cyrillic_schwa_is_azerbaijani_before_it_is_repaired() -> None:
    assert detect_language("Elnur Mәmmәdov").tag == "az"


@pytest.mark.parametrize(("text", "method"), [(text, method) for text, (method, _) in METHODS.items()])
def test_the_examples_of_the_methods_are_answered_by_them(text: str, method: str) -> None:
    assert detect_language(text).method == method


@pytest.mark.parametrize("text", [*AZERBAIJANI, *METHODS, *(text for texts in OTHERS.values() for text in texts)])
def test_a_score_is_a_share(text: str) -> None:
    assert 0 <= detect_language(text).score <= 1


def test_the_model_is_not_loaded_before_it_is_asked() -> None:
    code = "import sys, newscrawler.az as az; az.detect_language('Gəncə'); print({'numpy', 'ftfy'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


RUSSIAN = (
    "Сборная готовится к выезду: врачи осмотрели Фарида Тагиева, тренеры выбрали соперников для спаррингов",
    "TƏBİB: за неделю привиты 42 909 человек. Поликлиники принимали пациентов ежедневно, включая выходные",
)
NEIGHBOURS = (
    "Министрлік жаңа ережелер қаңтар айынан бастап күшіне енетінін хабарлады",
    "Міністерство повідомило, що нові правила набудуть чинності з січня",
    "Министрлык яңа кагыйдәләр гыйнвардан үз көченә керәчәген хәбәр итте",
)


def test_russian_news_needs_no_model_and_its_neighbours_are_not_taken_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "_ask_model", lambda _: Detected("model", 1.0, "model"))
    assert [detect_language(text).tag for text in RUSSIAN] == ["ru", "ru"]
    assert [detect_language(text).tag for text in NEIGHBOURS] == ["model"] * 3


def test_the_truth_table_is_met(shared: Path) -> None:
    names = {"ascii": "az_ascii", "azlat": "az_azlat", "cyrillic": "az_cyrl"}
    rows = [json.loads(line) for line in (shared / "text_cases.jsonl").read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if row["kind"] == "lang"]
    assert rows
    found = [detect_language(row["raw"]) for row in rows]
    assert [names.get(one.method, one.tag) for one in found] == [row["expected"] for row in rows]
