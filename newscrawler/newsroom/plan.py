"""What the newsroom will publish, and when: events, each told in one or more languages."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import chain, count
from random import Random

from newscrawler.newsroom.calendar import moments
from newscrawler.newsroom.prose import TOPICS, Assignment, Copy
from newscrawler.newsroom.prose.desk import angles, dateline
from newscrawler.newsroom.prose.facts import Facts, facts

# Which languages tell an event, and how often.
Told = Mapping[tuple[str, ...], int]
TOLD: Told = {("az",): 55, ("az", "ru"): 12, ("az", "en"): 8, ("az", "ru", "en"): 15, ("ru",): 5, ("en",): 5}

# Until about then the agency began its texts with place, day and name.
DATELINES = 2017
TRIES = 20


@dataclass(frozen=True, slots=True)
class Draft:
    """One article before a site gives it an address: `event` joins translations of one another."""

    event: int
    language: str
    topic: str
    moment: datetime
    copy: Copy
    facts: Facts


def drafts(articles: int, end: datetime, seed: int | str, tellers: Told = TOLD) -> list[Draft]:
    """`articles` drafts up to `end`, oldest first, titles unique within a language, moments unique to the second."""
    rng = Random(f"plan {seed}")
    told = _told(articles, rng, tellers)
    taken: set[datetime] = set()
    titles: set[tuple[str, str]] = set()
    found: list[Draft] = []
    for event, (moment, languages) in enumerate(zip(moments(len(told), end, rng), told, strict=True)):
        topic = rng.choice(TOPICS)
        angle = rng.choice(angles(topic))
        known = facts(topic, moment, Random(f"facts {seed} {event}"))
        task = Assignment(topic, angle, known, f"{seed} {event}")
        for place, language in enumerate(languages):
            copy = task.copy(language, *_unique(task, language, titles))
            if moment.year < DATELINES:
                first, *rest = copy.paragraphs
                copy = replace(copy, paragraphs=(f"{dateline(language, known)} {first}", *rest))
            late = timedelta(seconds=rng.randint(240, 4200) * place)
            found.append(Draft(event, language, topic, _free(min(moment + late, end), taken), copy, known))
    return sorted(found, key=lambda draft: draft.moment)


def _told(articles: int, rng: Random, tellers: Told) -> list[tuple[str, ...]]:
    """Languages of each event, so that that many articles come out."""
    found: list[tuple[str, ...]] = []
    left = articles
    while left > 0:
        languages = rng.choices(list(tellers), list(tellers.values()))[0][:left]
        found.append(languages)
        left -= len(languages)
    return found


def _free(moment: datetime, taken: set[datetime]) -> datetime:
    """The moment, or the nearest second before it that no other article has."""
    while moment in taken:
        moment -= timedelta(seconds=1)
    taken.add(moment)
    return moment


def _unique(task: Assignment, language: str, taken: set[tuple[str, str]]) -> tuple[str, int]:
    """A headline that nobody had before, and its place; when tries do not help it is numbered, as serials are."""
    tries = (task.headline(language, attempt) for attempt in range(TRIES))
    first, place = task.headline(language)
    numbered = ((f"{first} ({number})", place) for number in count(2))
    found = next(one for one in chain(tries, numbered) if (language, one[0]) not in taken)
    taken.add((language, found[0]))
    return found
