"""`normalise_text` on clean text in characters a second, and on dirty text beside `ftfy.fix_encoding`."""

from ftfy import fix_encoding

from bench.az_sentences import read_gold
from bench.timing import Row, cpu_ratio, cpu_seconds
from newscrawler.az import normalise_text

FASTEST = 20e6  # characters a second
SLOWEST = 3.0  # times ftfy
COPIES = 40


def measure() -> list[Row]:
    clean = "\n".join([" ".join(sentences) for sentences in read_gold()] * COPIES)
    if normalise_text(clean).fixes:
        raise ValueError("the gold set is not clean")
    speed = len(clean) / min(cpu_seconds(lambda: normalise_text(clean)) for _ in range(5))
    rows = [Row("normalise_text, clean text", f"{speed / 1e6:.0f} M characters/s", "≥ 20", speed >= FASTEST)]
    for name, dirty in soil(clean).items():
        if not normalise_text(dirty).fixes:
            raise ValueError(f"nothing is wrong with {name}")
        ratio, low, high = cpu_ratio(lambda text=dirty: normalise_text(text), lambda text=dirty: fix_encoding(text))  # type: ignore[misc]
        value = f"{ratio:.1f}× ({low:.1f}–{high:.1f})"
        rows.append(Row(f"normalise_text beside fix_encoding, {name}", value, "≤ 3×", ratio <= SLOWEST))
    return rows


def soil(clean: str) -> dict[str, str]:
    """The same text with the defects that news pages have."""
    lines = clean.split("\n")
    return {
        "no-break spaces": clean.replace(" v", "\xa0v"),
        "Cyrillic schwas": clean.replace("ər", "әr"),
        "mojibake of windows-1252": misread(clean, "cp1252"),
        "mojibake of windows-1251": misread(clean, "cp1251"),
        "one line of each": "\n".join(
            [*lines, misread(lines[0], "cp1252"), misread(lines[1], "cp1251"), lines[2].replace("ə", "ә"), "\u200b"]
        ),
    }


def misread(text: str, encoding: str) -> str:
    """UTF-8 read in another encoding, as a browser reads it: a byte without a letter is a control character."""
    return "".join(bytes([byte]).decode(encoding, "ignore") or chr(byte) for byte in text.encode())
