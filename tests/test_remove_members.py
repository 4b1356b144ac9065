"""What takes the place of a WARC record is a gzip member of just the length that the record had."""

import gzip
import zlib
from pathlib import Path

import pytest

from newscrawler.archive.erasing import fitted_line, fitted_member, read_members, rest_of
from newscrawler.archive.rawpages import compose, members
from tests.archive_audit import warcio_check
from tests.archive_site import address, capture

RECORD = b"WARC/1.1\r\nWARC-Type: metadata\r\nContent-Length: 0\r\n\r\n\r\n\r\n"


def smallest() -> int:
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return len(packer.compress(RECORD) + packer.flush()) + 18


@pytest.mark.parametrize("more", [*range(12), 1000, 65_535, 65_541, 1_000_003])
def test_a_member_is_filled_up_to_any_length_and_reads_as_before(more: int) -> None:
    member = fitted_member(RECORD, smallest() + more)
    assert len(member) == smallest() + more
    unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
    assert unpacker.decompress(member + b"next") == RECORD
    assert (unpacker.eof, unpacker.unused_data) == (True, b"next")
    assert gzip.decompress(member) == RECORD


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="do not fit into"):
        fitted_member(RECORD, smallest() - 1)
    with pytest.raises(ValueError, match="7 bytes do not fit into 6"):
        fitted_line(b'{"a":1}'[:6], 6)


def test_a_line_is_filled_up_with_spaces() -> None:
    assert fitted_line(b"{}\n", 3) == b"{}\n"
    assert fitted_line(b"{}\n", 6) == b"{}   \n"


@pytest.mark.parametrize("size", [0, 1, 300, 70_000, 3_000_000])
def test_exchanges_of_any_size_can_be_erased(tmp_path: Path, size: int) -> None:
    noise = b"".join(zlib.crc32(number.to_bytes(4)).to_bytes(4) for number in range(size // 4)) + b"x" * (size % 4)
    path = tmp_path / "pages.warc.gz"
    path.write_bytes(b"".join(compose(capture(address(number), noise))[0] for number in range(3)))
    before = list(members(tmp_path, path.name))
    data = bytearray(path.read_bytes())
    for member in list(read_members(tmp_path, path.name))[2:4]:
        data[member.begin : member.end] = fitted_member(rest_of(member, "2025-12-16T14:00:00Z"), member.length)
    path.write_bytes(data)
    assert list(members(tmp_path, path.name)) == before
    kinds = [one.headers["warc-type"] for one in read_members(tmp_path, path.name)]
    assert kinds == ["request", "response", "metadata", "metadata", "request", "response"]
    assert warcio_check(path) == (0, "")
