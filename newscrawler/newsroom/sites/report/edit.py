"""From drafts to stories of report.az: addresses, layouts, and what each page carries beside its text."""

from bisect import bisect
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from newscrawler.newsroom.plan import Draft
from newscrawler.newsroom.printing import BAKU, slug
from newscrawler.newsroom.sites.report import address
from newscrawler.newsroom.sites.report.editions import SECTIONS
from newscrawler.newsroom.story import Story

SWITCH = datetime(2025, 10, 13, tzinfo=BAKU)
# Short-link numbers seen on dated pages (sites.md 6.1); between them they grow evenly.
NUMBERED = (datetime(2013, 1, 1, tzinfo=BAKU), 20_000), (datetime(2020, 11, 15, tzinfo=BAKU), 1_316_463)
NUMBERED_LAST = (datetime(2026, 4, 15, tzinfo=BAKU), 2_844_552)


def stories(drafts: Iterable[Draft], seed: int) -> tuple[Story, ...]:
    """The stories, oldest first, translations joined."""
    slugs: set[tuple[str, str]] = set()
    numbers: set[int] = set()
    told: dict[int, list[Story]] = {}
    found: list[tuple[int, Story]] = []
    for draft in drafts:
        rng = Random(f"report {seed} {draft.event} {draft.language}")
        story = _story(draft, _slug(draft, slugs, rng), _number(draft.moment, numbers), rng)
        found.append((draft.event, story))
        told.setdefault(draft.event, []).append(story)
    return tuple(_joined(story, told[event]) for event, story in found)


def _story(draft: Draft, name: str, number: int, rng: Random) -> Story:
    section = SECTIONS[draft.topic][draft.language]
    url = address.canonical(draft.language, section.slug, name)
    layout = "new" if draft.moment >= SWITCH or rng.random() < 0.25 else "old"
    return Story(
        site="report",
        key=address.key(draft.language, name),
        language=draft.language,
        topic=draft.topic,
        section=section.name,
        section_slug=section.slug,
        url=url,
        listed=url if layout == "new" else url + "/",
        short_id=number,
        title=draft.copy.title,
        lead=None,
        paragraphs=draft.copy.paragraphs,
        published=draft.moment,
        modified=None,
        layout=layout,
    )


def _slug(draft: Draft, taken: set[tuple[str, str]], rng: Random) -> str:
    """The slug, with such a tail as the site's editors put to a second one: a number, a date, a stray word."""
    base = name = slug(draft.copy.title, draft.language)
    while (draft.language, name) in taken or (name == base and rng.random() < 0.03):
        tails = (str(rng.randint(2, 99)), f"-{draft.moment:%d-%m}", f"-{draft.moment:%d%m%Y}", f"t{rng.randint(2, 9)}", "klkl")
        name = base + rng.choice(tails)
    taken.add((draft.language, name))
    return name


def _number(moment: datetime, taken: set[int]) -> int:
    points = (*NUMBERED, NUMBERED_LAST)
    after = min(max(bisect([point[0] for point in points], moment), 1), 2)
    (start, low), (end, high) = points[after - 1], points[after]
    number = low + round((moment - start) / (end - start) * (high - low))
    while number in taken:
        number += 1
    taken.add(number)
    return number


def _joined(story: Story, group: list[Story]) -> Story:
    others = tuple((other.language, other.url) for other in group if other.language != story.language)
    return replace(story, translations=others)


def twinned(planned: tuple[Story, ...], batch: int) -> tuple[Story, ...]:
    """Some neighbours share one second: in each edition those at the first two borders of a cursor's batches."""
    moved: dict[str, datetime] = {}
    for language in ("az", "ru", "en"):
        newest = [story for story in reversed(planned) if story.language == language]
        for border in (batch, 2 * batch - 1, 5 * batch):
            if border < len(newest):
                moved[newest[border].record_id] = newest[border - 1].published
    edited = (replace(story, published=moved.get(story.record_id, story.published)) for story in planned)
    return tuple(sorted(edited, key=lambda story: (story.published, story.short_id)))


