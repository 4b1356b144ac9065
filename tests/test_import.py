"""Archives that others made: every container and every damage, captures into revisions, and what is only listed."""

import gzip
import io
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import brotli  # type: ignore[import-untyped]
import pytest
from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

from newscrawler.importing.gathering import Imported
from newscrawler.storedsites import Hosts
from tests.archive_audit import memory
from tests.foreign import AT, bring, chunked, http, page, record, save, verdicts
from tests.small_site import edited, stories
from tests.stored import MODULES, assert_sound, capture, contents, fill, lines, reextract


@pytest.fixture
def root() -> Iterator[Path]:
    with memory() as folder:
        yield folder / "archive"


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
