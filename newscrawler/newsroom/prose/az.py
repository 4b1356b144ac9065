"""Azerbaijani endings: case suffixes by vowel harmony, for words, abbreviations and figures."""

from datetime import date

from newscrawler.newsroom.printing import MONTHS
from newscrawler.newsroom.prose.facts import Amount, Fact, Name, Person

VOWELS = "aıoueəiöü"
_HIGH = dict(zip(VOWELS, "ııuuiiiüü", strict=True))
_LOW = {vowel: "a" if vowel in "aıou" else "ə" for vowel in VOWELS}
_ONES = ("sıfır", "bir", "iki", "üç", "dörd", "beş", "altı", "yeddi", "səkkiz", "doqquz")
_TENS = ("", "on", "iyirmi", "otuz", "qırx", "əlli", "altmış", "yetmiş", "səksən", "doxsan")
# A day of the month carries a possessive of which only the case is written: yanvarın 2-nə.
_DAYS = {"dat": "nA", "gen": "nIn", "acc": "nI"}
# After a consonant, after a vowel, after a possessive; I a high vowel, A a low one.
_CASES = {
    "gen": ("In", "nIn", "nIn"),
    "acc": ("I", "nI", "nI"),
    "dat": ("A", "yA", "nA"),
    "loc": ("dA", "dA", "ndA"),
    "abl": ("dAn", "dAn", "ndAn"),
    "poss": ("I", "sI", ""),
    "possacc": ("InI", "sInI", "nI"),
    "pred": ("dIr", "dIr", "dIr"),
}


def suffix(spoken: str, case: str, possessive: bool = False) -> str:
    """The ending of `case` after a word that sounds like `spoken`.

    >>> "Bakı" + suffix("bakı", "gen"), "Salyan" + suffix("salyan", "dat"), "Fondu" + suffix("fondu", "loc", True)
    ('Bakının', 'Salyana', 'Fondunda')
    """
    sounds = lower(spoken)
    last = next((letter for letter in reversed(sounds) if letter in VOWELS), "e")
    after_consonant, after_vowel, after_possessive = _CASES[case]
    shape = after_possessive if possessive else after_vowel if sounds[-1] in VOWELS else after_consonant
    return _harmonise(shape, last)


def _harmonise(shape: str, vowel: str) -> str:
    return shape.replace("I", _HIGH[vowel]).replace("A", _LOW[vowel])


def lower(word: str) -> str:
    """Azerbaijani lower case."""
    return word.replace("İ", "i").replace("I", "ı").lower()


def figure(amount: Amount) -> str:
    """`12 345`, `4,5`."""
    whole, _, part = f"{amount.value:,.{amount.decimals}f}".partition(".")
    grouped = whole.replace(",", " " if amount.value >= 10_000 else "")
    return f"{grouped},{part}" if part.strip("0") else grouped


def spoken(number: int) -> str:
    """The last word of a number as it is said: it decides the suffix.

    >>> spoken(17), spoken(40), spoken(300), spoken(2000)
    ('yeddi', 'qırx', 'yüz', 'min')
    """
    for size, word in ((10, None), (100, None), (1000, "yüz"), (10**6, "min"), (10**9, "milyon")):
        if number % size:
            return word or (_ONES[number % 10] if size == 10 else _TENS[number % 100 // 10])
    return "sıfır" if number == 0 else "milyard"


def say(fact: Fact, form: str) -> str:
    """A fact as Azerbaijani writes it in `form`: a case, or '' for the plain form."""
    if isinstance(fact, Person):
        return _ended(_person(fact, form), form)
    if isinstance(fact, Name):
        return _ended(fact.az, form)
    if isinstance(fact, Amount):
        if form == "ord":
            return f"{figure(fact)}-{ordinal(round(fact.value))}"
        _, _, fraction = figure(fact).partition(",")
        return figure(fact) + (f"-{suffix(spoken(int(fraction or fact.value)), form)}" if form else "")
    return _day(fact, form)


def _ended(word: str, form: str) -> str:
    word, _, sound = word.partition("/")
    possessive = word.endswith("*")
    word = word.rstrip("*")
    if form in ("", "full", "short"):
        return word
    case = form.removeprefix("short")
    if sound:
        return f"{word}-{suffix(sound, case)}"
    return word + suffix(word.strip('"'), case, possessive)


def _person(person: Person, form: str) -> str:
    surname = person.surname.az
    if person.female and surname.endswith("v"):
        surname += "a"
    return f"{person.given.az[0]}.{surname}" if form.startswith("short") else f"{person.given.az} {surname}"


def _day(day: date, form: str) -> str:
    month = MONTHS["az"][day.month - 1]
    if form in ("", "full"):
        return f"{day.day} {month}" + (f" {day.year}-{ordinal(day.year)} il" if form else "")
    said = spoken(day.day)
    last = next(letter for letter in reversed(said) if letter in VOWELS)
    ending = _harmonise(_DAYS[form], last) if form in _DAYS else suffix(said, form)
    return f"{month}{suffix(month, 'gen')} {day.day}-{ending}"


def ordinal(number: int) -> str:
    """`2025` gives `ci`, `2006` gives `cı`: the ordinal ending after a hyphen."""
    last = next(letter for letter in reversed(spoken(number)) if letter in VOWELS)
    return "c" + _HIGH[last]
