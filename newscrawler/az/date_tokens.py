"""From folded text to a short word over the alphabet of the grammar: one letter for each thing a printed date is made of.

| letter | thing |
|---|---|
| `d` `s` | day of the month: bare, or with an ending (`17-də`, `1st`, `5-го`) |
| `y` `Y` | four digits; a year by its words (`2005-ci il`, `2022 года`) |
| `M` `G` `L` `m` | month; in the Azerbaijani genitive; in another case; a month that is also another word |
| `A` `a` | `ayının`, `ayında` behind a month |
| `N` `O` | all-numeric date with four or with two digits of the year |
| `X` | ISO 8601 date and time |
| `T` `Z` | time of day; printed zone |
| `R` `r` | relative day; one that counts only where it stands alone |
| `P` | relative year (`ötən il`) |
| `W` `v` | weekday; one that is also another word |
| `f` `e` | word that belongs to a date; `axşam` and its kin |
| `&` | `və`, `and`, `по` … |
| `c` `n` `o` `x` | label of a counter; other number; `gələn` …; other word |
| `, . / - ~ p` | marks; `~` is a dash between spaces, `p` any other |
"""

import re
from dataclasses import dataclass
from typing import Final

from newscrawler.az.date_fold import spell
from newscrawler.az.date_words import codes

_END = r"(?![^\W\d_])"
_IL = r"il(?!ler)[a-z]{0,6}"  # ildə, ilin, ilinin; not illər, which are a decade
_YEAR_WORD = rf"(?:[ -]?'?(?:inci|uncu|c[iu])(?: {_IL})?|-? ?{_IL}|-[iu]n| yili[a-z]{{0,5}}| ?{spell('г')}(?:{spell('од')}[a-zа-я]{{0,2}})?)"
_CASE = r"(?:d[ae](?:n|k|ki|m)?|y[ae]|[sn]?[iu]n?(?:d[ae]n?|[ae]|i|in|un)?(?:d[ae]k)?|n?[ae](?:d[ae]k)?|c[iu])"
_DAY_ENDING = rf"(?:[-']{_CASE}|d[ae]n?|-?(?:{'|'.join(map(spell, ('го', 'ое', 'е', 'му', 'м', 'х')))})|st|nd|rd|th)"
_CLOCK = r"[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]{1,9})?)?"
_NO_MORE = r"(?![0-9]|[./][0-9])"
_SECOND = "|".join(map(spell, ("gün", "günü", "il", "ilin", "ildə", "ertəsi", "axşamı", "года", "году", "year")))

TOKEN: Final = re.compile(
    r"(?P<Z>(?:utc|gmt) ?[+-] ?[0-9]{1,2}(?::?[0-9]{2})?(?![0-9]))"
    rf"|(?P<x>[^\W\d_]+(?:'[a-z]{{2,3}}{_END}| (?:{_SECOND}){_END})?)"
    rf"|(?P<X>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}(?: ?t ?| ){_CLOCK}(?: ?z{_END}| ?[+-][0-9]{{2}}(?::?[0-9]{{2}})?(?![0-9:]))?)(?![0-9])"
    rf"|(?<![0-9])(?<![0-9][./:])(?:(?P<N>(?:[0-9]{{4}}([./-])[0-9]{{1,2}}\5[0-9]{{1,2}}"
    rf"|[0-9]{{1,2}} ?([./-]) ?[0-9]{{1,2}} ?\6 ?[0-9]{{4}}){_NO_MORE}(?:{_YEAR_WORD}{_END})?)"
    rf"|(?P<O>[0-9]{{1,2}}([./])[0-9]{{1,2}}\8[0-9]{{2}}{_NO_MORE}))"
    rf"|(?P<T>(?<![0-9])(?<![0-9][:.])[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}})?(?![0-9]|:[0-9])"
    rf"(?: ?[ap]\.?m\.?{_END}|-?(?:d[ae][nk]?|y[ae]|[aeiu]|c[iu]){_END})?)"
    rf"|(?P<Y>(?<![0-9])[0-9]{{4}}{_YEAR_WORD}{_END})"
    rf"|(?P<s>(?<![0-9])[0-9]{{1,2}}{_DAY_ENDING}{_END})"
    r"|(?P<n>[0-9]+)"
    r"|(?P<p> - |[^\w\s]|_)"
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a folded text, and `shape`: one letter of the grammar for each."""

    words: list[str]
    shape: str


def tokenize(plain: str, language: str) -> Tokens:
    """Cut folded text into tokens; each costs a bounded number of steps, so the whole is linear.

    >>> tokenize("15 dekabr, 2025 / 15:17", "az")
    Tokens(words=['15', 'dekabr', ',', '2025', '/', '15:17'], shape='dM,y/T')
    """
    known = codes(language)
    words: list[str] = []
    shape: list[str] = []
    for match in TOKEN.finditer(plain):
        word, kind = match[0], match.lastgroup or "p"
        letter = known.get(word) or (_number(word) if kind == "n" else kind)
        if letter == "x" and " " in word:  # two words that mean nothing together
            first, _, word = word.partition(" ")
            words.append(first)
            shape.append(known.get(first, "x"))
            letter = known.get(word, "x")
        words.append(word)
        shape.append(letter)
    return Tokens(words, "".join(shape))


def _number(digits: str) -> str:
    if len(digits) == 4:
        return "y"
    return "d" if len(digits) <= 2 and 1 <= int(digits) <= 31 else "n"
