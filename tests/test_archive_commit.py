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
from newscrawler.archive.records import KEYS, read, read_at
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


def test_a_record_its_page_and_its_state_arrive_together(archive: Archive) -> None:
    ending = finish(archive, address(1), record=record(1), page=capture(address(1), b"<p>salam</p>"))
    assert (ending.verdict, ending.id, ending.revision) == ("new", "demo:1", 1)
    [(place, line)] = list(read(archive.root))
    assert tuple(line) == KEYS
    assert read_page(archive.root, line["raw"]).payload == b"<p>salam</p>"
    row = archive.ledger.row(address(1))
    assert row is not None
    assert (row.state, row.sources, row.held and row.held.place) == ("stored", (("listing", START),), place)
    assert_clean(archive.root)


def test_a_refetch_with_the_same_text_adds_nothing_but_the_time_it_was_checked(archive: Archive) -> None:
    finish(archive, address(1), record=record(1), page=capture(address(1), b"<p>1 baxis</p>"))
    pages = [(archive.root / name.path).stat().st_size for name in segments(archive.root, PAGES)]
    archive.clock = Clock(START + timedelta(hours=3), 0)
    noisy = record(1, section="İqtisadiyyat", tags=["yol"], fetched_at="2025-12-15T17:00:00Z")
    ending = finish(archive, address(1), record=noisy, page=capture(address(1), b"<p>2 baxis</p>"))
    assert ending.verdict == "unchanged"
    assert len(lines(archive, "articles")) == 1
    assert [(archive.root / name.path).stat().st_size for name in segments(archive.root, PAGES)] == pages
    held = archive.ledger.held("demo:1")
    assert held is not None
    assert held.checked_at == START + timedelta(hours=3)
    assert [event["event"] for event in lines(archive, EVENTS)] == ["alive"]
    assert_clean(archive.root)


def test_a_hundred_edits_are_a_hundred_revisions_and_a_hundred_repetitions_none(archive: Archive) -> None:
    for number in range(101):
        finish(archive, address(1), record=record(1, text=f"Körpü bağlıdır.\nNövbəti xəbər {number} dəqiqəyə."))
        finish(archive, address(1), record=record(1, text=f"Körpü bağlıdır.\nNövbəti xəbər {number} dəqiqəyə."))
    assert [line["revision"] for line in lines(archive, "articles")] == list(range(1, 102))
    assert_clean(archive.root)


def test_two_urls_of_one_article_in_one_tick_give_one_record_and_an_alias(archive: Archive) -> None:
    leases = [lease_of(archive, address(1)), lease_of(archive, "https://demo.example/amp/1/")]
    tick = Tick(finished=[Finished(lease, "stored", record=record(1, url=lease.url)) for lease in leases])
    assert [ending.verdict for ending in archive.commit(tick).endings] == ["new", "unchanged"]
    assert len(lines(archive, "articles")) == 1
    amp = archive.ledger.row("https://demo.example/amp/1/")
    assert amp is not None
    assert (amp.state, amp.target, amp.held and amp.held.id) == ("alias", address(1), "demo:1")


def test_an_edit_met_under_another_url_in_the_same_tick_is_a_revision(archive: Archive) -> None:
    leases = [lease_of(archive, address(1)), lease_of(archive, "https://demo.example/amp/1/")]
    records = [record(1), record(1, text="Körpü açıldı.", url=leases[1].url)]
    tick = Tick(
        finished=[Finished(*pair, record=one) for *pair, one in zip(leases, ["stored"] * 2, records, strict=True)]
    )
    assert [ending.verdict for ending in archive.commit(tick).endings] == ["new", "revision"]
    assert_clean(archive.root)


def test_a_redirect_leaves_an_alias_and_its_target_is_not_fetched_again(archive: Archive) -> None:
    finish(archive, "https://demo.example/s/1", record=record(1))
    short = archive.ledger.row("https://demo.example/s/1")
    assert short is not None
    assert (short.state, short.target) == ("alias", address(1))
    assert archive.ledger.known([address(1)]) == {address(1)}
    archive.commit(Tick(discovered=[found(address(1))]))
    assert archive.hosts_ready("demo") == []
    assert_clean(archive.root)


def test_two_articles_that_claim_one_id_are_both_kept_and_flagged(archive: Archive) -> None:
    other = record(1, title="Teatrda yeni mövsüm", text="Pərdə açıldı.", url="https://demo.example/idman/1/")
    other["published_at"] = "2024-03-01T10:00:00+04:00"
    finish(archive, address(1), record=record(1))
    assert finish(archive, other["url"], record=other).verdict == "conflict"
    latest = {(line["id"], line["revision"]): line for line in lines(archive, "articles")}
    assert {line["title"] for line in latest.values()} == {record(1)["title"], "Teatrda yeni mövsüm"}
    assert all(line["flags"] == ["id_conflict"] for line in latest.values())
    assert {line["revision"] for line in latest.values()} == {1}
    assert finish(archive, other["url"], record=other).verdict == "unchanged"
    edited = {**other, **record(1, title="Teatrda mövsüm açıldı", text="Pərdə qalxdı.", url=other["url"])}
    assert finish(archive, other["url"], record=edited).revision == 2
    assert finish(archive, address(1), record=record(1)).verdict == "unchanged"
    assert_clean(archive.root)


def test_a_held_article_that_disappears_stays_stored_and_says_when(archive: Archive) -> None:
    finish(archive, address(1), record=record(1))
    archive.clock = Clock(START + timedelta(days=1), 0)
    assert finish(archive, address(1), "gone", status=404, reason="HTTP 404").verdict == "gone"
    row = archive.ledger.row(address(1))
    assert row is not None
    assert row.held is not None
    assert (row.state, row.held.gone_at) == ("stored", START + timedelta(days=1))
    finish(archive, address(1), "gone", status=404)
    finish(archive, address(1), record=record(1))
    assert [event["event"] for event in lines(archive, EVENTS)] == ["gone", "back"]
    held = archive.ledger.held("demo:1")
    assert held is not None
    assert held.gone_at is None
    assert_clean(archive.root)


@pytest.mark.parametrize("state", ["gone", "blocked", "disallowed", "not_article", "rejected", "failed"])
def test_every_end_is_a_line_with_its_reason_and_its_page_where_pages_are_kept(archive: Archive, state: State) -> None:
    finish(archive, address(1), state, reason="why", status=403, page=capture(address(1), status=403))
    [line] = lines(archive, REJECTED)
    assert (line["url"], line["state"], line["reason"], line["status"]) == (address(1), state, "why", 403)
    assert (line["raw"] is not None) == (state in ("gone", "blocked", "rejected"))
    row = archive.ledger.row(address(1))
    assert row is not None
    assert (row.state, row.reason, row.due) == (state, "why", None)
    assert_clean(archive.root)


def test_an_end_without_an_outcome_is_a_failure_never_a_success(archive: Archive) -> None:
    assert finish(archive, address(1), "stored").verdict == "failed"
    assert [line["reason"] for line in lines(archive, REJECTED)] == ["no outcome"]


def test_a_record_that_is_none_is_rejected_and_named(archive: Archive) -> None:
    broken = record(1)
    del broken["fetched_at"]
    assert finish(archive, address(1), record=broken).verdict == "rejected"
    assert finish(archive, address(2), record=record(2, content_sha256="00" * 32)).verdict == "rejected"
    assert [line["reason"] for line in lines(archive, REJECTED)] == ["record", "record"]


def test_a_try_that_failed_waits_for_its_time_and_counts(archive: Archive) -> None:
    lease = lease_of(archive, address(1))
    archive.commit(Tick(requeued=[Requeued(lease, START + timedelta(minutes=5), "HTTP 503", 503)]))
    assert archive.lease("demo", 5) == []
    assert archive.ledger.next_due("demo") == START + timedelta(minutes=5)
    archive.clock = Clock(START + timedelta(minutes=5), 0)
    [again] = archive.lease("demo", 5)
    assert (again.attempts, again.state) == (1, "pending")
    archive.commit(Tick(requeued=[Requeued(again, counts=False)]))
    assert archive.lease("demo", 5)[0].attempts == 1


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
