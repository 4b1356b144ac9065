"""The question that most text answers: is there anything to repair at all?

White space aside, one regular expression passes over the text once. It begins with a negated class, the one form that
CPython's engine scans for at full speed, and looks behind only from the few characters that the class lets through.
"""

import re
from typing import Final

from newscrawler.az.characters import ENTITY

_LATIN: Final = "A-Za-zəƏğĞıİöÖüÜçÇşŞ"
_SIGNS: Final = "!-@[-`{-~“”„«»‘’—…₼№²³½€"
# Letters that open the pieces of mojibake, so plain only before ASCII; Ã and Â open them before a space too, ð, þ and ý
# may be Turkish letters, and ô behind an ellipsis is how Macintosh reads ə.
_ACCENTED: Final = "ÀÁÄ-ÏÑ-ÖØ-Üß-ïñ-óõöø-üÿ-ſ"
# Second halves of UTF-8 read in windows-1251, among them letters of living languages: `Еџ` is ş, `ШЏ` is nothing.
_HALVES: Final = "ЂЃѓЉЊЌЋЏђљњќћџЎўЈјҐґІіЄєЇїЅѕ"
_PLAIN_CYRILLIC: Final = "ЀЍА-яѐѝѠ-ҁҊ-ҏҒ-ӿ"
_BEFORE_HALVES: Final = "ВГДЕЖЙРСТУ"
_CYRILLIC: Final = "Ѐ-ҁҊ-ԯ"
# No 8-bit encoding of ours has these, NFC keeps each, and no repair looks for them: arrows, signs and emoji, fullwidth
# forms, and letters that are no relatives of ours (Armenian, Arabic, Georgian, Japanese, Chinese, Korean).
_BEYOND: Final = (
    "\u0531-\u0556\u0561-\u0586\u060c\u061b\u061f-\u064a\u0660-\u066f\u0671-\u06d5\u06ee-\u06ff\u10a0-\u10fa\u2032-\u2037"
    "\u203b-\u203d\u20a0-\u20a6\u20a8\u20a9\u20ad-\u20c0\u2190-\u21ff\u2212\u2460-\u24ff\u25a1-\u25c9\u25cb-\u27bf\u2b00-\u2bff\u3001-\u3029\u3041-\u3096\u30a0-\u30ff\u4e00-\u9fff\uac00-\ud7a3"
    "\ufe0f\uff01-\uffdc\U0001f000-\U0001faff"
)
# Signs that are a second half of such pieces, plain behind ASCII; of some encodings these are first halves as well.
_FIRST: Final = "·±×÷‹›"
_SECOND: Final = f"{_FIRST}¢£¥§©®°¶•™†¼¾―"

_WHITE: Final = (" ", "\n")
_AT_ACCENT: Final = rf"(?<=[{_ACCENTED}ô{_FIRST}])(?![\0-\x7f]|\Z)|(?<=[ÂÃ])(?![!-~])|(?<=…ô)"
_AT_SECOND: Final = rf"(?<=[^\0-\x7f][{_SECOND}])"
_AT_HALF: Final = f"(?<=[{_BEFORE_HALVES}][{_HALVES}])|(?<=вЂ)|(?<=рџ)|(?<=Г–)|(?<=Р[ёЁ])"

_SUSPECT: Final = re.compile(
    f"[^ \n{_LATIN}{_SIGNS}{_BEYOND}–](?:(?<![{_ACCENTED}ÂÃô{_SECOND}])|{_AT_ACCENT}|{_AT_SECOND})"
)
_SUSPECT_WITH_CYRILLIC: Final = re.compile(
    f"[^ \n{_SIGNS}{_PLAIN_CYRILLIC}{_BEYOND}](?:(?<![{_LATIN}{_HALVES}{_SECOND}ЁёҐґ–])|{_AT_HALF}|{_AT_SECOND}"
    f"|(?<=[{_LATIN}])(?:(?<=[{_CYRILLIC}].)|(?=[{_CYRILLIC}])))",
    re.DOTALL,
)
_HAS_CYRILLIC: Final = re.compile(f"[{_CYRILLIC}]")
_MAYBE_MISREAD: Final = re.compile(
    f"[^\0-\x7f{_LATIN}{_SIGNS}{_PLAIN_CYRILLIC}{_BEYOND}\xa0\xad\u200b-\u200d\u2028]"
    f"(?:(?<![{_ACCENTED}ÂÃô{_HALVES}{_SECOND}Ёё–])|{_AT_ACCENT}|{_AT_HALF}|{_AT_SECOND})"
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
