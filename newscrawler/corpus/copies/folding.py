"""One plain shape for the texts of near-copies, without what an agency, a desk or a keyboard changes by the way.

Folded text is for comparing only and is never shown.
"""

import codecs
import re
import unicodedata
from typing import Any, Final

from newscrawler.az.casing import fold
from newscrawler.az.lookalikes import TO_LATIN

_QUOTES: Final = frozenset("'\"’‘‛“”„‟«»‹›ʼˮ`´′″＇＂")
_VANISHING: Final = frozenset({"Mn", "Me", "Cf"})  # accents, joiners, soft hyphens: within a word, not between two
_PLACE: Final = r"[^\W\d_a-zəğıöüçşа-яё][^\W\d_]*"
_DATELINE: Final = re.compile(
    rf"\s*{_PLACE}(?:[\s-]{_PLACE})?\s*[.,/(–—-]\s*"  # a place, said with capitals: not `Bu gün, 15 dekabr`
    r"(?:\d{1,2}\s+[^\W\d_]+|[^\W\d_]+\s+\d{1,2})(?:,?\s+\d{4})?\s*[.,/)–—-]+"
)


_COMMON: Final = (
    "".join(map(chr, range(128)))
    + "ÇçƏəĞğıİÖöŞşÜüÂâÎîÛûÄäÉé\u0307\u00a0\u00ad\u200b«»“”„‘’–—…№°•₼€"
    + "".join(map(chr, range(0x410, 0x450)))
    + "ЁёҺһӘәӨөҮүҜҝҸҹЈј"
)
"""Every sign once, and each folds to one letter, to a space or to nothing."""

SHORT: Final = 30
"""Words: a shorter text is compared together with its headline, for `Ətraflı videoda` stands under many."""

_LONG: Final = 1000  # characters, in which there are 30 words in any language
_FOREIGN: Final = b"\xff"  # begins a word that the code page cannot write
_NO_BYTE: Final = "\ufffe"  # what `codecs` takes for a byte that stands for nothing


class Folder:
    """Folds texts into words: lower case, bare letters, look-alikes joined, other signs a space.

    Letters fold as `newscrawler.az.casing.fold` folds them, so `Azərbaycan`, `AZERBAYCAN` and `Azerbaycan` meet;
    quotation marks vanish, whatever their kind, and so do accents and signs that are not seen.

    A word is bytes of a code page of our own, in which Latin letters and figures are ASCII. Nearly every text is made
    of the signs of that page, and by it folded ten times as fast as by `str.translate`, which does the others.
    """

    def __init__(self) -> None:
        self._table = _Table()
        folded = [_folded(sign) for sign in _COMMON]
        self._page: Any = codecs.charmap_build(_COMMON.ljust(256, _NO_BYTE))
        self._bytes = bytes(_COMMON.index(one or " ") for one in folded).ljust(256, b"\0")
        self._vanishing = bytes(place for place, one in enumerate(folded) if one is None)
        self._between = bytes(place for place, one in enumerate(folded) if one in (None, " "))

    def words(self, text: str) -> list[bytes]:
        """The folded words of a text.

        >>> Folder().words("“Report”un 15-ci İLİ — ŞƏKİ"), Folder().words("Łódź, ŞƏKİ")
        ([b'reportun', b'15', b'ci', b'ili', b'seki'], [b'lodz', b'seki'])
        """
        try:
            data, _ = codecs.charmap_encode(text, "strict", self._page)
        except UnicodeEncodeError:
            return [self._as_bytes(word) for word in text.translate(self._table).split()]
        return data.translate(self._bytes, self._vanishing).split()

    def _as_bytes(self, word: str) -> bytes:
        try:
            return codecs.charmap_encode(word, "strict", self._page)[0]
        except UnicodeEncodeError:
            return _FOREIGN + word.encode("utf-8", "surrogatepass")

    def spelt(self, word: bytes) -> str:
        """A folded word as text.

        >>> folder = Folder()
        >>> [folder.spelt(word) for word in folder.words("ŞƏKİ, Łódź, 北京, погода")]
        ['seki', 'lodz', '北京', 'пoгoдa']
        """
        if word.startswith(_FOREIGN):
            return word[len(_FOREIGN) :].decode("utf-8", "surrogatepass")
        return "".join(_COMMON[byte] for byte in word)

    def compared(self, title: str, text: str) -> list[bytes]:
        """The words by which an article is compared with others: those of its text without the agency's dateline,
        and those of its headline too where they are fewer than `SHORT`."""
        words = self.words(text)
        if len(words) < SHORT:
            return [*self.words(title), *words]
        bare = without_dateline(text)
        rest = self.words(bare) if len(bare) < len(text) else words
        return rest if len(rest) >= SHORT else words

    def letters(self, title: str, text: str) -> bytes:
        """The letters and figures of the `compared` words: equal where these are, and told in a third of the time."""
        if len(text) >= _LONG:
            try:
                data, _ = codecs.charmap_encode(without_dateline(text), "strict", self._page)
            except UnicodeEncodeError:
                pass
            else:
                return data.translate(self._bytes, self._between)
        return b"".join(self.compared(title, text))


class _Table(dict[int, str | None]):
    """A table for `str.translate`, made as signs are met."""

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
