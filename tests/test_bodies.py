"""Bodies that are not what the server meant to send."""

import gzip
import random
import tracemalloc
import zlib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawler.bodies import closes, is_cut, unpack
from newscrawler.errors import BodyError

PAGE = (
    "<html><body>" + "".join(f"<p>{number} nömrəli sətir</p>\n" for number in range(400)) + "</body></html>"
).encode()
LIMIT = 10_000_000


def raw_deflate(body: bytes) -> bytes:
    stream = zlib.compressobj(wbits=-15)
    return stream.compress(body) + stream.flush()


PACKED = {"gzip": gzip.compress(PAGE), "x-gzip": gzip.compress(PAGE), "deflate": zlib.compress(PAGE)}


@pytest.mark.parametrize("encoding", PACKED)
def test_a_whole_body_comes_out_as_it_was(encoding: str) -> None:
    assert unpack(PACKED[encoding], encoding, LIMIT) == PAGE


def test_deflate_without_its_head_is_read_as_servers_send_it() -> None:
    assert unpack(raw_deflate(PAGE), "deflate", LIMIT) == PAGE


def test_several_gzip_members_are_one_body_and_padding_behind_them_is_none() -> None:
    assert unpack(gzip.compress(b"a") + gzip.compress(b"b") + b"\0" * 512, "gzip", LIMIT) == b"ab"


@pytest.mark.parametrize("encoding", PACKED)
def test_a_body_cut_off_anywhere_is_never_taken_for_whole(encoding: str) -> None:
    packed = PACKED[encoding]
    for end in {*range(1, 30), *range(30, len(packed) - 40, 37)}:
        with pytest.raises(BodyError) as caught:
            unpack(packed[:end], encoding, LIMIT)
        assert caught.value.reason in ("truncated", "garbled")


@pytest.mark.parametrize("encoding", PACKED)
def test_a_body_that_lacks_nothing_but_its_checksum_is_whole_when_the_page_says_so(encoding: str) -> None:
    assert unpack(PACKED[encoding][:-2], encoding, LIMIT) == PAGE
    without_end = zlib.compress(PAGE.replace(b"</html>", b""))
    with pytest.raises(BodyError, match="truncated"):
        unpack(without_end[:-2], "deflate", LIMIT)


@pytest.mark.parametrize("encoding", PACKED)
def test_a_page_that_was_never_packed_is_taken_as_it_is(encoding: str) -> None:
    assert unpack(PAGE, encoding, LIMIT) == PAGE
    assert unpack(b"\xef\xbb\xbf\n" + PAGE, encoding, LIMIT).endswith(PAGE)


def test_garbage_is_named() -> None:
    noise = b"\x1f\x8b\x08\x00" + random.Random(3).randbytes(2000)
    for encoding, body in (("gzip", noise), ("gzip", b"yoxdur"), ("deflate", b"\xff" * 50)):
        with pytest.raises(BodyError, match="garbled"):
            unpack(body, encoding, LIMIT)


def test_a_body_with_a_wrong_checksum_is_garbled() -> None:
    packed = bytearray(PACKED["gzip"])
    packed[-6] ^= 1
    with pytest.raises(BodyError, match="garbled"):
        unpack(bytes(packed), "gzip", LIMIT)


def test_a_bomb_costs_little_more_than_the_limit() -> None:
    stream = zlib.compressobj(9, wbits=31)
    bomb = b"".join(stream.compress(b" " * 1_000_000) for _ in range(300)) + stream.flush()
    tracemalloc.start()
    with pytest.raises(BodyError, match="too_large"):
        unpack(bomb, "gzip", LIMIT)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2.5 * LIMIT


@given(st.binary(max_size=3000), st.sampled_from(["gzip", "x-gzip", "deflate"]))
def test_any_bytes_come_out_or_are_refused(body: bytes, encoding: str) -> None:
    with suppress(BodyError):
        unpack(body, encoding, LIMIT)


@given(st.binary(max_size=3000))
def test_what_was_packed_comes_out_again(body: bytes) -> None:
    assert unpack(gzip.compress(body), "gzip", LIMIT) == body
    assert unpack(zlib.compress(body), "deflate", LIMIT) == body


@pytest.mark.parametrize(
    ("tail", "cut"),
    [
        ("</body></html>\n<!-- 0.12 s -->", False),
        ("</BODY></HTML>", False),
        ("</p></div>", False),
        ("</p></div>\n\n<!-- end -->\n", False),
        ("<p>Məclis qanunu qəbul ed", True),
        ('</p><img src="/a.jp', True),
        ("<p>söz <br>", True),
        ("</p></di", True),
    ],
)
def test_a_page_that_stops_in_the_middle_is_seen(tail: str, cut: bool) -> None:
    assert is_cut(f"<html><body><p>Mətn.</p>{tail}".encode()) is cut


def test_an_empty_page_does_not_stop_in_the_middle() -> None:
    assert not is_cut(b"")
    assert not closes(b"")
