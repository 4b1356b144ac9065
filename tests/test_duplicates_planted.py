"""Copies that were planted are found; what only resembles one another is not."""

from functools import cache
from random import Random

import pytest

from newscrawler.corpus.copies.duplicates import find_duplicates
from tests.copied_news import EDITS, copied, in_order, news, told
from tests.daily_news import SERIES, series, template

STORIES = 1200
EACH = 60  # copies of each kind


@cache
def clusters(seed: int) -> tuple[dict[str, str], dict[str, tuple[str, str]]]:
    """Of an archive with planted copies: the cluster of every id that has one, and (original, edit) of each copy."""
    drafts, chance = news(STORIES, seed), Random(seed)
    records = [told(draft, f"report:{number}") for number, draft in enumerate(drafts)]
    planted: dict[str, tuple[str, str]] = {}
    for number in range(EACH * len(EDITS)):
        kind = list(EDITS)[number % len(EDITS)]
        records.append(copied(drafts[number], f"apa:{number}", kind, chance))
        planted[f"apa:{number}"] = f"report:{number}", kind
    ordered = in_order(records)
    found = find_duplicates(enumerate(ordered), near=True)
    marks = {one["id"]: found.mark(number) for number, one in enumerate(ordered)}
    return {name: mark.cluster for name, mark in marks.items() if mark}, planted


@pytest.mark.parametrize("kind", EDITS)
def test_a_copy_with_small_edits_is_found_95_times_in_100(kind: str) -> None:
    held, planted = clusters(7)
    copies = [(name, original) for name, (original, edit) in planted.items() if edit == kind]
    assert sum(held.get(name, name) == held.get(original) for name, original in copies) >= 0.95 * len(copies)
    assert len(copies) == EACH


def test_no_story_is_a_copy_of_an_unrelated_one() -> None:
    held, planted = clusters(7)
    false = [(name, of) for name, of in held.items() if planted.get(name, (name,))[0] != planted.get(of, (of,))[0]]
    assert false == []


@pytest.mark.parametrize("name", SERIES)
def test_a_daily_story_with_other_figures_is_never_a_copy(name: str) -> None:
    stories = series(name, 365)
    assert find_duplicates(enumerate(stories), near=True).copies == 0


@pytest.mark.parametrize("name", SERIES)
def test_the_copy_of_a_daily_story_is_found_among_all_days(name: str) -> None:
    stories = series(name, 60)
    copies = [one | {"id": f"apa:{number}", "title": "Bu gün"} for number, one in enumerate(stories)]
    ordered = in_order([*stories, *(copy | {"text": f"Bizim xəbərlər. {copy['text']}"} for copy in copies)])
    found = find_duplicates(enumerate(ordered), near=True)
    assert (found.clusters, found.copies) == (60, 60)


def test_templates_of_any_length_with_other_figures_and_no_date_are_never_copies() -> None:
    stories = in_order([story for number in range(24) for story in template(Random(number), f"report:{number}-", 30)])
    found = find_duplicates(enumerate(stories), near=True)
    texts = {one["id"]: one["text"] for one in stories}
    marks = [(one["text"], mark) for number, one in enumerate(stories) if (mark := found.mark(number))]
    assert [text for text, mark in marks if text != texts[mark.cluster]] == []
