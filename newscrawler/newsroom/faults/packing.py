"""Faults of Content-Encoding: what is said to be gzip and is not, or not whole."""

import gzip
from dataclasses import replace
from random import Random

from newscrawler.newsroom.answer import Answer
from newscrawler.newsroom.faults.strike import Strike, with_header

_GARBAGE = 4096


def _packed(strike: Strike, body: bytes, coding: str = "gzip") -> Answer:
    """`body` as the page's, a valid length, the coding said whether it was asked for or not."""
    found = with_header(strike.plain(strike.page), "Content-Encoding", coding)
    return replace(with_header(found, "Content-Length", str(len(body))), body=body)


def _whole(strike: Strike) -> bytes:
    return gzip.compress(strike.page.body, 6, mtime=0)


def gzip_truncated(strike: Strike) -> Answer:
    """A valid length, the gzip stream cut at 60 %."""
    whole = _whole(strike)
    return _packed(strike, whole[: len(whole) * 6 // 10])


def gzip_no_trailer(strike: Strike) -> Answer:
    """A gzip stream whose last eight bytes, checksum and size, are missing: the text is whole, nothing proves it."""
    return _packed(strike, _whole(strike)[:-8])


def gzip_checksum(strike: Strike) -> Answer:
    """A whole gzip stream with a checksum that is not its text's."""
    whole = _whole(strike)
    return _packed(strike, whole[:-8] + bytes(255 - byte for byte in whole[-8:-4]) + whole[-4:])


def gzip_garbage(strike: Strike) -> Answer:
    """Content-Encoding gzip, random bytes."""
    return _packed(strike, Random(f"garbage {strike.story.record_id}").randbytes(_GARBAGE))


def gzip_lie(strike: Strike) -> Answer:
    """Content-Encoding gzip, the right page in plain bytes."""
    return _packed(strike, strike.page.body)


def gzip_twice(strike: Strike) -> Answer:
    """Content-Encoding gzip said once, the right page packed twice."""
    return _packed(strike, gzip.compress(_whole(strike), 6, mtime=0))


def gzip_undeclared(strike: Strike) -> Answer:
    """The right page packed, as text/html and without a Content-Encoding."""
    whole = _whole(strike)
    return replace(with_header(strike.plain(strike.page), "Content-Length", str(len(whole))), body=whole)


def unknown_coding(strike: Strike) -> Answer:
    """Content-Encoding of a name that nobody knows, random bytes."""
    return _packed(strike, Random(f"coding {strike.story.record_id}").randbytes(_GARBAGE), "x-sixilmis")
