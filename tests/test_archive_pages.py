import gzip
from contextlib import suppress
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from newscrawler.archive.model import Capture
from newscrawler.archive.rawpages import compose, compose_info, exchanges, members, read_page
from newscrawler.errors import ArchiveError
from tests.archive_audit import warcio_check

AT = datetime(2025, 12, 15, 14, 0, 7, tzinfo=UTC)
BODY = "<p>Qəzet səhər çıxdı.</p>".encode()


def page(payload: bytes = BODY, *headers: tuple[str, str], **told: object) -> Capture:
    kind = ("Content-Type", "text/html; charset=utf-8")
    return Capture("https://demo.example/news/1/?a=b", AT, 200, [kind, *headers], payload, **told)  # type: ignore[arg-type]


def store(folder: Path, *captures: Capture) -> list[dict[str, object]]:
    """The captures in one file as a writer puts them; their pointers."""
    data, pointers = compose_info("demo/pages/x.warc.gz", AT, "newscrawler/0"), []
    for capture in captures:
        exchange, offset, digest = compose(capture)
        pointers.append({"warc": "x.warc.gz", "offset": len(data) + offset, "sha256": digest})
        data += exchange
    (folder / "x.warc.gz").write_bytes(data)
    return pointers


def test_a_page_comes_back_as_it_was_received(tmp_path: Path) -> None:
    packed = gzip.compress(BODY)
    first, second = store(tmp_path, page(), page(packed, ("Content-Encoding", "gzip"), ("ETag", '"x"'), reason="OK"))
    assert read_page(tmp_path, first).payload == BODY
    back = read_page(tmp_path, second)
    assert (back.payload, back.body, back.status, back.at) == (packed, BODY, 200, AT)
    assert (back.url, ("ETag", '"x"') in back.headers) == ("https://demo.example/news/1/?a=b", True)
    assert second["sha256"] == sha256(packed).hexdigest()


@pytest.mark.parametrize(
    "capture",
    [
        page(),
        page(b""),
        page(gzip.compress(BODY), ("Content-Encoding", "gzip")),
        page(b"not gzip at all", ("Content-Encoding", "gzip")),
        page(BODY, ("Content-Length", "999")),
        page(BODY, ("Transfer-Encoding", "chunked")),
        page(BODY, ("X-Title", "Xəbərlər\r\nSet-Cookie: x"), ("Location", "https://demo.example/xəbər")),
        page(BODY, reason="Tapılmadı\r\n", ip="192.0.2.1"),
        page(BODY, request_headers=[("User-Agent", "newscrawler"), ("Host", "demo.example")]),
        page(bytes(range(256)) * 4000),
    ],
    ids=lambda capture: str(len(capture.payload)),
)
def test_warcio_check_finds_every_page_clean(capture: Capture, tmp_path: Path) -> None:
    [pointer] = store(tmp_path, capture)
    assert warcio_check(tmp_path / "x.warc.gz") == (0, "")
    back = read_page(tmp_path, pointer)
    assert back.payload == capture.payload
    assert not [name for name, _ in back.headers if name.lower() in ("transfer-encoding", "set-cookie")]


def test_each_record_is_a_gzip_member_of_its_own(tmp_path: Path) -> None:
    store(tmp_path, page(), page())
    data = (tmp_path / "x.warc.gz").read_bytes()
    parts = [gzip.decompress(data[begin:end]) for begin, end in members(tmp_path, "x.warc.gz")]
    assert [part.split(b"WARC-Type: ")[1].split(b"\r\n")[0] for part in parts] == [
        b"warcinfo",
        *[b"request", b"response"] * 2,
    ]
    assert all(part.startswith(b"WARC/1.1\r\n") for part in parts)


def test_whole_members_end_before_the_torn_one_wherever_it_is_torn(tmp_path: Path) -> None:
    store(tmp_path, page())
    data = (tmp_path / "x.warc.gz").read_bytes()
    ends = [end for _, end in members(tmp_path, "x.warc.gz")]
    for length in range(len(data)):
        (tmp_path / "x.warc.gz").write_bytes(data[:length])
        assert [end for _, end in members(tmp_path, "x.warc.gz")] == [end for end in ends if end <= length]


def test_a_pointer_that_leads_elsewhere_is_refused(tmp_path: Path) -> None:
    pointer, other = store(tmp_path, page(), page(b"another"))
    for wrong in (
        {**pointer, "offset": 0},
        {**pointer, "offset": 10_000_000},
        {**pointer, "offset": int(str(pointer["offset"])) + 1},
        {**pointer, "sha256": other["sha256"]},
        {**pointer, "warc": "y.warc.gz"},
    ):
        with pytest.raises(ArchiveError, match=r"warc\.gz"):
            read_page(tmp_path, wrong)


def test_a_flipped_byte_is_found_whichever_it_is(tmp_path: Path) -> None:
    [pointer] = store(tmp_path, page())
    data, begin = (tmp_path / "x.warc.gz").read_bytes(), int(str(pointer["offset"]))
    sound, unfound = list(exchanges(tmp_path, "x.warc.gz", len(data))), []
    assert sound == [(begin, pointer["sha256"], None)]
    for position in range(begin + 10, len(data)):
        flipped = data[:position] + bytes([data[position] ^ 64]) + data[position + 1 :]
        (tmp_path / "x.warc.gz").write_bytes(flipped)
        with suppress(ArchiveError):
            if list(exchanges(tmp_path, "x.warc.gz", len(data))) == sound:
                unfound.append(position)
                assert gzip.decompress(flipped[begin:]) == gzip.decompress(data[begin:])
    assert len(unfound) <= 1  # a bit that fills up the last byte of the packed stream means nothing
