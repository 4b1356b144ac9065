"""An export of a million articles has to fit in the memory of a small machine."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import PROJECT
from tests.corpus_site import make_archive

RUN = """
import sys
from pathlib import Path
from tests.export_site import make_release, peak_memory
make_release(Path(sys.argv[2]), Path(sys.argv[1]), formats=("jsonl.zst", "parquet"), near=True, split="hash")
print(round(peak_memory()))
"""


def peak(archive: Path, out: Path) -> int:
    """Peak RSS in MB of an export with near-duplicates to JSONL.zst and Parquet, in a process of its own."""
    command = [sys.executable, "-c", RUN, str(archive), str(out)]
    return int(subprocess.run(command, cwd=PROJECT, check=True, capture_output=True, text=True).stdout)


def test_memory_hardly_grows_with_the_number_of_articles(tmp_path: Path) -> None:
    few = peak(make_archive(tmp_path / "few", 1500, words=300, ledger=False), tmp_path / "out-few")
    more = peak(make_archive(tmp_path / "more", 6000, words=300, ledger=False), tmp_path / "out-more")
    assert more < 400
    # 4,500 articles more are 13 MB of lines; window and writers fill up first, to at most some 200 MB
    assert more - few < 60


@pytest.mark.soak
def test_a_million_articles_fit_in_a_gigabyte_and_a_half(tmp_path: Path) -> None:
    assert peak(make_archive(tmp_path / "archive", 1_000_000, words=300, ledger=False), tmp_path / "out") <= 1500
