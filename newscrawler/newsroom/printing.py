"""Dates as sites print them, and slugs as they cut them: the newsroom's own tables, so that it checks the reader's."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from zoneinfo import ZoneInfo

BAKU = ZoneInfo("Asia/Baku")

MONTHS = {
    "az": "yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr".split(),
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split(),
    "en": "January February March April May June July August September October November December".split(),
}
SHORT = {
    "az": "yan fev mar apr may iyn iyl avq sen okt noy dek".split(),
    "ru": "янв фев мар апр мая июн июл авг сен окт ноя дек".split(),
    "en": [month[:3] for month in MONTHS["en"]],
}
DAYS = {"az": ("Bu gün", "Dünən"), "ru": ("Сегодня", "Вчера"), "en": ("Today", "Yesterday")}
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


@dataclass(frozen=True, slots=True)
class Form:
    """How one place of a site prints a moment: a pattern of `parts`, and others for a moment of today or yesterday.

    >>> card = Form("{day} {Month} {time}", today="{time}")
    >>> now = datetime(2026, 2, 21, 19, tzinfo=BAKU)
    >>> card.print(datetime(2025, 10, 2, 16, 8, tzinfo=BAKU), "az", now), card.print(now, "az", now)
    ('2 Oktyabr 16:08', '19:00')
    """

    usual: str
    today: str = ""
    yesterday: str = ""

    def print(self, moment: datetime, language: str, now: datetime) -> str:
        """The moment as a page of that language shows it at `now`."""
        here, today = moment.astimezone(BAKU), now.astimezone(BAKU).date()
        pattern = self.usual
        if here.date() == today:
            pattern = self.today or self.usual
        elif here.date() == today - timedelta(days=1):
            pattern = self.yesterday or self.usual
        return pattern.format_map(parts(here, language))


def parts(moment: datetime, language: str) -> Mapping[str, str]:
    """Everything a pattern may name: of the wall time in Baku, and for machines."""
    there, month, short = moment.astimezone(UTC), MONTHS[language][moment.month - 1], SHORT[language][moment.month - 1]
    return {
        "day": str(moment.day),
        "dd": f"{moment:%d}",
        "mm": f"{moment:%m}",
        "month": month,
        "Month": capital(month),
        "short": short,
        "Short": capital(short),
        "EnglishMonth": MONTHS["en"][moment.month - 1],
        "englishmonth": MONTHS["en"][moment.month - 1].lower(),
        "weekday": WEEKDAYS[language][moment.weekday()],
        "year": f"{moment:%Y}",
        "time": f"{moment:%H:%M}",
        "iso": moment.isoformat(timespec="seconds"),
        "stamp": f"{moment:%Y-%m-%d %H:%M:%S}",
        "utc": f"{there:%Y-%m-%d %H:%M:%S}",
        "utciso": f"{there:%Y-%m-%dT%H:%M:%S}",
        "rfc": format_datetime(moment),
        "hhmm": f"{moment:%H%M}",
        "Today": DAYS[language][0],
        "Yesterday": DAYS[language][1],
    }


def underscored(title: str, language: str) -> str:
    """A slug with underscores, into which the entities of quotation marks leak: `quot_Azeri_Layt_quot`."""
    return slug(title.replace('"', " quot "), language).replace("-", "_")


def dropping(title: str, language: str) -> str:
    """A slug that loses some letters altogether: `Çavuşoğlu görüşdü` gives `avusolu-grusdu`."""
    return slug(re.sub("[çğöÇĞÖİ]", "", title), language)


def brief(title: str, language: str) -> str:
    """The first words of a title; in some slugs the schwas stay, as lower-case hex: `%c9%99hali-artib`."""
    words = re.findall(r"[^\W_]+", title.replace("İ", "i").replace("I", "ı").lower())[:4]
    if len(title) % 5:
        return "-".join(slug(word, language) for word in words)
    return "-".join("%c9%99".join(slug(piece, language) for piece in word.split("ə")) for word in words)


SLUGS: Mapping[str, Callable[[str, str], str]] = {
    "hyphens": slug,
    "underscores": underscored,
    "dropping": dropping,
    "brief": brief,
}
