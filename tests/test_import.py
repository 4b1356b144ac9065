"""Archives that others made: every container and every damage, captures into revisions, and what is only listed."""

import base64
import gzip
import hashlib
import io
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import brotli  # type: ignore[import-untyped]
import pytest
import zstandard
from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

from newscrawler.archive.foreign import Damaged
from newscrawler.archive.store import Archive
from newscrawler.clock import Clock
from newscrawler.importing.admitting import Admitting
from newscrawler.importing.gathering import Gathering, Imported, Passed
from newscrawler.importing.revisits import HeldPages
from newscrawler.importing.shelf import Shelf
from newscrawler.storedsites import Hosts
from tests.archive_audit import memory
from tests.small_site import Story, edited, stories
from tests.stored import MODULES, assert_sound, capture, contents, fill, lines, reextract

AT = datetime(2026, 1, 5, 10, 0, 0, tzinfo=UTC)
CLOCK = Clock(datetime(2026, 3, 1, tzinfo=UTC), 0)
HOSTS = Hosts.of(MODULES)


@pytest.fixture
def root() -> Iterator[Path]:
    with memory() as folder:
        yield folder / "archive"


def bring(root: Path, *paths: Path, hosts: Hosts = HOSTS) -> tuple[list[Imported | Damaged], Passed]:
    """An import: what was told of each capture and damage, and what was passed by."""
    with Archive.open(root, CLOCK) as archive, closing(Shelf(archive.root)) as shelf:
        gathering = Gathering(hosts, shelf, CLOCK.now())
        told: list[Imported | Damaged] = [one for path in paths for one in gather(gathering, path)]
        told += gathering.settle(HeldPages(archive.root, archive.ledger, hosts))
        told += Admitting(archive, hosts, 10_000_000, 0).admit(gathering.pages())
    return told, gathering.passed


def gather(gathering: Gathering, path: Path) -> Iterator[Imported | Damaged]:
    with path.open("rb") as file:
        yield from gathering.gather(path.name, file)


def verdicts(told: list[Imported | Damaged]) -> list[str]:
    return [one.reason or one.verdict if isinstance(one, Imported) else "damaged" for one in told]


def http(body: bytes, *headers: tuple[str, str], status: str = "200 OK", protocol: str = "HTTP/1.1") -> bytes:
    """An HTTP response as it goes over the wire."""
    kind = [("Content-Type", "text/html; charset=UTF-8"), *headers]
    head = "".join(f"{name}: {value}\r\n" for name, value in kind)
    return f"{protocol} {status}\r\n{head}\r\n".encode() + body


def record(url: str, block: bytes, at: datetime = AT, kind: str = "response", **fields: str) -> bytes:
    """A WARC record written by hand, so that nothing but the standard is tested."""
    told = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:{hashlib.md5(url.encode() + block).hexdigest()}>",
        "WARC-Date": at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "WARC-Target-URI": url,
        "Content-Type": "application/http; msgtype=response",
        "Content-Length": str(len(block)),
    } | {name.replace("_", "-"): value for name, value in fields.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in told.items() if value)
    return f"WARC/1.0\r\n{head}\r\n".encode() + block + b"\r\n\r\n"


def page(story: Story, at: datetime = AT, *headers: tuple[str, str], **fields: str) -> bytes:
    """The capture of an article."""
    return record(story.url, http(story.html.encode(), *headers), at, **fields)


def sha1(data: bytes) -> str:
    return "sha1:" + base64.b32encode(hashlib.sha1(data).digest()).decode()


def save(path: Path, *records: bytes) -> Path:
    """A file of records, packed as its name says."""
    data = b"".join(records)
    if path.suffix == ".gz":
        data = b"".join(map(gzip.compress, records))
    elif path.suffix == ".zst":
        data = b"".join(map(zstandard.ZstdCompressor().compress, records))
    elif path.suffix == ".wacz":
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as whole:
            whole.writestr("datapackage.json", "{}")
            whole.writestr("archive/data.warc.gz", b"".join(map(gzip.compress, records)))
        data = buffer.getvalue()
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "a.warc.zst", "a.wacz"])
def test_every_container_gives_the_same_records(root: Path, tmp_path: Path, name: str) -> None:
    info = record("", b"software: test\r\n", kind="warcinfo", WARC_Target_URI="")
    told, passed = bring(root, save(tmp_path / name, info, *map(page, stories(3))))
    assert verdicts(told) == ["new"] * 3
    assert passed.records == 4
    found = lines(root)
    assert [line["title"] for line in found] == [story.title for story in stories(3)]
    assert {line["fetched_at"] for line in found} == {"2026-01-05T10:00:00Z"}
    assert all("imported" in line["flags"] and line["rights"]["robots"] is None for line in found)
    assert_sound(root, tmp_path)


def test_a_whole_file_in_one_gzip_member_is_read(root: Path, tmp_path: Path) -> None:
    path = tmp_path / "one.warc.gz"
    path.write_bytes(gzip.compress(b"".join(map(page, stories(3)))))
    assert verdicts(bring(root, path)[0]) == ["new"] * 3


def test_what_warcio_wrote_with_requests_and_metadata_is_read(root: Path, tmp_path: Path) -> None:
    """The order and the kinds of records of Common Crawl, written by somebody else's code."""
    story, path = stories(1)[0], tmp_path / "cc.warc.gz"
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        writer.write_record(writer.create_warcinfo_record("cc.warc.gz", {"software": "Nutch"}))
        for kind, line in (("request", "GET / HTTP/1.1"), ("response", "200 OK")):
            head = StatusAndHeaders(line, [("Host", "report.az")], protocol="HTTP/1.1" if kind == "response" else "")
            body = io.BytesIO(story.html.encode() if kind == "response" else b"")
            told = {"WARC-Date": "2026-01-05T10:00:00Z"}
            one = writer.create_warc_record(story.url, kind, body, http_headers=head, warc_headers_dict=told)
            writer.write_record(one)
        writer.write_record(writer.create_warc_record(story.url, "metadata", io.BytesIO(b"fetchTimeMs: 12\r\n")))
    told_all, passed = bring(root, path)
    assert (verdicts(told_all), passed.records) == (["new"], 4)


def chunked(body: bytes) -> bytes:
    parts = [body[start : start + 700] for start in range(0, len(body), 700)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


@pytest.mark.parametrize(
    ("headers", "wire"),
    [
        ([("Transfer-Encoding", "chunked")], chunked),
        ([("Transfer-Encoding", "chunked")], bytes),
        ([("Content-Encoding", "gzip")], gzip.compress),
        ([("Content-Encoding", "gzip")], bytes),
        ([("Content-Encoding", "br")], brotli.compress),
        ([("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked")], lambda body: chunked(gzip.compress(body))),
    ],
    ids=["chunked", "chunked in word only", "gzip", "gzip in word only", "brotli", "gzip in chunks"],
)
def test_a_body_is_read_however_it_was_left(root: Path, tmp_path: Path, headers: Any, wire: Any) -> None:
    story = stories(1)[0]
    block = http(wire(story.html.encode()), *headers, protocol="HTTP/1.0")
    assert verdicts(bring(root, save(tmp_path / "a.warc", record(story.url, block)))[0]) == ["new"]
    assert lines(root)[0]["text"] == story.text
    assert [one.verdict for one in reextract(root)] == ["equal"]


def test_an_unknown_coding_is_a_reason(root: Path, tmp_path: Path) -> None:
    story = stories(1)[0]
    told, _ = bring(root, save(tmp_path / "a.warc", page(story, AT, ("Content-Encoding", "dcb"))))
    assert verdicts(told) == ["new"]  # its header lies: the body is plain
    block = http(b"\x01\x02\x03", ("Content-Encoding", "dcb"))
    told, _ = bring(root, save(tmp_path / "b.warc", record(stories(2)[1].url, block)))
    assert [(one.reason, one.detail) for one in told if isinstance(one, Imported)] == [
        ("undecodable", "unknown content encoding 'dcb'")
    ]


def test_captures_become_revisions_in_the_order_of_their_time(root: Path, tmp_path: Path) -> None:
    story = stories(1)[0]
    later = edited(story, 3)
    hour = timedelta(hours=1)
    third = save(tmp_path / "third.warc.gz", page(later, AT + 3 * hour), page(later, AT + 2 * hour))
    first = save(tmp_path / "first.warc.gz", page(story, AT), page(story, AT + hour))
    told, _ = bring(root, third, first)
    assert verdicts(told) == ["new", "unchanged", "revision", "unchanged"]
    assert [(line["revision"], line["fetched_at"][11:13], line["text"]) for line in lines(root)] == [
        (1, "10", story.text),
        (2, "12", later.text),
    ]
    assert_sound(root, tmp_path)


def test_importing_twice_adds_nothing(root: Path, tmp_path: Path) -> None:
    story, other = stories(2)
    path = save(tmp_path / "a.warc.gz", page(story), page(edited(story, 3), AT + timedelta(days=1)), page(other, AT))
    bring(root, path)
    before = contents(root)
    told, _ = bring(root, path)
    assert sorted(one.verdict for one in told if isinstance(one, Imported)) == ["held", "unchanged", "unchanged"]
    assert contents(root) == before


def test_an_older_capture_is_no_newer_revision(root: Path, tmp_path: Path) -> None:
    story = stories(1)[0]
    fill(root, [capture(story.url, story.html, AT)])
    before = contents(root)
    told, _ = bring(root, save(tmp_path / "a.warc", page(edited(story, 3), AT - timedelta(days=9))))
    assert verdicts(told) == ["older"]
    assert [(one.revision, one.detail.split(",")[0]) for one in told if isinstance(one, Imported)] == [
        (1, "revision 1")
    ]
    assert contents(root) == before


def test_a_newer_capture_is_a_revision_of_what_a_crawl_holds(root: Path, tmp_path: Path) -> None:
    story = stories(1)[0]
    fill(root, [capture(story.url, story.html, AT)])
    told, _ = bring(root, save(tmp_path / "a.warc", page(edited(story, 3), AT + timedelta(days=9))))
    assert verdicts(told) == ["revision"]
    assert [("imported" in line["flags"]) for line in lines(root)] == [False, True]
    assert_sound(root, tmp_path)


def test_an_imported_page_is_kept_and_can_be_read_again(root: Path, tmp_path: Path) -> None:
    bring(root, save(tmp_path / "a.warc", *map(page, stories(2))))
    before = contents(root)
    assert [one.verdict for one in reextract(root)] == ["equal", "equal"]
    assert contents(root) == before


def test_other_hosts_and_addresses_are_counted(root: Path, tmp_path: Path) -> None:
    story = stories(1)[0]
    path = save(
        tmp_path / "a.warc",
        record("https://kend.example/xeber/1", http(story.html.encode())),
        record("https://report.az/", http(b"<html></html>")),
        record("https://www.report.az/assets/x.css", http(b"a{}")),
        record("dns:report.az", b"report.az. 60 IN A 192.0.2.1", Content_Type="text/dns"),
    )
    told, passed = bring(root, path)
    assert told == []
    assert passed.hosts == {"kend.example": 1}
    assert passed.others == {"report": 2}


def test_with_any_another_host_is_a_site_of_its_own(root: Path, tmp_path: Path) -> None:
    pytest.importorskip("trafilatura", exc_type=ImportError)
    story = stories(1)[0]
    address = "https://kend.example/xeber/korpu-yenidan-acilib-12345"
    body = story.html.replace(story.url, address).encode()
    path = save(tmp_path / "a.warc", record(address, http(body)))
    told, _ = bring(root, path, hosts=Hosts.of(MODULES, anyone=True))
    assert verdicts(told) == ["new"]
    [line] = lines(root, site="kend.example")
    assert (line["site"], line["title"]) == ("kend.example", story.title)
    assert {"imported", "generic_extractor"} <= {*line["flags"]}


def test_what_is_no_page_is_listed_with_its_reason(root: Path, tmp_path: Path) -> None:
    urls = [story.url for story in stories(6)]
    story = stories(7)[6]
    path = save(
        tmp_path / "a.warc",
        record(urls[0], http(b"gone", status="404 Not Found")),
        record(urls[1], http(b"", ("Location", urls[0]), status="301 Moved")),
        record(urls[2], http(b"%PDF-1.4", ("X", "y")).replace(b"text/html; charset=UTF-8", b"application/pdf")),
        record(urls[3], http(b"", status="200 OK"), kind="revisit", WARC_Refers_To_Target_URI=urls[0]),
        record(urls[4], http(b"<html><body><p>yar"), WARC_Truncated="length"),
        record(urls[5], http(b"<html><body><p>yarimciq")),
        page(story),
    )
    told, _ = bring(root, path)
    assert verdicts(told) == ["gone", "redirect", "revisit", "not_html", "truncated", "cut_off", "new"]
    assert [line["url"] for line in lines(root)] == [story.url]


def test_a_plain_record_of_another_kind_may_hold_a_page(root: Path, tmp_path: Path) -> None:
    story = stories(1)[0]
    resource = record(story.url, story.html.encode(), kind="resource", Content_Type="text/html")
    assert verdicts(bring(root, save(tmp_path / "a.warc", resource))[0]) == ["new"]


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
