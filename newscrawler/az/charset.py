"""From bytes to text: what the bytes say goes before what a header or a meta tag claims of them."""

import codecs
import re
from functools import cache

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_META = re.compile(rb"<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_SNIFFED = 4096  # bytes; HTML asks for the charset within the first 1,024, real pages are later
_LATIN = ("cp1252", "cp1254")  # what a server says of every page that it knows nothing of
_TOLERATED = 0.005  # share of broken bytes that a UTF-8 page may have: a cut character, a pasted cp1254 word


def decode(body: bytes, header: str | None = None) -> tuple[str, str]:
    """The text of `body` and the encoding it was read in (Python's name).

    In this order: byte order mark; UTF-8 when the bytes are UTF-8 (nothing else looks like it by chance); the charset
    of the HTTP `header`; that of the page's own meta or XML declaration, but no Latin one where the bytes are Cyrillic
    words; windows-1251 or windows-1254 by the letters.

    >>> decode("Əliyev".encode(), "iso-8859-1")
    ('Əliyev', 'utf-8')
    >>> decode("güllə yox, gül, çiçək".replace("ə", "e").encode("cp1254"), "utf-8")[1]
    'cp1254'
    """
    encoding = find_encoding(body, header)
    return body.decode(encoding, errors="replace").removeprefix("\ufeff"), encoding


def find_encoding(body: bytes, header: str | None = None) -> str:
    """The encoding of `body` as `decode` chooses it."""
    for mark, name in _BOMS:
        if body.startswith(mark):
            return name
    if _is_utf8(body):
        return "utf-8"
    declared = _META.search(body[:_SNIFFED])
    for claim in (header, declared[1].decode("ascii") if declared else None):
        known = _known(claim) if claim else None
        if known and known != "utf-8" and _reads(body, known) and not (known in _LATIN and _is_cyrillic(body)):
            return known
    return _by_letters(body)


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode()
    except UnicodeDecodeError:
        high = sum(1 for byte in body if byte >= 0x80)
        broken = body.decode("utf-8", errors="replace").count("\ufffd")
        return high > 0 and broken <= max(1, high * _TOLERATED) and high > 3 * broken
    return True


@cache
def _known(claim: str) -> str | None:
    """Python's name of a charset as browsers read its label (`iso-8859-1` is windows-1252), None for an unknown one."""
    label = claim.strip().lower()
    if label in ("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"):
        return "cp1252"
    if label in ("iso-8859-9", "latin-5", "latin5"):
        return "cp1254"
    try:
        return codecs.lookup(label).name
    except LookupError:
        return None


def _reads(body: bytes, name: str) -> bool:
    try:
        body.decode(name)
    except (UnicodeDecodeError, ValueError):
        return False
    return True


def _by_letters(body: bytes) -> str:
    return "cp1251" if _is_cyrillic(body) else "cp1254"


def _is_cyrillic(body: bytes) -> bool:
    """Cyrillic runs whole words of high bytes; in Azerbaijani and Turkish they stand singly among ASCII letters."""
    runs = re.findall(rb"[\xc0-\xff\xa8\xb8]{4,}", body)
    high = sum(1 for byte in body if byte >= 0xC0)
    return high > 0 and sum(map(len, runs)) > 0.5 * high
