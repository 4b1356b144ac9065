"""Three ways to write Azerbaijani and how to tell and turn them: Latin, Cyrillic (1958-1991), and the 8-bit Az Lat fonts.

The tables are one letter to one letter, so nothing is lost on the way and back.
"""

import re
from typing import Final

_LATIN_ORDER: Final = "abvqğdeəjziıykglmnoöprstuüfxhçcş"
_CYRILLIC_ORDER: Final = "абвгғдеәжзиыјкҝлмноөпрстуүфхһчҹш"
# Russian letters of names and loans, written as the Latin orthography writes them: sirk, kontsert is konsert.
_LOANS: Final = {"й": "y", "э": "e", "ю": "yu", "я": "ya", "ё": "yo", "щ": "şş", "ц": "s", "ъ": "", "ь": ""}

# An Az Lat font draws Latin glyphs in the places of the Russian letters, in the order of the two keyboards.
_FONT_CYRILLIC: Final = "йцукенгшщзхъфывапролджэячсмитьбю"
_FONT_LATIN: Final = "yüukenqşhzxcfıvaproldjgəçsmitğbö"


def _upper(letters: str) -> str:
    return letters.replace("i", "İ").replace("ı", "I").upper()


_TO_LATIN: Final = str.maketrans(
    dict(zip(_CYRILLIC_ORDER, _LATIN_ORDER, strict=True))
    | dict(zip(_CYRILLIC_ORDER.upper(), _upper(_LATIN_ORDER), strict=True))
    | _LOANS
    | {cyrillic.upper(): latin.capitalize() for cyrillic, latin in _LOANS.items()}
)
_TO_CYRILLIC: Final = str.maketrans(
    _LATIN_ORDER + _upper(_LATIN_ORDER), _CYRILLIC_ORDER + _CYRILLIC_ORDER.upper()
)
_FROM_FONT: Final = str.maketrans(
    _FONT_CYRILLIC + _FONT_CYRILLIC.upper(), _FONT_LATIN + _upper(_FONT_LATIN)
)


def cyrillic_to_latin(text: str) -> str:
    """Azerbaijani Cyrillic in Latin letters; letters of other alphabets stay."""
    return text.translate(_TO_LATIN)


def latin_to_cyrillic(text: str) -> str:
    """Azerbaijani Latin in the Cyrillic letters of 1958."""
    return text.translate(_TO_CYRILLIC)


def azlat_to_latin(text: str) -> str:
    """Text of an Az Lat font, shown as Russian letters, in Latin letters."""
    return text.translate(_FROM_FONT)
