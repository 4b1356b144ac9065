"""From folded text to a short word over the alphabet of the grammar: a letter for each thing a date is made of.

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
| `P` `J` | relative year (`ötən il`); year in the genitive (`2005-ci ilin`), which belongs to what follows |
| `W` `v` | weekday; one that is also another word |
| `f` `e` | word that belongs to a date; `axşam` and its kin |
| `&` | `və`, `and`, `по` … |
| `c` `n` `o` | label of a counter; other number; `gələn` … |
| `i` `l` | telephone number, or the label of one or of another number; label of a length of time |
| `q` `Q` `x` | what makes a name of the date before it (`küçəsi`), behind it (`улица`); other word |
| `, . / - ~ p` | marks; `~` is a dash between spaces, `p` any other |
"""

import re
from typing import Final, NamedTuple

from newscrawler.az.date_fold import spell
from newscrawler.az.date_words import CLOCK_WORDS, codes

_END = r"(?![^\W\d_])"  # no letter behind
_ALL = r"(?![0-9]|[./][0-9](?![0-9]?:))"  # neither more of the number nor of a longer one behind
_DIGIT = "(?:[ ().-]{0,3}[0-9])"  # of a telephone number, which may end like a date: `+994 (12) 15-12-2025`
_START = r"(?<![0-9])(?<![0-9][./:])"

_IL = rf"(?:il(?!ler)[a-z]{{0,6}}|ил(?!{spell('ләр')})[a-zа-я]{{0,4}})"  # ildə, ilin, ilinin; not illər, a decade
_GOD = rf" ?{spell('г')}(?:{spell('од')}[a-zа-я]{{0,2}})?"
_ORDINAL = f"(?:inci|uncu|c[iu]|ҹ[{spell('иыуү')}])"
_YEAR_WORD = rf"(?:(?: ?- ?| )?'?{_ORDINAL}(?: {_IL})?|-? ?{_IL}|-[iu]n| yili[a-z]{{0,5}}|{_GOD}){_END}"
_DAY_CASE = r"(?:d[ae](?:n|k|ki|m)?|y[ae]|[sn]?[iu]n?(?:d[ae]n?|[ae]|i|in|un)?(?:d[ae]k)?|n?[ae](?:d[ae]k)?|c[iu])"
_DAY_RUSSIAN = "|".join(map(spell, ("го", "ое", "е", "му", "м", "х")))
_DAY_ENDING = rf"(?:[-']{_DAY_CASE}|d[ae]n?|-?(?:{_DAY_RUSSIAN})|st|nd|rd|th){_END}"
_TIME_ENDING = rf"(?: ?[ap]\.?m\.?{_END}|-?(?:d[ae][nk]?|y[ae]|[aeiu]|c[iu]){_END})"
_MOSCOW = f"msk|{spell('мск')}"
_SECOND = "gün günü il ilin ildə ertəsi axşamı ҝүн года году year".split()
_TELEPHONE = "|".join(map(spell, "tel telefon тел телефон phone faks факс fax mob mobil моб whatsapp".split()))
_PAIRED = "|".join(map(spell, (*_SECOND, *CLOCK_WORDS)))

_KINDS: Final = {
    "i": rf"(?=[+0])(?:(?:\+|(?<![0-9])00)994{_DIGIT}{{8,10}}?|\+[0-9]{{1,3}}[ -]?\(?[0-9]{{3}}[) -]{_DIGIT}{{6,8}}?"
    rf"|(?<![0-9])0[1-9][0-9][) -]{_DIGIT}{{6,8}}?)(?![0-9])|(?:{_TELEPHONE})(?:\.:?|:)",
    "Z": rf"(?:utc|gmt|{_MOSCOW})(?: ?[+-] ?[0-9]{{1,2}}(?::?[0-9]{{2}})?(?![0-9]))?{_END}"
    r"|(?:africa|america|asia(?!/baku)|etc|europe)/[a-z_]{3,20}"
    rf"|(?<=[0-9]:[0-9]{{2}} )(?:z{_END}|[+-][0-9]{{2}}:?[0-9]{{2}}(?![0-9:]))",
    "x": rf"[^\W\d_]+(?:'[a-z]{{2,3}}{_END}| (?:{_PAIRED}){_END})?",
    "X": r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?: ?t ?| )[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]{1,9})?)?"
    rf"(?: ?z{_END}| (?:utc|gmt){_END}(?! ?[+-] ?[0-9])| ?[+-][0-9]{{2}}(?::?[0-9]{{2}})?(?![0-9:]))?"
    r"(?![0-9]|:[0-9]| ?[ap]\.?m)",
    "N": rf"{_START}(?:[0-9]{{4}}(?P<a>[./-])[0-9]{{1,2}}(?P=a)[0-9]{{1,2}}"
    rf"|[0-9]{{1,2}} ?(?P<b>[./-]) ?[0-9]{{1,2}} ?(?P=b) ?[0-9]{{4}}){_ALL}(?:{_YEAR_WORD})?",
    "O": rf"{_START}[0-9]{{1,2}}(?P<c>[./])[0-9]{{1,2}}(?P=c)[0-9]{{2}}{_ALL}",
    "T": r"(?:(?<=saat )[0-9]{1,2}\.[0-9]{2}(?![0-9]|[./][0-9])"
    rf"|(?<![0-9])(?<![0-9][:.])[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}})?(?![0-9]|:[0-9])){_TIME_ENDING}?",
    "J": rf"(?<![0-9])[0-9]{{4}}(?: ?- ?| )?'?{_ORDINAL} (?:ilin|илин){_END}",
    "Y": rf"(?<![0-9])[0-9]{{4}}{_YEAR_WORD}",
    "s": rf"(?<![0-9])[0-9]{{1,2}}{_DAY_ENDING}",
    "y": r"(?<![0-9])[0-9]{4}(?![0-9])",
    "n": r"[0-9]+",
    "p": r" - |[^\w\s]|_",
}
TOKEN: Final = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _KINDS.items()))


class Tokens(NamedTuple):
    """The tokens of a folded text, and `shape`: one letter of the grammar for each."""

    words: list[str]
    shape: str


def tokenize(plain: str, tongue: str) -> Tokens:
    """Cut folded text into tokens; each costs a bounded number of steps, so the whole is linear.

    >>> tokenize("15 dekabr, 2025 / 15:17", "")
    Tokens(words=['15', 'dekabr', ',', '2025', '/', '15:17'], shape='dM,y/T')
    """
    known = codes(tongue)
    words: list[str] = []
    shape: list[str] = []
    for match in TOKEN.finditer(plain):
        word = match[0]
        letter = known.get(word)
        if letter is None:
            letter = match.lastgroup or "p"
            if letter == "x" and " " in word:  # two words that mean nothing together
                first, _, word = word.partition(" ")
                words.append(first)
                shape.append(known.get(first, "x"))
                letter = known.get(word, "x")
        words.append(word)
        shape.append(letter)
    return Tokens(words, "".join(shape))
