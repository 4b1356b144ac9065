"""Faults of size: what would fill a memory. Nothing here is ever built whole; the newsroom's own stays flat."""

import re
import zlib
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, partial
from itertools import repeat

from newscrawler.newsroom.answer import Answer
from newscrawler.newsroom.faults.strike import Strike, with_header, without
from newscrawler.newsroom.faults.transport import chunk, chunked

MEGABYTE = 1 << 20
HUGE, BOMB = 200, 300
NESTED = 100_000
_BLOCK = 64 * 1024
_OPENING = re.compile(rb"<body[^>]*>")
_START = b'<!DOCTYPE html>\n<html lang="az"><head><meta charset="UTF-8"><title>Arxiv</title></head><body>\n<!--'
_END = b"-->\n</body></html>\n"


def huge(strike: Strike) -> Answer:
    """The right page with a comment of 200 MB before its end, under its right Content-Length."""
    found, (start, end) = strike.plain(strike.page), _halves(strike)
    length = len(start) + HUGE * MEGABYTE + len(end)
    return replace(with_header(found, "Content-Length", str(length)), body=b"", more=partial(_swollen, start, end))


def huge_undeclared(strike: Strike) -> Answer:
    """The same page of 200 MB, chunked: nobody says how long it is."""
    start, end = _halves(strike)

    def pieces() -> Iterator[bytes]:
        yield from map(chunk, _swollen(start, end))
        yield b"0\r\n\r\n"

    return replace(chunked(strike), body=b"", more=pieces)


def endless(strike: Strike) -> Answer:
    """The right page without its end, chunked, and white space after it as long as anybody reads."""
    start, _ = _halves(strike)

    def pieces() -> Iterator[bytes]:
        yield chunk(start)
        yield from repeat(chunk(b" " * _BLOCK))

    return replace(chunked(strike), body=b"", more=pieces)


def gzip_bomb(strike: Strike) -> Answer:
    """0.3 MB of gzip that unpack to 300 MB of HTML: a comment of spaces."""
    return packed_answer(strike.plain(strike.page), bomb(_START, b" ", _END))


def deep_nesting(strike: Strike) -> Answer:
    """100,000 `<div>` inside one another around all that the page shows, 1.1 MB."""
    opened = _OPENING.sub(lambda found: found[0] + b"<div>" * NESTED, strike.page.body, count=1)
    body = opened.replace(b"</body>", b"</div>" * NESTED + b"</body>")
    return strike.show(replace(strike.page, body=body, tag=None))


def packed_answer(found: Answer, body: bytes) -> Answer:
    """The answer with this gzip as its body, whether asked for or not, without the version of another body."""
    found = with_header(without(found, "ETag", "Last-Modified"), "Content-Encoding", "gzip")
    return replace(with_header(found, "Content-Length", str(len(body))), body=body)


@cache
def bomb(start: bytes, filling: bytes, end: bytes) -> bytes:
    """A gzip stream of `start`, 300 MB of `filling` again and again, and `end`; about a second's work, done once."""
    packer = zlib.compressobj(9, wbits=31)
    block = filling * (MEGABYTE // len(filling))
    packed = [packer.compress(start), *(packer.compress(block) for _ in range(BOMB)), packer.compress(end)]
    return b"".join([*packed, packer.flush()])


def _halves(strike: Strike) -> tuple[bytes, bytes]:
    """The page up to its last `</body>`, and from there."""
    start, end, rest = strike.page.body.rpartition(b"</body>")
    return (start, end + rest) if end else (rest, b"")


def _swollen(start: bytes, end: bytes) -> Iterator[bytes]:
    """`start`, a comment of 200 MB, `end`."""
    yield start
    yield b"<!--"
    yield from repeat(b" " * _BLOCK, (HUGE * MEGABYTE - 7) // _BLOCK)
    yield b" " * ((HUGE * MEGABYTE - 7) % _BLOCK)
    yield b"-->"
    yield end
