"""Faults of charset and type: the right page under a label that is wrong, or under none."""

import re
from dataclasses import replace

from newscrawler.newsroom.answer import Answer
from newscrawler.newsroom.faults.strike import Strike, without

_META = re.compile(r"<meta[^>]*charset=[^>]*>", re.IGNORECASE)
_SCRIPT = re.compile(r"(?s)<script\b.*?</script>")


def _text(strike: Strike, meta: str | None = None) -> str:
    """The page; its meta charset replaced where `meta` says by what."""
    text = strike.page.body.decode()
    return text if meta is None else _META.sub(meta, text)


def _cp1254(text: str) -> bytes:
    """In cp1254: letters that it lacks, ə among them, as references, and in scripts as escapes."""

    def escape(script: re.Match[str]) -> str:
        return "".join(
            char if char.encode("cp1254", "ignore") else "".join(f"\\u{unit:04x}" for unit in _units(char))
            for char in script[0]
        )

    return _SCRIPT.sub(escape, text).encode("cp1254", "xmlcharrefreplace")


def _units(char: str) -> list[int]:
    data = char.encode("utf-16-be")
    return [int.from_bytes(data[place : place + 2], "big") for place in range(0, len(data), 2)]


def _shown(strike: Strike, body: bytes | str, kind: str) -> Answer:
    return strike.show(replace(strike.page, body=body.encode() if isinstance(body, str) else body, kind=kind))


def octet_stream(strike: Strike) -> Answer:
    """The right page as application/octet-stream."""
    return _shown(strike, strike.page.body, "application/octet-stream")


def no_content_type(strike: Strike) -> Answer:
    """The right page without a Content-Type."""
    return without(strike.show(strike.page), "Content-Type")


def latin1_header(strike: Strike) -> Answer:
    """Content-Type says iso-8859-1; the bytes are UTF-8."""
    return _shown(strike, strike.page.body, "text/html; charset=iso-8859-1")


def utf8_header_cp1254(strike: Strike) -> Answer:
    """Content-Type says utf-8; the bytes are cp1254, ə as &#601;."""
    return _shown(strike, _cp1254(_text(strike)), "text/html; charset=utf-8")


def cp1254_no_charset(strike: Strike) -> Answer:
    """The bytes are cp1254, ə as &#601;; neither header nor meta says so."""
    return _shown(strike, _cp1254(_text(strike, "")), "text/html")


def meta_cp1251(strike: Strike) -> Answer:
    """The meta says windows-1251, the header nothing; the bytes are UTF-8."""
    return _shown(strike, _text(strike, '<meta charset="windows-1251">'), "text/html")


def charset_bogus(strike: Strike) -> Answer:
    """Content-Type says utf8mb4, MySQL's name for what the bytes are."""
    return _shown(strike, strike.page.body, "text/html; charset=utf8mb4")


def utf16(strike: Strike) -> Answer:
    """The bytes are UTF-16 with a byte order mark; the header says nothing, the meta UTF-8."""
    return _shown(strike, b"\xff\xfe" + _text(strike).encode("utf-16-le"), "text/html")


def utf8_bom(strike: Strike) -> Answer:
    """The right page after two byte order marks, as editors of templates leave them."""
    return _shown(strike, "\ufeff\ufeff" + _text(strike), "text/html")


def nul_bytes(strike: Strike) -> Answer:
    """The right page with a NUL after each paragraph."""
    return _shown(strike, _text(strike).replace("</p>", "</p>\0"), "text/html")
