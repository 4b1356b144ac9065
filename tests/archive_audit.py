"""What must hold of an archive after any accident: nothing lost, doubled or torn, and everything agrees."""

import contextlib
import io
import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from types import SimpleNamespace

from warcio.checker import Checker  # type: ignore[import-untyped]

from newscrawler.archive.layout import LEDGER, PAGES, segments
from newscrawler.archive.ledger import Ledger
from newscrawler.archive.rebuild import rebuild
from newscrawler.archive.records import read
from newscrawler.archive.verify import verify
from tests.archive_site import expected

REPOSITORY = Path(__file__).resolve().parents[1]


def start(root: Path, articles: int, site: str = "demo", failpoint: str | None = None) -> subprocess.Popen[bytes]:
    """One life of the worker."""
    environment = {**os.environ, **({"FAILPOINT": failpoint} if failpoint else {})}
    command = [sys.executable, "-m", "tests.archive_site", str(root), str(articles), site]
    return subprocess.Popen(command, cwd=REPOSITORY, env=environment, stdout=subprocess.PIPE)


def run(root: Path, articles: int, site: str = "demo", failpoint: str | None = None) -> int:
    """One life to its end; the exit code, -9 when it died at the failpoint."""
    with start(root, articles, site, failpoint) as process:
        return process.wait(timeout=60)


def warcio_check(path: Path) -> tuple[int, str]:
    """What `warcio check` says of a file: exit code and output."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = Checker(SimpleNamespace(inputs=[str(path)], verbose=False)).process_all()
    return code, said.getvalue()


def assert_clean(root: Path) -> None:
    """Every line and page whole, and ledger, lines and pages of one opinion."""
    for name in segments(root):
        data = (root / name.path).read_bytes()
        if name.kind == PAGES:
            assert warcio_check(root / name.path) == (0, ""), name.path
        else:
            assert not data or data.endswith(b"\n"), name.path
            assert all(isinstance(json.loads(line), dict) for line in data.splitlines()), name.path
    mismatches = [str(one) for one in verify(root)]
    assert not mismatches, "\n".join(mismatches[:20])


def assert_complete(root: Path, articles: int, site: str = "demo") -> None:
    """Every article of the site once, and no URL without its end."""
    assert_clean(root)
    ids = [record["id"] for _, record in read(root, site=site)]
    assert Counter(ids) == Counter(expected(articles, site))
    ledger = Ledger.reader(root)
    states = ledger.counts(site)
    ledger.close()
    assert sum(count for (kind, _), count in states.items() if kind == "article") == articles
    assert not [key for key in states if key[1] == "pending"]


def assert_rebuilds_equal(root: Path, scratch: Path) -> None:
    """The ledger made from the files alone says what the ledger said."""
    ledger = Ledger(root / LEDGER)
    ledger.close()  # empties the log into the file
    scratch.write_bytes((root / LEDGER).read_bytes())
    assert rebuild(root).damaged == []
    fresh = Ledger.reader(root)
    with fresh.beside(scratch):
        differences = list(fresh.differences())
    fresh.close()
    assert differences == []
