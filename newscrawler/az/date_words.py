"""The words of printed dates, folded: months in their cases, weekdays, relative words and what may stand between.

Azerbaijani, Russian and English in full; the Turkish and German that Azerbaijani sites print; Azerbaijani in Cyrillic.
Months mean the same in every language here, so they share one table; Turkish abbreviations are ordinary words of
Azerbaijani (`ara`, `tem`) and are known in Turkish text only.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from newscrawler.az.date_clock import ZONE_NAMES
from newscrawler.az.date_fold import spell

_AZ = "yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr"
_SHORT = "yan/jän/jänner fev mar/mär apr may iyn iyl avq/avg/avgust sen/sent/sept/сент okt noy/нояб dek/dez"
_AZ_CYRILLIC = "јанвар феврал март апрел мај ијун ијул август сентјабр октјабр нојабр декабр"
_RU_STEMS = "январ феврал март апрел ма июн июл август сентябр октябр ноябр декабр"
_RU_SHORT = "янв фев мар апр мая июн июл авг сен окт ноя дек"
_EN = "january february march april may june july august september october november december"
_TR = "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık"
_TR_SHORT = "oca şub mar nis may haz tem ağu eyl eki kas ara"
_DE = "januar februar märz april mai juni juli august september oktober november dezember"

_GENITIVES = ("ın", "un", "nın", "ının", "inin", "unun", "нын", "ын", "ун")
_ENDINGS = (
    *("ı", "u", "a", "ə", "da", "də", "dan", "dən", "dak", "dək", "adək", "ədək", "adan", "ları"),
    *("ında", "ində", "unda", "ündə", "ından", "indən", "undan", "ündən", "ına", "inə", "una", "ünə", "ını", "unu"),
    *("ındakı", "indəki", "undakı", "ündəki", "ınadək", "inədək", "unadək", "ünədək"),
    *("дә", "да", "дан", "дән", "ында", "унда", "'da", "'de", "'ta", "'te", "'dan", "'den", "'tan", "'ten"),
)
_WEAK = "sen sent mar avg martın martı marta maya oca nis haz tem ağu eyl eki kas ara"
WEAK: Final = frozenset(map(spell, _WEAK.split()))
"""Month words that are also other words: without a year they count only where nothing but the date is printed."""

_WEEKDAYS = {
    0: "bazar_ertəsi monday понедельник pazartesi montag дүшәнбә",
    1: "çərşənbə_axşamı tuesday вторник salı dienstag",
    2: "çərşənbə wednesday среда среду çarşamba mittwoch",
    3: "cümə_axşamı thursday четверг perşembe donnerstag",
    4: "cümə friday пятница пятницу cuma freitag",
    5: "şənbə saturday суббота субботу cumartesi samstag",
    6: "bazar_günü sunday воскресенье pazar_günü sonntag",
}
_WEEKDAY_HINTS = {
    0: "mon пн pzt",
    1: "tue tues вт",
    2: "wed ср çar",
    3: "thu thur thurs чт per",
    4: "fri пт",
    5: "sat сб cmt",
    6: "sun вс bazar pazar paz",
}
_RELATIVE = {
    0: "bugün bu_gün сегодня today heute бу_ҝүн бүҝүн",
    -1: "dünən ötən_gün вчера yesterday gestern dün дүнән",
    -2: "srağagün srağa_gün позавчера vorgestern",
    1: "sabah завтра tomorrow yarın",
    2: "birigün birisigün birisi_gün послезавтра übermorgen",
}
_RELATIVE_YEARS = {
    0: "builki bu_il bu_ilin cari_il cari_ilin этого_года этом_году текущего_года нынешнего_года this_year",
    -1: "ötən_il ötən_ilin keçən_il keçən_ilin прошлого_года прошлом_году last_year",
    1: "gələn_il gələn_ilin növbəti_ilin следующего_года следующем_году next_year",
}
_LONE_ONLY = frozenset(map(spell, ("sabah", "dün", "yarın", "today")))
_LETTERS = {  # by the alphabet of `date_tokens`
    "A": "ayı ayının ayın ајы ајынын",
    "a": "ayında ayından ayına ayınadək ајында ајындан",
    "f": "saat saatı саат radələrində yerli vaxt vaxtı vaxtla vaxtilə bakı günü gün səhər sübh gündüz günorta gecə"
    " tarix tarixi tarixdə tarixində tarixli tarixdən tarixlərində tarihi saati um uhr den"
    " at on the of in local time date published posted baku am"
    " в во от время часов года г местного времени утром днем ночью",
    "e": "axşam axşamüstü вечером вечера evening pm",
    "&": "və ve ilə ile yaxud ya veya and or to until till through и или на по до und bis oder",
    "c": "buraxılış səhifə страница"
    " baxılıb baxış baxıldı oxunub oxundu oxunma izlənib rəy şərh şərhlər views view просмотров просмотры",
    "i": "№ nömrə nömrəsi isbn vöen инн versiya version версия",
    "l": "müddət müddəti uzunluğu süre süresi duration length длительность продолжительность хронометраж",
    "o": "gələn növbəti ötən keçən hər next last every следующий следующую прошлый прошлую каждый каждую",
    "q": "küçə metro street avenue station square park",
    "Q": "улица улице улицы ул метро станция станции станцию проспект проспекте площадь площади",
}
CLOCK_WORDS: Final = ("vaxtı", "vaxtilə", "vaxtla", "saatı", "времени", "время", "time")
_ELSEWHERE = """
    moskva ankara istanbul türkiyə tbilisi kiyev london qrinviç avropa paris berlin york vaşinqton tehran daşkənd
    московскому московское московского киевскому киевское европейскому европейское гринвичу
    moscow kyiv istanbul turkish european london greenwich universal eastern pacific
"""
_NAMED_BY_A_DAY = (
    "küçəsi metrosu metrostansiyası stansiyası prospekti qəsəbəsi meydanı parkı bağı rayonu dairəsi stadionu körpüsü"
    " xiyabanı tuneli məhəlləsi bazarı yolu kompleksi caddesi köprüsü faciəsi qırğını soyqırımı şəhidləri şehitler"
)
_ITS_CASES = ("", "n", "nın", "nin", "nun", "na", "nə", "nda", "ndə", "ndan", "ndən")


def _keys(words: str) -> Iterable[str]:
    return (spell(word).replace("_", " ") for word in words.split())


Months = dict[str, tuple[int, str]]  # folded word -> number of the month, letter of the grammar


def _inflected(names: str, genitives: Iterable[str] = (), others: Iterable[str] = ()) -> Months:
    """`names` in the order of the year, bare (`M`), in the genitive (`G`) and in other cases (`L`)."""
    letters = {"": "M"} | dict.fromkeys(genitives, "G") | dict.fromkeys(others, "L")
    return {
        spell(name + ending): (number, letter)
        for number, name in enumerate(names.split(), 1)
        for ending, letter in letters.items()
    }


def _russian() -> Months:
    table: Months = {}
    for number, stem in enumerate(_RU_STEMS.split(), 1):
        hard, may = number in (3, 8), number == 5
        plain, oblique = (("", "а"), ("е", "у", "ом")) if hard else (("й" if may else "ь", "я"), ("е", "ю", "ем"))
        table |= {spell(stem + ending): (number, "M") for ending in plain}
        table |= {spell(stem + ending): (number, "L") for ending in oblique}
    return table


@cache
def _months(tongue: str) -> Mapping[str, tuple[int, str]]:
    table = _inflected(_EN) | _inflected(" ".join(name[:3] for name in _EN.split())) | _inflected(_DE) | _russian()
    table |= _inflected(_RU_SHORT) | _inflected(_TR, others=_ENDINGS)
    table |= _inflected(_AZ, _GENITIVES, _ENDINGS) | _inflected(_AZ_CYRILLIC, _GENITIVES, _ENDINGS)
    for number, words in enumerate(_SHORT.split(), 1):
        table |= {spell(word): (number, "M") for word in words.split("/")}
    if tongue == "tr":
        table |= _inflected(_TR_SHORT)
    table |= {word: (table[word][0], "m") for word in WEAK & table.keys()}
    return MappingProxyType(table)


@cache
def long_months() -> Mapping[str, tuple[int, str]]:
    """The Azerbaijani and Russian month words of five letters and more in the cases that dates are printed in."""
    table = _inflected(_AZ, _GENITIVES[:2]) | _russian()
    return MappingProxyType({word: value for word, value in table.items() if len(word) >= 5 and value[1] in "MG"})


@cache
def months(tongue: str) -> Mapping[str, int]:
    """Every folded month word and its number 1-12; `tongue` is `tr` for Turkish text, empty for any other."""
    return MappingProxyType({word: number for word, (number, _) in _months(tongue).items()})


def _numbered(table: Mapping[int, str]) -> Mapping[str, int]:
    return MappingProxyType({key: number for number, words in table.items() for key in _keys(words)})


WEEKDAYS: Final = _numbered(_WEEKDAYS)
WEEKDAY_HINTS: Final = _numbered(_WEEKDAY_HINTS)
WEEKDAY_NUMBERS: Final = MappingProxyType({**WEEKDAY_HINTS, **WEEKDAYS})
RELATIVE_DAYS: Final = _numbered(_RELATIVE)
RELATIVE_YEARS: Final = _numbered(_RELATIVE_YEARS)


@cache
def codes(tongue: str) -> Mapping[str, str]:
    """One letter of the grammar of `date_grammar` for every folded word and mark."""
    table = {spell(thing + case): "q" for thing in _NAMED_BY_A_DAY.split() for case in _ITS_CASES}
    table |= {word: letter for letter, words in _LETTERS.items() for word in _keys(words)}
    table |= dict.fromkeys(ZONE_NAMES - {"z"}, "Z")
    table |= {f"{spell(place)} {spell(word)}": "Z" for place in _ELSEWHERE.split() for word in CLOCK_WORDS}
    table |= {" - ": "~", **{mark: mark for mark in ",./-&"}, "+": "&"}
    table |= dict.fromkeys(map(str, range(1, 32)), "d") | {f"0{day}": "d" for day in range(1, 10)}
    table |= dict.fromkeys(WEEKDAY_HINTS, "v") | dict.fromkeys(WEEKDAYS, "W")
    table |= {word: "J" if word.endswith(" ilin") else "P" for word in RELATIVE_YEARS}
    table |= {word: "r" if word in _LONE_ONLY else "R" for word in RELATIVE_DAYS}
    table |= {word: letter for word, (_, letter) in _months(tongue).items()}
    return MappingProxyType(table)
