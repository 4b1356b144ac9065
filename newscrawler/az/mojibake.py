"""UTF-8 that was read in an 8-bit encoding, and windows-1254 that was read as windows-1252.

A line that is UTF-8 from end to end once its letters are turned back into bytes is read again as a whole; in a line of
mixed fortunes only the known pieces are. What remains goes to ftfy, whose rules know many languages; of Azerbaijani
that came through windows-1251 they find 23 %, ours all (measured). `ftfy.fix_text` is never called: it straightens
quotes.
"""

import re
from typing import Final, NamedTuple

from newscrawler.az.encodings import LATIN, MISREADINGS, Misreading
from newscrawler.az.language import is_turkic
from newscrawler.az.screening import may_be_misread

# windows-1252 has no letter for the second byte of Ə and ”, windows-1254 none for that of Ş and Ğ either: it is lost,
# or a question mark stands for it.
_LOST: Final = re.compile("(Æ|Å|Ä|â€)(?![\x80-\xbfŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™])[?\ufffd]?")
_RESTORED: Final = {"Æ": "Æ\x8f", "Å": "Åž", "Ä": "Äž", "â€": "â€\x9d"}
_LOSING: Final = "cp1252"
# What is left of a no-break space whose second half was taken for one: no language ends a word or a number in Â.
_LOST_SPACE: Final = re.compile(r"(?<=[a-zəığöüşç0-9.,:;!?%)”»])Â(?= |\Z)")
# A letter by itself in quotes is the letter that is spoken of, whatever it makes with the quote behind it.
_NAMED: Final = re.compile("([“«„‘][À-ÿ][”»“’])")

_SPACES: Final = re.compile("[ \n]")
_CYRILLIC: Final = re.compile("[А-яЁёЈј]")
_TURKISH: Final = str.maketrans("ðþýÐÞÝ", "ğşıĞŞİ")
_NOT_TURKISH: Final = re.compile("[ğşıĞŞİáéíóúæÁÉÍÓÚÆñňčřšěžŇČŘŠĚŽ]")
_MAYBE_TURKISH: Final = re.compile("[þÞÝý]")
# Czech, Icelandic and Turkmen have ý as well. Only Turkish has it beside þ or ð (and Icelandic in `þýskur`, German),
# or beside ü or ç with never a vowel next to it; and only Turkish has þ before a consonant.
_TURKISH_I: Final = re.compile("[ýÝ]")
_TURKISH_S_OR_G: Final = re.compile("[þÞðÐ](?!ýsk)")
_TURKISH_I_ALONE: Final = re.compile("(?<![aeiouäöüAEIOUÄÖÜ])[ýÝ](?![aeiouäöüAEIOUÄÖÜ])")
_TURKISH_VOWEL: Final = re.compile("[üÜçÇ]")
_PLAINLY_TURKISH: Final = re.compile(r"\w[þÞ](?![aeiouyýöæjrv])|\bÝ[bcçdfghjklmnprstvyzBCÇDFGHJKLMNPRSTVYZ]")


# windows-1251 read as windows-1252 or -1254 leaves whole words without one ASCII letter, as no Latin alphabet does.
_BYTES: Final = bytes((0xA8, 0xB8, *range(0xC0, 0x100)))
_RUSSIAN: Final = {
    ord(misread): meant
    for name in ("cp1254", "cp1252")
    for misread, meant in zip(_BYTES.decode(name), _BYTES.decode("cp1251"), strict=True)
}
_RUSSIAN_LETTER: Final = f"[{''.join(map(chr, _RUSSIAN))}]"
_RUSSIAN_RUN: Final = re.compile(_RUSSIAN_LETTER + "{4}")  # asked first, for it is fast
_RUSSIAN_WORD: Final = re.compile(rf"(?<![^\W_]){_RUSSIAN_LETTER}+(?![^\W_])")
_NOT_ASCII: Final = re.compile(r"[^\W\x00-\x7f]")
_OUR_ACCENTS: Final = frozenset("äöüßçğışÄÖÜÇĞŞİ")  # `üçü` is a word, and primers print `äöüß`
_LEAST_LETTERS, _LEAST_WORD = 5, 3


class Mended(NamedTuple):
    """A text and the encodings that it, or lines of it, had been read in."""

    text: str
    encodings: tuple[str, ...] = ()


_TELLING: Final = re.compile(r"[^\x00-\x7f]{2}|[^\W\x00-\x7f]")
"""What every misread character leaves: two signs side by side, or a letter (before a space that was one of the two)."""


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
    if not _TELLING.search(text):
        return Mended(text)
    while may_be_misread(text):
        before, (text, encodings) = text, _read_again(text)
        found |= dict.fromkeys(encodings)
        if text == before:
            break
    if _is_misread_turkish(text):
        return Mended(text.translate(_TURKISH), (*found, "cp1254"))
    return Mended(text, tuple(found))


def _read_again(text: str) -> Mended:
    """The text after one turn: all of it as windows-1251, or each misread line."""
    if russian := _read_russian(text):
        return Mended(russian, ("cp1251",))
    proof = _find_proof(text)
    mended = [_mend_line(line, proof) if may_be_misread(line) else Mended(line) for line in text.split("\n")]
    encodings = dict.fromkeys(encoding for line in mended for encoding in line.encodings)
    return Mended("\n".join(line.text for line in mended), tuple(encodings))


def _find_proof(text: str) -> Misreading | None:
    """The encoding whose pieces may be replaced singly: it has two of them, or one right beside a Latin letter.

    A word that holds Cyrillic letters beside them is a Cyrillic word.
    """
    best = max(MISREADINGS, key=lambda misreading: len(misreading.sure.findall(text)))
    words = [word for word in _SPACES.split(text) if not _CYRILLIC.search(best.piece.sub("", word))]
    sure = [(word, piece) for word in words for piece in best.sure.finditer(word)]
    return best if len(sure) > 1 or any(_touches_latin(word, piece) for word, piece in sure) else None


def _mend_line(line: str, proof: Misreading | None) -> Mended:
    for misreading in MISREADINGS:
        if (whole := misreading.read_again(line)) is not None and _believes(misreading, line, whole):
            return Mended(whole, (misreading.name,))
    if proof:
        mended = _mend_pieces(line, proof)
        if mended != line:
            return Mended(mended, (proof.name,))
    if _LOST_SPACE.search(line):
        return Mended(_LOST_SPACE.sub("", line), (_LOSING,))
    return _ask_ftfy(line) if _NAMED.search(line) is None else _ask_around(line)


def _ask_around(line: str) -> Mended:
    """ftfy's answer to what stands between the letters that a line names."""
    parts = [_ask_ftfy(part) if place % 2 == 0 else Mended(part) for place, part in enumerate(_NAMED.split(line))]
    encodings = dict.fromkeys(encoding for part in parts for encoding in part.encodings)
    return Mended("".join(part.text for part in parts), tuple(encodings))


def _believes(misreading: Misreading, line: str, whole: str) -> bool:
    """Whether a line that could be UTF-8 is: it has a sure piece, or two unsure ones, or was misread twice."""
    if misreading.sure.search(line) or misreading.sure.search(whole):
        return True
    pieces = [*misreading.piece.finditer(line)]
    return len(pieces) > 1 or any(
        misreading.pieces[piece[0]] in LATIN and _touches_latin(line, piece) for piece in pieces
    )


def _touches_latin(line: str, piece: re.Match[str]) -> bool:
    beside = line[max(piece.start() - 1, 0) : piece.start()] + line[piece.end() : piece.end() + 1]
    return any(letter.isascii() and letter.isalpha() for letter in beside)


def _mend_pieces(line: str, proof: Misreading) -> str:
    """The line with its pieces replaced, if it has sure ones, and the lost second bytes supplied."""
    if proof.name == _LOSING:
        line = _LOST.sub(lambda found: _RESTORED[found[1]], line)
    return proof.replace_pieces(line) if proof.sure.search(line) else line


def _ask_ftfy(line: str) -> Mended:
    """ftfy's answer where it reads UTF-8 again; its other repairs are ours to make, and to count, in their place."""
    from ftfy import fix_encoding_and_explain  # 0.1 s, and most texts never need it

    fixed, steps = fix_encoding_and_explain(line)
    if fixed == line or not steps:
        return Mended(line)
    if any(step.parameter == "decode_inconsistent_utf8" for step in steps):
        return Mended(fixed, ("mixed",))
    if not any(step.action == "decode" and step.parameter.startswith("utf-8") for step in steps):
        return Mended(line)
    return Mended(fixed, tuple(s.parameter.replace("sloppy-windows-", "cp") for s in steps if s.action == "encode"))


def _is_misread_turkish(text: str) -> bool:
    """Whether the letters of Icelandic stand for those of Turkish: none of either's others, and the result reads so."""
    if not _MAYBE_TURKISH.search(text) or _NOT_TURKISH.search(text):
        return False
    both = _TURKISH_I.search(text) and (_TURKISH_S_OR_G.search(text) or _TURKISH_VOWEL.search(text))
    if not _PLAINLY_TURKISH.search(text) and not (both and _TURKISH_I_ALONE.search(text)):
        return False
    return is_turkic(text.translate(_TURKISH))


def _read_russian(text: str) -> str | None:
    """The text as windows-1251, when most letters beyond ASCII stand in words that hold no other; else None."""
    if not _RUSSIAN_RUN.search(text):
        return None
    words = (word for word in _RUSSIAN_WORD.findall(text) if len(word) >= _LEAST_WORD)
    letters = sum(len(word) for word in words if not _OUR_ACCENTS.issuperset(word))
    if letters < _LEAST_LETTERS or 2 * letters <= len(_NOT_ASCII.findall(text)):
        return None
    return _RUSSIAN_WORD.sub(lambda word: word[0].translate(_RUSSIAN), text).replace("¹", "№")
