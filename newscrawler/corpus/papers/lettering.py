"""The letters of the figures: those of the font that comes with matplotlib, which has ə, İ and Cyrillic."""

from functools import cache
from pathlib import Path


@cache
def delivered_font() -> Path:
    """The file of DejaVu Sans inside matplotlib."""
    from matplotlib import get_data_path

    return Path(get_data_path(), "fonts", "ttf", "DejaVuSans.ttf")


def drawable(text: str) -> str:
    """The text with a box for each character that the font lacks, as Chinese ones."""
    known = _characters()
    return "".join(sign if ord(sign) in known else "□" for sign in text)


@cache
def _characters() -> frozenset[int]:
    from matplotlib.ft2font import FT2Font

    return frozenset(FT2Font(str(delivered_font())).get_charmap())
