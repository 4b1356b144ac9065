"""The date that a page prints: near its headline or its text, never a clock's, a card's or a sentence's."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from typing import Final, NamedTuple

from newscrawler.az import ParsedDate
from newscrawler.az.casing import fold
from newscrawler.reading.generic.bylines import LONGEST, VAGUE, is_of_edit, of_publication, stated
from newscrawler.reading.generic.furniture import is_stamp
from newscrawler.reading.generic.page_lines import Line, letters_of, prose
from newscrawler.tree import Element, text_of

DATE_METAS: Final = (
    *("article:published_time", "datePublished", "og:article:published_time", "article:published", "article.published"),
    *("pubdate", "publishdate", "publish-date", "publish_date", "publication_date", "published", "DC.date.issued"),
    *("DC.date", "dcterms.issued", "dcterms.created", "parsely-pub-date", "sailthru.date", "og:pubdate"),
    *("cXenseParse:recs:publishtime", "date"),
)
"""Names of the `<meta>` that publishing systems tell the date in, the usual ones first."""
_NEAR: Final = 5
"""Lines above the headline and below the text that may belong to the article."""
_HEADLINE: Final = 20
"""Characters from which a link is another article's headline rather than a button."""
_LIST: Final = 3
"""Days in one place, from which on it is a list."""
_LONGEST_PART: Final = 20
_MOST_PARTS: Final = 4
"""Lines that a date may be printed in: day, month, year, time."""
_TIME: Final = re.compile(r"\W*(?:\w{0,12}:?\s+)?[0-2]?\d[:.][0-5]\d(?::[0-5]\d)?\W*")
_RECORDING: Final = re.compile(r"(?i)figure|video|audio|player|duration|length(?![a-z])")
_CLOCK: Final = re.compile(fold(r"^(?:bu ?gün|сегодня|today)\W.*\b(?:19|20)\d\d\b"))
"""Today's whole date is the site's clock; an article of today says `Bu gün, 10:15`."""
_NEVER: Final = frozenset(("nav", "aside", "footer", "header"))
"""What holds a line and not what it stands by: a page's header with its clock, not an article's with its headline."""


def printed_dates(lines: Sequence[Line], headline: Line | None, chosen: Sequence[Line]) -> list[str]:
    """The date printed with an article, as one string with its time of day where that stands beside it; none if unsure.

    A stamp (`<time datetime=…>`) comes first and what it shows behind it, for either may be false. Asked in turn: what
    stands between headline and text, above the headline, below a standfirst, below the text. A place that shows several
    days is a list of other articles, and its dates are nobody's.
    """
    for place, is_above in _places(lines, headline, chosen):
        dates = [one for one in _dates_in(place) if not _CLOCK.search(fold(one.text))]
        days = {one.date.day for one in dates}
        if dates and len(days) < _LIST:
            told = [one for one in dates if not is_of_edit(one.shown)]
            return [text for one in (told[-1:] if is_above else told[:1]) for text in one.texts]
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
        if long:
            yield _below_lead(lines[head + 1 : last], long[0]), False
    elif long:
        yield _beside(reversed(lines[max(0, first - _NEAR) : first]), long[0])[::-1], True
    if long:
        yield _beside(lines[last + 1 : last + 1 + _NEAR], long[-1]), False


def _below_lead(lines: Sequence[Line], lead: Line) -> list[Line]:
    """The stamps between the first paragraph and the next: a standfirst stands right below its headline."""
    if lead not in lines[:_NEAR]:
        return []
    below = lines[lines.index(lead) + 1 :]
    return [line for line in takewhile(lambda line: not line.is_sentence, below[:_NEAR]) if is_stamp(line.dated)]


def _beside(lines: Iterable[Line], other: Line) -> list[Line]:
    """Those of `lines` that are in one block with `other` and stand before any card: a date, and a linked headline."""
    near = list(takewhile(lambda line: not line.is_heading or is_stamp(line.dated), lines))
    cards = next((number for number, line in enumerate(near) if _is_card(line)), None)
    before = near if cards is None else near[: max(0, cards - 1)]
    return [line for line in before if not line.is_link and _is_own(line, other)]


def _is_card(line: Line) -> bool:
    return line.is_link and len(line.text) >= _HEADLINE


def _is_own(line: Line, other: Line, *, on_page: bool = False) -> bool:
    """Does a short line stand in one block with `other` (`on_page`: be it the page), and in no menu, rail or footer?"""
    if not line.stamps and len(line.text) > LONGEST:
        return False
    above = [other.holder, *other.holder.iterancestors()]
    path: list[Element] = []
    for node in (line.holder, *line.holder.iterancestors()):
        if node in above:
            return (on_page or node.tag not in ("body", "html")) and not any(one.tag in _NEVER for one in path)
        path.append(node)
    return False


class _Told(NamedTuple):
    """A date, the string that states it, and what a reader sees there."""

    date: ParsedDate
    text: str
    shown: str

    @property
    def texts(self) -> list[str]:
        """The string, and what is shown where that is another whole date: `2 gün əvvəl` grows old on its page."""
        date = stated(self.shown) if self.shown != self.text else None
        return [self.text] if date is None or VAGUE & {*date.flags} else [self.text, self.shown]


def _dates_in(place: Sequence[Line]) -> Iterator[_Told]:
    """The dates of a place, day and time of neighbouring lines joined."""
    place = [line for line in place if not _is_length(line)]
    texts = [_stamp(line) if line.stamps else of_publication(line.dated) for line in place]
    shown = [_shown(line) if line.stamps else text for line, text in zip(place, texts, strict=True)]
    number = 0
    while number < len(texts):
        parts = list(takewhile(lambda text: len(text) <= _LONGEST_PART, texts[number : number + _MOST_PARTS]))
        joined = [" ".join(parts[:size]) for size in range(len(parts), 1, -1)]
        if (date := stated(texts[number])) is not None:
            for told, text in _with_time(date, texts, number):
                yield _Told(told, text, text if text != texts[number] else shown[number])
        elif found := next((_Told(date, text, text) for text in joined if (date := stated(text)) is not None), None):
            yield found
            number += len(parts) - 1
        number += 1


def _is_length(line: Line) -> bool:
    """Is a bare time that of a recording, by what is wrapped around it alone?"""
    if line.stamps or not _TIME.fullmatch(line.text):
        return False
    above = (line.holder, *line.holder.iterancestors())
    own = takewhile(lambda up: letters_of(text_of(up)) == line.letters, above)
    return any(_RECORDING.search(f"{up.tag} {up.get('class')} {up.get('id')}") for up in own)


def _stamp(line: Line) -> str:
    """The first stamp of a line; the earliest where one of several is that of an edit."""
    return min(line.stamps) if is_of_edit(line.text) else line.stamps[0]


def _shown(line: Line) -> str:
    """What a line shows for its stamp; nothing where it has several."""
    return of_publication(line.dated) if len(line.stamps) == 1 else ""


def _with_time(date: ParsedDate, texts: Sequence[str], number: int) -> Iterator[tuple[ParsedDate, str]]:
    """The date that a line states, with the time of day that the line below or above it is, if one of them is.

    A day without a year and a time is none: so begins the text of many agencies (`Bakı, 1 dekabr, AZƏRTAC`).
    """
    text = texts[number]
    for other in (number + 1, number - 1):
        if date.precision == "day" and 0 <= other < len(texts) and _TIME.fullmatch(texts[other]):
            joined = f"{text} {texts[other]}" if other > number else f"{texts[other]} {text}"
            finer = stated(joined)
            if finer is not None and finer.precision != "day" and finer.day == date.day and not is_of_edit(joined):
                date, text = finer, joined
    if date.precision != "day" or not VAGUE & {*date.flags}:
        yield date, text
