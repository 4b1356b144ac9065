"""Every fault of the newsroom, as it goes over the wire: read with a bare socket, so that no client mends it."""

import gzip
import zlib
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest

from newscrawler.newsroom import Newsroom, Story, faults
from newscrawler.newsroom.faults import FAULTS
from tests.wire import Heard, listen

# What the head and the body hold; "" for whatever they like.
SAID: dict[str, tuple[int, str, str]] = {
    "server_error": (500, "", "500 Internal Server Error"),
    "bad_gateway": (502, "", "502 Bad Gateway"),
    "gateway_timeout": (504, "", "504 Gateway Time-out"),
    "origin_down": (522, "Server: cloudflare", "522"),
    "bandwidth_exceeded": (509, "", "Bandwidth"),
    "unavailable": (503, "", "503"),
    "unavailable_retry_after": (503, "Retry-After: 7\r\n", "503"),
    "too_many_requests": (429, "Retry-After: 7\r\n", "429"),
    "retry_after_date": (429, "Retry-After: Mon, 15 Dec 2025 14:00:07 GMT\r\n", "429"),
    "retry_after_year": (503, "Retry-After: 31536000\r\n", "503"),
    "retry_after_past": (503, "Retry-After: Mon, 15 Dec 2025 13:00:00 GMT\r\n", "503"),
    "retry_after_nonsense": (429, "Retry-After: soon\r\n", "429"),
    "gone_404": (404, "", "Not Found"),
    "gone_410": (410, "", "Gone"),
    "forbidden": (403, "Server: nginx", "403 Forbidden"),
    "unauthorized": (401, "WWW-Authenticate: Basic", "401"),
    "unavailable_legal": (451, "", "451"),
    "empty": (200, "Content-Length: 0\r\n", ""),
    "blank": (200, "Content-Length: 6\r\n", "\n \t"),
    "works_in_progress": (200, "text/html", "Saytda texniki işlər aparılır"),
    "login_wall": (200, "text/html", '<input type="password"'),
    "soft_404": (200, "text/html", "<title>Səhifə tapılmadı</title>"),
    "front_page": (200, "text/html", "loadContainer"),
    "database_error": (200, "text/html", "Error establishing a database connection"),
    "sql_error": (200, "text/html", "mysqli_sql_exception"),
    "account_suspended": (200, "text/html", "<title>Account Suspended</title>"),
    "parked_domain": (200, "text/html", "report.az domeni satılır"),
    "default_page": (200, "text/html", "<title>Welcome to nginx!</title>"),
    "meta_refresh": (200, "text/html", 'http-equiv="refresh" content="0; url=/"'),
    "script_redirect": (200, "text/html", "window.location.replace"),
    "json_error": (200, "Content-Type: application/json\r\n", '"success": false'),
    "pdf": (200, "Content-Type: application/pdf\r\n", "%PDF-1.4"),
    "challenge": (403, "Server: cloudflare\r\ncf-mitigated: challenge\r\n", "<title>Just a moment...</title>"),
    "challenge_200": (200, "Server: ddos-guard\r\n", "Checking your browser"),
    "cookie_script": (200, "text/html", "/aes.js"),
    "captcha": (200, "text/html", "g-recaptcha"),
    "firewall": (403, "Server: nginx", "support ID"),
    "redirect_self": (302, "Location: {url}\r\n", ""),
    "redirect_loop": (302, "Location: {url}-2\r\n", ""),
    "redirect_chain": (302, "Location: {path}-2\r\n", ""),
    "redirect_offsite": (301, "Location: http://other.example{path}\r\n", ""),
    "redirect_private": (302, "Location: http://10.0.0.1{path}\r\n", ""),
    "redirect_ftp": (302, "Location: ftp://report.az{path}\r\n", ""),
    "redirect_file": (302, "Location: file:///etc/passwd\r\n", ""),
    "redirect_javascript": (302, "Location: javascript:history.back()\r\n", ""),
    "redirect_nowhere": (302, "Content-Length: 0\r\n", ""),
    "redirect_garbage": (302, "Location: http://[xeber/\r\n", ""),
    "redirect_home": (302, "Location: /\r\n", ""),
    "login_redirect": (302, "Location: /giris?next=%2F", ""),
    "octet_stream": (200, "Content-Type: application/octet-stream\r\n", "</html>"),
    "no_content_type": (200, "Server: nginx", "</html>"),
    "latin1_header": (200, "Content-Type: text/html; charset=iso-8859-1\r\n", "</html>"),
    "charset_bogus": (200, "Content-Type: text/html; charset=utf8mb4\r\n", "</html>"),
    "meta_cp1251": (200, "Content-Type: text/html\r\n", '<meta charset="windows-1251">'),
    "utf8_bom": (200, "Content-Type: text/html\r\n", "\ufeff\ufeff<!DOCTYPE"),
    "nul_bytes": (200, "Content-Type: text/html\r\n", "</p>\0"),
    "malformed_header": (200, "\r\nX-Powered-By PHP/7.4\r\n", "</html>"),
    "long_header": (200, "x" * 65_536 + "\r\n", "</html>"),
    "php_warning": (200, "Content-Type: text/html\r\n", "<br />\n<b>Warning</b>"),
    "deep_nesting": (200, "Content-Type: text/html\r\n", "<div>" * 100_000),
    "partial_206": (206, "Content-Range: bytes 0-", "<!DOCTYPE"),
    "no_content": (204, "", ""),
    "unasked_304": (304, "", ""),
}


def unpacked(body: bytes) -> tuple[bytes, bool]:
    """What can be had of a gzip stream, and whether it ended."""
    stream = zlib.decompressobj(31)
    return stream.decompress(body), stream.eof


def unpacks(body: bytes) -> bool:
    try:
        return unpacked(body)[1]
    except zlib.error:
        return False


def is_part(part: bytes, page: bytes) -> bool:
    return 0 < len(part) < len(page) and page.startswith(part)


def canonical(page: bytes) -> bytes:
    return page.partition(b'rel="canonical" href="')[2].partition(b'"')[0]


# What is true of what was heard, beside the right page.
ODD: dict[str, Callable[[Heard, bytes], bool]] = {
    "timeout": lambda heard, _: heard == Heard("", b"", "open"),
    "reset_before_headers": lambda heard, _: heard == Heard("", b"", "reset"),
    "hang_up": lambda heard, _: heard == Heard("", b"", "closed"),
    "wrong_protocol": lambda heard, _: heard == Heard("", b"SSH-2.0-OpenSSH_9.2\r\n", "closed"),
    "no_status_line": lambda heard, page: heard == Heard("", page, "closed"),
    "reset_mid_body": lambda heard, page: (
        (heard.end, heard.length, heard.body) == ("reset", len(page), page[: len(page) // 2])
    ),
    "body_cut": lambda heard, page: heard.length == len(page) and is_part(heard.body, page),
    "content_length_long": lambda heard, page: (heard.length, heard.body) == (len(page) + 1000, page),
    "content_length_short": lambda heard, page: (heard.length, heard.body) == (len(page) // 2, page),
    "two_lengths": lambda heard, page: heard.head.count("\r\nContent-Length: ") == 2 and heard.body == page,
    "chunked_cut": lambda heard, page: (
        "Transfer-Encoding: chunked" in heard.head
        and heard.length == -1
        and heard.body.count(b"\r\n") >= 6
        and not heard.body.endswith(b"\r\n0\r\n\r\n")
    ),
    "chunk_garbage": lambda heard, page: (
        "Transfer-Encoding: chunked" in heard.head and page[: len(page) // 2] + b"\r\n<!-- -->\r\n" in heard.body
    ),
    "gzip_truncated": lambda heard, page: (
        is_part(unpacked(heard.body)[0], page) and not unpacked(heard.body)[1] and heard.length == len(heard.body)
    ),
    "gzip_no_trailer": lambda heard, page: unpacked(heard.body) == (page, False),
    "gzip_checksum": lambda heard, page: (
        zlib.decompress(heard.body[10:], -15) == page and not unpacks(heard.body) and heard.body[-4:] != b""
    ),
    "gzip_garbage": lambda heard, _: heard.header("Content-Encoding") == "gzip" and not unpacks(heard.body),
    "gzip_lie": lambda heard, page: heard.header("Content-Encoding") == "gzip" and heard.body == page,
    "gzip_twice": lambda heard, page: gzip.decompress(unpacked(heard.body)[0]) == page,
    "gzip_undeclared": lambda heard, page: (
        heard.header("Content-Encoding") is None and unpacked(heard.body) == (page, True)
    ),
    "unknown_coding": lambda heard, _: heard.header("Content-Encoding") == "x-sixilmis" and len(heard.body) == 4096,
    "page_cut": lambda heard, page: heard.length == len(heard.body) == len(page) * 55 // 100,
    "other_article": lambda heard, page: canonical(heard.body) not in (b"", canonical(page)),
    "utf16": lambda heard, page: heard.body.decode("utf-16").encode() == page,
    "utf8_bom": lambda heard, page: heard.body == b"\xef\xbb\xbf" * 2 + page,
    "nul_bytes": lambda heard, page: heard.body.replace(b"\0", b"") == page and b"\0" in heard.body,
    "php_warning": lambda heard, page: heard.body.endswith(b"<br />\n" + page),
    "malformed_header": lambda heard, page: heard.body == page,
    "long_header": lambda heard, page: heard.body == page,
    "latin1_header": lambda heard, page: heard.body == page,
    "charset_bogus": lambda heard, page: heard.body == page,
    "octet_stream": lambda heard, page: heard.body == page,
    "no_content_type": lambda heard, page: heard.header("Content-Type") is None and heard.body == page,
}
# Each has a test of its own in test_newsroom_struck.py or test_newsroom_giants.py.
OWN = set("no_paragraphs database_notice paywall utf8_header_cp1254 cp1254_no_charset".split())
GIANTS = set("huge huge_undeclared endless gzip_bomb slow_loris slow_headers".split())


@pytest.fixture(scope="module")
def room() -> Newsroom:
    once = " ".join(name for name in FAULTS if name != "redirect_private")
    return Newsroom(articles=300, seed=3, faults=f"{once} redirect_private=8", fault_wait=7)


@pytest.fixture(scope="module")
def origin(room: Newsroom) -> Iterator[str]:
    with room.serve() as origin:
        yield origin


def strike(room: Newsroom, origin: str, name: str, **given: Any) -> tuple[Heard, Story, bytes]:
    """What is heard of a struck page, which story it is, and its right page."""
    story = room.struck[name][0]
    path = urlsplit(story.url).path
    return listen(origin, path, **given), story, room.respond("GET", "report.az", path).body


def test_no_fault_is_without_a_test_nor_without_a_word_in_the_table() -> None:
    assert SAID.keys() | ODD.keys() | OWN | GIANTS == FAULTS.keys()
    assert all(name in str(faults.__doc__).split() and play.__doc__ for name, play in FAULTS.items())


@pytest.mark.parametrize("name", SAID)
def test_a_fault_says_what_its_table_says(name: str, room: Newsroom, origin: str) -> None:
    status, head, body = SAID[name]
    heard, story, _ = strike(room, origin, name)
    assert (heard.status, heard.end) == (status, "closed")
    assert head.format(url=story.url, path=urlsplit(story.url).path) in heard.head
    assert body.encode() in heard.body
    assert heard.length == (-1 if status in (204, 304) else len(heard.body))


@pytest.mark.parametrize("name", ODD)
def test_a_fault_does_to_the_page_what_its_table_says(name: str, room: Newsroom, origin: str) -> None:
    heard, _, page = strike(room, origin, name, wait=0.3 if name == "timeout" else 10)
    assert ODD[name](heard, page)
