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

    def title(self, language: str, attempt: int = 0) -> str:
        """A headline; another attempt gives another where the grammar has one."""
        writer = self._writer(language, f"title {attempt}")
        return upper(writer.write(writer.rng.choice(writer.rules["title"])), language)

    def copy(self, language: str, title: str) -> Copy:
        """The story under that headline."""
        writer = self._writer(language, "lead")
        leads = [
            upper(writer.write(lead), language)
            for lead in writer.rng.sample(writer.rules["lead"], len(writer.rules["lead"]))
        ]
        rest = [self._paragraph(language, rule, place) for rule, place in _outline(writer.rules, writer.rng)]
        news = [lead for lead in leads[1:] if lead.rstrip(".") not in title]
        return Copy(title, tuple(dict.fromkeys((leads[0], *rest))), news[0] if news else None)

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
