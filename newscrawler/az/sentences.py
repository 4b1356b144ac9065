"""Sentences of news text: a full stop ends one unless what stands before or after it says otherwise.

A line end always ends one, for a paragraph is a line. The text itself is never altered.
"""

import re
from typing import Final

from newscrawler.az.abbreviations import LAST, MIDDLE, STARTERS, UNITS

_CLOSING: Final = "\"”“»’')\\]"
_OPENING: Final = "\"“„«‘'(["
_UPPER: Final = "A-ZƏÇĞIİÖŞÜА-ЯЁӘҒҜЈӨҮҺҸ"
_LOWER: Final = "a-zəçğıiöşüа-яёәғҝјөүһҹ"
# It begins with a class of rare characters, for which CPython scans at full speed. First what surely ends a sentence, a
# full stop between a longer word or a verb (`edib`, `verir`) and a capital; last one that lacks its space,
# `keçirilib.Nazir`.
_PLACE: Final = re.compile(
    f"[.!?…](?:(?:(?<=[{_LOWER}]{{6}}\\.)|(?<=[ıiuü][br]\\.))(\\s++)(?=[{_UPPER}])"
    f"|([.!?…]*)([{_CLOSING}]*)(\\s++)(?![{_LOWER}])(?!\\Z)"
    f"|(?<=[{_LOWER}]{{3}}\\.)(?=[{_UPPER}][{_LOWER}]{{2}}))"
)
_SURE, _MARKS, _QUOTES, _GAP = 1, 2, 3, 4
_AFTER: Final = re.compile(f"[{re.escape(_OPENING)}]*([-–—]\\s*)?[{re.escape(_OPENING)}]*([^\\s,;:!?{_CLOSING}]*)")
_DASH, _WORD = 1, 2
_INITIALS: Final = re.compile(f"(?:[{_UPPER}]\\.)*(?:[{_UPPER}]|Yu|Ya|Ju|Dz|Дж)")
_DOTTED: Final = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]|[^\W\d_]")
_CONSONANTS: Final = re.compile("[bcçdfgğhjklmnpqrsştvxyzбвгджзклмнпрстфхцчшщ]{2,4}")
_CONSONANTS_MOST: Final = 4
_LIST_NUMBER: Final = re.compile(r"[IVXLCDM]+|\d{1,3}")
_CENTURY: Final = re.compile(r"\b[IVXLCDM]+ əsr\Z")
_CONTEXT: Final = 20  # characters; `XVIII əsr` and `və s` need no more
_SHORT: Final = MIDDLE | UNITS | LAST | {"əsr"}
_DOMAINS: Final = frozenset("com net org inf".split())


def split_sentences(text: str) -> list[str]:
    """The sentences of `text`, stripped, in order.

    >>> split_sentences("Prof. E.Qasımov 2,5 mlrd. ABŞ dolları barədə danışıb. “Niyə?” – deyə soruşublar.")
    ['Prof. E.Qasımov 2,5 mlrd. ABŞ dolları barədə danışıb.', '“Niyə?” – deyə soruşublar.']
    >>> split_sentences("Alma, nar və s. Satılır. Nəticə... gözlənilmirdi")
    ['Alma, nar və s.', 'Satılır.', 'Nəticə... gözlənilmirdi']
    """
    return [sentence for line in text.splitlines() for sentence in _split_line(line.strip())]


def _split_line(line: str) -> list[str]:
    sentences, start = [], 0
    for place in _PLACE.finditer(line):
        if place.lastindex == _SURE or _ends(line, start, place):
            end = place.end()
            sentences.append(line[start:end].rstrip())
            start = end
    return [*sentences, line[start:]] if start < len(line) else sentences


def _ends(line: str, start: int, place: re.Match[str]) -> bool:
    """Whether the sentence that began at `start` ends at `place`."""
    stop, end = place.span()
    if stop == start or line[stop - 1] == "(":
        return False
    if not line[end].isalnum():
        after = _AFTER.match(line, end)
        if after and (after[_WORD][:1].islower() or (after[_DASH] and place[_QUOTES])):
            return False
    before = line[max(start, line.rfind(" ", start, stop) + 1) : stop].lstrip(_OPENING)
    if not place[_GAP]:
        return before.islower() and line[end : end + 3].lower() not in _DOMAINS
    if line[stop] != "." or place[_MARKS] or _is_plain(before):
        return True
    if _LIST_NUMBER.fullmatch(before) and stop - start <= len(before) + 1:
        return False
    after = _AFTER.match(line, end)
    word = after[_WORD] if after else ""
    return _small(word) in STARTERS or not _goes_on(before, line[max(start, stop - _CONTEXT) : stop], word)


def _small(word: str) -> str:
    """Lower case that keeps the i of `It` as well as that of `İndi`; none of our words begins with ı."""
    return word.lower().replace("i\u0307", "i")


def _is_plain(word: str) -> bool:
    """Whether a word is surely no abbreviation, as most are not."""
    if "." in word or _small(word) in _SHORT:
        return False
    return len(word) > _CONSONANTS_MOST or (len(word) > 1 and word.islower() and not _CONSONANTS.fullmatch(word))


def _goes_on(before: str, phrase: str, word: str) -> bool:
    """Whether the word `before` a full stop, the last one of `phrase`, lets `word` be more of its phrase."""
    small = _small(before)
    if small in MIDDLE:
        return True
    if small in LAST or phrase.endswith((" və s", " və b", " и др")):
        return False
    if small in UNITS and before == small:
        return word[:1].isdigit()
    if small == "əsr":
        return _CENTURY.search(phrase) is not None
    return (
        _INITIALS.fullmatch(before) is not None
        or _DOTTED.fullmatch(small) is not None
        or _CONSONANTS.fullmatch(before) is not None
    )
