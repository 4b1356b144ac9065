"""What UTF-8 looks like when it is read in an 8-bit encoding: the pieces by which mojibake is known."""

import codecs
import re
from dataclasses import dataclass
from typing import Final

LATIN: Final = "əışğöüçƏİŞĞÖÜÇâ"
CYRILLIC: Final = "".join(map(chr, range(ord("А"), ord("я") + 1))) + "ЁёӘәҒғҜҝЈјӨөҮүҺһҸҹ"
SIGNS: Final = "“”„‘’–—…«»№°"

# Pieces that honest text holds too: `Г–Д` and `группа В»` are Russian, `РІК` Ukrainian, `DAĞ”` Azerbaijani.
_HONEST: Final = {
    "cp1251": CYRILLIC + "«»°Ö",
    "cp1254": CYRILLIC,
    "iso8859-9": CYRILLIC,
    "mac-roman": CYRILLIC + "ə",
}


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
        """The line with its known pieces replaced and the rest kept."""
        return self.piece.sub(lambda found: self.pieces[found[0]], line)


def _describe(name: str) -> Misreading:
    # A byte that the encoding leaves free passes as the control character of its number.
    table = "".join(bytes([code]).decode(name, "ignore") or chr(code) for code in range(256))
    pieces = {"".join(table[byte] for byte in letter.encode()): letter for letter in LATIN + CYRILLIC + SIGNS}
    honest = _HONEST.get(name, "")
    sure = [re.escape(piece) for piece, letter in pieces.items() if letter not in honest]
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
