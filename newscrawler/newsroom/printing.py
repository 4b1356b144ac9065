"""Dates as sites print them, and slugs as they cut them: the newsroom's own tables, so that it checks the reader's."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

BAKU = ZoneInfo("Asia/Baku")

MONTHS = {
    "az": "yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr".split(),
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split(),
    "en": "January February March April May June July August September October November December".split(),
}
CAPITALS = {"i": "İ", "ı": "I"}
WEEKDAYS = {
    "az": "Bazar ertəsi|Çərşənbə axşamı|Çərşənbə|Cümə axşamı|Cümə|Şənbə|Bazar".split("|"),
    "ru": "Понедельник Вторник Среда Четверг Пятница Суббота Воскресенье".split(),
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
}
_LATIN = str.maketrans("əıöüğçşâ", "eiougcsa")
_CYRILLIC = dict(
    zip(
        map(ord, "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"),
        "a b v g d e e zh z i j k l m n o p r s t u f h c ch sh sch  y  e yu ya".split(" "),
        strict=True,
    )
)


def capital(word: str) -> str:
    """The word with an Azerbaijani capital: `iyul` gives `İyul`."""
    return CAPITALS.get(word[0], word[0].upper()) + word[1:]


def new_date(moment: datetime, language: str) -> str:
    """`05 dekabr, 2025`, the layout of late 2025."""
    return f"{moment:%d} {MONTHS[language][moment.month - 1]}, {moment:%Y}"


def old_date(moment: datetime, language: str) -> str:
    """`7 Fevral , 2024`, the layout before; before 2023 the day is padded."""
    day = f"{moment:%d}" if moment.year < 2023 else str(moment.day)
    return f"{day} {capital(MONTHS[language][moment.month - 1])} , {moment:%Y}"


def slug(title: str, language: str) -> str:
    """A title as the site cuts it for its URL: `5%-dən çox` gives `5-den-cox`."""
    low = title.replace("İ", "i").replace("I", "ı" if language == "az" else "i").lower()
    return re.sub(r"[^a-z0-9]+", "-", low.translate(_LATIN).translate(_CYRILLIC)).strip("-")
