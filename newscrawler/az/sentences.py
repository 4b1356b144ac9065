"""Sentences of news text: a full stop ends one unless what stands before or after it says otherwise.

A line end always ends one, for a paragraph is a line. The text itself is never altered.
"""

import re
from typing import Final

from newscrawler.az.abbreviations import LAST, MIDDLE, STARTERS, UNITS
from newscrawler.az.casing import lower

_CLOSING: Final = "\"”“»’')\\]"
_OPENING: Final = "\"“„«‘'(["
_UPPER: Final = "A-ZƏÇĞIİÖŞÜА-ЯЁӘҒҜЈӨҮҺҸ"
_LOWER: Final = "a-zəçğıiöşüа-яёәғҝјөүһҹ"
# It begins with a class of rare characters, for which CPython scans at full speed. The second way to end is a full stop
# that lacks its space: `keçirilib.Nazir`.
_PLACE: Final = re.compile(
    f"[.!?…](?:(?P<marks>[.!?…]*)(?P<closing>[{_CLOSING}]*)(?P<gap>\\s+)"
    f"|(?<=[{_LOWER}]{{3}}\\.)(?=[{_UPPER}][{_LOWER}]{{2}}))"
)
_AFTER: Final = re.compile(
    f"[{re.escape(_OPENING)}]*(?P<dash>[-–—]\\s*)?[{re.escape(_OPENING)}]*(?P<word>[^\\s,;:!?{_CLOSING}]*)"
)
_INITIALS: Final = re.compile(f"(?:[{_UPPER}]\\.)*(?:[{_UPPER}]|Yu|Ya|Ju|Dz|Дж)")
_DOTTED: Final = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]|[^\W\d_]")
_CONSONANTS: Final = re.compile("[bcçdfgğhjklmnpqrsştvxyzбвгджзклмнпрстфхцчшщ]{2,4}")
_LIST_NUMBER: Final = re.compile(r"[IVXLCDM]+|\d{1,3}")
_CENTURY: Final = re.compile(r"\b[IVXLCDM]+ əsr\Z")
_DOMAINS: Final = frozenset("com net org info".split())


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
        if place.end() < len(line) and _ends(line, start, place):
            sentences.append(line[start : place.start("gap") if place["gap"] else place.end()])
            start = place.end()
    return [*sentences, line[start:]] if start < len(line) else sentences


def _ends(line: str, start: int, place: re.Match[str]) -> bool:
    """Whether the sentence that began at `start` ends at `place`."""
    after = _AFTER.match(line, place.end())
    if not after or place.start() == start or line[place.start() - 1] == "(":
        return False
    word = after["word"]
    if word[:1].islower() or (after["dash"] and place["closing"]):
        return False
    before = line[max(start, line.rfind(" ", start, place.start()) + 1) : place.start()].lstrip(_OPENING)
    if not place["gap"]:
        return before.islower() and word.lower() not in _DOMAINS
    if place[0][0] != "." or place["marks"]:
        return True
    if _LIST_NUMBER.fullmatch(before) and not line[start : place.start()].removesuffix(before).strip(_OPENING):
        return False
    starts = word.lower() in STARTERS or lower(word) in STARTERS
    return starts or not _goes_on(before, line[start : place.start()], word)


def _goes_on(before: str, sentence: str, word: str) -> bool:
    """Whether the word `before` a full stop, the last one of `sentence`, lets `word` be more of its phrase."""
    small = lower(before)
    if small in LAST or sentence.endswith((" və s", " və b", " и др")):
        return False
    if small in UNITS:
        return word[:1].isdigit()
    if small == "əsr":
        return _CENTURY.search(sentence) is not None
    return (
        small in MIDDLE
        or _INITIALS.fullmatch(before) is not None
        or _DOTTED.fullmatch(small) is not None
        or _CONSONANTS.fullmatch(before) is not None
    )
