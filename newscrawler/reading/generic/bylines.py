"""A line of labels and values by a headline: what of it tells when the article came out."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from newscrawler.az import DateError, ParsedDate, parse_date
from newscrawler.az.casing import fold
from newscrawler.reading.dated import SOME_DAY

LONGEST: Final = 120
"""Characters, from which on a line is a sentence."""
VAGUE: Final = frozenset(("year_inferred", "relative"))
"""The flags of a date that is not told whole."""
_LONGEST_VAGUE: Final = 60
_DIGITS: Final = re.compile(r"\d")
_EDIT: Final = (
    "yenilə|düzəliş|dəyişdiril|son dəyişik|redaktə|güncelle|обновлен|обновлён|изменен|изменён"
    "|updated|last update|modified|edited"
)
_EDITED: Final = re.compile(rf"\b(?:{fold(_EDIT)})")
_LABELLED: Final = re.compile(
    rf"(?<!\w)(?<!\bson )(?<!\blast )(?=[^\W\d]{{3,}}(?: [^\W\d]+)?:\s|(?:(?:son|last) )?(?:{_EDIT}))|[|•·;]",
    re.IGNORECASE,
)
"""Where one part of a line ends and the next begins: at a separator, before a label (`Saat: `, `Son yenilənmə `)."""
_COUNTED: Final = re.compile(
    r"(?:baxış|baxılıb|oxunma|oxunub|oxundu|izlənmə|просмотр|прочит|view|read)\w*(?: sayı)?[:\s]*"
    r"\d+(?: \d{3})*(?![\d:.])",
    re.IGNORECASE,
)


def is_of_edit(text: str) -> bool:
    """Does a line say that something was edited?

    >>> is_of_edit("Son yenilənmə 13:45"), is_of_edit("Dərc olunub: 13:45")
    (True, False)
    """
    return _EDITED.search(fold(text)) is not None


def parts_of(text: str) -> list[str]:
    """The parts of a line of labels and values.

    >>> parts_of("Siyasət Baxılıb: 345 Tarix: 07.04.2026 | Saat: 10:15")
    ['Siyasət', 'Baxılıb: 345', 'Tarix: 07.04.2026', 'Saat: 10:15']
    """
    return [part.strip() for part in _LABELLED.split(text) if part and part.strip()]


def of_publication(text: str) -> str:
    """What of a line may say when an article came out: without its last edit, without how often it was read.

    >>> of_publication("Yayımlanıb: 07.04.2026 10:15 | Yenilənib: 08.04.2026 11:20")
    'Yayımlanıb: 07.04.2026 10:15'
    >>> of_publication("07.04.2026 Baxış: 1543 10:15"), of_publication("Yenilənib: 08.04.2026")
    ('07.04.2026 10:15', 'Yenilənib: 08.04.2026')
    """
    if not _DIGITS.search(text) or len(text) > LONGEST:
        return text
    is_edited, date = is_of_edit(text), stated(text)
    if not is_edited and (date is None or date.precision != "day"):
        return text
    uncounted = " ".join(_COUNTED.sub(" ", text).split())
    if not is_edited:
        return uncounted
    rest = " | ".join(_unedited(parts_of(uncounted)))
    return rest if _DIGITS.search(rest) else uncounted


def _unedited(parts: Iterable[str]) -> Iterator[str]:
    """The parts that tell of no edit; a label of two words may be torn from its value (`Redaktə`, `edilib: …`)."""
    is_torn = False
    for part in parts:
        if is_of_edit(part) or (is_torn and part[:1].islower()):
            is_torn = not _DIGITS.search(part)
        else:
            is_torn = False
            yield part


def stated(text: str) -> ParsedDate | None:
    """The day that a line states, if it is one; a bare time of day is none, a line without a year has to be short.

    >>> str(stated("Tarix: 07 aprel 2026")), stated("Bakı vaxtı 10:00")
    ('2026-04-07', None)
    """
    if not _DIGITS.search(text):
        return None
    try:
        date = parse_date(text, now=SOME_DAY)
    except DateError:
        return None
    if date.precision == "month" or date.rule == "time":
        return None
    return date if not VAGUE & {*date.flags} or len(text) <= _LONGEST_VAGUE else None
