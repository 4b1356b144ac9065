"""What the newsroom's writers hand in: distinct texts, well set, endings that follow the vowels."""

import re

import pytest

from newscrawler.newsroom import Newsroom, Story
from newscrawler.newsroom.prose.az import lower, ordinal, spoken, suffix
from newscrawler.newsroom.prose.desk import TOPICS, angles
from newscrawler.newsroom.prose.grammar import grammar


@pytest.fixture(scope="module")
def room() -> Newsroom:
    return Newsroom(articles=500, seed=1)


def test_texts_are_pairwise_distinct_and_well_set(room: Newsroom) -> None:
    assert len({story.text for story in room.stories}) == 500
    for story in room.stories:
        assert 4 <= len(story.paragraphs) <= 14, story
        assert len(set(story.paragraphs)) == len(story.paragraphs)
        for text in (story.title, *story.paragraphs):
            assert_well_set(text, story)


def assert_well_set(text: str, story: Story) -> None:
    assert text == " ".join(text.split()), story
    assert not re.search(r"[\[\]{}<>|]", text.replace("()", "")), text
    assert not re.search(r" [,.;:!?](?!\d)|,,|\.\.", text), text
    assert text.count('"') % 2 == 0, text
    assert not re.match(r'["“«]?[a-zəğışçöüа-я]', text), text
    foreign = "а-яА-Я" if story.language != "ru" else "əğışƏĞİŞ"
    assert not re.search(f"[{foreign}]", text.replace("TƏBİB", "")), text


def test_the_three_languages_have_the_same_topics_and_angles() -> None:
    for topic in TOPICS:
        assert {tuple(grammar(language, topic).angles) for language in ("az", "ru", "en")} == {angles(topic)}


@pytest.mark.parametrize(
    ("word", "case", "expected"),
    [
        ("Bakı", "loc", "da"),
        ("Gəncə", "dat", "yə"),
        ("Füzuli", "gen", "nin"),
        ("Qasımov", "gen", "un"),
        ("Rumıniya", "acc", "nı"),
        ("Göyçay", "abl", "dan"),
        ("İsveç", "dat", "ə"),
        ("Tovuz", "acc", "u"),
        ("Ağsu", "gen", "nun"),
    ],
)
def test_azerbaijani_endings_follow_the_vowels(word: str, case: str, expected: str) -> None:
    assert suffix(lower(word), case) == expected


def test_figures_take_the_ending_of_the_word_they_are_said_with() -> None:
    assert [f"{n}-{ordinal(n)}" for n in (3, 6, 9, 10, 2025, 2014)] == [
        "3-cü",
        "6-cı",
        "9-cu",
        "10-cu",
        "2025-ci",
        "2014-cü",
    ]
    assert [f"{n}-{suffix(spoken(n), 'loc')}" for n in (3, 6, 40, 300, 1000)] == [
        "3-də",
        "6-da",
        "40-da",
        "300-də",
        "1000-də",
    ]
