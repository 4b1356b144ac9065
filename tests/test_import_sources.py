"""What `scrapy import` can be given, what it only rehearses, and what it names instead of reading."""

import gzip
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import brotli  # type: ignore[import-untyped]
import pytest
import zstandard

from newscrawler.archive.layout import LEDGER
from newscrawler.archive.rehearsal import rehearsal
from newscrawler.ending import Exit
from newscrawler.errors import ArchiveError
from newscrawler.importing.admitting import Admitting
from newscrawler.importing.gathering import Gathering, Imported
from newscrawler.importing.revisits import HeldPages
from newscrawler.importing.shelf import Shelf
from newscrawler.importing.sources import opened, sources_of
from tests.archive_audit import memory
from tests.conftest import PROJECT, SCRAPY
from tests.foreign import AT, CLOCK, HOSTS, bring, gather, http, page, record, save, sha1, verdicts
from tests.small_site import edited, stories
from tests.stored import capture, contents, fill
from tests.test_import_revisits import revisit

DAY = timedelta(days=1)


@pytest.fixture
def root() -> Iterator[Path]:
    with memory() as folder:
        yield folder / "archive"


def imports(archive: Path, *args: str, given: bytes = b"") -> tuple[int, str, str]:
    """Exit code and output of the command, whose standard input is `given`."""
    path = os.pathsep.join(filter(None, (str(PROJECT), os.environ.get("PYTHONPATH"))))
    env = {**os.environ, "PYTHONPATH": path, "NEWSCRAWLER_ARCHIVE_DIR": str(archive)}
    command = [sys.executable, "-c", SCRAPY, "import", *args]
    done = subprocess.run(command, input=given, cwd=PROJECT, env=env, capture_output=True, timeout=60, check=False)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def rows(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def rehearse(root: Path, *paths: Path) -> list[str]:
    """The verdicts of a dry run."""
    with rehearsal(root, CLOCK) as archive, closing(Shelf(None)) as shelf:
        gathering = Gathering(HOSTS, shelf, CLOCK.now())
        told = [one for path in paths for one in gather(gathering, path)]
        told += gathering.settle(HeldPages(archive.root, archive.ledger, HOSTS))
        told += Admitting(archive, HOSTS, 10_000_000, 0).admit(gathering.pages())
    return verdicts(told)


def test_a_folder_stands_for_the_archives_in_it_sorted_and_each_once(tmp_path: Path) -> None:
    (tmp_path / "in" / "deep").mkdir(parents=True)
    for name in ("b.warc", "a.warc.gz", "c.wacz", "deep/a.WARC", "old.arc.gz", "page.html", "a.warc.gz.txt"):
        (tmp_path / "in" / name).write_bytes(b"x")
    (tmp_path / "a.warc.gz").write_bytes(b"x")
    found = sources_of([str(tmp_path / "in"), str(tmp_path / "in" / "b.warc"), str(tmp_path / "a.warc.gz"), "-"])
    assert [one.name for one in found] == [
        str(tmp_path / "in" / "a.warc.gz"),  # one of two that would be called alike
        "b.warc",
        "c.wacz",
        "deep/a.WARC",
        "old.arc.gz",
        str(tmp_path / "a.warc.gz"),
        "standard input",
    ]


def test_what_cannot_be_read_is_named_before_anything_is_opened(tmp_path: Path) -> None:
    for name, why in ((str(tmp_path / "no.warc"), "No such file"), (str(tmp_path), "a folder without a WARC")):
        with pytest.raises(ArchiveError, match=why) as error:
            sources_of([name])
        assert name in str(error.value)


def test_a_stream_is_read_like_a_file(tmp_path: Path) -> None:
    pipe, data = tmp_path / "pipe", save(tmp_path / "a.warc.gz", page(stories(1)[0])).read_bytes()
    os.mkfifo(pipe)
    (source,) = sources_of([str(pipe)])
    writer = threading.Thread(target=pipe.write_bytes, args=(data,))
    writer.start()
    with opened(source, tmp_path) as file:
        assert (file.read(), file.seek(0), file.read()) == (data, 0, data)
    writer.join()


def test_standard_input_and_a_folder_come_in(tmp_path: Path) -> None:
    one, two = (save(tmp_path / "in" / name, page(story)) for name, story in _named(tmp_path))
    code, out, _ = imports(tmp_path / "archive", "-", "--json", "--list", given=one.read_bytes())
    assert (code, rows(out)[0]["where"]) == (Exit.COMPLETE, "standard input@0")
    code, out, _ = imports(tmp_path / "archive", str(tmp_path / "in"), "--json", "--list")
    assert code == Exit.COMPLETE
    assert [(row["row"], row["where"]) for row in rows(out)[:-1]] == [("unchanged", "1.warc.gz@0"), ("new", "2.warc@0")]
    assert two.exists()


def _named(folder: Path) -> list[tuple[str, Any]]:
    (folder / "in").mkdir()
    return [*zip(("1.warc.gz", "2.warc"), stories(2), strict=True)]


def test_a_dry_run_tells_what_would_come_in_and_writes_nothing(tmp_path: Path) -> None:
    story = stories(1)[0]
    path = save(tmp_path / "a.warc", page(story), record(stories(2)[1].url, http(b"", status="404 Not Found")))
    archive = tmp_path / "archive"
    code, out, _ = imports(archive, "--dry-run", str(path))
    assert (code, archive.exists()) == (Exit.COMPLETE, False)
    assert f"{story.url} of 2026-01-05T10:00:00Z: new" in out
    assert "refused (gone HTTP 404)" in out
    assert out.endswith("dry run: nothing was written\n")


def test_a_dry_run_judges_as_the_import_does(root: Path, tmp_path: Path) -> None:
    """Held and strange articles, edits within the files, an older capture, one instant told twice, one id twice."""
    first, second, third, fourth = stories(4)
    fill(root, [capture(first.url, first.html, AT), capture(second.url, second.html, AT)])
    other = page(third).replace(b"/hadise/xeber-2", b"/idmann/xeber-2").replace(b"11:23:45", b"12:24:46")
    path = save(
        tmp_path / "a.warc.gz",
        page(edited(first, 3), AT + DAY), page(edited(first, 4), AT + DAY), page(edited(second, 3), AT - DAY),
        revisit(AT + 2 * DAY, url=first.url, WARC_Payload_Digest=sha1(first.html.encode())),
        page(third), other.replace(third.title.encode(), fourth.title[::-1].encode()), page(third, AT + DAY),
    )  # fmt: skip
    before = contents(root)
    dry = rehearse(root, path)
    assert contents(root) == before
    told, _ = bring(root, path)
    assert dry == verdicts(told)
    assert dry.count("revision") == 2
    assert {"conflict", "new", "older", "unchanged"} <= {*dry}
    assert rehearse(root, path) == verdicts(bring(root, path)[0])


def test_a_dry_run_needs_the_ledger_of_an_archive_that_is_there(root: Path, tmp_path: Path) -> None:
    story = stories(1)[0]
    fill(root, [capture(story.url, story.html, AT)])
    (root / LEDGER).unlink()
    with pytest.raises(ArchiveError, match="rebuild-ledger"):
        rehearse(root, save(tmp_path / "a.warc", page(story)))


ARC = b"filedesc://old.arc 0.0.0.0 20080101000000 text/plain 10\n1 0 Kend\n\n"


@pytest.mark.parametrize("data", [ARC, gzip.compress(ARC) * 3, zstandard.compress(ARC)], ids=["plain", "gzip", "zstd"])
def test_an_arc_file_is_refused_by_name(root: Path, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "old.arc").write_bytes(data)
    [found] = bring(root, tmp_path / "old.arc")[0]
    assert not isinstance(found, Imported)
    assert (found.where, found.why.startswith("an ARC file")) == ("old.arc", True)


def test_records_that_bring_no_page_are_counted_by_kind(root: Path, tmp_path: Path) -> None:
    story = stories(1)[0]
    others = [record(story.url, b"x", kind=kind) for kind in ("metadata", "conversion", "continuation", "Metadata")]
    pageinfo = record(f"urn:pageinfo:{story.url}", b"{}", kind="resource")
    told, passed = bring(root, save(tmp_path / "a.warc", *others, pageinfo, page(story)))
    assert verdicts(told) == ["new"]
    assert passed.kinds == {"metadata": 2, "conversion": 1, "continuation": 1, "resource": 1}


@pytest.mark.parametrize(
    ("pack", "coding"), [(brotli.compress, "br"), (zstandard.compress, "zstd"), (gzip.compress, "gzip"), (bytes, "")]
)
def test_a_page_that_unpacks_to_more_than_a_crawl_takes_is_refused(
    root: Path, tmp_path: Path, pack: Any, coding: str
) -> None:
    block = http(pack(b"<html>" + b"x" * 10_000_000 + b"</html>"), ("Content-Encoding", coding))
    assert verdicts(bring(root, save(tmp_path / "a.warc", record(stories(1)[0].url, block)))[0]) == ["too_large"]


def test_an_answer_with_a_part_of_a_page_is_listed(root: Path, tmp_path: Path) -> None:
    story = stories(1)[0]
    part = http(story.html.encode()[:900], ("Content-Range", "bytes 0-899/2000"), status="206 Partial Content")
    assert verdicts(bring(root, save(tmp_path / "a.warc", record(story.url, part)))[0]) == ["partial"]


@pytest.mark.parametrize(("case", "reason"), [("new-az-soft-404", "gone"), ("maintenance-notice", "maintenance")])
def test_a_page_that_is_a_notice_is_refused_for_what_it_says(
    root: Path, tmp_path: Path, case: str, reason: str
) -> None:
    body = gzip.decompress((PROJECT / "tests" / "pages" / "report" / f"{case}.html.gz").read_bytes())
    told, _ = bring(root, save(tmp_path / "a.warc", record(stories(1)[0].url, http(body))))
    assert verdicts(told) == [reason]
