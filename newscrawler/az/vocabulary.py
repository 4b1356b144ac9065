"""Everyday words by which languages are told apart, folded, so that `üçün` and `ucun` are one word.

A word counts for a language only when none of the others has it: `bu`, `ile` and `sonra` are left out.
"""

import re
from collections import Counter
from functools import lru_cache
from typing import Final

_AZERBAIJANI: Final = """
    ucun haqqinda gore hemin hemcinin bele nece niye hansi harada indi dunen lakin cunki yalniz butun
    olub olunub olunur olacaq olmus olmasi olmayib edib edir edilib edilir edilen edilmis etmis etmek etdiyi edecek
    deyib deyir deyil bildirib bildirilib bildirilir bildirir qeyd vurgulayib gosterib verib verilib verilir
    alib alinib aparilib aparilir kecirilib kecirilir tutub tutulub baslayib gelib gedib cixib catib catdirib yaradilib
    gorub gorusub qatilib imzalanib artib azalib saxlanilib
    yox cox oz ozu mene sene hec kecen oten novbeti uzre qarsi terefinden terefi barede elaqedar esasen qeder evvel
    daxil eyni zaman zamani arasinda uzerinde heyata hesab dovlet olke olkenin olkede seher seherinde seherin
    rayon rayonunda rayonu kend kendi kuce erazisinde bolge respublikasi respublikasinin azerbaycanin azerbaycanda
    bakida bakinin nazirliyi nazirliyinin naziri komitesi sedri teskilat teskilati idaresi mehkeme mehkemesi
    xeber xeberi xeberlere melumat melumata gorus gorusde ayinda faiz manat nefer isci telebe mekteb hadise
    yaxsi boyuk kicik kohne birinci ikinci ucuncu dogru doqru duzgun qerar qanun huquq iqtisadi xarici daxili hava
"""
_TURKISH: Final = """
    icin gibi cok ancak fakat degil olarak oldugu oldugunu kadar tarafindan uzerinde hakkinda arasinda
    soyledi belirtti aciklama acikladi yapti yapilan yapildi yapan etti ettigi edildi edilen ediyor ettigini
    baskani cumhurbaskani bakan bakani bakanligi hukumet ulke ulkenin sehir ilce koy haber haberi
    simdi bugun dun yarin yil yilinda yillik once sonraki veya neden hangi kendi hicbir hic yine karsi ilgili
    geldi gitti verdi aldi basladi olmasi oldu vardi iyi kotu buyuk kucuk zaman hava dogru
"""
_ENGLISH: Final = """
    the of and to in is was for on with that by at from as has have had been his her its will said be are were it this
    an which their after who they he she but or also not about would more over between during new first into than we
"""
_RUSSIAN: Final = """
    и в на с не что из по от как был была были будет его ее их это этом этого для при также со ко но или том того чтобы
    после между более уже все года году лет который которые которая сообщает сообщил заявил отметил состоялась стране
"""
# Azerbaijani says `edib`, `deyil`, `maraqlı`, `xeyr` where Turkish has no q, no x and no word that ends in -ib.
_AZERBAIJANI_SHAPE: Final = re.compile(
    r"[a-z]*(?:q(?!u)[a-z]*|[^aeiou\W][iu]b|(?:x[aeio]|[^aeiou]x)[a-z]+|[ae]c[ae]y[a-z]+)"
)
_TURKISH_SHAPE: Final = re.compile(r"[a-z]*(?:[iu]yor[a-z]*|[a-z]{2}[iu]p|[a-z]{2}[ai]k|[a-z]+mak(?:tadir|ta|la)?)")
_RUSSIAN_SHAPE: Final = re.compile(
    "[а-яё]{2,}(?:[ое]го|[ое]му|[ыи]ми|[ыи]х|[ыи]й|[аяуюое][яюе]|[ыи]е|т[ьс]?ся|ила?|или|ала?|али|ост[ьи]|ени[еяию]|ци[яию])"
)

_WORDS: Final = {
    tag: frozenset(words.split())
    for tag, words in (("az", _AZERBAIJANI), ("tr", _TURKISH), ("en", _ENGLISH), ("ru", _RUSSIAN))
}
_ALL: Final = frozenset().union(*_WORDS.values())
_SHARED: Final = frozenset(word for word in _WORDS["az"] if word in _WORDS["tr"] | _WORDS["en"])
_SPEAKS_FOR: Final = {
    word: "" if word in _SHARED else " ".join(tag for tag, known in _WORDS.items() if word in known) for word in _ALL
}


def is_azerbaijani(word: str) -> bool:
    """Whether the folded `word` is an everyday one of Azerbaijani and of no other language here.

    >>> is_azerbaijani("ucun"), is_azerbaijani("uzerinde"), is_azerbaijani("doqquzuncu")
    (True, False, False)
    """
    return word in _WORDS["az"] and word not in _SHARED


def count_words(words: list[str]) -> dict[str, int]:
    """How many of the folded `words` speak for each language, by the lists and by the shapes of words.

    >>> count_words("hemin gun qonaqlar gelib".split())
    {'az': 3, 'tr': 0, 'en': 0, 'ru': 0}
    """
    counts = dict.fromkeys(_WORDS, 0)
    for tags, count in Counter(map(_tags, words)).items():
        for tag in tags.split():
            counts[tag] += count
    return counts


@lru_cache(maxsize=1 << 14)  # some megabytes; most words of a page were on the last ones too
def _tags(word: str) -> str:
    """The languages that a word speaks for: by the lists where it is in one, else by its shape."""
    if (known := _SPEAKS_FOR.get(word)) is not None:
        return known
    shapes = (("az", _AZERBAIJANI_SHAPE), ("tr", _TURKISH_SHAPE), ("ru", _RUSSIAN_SHAPE))
    return " ".join(tag for tag, shape in shapes if shape.fullmatch(word))
