"""Grammars that write news: a text file per topic and language, expanded with the facts of one story.

A file is made of `== angle` headings and `rule: text` lines, one alternative a line; `== *` holds what every angle may
use. In a text, `[a|b]` is a choice, `<rule>` an expansion, `{fact}` or `{fact.form}` a fact as the language says
it, `{fact:one/few/many}` a noun that agrees with a figure, `{fact?он/она}` a word that agrees with a person.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random
from types import ModuleType

from newscrawler.newsroom.prose import az, en, ru
from newscrawler.newsroom.prose.facts import Amount, Facts, Person

TONGUES: Mapping[str, ModuleType] = {"az": az, "ru": ru, "en": en}
_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_RULE = re.compile(r"<([a-z]+)>")
_FACT = re.compile(r"\{(\w+)(?:\.(\w+)|:([^}]+)|\?([^}]+))?\}")

Rules = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Grammar:
    """One topic in one language: the angles a story can take, each with its rules."""

    language: str
    angles: Mapping[str, Rules]


@cache
def grammar(language: str, topic: str) -> Grammar:
    """The grammar of a file; `common` is part of every angle."""
    found: dict[str, dict[str, list[str]]] = {"*": {}}
    angle = "*"
    for line in files(__package__).joinpath(language, f"{topic}.txt").read_text("utf-8").splitlines():
        if line.startswith("== "):
            angle = line[3:].strip()
            found.setdefault(angle, {})
        elif line and not line.startswith("#"):
            rule, _, text = line.partition(": ")
            found[angle].setdefault(rule, []).append(text.strip())
    shared: Rules = {rule: tuple(texts) for rule, texts in found.pop("*").items()}
    if topic != "common":
        shared = _joined(grammar(language, "common").angles["*"], shared)
    return Grammar(language, {name: _joined(shared, rules) for name, rules in (found or {"*": {}}).items()})


def _joined(shared: Rules, own: Mapping[str, Iterable[str]]) -> Rules:
    """An angle's own alternatives stand beside the shared ones."""
    return {rule: (*own.get(rule, ()), *shared.get(rule, ())) for rule in dict.fromkeys((*shared, *own))}


@dataclass(frozen=True, slots=True)
class Writer:
    """Expands the rules of one angle with the facts of one story."""

    language: str
    rules: Rules
    facts: Facts
    rng: Random

    def write(self, text: str) -> str:
        """The text with every choice, rule and fact in it filled in."""
        while "<" in text or "[" in text:
            text = _CHOICE.sub(lambda found: self.rng.choice(found[1].split("|")), text)
            text = _RULE.sub(lambda found: self.rng.choice(self.rules[found[1]]), text)
        return _FACT.sub(self._say, text)

    def _say(self, found: re.Match[str]) -> str:
        tongue, fact = TONGUES[self.language], self.facts[found[1]]
        if found[3]:
            assert isinstance(fact, Amount)
            return f"{tongue.say(fact, '')} {tongue.plural(fact.value, found[3])}"
        if found[4]:
            assert isinstance(fact, Person)
            return found[4].split("/")[fact.female]
        said: str = tongue.say(fact, found[2] or "")
        return said
