"""From drafts to stories of report.az: what is printed, under which address, and in which layout."""

from bisect import bisect
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from newscrawler.newsroom.plan import Draft
from newscrawler.newsroom.printing import BAKU, slug
from newscrawler.newsroom.sites.report import address, extras
from newscrawler.newsroom.sites.report.editions import HOME, PREFIX, SECTIONS, Section
from newscrawler.newsroom.sites.report.traits import Traits, shares, traits
from newscrawler.newsroom.sites.report.words import TAILS
from newscrawler.newsroom.story import Story

SWITCH = datetime(2025, 10, 13, tzinfo=BAKU)
# Of the articles before the switch, so many are shown in the new layout: an article's date does not tell its layout.
RESTYLED = 0.25
KINDS = shares("text 80, photo 6, video 5, updated 5, analysis 2, infographic 2")
# How many of the stories with a summary print it as their lead.
LEADS = 0.35
STATUSES = shares("200 96.2, 301 2, 410 1.2, 404 .6")
# Short-link numbers seen on dated pages (sites.md 6.1); between them they grow evenly.
NUMBERED = (
    (datetime(2013, 1, 1, tzinfo=BAKU), 20_000),
    (datetime(2020, 11, 15, tzinfo=BAKU), 1_316_463),
    (datetime(2026, 4, 15, tzinfo=BAKU), 2_844_552),
)


class Editor:
    """Makes stories of drafts, oldest first; knows which slugs and numbers are taken."""

    def __init__(self, seed: int, end: datetime, removals: float) -> None:
        self._seed, self._end, self._removals = seed, end, removals
        self._slugs: set[tuple[str, str]] = set()
        self._numbers: set[int] = set()
        self._before = {language: f"{HOME}{prefix}/" for language, prefix in PREFIX.items()}

    def story(self, draft: Draft) -> Story:
        """The draft with its address, its page's traits and its place among the others."""
        rng = Random(f"report {self._seed} {draft.event} {draft.language}")
        layout = "new" if draft.moment >= SWITCH or rng.random() < RESTYLED else "old"
        kind = _drawn(KINDS, rng)
        modified = draft.moment + timedelta(seconds=rng.randint(300, 90_000)) if kind == "updated" else None
        if modified and modified > self._end:
            kind, modified = "text", None
        story = self._written(draft, layout, kind, rng)
        found = self._dressed(story, draft, traits(layout, kind, draft.moment, rng), rng)
        self._before[draft.language] = found.url
        if modified:
            title = found.title.removesuffix(_tail(layout, kind, draft.language))
            found = replace(found, modified=modified, first=(title, found.paragraphs[:-1]))
        if Random(f"removed {self._seed} {found.key}").random() < self._removals:
            found = replace(found, removed=draft.moment + timedelta(hours=rng.uniform(1, 240)))
        return found

    def _written(self, draft: Draft, layout: str, kind: str, rng: Random) -> Story:
        """Title, text and addresses."""
        language, style = draft.language, extras.quoting(layout, draft.language, rng)
        section, name = _section(draft, kind, rng), self._slug(draft, rng)
        url, status = address.canonical(language, section.slug, name), int(_drawn(STATUSES, rng))
        listed = address.canonical(language, address.FORMER, name) if status == 301 else url
        return Story(
            site="report",
            key=address.key(language, name),
            language=language,
            topic=draft.topic,
            section=section.name,
            section_slug=section.slug,
            url=url,
            listed=listed + ("/" if layout == "old" else ""),
            short_id=self._number(draft.moment),
            title=extras.typeset(draft.copy.title, style) + _tail(layout, kind, language),
            lead=extras.typeset(draft.copy.summary, style) if draft.copy.summary and rng.random() < LEADS else None,
            paragraphs=tuple(extras.typeset(text, style) for text in draft.copy.paragraphs),
            published=draft.moment,
            modified=None,
            layout=layout,
            kind=kind,
            status=status,
        )

    def _dressed(self, story: Story, draft: Draft, page: Traits, rng: Random) -> Story:
        """What the page carries beside the text."""
        return replace(
            story,
            modified=story.published if page.repeats_date else None,
            tags=extras.tags(draft, story.text) if "tags" in page.features else (),
            authors=(extras.said(draft.facts, "person3", story.language),) if page.signed else (),
            images=extras.pictures(draft, story.kind, page.features, rng),
            links=extras.links(story, draft, self._before[story.language], rng),
            traps=page.traps,
            features=page.features,
            precision=page.precision,
        )

    def _slug(self, draft: Draft, rng: Random) -> str:
        """The slug, with such a tail as the site's editors put to a second one: a number, a date, a stray word."""
        language, moment = draft.language, draft.moment
        base = name = slug(draft.copy.title, language)
        tails = (str(rng.randint(2, 99)), f"-{moment:%d-%m}", f"-{moment:%d%m%Y}", f"t{rng.randint(2, 9)}", "klkl")
        if rng.random() < 0.03:
            name = base + rng.choice(tails)
        number = 2
        while (language, name) in self._slugs:
            name, number = f"{base}{number}", number + 1
        self._slugs.add((language, name))
        return name

    def _number(self, moment: datetime) -> int:
        after = min(max(bisect([point[0] for point in NUMBERED], moment), 1), 2)
        (start, low), (end, high) = NUMBERED[after - 1], NUMBERED[after]
        number = low + round((moment - start) / (end - start) * (high - low))
        while number in self._numbers:
            number += 1
        self._numbers.add(number)
        return number


def _drawn(table: Mapping[str, float], rng: Random) -> str:
    return rng.choices(list(table), list(table.values()))[0]


def _tail(layout: str, kind: str, language: str) -> str:
    """What the new layout writes behind the title of a video, an update and the like."""
    return f" - {TAILS[kind][language]}" if layout == "new" and kind in TAILS else ""


def _section(draft: Draft, kind: str, rng: Random) -> Section:
    """The topic's section; some videos lie under Multimedia."""
    topic = "video" if kind == "video" and rng.random() < 0.4 else draft.topic
    return SECTIONS[topic][draft.language]
