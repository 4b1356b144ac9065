"""Text as words and what stands between them, so that words can be exchanged and the rest stays."""

import re
from dataclasses import dataclass

from newscrawler.az import upper

_HOUSES = frozenset(
    "facebook twitter telegram whatsapp instagram youtube tiktok linkedin google messenger vk x print email".split()
)
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Token:
    """A word and what stands before it."""

    before: str
    word: str


def cut(text: str) -> tuple[list[Token], str]:
    """The words of a text, and what stands behind the last one.

    >>> cut("Bakı, 5 may.")
    ([Token(before='', word='Bakı'), Token(before=', ', word='5'), Token(before=' ', word='may')], '.')
    """
    tokens, end = [], 0
    for match in _WORD.finditer(text):
        tokens.append(Token(text[end : match.start()], match[0]))
        end = match.end()
    return tokens, text[end:]


def joined(tokens: list[Token], tail: str = "") -> str:
    """The text again."""
    return "".join(token.before + token.word for token in tokens) + tail


def cased(word: str, like: str) -> str:
    """`word` in capitals where `like` is.

    >>> cased("iyul", "MAY"), cased("iyul", "May"), cased("iyul", "may")
    ('İYUL', 'iyul', 'iyul')
    """
    return upper(word) if len(like) > 1 and like.isupper() else word


def is_name(text: str) -> bool:
    """May it be a person's name: two to four words, each with a capital and not all of it?

    >>> is_name("Nigar Səmədova"), is_name("Son xəbərlər"), is_name("ANA SƏHİFƏ")
    (True, False, False)
    """
    words = [token.word for token in cut(text)[0]]
    return 2 <= len(words) <= 4 and not is_house(text) and all(map(_is_capital, words))


def is_house(text: str) -> bool:
    """Is this the name of places to share at, and nothing else?"""
    words = [token.word.lower() for token in cut(text)[0]]
    return bool(words) and _HOUSES.issuperset(words)


def _is_capital(word: str) -> bool:
    return word[0].isupper() and not (len(word) > 2 and word.isupper())
