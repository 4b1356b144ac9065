"""The papers of a release say what is in it, and what is not."""

import csv
import json
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from newscrawler.corpus.model import Difference, Previous
from newscrawler.corpus.order.selection import Selection
from newscrawler.corpus.papers import charts
from tests.corpus_site import article, articles
from tests.release_site import about_of, described, gaps, head_of

FREE_LICENCES = re.compile(r"\b(cc-by|cc0|mit licen|apache-2|odc|public domain|openrail)", re.I)


@pytest.fixture(autouse=True)
def no_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Figures have tests of their own, and are slow to draw."""
    monkeypatch.setattr(charts, "find_spec", lambda name: None)


def test_the_card_tells_gaps_rejections_repairs_and_removals(tmp_path: Path) -> None:
    records = [*articles(50, words=20)]
    removed = [
        {"id": "report:x", "url": "https://report.example/x", "site": "report", "reason": "asked by the publisher"}
    ]
    about = about_of(records, coverage=gaps((), ()), rejected={"report": {"soft_404": 7}}, removed=removed)
    text = described(tmp_path / "release", about)
    assert "| report | 2014-03 | 3 | 2 | 1 | 1 |" in text
    assert "| report | soft_404 | 7 |" in text
    assert "| `lookalikes` | 5 | 10 |" in text
    assert "asked by the publisher" in text
    assert "report:x: asked by the publisher" in (tmp_path / "release/CHANGES").read_text("utf-8")
    assert json.loads((tmp_path / "release/removed.jsonl").read_bytes()) == removed[0]


def test_no_free_licence_is_put_on_the_texts(tmp_path: Path) -> None:
    described(tmp_path / "release", about_of([*articles(9, words=20)]))
    for name in ("README.md", "croissant.json", "datapackage.json"):
        assert not FREE_LICENCES.search((tmp_path / "release" / name).read_text("utf-8"))
    assert "rights-with-publishers" in (tmp_path / "release/README.md").read_text("utf-8")


def test_a_bibtex_entry_has_as_many_braces_open_as_closed(tmp_path: Path) -> None:
    text = described(tmp_path / "release", about_of([*articles(9, words=20)], name="News {of} 100 % & more"))
    entry = text.split("```bibtex\n")[1].split("```")[0]
    assert entry.count("{") == entry.count("}")
    assert entry.startswith("@misc{news-of-100-more-2025-12-15,")


def test_changes_tell_what_is_continued(tmp_path: Path) -> None:
    records = [*articles(9, words=20), article(3, datetime(2014, 7, 1, tzinfo=UTC), revision=2)]
    before = (Previous("News", "2025.11.30"), Previous("News", "2025.11.31"))
    found = Difference(new=9, changed=1, removed=2, dropped=3)
    about = about_of(records, previous=before, is_update=True, difference=found)
    card = described(tmp_path / "release", about)
    told = (tmp_path / "release/CHANGES").read_text("utf-8")
    assert "It continues News 2025.11.30 and News 2025.11.31" in card
    assert "Continues News 2025.11.30 and News 2025.11.31" in told
    for line in ("9 articles new", "1 article changed", "2 articles removed", "3 articles no longer chosen"):
        assert line in told


def test_coverage_has_a_row_for_what_is_known_and_for_what_is_held(tmp_path: Path) -> None:
    records = [article(number, datetime(2014, 3, 1, 8, tzinfo=UTC), site="report") for number in range(3)]
    records.append(article(4, datetime(2014, 3, 5, 8, tzinfo=UTC), site="oxu"))
    described(tmp_path / "release", about_of(records, coverage=gaps((), ())))
    with (tmp_path / "release/coverage.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {(row["site"], row["day"]): row for row in csv.DictReader(file)}
    assert list(rows) == [("oxu", "2014-03-05"), ("report", "2014-03-01"), ("report", "2014-03-02")]
    assert (rows["report", "2014-03-01"]["in_release"], rows["report", "2014-03-01"]["failed"]) == ("3", "1")
    assert (rows["oxu", "2014-03-05"]["in_release"], rows["oxu", "2014-03-05"]["status"]) == ("1", "")


def test_coverage_is_of_the_days_asked_for_and_adds_up_what_archives_tell(tmp_path: Path) -> None:
    rows = [*gaps((), ()), *({**row, "held": 9, "status": "complete", "expected": None} for row in gaps((), ()))]
    asked = Selection(until=date(2014, 3, 1))
    records = [article(1, datetime(2014, 3, 1, 8, tzinfo=UTC), site="report")]
    for name, told in (("one", rows), ("two", rows[::-1])):
        described(tmp_path / name, about_of(records, coverage=told, selection=asked))
        lines = (tmp_path / name / "coverage.csv").read_text("utf-8-sig").splitlines()[1:]
        assert lines == ["report,2014-03-01,complete,1,10,12,0,0,2,2,0,4.5"]


@pytest.mark.parametrize("section", ['=HYPERLINK("x")', "＝1+1", "'=1"])
def test_a_section_that_a_spreadsheet_would_run_is_defused(section: str, tmp_path: Path) -> None:
    record = article(1, datetime(2014, 3, 1, tzinfo=UTC), section=section, site="report")
    text = described(tmp_path / "release", about_of([record | {"flags": ["a|b"]}]))
    with (tmp_path / "release/sections.csv").open(encoding="utf-8-sig", newline="") as file:
        assert next(csv.DictReader(file))["section"] == f"'{section}"
    assert "`a\\|b`" in text


def test_facts_do_not_depend_on_the_order_of_the_records() -> None:
    records = [*articles(200, words=20)]
    assert about_of(records).facts == about_of(records[::-1]).facts


def test_facts_count_words_bytes_and_lengths() -> None:
    records = [article(number, datetime(2014, 3, 1, tzinfo=UTC)) for number in range(30)]
    facts = about_of(records).facts
    texts = [record["text"] for record in records]
    assert facts.total.words == sum(len(text.split()) for text in texts)
    assert facts.total.bytes == sum(len(text.encode()) for text in texts)
    assert facts.length_at(1.0) == max(map(len, texts))
    assert facts.length_at(0.5) == sorted(map(len, texts))[14]


def test_an_empty_release_has_papers_all_the_same(tmp_path: Path) -> None:
    text = described(tmp_path / "release", about_of([]))
    assert "It holds no record." in text
    assert head_of(text)["size_categories"] == ["n<1K"]


def test_the_head_of_a_card_survives_any_name(tmp_path: Path) -> None:
    name = 'a: "b" #c\\ \u2028\x85\x7f\ufeff 😀 ə: yes'
    text = described(tmp_path / "release", about_of([*articles(3, words=20)], name=name))
    assert head_of(text.replace("\r", ""))["pretty_name"] == name
