"""Single characters that harm text: controls, decomposed letters, invisible ones, and every kind of white space.

Each repair takes a text and returns it with the number of places it mended.
"""

import re
import unicodedata
from html.entities import html5
from typing import Final

Counted = tuple[str, int]

ENTITY: Final = re.compile(
    "&(?:(?P<and>(?:(?:amp|AMP|#0{0,5}38|#[xX]0{0,4}26);)+)"
    "|#(?P<tens>[0-9]{2,7});|#[xX](?P<hex>[0-9a-fA-F]{2,6});|(?P<name>[A-Za-z][A-Za-z0-9]{1,30};))"
)
"""A character reference of HTML with its semicolon, known or not; an ampersand may be escaped any number of times."""
_HALF_ENTITY: Final = re.compile("&[#0-9A-Za-z]{1,31}\\Z")
_LONGEST_ENTITY: Final = 33
_LAST_CHARACTER: Final = 0x10FFFF
_C1: Final = re.compile("[\x80-\x9f]")
_CP1252: Final = {chr(code): bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}
_NEXT_LINE: Final = re.compile("(?<![\x80-\xbf\xc2-\xf4])\x85")  # behind those letters it is a byte of mojibake
_DOTTED_I: Final = re.compile("[iıİ]\u0307")
_SURROGATES: Final = re.compile("[\ud800-\udfff]")

# U+200C and U+200D join letters of Arabic and Indic scripts and the parts of an emoji; elsewhere they mean nothing.
_JOINED: Final = "\u0590-\u1cff\u2190-\u2bff\ua840-\uabff\ufb1d-\ufdff\ufe00-\ufe0f\ufe70-\ufefc\U0001f000-\U0001faff"
_SMALL: Final = "a-zəğıöüçş"
_INVISIBLE: Final = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc¬]"
    "(?:(?<![\u200c\u200d¬])"
    f"|(?<=[\u200c\u200d])(?:(?<![{_JOINED}].)|(?![{_JOINED}]))"
    f"|(?<=[{_SMALL}]¬)(?=[{_SMALL}]))",  # what an old converter made of the soft hyphen (tqdk.gov.az)
    re.DOTALL,
)

_SPACE: Final = "\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_SPACES: Final = re.compile(f"[ {_SPACE}](?:[ {_SPACE}]++|(?<! )|(?<=\\A )|\\Z)")
_LINE_END: Final = "\r\v\f\x1c-\x1e\x85\u2028\u2029"
_MORE: Final = f"[ \n{_LINE_END}]"
_LINE_ENDS: Final = re.compile(
    f"{_MORE}(?:(?<=[{_LINE_END}])|(?<= )[\n{_LINE_END}]|(?<=\n)(?:{_MORE}|(?<=\\A\n)|\\Z)){_MORE}*+"
)


def decode_entities(text: str) -> Counted:
    """Character references that are still there after a page was parsed, for they were escaped twice.

    >>> decode_entities("&quot;Ne&#102;t&ccedil;i&quot; R&D; &foo; a=1&copy=2")
    ('"Neftçi" R&D; &foo; a=1&copy=2', 4)
    """
    if "&" not in text:
        return text, 0
    count = 0

    def decode(found: re.Match[str]) -> str:
        nonlocal count
        letter = _meant(found)
        count += letter is not None
        return found[0] if letter is None else letter

    return ENTITY.sub(decode, text), count


def _meant(found: re.Match[str]) -> str | None:
    """The character that a reference stands for; None when there is none, or when it would complete another one."""
    if found["and"]:
        return "&"
    code = int(found["tens"] or int(found["hex"] or "0", 16))
    letter = html5.get(found["name"]) if found["name"] else chr(code) if code <= _LAST_CHARACTER else None
    if letter and letter.isascii():  # `&#&#51;8;` could go on like this for a megabyte, one layer a pass
        before = found.string[max(0, found.start() - _LONGEST_ENTITY) : found.start()]
        return None if _HALF_ENTITY.search(before) else letter
    return letter


def pair_surrogates(text: str) -> Counted:
    """Surrogate pairs become their character, lone halves U+FFFD: a lone half cannot be written to any file.

    >>> pair_surrogates("a\\ud83d\\ude42b\\udc80")
    ('a🙂b\ufffd', 3)
    """
    if not (count := len(_SURROGATES.findall(text))):
        return text, 0
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace"), count


def end_lines(text: str) -> Counted:
    """U+0085, where it is no byte of mojibake, becomes the line end it stands for.

    >>> end_lines("bir\\x85iki")
    ('bir\\niki', 1)
    """
    return _NEXT_LINE.subn("\n", text)


def decode_c1(text: str) -> Counted:
    """C1 controls are the typographic signs of windows-1252, read as Latin-1.

    >>> decode_c1("Bakı\\x92da")
    ('Bakı’da', 1)
    """
    return _C1.subn(lambda found: _CP1252[found[0]], text)


def compose(text: str) -> Counted:
    """NFC. NFKC would turn ² into 2 and № into No. Counts the characters saved.

    >>> compose("s\u0327u\u0308")
    ('şü', 2)
    """
    composed = unicodedata.normalize("NFC", text)
    return (text, 0) if composed == text else (composed, abs(len(text) - len(composed)) or 1)


def undot_i(text: str) -> Counted:
    """`"İ".lower()` leaves i + U+0307, and NFC keeps it; `ı` + U+0307 and `İ` + U+0307 are its sisters.

    >>> undot_i("i\u0307yul")
    ('iyul', 1)
    """
    return _DOTTED_I.subn(lambda found: "İ" if found[0][0] == "İ" else "i", text)


def drop_invisible(text: str) -> Counted:
    """Controls, soft hyphens, zero-width and direction marks go; joiners stay where a script or an emoji needs them.

    >>> drop_invisible("Ba\xadkı\u200b"), drop_invisible("👨\u200d👩\u200d👧")
    (('Bakı', 2), ('👨\u200d👩\u200d👧', 0))
    """
    return _INVISIBLE.subn("", text)


def tidy_spaces(text: str) -> Counted:
    """One plain space between two words, and none around the text.

    >>> tidy_spaces(" Bakı\xa0 şəhəri\t")
    ('Bakı şəhəri', 3)
    """

    def tidy(run: re.Match[str]) -> str:
        return "" if run.start() == 0 or run.end() == len(text) else " "

    return _SPACES.subn(tidy, text)


def tidy_lines(text: str) -> Counted:
    """One line end between two paragraphs, whatever sign or number of them was there, and none around the text.

    Asks for single spaces.

    >>> tidy_lines("bir \\r\\n\\r\\n\\r\\niki\\u2028üç\\n")
    ('bir\\niki\\nüç', 3)
    """

    def tidy(run: re.Match[str]) -> str:
        return "" if run.start() == 0 or run.end() == len(text) else "\n"

    return _LINE_ENDS.subn(tidy, text)
