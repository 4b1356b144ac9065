"""What the newsroom will publish, and when: events, each told in one or more languages."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from newscrawler.newsroom.calendar import moments
from newscrawler.newsroom.prose import TOPICS, Copy, write
from newscrawler.newsroom.prose.desk import angles
from newscrawler.newsroom.prose.facts import facts

# Which languages tell an event, and how often.
TOLD = {("az",): 55, ("az", "ru"): 12, ("az", "en"): 8, ("az", "ru", "en"): 15, ("ru",): 5, ("en",): 5}


@dataclass(frozen=True, slots=True)
class Draft:
    """One article before a site gives it an address: `event` joins translations of one another."""

    event: int
    language: str
    topic: str
    moment: datetime
    copy: Copy


def drafts(count: int, end: datetime, seed: int) -> list[Draft]:
    """`count` drafts up to `end`, oldest first, titles unique within a language, moments unique to the second."""
    rng = Random(f"plan {seed}")
    told = _told(count, rng)
    taken: set[datetime] = set()
    titles: set[tuple[str, str]] = set()
    found: list[Draft] = []
    for event, (moment, languages) in enumerate(zip(moments(len(told), end, rng), told, strict=True)):
        topic = rng.choice(TOPICS)
        angle = rng.choice(angles(topic))
        known = facts(moment, Random(f"facts {seed} {event}"))
        for place, language in enumerate(languages):
            copy = _unique(language, topic, angle, known, f"{seed} {event}", titles)
            late = timedelta(seconds=rng.randint(240, 4200) * place)
            found.append(Draft(event, language, topic, _free(min(moment + late, end), taken), copy))
    return sorted(found, key=lambda draft: draft.moment)


def _told(count: int, rng: Random) -> list[tuple[str, ...]]:
    """Languages of each event, so that `count` articles come out."""
    found: list[tuple[str, ...]] = []
    left = count
    while left > 0:
        languages = rng.choices(list(TOLD), list(TOLD.values()))[0][:left]
        found.append(languages)
        left -= len(languages)
    return found


def _free(moment: datetime, taken: set[datetime]) -> datetime:
    """The moment, or the nearest second before it that no other article has."""
    while moment in taken:
        moment -= timedelta(seconds=1)
    taken.add(moment)
    return moment


def _unique(language: str, topic: str, angle: str, known: object, name: str, titles: set[tuple[str, str]]) -> Copy:
    """Copy whose title nobody had before; written anew until it is."""
    for attempt in range(200):
        copy = write(language, topic, angle, known, Random(f"{name} {language} {attempt}"))  # type: ignore[arg-type]
        if (language, copy.title) not in titles:
            titles.add((language, copy.title))
            return copy
    raise AssertionError(f"{topic}/{angle} has too few titles in {language}")
