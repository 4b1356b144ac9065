"""What the tests of a release's papers share: papers without an export, and what they say."""

from pathlib import Path
from typing import Any

import yaml  # type: ignore[import-untyped]

from newscrawler.corpus.facts import Facts
from newscrawler.corpus.model import About, DuplicateSettings
from newscrawler.corpus.order.selection import Selection
from newscrawler.corpus.papers.documents import describe
from tests.corpus_site import JSON


def gaps(archives: object, sites: object) -> list[JSON]:
    """Two days of one site: one with an article that failed, one that nobody walked."""
    counts = {"held": 3, "gone": 0, "blocked": 0, "rejected": 1, "failed": 1, "pending": 0, "expected": 4.5}
    days = [("2014-03-01", "incomplete", 5), ("2014-03-02", "unknown", 0)]
    nothing = dict.fromkeys(counts, 0)
    return [
        {"site": "report", "day": day, "status": status, "discovered": number, **(counts if number else nothing)}
        for day, status, number in days
    ]


def about_of(records: list[JSON], **changes: Any) -> About:
    """What an export would tell of these records, without files."""
    facts = Facts()
    for record in records:
        facts.add({"dup_cluster": None, "dup_of": None, "dup_jaccard": None} | record, "train")
    told: JSON = {
        "name": "Azərbaycan xəbərləri",
        "version": "2025.12.15",
        "program": "0.1.0",
        "selection": Selection(),
        "facts": facts,
        "files": [],
        "formats": ("jsonl",),
        "split": "none",
        "duplicates": DuplicateSettings(False, "keep", 3, 0.7, 0, 0, 0),
    }
    return About(**told | changes)


def described(folder: Path, about: About) -> str:
    folder.mkdir()
    describe(folder, about)
    return (folder / "README.md").read_text("utf-8")


def head_of(text: str) -> JSON:
    found: JSON = yaml.safe_load(text.split("---\n")[1])
    return found
