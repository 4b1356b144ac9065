from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from newscrawler.archive.answers import Ending
from newscrawler.archive.layout import EVENTS, PAGES, REJECTED, segments
from newscrawler.archive.model import Finished, Lease, State, Tick
from newscrawler.archive.rawpages import read_page
from newscrawler.archive.records import KEYS, read
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
    ends = [Finished(lease, "stored", record=one) for lease, one in zip(leases, records, strict=True)]
    tick = Tick(finished=ends)
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


def test_a_held_article_that_redirects_elsewhere_has_moved_and_says_so_once(archive: Archive) -> None:
    finish(archive, address(1), record=record(1))
    for _ in range(2):
        moved = record(1, url="https://demo.example/xeber/1/")
        assert finish(archive, address(1), record=moved).verdict == "unchanged"
    assert [event["event"] for event in lines(archive, EVENTS)] == ["alive", "moved", "alive"]
    new = archive.ledger.row("https://demo.example/xeber/1/")
    assert new is not None
    assert (new.state, new.target) == ("alias", address(1))
    assert_clean(archive.root)
