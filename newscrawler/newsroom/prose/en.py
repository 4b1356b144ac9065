"""English forms: possessives and plurals."""

from datetime import date

from newscrawler.newsroom.printing import MONTHS
from newscrawler.newsroom.prose.facts import Amount, Fact, Person


def figure(amount: Amount) -> str:
    """`12,345`, `4.5`; a year stays whole."""
    text = f"{amount.value:,.{amount.decimals}f}" if amount.value >= 10_000 else f"{amount.value:.{amount.decimals}f}"
    return text.removesuffix(".0")


def plural(number: float, forms: str) -> str:
    """`day/days` for the number."""
    one, many = forms.split("/")
    return one if number == 1 else many


def say(fact: Fact, form: str) -> str:
    """A fact as English writes it in `form`: `s` for the possessive, `cap` for a capital, '' for the plain form."""
    if isinstance(fact, Amount):
        return figure(fact)
    if isinstance(fact, date):
        return f"{MONTHS['en'][fact.month - 1]} {fact.day}" + (f", {fact.year}" if form == "full" else "")
    if isinstance(fact, Person):
        surname = fact.surname.en + ("a" if fact.female and fact.surname.en.endswith("v") else "")
        text = surname if form.startswith("short") else f"{fact.given.en} {surname}"
    else:
        text = fact.en
    if form == "cap":
        return text[0].upper() + text[1:]
    if not form.endswith("s"):
        return text
    return text + ("'" if text.endswith("s") else "'s")
