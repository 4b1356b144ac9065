"""The file of receipts: every line is whole or told of, whoever appends and whatever the disk does."""

import errno
import json
import os
import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from newscrawler.archive import disk
from newscrawler.archive.disk import write_all
from newscrawler.archive.receipts import RUNS, Receipt, append, newest_first
from newscrawler.errors import ArchiveError
from tests.conftest import PROJECT


def receipt(number: int = 0, started: str = "2025-12-15T14:00:00Z", site: str = "report", **changes: Any) -> Receipt:
    """A receipt that can be told from others by `bytes`."""
    told: dict[str, Any] = {
        "site": site,
        "command": "update",
        "arguments": {},
        "writer": "w1",
        "started": started,
        "finished": started,
        "seconds": 1.5,
        "exit": 0,
        "reason": "complete",
        "requests": {"total": 4, "by_status": {"200": 3, "304": 1}, "by_host": {"report.az": 4}, "failed": 0},
        "bytes": number,
        "not_modified": 1,
        "sources": [],
        "articles": {
            "new": 2,
            "revised": 1,
            "rejected": 1,
            "not_article": 0,
            "disallowed": 0,
            "blocked": 0,
            "failed": 0,
        },
        "rejected": {"incomplete": 1},
        "looks": {},
        "versions": {},
    }
    return Receipt(**(told | changes))


def read(root: Path, **given: Any) -> tuple[list[int], list[str]]:
    """The numbers of the receipts that are read, and what was told of the others."""
    told: list[str] = []
    return [one["bytes"] for _, one in newest_first(root, told.append, **given)], told


def runs(root: Path) -> list[dict[str, Any]]:
    """The receipts of a crawl, as they were written; every line has to be whole."""
    files = sorted((root / RUNS).glob("*.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]


def test_a_line_has_every_key_in_its_order_and_lies_in_the_month_of_its_beginning(tmp_path: Path) -> None:
    path = append(tmp_path, receipt(started="2025-12-31T23:59:59Z", finished="2026-01-01T00:10:00Z"))
    assert path == tmp_path / "runs" / "2025-12.jsonl"
    [line] = runs(tmp_path)
    assert list(line) == [one.name for one in fields(Receipt)]
    assert list(line)[:3] == ["schema", "site", "command"]


def test_the_newest_receipt_is_read_first_across_months_and_blocks(tmp_path: Path) -> None:
    for number in range(60):
        append(
            tmp_path, receipt(number, f"2025-{11 + number // 30}-{1 + number % 30:02d}T00:00:00Z", reason="ə" * 9000)
        )
    assert read(tmp_path) == ([*range(59, -1, -1)], [])
    assert read(tmp_path, since="2025-12-02T00:00:00Z") == ([*range(59, 30, -1)], [])


@pytest.mark.parametrize("length", [1, 100, 200_000])
def test_a_torn_line_is_told_and_skipped_and_cut_by_the_next_append(length: int, tmp_path: Path) -> None:
    path = append(tmp_path, receipt(1))
    with path.open("ab") as file:
        file.write(b"{" * length)
    numbers, told = read(tmp_path)
    assert numbers == [1]
    assert len(told) == 1
    assert f"{path}: the last line is torn after {length} bytes" in told[0]
    append(tmp_path, receipt(2))
    assert read(tmp_path) == ([2, 1], [])


def test_a_month_that_holds_nothing_but_a_torn_line_is_begun_anew(tmp_path: Path) -> None:
    (tmp_path / RUNS).mkdir()
    (tmp_path / RUNS / "2025-12.jsonl").write_bytes(b"{" * 70_000)
    append(tmp_path, receipt(1))
    assert read(tmp_path) == ([1], [])


@pytest.mark.parametrize("line", [b"\xff", b"[]", b"{}", b'{"schema": 1}', b'{"schema": 2, "started": "2025"}'])
def test_a_line_that_is_no_receipt_of_ours_is_told_and_hides_no_other(line: bytes, tmp_path: Path) -> None:
    path = append(tmp_path, receipt(1))
    path.write_bytes(path.read_bytes() + line + b"\n")
    append(tmp_path, receipt(2))
    numbers, told = read(tmp_path, since="2025-12-01T00:00:00Z")
    assert (numbers, len(told)) == ([2, 1], 1)
    assert str(path) in told[0]


def test_a_disk_that_is_full_in_the_middle_of_a_line_leaves_nothing_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill(descriptor: int, data: bytes) -> None:
        write_all(descriptor, data[: len(data) // 2])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    before = append(tmp_path, receipt(1)).read_bytes()
    monkeypatch.setattr(disk, "write_all", fill)
    with pytest.raises(ArchiveError, match=r"runs/2025-12\.jsonl: No space left on device"):
        append(tmp_path, receipt(2))
    assert (tmp_path / RUNS / "2025-12.jsonl").read_bytes() == before


APPENDER = """
import sys
from pathlib import Path
from newscrawler.archive.receipts import append
from tests.test_receipts import receipt
for number in range(40):
    append(Path(sys.argv[1]), receipt(int(sys.argv[2]) + number, reason="r" * 5000))
"""


def test_processes_that_append_at_once_leave_whole_lines(tmp_path: Path) -> None:
    command = [sys.executable, "-c", APPENDER, str(tmp_path)]
    several = [subprocess.Popen([*command, str(first)], cwd=PROJECT) for first in (0, 100, 200)]
    assert [one.wait(timeout=60) for one in several] == [0, 0, 0]
    numbers, told = read(tmp_path)
    assert sorted(numbers) == [first + number for first in (0, 100, 200) for number in range(40)]
    assert told == []
