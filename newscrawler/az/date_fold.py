"""One plain shape for the many spellings of a date: lower case, bare letters, plain dashes, single spaces.

The folded text is for matching only and is never shown. Letters that look alike become one letter, so that a month
typed with a Cyrillic letter inside (`dеkabr`), without its diacritics (`dunen`) or lower-cased by the wrong rules
(`i̇yun`) still meets its key; the keys of `date_words` are spelt by the same rules.
"""

import re

from newscrawler.az.characters import decode_entities

LONGEST = 1000  # characters: a longer text is an article with dates in it, not a printed date
_RAW_LONGEST = 4 * LONGEST  # what is folded at most when the text is mostly indentation
_TOO_LONG = f"more than {LONGEST} characters are no printed date"

_LATIN = str.maketrans("əәǝıöüşșçğäâáéèíóúñ", "eeeiousscgaaaeeioun")
_CYRILLIC = str.maketrans("аеёорсухкмтвнйіїјѕһ", "aeeopcyxkmtbhиiijsh")  # in the order of their Latin doubles
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹣－"), "-")
_QUOTES = dict.fromkeys(map(ord, "’‘ʼ`´′"), "'")
_UNSEEN = dict.fromkeys(
    [0xAD, 0x61C, *range(0x300, 0x370), *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF]
)
_TABLE = {**_LATIN, **_CYRILLIC, **_DASHES, **_QUOTES, **_UNSEEN}
_BULLET = re.compile(r"\n[^\S\n]*[-–—•*#][^\S\n]+")


def fold(text: str) -> str:
    """The plain shape of `text`; linear in its length. Raises `ValueError` when it is empty or too long for a date.

    >>> fold("- 15 DEKABR, 2025\\n- 15:17")
    '- 15 dekabr, 2025 | 15:17'
    >>> fold("i̇yun") == fold("İYUN") == fold("ıyun")
    True
    """
    if len(text) > LONGEST:
        text = "\n".join(filter(None, map(str.strip, text.splitlines())))
    if len(text) > _RAW_LONGEST:
        raise ValueError(_TOO_LONG)
    if "&" in text:
        text = decode_entities(text)[0]  # `15&nbsp;dekabr` of a feed that escapes twice
    if "\n" in text:
        text = _BULLET.sub(" | ", text)
    plain = " ".join(spell(text).split())
    if not plain or len(plain) > LONGEST:
        raise ValueError(_TOO_LONG if plain else "empty")
    return plain


def spell(word: str) -> str:
    """`word` in the letters of the keys: lower case, no diacritics, look-alikes joined."""
    word = word.lower()
    return word if word.isascii() else word.translate(_TABLE)
