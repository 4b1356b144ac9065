"""Azerbaijani letter case and order: i/İ and ı/I are two letters, and `str.lower` knows only one of them."""

import unicodedata
from functools import lru_cache
from typing import Final

ALPHABET: Final = "abcçdeəfgğhxıijkqlmnoöprsştuüvyz"
"""The 32 letters in the order of the national alphabet (law of 25 December 1991)."""

_FOLDED: Final = str.maketrans("əçğıöşüƏÇĞIİÖŞÜøđłØĐŁ", "ecgiosuecgiiosuodlodl")
_RANK: Final = {letter: place for place, letter in enumerate(ALPHABET.replace("v", "vw"))}  # w is foreign
_BEFORE_LETTERS, _LETTER, _AFTER_LETTERS = 0, 1, 2
_LAST_LATIN: Final = "\u024f"

SortKey = tuple[tuple[tuple[int, int], ...], str, str]


def lower(text: str) -> str:
    """Lower case by the rules of Unicode's SpecialCasing for az; never longer than the text.

    >>> lower("İLHAM ƏLİYEV"), lower("BAKI"), lower("FIFA")
    ('ilham əliyev', 'bakı', 'fıfa')
    """
    return text.replace("I\u0307", "i").replace("İ", "i").replace("I", "ı").lower()


def upper(text: str) -> str:
    """Upper case by the rules of Unicode's SpecialCasing for az.

    >>> upper("ilham əliyev"), upper("bakı")
    ('İLHAM ƏLİYEV', 'BAKI')
    """
    return text.replace("i", "İ").replace("ı", "I").upper()


def title(text: str) -> str:
    """Every word with a capital, the rest lower; suffixes behind an apostrophe or a digit stay small.

    >>> title("İLHAM əliyev"), title("şimal-qərb"), title("bakı’da 15-ci ırmaq")
    ('İlham Əliyev', 'Şimal-Qərb', 'Bakı’da 15-ci Irmaq')
    """
    letters = list(lower(text))
    for place, letter in enumerate(letters):
        if letter.isalpha() and _begins_word(letters, place):
            letters[place] = upper(letter)
    return "".join(letters)


def _begins_word(letters: list[str], place: int) -> bool:
    """Whether the letter at `place` opens a word: `15-ci` and `Bakı’da` hold one word each."""
    before = letters[place - 1] if place else " "
    if before == "-":
        return place > 1 and not letters[place - 2].isdigit()
    return not (before.isalnum() or before in "'’ʼ`" or unicodedata.combining(before))


def fold(text: str) -> str:
    """A search key: lower case, one letter for i, ı, İ and I, no diacritics on Latin letters.

    Cyrillic keeps its letters, for й without its breve is another letter.

    >>> fold("QAFQAZİNFO") == fold("Qafqazinfo") == fold("qafqazınfo")
    True
    >>> fold("Şəki–Göyçay, Ağdam"), fold("café"), fold("Чайка")
    ('seki–goycay, agdam', 'cafe', 'чайка')
    """
    if text.isascii():
        return text.lower()
    plain = text.replace("I\u0307", "i")
    foreign = {letter: _bare(letter) for letter in set(plain) if letter > "\x7f"}
    if not all(foreign.values()):  # a mark, which belongs to the letter before it
        return unicodedata.normalize("NFC", _without_marks(plain.translate(_FOLDED).casefold()))
    for letter, bare in foreign.items():
        plain = plain.replace(letter, bare)  # a text has few different ones: faster than `translate`
    plain = plain.casefold()
    return plain if plain.isascii() else unicodedata.normalize("NFC", plain)


@lru_cache(maxsize=1024)
def _bare(letter: str) -> str:
    """One letter folded; empty for a mark, which is none."""
    plain = letter.translate(_FOLDED).casefold()
    if unicodedata.combining(unicodedata.normalize("NFD", plain)[0]):
        return ""
    return unicodedata.normalize("NFC", _without_marks(plain))


def _without_marks(text: str) -> str:
    """`text` taken apart, without the marks on Latin letters."""
    kept: list[str] = []
    for mark in unicodedata.normalize("NFD", text):
        if not (unicodedata.combining(mark) and kept and kept[-1] <= _LAST_LATIN):
            kept.append(mark)
    return "".join(kept)


def sort_key(text: str) -> SortKey:
    """A key for `sorted`: the order of the Azerbaijani alphabet, capitals behind small letters.

    Spaces, signs and digits come before the letters, other scripts after them; a foreign accent weighs only between
    words that are otherwise the same.

    >>> sorted(["zal", "ev", "xal", "ıldırım", "əl", "həb", "il", "kök"], key=sort_key)
    ['ev', 'əl', 'həb', 'xal', 'ıldırım', 'il', 'kök', 'zal']
    """
    small = lower(unicodedata.normalize("NFC", text))
    return tuple(_weight(letter) for letter in small), small, text.swapcase()


def _weight(letter: str) -> tuple[int, int]:
    """(group, place in it) of one lower-case letter; an accented one is filed under its base."""
    base = unicodedata.normalize("NFD", letter)[0] if letter not in _RANK else letter
    if (rank := _RANK.get(base)) is not None:
        return _LETTER, rank
    return (_AFTER_LETTERS if letter.isalpha() else _BEFORE_LETTERS), ord(letter)
