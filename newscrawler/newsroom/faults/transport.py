"""Faults of the connection: silence, drips, cuts, heads that are no HTTP."""

from collections.abc import Iterator
from dataclasses import replace

from newscrawler.newsroom.answer import Answer, End
from newscrawler.newsroom.faults.strike import Strike, with_header, without

_LINE = 64 * 1024
_SURPLUS = 40
DRIP = 1.0


def timeout(strike: Strike) -> Answer:
    """The request is taken, nothing ever comes back."""
    return Answer(0, (), b"", end=End.HANG)


def slow_loris(strike: Strike) -> Answer:
    """The head at once, then the body a byte a second, for ever."""
    found = with_header(strike.plain(strike.page), "Content-Length", str(10 * len(strike.page.body)))
    return replace(found, body=b"", more=lambda: _drip(strike.page.body), pause=DRIP)


def slow_headers(strike: Strike) -> Answer:
    """The head itself a byte a second, and never an end of it."""
    start = strike.plain(strike.page).head.removesuffix(b"\r\n\r\n") + b"\r\nX-Cache: "
    return Answer(0, (), b"", more=lambda: _drip(start, b"0"), pause=DRIP)


def reset_before_headers(strike: Strike) -> Answer:
    """The request is answered with a RST."""
    return Answer(0, (), b"", end=End.RESET)


def hang_up(strike: Strike) -> Answer:
    """The connection is closed in good order without a byte: an empty reply."""
    return Answer(0, (), b"", end=End.CLOSE)


def reset_mid_body(strike: Strike) -> Answer:
    """Head and half of the body, then a RST."""
    found = strike.plain(strike.page)
    return replace(found, body=found.body[: len(found.body) // 2], end=End.RESET)


def content_length_long(strike: Strike) -> Answer:
    """The whole page under a Content-Length that is 1,000 bytes more; then the connection is closed."""
    found = strike.plain(strike.page)
    return replace(with_header(found, "Content-Length", str(len(found.body) + 1000)), end=End.CLOSE)


def body_cut(strike: Strike) -> Answer:
    """The right Content-Length, 60 % of the body, then the connection is closed."""
    found = strike.plain(strike.page)
    return replace(found, body=found.body[: len(found.body) * 6 // 10], end=End.CLOSE)


def content_length_short(strike: Strike) -> Answer:
    """The whole page under a Content-Length of half of it; the surplus follows, then the connection is closed."""
    found = strike.plain(strike.page)
    return replace(with_header(found, "Content-Length", str(len(found.body) // 2)), end=End.CLOSE)


def two_lengths(strike: Strike) -> Answer:
    """Two Content-Length headers that disagree by 40 bytes; the connection is closed after the whole page."""
    found = strike.plain(strike.page)
    other = ("Content-Length", str(len(found.body) - _SURPLUS))
    return replace(found, headers=(*found.headers, other), end=End.CLOSE)


def chunked_cut(strike: Strike) -> Answer:
    """Chunked; three of five chunks, then the connection is closed without a last one."""
    found = chunked(strike)
    step = len(found.body) // 5 + 1
    parts = [found.body[start : start + step] for start in range(0, 3 * step, step)]
    return replace(found, body=b"".join(map(chunk, parts)), end=End.CLOSE)


def chunk_garbage(strike: Strike) -> Answer:
    """Chunked; after the first chunk comes a size that is no number."""
    found = chunked(strike)
    half = len(found.body) // 2
    return replace(found, body=chunk(found.body[:half]) + b"<!-- -->\r\n" + found.body[half:], end=End.CLOSE)


def malformed_header(strike: Strike) -> Answer:
    """The right page; one line of its head has no colon."""
    found = strike.plain(strike.page)
    return replace(found, headers=(*found.headers[:2], ("", "X-Powered-By PHP/7.4"), *found.headers[2:]))


def long_header(strike: Strike) -> Answer:
    """The right page; one header of its head is 64 kB long."""
    found = strike.plain(strike.page)
    return replace(found, headers=(*found.headers, ("Set-Cookie", "izler=" + "x" * _LINE)))


def no_status_line(strike: Strike) -> Answer:
    """The page's bytes and no head before them; the connection is closed after them."""
    return Answer(0, (), strike.page.body, end=End.CLOSE)


def wrong_protocol(strike: Strike) -> Answer:
    """An SSH greeting, then the connection is closed: another service has the port."""
    return Answer(0, (), b"SSH-2.0-OpenSSH_9.2\r\n", end=End.CLOSE)


def chunked(strike: Strike) -> Answer:
    """The page's head for a chunked body; the body is not yet in chunks."""
    return with_header(without(strike.plain(strike.page), "Content-Length"), "Transfer-Encoding", "chunked")


def chunk(data: bytes) -> bytes:
    """One chunk as it is sent."""
    return b"%x\r\n%s\r\n" % (len(data), data)


def _drip(start: bytes, rest: bytes = b" ") -> Iterator[bytes]:
    """The bytes of `start`, then `rest` for ever, one by one."""
    for byte in start:
        yield bytes((byte,))
    while True:
        yield rest
