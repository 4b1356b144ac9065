"""Held pages read again: what changes, what stays, what comes in, and what is only told."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from newscrawler.archive.ledger import Ledger
from newscrawler.archive.model import Discovered, Finished, Look, Taken, Tick
from newscrawler.archive.store import Archive
from newscrawler.archive.summary import summarise
from newscrawler.article import Evidence
from newscrawler.discovery import Span
from newscrawler.errors import ArchiveError
from newscrawler.rereading.reading import Read
from tests.archive_audit import memory
from tests.small_site import edited, stories
from tests.stored import (
    CLOCK,
    FETCHED,
    LATER,
    assert_sound,
    capture,
    captures,
    contents,
    fill,
    lines,
    record_of,
    reextract,
    spiders,
)

SECTION = 'section = css("h1")'
REFUSED = "layout_mark = nowhere"


@pytest.fixture(scope="module")
def filled() -> Iterator[Path]:
    """An archive of forty of the newsroom's articles; tests copy it."""
    with memory() as folder:
        fill(folder / "archive", captures(40))
        yield folder / "archive"


@pytest.fixture
def root(filled: Path) -> Iterator[Path]:
    with memory() as folder:
        shutil.copytree(filled, folder / "archive")
        yield folder / "archive"


@pytest.fixture
def bare() -> Iterator[Path]:
    with memory() as folder:
        yield folder / "archive"


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Any:
    """Makes packages of spiders that this process can import, each under a name of its own."""
    monkeypatch.syspath_prepend(str(tmp_path))
    count = iter(range(9))

    def make(page: str = "pass", spider: str = "") -> list[str]:
        return spiders(
            tmp_path, f"{request.node.name[:40]}_{next(count)}".replace("[", "_").replace("]", "_"), page, spider
        )

    return make


def verdicts(found: list[Read]) -> set[str]:
    return {one.verdict for one in found}


def newest(root: Path) -> dict[tuple[str, int], dict[str, Any]]:
    return {(line["id"], line["revision"]): line for line in lines(root)}


def test_todays_classes_find_every_record_as_it_was_and_write_nothing(root: Path) -> None:
    before = contents(root)
    found = reextract(root)
    assert len(found) == len(lines(root)) > 30
    assert verdicts(found) == {"equal"}
    assert contents(root) == before


def test_a_changed_selector_changes_that_field_alone_and_once(root: Path, package: Any, tmp_path: Path) -> None:
    before, modules = newest(root), package(SECTION)
    found = reextract(root, modules)
    assert verdicts(found) == {"changed"}
    assert {name for one in found for name in one.differences} == {"section"}
    after = newest(root)
    assert after.keys() == before.keys()
    for key, line in after.items():
        assert line == before[key] | {"section": line["title"]}
    assert len(lines(root)) == 2 * len(before)
    assert_sound(root, tmp_path)
    written = contents(root)
    assert verdicts(reextract(root, modules)) == {"equal"}
    assert contents(root) == written


def test_a_dry_run_tells_the_same_and_writes_nothing(root: Path, package: Any) -> None:
    before, modules = contents(root), package(SECTION)
    dry = reextract(root, modules, dry=True)
    assert contents(root) == before
    assert [(one.id, one.differences) for one in dry] == [(one.id, one.differences) for one in reextract(root, modules)]


def test_two_processes_write_the_bytes_that_one_writes(
    root: Path, bare: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(root, bare)
    monkeypatch.syspath_prepend(str(tmp_path))
    modules = spiders(tmp_path, "two_processes", SECTION)
    reextract(root, modules, jobs=1)
    reextract(bare, modules, jobs=2)
    assert contents(bare) == contents(root)


def test_read_differently_and_back_again_is_no_mismatch(root: Path, package: Any, tmp_path: Path) -> None:
    before = newest(root)
    reextract(root, package(SECTION))
    reextract(root)
    assert newest(root) == before
    assert_sound(root, tmp_path)


def test_each_revision_is_read_from_its_own_page(bare: Path, package: Any, tmp_path: Path) -> None:
    story = stories(1)[0]
    later = replace(edited(story, 0), title=f"{story.title}: düzəliş")
    fill(bare, [capture(story.url, story.html), capture(story.url, later.html, FETCHED + timedelta(hours=1))])
    assert [line["revision"] for line in lines(bare)] == [1, 2]
    found = reextract(bare, package(SECTION))
    assert [(one.revision, one.differences) for one in found] == [
        (1, {"section": ("Hadisə", story.title)}),
        (2, {"section": ("Hadisə", later.title)}),
    ]
    after = newest(bare)
    assert {line["fetched_at"] for line in after.values()} == {"2025-12-16T06:00:00Z", "2025-12-16T07:00:00Z"}
    assert len({line["raw"]["offset"] for line in after.values()}) == 2
    with closing(Ledger.reader(bare)) as ledger:
        held = ledger.held(f"report:{story.path.rpartition('/')[2]}")
    last = max(after.values(), key=lambda line: line["revision"])
    assert held is not None
    assert held.content_sha256 == last["content_sha256"]
    assert_sound(bare, tmp_path)


def test_a_page_that_is_refused_today_keeps_its_record(root: Path, package: Any) -> None:
    before = contents(root)
    modules = package("refused = 'media'")
    found = reextract(root, modules)
    assert verdicts(found) == {"refused"}
    assert {one.reason.split()[0] for one in found} == {"media"}
    assert contents(root) == before


def test_a_damaged_page_is_named_and_the_rest_is_read(root: Path) -> None:
    line = lines(root)[3]
    path = root / line["raw"]["warc"]
    data = bytearray(path.read_bytes())
    data[line["raw"]["offset"] + 300] ^= 0xFF
    path.write_bytes(data)
    wrong = [one for one in reextract(root) if one.verdict != "equal"]
    assert [(one.verdict, one.id) for one in wrong] == [("damaged", line["id"])]
    assert f"{line['raw']['warc']}@{line['raw']['offset']}" in wrong[0].reason


def test_a_page_in_utf_16_is_no_page_that_was_cut_off(bare: Path) -> None:
    story = stories(1)[0]
    fill(bare, [capture(story.url, story.html.encode("utf-16"))])
    assert [one.verdict for one in reextract(bare)] == ["equal"]
    assert lines(bare)[0]["text"] == story.text


def test_only_articles_of_the_days_asked_for_are_read(root: Path) -> None:
    days = sorted(line["published_on"] for line in lines(root))
    span = Span(date.fromisoformat(days[5]), date.fromisoformat(days[5]))
    assert len(reextract(root, span=span)) == days.count(days[5]) < len(days)


def test_a_record_without_a_raw_page_is_counted(bare: Path) -> None:
    page = captures(3)[0]
    with Archive.open(bare, CLOCK, pages=False) as archive:
        archive.commit(Tick(taken=[Taken(record_of(page), page.url, page)]))
    assert [one.verdict for one in reextract(bare)] == ["pageless"]


def test_what_only_a_feed_a_crawl_or_a_flag_told_stays(bare: Path, package: Any) -> None:
    page = captures(3)[0]
    record = record_of(page)
    record["published_evidence"] += [
        Evidence(source="listing", raw="dünən"),
        Evidence(source="feed", raw="Tue, 16 Dec 2025 05:00:00 +0400"),
    ]
    record["flags"] = ["imported", *record["flags"], "date_conflict", "id_conflict"]
    record["rights"] |= {"robots": "User-agent: *"}
    with Archive.open(bare, CLOCK) as archive:
        archive.commit(Tick(taken=[Taken(record, page.url, page)]))
    [found] = reextract(bare)
    assert (found.verdict, found.differences) == ("equal", {})
    reextract(bare, package(SECTION))
    assert [line["section"] == line["title"] for line in lines(bare)] == [False, True]
    same = [
        {name: line[name] for name in ("published_evidence", "flags", "rights", "fetched_at")} for line in lines(bare)
    ]
    assert same[0] == same[1]


FEED = {"evidence": [{"source": "feed", "raw": "Wed, 10 Dec 2025 11:23:45 +0400"}]}


def turned_away(root: Path, page: Any, reason: str = "incomplete", listed: Any = FEED, **payload: str) -> None:
    """A crawl that met the page and rejected it."""
    with Archive.open(root, CLOCK) as archive:
        one = Discovered(page.url, "report", "feed", listed=listed, payload={"source": "feed", **payload})
        archive.commit(Tick(discovered=[one]))
        archive.claim(archive.hosts_ready("report"))
        [lease] = archive.lease("report", 1)
        archive.commit(Tick(finished=[Finished(lease, "rejected", reason=reason, field="text", page=page, status=200)]))


def test_a_rejected_page_that_now_reads_well_comes_in(bare: Path, tmp_path: Path) -> None:
    story = stories(1)[0]
    turned_away(bare, capture(story.url, story.html))
    [found] = reextract(bare)
    assert (found.verdict, found.id) == ("fresh", "report:xeber-0")
    [line] = lines(bare)
    assert (line["revision"], line["fetched_at"], line["text"]) == (1, "2025-12-16T06:00:00Z", story.text)
    assert line["published_evidence"][-1] == {"source": "feed", "raw": "Wed, 10 Dec 2025 11:23:45 +0400"}
    with closing(Ledger.reader(bare)) as ledger:
        row = ledger.row(story.url)
    assert row is not None
    assert (row.state, row.due) == ("stored", None)
    assert_sound(bare, tmp_path)
    assert [one.verdict for one in reextract(bare)] == ["equal"]


def test_a_rejected_page_that_still_reads_badly_stays_what_it_is(bare: Path) -> None:
    story = stories(1)[0]
    turned_away(bare, capture(story.url, story.html.replace("NewsArticle", "Thing")), listed={})
    before = contents(bare)
    assert [one.verdict for one in reextract(bare)] == ["unread"]
    assert contents(bare) == before


def test_what_lay_outside_its_days_comes_in_only_when_they_are_asked_for(bare: Path) -> None:
    story = stories(1)[0]
    turned_away(bare, capture(story.url, story.html), "out_of_range", since="2024-01-01", until="2024-12-31")
    assert [one.verdict for one in reextract(bare)] == ["out_of_range"]
    assert [one.verdict for one in reextract(bare, span=Span.parse("2024", "2024"))] == ["out_of_range"]
    assert lines(bare) == []
    assert [one.verdict for one in reextract(bare, span=Span.parse("2025-12", "2025-12"))] == ["fresh"]


def test_a_removed_article_is_not_read(root: Path) -> None:
    line = lines(root)[0]
    with Archive.open(root, CLOCK) as archive, archive.ledger.transaction():
        told = {
            "event": "removed",
            "id": line["id"],
            "site": "report",
            "url": line["url"],
            "at": "2026-01-02T00:00:00Z",
        }
        archive.ledger.note(told)  # type: ignore[attr-defined]
    assert line["id"] not in {one.id for one in reextract(root)}


def test_the_time_of_the_next_look_survives(root: Path, package: Any) -> None:
    line, due = lines(root)[0], datetime(2031, 1, 1, tzinfo=FETCHED.tzinfo)
    with Archive.open(root, CLOCK) as archive:
        seen = archive.ledger.seen([line["url"]])[line["url"]]
        archive.commit(Tick(looks=[Look(seen.row, due)]))
    reextract(root, package(SECTION))
    with closing(Ledger.reader(root)) as ledger:
        row = ledger.row(line["url"])
    assert row is not None
    assert row.due == due


def test_a_summary_counts_a_record_that_was_read_again_once(root: Path, package: Any) -> None:
    before = summarise(root, "report").articles
    reextract(root, package(SECTION))
    assert summarise(root, "report").articles == before


def test_beside_a_running_crawl_it_refuses_in_one_line_but_for_a_dry_run(root: Path) -> None:
    with Archive.open(root, CLOCK):
        with pytest.raises(ArchiveError, match="in use by w1: stop the crawl first; --dry-run may run beside it"):
            reextract(root)
        assert verdicts(reextract(root, dry=True)) == {"equal"}


def test_lines_come_behind_those_they_replace_whatever_the_clock_says(root: Path, package: Any, tmp_path: Path) -> None:
    early = replace(LATER, start=FETCHED - timedelta(days=400))
    reextract(root, package(SECTION), clock=early)
    assert all(line["section"] == line["title"] for line in newest(root).values())
    assert_sound(root, tmp_path)
