"""Damaged files of captures: what cannot be read is named, what can is imported."""

import gzip
import hashlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from newscrawler.archive.foreign import Damaged
from newscrawler.archive.store import Archive
from newscrawler.importing.admitting import Admitting
from newscrawler.importing.gathering import Gathering
from newscrawler.importing.shelf import Shelf
from tests.archive_audit import memory
from tests.foreign import CLOCK, HOSTS, bring, chunked, gather, http, page, record, save, sha1, verdicts
from tests.small_site import stories
from tests.stored import lines


@pytest.fixture
def root() -> Iterator[Path]:
    with memory() as folder:
        yield folder / "archive"


DAMAGES = {
    "flipped": lambda data, begin, end: data[: end - 200] + bytes([data[end - 200] ^ 0xFF]) + data[end - 199 :],
    "zeroed": lambda data, begin, end: data[:begin] + bytes(end - begin) + data[end:],
    "cut out of the middle": lambda data, begin, end: data[: begin + 100] + data[end - 100 :],
}


@pytest.mark.parametrize("suffix", [".warc", ".warc.gz"])
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_record_is_named_and_the_rest_is_imported(
    root: Path, tmp_path: Path, suffix: str, damage: str
) -> None:
    told = [page(story, WARC_Block_Digest=sha1(http(story.html.encode()))) for story in stories(5)]
    parts = told if suffix == ".warc" else [*map(gzip.compress, told)]
    begin = sum(map(len, parts[:2]))
    path = tmp_path / f"a{suffix}"
    path.write_bytes(DAMAGES[damage](b"".join(parts), begin, begin + len(parts[2])))
    found, _ = bring(root, path)
    damages = [one for one in found if isinstance(one, Damaged)]
    assert damages[0].where == f"a{suffix}@{begin}"
    assert [line["id"] for line in lines(root)] == [f"report:xeber-{number}" for number in (0, 1, 3, 4)]


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "a.warc.zst", "a.wacz"])
def test_a_file_that_ends_too_early_gives_what_is_whole(root: Path, tmp_path: Path, name: str) -> None:
    path = save(tmp_path / name, *map(page, stories(4)))
    last = len(page(stories(4)[3]))
    cut = last // 2 if name == "a.warc" else 600
    path.write_bytes(path.read_bytes()[:-cut])
    found, _ = bring(root, path)
    damages = [one for one in found if isinstance(one, Damaged)]
    assert damages
    assert all(one.where.startswith(name) for one in damages)
    assert [line["id"] for line in lines(root)][:3] == [f"report:xeber-{number}" for number in range(3)]


def test_a_wrong_length_costs_its_record_alone(root: Path, tmp_path: Path) -> None:
    parts = [page(story) for story in stories(4)]
    for wrong in (b"Content-Length: 99\r\n", b"Content-Length: 2500\r\n", b"Content-Length: x\r\n"):
        head, _, rest = parts[1].partition(b"Content-Length: ")
        path = save(tmp_path / "a.warc", parts[0], head + wrong + rest.partition(b"\r\n")[2], *parts[2:])
        found, _ = bring(root, path)
        assert next(one.where for one in found if isinstance(one, Damaged)) == f"a.warc@{len(parts[0])}"
        assert {line["id"] for line in lines(root)} == {f"report:xeber-{number}" for number in (0, 2, 3)}


def test_a_digest_counts_in_every_way_that_tools_write_it(root: Path, tmp_path: Path) -> None:
    story = stories(1)[0]
    body = story.html.encode()
    wire = chunked(gzip.compress(body))
    packed = [("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked")]
    hexadecimal = "sha256:" + hashlib.sha256(wire).hexdigest()
    for digest in (sha1(wire), sha1(gzip.compress(body, mtime=0)), sha1(body), hexadecimal, "xxh3:1234"):
        block = http(chunked(gzip.compress(body, mtime=0)) if "xxh" not in digest else wire, *packed)
        if digest in (sha1(wire), hexadecimal):
            block = http(wire, *packed)
        found, _ = bring(root, save(tmp_path / "a.warc", record(story.url, block, WARC_Payload_Digest=digest)))
        assert verdicts(found)[0] in ("new", "unchanged"), digest
    found, _ = bring(root, save(tmp_path / "a.warc", page(story, WARC_Payload_Digest=sha1(b"x"))))
    assert verdicts(found) == ["damaged"]


def test_no_archive_at_all_is_named(root: Path, tmp_path: Path) -> None:
    for name, data in {"a.txt": b"salam", "empty.warc": b"", "page.warc.gz": gzip.compress(b"<html>")}.items():
        (tmp_path / name).write_bytes(data)
        [found] = bring(root, tmp_path / name)[0]
        assert isinstance(found, Damaged)
        assert found.where.startswith(name)


def test_bytes_of_every_kind_are_told_and_never_an_error(root: Path, tmp_path: Path) -> None:
    """Each byte of a small archive flipped in turn: what is left is read, and nothing escapes."""
    data = save(tmp_path / "a.warc.gz", page(stories(1)[0])).read_bytes()
    with Archive.open(root, CLOCK) as archive, closing(Shelf(archive.root)) as shelf:
        for place in range(0, len(data), 7):
            (tmp_path / "b.warc.gz").write_bytes(data[:place] + bytes([data[place] ^ 0x55]) + data[place + 1 :])
            list(gather(Gathering(HOSTS, shelf, CLOCK.now()), tmp_path / "b.warc.gz"))
        list(Admitting(archive, HOSTS, 10_000_000, 0).admit(shelf))
