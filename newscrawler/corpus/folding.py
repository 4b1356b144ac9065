"""One plain shape for the texts of near-copies, without what an agency, a desk or a keyboard changes by the way.

Folded text is for comparing only and is never shown.
"""

import re
import unicodedata
from typing import Final

from newscrawler.az.casing import fold
from newscrawler.az.lookalikes import TO_LATIN

_QUOTES: Final = frozenset("'\"’‘‛“”„‟«»‹›ʼˮ`´′″＇＂")
_VANISHING: Final = frozenset({"Mn", "Me", "Cf"})  # accents, joiners, soft hyphens: within a word, not between two
_PLACE: Final = r"[^\W\d_a-zəğıöüçşа-яё][^\W\d_]*"
_DATELINE: Final = re.compile(
    rf"\s*{_PLACE}(?:[\s-]{_PLACE})?\s*[.,/(–—-]\s*"  # a place, said with capitals: not `Bu gün, 15 dekabr`
    r"(?:\d{1,2}\s+[^\W\d_]+|[^\W\d_]+\s+\d{1,2})(?:,?\s+\d{4})?\s*[.,/)–—-]+"
)


class Folding(dict[int, str | None]):
    """A table for `str.translate`: lower case, bare letters, look-alikes joined, other signs a space.

    Letters fold as `newscrawler.az.casing.fold` folds them, so `Azərbaycan`, `AZERBAYCAN` and `Azerbaycan` meet;
    quotation marks vanish, whatever their kind, and so do accents and signs that are not seen.

    >>> "“Report”un 15-ci İLİ — ŞƏKİ".translate(Folding()).split()
    ['reportun', '15', 'ci', 'ili', 'seki']
    """

    def __missing__(self, code: int) -> str | None:
        self[code] = folded = _folded(chr(code))
        return folded


def _folded(sign: str) -> str | None:
    kind = unicodedata.category(sign)
    if sign in _QUOTES or kind in _VANISHING:
        return None
    if kind[0] == "L":
        return fold(TO_LATIN.get(sign.lower(), sign))  # lower: В looks like B, but в like nothing
    return unicodedata.normalize("NFKC", sign) if kind == "Nd" else " "


def without_dateline(text: str) -> str:
    """The text without the place and the day that an agency sets before its own: they tell of the agency's desk.

    >>> without_dateline("Bakı. 15 dekabr. REPORT.AZ/ Neft bahalaşıb.")
    ' REPORT.AZ/ Neft bahalaşıb.'
    >>> without_dateline("BAKU, December 15 – Oil is up."), without_dateline("Bu gün, 15 dekabr, qar yağıb.")
    (' Oil is up.', 'Bu gün, 15 dekabr, qar yağıb.')
    """
    dateline = _DATELINE.match(text)
    return text[dateline.end() :] if dateline else text
