"""Azerbaijani in Latin, in Cyrillic and in the letters of an Az Lat font."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawler.az import azlat_to_latin, cyrillic_to_latin, is_az_cyrillic, is_azlat, latin_to_cyrillic, upper

CYRILLIC = dict(zip("абвгғдеәжзиыјкҝлмноөпрстуүфхһчҹш", "abvqğdeəjziıykglmnoöprstuüfxhçcş", strict=True))
FONT = dict(zip("йцукенгшщзхъфывапролджэячсмитьбю", "yüukenqşhzxcfıvaproldjgəçsmitğbö", strict=True))
LATIN = "".join(sorted(CYRILLIC.values()))
TEXT = [
    "Yağış kəsəndən sonra uşaqlar həyətə çıxdılar",
    "Növbəti görüş gələn həftə Gəncədə keçiriləcək",
    "Müəllim bildirib ki, imtahan üçün vaxt kifayətdir",
    "Şəhərin mərkəzində yeni bağ salınır və hovuz tikilir",
    "Həmin gün hava isti idi, dəniz isə sakit",
]


def in_font(text: str) -> str:
    table = {latin: cyrillic for cyrillic, latin in FONT.items()}
    capitals = {upper(latin): cyrillic.upper() for latin, cyrillic in table.items()}
    return "".join((table | capitals).get(letter, letter) for letter in text)


@pytest.mark.parametrize(("cyrillic", "latin"), CYRILLIC.items())
def test_every_cyrillic_letter_has_its_latin_one_in_both_cases(cyrillic: str, latin: str) -> None:
    assert cyrillic_to_latin(cyrillic + cyrillic.upper()) == latin + upper(latin)
    assert latin_to_cyrillic(latin + upper(latin)) == cyrillic + cyrillic.upper()


@pytest.mark.parametrize(("drawn", "latin"), FONT.items())
def test_every_letter_of_the_font_has_its_latin_one_in_both_cases(drawn: str, latin: str) -> None:
    assert azlat_to_latin(drawn + drawn.upper()) == latin + upper(latin)


@given(st.text(LATIN + upper(LATIN) + " w0-9’“”.,\n№²éß"))
def test_latin_text_survives_the_way_through_cyrillic_and_back(text: str) -> None:
    assert cyrillic_to_latin(latin_to_cyrillic(text)) == text


@given(st.text("".join(CYRILLIC) + "".join(CYRILLIC).upper() + " 0-9’«».,\n№"))
def test_cyrillic_text_survives_the_way_through_latin_and_back(text: str) -> None:
    assert latin_to_cyrillic(cyrillic_to_latin(text)) == text


@given(st.text(LATIN + upper(LATIN) + " 0-9’“”.,\n№²"))
def test_latin_text_survives_the_way_through_the_font_and_back(text: str) -> None:
    assert azlat_to_latin(in_font(text)) == text


@pytest.mark.parametrize(
    ("russian", "latin"),
    {
        "Юсиф": "Yusif",
        "ЮСИФ": "YUSİF",
        "Я.Әлијев": "YA.Əliyev",
        "Октябр": "Oktyabr",
        "Щукин": "Şçukin",
        "Царјов": "Tsaryov",
        "Эдуард": "Eduard",
        "Николай": "Nikolay",
        "объект, альбом": "obyekt, albom".replace("y", ""),
    }.items(),
)
def test_russian_letters_of_names_are_spelt_as_azerbaijani_spells_them(russian: str, latin: str) -> None:
    assert cyrillic_to_latin(russian) == latin


@pytest.mark.parametrize("latin", TEXT)
def test_azerbaijani_is_known_in_each_of_its_scripts(latin: str) -> None:
    assert is_az_cyrillic(latin_to_cyrillic(latin))
    assert is_azlat(in_font(latin))
    assert not is_azlat(latin_to_cyrillic(latin))
    assert not is_az_cyrillic(in_font(latin))
    assert not is_az_cyrillic(latin)
    assert not is_azlat(latin)


@pytest.mark.parametrize(
    "text",
    [
        "После дождя дети вышли во двор и играли до вечера",
        "Объявлен съезд; подъезд закрыт, вьюга, семья, конъюнктура",
        "Я и моя семья — друзья, и вся моя няня смеялась",
        "Қала әкімі көшелердегі жұмыстарды тексерді",
        "Шаардын көчөлөрүндө жаңы бак тигилди",
        "Шәһәр үзәгендә яңа бакча төзелде, халык сөенә",
        "Шаҳар марказида янги боғ очилди ва байрам бўлди",
        "У центрі міста відкрили новий сад, її всі чекали",
        "Хотын төвд шинэ цэцэрлэг нээгдэж, хүүхдүүд баярлав",
        "",
        "Bakı",
    ],
)
def test_other_languages_are_not_taken_for_azerbaijani(text: str) -> None:
    assert not is_az_cyrillic(text)
    assert not is_azlat(text)


def test_the_truth_table_is_met(shared: Path) -> None:
    turns = {"az_cyrl_to_latn": cyrillic_to_latin, "azlat_font_to_unicode": azlat_to_latin}
    rows = [json.loads(line) for line in (shared / "text_cases.jsonl").read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if row["kind"] in turns]
    assert rows
    assert [turns[row["kind"]](row["raw"]) for row in rows] == [row["expected"] for row in rows]
