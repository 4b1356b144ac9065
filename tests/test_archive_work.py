import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from newscrawler.archive.answers import Ending
from newscrawler.archive.layout import DISCOVERED, EVENTS, PAGES, REJECTED, segments
from newscrawler.archive.model import Finished, Lease, Place, Progress, Requeued, State, Tick
from newscrawler.archive.rawpages import read_page
from newscrawler.archive.records import read, read_at
from newscrawler.archive.store import Archive
from newscrawler.clock import Clock
from tests.archive_audit import assert_clean
from tests.archive_site import START, address, capture, found, record


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path, Clock(START, 0)) as archive:
        yield archive


def lease_of(archive: Archive, url: str, **told: Any) -> Lease:
    """The URL put in and handed out."""
    archive.commit(Tick(discovered=[found(url, again=True, **told)]))
    archive.claim(archive.hosts_ready("demo"))
    return next(lease for lease in archive.lease("demo", 50) if lease.url == url)


def finish(archive: Archive, url: str, state: State = "stored", **told: Any) -> Ending:
    """The URL fetched, with this end."""
    return archive.commit(Tick(finished=[Finished(lease_of(archive, url), state, **told)])).endings[0]


def lines(archive: Archive, kind: str) -> list[dict[str, Any]]:
    return [line for _, line in read(archive.root, kind)]


def test_a_try_that_failed_waits_for_its_time_and_counts(archive: Archive) -> None:
    lease = lease_of(archive, address(1))
    archive.commit(Tick(requeued=[Requeued(lease, START + timedelta(minutes=5), "HTTP 503", 503)]))
    assert archive.lease("demo", 5) == []
    assert archive.ledger.next_due("demo") == START + timedelta(minutes=5)
    archive.clock = Clock(START + timedelta(minutes=5), 0)
    [again] = archive.lease("demo", 5)
    assert (again.attempts, again.state) == (1, "pending")
    archive.commit(Tick(requeued=[Requeued(again, counts=False)]))
    [again] = archive.lease("demo", 5)
    assert again.attempts == 1
    archive.commit(Tick(requeued=[Requeued(again, counts=False, succeeded=True)]))
    [row] = archive.ledger.rows("demo")
    assert (row.attempts, row.reason, row.status) == (0, None, None)


def test_what_is_put_off_for_longer_than_anybody_means_is_asked_for_now(archive: Archive) -> None:
    for days, ready in ((29, 0), (31, 1)):
        url = address(days)
        archive.commit(Tick(requeued=[Requeued(lease_of(archive, url), START + timedelta(days=days))]))
        assert [lease.url for lease in archive.lease("demo", 5)] == [url] * ready


def test_what_failed_can_be_asked_for_again_and_the_files_say_so(archive: Archive) -> None:
    finish(archive, address(1), "failed", reason="timeout")
    [failed] = archive.ledger.rows("demo", ["failed"])
    archive.commit(Tick(discovered=[found(failed.url, "command", again=True)]))
    assert [lease.url for lease in archive.lease("demo", 5)] == [address(1)]
    assert [line["state"] for line in lines(archive, REJECTED)] == ["failed", "pending"]
    assert_clean(archive.root)


def test_a_source_that_shows_a_known_url_is_remembered_once(archive: Archive) -> None:
    for source in ("rss", "rss", "sitemap", "rss"):
        archive.commit(Tick(discovered=[found(address(1), source), found(address(1), source)]))
    assert [line["source"] for line in lines(archive, DISCOVERED)] == ["rss", "sitemap"]
    row = archive.ledger.row(address(1))
    assert row is not None
    assert {source for source, _ in row.sources} == {"rss", "sitemap"}


def test_a_live_source_pulls_a_url_of_the_backfill_forward(archive: Archive) -> None:
    archive.commit(Tick(discovered=[found(address(1), priority=100), found(address(2), priority=100)]))
    archive.commit(Tick(discovered=[found(address(2), "rss")]))
    archive.claim(["demo.example"])
    assert [lease.url for lease in archive.lease("demo", 5)] == [address(2), address(1)]


def test_progress_is_committed_with_what_was_found(archive: Archive) -> None:
    archive.commit(Tick(discovered=[found(address(1))], progress=[Progress("demo", "cursor", "before", [1, "x"])]))
    assert archive.ledger.progress("demo", "cursor") == {"before": [1, "x"]}
    archive.commit(Tick(progress=[Progress("demo", "cursor", "before", None)]))
    assert archive.ledger.progress("demo", "cursor") == {}


def test_an_article_that_was_removed_is_never_stored_again(archive: Archive) -> None:
    finish(archive, address(1), record=record(1))
    line = {"event": "removed", "id": "demo:1", "site": "demo", "url": address(1), "at": "2025-12-15T14:00:00Z"}
    archive.commit(Tick(lines=[(EVENTS, line)]))
    archive.commit(Tick(discovered=[found(address(1), "rss", again=True), found("https://demo.example/amp/1/", "rss")]))
    [lease] = archive.lease("demo", 5)
    tick = Tick(finished=[Finished(lease, "stored", record=record(1, text="Yenə də.", url=lease.url))])
    assert archive.commit(tick).endings[0].verdict == "rejected"
    assert len(lines(archive, "articles")) == 1
    assert archive.lease("demo", 5) == []


def test_a_page_of_its_own_is_kept_only_where_pages_are_kept(tmp_path: Path) -> None:
    robots = capture("https://demo.example/robots.txt", b"User-agent: *")
    for pages in (False, True):
        with Archive.open(tmp_path, Clock(START, 0), pages=pages) as archive:
            archive.commit(Tick(captures=[("demo", robots)]))
            finish(archive, address(pages), record=record(pages), page=capture(address(pages)))
        assert len(list(segments(tmp_path, PAGES))) == pages
    assert [line["raw"] is None for _, line in read(tmp_path)] == [True, False]


def test_lines_begin_where_the_ledger_says(archive: Archive) -> None:
    for number in range(5):
        finish(archive, address(number), record=record(number, title=f"Başlıq {number} – “dırnaq” \u2028"))
    for number in range(5):
        held = archive.ledger.held(f"demo:{number}")
        assert held is not None
        assert isinstance(held.place, Place)
        assert read_at(archive.root, held.place)["id"] == f"demo:{number}"
        assert json.loads((archive.root / held.place.path).read_bytes()[held.place.offset :].splitlines()[0])


def test_the_next_look_is_at_the_record_and_not_at_its_alias(archive: Archive) -> None:
    due = START + timedelta(hours=2)
    finish(archive, "https://demo.example/s/1", record=record(1), due=due, etag='"a"')
    rows = [archive.ledger.row(url) for url in ("https://demo.example/s/1", address(1))]
    assert [row and (row.due, row.etag) for row in rows] == [(None, None), (due, '"a"')]
    archive.clock = Clock(due, 0)
    [lease] = archive.lease("demo", 5)
    assert (lease.url, lease.state, lease.etag) == (address(1), "stored", '"a"')
    assert archive.commit(Tick(finished=[Finished(lease, "stored")])).endings[0].verdict == "unchanged"
    assert (
        archive.commit(Tick(finished=[replace(Finished(lease, "failed"), reason="x")])).endings[0].verdict == "failed"
    )
    assert_clean(archive.root)


def test_what_waits_can_be_asked_for_by_kind_and_state(archive: Archive) -> None:
    times = [START + timedelta(minutes=minute) for minute in range(1, 4)]
    finish(archive, address(1), record=record(1), due=times[0])
    archive.commit(
        Tick(
            discovered=[found("https://demo.example/rss", kind="source", due=times[1]), found(address(2), due=times[2])]
        )
    )
    assert archive.ledger.next_due("demo") == times[0]
    assert archive.ledger.next_due("demo", kind="source") == times[1]
    assert archive.ledger.next_due("demo", kind="article", state="pending") == times[2]
    assert archive.ledger.next_due("other") is None


def test_a_record_can_be_judged_and_its_page_kept_before_it_is_committed(archive: Archive) -> None:
    lease = lease_of(archive, address(1))
    assert archive.judge(record(1)).verdict == "new"
    raw = archive.keep("demo", capture(address(1), b"<p>"))
    archive.commit(Tick(finished=[Finished(lease, "stored", record(1, raw=raw))]))
    [line] = lines(archive, "articles")
    assert read_page(archive.root, line["raw"]).payload == b"<p>"
    assert (archive.judge(record(1)).verdict, archive.judge(record(1)).revision) == ("unchanged", 1)
    edited = archive.judge(record(1, text="Yol açıldı."))
    assert (edited.verdict, edited.id, edited.revision) == ("revision", "demo:1", 2)
    assert_clean(archive.root)
