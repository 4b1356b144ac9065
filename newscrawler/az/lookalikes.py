"""Letters that look alike: Cyrillic ones typed into Latin words, Latin ones into Cyrillic words, a few
Greek ones into Latin words, and the turned e.

Only a word that mixes the scripts is touched, and only when every letter of the other script has a twin; of native
sentences 2.7 % hold such words (measured). Wholly Cyrillic words (`ГОСТ`) are somebody's words.
"""

import re
from typing import Final

LATIN: Final = "A-Za-zªºÀ-ÖØ-öø-ʯḀ-ỿ"
CYRILLIC: Final = "Ѐ-ҁҊ-ԯ"

_CYRILLIC_TWINS: Final = "аАеЕоОрРсСуУхХіІјЈѕЅһҺәӘкКМНТВԁԚԛԜԝёЁїЇӧӦӓӒӱӰҫҪӀӏ"
_LATIN_TWINS: Final = "aAeEoOpPcCyYxXiIjJsShHəƏkKMHTBdQqWwëËïÏöÖäÄÿŸçÇIl"
TO_LATIN: Final = dict(zip(_CYRILLIC_TWINS, _LATIN_TWINS, strict=True))
"""Cyrillic letters and the Latin letter that a typist or a font means by them."""

TO_CYRILLIC: Final = dict(
    zip("aAeEoOpPcCyYxXiIjJhəƏkKMHTBëËïÏäÄöÖɵƟ", "аАеЕоОрРсСуУхХіІјЈһәӘкКМНТВёЁїЇӓӒӧӦөӨ", strict=True)
)
"""The way back: Latin letters met inside Cyrillic words. H is Н there, and s, d, q, w are never meant as Cyrillic."""

_LETTER: Final = LATIN + CYRILLIC
_TURNED_E: Final = re.compile(f"[ǝƎ](?:(?=[{_LETTER}])|(?<=[{_LETTER}].))", re.DOTALL)
_BORDER: Final = re.compile(f"[{CYRILLIC}](?:(?=[{LATIN}])|(?<=[{LATIN}].))", re.DOTALL)
_MIXED: Final = re.compile(f"(?<![{_LETTER}])(?:[{LATIN}]++[{CYRILLIC}]|[{CYRILLIC}]++[{LATIN}])[{_LETTER}]*+")
_INFLECTED: Final = re.compile("[A-Z]{2,}[а-яё]+|[IVX][а-яё]{1,2}")  # Russian `SMSка`, `XXв.` lack a hyphen or a space
_NOT_LATIN: Final = re.compile(f"[^{LATIN}]+")
_NOT_CYRILLIC: Final = re.compile(f"[^{CYRILLIC}]+")
# Greek letters are signs as well (`TNFα`, `μm`, `ΔT`): a word is Latin when it holds one that nobody uses as a sign,
# for it looks like ours to the last stroke, or one in the midst of small letters.
_GREEK: Final = "\u0370-\u03ff"
_FROM_GREEK: Final = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοαυνρκχ", "ABEZHIKMNOPTYXoauvpkx", strict=True))
_GREEK_LETTER: Final = re.compile(f"[{_GREEK}]")
_GREEK_MIXED: Final = re.compile(
    f"(?<![{_LETTER}{_GREEK}])(?:[{LATIN}]++[{_GREEK}]|[{_GREEK}]++[{LATIN}])[{LATIN}{_GREEK}]*+"
)
_NO_SIGN: Final = re.compile("[ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο]|(?:(?<=[a-zəığöüşç])|(?<=\\b[A-ZƏĞİÖŞÜÇ]))[αυνρκχ](?=[a-zəığöüşç])")


def mend_lookalikes(text: str) -> tuple[str, int]:
    """Every mixed word in the script of its letters without a twin, else of most of them, else of the text.

    Counts letters.

    >>> mend_lookalikes("Mәmmәdyarov, ATӘT, AZƎRBAYCAN")
    ('Məmmədyarov, ATƏT, AZƏRBAYCAN', 4)
    >>> mend_lookalikes("Азəрбајҹан"), mend_lookalikes("Hу и что?")
    (('Азәрбајҹан', 1), ('Ну и что?', 1))
    """
    text, letters = _TURNED_E.subn(lambda found: "ə" if found[0] == "ǝ" else "Ə", text)
    if _GREEK_LETTER.search(text):
        text, greek = _mend_greek(text)
        letters += greek
    if not _BORDER.search(text):
        return text, letters
    of_text = _surplus(text)

    def mend(word: re.Match[str]) -> str:
        nonlocal letters
        twins = _choose_twins(word[0], of_text)
        letters += sum(letter in twins for letter in word[0])
        return "".join(twins.get(letter, letter) for letter in word[0])

    return _MIXED.sub(mend, text), letters


def _mend_greek(text: str) -> tuple[str, int]:
    """The words of Latin letters with their Greek ones as Latin ones; counts letters.

    >>> _mend_greek("Rοman Bαkıda, TNFα, 5 μm")
    ('Roman Bakıda, TNFα, 5 μm', 2)
    """
    letters = 0

    def mend(word: re.Match[str]) -> str:
        nonlocal letters
        greek = _GREEK_LETTER.findall(word[0])
        if 2 * len(greek) >= len(word[0]) or not _NO_SIGN.search(word[0]) or not _FROM_GREEK.keys() >= {*greek}:
            return word[0]
        letters += len(greek)
        return "".join(_FROM_GREEK.get(letter, letter) for letter in word[0])

    return _GREEK_MIXED.sub(mend, text), letters


def has_mixed_words(text: str) -> bool:
    """Whether a word holds letters of both scripts.

    >>> has_mixed_words("Caspianв"), has_mixed_words("IT-компания")
    (True, False)
    """
    return _BORDER.search(text) is not None


def _choose_twins(word: str, of_text: int) -> dict[str, str]:
    """The table that brings a mixed word into one script, an empty one when none should."""
    latin, cyrillic = _NOT_LATIN.sub("", word), _NOT_CYRILLIC.sub("", word)
    to_latin = TO_LATIN if all(letter in TO_LATIN for letter in cyrillic) else {}
    to_cyrillic = TO_CYRILLIC if all(letter in TO_CYRILLIC for letter in latin) else {}
    if of_text <= 0 and _INFLECTED.fullmatch(word):
        return {}
    if to_latin and to_cyrillic:
        verdict = len(latin) - len(cyrillic) or of_text
        return to_latin if verdict > 0 else to_cyrillic if verdict < 0 else {}
    # A letter without a twin proves its script: `Вакı` is Latin for its ı, `cocтaв` Cyrillic for т and в.
    return to_latin or to_cyrillic


def _surplus(text: str) -> int:
    """How many more Latin letters than Cyrillic ones the text has."""
    return len(_NOT_LATIN.sub("", text)) - len(_NOT_CYRILLIC.sub("", text))
