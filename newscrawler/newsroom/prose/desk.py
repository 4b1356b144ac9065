"""From facts to copy: title, lead and paragraphs of one story in one language."""

import re
from dataclasses import dataclass
from random import Random

from newscrawler.newsroom.printing import capital
from newscrawler.newsroom.prose.facts import Facts, figures
from newscrawler.newsroom.prose.grammar import Rules, Writer, grammar

TOPICS = (
    *("energy", "finance", "business", "agro", "infrastructure", "tourism", "ict", "incident", "education"),
    *("weather", "football", "culture", "diplomacy", "world", "health"),
)
LENGTHS = (4, 4, 5, 5, 5, 6, 6, 6, 7, 7, 8, 9, 10, 12, 14)
_SENTENCE = re.compile(r'(?:^|(?<=[^с][.!?] )|(?<=[.!?]" - )|(?<=: ")|(?<=^- ))"?[^\W\d_]')


@dataclass(frozen=True, slots=True)
class Copy:
    """What a writer hands in, with straight quotation marks; the summary, if any, is no part of the text."""

    title: str
    paragraphs: tuple[str, ...]
    summary: str | None = None


@dataclass(frozen=True, slots=True)
class Assignment:
    """What is to be written: `name` makes this story's chance differ from any other's.

    Chance is no language's own: grammars run side by side, so that translations take the same turns.
    """

    topic: str
    angle: str
    facts: Facts
    name: str

    def _writer(self, language: str, part: str, fresh: bool = False) -> Writer:
        chance = Random(f"{self.name} {part}")
        facts = self.facts | figures(chance) if fresh else self.facts
        return Writer(language, self._rules(language), facts, chance)

    def _rules(self, language: str) -> Rules:
        return grammar(language, self.topic).angles[self.angle]

    def headline(self, language: str, attempt: int = 0) -> tuple[str, int]:
        """A headline and its place in the grammar; another attempt gives another where there is one."""
        writer = self._writer(language, f"title {attempt}")
        place = writer.rng.randrange(len(writer.rules["title"]))
        return upper(writer.write(writer.rules["title"][place]), language), place

    def copy(self, language: str, headline: str, place: int) -> Copy:
        """The story under that headline: the lead stands in the grammar where the headline does, or is the last one."""
        writer = self._writer(language, "lead")
        leads = writer.rules["lead"]
        lead = upper(writer.write(leads[min(place, len(leads) - 1)]), language)
        outline = _outline(writer.rules, writer.rng)
        rest = [self._paragraph(language, *one) for one in outline]
        matter = enumerate(writer.rules["body"])
        unused = [number for number, text in matter if ("body", number) not in outline and not text.startswith('"')]
        summary = self._paragraph(language, "body", unused[0]) if unused else None
        return Copy(headline, tuple(dict.fromkeys((lead, *rest))), summary)

    def _paragraph(self, language: str, rule: str, place: int) -> str:
        writer = self._writer(language, f"{rule} {place}", fresh=True)
        return upper(writer.write(writer.rules[rule][place]), language)


def angles(topic: str) -> tuple[str, ...]:
    """What a story of that topic can be about; the same in each language."""
    return tuple(grammar("az", topic).angles)


def dateline(language: str, facts: Facts) -> str:
    """How the agency began its texts until about 2017: place, day, its name."""
    rules = grammar(language, "common").angles["*"]
    return Writer(language, rules, facts, Random(0)).write(rules["dateline"][0])


def upper(text: str, language: str) -> str:
    """The text with a capital where a sentence begins: a fact may stand there in lower case."""
    if language == "az":
        return _SENTENCE.sub(lambda found: found[0][:-1] + capital(found[0][-1]), text)
    return _SENTENCE.sub(lambda found: found[0].upper(), text)


def _outline(rules: Rules, rng: Random) -> list[tuple[str, int]]:
    """What follows the lead: its source, then the matter mixed with asides, sometimes a closing line."""
    length = rng.choice(LENGTHS) - 1
    source = [("agency", rng.randrange(len(rules["agency"])))] if rng.random() < 0.9 else []
    ending = [("close", rng.randrange(len(rules["close"])))] if rng.random() < 0.4 else []
    room = max(2, length - len(source) - len(ending))
    matter = rng.sample(range(len(rules["body"])), min(len(rules["body"]), max(2, round(room * 0.6))))
    asides = rng.sample(range(len(rules["aside"])), room - len(matter))
    middle = [("body", place) for place in matter] + [("aside", place) for place in asides]
    rng.shuffle(middle)
    return [*source, *middle, *ending]
