"""A purge finds the text wherever else it lies, and tells how far it is."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from newscrawler.archive.layout import ARTICLES, PAGES, segments
from newscrawler.archive.removal import Target, remove
from newscrawler.archive.tombstones import kept
from newscrawler.clock import Clock
from tests.archive_audit import assert_clean, assert_rebuilds_equal
from tests.archive_site import address, record
from tests.removal_site import LATER, PHRASE, TARGET, files_with, make, secret, take_out


@pytest.fixture
def root(tmp_path: Path) -> Path:
    make(tmp_path)
    assert_clean(tmp_path)
    return tmp_path


def test_a_log_in_the_archive_tells_the_headline_no_more(root: Path) -> None:
    lines = f"1 INFO stored demo:1 2025-12-15 {PHRASE}\n2 INFO stored demo:12 2025-12-15 {PHRASE[:5]}\n"
    (root / "demo.log").write_text(lines)
    take_out(root, purge=True)
    assert files_with(root, PHRASE) == []
    first, second = (root / "demo.log").read_text().splitlines()
    assert (first.rstrip(), second) == ("1 INFO stored demo:1", lines.splitlines()[1])


def test_what_a_recovery_put_aside_goes_with_the_text(root: Path) -> None:
    (root / ".cut").mkdir()
    for name, one in (("mine", secret(1)), ("other", record(2))):
        (root / ".cut" / name).write_text(json.dumps(one, ensure_ascii=False))
    (root / "ledger.sqlite3.new").write_bytes((root / "ledger.sqlite3").read_bytes())  # of a rebuild that was killed
    take_out(root, purge=True)
    assert [path.name for path in (root / ".cut").iterdir()] == ["other"]
    assert files_with(root, PHRASE) == []


def test_many_articles_are_removed_at_once(root: Path) -> None:
    targets = [Target("demo", f"demo:{number}", address(number)) for number in range(40)]
    done = take_out(root, *targets, purge=True)
    assert sum(one.held for one in done) == 5
    assert sum(one.pages for one in done) == 7
    assert list(kept(root)) == []
    assert (files_with(root, PHRASE), files_with(root, "söz")) == ([], [])
    assert_clean(root)
    assert_rebuilds_equal(root, root / "before.sqlite3")


def test_a_purge_tells_how_far_it_is_in_bytes(root: Path) -> None:
    told: dict[str, list[tuple[int, int]]] = {}

    def stage(name: str) -> Callable[[int, int], None]:
        return lambda done, total: told.setdefault(name, []).append((done, total))

    remove(root, lambda ledger: [TARGET], "letter", purge=True, clock=Clock(LATER, 0), stage=stage)
    sizes = {kind: sum((root / one.path).stat().st_size for one in segments(root, kind)) for kind in (PAGES, ARTICLES)}
    assert list(told) == ["lines", "pages"]
    assert told["pages"][-1] == (sizes[PAGES], sizes[PAGES])
    assert all(steps == sorted(steps) and steps[-1][0] == steps[-1][1] > 0 for steps in told.values())
