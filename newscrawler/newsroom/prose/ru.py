"""Russian forms: cases from the table of names, people by rule, nouns by number."""

from datetime import date

from newscrawler.newsroom.printing import MONTHS
from newscrawler.newsroom.prose.facts import Amount, Fact, Name, Person

CASES = ("", "gen", "dat", "acc", "ins", "pre")
_MALE = ("", "а", "у", "а", "ым", "е")
_FEMALE = ("", "ой", "ой", "у", "ой", "ой")


def figure(amount: Amount) -> str:
    """`12 345`, `4,5`."""
    whole, _, part = f"{amount.value:,.{amount.decimals}f}".partition(".")
    grouped = whole.replace(",", " " if amount.value >= 10_000 else "")
    return f"{grouped},{part}" if part.strip("0") else grouped


def plural(number: float, forms: str) -> str:
    """`день/дня/дней` for the number; a fraction takes the second."""
    one, few, many = forms.split("/")
    if number != int(number):
        return few
    last, teens = int(number) % 10, int(number) % 100 // 10 == 1
    return one if last == 1 and not teens else few if last in (2, 3, 4) and not teens else many


def say(fact: Fact, form: str) -> str:
    """A fact as Russian writes it in `form`: a case, `in` (в Баку) or `with` (со Словакией), '' for the plain form."""
    if isinstance(fact, Amount):
        return figure(fact)
    if isinstance(fact, date):
        return f"{fact.day} {MONTHS['ru'][fact.month - 1]}" + (f" {fact.year} года" if form == "full" else "")
    if form == "in":
        word = say(fact, "pre")
        return ("во " if word.startswith(("Фр", "Вь", "Вл", "Вс")) else "в ") + word
    if form == "with":
        word = say(fact, "ins")
        return ("со " if word[0] in "СЗШ" and word[1] not in "аеёиоуыэюя" else "с ") + word
    if isinstance(fact, Person):
        return _person(fact, form)
    return _name(fact, form)


def _name(name: Name, form: str) -> str:
    return name.ru[CASES.index(form) if len(name.ru) > 1 else 0]


def _person(person: Person, form: str) -> str:
    short, case = form.startswith("short"), CASES.index(form.removeprefix("short"))
    surname = person.surname.ru[0]
    if surname.endswith("в"):
        surname += ("а" if not case else "") + _FEMALE[case] if person.female else _MALE[case]
    given = person.given.ru[0]
    if not person.female and given[-1] not in "аеиоуыэюя":
        given += ("", "а", "у", "а", "ом", "е")[case]
    elif person.female and given.endswith("а"):
        given = given[:-1] + ("а", "ы", "е", "у", "ой", "е")[case]
    return f"{given[0]}.{surname}" if short else f"{given} {surname}"
