"""A record is masked in all its words and nowhere else."""

import copy

import pytest

from newscrawler.archive.records import content_digest
from newscrawler.corpus.masking import KINDS, check_kinds, mask
from newscrawler.errors import ArgumentError
from tests.archive_site import record


def personal() -> dict[str, object]:
    return record(
        1,
        title="Zəng: 050-123-45-67",
        text="Yazın: a@b.az.\nTarix: 15.12.2025.",
        lead="Tel: 498-12-34",
        tags=["a@b.az", "Bakı"],
        authors=["Əli Əliyev, ali@b.az"],
        images=[
            {"url": "https://b.az/0501234567.jpg", "caption": "a@b.az"},
            {"url": "https://b.az/2.jpg", "caption": None},
        ],
        links=[
            {"url": "mailto:a@b.az", "text": "a@b.az"},
            {"url": "tel:+994501234567", "text": "zəng"},
            {"url": "https://wa.me/994501234567?text=salam", "text": "yaz"},
            {"url": "https://b.az/0501234567", "text": "burada"},
        ],
    )


def test_a_record_is_masked_in_all_its_words_and_nowhere_else() -> None:
    before = personal()
    kept = copy.deepcopy(before)
    masked = mask(before, KINDS)
    assert before == kept
    assert {key: value for key, value in masked.items() if value != before[key]} == {
        "title": "Zəng: [phone]",
        "text": "Yazın: [email].\nTarix: 15.12.2025.",
        "lead": "Tel: [phone]",
        "tags": ["[email]", "Bakı"],
        "authors": ["Əli Əliyev, [email]"],
        "images": [
            {"url": "https://b.az/0501234567.jpg", "caption": "[email]"},
            {"url": "https://b.az/2.jpg", "caption": None},
        ],
        "links": [
            {"url": "mailto:[email]", "text": "[email]"},
            {"url": "tel:[phone]", "text": "zəng"},
            {"url": "https://wa.me/[phone]?text=salam", "text": "yaz"},
            {"url": "https://b.az/0501234567", "text": "burada"},
        ],
        "flags": ["masked"],
    }
    assert list(masked) == list(before)
    assert masked["content_sha256"] == content_digest("Zəng: 050-123-45-67", "Yazın: a@b.az.\nTarix: 15.12.2025.")


def test_one_kind_leaves_the_other() -> None:
    assert mask(personal(), {"email"})["title"] == "Zəng: 050-123-45-67"
    assert mask(personal(), {"phone"})["text"] == "Yazın: a@b.az.\nTarix: 15.12.2025."


def test_a_record_without_any_is_the_same_and_has_no_flag() -> None:
    one = record(1)
    assert mask(one, KINDS) is one


def test_masking_twice_changes_nothing_more() -> None:
    once = mask(personal(), KINDS)
    assert mask(once, KINDS) == once


def test_an_unknown_kind_is_named() -> None:
    with pytest.raises(ArgumentError, match="--mask 'name': there are email, phone"):
        check_kinds(["email", "name"])
