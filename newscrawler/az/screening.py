"""The question that most text answers: is there anything to repair at all?

White space aside, one regular expression passes over the text once. It begins with a negated class, the one form that
CPython's engine scans for at full speed, and looks behind only from the few characters that the class lets through.
"""

import re
from typing import Final

from newscrawler.az.characters import ENTITY

_LATIN: Final = "A-Za-zəƏğĞıİöÖüÜçÇşŞ"
_SIGNS: Final = "!-@[-`{-~“”„«»‘’—…₼№²³½€"
# Letters that open the pieces of mojibake, so plain only before ASCII; Ã and Â open them before a space too, and ð, þ
# and ý may be Turkish letters, and ô with an ellipsis is how Macintosh reads ə.
_ACCENTED: Final = "ÀÁÄ-ÏÑ-ÖØ-Üß-ïñ-óõöø-üÿ-ſ"
# Second halves of UTF-8 read in windows-1251, among them letters of living languages: `Еџ` is ş, `ШЏ` is nothing.
_HALVES: Final = "ЂЃѓЉЊЌЋЏђљњќћџЎўЈјҐґІіЄєЇїЅѕ"
_PLAIN_CYRILLIC: Final = "ЀЍА-яѐѝѠ-ҁҊ-ҏҒ-ӿ"
_BEFORE_HALVES: Final = "ВГДЕЖЙРСТУ"
_CYRILLIC: Final = "Ѐ-ҁҊ-ԯ"

_WHITE: Final = (" ", "\n")
_AT_ACCENT: Final = rf"(?<=[{_ACCENTED}])(?![\0-\x7f]|\Z)"
_AT_HALF: Final = f"(?<=[{_BEFORE_HALVES}][{_HALVES}])|(?<=вЂ)|(?<=рџ)|(?<=Г–)|(?<=Р[ёЁ])"

_SUSPECT: Final = re.compile(f"[^ \n{_LATIN}{_SIGNS}–](?:(?<![{_ACCENTED}])|{_AT_ACCENT})")
_SUSPECT_WITH_CYRILLIC: Final = re.compile(
    f"[^ \n{_SIGNS}{_PLAIN_CYRILLIC}](?:(?<![{_LATIN}{_HALVES}ЁёҐґ–])|{_AT_HALF}"
    f"|(?<=[{_LATIN}])(?:(?<=[{_CYRILLIC}].)|(?=[{_CYRILLIC}])))",
    re.DOTALL,
)
_HAS_CYRILLIC: Final = re.compile(f"[{_CYRILLIC}]")
_MAYBE_MISREAD: Final = re.compile(
    f"[^\0-\x7f{_LATIN}{_SIGNS}{_PLAIN_CYRILLIC}\xa0\xad\u200b\u2028](?:(?<![{_ACCENTED}{_HALVES}Ёё–])|{_AT_ACCENT}|{_AT_HALF})"
)


def is_clean(text: str) -> bool:
    """Whether `text` surely needs no repair; a text that is not surely clean may still be."""
    if _has_odd_white(text) or ("&" in text and ENTITY.search(text)):
        return False
    if not (suspect := _SUSPECT.search(text)):
        return True
    return bool(_HAS_CYRILLIC.match(suspect[0])) and not _SUSPECT_WITH_CYRILLIC.search(text)


def _has_odd_white(text: str) -> bool:
    """Whether white space stands at an end, or beside other white space."""
    if text[:1] in _WHITE or text[-1:] in _WHITE:
        return True
    return "  " in text or ("\n" in text and ("\n\n" in text or " \n" in text or "\n " in text))


def may_be_misread(text: str) -> bool:
    """Whether `text` holds anything that UTF-8 turns into when it is read in another encoding."""
    return _MAYBE_MISREAD.search(text) is not None
