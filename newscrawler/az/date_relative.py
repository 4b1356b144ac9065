"""Dates counted from `now`: relative words, "so long ago", a weekday alone, a time alone."""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Final

from newscrawler.az.date_fold import spell
from newscrawler.az.date_grammar import Core
from newscrawler.az.date_reading import complete
from newscrawler.az.date_tokens import Tokens
from newscrawler.az.date_value import ParsedDate, at_midnight, clock_flags, on_clock, shift_months, today
from newscrawler.az.date_words import RELATIVE_DAYS, WEEKDAYS

_UNITS: Final = {
    "minutes": "dəqiqə dəq dakika минуту минуты минут мин minute minutes min mins",
    "hours": "saat час часа часов hour hours",
    "days": "gün день дня дней day days",
    "weeks": "həftə hafta неделю недели недель week weeks",
    "months": "ay месяц месяца месяцев month months",
}
_UNIT_OF: Final = {spell(word): unit for unit, words in _UNITS.items() for word in words.split()}
_COUNTS: Final = {1: "bir an a one один одну", 2: "iki two два две", 3: "üç three три"}
_COUNT_OF: Final = {spell(word): count for count, words in _COUNTS.items() for word in words.split()}
_BACK: Final = "|".join(map(spell, ("əvvəl", "öncə", "qabaq", "назад", "ago")))
_ONE: Final = "|".join(map(spell, ("минуту", "час", "день", "неделю", "месяц")))  # `час назад` is one hour ago
_AGO: Final = re.compile(
    rf"(?<![^\W_])(?<![^\W_][-.,])(?:([0-9]{{1,3}}|{'|'.join(_COUNT_OF)}) ({'|'.join(_UNIT_OF)})\.?"
    rf"|(?<![0-9] )({_ONE})) (?:bundan )?(?:{_BACK})(?![^\W_])"
)
_ALONE: Final = frozenset("rRTvWfepZ,./-~cn")  # what may stand beside a word that counts only where it stands alone


def read_relative(plain: str, tokens: Tokens, now: date | None) -> ParsedDate | None:
    """What a text without a calendar date says, counted from `now`; None when it says nothing of that kind.

    Raises `ValueError` when it says something but `now` is missing or too coarse, or when it says two things.
    """
    shape = tokens.shape
    alone = _ALONE.issuperset(shape)
    ago = _AGO.search(plain)
    words = "Rr" if alone or ("R" in shape and "&" in shape) else "R"
    relative = any(letter in shape for letter in words)
    weekday = "W" in shape and "o" not in shape and (alone or _weekday_stands(tokens))
    if not (ago or relative or weekday or ("T" in shape and alone)):
        return None
    if now is None:
        raise ValueError("relative, and no `now` to count from")
    if ago and not relative:
        return _ago(_COUNT_OF.get(ago[1]) or int(ago[1] or 1), _UNIT_OF[ago[2] or ago[3]], now)
    if relative:
        return _counted(tokens, words, "relative_day", RELATIVE_DAYS, now)
    if weekday:
        return _counted(tokens, "W", "weekday", _latest_weekdays(today(now)), now)
    return _counted(tokens, "T", "time", {}, now)


def _weekday_stands(tokens: Tokens) -> bool:
    """Whether a weekday in running text is one: of two words, or with `günü`, `on`, `в`; `Cümə məscidi` is a mosque."""
    framed = f" {tokens.shape} "
    return any(
        letter == "W" and (" " in word or "f" in (framed[place], framed[place + 2]))
        for place, (letter, word) in enumerate(zip(tokens.shape, tokens.words, strict=True))
    )


def _latest_weekdays(reference: date) -> Mapping[str, int]:
    """Days from `reference` to the latest such weekday not after it, 0 to -6."""
    return {word: -((reference.weekday() - number) % 7) for word, number in WEEKDAYS.items()}


def _counted(tokens: Tokens, letters: str, rule: str, days: Mapping[str, int], now: date) -> ParsedDate:
    """The day that the words of these `letters` agree on, with the time beside it."""
    places = [place for place, letter in enumerate(tokens.shape) if letter in letters]
    named = {days.get(tokens.words[place], 0) for place in places}
    if len(named) > 1 or (letters == "T" and len(places) > 1):
        raise ValueError("two dates or times")
    day = today(now) + timedelta(days=named.pop())
    return complete(tokens, Core(rule, places[0], places[0] + 1), day, {"relative"}, now)


def _ago(count: int, unit: str, now: date) -> ParsedDate:
    flags = {"relative"} | ({"approximate"} if unit in ("hours", "weeks") else set())
    if unit == "months":
        return ParsedDate(at_midnight(shift_months(today(now), -count)), "month", "ago", tuple(flags))
    if unit in ("days", "weeks"):
        day = today(now) - timedelta(**{unit: count})
        return ParsedDate(at_midnight(day), "day", "ago", tuple(sorted(flags)))
    if not isinstance(now, datetime):
        raise ValueError(f"{unit} ago, and `now` has no time of day")
    value = on_clock(now, -timedelta(**{unit: count})).replace(second=0)
    return ParsedDate(value, "minute", "ago", tuple(sorted(flags | clock_flags(value))))
