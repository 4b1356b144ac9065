"""What UTF-8 looks like when it is read in an 8-bit encoding: the pieces by which mojibake is known."""

import codecs
import re
from dataclasses import dataclass
from typing import Final

LATIN: Final = "əışğöüçƏİŞĞÖÜÇâ"
CYRILLIC: Final = "".join(map(chr, range(ord("А"), ord("я") + 1))) + "ЁёӘәҒғҜҝЈјӨөҮүҺһҸҹ"
SIGNS: Final = "“”„‘’–—…«»№°"

_LETTERS: Final = frozenset(LATIN + CYRILLIC)
_CYRILLIC_LETTER: Final = re.compile("[Ѐ-ҁҊ-ԯ]")
_SMALL_RUSSIAN: Final = re.compile("[а-я]")  # their bytes stand in no UTF-8
_ASCII_LETTER: Final = re.compile("[A-Za-z]")

# Pieces that honest text holds too: `Г–Д` and `группа В»` are Russian, `РІК` Ukrainian, `DAĞ”` Azerbaijani.
_HONEST: Final = {
    "cp1251": CYRILLIC + "«»°Ö",
    "cp1254": CYRILLIC,
    "iso8859-9": CYRILLIC,
    "mac-roman": CYRILLIC + "ə",
}
# But several in a row are none, unless they are capitals of living alphabets (`РІС` is Ukrainian): `дом` as `РґРѕРј`.
_CAPITALS: Final = "ЂЃЉЊЌЋЏЎЈҐІЄЇЅЁ"
_OTHERS: Final = "ѓђљњќћџўґієїѕјё‚„…†‡€‰‹‘’“”•–—™›¤¦§©«¬®°±µ¶·№»\x98\xa0\xad"
_SECOND: Final = f"(?:[{_OTHERS}](?=[РС][{_CAPITALS}{_OTHERS}])|[{_CAPITALS}](?=[РС][{_OTHERS}]))"
_IN_A_ROW: Final = {"cp1251": [f"Р{_SECOND}", f"С{_SECOND}"]}  # a class in front would cost the engine its quick scan


@dataclass(frozen=True)
class Misreading:
    """One encoding that UTF-8 was taken for, its pieces and the letters they stand for."""

    name: str
    pieces: dict[str, str]
    piece: re.Pattern[str]
    sure: re.Pattern[str]
    to_bytes: object

    def read_again(self, line: str) -> str | None:
        """The line as the UTF-8 it was, None when it cannot have been."""
        try:
            return codecs.charmap_encode(line, "strict", self.to_bytes)[0].decode()  # type: ignore[arg-type]
        except UnicodeError:
            return None

    def replace_pieces(self, line: str) -> str:
        """The line with its known pieces replaced, word by word, and what is honest kept (`группа «В»`)."""
        if not _SMALL_RUSSIAN.search(line):
            return self._replace_all(line)
        return " ".join(map(self._replace_in, line.split(" ")))

    def _replace_all(self, text: str) -> str:
        return self.piece.sub(lambda found: self.pieces[found[0]], text)

    def _replace_in(self, word: str) -> str:
        letters = [self.pieces[piece] for piece in self.piece.findall(word)]
        if not letters:
            return word
        rest = self.piece.sub("", word)
        may_be_honest = not _LETTERS.issuperset(letters) or _CYRILLIC_LETTER.search(rest)
        if may_be_honest and not _ASCII_LETTER.search(rest) and not self.sure.search(word):
            return word
        return self._replace_all(word)


def _describe(name: str) -> Misreading:
    # A byte that the encoding leaves free passes as the control character of its number.
    table = "".join(bytes([code]).decode(name, "ignore") or chr(code) for code in range(256))
    pieces = {"".join(table[byte] for byte in letter.encode()): letter for letter in LATIN + CYRILLIC + SIGNS}
    honest = _HONEST.get(name, "")
    sure = [re.escape(piece) for piece, letter in pieces.items() if letter not in honest]
    sure += _IN_A_ROW.get(name, [])
    return Misreading(
        name,
        pieces,
        re.compile("|".join(map(re.escape, pieces))),
        re.compile("|".join(sure)),
        codecs.charmap_build(table),
    )


MISREADINGS: Final = tuple(
    _describe(name) for name in ("cp1251", "cp1252", "latin-1", "cp1254", "iso8859-9", "cp1250", "cp437", "mac-roman")
)
"""In the order in which they are tried; where two spell a line alike, the first is named."""
