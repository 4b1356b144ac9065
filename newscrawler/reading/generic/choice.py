"""Which lines of a page are the article's text: rules about blocks, none about the class names of any site."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from itertools import pairwise, takewhile
from typing import Final

from newscrawler.reading.appeals import is_appeal
from newscrawler.reading.document import Document
from newscrawler.reading.generic.bounds import bounded
from newscrawler.reading.generic.bylines import stated
from newscrawler.reading.generic.cited import with_cited
from newscrawler.reading.generic.credits import is_signature
from newscrawler.reading.generic.furniture import LABEL, PARAGRAPH, is_button, is_part_of_stamp, is_stamp
from newscrawler.reading.generic.page_lines import Line, common_block, held_by, letters_of, prose
from newscrawler.tree import Element

_MOST: Final = 0.8
_LEAST_LEFT: Final = 0.5
"""Share of the text: a rule that would take away more is wrong about this page."""
_MAIN_PLACE: Final = 0.3
_LEAST_PROSE: Final = 0.1
_MOST_STAMPS: Final = 2
_NAME: Final = re.compile(r"[^\W\d_]+(?:[ '’-][^\W\d_]+){1,3}")
_NEVER_TEXT: Final = frozenset(("h1", "aside", "figure"))


def choose(lines: Sequence[Line], found: Collection[Line], title: str | None, document: Document) -> list[Line]:
    """The lines of the article's text in document order, out of those that were `found` to be main text."""
    inside = held_by(lines, common_block(found, _MOST))
    followed = {
        line
        for line, below in pairwise(lines)
        if line.is_heading and below in found and below.is_sentence and not below.is_link
    }
    above = {*_above(lines, title)}
    chosen = [line for line in lines if line in found]
    chosen = _without(chosen, lambda line: line not in inside)
    chosen = _without(chosen, lambda line: line in above)
    chosen = _without(chosen, lambda line: _is_title(line, title))
    chosen = _without_rails(chosen, followed)
    chosen = with_cited(lines, chosen, document)
    chosen = _with_forgotten(lines, chosen, title)
    chosen = _without(chosen, lambda line: is_button(line.text))
    chosen = _without_stamps(_without_labels(lines, chosen))
    chosen = bounded(_without_signature(lines, _without_invitations(chosen)), title, document)
    return chosen if _size(prose(chosen)) >= _LEAST_PROSE * _size(chosen) else []


def _above(lines: Sequence[Line], title: str | None) -> list[Line]:
    """The lines above the headline; on a page without headings, above the line that shows it."""
    is_shown = any(line.is_heading and _is_title(line, title) for line in lines)
    return [*takewhile(lambda line: not (_is_title(line, title) and (line.is_heading or not is_shown)), lines)]


def _is_title(line: Line, title: str | None) -> bool:
    """Is it the headline: an `h1`, or the same words elsewhere?"""
    return line.holder.tag == "h1" or (title is not None and line.letters == letters_of(title))


def _without(chosen: list[Line], is_odd: Callable[[Line], bool]) -> list[Line]:
    left = [line for line in chosen if not is_odd(line)]
    return left if _size(left) >= _LEAST_LEFT * _size(chosen) else chosen


def _without_rails(chosen: list[Line], followed: Collection[Line]) -> list[Line]:
    """Without links that no text follows: a rail of headlines can be longer than a short article."""
    own = [line for line in chosen if not line.is_link or line in followed]
    return own if _size(prose(own)) >= PARAGRAPH else _without(chosen, lambda line: line not in own)


def _size(lines: Collection[Line]) -> int:
    return sum(len(line.text) for line in lines)


def _with_forgotten(lines: Sequence[Line], chosen: list[Line], title: str | None) -> list[Line]:
    """With lines that stand where most of the text stands and were left out: subheadings, lists, short paragraphs.

    Between chosen lines each of them, before and behind them whole sentences only.
    """
    if not chosen:
        return chosen
    main, own = _main_places(chosen), set(chosen)
    known, text = {line.letters for line in chosen}, "".join(line.letters for line in chosen)

    def belongs(line: Line) -> bool:
        is_known = line.letters in known or (len(line.text) > LABEL and line.letters in text)  # as a quote pulled out
        if not line.letters or line.linked or is_known or _is_title(line, title):
            return False
        return line.holder.tag not in _NEVER_TEXT and bool({line.holder, _place(line)} & main)

    first, last = lines.index(chosen[0]), lines.index(chosen[-1])
    for beside in (reversed(lines[:first]), lines[last + 1 :]):
        real = (line for line in beside if not is_button(line.text))
        own |= {*takewhile(lambda line: belongs(line) and line.is_sentence, real)}
    for line, below in reversed([*pairwise(lines[first : last + 1])]):
        if line not in own and belongs(line) and (len(line.text) >= PARAGRAPH or below in own):
            own.add(line)
    return [line for line in lines if line in own]


def _main_places(chosen: Collection[Line]) -> set[Element | None]:
    """The elements in which a good part of the text stands."""
    places: Counter[Element | None] = Counter()
    for line in chosen:
        places[_place(line)] += len(line.text)
    least = _MAIN_PLACE * places.total()
    return {place for place, size in places.items() if size >= least}


def _place(line: Line) -> Element | None:
    """What a line stands in beside others: the items of a list stand where the list stands."""
    up = line.holder.getparent()
    return up.getparent() if up is not None and line.holder.tag == "li" else up


def _without_labels(lines: Sequence[Line], chosen: list[Line]) -> list[Line]:
    """Without what stands above links that are no text (`Oxşar xəbərlər`), and headings below which nothing stands."""
    own = set(chosen)
    followers = dict(pairwise(lines))
    for line in reversed(chosen):
        below = followers.get(line)
        is_label = len(line.text) < LABEL and not line.ends_sentence
        if is_label and below is not None and below not in own and below.is_link:
            own.discard(line)
    kept = [line for line in chosen if line in own]
    main = _main_places(kept)  # there, a whole sentence in a heading is text in the wrong element
    while len(kept) > 1 and kept[-1].is_heading and not (kept[-1].is_sentence and _place(kept[-1]) in main):
        kept.pop()
    return kept


def _without_stamps(chosen: list[Line]) -> list[Line]:
    """Without the lines above the first paragraph, or below the last, that say when it was published."""
    first = next((place for place, line in enumerate(chosen) if line.is_sentence), 0)
    last = next((place for place, line in enumerate(reversed(chosen)) if line.is_sentence), 0)
    stamps = {*_stamps(chosen[:first]), *_stamps(chosen[len(chosen) - last :])}
    return [line for line in chosen if line not in stamps]


def _stamps(edge: Sequence[Line]) -> list[Line]:
    """Those of the lines above or below the text that are a date, or that one is printed in together."""
    stamps = [line for line in edge if is_stamp(line.dated)]
    if len(stamps) > _MOST_STAMPS:  # a timetable
        return []
    parts = [line for line in edge if is_part_of_stamp(line.text)]
    return [*stamps, *parts] if stamps or stated(" ".join(line.text for line in parts)) is not None else []


def _without_invitations(chosen: list[Line]) -> list[Line]:
    """Without the lines at the end that ask for something."""
    kept = list(chosen)
    while len(kept) > 1 and is_appeal(kept[-1].text):
        kept.pop()
    return kept


def _without_signature(lines: Sequence[Line], chosen: list[Line]) -> list[Line]:
    """Without who wrote it behind the end: a line of a label and a name, and what is said about that person elsewhere.

    Of a biography the name stands above as a line of its own, and it begins with it.
    """
    above = {below: line for line, below in pairwise(lines)}
    main, kept = _main_places(chosen), list(chosen)
    while len(kept) > 1:
        last, name = kept[-1], above.get(kept[-1])
        if name is not None and _place(last) not in main and _is_about(last.text, name.text):
            kept = [line for line in kept if line not in (last, name)]
        elif is_signature(last.text):
            kept.pop()
        else:
            break
    return kept or chosen


def _is_about(text: str, name: str) -> bool:
    return _NAME.fullmatch(name) is not None and text.startswith(f"{name} ")
