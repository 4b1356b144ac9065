"""What a story is about, in no language: the same people, places and figures for an article and its translations."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files
from random import Random


@dataclass(frozen=True, slots=True)
class Name:
    """A place, body or thing: what each language calls it, as written in names.txt."""

    kind: str
    az: str
    ru: tuple[str, ...]
    en: str


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who is quoted: given name, surname, and whether Russian says она of them."""

    given: Name
    surname: Name
    female: bool


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure; `decimals` as printed, `unit` a currency or nothing."""

    value: float
    decimals: int = 0


Fact = Name | Person | Amount | date
Facts = dict[str, Fact]


@cache
def names() -> dict[str, tuple[Name, ...]]:
    """All names by kind. A line of names.txt is `kind | az | ru forms | en`."""
    found: dict[str, list[Name]] = {}
    for line in files(__package__).joinpath("names.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, az, ru, en = (cell.strip() for cell in line.split("|"))
            found.setdefault(kind, []).append(Name(kind, az, _forms(kind, ru), en))
    return {kind: tuple(group) for kind, group in found.items()}


def _forms(kind: str, cell: str) -> tuple[str, ...]:
    """The Russian forms: single words lie side by side, longer names are parted by semicolons."""
    return tuple(cell.split()) if kind in ("town", "country", "capital") else tuple(re.split(r"\s*;\s*", cell))


def facts(moment: datetime, rng: Random) -> Facts:
    """Everything a template may name, drawn for a story of that moment."""
    found: Facts = {}
    for kind, slots in (("town", 3), ("country", 2), ("capital", 1), ("org", 2), ("firm", 2), ("club", 2)):
        drawn = rng.sample(names()[kind], slots)
        found |= {f"{kind}{place + 1 if place else ''}": name for place, name in enumerate(drawn)}
    for slot in ("person", "person2", "person3"):
        found[slot] = _person(rng)
    for slot, low, high in (("few", 2, 9), ("tens", 11, 98), ("hundreds", 102, 986), ("thousands", 1020, 98700)):
        found[slot] = Amount(rng.randint(low, high))
        found[slot + "2"] = Amount(rng.randint(low, high))
    for slot in ("pct", "pct2"):
        found[slot] = Amount(round(rng.uniform(1.1, 39.9), 1), 1)
    for slot in ("mln", "mln2", "mln3"):
        found[slot] = Amount(round(rng.uniform(1.2, 890), 1), 1)
    today = moment.date()
    found |= {"today": today, "past": today - timedelta(days=rng.randint(3, 60))}
    found |= {"soon": today + timedelta(days=rng.randint(2, 40)), "year": Amount(today.year), "lastyear": Amount(today.year - 1)}
    return found


def _person(rng: Random) -> Person:
    female = rng.random() < 0.35
    given = rng.choice(names()["woman" if female else "man"])
    return Person(given, rng.choice(names()["surname"]), female)
