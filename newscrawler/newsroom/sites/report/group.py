"""What ties stories of report.az together: translations, and neighbours that share a second."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from newscrawler.newsroom.plan import Draft
from newscrawler.newsroom.sites.report.edit import Editor
from newscrawler.newsroom.sites.report.editions import PREFIX
from newscrawler.newsroom.story import Story
from newscrawler.newsroom.switches import Switches

# Borders of a cursor's batches at which the card on this side and the one beyond share a second.
BORDERS = (1, 2, 5)


def stories(drafts: Iterable[Draft], seed: int, given: Switches) -> tuple[Story, ...]:
    """The stories, oldest first."""
    planned = list(drafts)
    editor = Editor(seed, planned[-1].moment, given.removals) if planned else None
    found = [(draft.event, editor.story(draft)) for draft in planned if editor]
    told: defaultdict[int, list[Story]] = defaultdict(list)
    for event, story in found:
        told[event].append(story)
    return twinned(tuple(_joined(story, told[event]) for event, story in found), given.batch)


def _joined(story: Story, group: list[Story]) -> Story:
    others = (other for other in group if other.language != story.language and other.held)
    return replace(story, translations=tuple((other.language, other.url) for other in others))


def twinned(planned: tuple[Story, ...], batch: int) -> tuple[Story, ...]:
    """In each edition some neighbours share one second, so that a strictly older cursor loses the second of them."""
    moved: dict[str, datetime] = {}
    for language in PREFIX:
        newest = [
            story for story in reversed(planned) if story.language == language and story.held and not story.removed
        ]
        for border in (batch * number for number in BORDERS):
            if border < len(newest):
                moved[newest[border].record_id] = newest[border - 1].published
    edited = (_moved(story, moved.get(story.record_id, story.published)) for story in planned)
    return tuple(sorted(edited, key=lambda story: (story.published, story.short_id)))


def _moved(story: Story, moment: datetime) -> Story:
    if moment == story.published:
        return story
    modified = moment if story.modified == story.published else story.modified
    features = story.features | {"meta-time"} if story.precision == "minute" else story.features
    return replace(story, published=moment, modified=modified, features=features, precision="second")
