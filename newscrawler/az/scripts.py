"""Three ways to write Azerbaijani, told and turned: Latin, Cyrillic (1958 to 1991) and the 8-bit Az Lat fonts.

The tables hold one letter for one letter, so nothing is lost on the way and back. Only the Russian letters of names,
which Azerbaijani Cyrillic does not have, go one way.
"""

import re
from functools import lru_cache
from typing import Final

from newscrawler.az.casing import fold, upper
from newscrawler.az.vocabulary import is_azerbaijani

_LATIN: Final = "abvqğdeəjziıykglmnoöprstuüfxhçcş"
_CYRILLIC: Final = "абвгғдеәжзиыјкҝлмноөпрстуүфхһчҹш"
# An Az Lat font draws Latin glyphs in the places of the Russian letters, key for key of the two keyboards.
_FONT_LATIN: Final = "yüukenqşhzxcfıvaproldjgəçsmitğbö"
_FONT_CYRILLIC: Final = "йцукенгшщзхъфывапролджэячсмитьбю"
_RUSSIAN: Final = {"й": "y", "э": "e", "ю": "yu", "я": "ya", "ё": "yo", "щ": "şç", "ц": "ts", "ъ": "", "ь": ""}


def _table(letters: str, others: str) -> dict[int, str]:
    return {ord(letter): other for letter, other in zip(letters + upper(letters), others + upper(others), strict=True)}


_TO_LATIN: Final = _table(_CYRILLIC, _LATIN) | {ord(letter): latin for letter, latin in _RUSSIAN.items()}
_TO_CYRILLIC: Final = _table(_LATIN, _CYRILLIC)
_FROM_FONT: Final = _table(_FONT_CYRILLIC, _FONT_LATIN)
_RUSSIAN_CAPITAL: Final = re.compile(r"[ЙЭЮЯЁЩЦЪЬ](?=(.?))", re.DOTALL)

_ONLY_AZERBAIJANI: Final = re.compile("[ҹҝ]")
_COMMON_LETTER: Final = re.compile("[әөүғһə]")
_NOT_RUSSIAN_LETTER: Final = re.compile("[ҹҝәөүғһə]")
_ONLY_SHARE: Final = 0.003  # in Azerbaijani they are 2 % of the letters
_COMMON_SHARE: Final = 0.08
_NEVER_AZERBAIJANI: Final = re.compile("[қңұіҗҙҡҫўїєґѓќљњђћџҳҷӣӯ]", re.IGNORECASE)
_CYRILLIC_WORD: Final = re.compile("[Ѐ-ӿ]{1,40}")
_CYRILLIC_COMMON: Final = frozenset("вә илә һәр кими бу бир дә да ки олан өз онун һәм".split())
_FONT_COMMON: Final = frozenset("вя иля дя щяр щям ися даща олан кими юз онун эцн".split())
# What no Russian word holds: a sign behind a vowel or before а, ъ before a consonant, я behind a hissing sound, цч.
_NOT_RUSSIAN: Final = re.compile("[аеиоуыэюя][ьъ]|ъ(?![еёюя])|^[ьъ]|ь[аы]|[жшщчц]я|ц[чшщ]|щ[цъ]")
# Suffixes drawn by the font; Kyrgyz and Uzbek share some, but not the many я that stand for ə.
_FONT_SUFFIX: Final = re.compile(r"\w+(?:ляр\w*|дыр|дир|ыб|иб|цб|дян|яси|нын)")
_SCHWA_SHARE: Final = 0.04
_FONT_SHARE: Final = 0.15
_NOT_FONT: Final = re.compile("[ёәөүғһҹҝјіїєў]")


def cyrillic_to_latin(text: str) -> str:
    """Azerbaijani Cyrillic in Latin letters; everything else stays.

    >>> cyrillic_to_latin("инсан һүгуглары, ҝөзәл Ағдам"), cyrillic_to_latin("Илһам ЈЕЛТСИН, Юсиф ЯҒЫШ")
    ('insan hüquqları, gözəl Ağdam', 'İlham YELTSİN, Yusif YAĞIŞ')
    """
    return _RUSSIAN_CAPITAL.sub(_spell_capital, text).translate(_TO_LATIN)


def _spell_capital(letter: re.Match[str]) -> str:
    """A capital that takes two Latin letters: `Ya` before a small letter, `YA` elsewhere."""
    latin = _RUSSIAN[letter[0].lower()]
    return latin.capitalize() if letter[1].islower() else upper(latin)


def latin_to_cyrillic(text: str) -> str:
    """Azerbaijani Latin in the Cyrillic alphabet of 1958; `w` and foreign letters stay.

    >>> latin_to_cyrillic("Azərbaycan Respublikası"), latin_to_cyrillic("İLHAM ığdır")
    ('Азәрбајҹан Республикасы', 'ИЛҺАМ ығдыр')
    """
    return text.translate(_TO_CYRILLIC)


def azlat_to_latin(text: str) -> str:
    """Text of an Az Lat font, which anything but that font shows as Russian letters, in Latin letters.

    >>> azlat_to_latin("Азярбайъан"), azlat_to_latin("Илщам Ялийев ишьал щаггында")
    ('Azərbaycan', 'İlham Əliyev işğal haqqında')
    """
    return text.translate(_FROM_FONT)


def is_az_cyrillic(text: str) -> bool:
    """Whether Cyrillic text is Azerbaijani: ҹ or ҝ, which no other alphabet has, or ј beside ә, ө, ү, ғ or һ.

    >>> is_az_cyrillic("Азәрбајҹан"), is_az_cyrillic("Бу күн һава исти олуб"), is_az_cyrillic("Қазақстан әлемде")
    (True, True, False)
    """
    small = text.lower()
    if not _NOT_RUSSIAN_LETTER.search(small):
        return False
    words = _CYRILLIC_WORD.findall(small)
    letters = sum(map(len, words))
    if len(_ONLY_AZERBAIJANI.findall(small)) > _ONLY_SHARE * letters:
        return True
    if not _COMMON_LETTER.search(small) or _NEVER_AZERBAIJANI.search(small):
        return False
    common = sum(_is_common(word) for word in words)
    return small.count("ј") > _ONLY_SHARE * letters or (common > 1 and common > _COMMON_SHARE * len(words))


@lru_cache(maxsize=1 << 13)
def _is_common(word: str) -> bool:
    return word in _CYRILLIC_COMMON or is_azerbaijani(fold(cyrillic_to_latin(word)))


def is_azlat(text: str) -> bool:
    """Whether what looks Russian is the text of an Az Lat font: common words of it, and spellings that Russian forbids.

    >>> is_azlat("Азярбайъан Республикасы"), is_azlat("Президент щаггында фярман"), is_azlat("Объявлен съезд")
    (True, True, False)
    """
    small = text.lower()
    if _NOT_FONT.search(small):
        return False
    words = _CYRILLIC_WORD.findall(small)
    known = sum(_is_font(word) for word in words)
    if small.count("я") > _SCHWA_SHARE * sum(map(len, words)):
        known += sum(_FONT_SUFFIX.fullmatch(word) is not None and not _is_font(word) for word in words)
    return known > 0 and known >= _FONT_SHARE * len(words)


@lru_cache(maxsize=1 << 13)
def _is_font(word: str) -> bool:
    return word in _FONT_COMMON or bool(_NOT_RUSSIAN.search(word)) or is_azerbaijani(fold(azlat_to_latin(word)))
