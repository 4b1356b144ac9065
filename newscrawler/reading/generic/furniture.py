"""Lines that are no text by their words: labels to press, stamps."""

import re
from typing import Final

from newscrawler.az.casing import fold
from newscrawler.reading.generic.bylines import of_publication, parts_of, stated

PARAGRAPH: Final = 80
"""Characters from which a line is a paragraph rather than a label."""
LABEL: Final = 60
"""Characters up to which a line can be a label."""
_BARE_DATE: Final = 16
_EDGES: Final = " .!?…:;>→«»-–—|"
_LONGEST_STAMP: Final = 120
_LONGEST_PART: Final = 40
_PART: Final = re.compile(
    fold(r"(?:tarixi?|saat|vaxt|dərc|дата|время|date|time)?[^\w]*(?:\d{1,2}[:.]\d\d(?::\d\d)?|\d{1,4})?[^\w]*")
)
_BUTTON: Final = re.compile(  # folded: a capital `W` would not survive it
    fold(
        r"(?:video |mobil )?reklam\w*(?: \w+){0,3}|inpage|yüklənir|paylaş\w*|çap(?: et| versiyası)?|"
        r"şərh(?:lər| yaz\w*)?|həmçinin bax|(?:oxunma|oxunub|baxış|baxılıb)\w*(?: sayı)?[^\w]*[\d ]*|"
        r"(?:на правах )?реклам\w*|загрузка|поделиться|печать|комментар\w+|читайте также|просмотр\w*[^\w]*[\d ]*|"
        r"advertisement|sponsored(?: content)?|loading|share(?: this)?|print|(?:leave a )?comments?|read also|"
        r"views?[^\w]*[\d ]*|[\d:]+ ?/ ?[\d:]+|(?:\d{1,2} ?(?:punto|px|pt)[^\w]*)+"
    )
)


def is_button(text: str) -> bool:
    """Is a line a label of something to press, to watch or to buy, and nothing else?

    >>> is_button("Reklam burada ola bilər"), is_button("Paylaş:"), is_button("Reklam bazarı böyüyür, qiymətlər artır.")
    (True, True, False)
    """
    return len(text) <= LABEL and _BUTTON.fullmatch(fold(text).strip(_EDGES)) is not None


def is_stamp(text: str) -> bool:
    """Is a short line a date, or a label and a date; or a longer one short parts with a date among them?

    >>> is_stamp("Tarix: 15 dekabr 2025, 15:17"), is_stamp("2025-ci ildə 300 kitab alınıb.")
    (True, False)
    >>> is_stamp("24 iyun, Gəncə şəhər meydanı"), is_stamp("Bölmə: Siyasət | Müəllif: Əli | 15.12.2025 | Oxunub: 345")
    (False, True)
    """
    parts = parts_of(text)
    is_row = len(text) <= _LONGEST_STAMP and len(parts) > 1 and max(map(len, parts)) <= _LONGEST_PART
    if not (len(text) <= LABEL or is_row) or not any(map(str.isdigit, text)):
        return False
    date = stated(of_publication(text))
    if date is None:
        return False
    return len(text) <= _BARE_DATE or "year_inferred" not in date.flags  # `Bakı, 1 dekabr, AZƏRTAC` is text


def is_part_of_stamp(text: str) -> bool:
    """Is a line a label, a time or a number, one of several lines in which a date may be printed?

    >>> [is_part_of_stamp(text) for text in ("Tarix:", "10:15", "Saat 10:15", "12", "Fevral", "Tarix müəllimi")]
    [True, True, True, True, True, False]
    """
    if len(text) > _BARE_DATE:
        return False
    is_month = text.isalpha() and stated(f"1 {text} 2024") is not None
    return is_month or _PART.fullmatch(fold(text)) is not None
