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


# How many different names of a kind one story may use: town, town2, town3, …
COUNTS = {"town": 3, "country": 2, "capital": 1, "org": 1, "body": 1, "firm": 2, "club": 2, "job": 1}
RANGES = {
    "few": (2, 9),
    "low": (3, 6),
    "teens": (11, 19),
    "degrees": (20, 29),
    "tens": (21, 98),
    "hundreds": (102, 986),
    "thousands": (1020, 98_700),
}
SHARES = {"pct": 39.9, "pct2": 39.9, "mln": 890.0, "mln2": 890.0, "mln3": 890.0}

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


def facts(topic: str, moment: datetime, rng: Random) -> Facts:
    """Everything a template may name, drawn for a story of that topic and moment; figures among it."""
    found = figures(rng)
    for kind, slots in COUNTS.items():
        own = names().get(f"{kind}:{topic}", names()[kind])
        found |= {f"{kind}{place or ''}": name for place, name in zip((0, 2, 3), rng.sample(own, slots), strict=False)}
    for slot in ("person", "person2", "person3"):
        found[slot] = _person(rng)
    today = moment.date()
    found |= {"today": today, "past": today - timedelta(days=rng.randint(3, 60))}
    found |= {"soon": today + timedelta(days=rng.randint(2, 40))}
    return found | {"year": Amount(today.year), "lastyear": Amount(today.year - 1)}


def figures(rng: Random) -> Facts:
    """Fresh figures: a paragraph has its own, the same in each language."""
    chance = rng.random  # a tenth of the time that randint takes, and this is most of what the newsroom does
    found: Facts = {
        slot + twice: Amount(low + int(chance() * (high - low + 1)))
        for slot, (low, high) in RANGES.items()
        for twice in ("", "2")
    }
    for slot, top in SHARES.items():
        found[slot] = Amount(round(1.1 + chance() * (top - 1.1), 1), 1)
    return found


def _person(rng: Random) -> Person:
    female = rng.random() < 0.35
    given = rng.choice(names()["woman" if female else "man"])
    return Person(given, rng.choice(names()["surname"]), female)
