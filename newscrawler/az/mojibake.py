"""UTF-8 that was read in an 8-bit encoding, and windows-1254 that was read as windows-1252.

A line in which every foreign letter belongs to a misread UTF-8 sequence, one of them at least of an Azerbaijani letter,
is read again as a whole; in a line of mixed fortunes only the known sequences are. What remains goes to ftfy, whose
rules know many languages; of Azerbaijani that came through windows-1251 they find 23 %, ours all (measured).
`ftfy.fix_text` is never called: it straightens quotes.
"""

import codecs
import re
from functools import cache
from typing import Final, NamedTuple

from .language import is_turkic

_LATIN: Final = "əışğöüçƏİŞĞÖÜÇâ"
_CYRILLIC: Final = "".join(map(chr, range(ord("А"), ord("я") + 1))) + "ЁёӘәҒғҜҝЈјӨөҮүҺһҸҹ"
_SIGNS: Final = "“”„‘’–—…«»№°"
_ENCODINGS: Final = ("cp1251", "cp1252", "latin-1", "cp1250", "cp437", "mac-roman")
_MAC_DASHES: Final = ("–", "—")  # begin Cyrillic in mac-roman, and the islands in `—Åland`

# windows-1252 has no letter for the second byte of Ə and ”, windows-1254 none for that of Ş and Ğ: the byte is lost, or
# a question mark stands for it.
_LOST: Final = re.compile("(Æ|Å|Ä|â€)(?![\x80-\xbfŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™])[?\ufffd]?")
_RESTORED: Final = {"Æ": "Æ\x8f", "Å": "Åž", "Ä": "Äž", "â€": "â€\x9d"}

_TURKISH: Final = str.maketrans("ðþýÐÞÝ", "ğşıĞŞİ")
_MISREAD_TURKISH: Final = re.compile("[ðþýÐÞÝ]")
_NOT_MISREAD_TURKISH: Final = re.compile("[ğşıĞŞİáéíóúæÁÉÍÓÚÆñňčřšěžŇČŘŠĚŽ]")
_LONG: Final = 20

_ODD: Final = re.compile(
    "[^\x00-\x7fəƏıİşŞğĞöÖüÜçÇЀ-ӿ\xa0\xad\u2028\u200b“”„«»‘’–—…№₼]"
    "|[ВГДЕЖЙРСТУвр][ЂЃѓЉЊЌЋЏђљњќћџЎўЈјҐґІіЄєЇїЅѕ]|Г–|Р[ёЁ]"
)


class Mended(NamedTuple):
    """A text and the encodings that it, or lines of it, had been read in."""

    text: str
    encodings: tuple[str, ...] = ()


def _table(encoding: str) -> str:
    """The 256 characters of an encoding; a byte that it leaves free is the control character of that number."""
    return "".join(bytes([code]).decode(encoding, "ignore") or chr(code) for code in range(256))


_TABLES: Final = {encoding: _table(encoding) for encoding in _ENCODINGS}
_MAPS: Final = {encoding: codecs.charmap_build(table) for encoding, table in _TABLES.items()}


def _misread(letter: str, encoding: str) -> str:
    return "".join(_TABLES[encoding][byte] for byte in letter.encode())


_PIECES: Final = {
    _misread(letter, encoding): (letter, encoding)
    for encoding in reversed(_ENCODINGS)  # of two encodings that spell a letter alike the first listed is named
    for letter in _LATIN + _SIGNS + _CYRILLIC
    if not _misread(letter, encoding).startswith(_MAC_DASHES)
}
# `Г–Д`, `группа В»` and Ukrainian `РІК` are honest; such pairs are replaced only beside surer ones.
_WEAK: Final = {
    piece
    for piece, (letter, encoding) in _PIECES.items()
    if encoding == "cp1251" and (letter in _CYRILLIC or piece[0] == "В" or piece == "Г–")
}
_PIECE: Final = re.compile("|".join(map(re.escape, _PIECES)))
_SURE: Final = "|".join(re.escape(piece) for piece in _PIECES if piece not in _WEAK)
_SURE_PIECE: Final = re.compile(_SURE)
_PROOF: Final = re.compile(f"[A-Za-z](?:{_SURE})|(?:{_SURE})(?:[A-Za-z]|.*(?:{_SURE}))", re.DOTALL)


def mend_mojibake(text: str) -> Mended:
    """Read misread lines again until nothing more is found, for some were misread twice.

    >>> mend_mojibake("AzÉ™rbaycan vÉ™ TÃ¼rkiyÉ™")
    Mended(text='Azərbaycan və Türkiyə', encodings=('cp1252',))
    >>> mend_mojibake("DЖЏFЖЏ ЕћЙ™xsi BД°R\\nтовар группы Г–Д")
    Mended(text='DƏFƏ Şəxsi BİR\\nтовар группы Г–Д', encodings=('cp1251',))
    >>> mend_mojibake("Æliyev vÉ™ oğlu"), mend_mojibake("yarýþ baþladý")
    (Mended(text='Əliyev və oğlu', encodings=('cp1252',)), Mended(text='yarış başladı', encodings=('cp1254',)))
    """
    found: dict[str, None] = {}
    while _ODD.search(text):
        lines, proven = text.split("\n"), _PROOF.search(text) is not None
        mended = [_mend_line(line, proven) if _ODD.search(line) else Mended(line) for line in lines]
        found |= dict.fromkeys(encoding for line in mended for encoding in line.encodings)
        if [line.text for line in mended] == lines:
            break
        text = "\n".join(line.text for line in mended)
    if _is_misread_turkish(text):
        return Mended(text.translate(_TURKISH), (*found, "cp1254"))
    return Mended(text, tuple(found))


def _mend_line(line: str, proven: bool) -> Mended:
    if proven:
        line = _LOST.sub(lambda found: _RESTORED[found[1]], line)
    encodings = dict.fromkeys(_PIECES[piece][1] for piece in _PIECE.findall(line))
    for encoding in encodings:
        if (whole := _read_again(line, encoding)) is not None:
            return Mended(whole, (encoding,))
    if proven and (sure := _SURE_PIECE.findall(line)):
        mended = _PIECE.sub(lambda found: _PIECES[found[0]][0], line)
        return Mended(mended, tuple(dict.fromkeys(_PIECES[piece][1] for piece in sure)))
    return _ask_ftfy(line)


def _read_again(line: str, encoding: str) -> str | None:
    """The line as UTF-8, None when it cannot have been."""
    try:
        return codecs.charmap_encode(line, "strict", _MAPS[encoding])[0].decode()
    except UnicodeError:
        return None


def _ask_ftfy(line: str) -> Mended:
    """ftfy's answer where it reads UTF-8 again; its other repairs are ours to make, and to count, in their place."""
    from ftfy import fix_encoding_and_explain  # 0.1 s, and most texts never need it

    fixed, steps = fix_encoding_and_explain(line)
    if fixed == line or not steps:
        return Mended(line)
    encodings = [step.parameter for step in steps if step.action == "encode"]
    if any(step.parameter == "decode_inconsistent_utf8" for step in steps):
        return Mended(fixed, ("mixed",))
    if not any(step.action == "decode" and step.parameter.startswith("utf-8") for step in steps):
        return Mended(line)
    return Mended(fixed, tuple(name.replace("sloppy-windows-", "cp") for name in encodings))


def _is_misread_turkish(text: str) -> bool:
    """Whether the letters of Icelandic stand for those of Turkish: none of either's others, and the result reads so."""
    if not _MISREAD_TURKISH.search(text) or _NOT_MISREAD_TURKISH.search(text):
        return False
    letters = sum(map(str.isalpha, text))
    return (letters >= _LONG or bool(re.search("[ýÝþÞ]", text))) and is_turkic(text.translate(_TURKISH))
