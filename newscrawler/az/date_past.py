"""Dates of the form "so long ago": `2 saat əvvəl`, `1 час 20 минут назад`, `iyirmi beş dəqiqə öncə`."""

import re
from datetime import date, datetime, timedelta
from itertools import product
from typing import Final

from newscrawler.az.date_fold import spell
from newscrawler.az.date_value import ParsedDate, at_midnight, clock_flags, on_clock, shift_months, today

NO_NOW: Final = "relative, and no `now` to count from"
_UNITS: Final = {
    "seconds": "saniyə san saniye секунду секунды секунд second seconds sec",
    "minutes": "dəqiqə dəq dakika минуту минуты минут мин minute minutes min mins",
    "hours": "saat час часа часов hour hours",
    "days": "gün день дня дней day days",
    "weeks": "həftə hafta неделю недели недель week weeks",
    "months": "ay месяц месяца месяцев month months",
    "years": "il год года лет year years",
}
_UNIT_OF: Final = {spell(word): unit for unit, words in _UNITS.items() for word in words.split()}
_FINE: Final = ("seconds", "minutes", "hours")
_ONES: Final = (
    "bir iki üç dörd beş altı yeddi səkkiz doqquz",
    "один два три четыре пять шесть семь восемь девять",
    "one two three four five six seven eight nine",
)
_TENS: Final = ("on iyirmi otuz qırx əlli", "десять двадцать тридцать сорок пятьдесят", "ten twenty thirty forty fifty")
_ONE_AND_TWO: Final = {1: "an a одну", 2: "две"}


def _number_words() -> dict[str, int]:
    """Every folded numeral up to 59, `on iki` as well as `twenty two`, and the number it is."""
    table = {spell(word): number for number, words in _ONE_AND_TWO.items() for word in words.split()}
    for ones, tens in zip(_ONES, _TENS, strict=True):
        small = dict(zip(map(spell, ones.split()), range(1, 10), strict=True))
        large = dict(zip(map(spell, tens.split()), range(10, 60, 10), strict=True))
        table |= small | large | {f"{ten} {one}": large[ten] + small[one] for ten, one in product(large, small)}
    return table


_COUNT_OF: Final = _number_words()
_COUNTS: Final = "|".join(sorted(_COUNT_OF, key=len, reverse=True))
_AMOUNT: Final = rf"(?:[0-9]{{1,3}}|{_COUNTS}) (?:{'|'.join(_UNIT_OF)})\.?"
_AND: Final = "|".join(map(spell, ("və", "и", "and")))
_ONE: Final = "|".join(map(spell, ("минуту", "час", "день", "неделю", "месяц")))  # `час назад` is one hour ago
_BACK: Final = "|".join(map(spell, ("əvvəl", "öncə", "qabaq", "назад", "ago")))
_AGO: Final = re.compile(
    rf"(?<![^\W_])(?<![^\W_][-.,])(?<![0-9] - )(?<! ya )(?<!half )(?:(?P<event>[^\W\d_]{{1,30}}[dt][ae]n) )?"
    rf"(?:(?P<amounts>{_AMOUNT}(?:,?(?: (?:{_AND}))? {_AMOUNT})?)|(?<![0-9] )(?P<one>{_ONE}))"
    rf" (?:bundan )?(?:{_BACK})(?![^\W_])"
)
_PART: Final = re.compile(rf"(?<![^\W_])([0-9]{{1,3}}|{_COUNTS}) ({'|'.join(_UNIT_OF)})(?![^\W_])")


def read_ago(plain: str, now: date | None) -> ParsedDate | None:
    """The moment, day or month that lies so far back from `now`; None when the folded text says nothing of that kind.

    Raises `ValueError` when `now` is missing or too coarse, when the text says two different things, when it counts
    from something else (`müharibədən 3 gün əvvəl`), or in years.

    >>> str(read_ago("1 saat 20 deqiqe evvel", datetime(2026, 3, 12, 15, 17)))
    '2026-03-12T13:57:00+04:00'
    """
    found = [match for match in _AGO.finditer(plain) if match["amounts"] or match["one"]]
    if not found:
        return None
    if now is None:
        raise ValueError(NO_NOW)
    if any(match["event"] not in (None, "bundan") for match in found):
        raise ValueError("counted from an event, not from `now`")
    dates = {_counted_back(_amounts(match), now) for match in found}
    if len(dates) > 1:
        raise ValueError("two dates")
    return dates.pop()


def _amounts(match: re.Match[str]) -> dict[str, int]:
    """How many of each unit, the largest first as printed."""
    if match["one"]:
        return {_UNIT_OF[match["one"]]: 1}
    parts = [(_UNIT_OF[unit], _COUNT_OF.get(count) or int(count)) for count, unit in _PART.findall(match["amounts"])]
    if len(dict(parts)) < len(parts):
        raise ValueError("two amounts of one unit")
    return dict(parts)


def _counted_back(amounts: dict[str, int], now: date) -> ParsedDate:
    finest = list(amounts)[-1]
    flags = {"relative"} | ({"approximate"} if finest in ("hours", "weeks") else set())
    if "years" in amounts or ("months" in amounts and len(amounts) > 1):
        raise ValueError("so many years or months ago is no day")
    if finest == "months":
        back = shift_months(today(now), -amounts["months"])
        return ParsedDate(at_midnight(back), "month", "ago", tuple(flags))
    if finest not in _FINE:
        return ParsedDate(at_midnight(today(now) - timedelta(**amounts)), "day", "ago", tuple(sorted(flags)))
    if not isinstance(now, datetime):
        raise ValueError(f"{finest} ago, and `now` has no time of day")
    value = on_clock(now, -timedelta(**amounts)).replace(second=0)
    return ParsedDate(value, "minute", "ago", tuple(sorted(flags | clock_flags(value))))
