"""Bodies that are not what the server meant to send: packed ones cut off or broken, pages that stop in the middle."""

import re
import zlib
from typing import Final

from newscrawler.errors import BodyError

CHUNK: Final = 65_536

_USUAL: Final = 1 << 20
"""Bytes within which nearly all pages unpack: they need no second piece."""

_WINDOWS = {"gzip": 31, "x-gzip": 31, "deflate": 15}
_BLANK = b"\xef\xbb\xbf \t\r\n"
_END = re.compile(rb"</[A-Za-z][\w-]*\s*>\s*(?:<!--[^>]*-->\s*)*$")


def unpack(body: bytes, encoding: str, limit: int) -> bytes:
    """The body out of its gzip or deflate coding, never holding more than `limit` bytes of it.

    Raises `BodyError`: `truncated` when the stream does not reach its end, `garbled` for what is no such stream,
    `too_large` beyond the limit.

    >>> unpack(zlib.compress(b"salam"), "deflate", 100)
    b'salam'
    """
    if body.lstrip(_BLANK)[:1] == b"<" and b">" in body[:CHUNK]:
        return body  # never packed, whatever its header says
    try:
        return _unpacked(body, _WINDOWS[encoding], limit)
    except zlib.error as error:
        if encoding != "deflate":
            raise BodyError("garbled", f"{encoding}: {error}") from error
    try:
        return _unpacked(body, -15, limit)  # many servers send deflate without the zlib head that RFC 9110 asks for
    except zlib.error as error:
        raise BodyError("garbled", f"{encoding}: {error}") from error


def _unpacked(body: bytes, window: int, limit: int) -> bytes:
    stream = zlib.decompressobj(window)
    found = stream.decompress(body, min(limit, _USUAL))
    if stream.eof and not stream.unused_data:
        return found
    return _unpacked_in_turn(body, window, limit)


def _unpacked_in_turn(body: bytes, window: int, limit: int) -> bytes:
    found, rest, done = bytearray(), body, False
    while rest:
        stream = zlib.decompressobj(window)
        while not stream.eof and rest:
            found += stream.decompress(rest, CHUNK)
            rest = stream.unconsumed_tail
            if len(found) > limit:
                raise BodyError("too_large", f"{len(body)} bytes unpack to more than {limit}")
        found += stream.flush()
        if not stream.eof and not closes(bytes(found[-CHUNK:])):  # a page that is whole may lack its checksum
            raise BodyError("truncated", f"the packed body stops after {len(body)} bytes, {len(found)} unpacked")
        rest, done = stream.unused_data, True
        if window != 31 or rest[:2] != b"\x1f\x8b":  # further gzip members belong to it; what else follows is padding
            break
    if body and not done:
        raise BodyError("truncated", "the packed body is empty")
    return bytes(found)


def closes(body: bytes) -> bool:
    """Does the page say that it is at its end?"""
    return b"</html" in body or b"</HTML" in body


def is_cut(body: bytes) -> bool:
    """Does a page stop in the middle: neither at its end nor behind any closing tag?

    >>> is_cut("<html><body><p>Kür".encode()), is_cut(b"<div><p>x</p></div>")
    (True, False)
    """
    return bool(body) and not closes(body) and not _END.search(body[-400:])
