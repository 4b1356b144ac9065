"""What was met and is not held is counted by address, however often it was asked for: by `summary` and a card alike."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from newscrawler.archive.layout import SegmentName
from newscrawler.archive.rebuild import rebuild
from newscrawler.archive.records import as_line
from newscrawler.archive.refusals import Refusals
from newscrawler.archive.removal import Target, remove
from newscrawler.archive.summary import summarise
from newscrawler.clock import Clock
from newscrawler.errors import ArchiveError
from tests.corpus_site import JSON, articles, write_archive
from tests.export_site import make_release

SITE = "report"
HELD = "https://report.example/xeber-2"
LOST = "https://report.example/itmis"


def refusal(url: str, day: int, state: str = "failed", reason: str | None = "timeout", kind: str = "article") -> JSON:
    """A line of `rejected/`, of that day of December."""
    told = {"field": None, "detail": None, "status": None, "source": None, "target": None, "id": None, "raw": None}
    at = f"2025-12-{day:02}T10:00:00.000000Z"
    return {"site": SITE, "url": url, "kind": kind, "state": state, "at": at, "reason": reason, **told, "schema": 1}


def archive_of(root: Path, *lines: JSON) -> Path:
    """Thirty articles of one site, and these lines of what was met beside them."""
    path = root / SegmentName(SITE, "rejected", "2025-12-15", 1, "w1").path
    path.parent.mkdir(parents=True)
    path.write_bytes(b"".join(map(as_line, lines)))
    return write_archive(root, articles(30, site=SITE, language="az", words=20))


@pytest.fixture(autouse=True)
def _no_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newscrawler.corpus.papers.documents.draw_charts", lambda *_: [])


def told(root: Path, out: Path) -> dict[str, int]:
    """What the card of a release says, which `summary` says too."""
    found = make_release(out, root).rejected[SITE]
    assert dict(summarise(root, SITE).rejected) == found
    return dict(found)


def test_an_address_refused_in_five_visits_counts_once_by_its_last_reason(tmp_path: Path) -> None:
    visits = [refusal(LOST, day) for day in range(1, 5)]
    root = archive_of(tmp_path / "archive", *visits, refusal(LOST, 5, "gone", None))
    assert told(root, tmp_path / "out") == {"gone": 1}
    assert "| report | gone | 1 |" in (tmp_path / "out/README.md").read_text("utf-8")


def test_what_is_held_after_all_was_not_refused(tmp_path: Path) -> None:
    late = [refusal(LOST, 2), refusal(LOST, 3, "alias", None)]
    waits = [refusal(f"{LOST}-2", 2), refusal(f"{LOST}-2", 3, "pending", "again")]
    root = archive_of(tmp_path / "archive", refusal(HELD, 1), *late, *waits)
    assert told(root, tmp_path / "out") == {}


def test_what_was_removed_on_request_is_told_among_the_removals_alone(tmp_path: Path) -> None:
    root = archive_of(tmp_path / "archive", refusal(HELD, 1), refusal(HELD, 20, "rejected", "removed"))
    target = Target(SITE, f"{SITE}:xeber-2", HELD)
    remove(root, lambda ledger: [target], "letter", purge=True, clock=Clock(datetime(2025, 12, 21, tzinfo=UTC)))
    assert told(root, tmp_path / "out") == {}
    assert (tmp_path / "out/removed.jsonl").read_text("utf-8").count(HELD) == 1


def test_a_source_that_failed_is_no_article_that_is_missing(tmp_path: Path) -> None:
    feed, listing = "https://report.example/rss", "https://report.example/son"
    lines = [refusal(feed, day, "disallowed", None, "source") for day in (1, 2)]
    lines += [refusal(listing, 1, kind="source"), refusal(listing, 2, "not_article", "listing", "source")]
    root = archive_of(tmp_path / "archive", *lines, refusal(LOST, 3))
    assert told(root, tmp_path / "out") == {"timeout": 1}
    assert summarise(root, SITE).sources == {"disallowed": 1}


def test_of_several_archives_the_latest_word_counts_and_each_holds_for_all(tmp_path: Path) -> None:
    one = archive_of(tmp_path / "one", refusal(LOST, 9, "gone", None), refusal(HELD, 9))
    two = tmp_path / "two"
    path = two / SegmentName(SITE, "rejected", "2025-12-15", 1, "w1").path
    path.parent.mkdir(parents=True)
    path.write_bytes(as_line(refusal(LOST, 3)) + as_line(refusal(HELD, 12)))
    write_archive(two, articles(1, site=SITE, language="az", words=20))
    rebuild(two)
    for name, roots in (("out-1", (one, two)), ("out-2", (two, one))):
        assert make_release(tmp_path / name, *roots).rejected == {SITE: {"gone": 1}}


def test_a_line_that_cannot_be_understood_is_named(tmp_path: Path) -> None:
    root = archive_of(tmp_path / "archive", refusal(LOST, 1))
    path = next(root.glob("*/rejected/*.jsonl"))
    path.write_bytes(path.read_bytes().replace(b'"site"', b"'site'"))
    with pytest.raises(ArchiveError, match=r"report/rejected/2025-12-15-w1-1\.jsonl:1: not JSON"):
        Refusals.of([root])
