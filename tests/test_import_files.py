"""Files that others hand out: WACZ of every make, beginnings that are lost, lengths that lie."""

import gzip
import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import zstandard

from newscrawler.archive import wacz
from newscrawler.archive.foreign import Damaged
from newscrawler.importing.gathering import Imported
from tests.archive_audit import memory
from tests.foreign import AT, bring, http, page, record, save, verdicts
from tests.small_site import stories
from tests.stored import lines

PAGES = [page(story) for story in stories(8)]
PACKED = [gzip.compress(one, mtime=0) for one in PAGES]


@pytest.fixture
def root() -> Iterator[Path]:
    with memory() as folder:
        yield folder / "archive"


def zipped(entries: dict[str, bytes], method: int = zipfile.ZIP_STORED, digests: dict[str, str] | None = None) -> bytes:
    """A WACZ of these entries; its datapackage names them, or what `digests` says."""
    told = digests or {name: f"sha256:{hashlib.sha256(data).hexdigest()}" for name, data in entries.items()}
    resources = [{"name": Path(name).name, "path": name, "hash": digest} for name, digest in told.items()]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as whole:
        for name, data in entries.items():
            whole.writestr(name, data)
        whole.writestr("datapackage.json", json.dumps({"profile": "data-package", "resources": resources}))
    return buffer.getvalue()


def crawl(*numbers: int, method: int = zipfile.ZIP_STORED) -> bytes:
    """A WACZ as a browser's crawler leaves it: indexes, the list of pages, some articles in two WARCs."""
    entries = {
        "indexes/index.cdx.gz": gzip.compress(b"az,report)/ 20260105100000 {}\n"),
        "pages/pages.jsonl": b'{"format": "json-pages-1.0"}\n',
        "archive/one.warc.gz": b"".join(PACKED[number] for number in numbers[:1]),
        "archive/two.warc": b"".join(PAGES[number] for number in numbers[1:]),
    }
    return zipped({name: data for name, data in entries.items() if data}, method)


def ids(root: Path) -> set[int]:
    """The numbers of the articles that came in."""
    return {int(line["id"].rpartition("-")[2]) for line in lines(root)}


def damages(told: list[Imported | Damaged]) -> list[tuple[str, str]]:
    return [(one.where, one.why) for one in told if isinstance(one, Damaged)]


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA])
def test_every_warc_of_a_wacz_is_read_however_it_is_zipped(root: Path, tmp_path: Path, method: int) -> None:
    path = tmp_path / "crawl.wacz"
    path.write_bytes(crawl(0, 1, 2, method=method))
    told, _ = bring(root, path)
    assert verdicts(told) == ["new"] * 3
    where = {one.where.partition("@")[0] for one in told if isinstance(one, Imported)}
    assert where == {"crawl.wacz/archive/one.warc.gz", "crawl.wacz/archive/two.warc"}


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_wacz_of_several_crawls_is_read(root: Path, tmp_path: Path, method: int) -> None:
    path = tmp_path / "all.wacz"
    path.write_bytes(zipped({"first.wacz": crawl(0, 1), "second.wacz": crawl(2, 3)}, method))
    assert verdicts(bring(root, path)[0]) == ["new"] * 4


def test_a_wacz_that_holds_itself_comes_to_an_end(root: Path, tmp_path: Path) -> None:
    inner = crawl(0, 1)
    for _ in range(4):
        inner = zipped({"again.wacz": inner})
    (tmp_path / "deep.wacz").write_bytes(inner)
    told, _ = bring(root, tmp_path / "deep.wacz")
    assert told
    assert damages(told)[0][0].startswith("deep.wacz/again.wacz/again.wacz")


def test_what_the_datapackage_says_is_checked_and_the_rest_is_read(root: Path, tmp_path: Path) -> None:
    wrong = {"archive/a.warc.gz": f"sha256:{'0' * 64}", "archive/lost.warc.gz": "sha256:1", "fuzzy.json": "sha256:2"}
    (tmp_path / "a.wacz").write_bytes(zipped({"archive/a.warc.gz": PACKED[0]}, digests=wrong))
    told, _ = bring(root, tmp_path / "a.wacz")
    assert damages(told) == [
        ("a.wacz/archive/a.warc.gz", "its sha256 in datapackage.json differs"),
        ("a.wacz/archive/lost.warc.gz", "named in its datapackage and not there"),
    ]
    assert ids(root) == {0}


@pytest.mark.parametrize("words", [b"salam", b"[]", b'{"resources": 3}', b'{"resources": [3, {"path": 4}]}'])
def test_a_datapackage_that_nobody_understands_costs_nothing(root: Path, tmp_path: Path, words: bytes) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as whole:
        whole.writestr("datapackage.json", words)
        whole.writestr("archive/a.warc.gz", PACKED[0])
    (tmp_path / "a.wacz").write_bytes(buffer.getvalue())
    assert verdicts(bring(root, tmp_path / "a.wacz")[0]) == ["new"]


def test_a_damaged_record_in_a_wacz_costs_no_other(root: Path, tmp_path: Path) -> None:
    data = bytearray(zipped({"archive/a.warc.gz": b"".join(PACKED[:3]), "archive/b.warc.gz": b"".join(PACKED[3:])}))
    data[data.index(PACKED[1]) + 100] ^= 0xFF
    (tmp_path / "a.wacz").write_bytes(data)
    told, _ = bring(root, tmp_path / "a.wacz")
    assert [where for where, _ in damages(told)] == [
        "a.wacz/archive/a.warc.gz",
        f"a.wacz/archive/a.warc.gz@{len(PACKED[0])}",
    ]
    assert ids(root) == {0, 2, 3, 4, 5, 6, 7}


@pytest.mark.parametrize("lost", [slice(5, 45), slice(900, 940)], ids=["before an entry", "within an entry"])
def test_a_wacz_that_lost_bytes_gives_the_records_that_are_left(root: Path, tmp_path: Path, lost: slice) -> None:
    """What stands behind the loss is not where the list of entries says, or lies before the file."""
    data = bytearray(zipped({"archive/a.warc.gz": b"".join(PACKED[:4]), "archive/b.warc.gz": b"".join(PACKED[4:])}))
    del data[lost]
    (tmp_path / "a.wacz").write_bytes(data)
    told, _ = bring(root, tmp_path / "a.wacz")
    assert damages(told)[0][0] == "a.wacz@0"
    assert {2, 3, 4, 5, 6, 7} <= ids(root)


def test_a_wacz_is_read_twice_at_most_however_many_records_it_holds(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once for its checksum and once for its records: a step back in a zip would cost all that lies before it."""
    path, counted, plain = tmp_path / "a.wacz", list[int](), wacz.Window.readinto
    path.write_bytes(zipped({"archive/a.warc.gz": b"".join(PACKED * 60)}))

    def counting(window: wacz.Window, buffer: memoryview) -> int:
        counted.append(plain(window, buffer))
        return counted[-1]

    monkeypatch.setattr(wacz.Window, "readinto", counting)
    assert len(bring(root, path)[0]) == 8 * 60
    assert sum(counted) <= 2.1 * path.stat().st_size


BEGINNINGS = {
    "zeroed.warc.gz": bytes(len(PACKED[0])) + b"".join(PACKED[1:]),
    "zeroed.warc": bytes(900) + b"".join(PAGES)[900:],
    "marked.warc": b"\xef\xbb\xbf" + b"".join(PAGES[1:]),
    "headless.wacz": bytes(20) + zipped({"archive/a.warc.gz": b"".join(PACKED[1:])})[20:],
}


@pytest.mark.parametrize("name", BEGINNINGS)
def test_a_file_whose_beginning_is_lost_gives_the_rest(root: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(BEGINNINGS[name])
    told, _ = bring(root, tmp_path / name)
    assert damages(told)[0][0] == f"{name}@0"
    assert ids(root) == {1, 2, 3, 4, 5, 6, 7}


def test_empty_lines_before_the_first_record_are_no_damage(root: Path, tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(b"\r\n\r\n" + b"".join(PAGES))
    assert verdicts(bring(root, tmp_path / "a.warc")[0]) == ["new"] * 8


def test_a_damaged_frame_of_zstd_costs_no_other(root: Path, tmp_path: Path) -> None:
    frames = [zstandard.ZstdCompressor(write_checksum=True).compress(one) for one in PAGES]
    data = bytearray(b"".join(frames))
    begin = len(frames[0])
    data[begin + 200] ^= 0xFF
    (tmp_path / "a.warc.zst").write_bytes(data)
    told, _ = bring(root, tmp_path / "a.warc.zst")
    assert [where for where, _ in damages(told)] == [f"a.warc.zst@{begin}"]
    assert ids(root) == {0, 2, 3, 4, 5, 6, 7}


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
@pytest.mark.parametrize("kept", [0, 1], ids=["behind a line", "within a line"])
def test_a_length_that_is_too_short_never_makes_half_an_article(
    root: Path, tmp_path: Path, name: str, kept: int
) -> None:
    whole = http(stories(1)[0].html.encode())
    short = whole.index(b"</p>\n") + len(b"</p>") - kept
    lying = PAGES[0].replace(b"Content-Length: %d" % len(whole), b"Content-Length: %d" % short)
    told, _ = bring(root, save(tmp_path / name, lying, PAGES[1]))
    assert (f"{name}@0", "its length is not the one it names") in damages(told)
    assert ids(root) == {1}


def test_a_body_shorter_than_the_server_announced_is_truncated_unless_it_closes(root: Path, tmp_path: Path) -> None:
    body = stories(1)[0].html.encode()
    half = body[: body.index(b"</p>") + len(b"</p>")]
    for payload, verdict in ((half, "truncated"), (body, "new")):
        block = http(payload, ("Content-Length", str(len(body) + 7)))
        assert verdicts(bring(root, save(tmp_path / "a.warc", record(stories(1)[0].url, block)))[0]) == [verdict]


def test_a_capture_without_a_possible_time_is_damaged(root: Path, tmp_path: Path) -> None:
    times = ("0001-01-01T00:00:00+05:00", "9999-12-31T23:59:59-05:00", "dünən", "2026-02-30T00:00:00Z")
    bad = [page(story, AT, WARC_Date=time) for story, time in zip(stories(4), times, strict=True)]
    told, _ = bring(root, save(tmp_path / "a.warc.gz", *bad, PAGES[4]))
    assert [why for _, why in damages(told)] == [f"WARC-Date {time!r} is no time" for time in times]
    assert ids(root) == {4}
