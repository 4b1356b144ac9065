"""The words of notices in Azerbaijani, Russian and English, each a whole sentence or headline.

The patterns are written as people spell and compared as `fold` spells (no case, no Azerbaijani diacritics), so that
`SƏHİFƏ TAPILMADI` and `Sehife tapilmadi` are one phrase. `fold` lowers the patterns too: no `\\W` or `\\S` in them.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from typing import Final

from newscrawler.az.casing import fold
from newscrawler.reading.notices.notice import Notice, Reason, Strength, notice
from newscrawler.reading.notices.vocabulary import FAINT, MACHINE, PLAIN

_LONGEST: Final = 300
_PARAGRAPH: Final = 80
_TITLE_PARTS: Final = re.compile(r"\s+[-–—:]+\s+|\s*[|»•·]+\s*|:\s+")
_SENTENCES: Final = re.compile(r"(?<=[.!?…])\s+|\s+[-–—]\s+|\s*[|»•·]+\s*")
_EDGES: Final = " \t\"'«»“”„()[]{}.,:;!?…-–—|*#✖❌⚠\ufe0f"
_SORRY: Final = (
    r"(?:(?:üzr istəyirik|üzrlü sayın|bağışlayın|təəssüf ki|hörmətli [\w ]{3,30}|ups+|ой|упс|oops|sorry|we.re sorry|"
    r"извините|простите|к сожалению|уважаемые [\w ]{3,30}|dear [\w ]{3,30}|diqqət|внимание|attention|zəhmət olmasa|"
    r"xahiş olunur|пожалуйста|please|sizə daha yaxşı xidmət [\w ]{3,20} üçün)[,!.:]* (?:but |amma |но )?){0,2}"
)
_AND_MORE: Final = (
    r"(?:,? (?:və|və ya|yaxud|lakin|amma|и|или|либо|но|and|or|but|please|zəhmət olmasa|xahiş olunur|"
    r"пожалуйста) .{1,120})?"
)


_PHRASES: Final = {Strength.FAINT: FAINT, Strength.PLAIN: PLAIN, Strength.MACHINE: MACHINE}


def _pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    return re.compile(fold(f"{_SORRY}(?:{'|'.join(phrases)}){_AND_MORE}"))


@cache
def _table(strength: Strength) -> dict[Reason, re.Pattern[str]]:
    return {reason: _pattern(phrases) for reason, phrases in _PHRASES[strength].items()}


@cache
def _any(*strengths: Strength) -> re.Pattern[str]:
    """All phrases at once: most texts hold none, and need not be asked for each reason."""
    return _pattern(chain.from_iterable(phrases for one in strengths for phrases in _PHRASES[one].values()))


def told_by_headline(text: str) -> Notice | None:
    """The notice that a title or headline is, or that one of its parts is (`Səhifə tapılmadı | Report.az`).

    >>> told_by_headline("Xəta 404 - Səhifə tapılmadı | Report.az").reason
    'gone'
    >>> told_by_headline("Report.az: SAYTDA TEXNİKİ İŞLƏR APARILIR").reason
    'maintenance'
    >>> told_by_headline("Nazirlik saytda aparılan texniki işlərdən danışıb")
    """
    parts = [text, *_TITLE_PARTS.split(text), *_SENTENCES.split(text)]
    return _told(parts, text, Strength.MACHINE, Strength.PLAIN, Strength.FAINT)


def told_by_line(text: str) -> Notice | None:
    """The notice that a line of the body is, or that one of its sentences is.

    >>> told_by_line("Hörmətli oxucular! Bu material arxivdən silinmişdir.").reason
    'gone'
    >>> told_by_line("Tezliklə")
    """
    whole = len(text) >= _PARAGRAPH and not speaks_to_visitor(text)  # a paragraph may quote
    parts = [text] if whole else [text, *_SENTENCES.split(text[:_LONGEST])]
    return _told(parts, text, Strength.MACHINE, Strength.PLAIN)


def _told(parts: list[str], text: str, *strengths: Strength) -> Notice | None:
    folded = [part for part in {*_folded(parts)} if _any(*strengths).fullmatch(part)]
    for strength in strengths if folded else ():
        if telling := [part for part in folded if _any(strength).fullmatch(part)]:
            patterns = _table(strength).items()
            return notice(next(reason for reason, one in patterns if any(map(one.fullmatch, telling))), text, strength)
    return None


def _folded(parts: list[str]) -> Iterator[str]:
    for part in parts:
        bare = part[:_LONGEST].replace("’", "'").strip(_EDGES)
        if bare:
            yield fold(bare)


_ADDRESS: Final = re.compile(
    fold(
        r"üzr istəyirik|narahatlığa görə|üzrlü sayın|hörmətli (?:oxucu|istifadəçi|ziyarətçi|izləyici)|"
        r"axtardığınız (?:səhifə|xəbər|material|məqalə)|приносим (?:свои )?извинения|"
        r"уважаемые (?:читатели|посетители|пользователи|друзья)|запрашиваем\w+ (?:вами|страница)|we apologi[sz]e|"
        r"sorry for (?:the|any)|the page you|dear (?:readers|visitors|users|customers)|please (?:try again|contact)|"
        r"(?:we.ll|we will) be (?:right )?back|if you are the (?:\w+ )?(?:owner|administrator)|"
        r"enable (?:javascript|cookies)|javascript is disabled|verify that you"
    )
)


def speaks_to_visitor(text: str) -> bool:
    """Does a paragraph excuse itself to its reader, as a notice does and a news item does not?

    >>> speaks_to_visitor("Narahatlığa görə üzr istəyirik"), speaks_to_visitor("Nazirlik üzr istəyib")
    (True, False)
    """
    return _ADDRESS.search(fold(text)) is not None
