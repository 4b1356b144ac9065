"""Dates counted from `now`: relative words, "so long ago", a weekday alone, a time alone."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from newscrawler.az.date_beside import complete
from newscrawler.az.date_grammar import Core
from newscrawler.az.date_past import NO_NOW, read_ago
from newscrawler.az.date_tokens import Tokens
from newscrawler.az.date_value import ParsedDate, today
from newscrawler.az.date_words import RELATIVE_DAYS, WEEKDAYS

_ALONE: Final = frozenset("rRTvWfepZ,./-~cn")  # what may stand beside a word that counts only where it stands alone

_NOT_LATEST: Final = frozenset("os")
"""With `gələn`, or the day of a month that is not told (`Friday the 13th`), a weekday is not the latest one."""


def read_relative(plain: str, tokens: Tokens, now: date | None) -> ParsedDate | None:
    """What a text without a calendar date says, counted from `now`; None when it says nothing of that kind.

    Raises `ValueError` when it says something but `now` is missing or too coarse, or when it says two things.
    """
    shape = tokens.shape
    alone = _ALONE.issuperset(shape)
    words = "Rr" if alone or ("R" in shape and "&" in shape) else "R"
    relative = any(letter in shape for letter in words)
    weekday = "W" in shape and not _NOT_LATEST & {*shape} and (alone or _weekday_stands(tokens))
    ago = None if relative else read_ago(plain, now)
    if not (ago or relative or weekday or ("T" in shape and alone)):
        return None
    if ago:
        return ago
    if now is None:
        raise ValueError(NO_NOW)
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
