"""The date that a page prints: near its headline or its text, never a clock's, a card's or a sentence's."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from typing import Final

from newscrawler.az import DateError, ParsedDate, parse_date
from newscrawler.az.casing import fold
from newscrawler.reading.dated import SOME_DAY
from newscrawler.reading.generic.page_lines import Line, prose
from newscrawler.tree import Element

_LONGEST: Final = 120
_LONGEST_VAGUE: Final = 60
_NEAR: Final = 5
"""Lines above the headline and below the text that may belong to the article."""
_HEADLINE: Final = 20
"""Characters from which a link is another article's headline rather than a button."""
_LIST: Final = 3
"""Days in one place, from which on it is a list."""
_LONGEST_PART: Final = 20
_MOST_PARTS: Final = 4
"""Lines that a date may be printed in: day, month, year, time."""
_DIGITS: Final = re.compile(r"\d")
_TIME: Final = re.compile(r"\W*(?:\w{0,12}:?\s+)?[0-2]?\d[:.][0-5]\d(?::[0-5]\d)?\W*")
_EDITED: Final = re.compile(fold(r"\b(?:yenilə|düzəliş|dəyişdiril|обновлен|изменен|updated|modified|edited)"))
_CLOCK: Final = re.compile(fold(r"^(?:bu ?gün|сегодня|today)\W.*\b(?:19|20)\d\d\b"))
"""Today's whole date is the site's clock; an article of today says `Bu gün, 10:15`."""
_LABELLED: Final = re.compile(r"(?=(?<!\w)[^\W\d]{3,}(?: [^\W\d]+)?:\s)|[|•·;]")
"""Where one part of a line ends and the next begins: at a separator, before a label (`Saat: `)."""
_COUNTED: Final = re.compile(
    r"(?:baxış|baxılıb|oxunma|oxunub|oxundu|izlənmə|просмотр|прочит|view|read)\w*(?: sayı)?[:\s]*"
    r"\d+(?: \d{3})*(?![\d:.])",
    re.IGNORECASE,
)
_NEVER: Final = frozenset(("nav", "aside", "footer", "header"))
"""What holds a line and not what it stands by: a page's header with its clock, not an article's with its headline."""


def printed_dates(lines: Sequence[Line], headline: Line | None, chosen: Sequence[Line]) -> list[str]:
    """The date printed with an article, as one string with its time of day where that stands beside it; none if unsure.

    Asked in turn: what stands between headline and text, above the headline, below the text. A place that shows several
    days is a list of other articles, and its dates are nobody's.
    """
    for place, is_above in _places(lines, headline, chosen):
        dates = [(date, text) for date, text in _dates_in(place) if not _CLOCK.search(fold(text))]
        days = {date.day for date, _ in dates}
        if dates and len(days) < _LIST:
            told = [text for _, text in dates if not _EDITED.search(fold(text))]
            return told[-1:] if is_above else told[:1]
    return []


def _places(lines: Sequence[Line], headline: Line | None, chosen: Sequence[Line]) -> Iterator[tuple[list[Line], bool]]:
    """The places where an article's date may stand, best first; is it above, so that its last line is the nearest?"""
    order = {line: number for number, line in enumerate(lines)}
    long = prose(chosen) or list(chosen)
    first, last = (order[long[0]], order[long[-1]]) if long else (0, 0)
    if headline is not None:
        head = order[headline]
        between = lines[head + 1 : first] if first > head else lines[head + 1 : head + 1 + _NEAR]
        is_above = first > head  # the headline: what follows is between it and the text, whatever block holds them
        yield [line for line in between if _is_own(line, headline, on_page=is_above)], False
        yield _beside(reversed(lines[max(0, head - _NEAR) : head]), headline)[::-1], True
    elif long:
        yield _beside(reversed(lines[max(0, first - _NEAR) : first]), long[0])[::-1], True
    if long:
        yield _beside(lines[last + 1 : last + 1 + _NEAR], long[-1]), False


def _beside(lines: Iterable[Line], other: Line) -> list[Line]:
    """Those of `lines` that are in one block with `other` and stand before any card: a date, and a linked headline."""
    near = list(takewhile(lambda line: not line.is_heading, lines))
    cards = next((number for number, line in enumerate(near) if _is_card(line)), None)
    before = near if cards is None else near[: max(0, cards - 1)]
    return [line for line in before if not line.is_link and _is_own(line, other)]


def _is_card(line: Line) -> bool:
    return line.is_link and len(line.text) >= _HEADLINE


def _is_own(line: Line, other: Line, *, on_page: bool = False) -> bool:
    """Does a short line stand in one block with `other` (`on_page`: be it the page), and in no menu, rail or footer?"""
    if not line.stamps and len(line.text) > _LONGEST:
        return False
    above = [other.holder, *other.holder.iterancestors()]
    path: list[Element] = []
    for node in (line.holder, *line.holder.iterancestors()):
        if node in above:
            return (on_page or node.tag not in ("body", "html")) and not any(one.tag in _NEVER for one in path)
        path.append(node)
    return False


def _dates_in(place: Sequence[Line]) -> Iterator[tuple[ParsedDate, str]]:
    """The dates of a place with the strings that state them, day and time of neighbouring lines joined."""
    texts = [line.stamps[0] if line.stamps else of_publication(line.dated) for line in place]
    number = 0
    while number < len(texts):
        parts = list(takewhile(lambda text: len(text) <= _LONGEST_PART, texts[number : number + _MOST_PARTS]))
        joined = [" ".join(parts[:size]) for size in range(len(parts), 1, -1)]
        if (date := stated(texts[number])) is not None:
            yield from _with_time(date, texts, number)
        elif found := next(((date, text) for text in joined if (date := stated(text)) is not None), None):
            yield found
            number += len(parts) - 1
        number += 1


def _with_time(date: ParsedDate, texts: Sequence[str], number: int) -> Iterator[tuple[ParsedDate, str]]:
    """The date that a line states, with the time of day that the line below or above it is, if one of them is.

    A day without a year and a time is none: so begins the text of many agencies (`Bakı, 1 dekabr, AZƏRTAC`).
    """
    text = texts[number]
    for other in (number + 1, number - 1):
        if date.precision == "day" and 0 <= other < len(texts) and _TIME.fullmatch(texts[other]):
            joined = f"{text} {texts[other]}" if other > number else f"{texts[other]} {text}"
            if (finer := stated(joined)) is not None and finer.day == date.day:
                date, text = finer, joined
    if date.precision != "day" or not {"relative", "year_inferred"} & {*date.flags}:
        yield date, text


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
    if not _DIGITS.search(text) or len(text) > _LONGEST:
        return text
    is_edited, date = _EDITED.search(fold(text)), stated(text)
    if not is_edited and (date is None or date.precision != "day"):
        return text
    uncounted = " ".join(_COUNTED.sub(" ", text).split())
    if not is_edited:
        return uncounted
    return " | ".join(part for part in parts_of(uncounted) if not _EDITED.search(fold(part))) or uncounted


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
    is_vague = bool({"year_inferred", "relative"} & {*date.flags})
    return date if not is_vague or len(text) <= _LONGEST_VAGUE else None
