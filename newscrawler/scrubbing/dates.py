"""Dates among the words of a page: they stay what they are."""

import re
from collections.abc import Sequence
from datetime import datetime

from newscrawler.az import BAKU, DateError, parse_date
from newscrawler.scrubbing.runs import letters
from newscrawler.scrubbing.tokens import Token

BESIDE = 3  # words with letters beside a date or a time: more is a sentence
_A_PHRASE = 3  # words in a row
_LONGEST = 80  # characters of a line that is a date
_NOW = datetime(2026, 1, 1, tzinfo=BAKU)  # of a date without its year only its being one is asked
_MONTH = (
    r"(?:yan|fev|mar|apr|may|i[yu][nl]|avq|sen|okt|noy|dek|янв|фев|мар|апр|мая|май|ию[нл]|авг|сен|окт|ноя|дек"
    r"|jan|feb|ju[nl]|aug|sep|oct|nov|dec)[^\W\d_]*"
)
_STAMP = re.compile(
    r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?"
    rf"|\d{{1,4}}[.,/\s-]+(?:\d\d?|{_MONTH})(?:[.,/\s-]+\d{{2,4}})?|{_MONTH}\s+\d\d?,?\s+\d{{4}}"
    r"|\d?\d:\d\d(?::\d\d)?|\b(?:GMT|UTC)\b",
    re.IGNORECASE,
)


def is_date(text: str, *, beside: int = BESIDE) -> bool:
    """Is this a date or a time, with at most so many words beside it?

    >>> is_date("Baxılıb: 242 Tarix: 07 aprel 2026"), is_date("Siyasət 21:07"), is_date("Dünən, 22:30")
    (True, True, True)
    >>> is_date("Bakıda 15 dekabrda yeni körpü açılacaq"), is_date("Gəncə, 7 may", beside=0)
    (False, False)
    """
    if len(text) > _LONGEST or not any(sign.isdigit() for sign in text):
        return False
    rest, stamps = _STAMP.subn("0", text)
    if stamps:
        return letters(rest) <= beside and all(letters(part) < _A_PHRASE for part in re.split(r"\d+", rest))
    return letters(text) <= min(beside, 2) and _parses(text)


def _parses(text: str) -> bool:
    try:
        parse_date(text, now=_NOW)
    except (DateError, ValueError):
        return False
    return True


def printed_date(tokens: Sequence[Token], at: int) -> int:
    """How many words from `at` on are a whole date (`07 aprel 2026`), a label with a colon before it included."""
    words = [token.word for token in tokens[at : at + 4]]
    if len(words) > 1 and ":" in tokens[at + 1].before and _is_date(words[1:4]):
        return 4
    return 3 if _is_date(words[:3]) else 0


def _is_date(words: Sequence[str]) -> bool:
    """Day, month, year."""
    if len(words) < 3 or not (words[0].isdigit() and re.fullmatch(r"(?:19|20)\d\d", words[2])):
        return False
    return re.fullmatch(rf"\d\d?|{_MONTH}", words[1], re.IGNORECASE) is not None
