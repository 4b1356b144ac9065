"""From facts to copy: title, lead and paragraphs of one story in one language."""

from dataclasses import dataclass
from random import Random

from newscrawler.newsroom.prose.facts import Facts
from newscrawler.newsroom.prose.grammar import Writer, grammar

TOPICS = ("energy",)


@dataclass(frozen=True, slots=True)
class Copy:
    """What a writer hands in; straight quotation marks."""

    title: str
    paragraphs: tuple[str, ...]


def angles(topic: str) -> tuple[str, ...]:
    """What a story of that topic can be about; the same in each language."""
    return tuple(grammar("az", topic).angles)


def write(language: str, topic: str, angle: str, facts: Facts, rng: Random) -> Copy:
    """The story in that language; the same arguments and state of `rng` give the same words."""
    rules = grammar(language, topic).angles[angle]
    writer = Writer(language, rules, facts, rng)
    body = list(rules["body"])
    rng.shuffle(body)
    chosen = [rng.choice(rules["lead"]), *body[: rng.randint(3, min(13, len(body)))]]
    title = writer.write(rng.choice(rules["title"]))
    paragraphs = tuple(dict.fromkeys(writer.write(text) for text in chosen))
    return Copy(title, paragraphs)
