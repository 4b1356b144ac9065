"""The main text of any page: trafilatura says which words, the page itself says in which lines they stand.

What trafilatura answers is found again in the DOM, line by line, each of its words once. So paragraphs come out as they
stand on the page, links and pictures can be told, and rules about blocks (`choice.py`) can mend what it got wrong.

Its standard mode: on the 91 pages of the design half it gave F1 .967 alone and .980 with our rules, its precision mode
.976 and .983, its fast mode .969 and .981; on larger foreign sets the standard mode keeps most of the text.
"""

from collections import Counter
from collections.abc import Sequence
from copy import deepcopy

from lxml import etree, html

from newscrawler.reading.generic.page_lines import Line, common_block, held_by, letters_of
from newscrawler.tree import Element

_MOST = 0.8
_ALIKE = 0.7
_LEAST_PART = 24
"""Letters; shorter lines are too often the same by chance."""
_PIECE = 8
_MANY = 5000
"""Elements; of a page with more trafilatura's other opinions are not asked: their time grows with the square."""


def told_lines(root: Element, url: str) -> list[str]:
    """The main text below `root` as trafilatura tells it, a paragraph a line; none where it finds none."""
    from trafilatura import bare_extraction  # here, for it takes a fifth of a second

    copy = _copy(root)  # it prunes what it is given
    etree.strip_tags(copy, etree.Comment, etree.ProcessingInstruction)  # as its own parser does
    is_giant = sum(1 for _ in copy.iter()) > _MANY
    document = bare_extraction(copy, url=url, include_comments=False, fast=is_giant)
    return (getattr(document, "text", None) or "").split("\n")


def _copy(root: Element) -> html.HtmlElement:
    """A copy of the tree with elements of `lxml.html`: trafilatura takes no others."""
    plain = deepcopy(root)
    copy: html.HtmlElement = html.html_parser.makeelement(plain.tag, plain.attrib)
    copy.text = plain.text
    copy.extend([*plain])
    return copy


def find_again(lines: Sequence[Line], told: Sequence[str]) -> set[Line]:
    """Those of `lines` in which the told ones stand, each told line once: where several are alike, the nearest."""
    places: dict[str, list[Line]] = {}
    for line in lines:
        places.setdefault(line.letters, []).append(line)
    wanted = Counter(letters for one in told if (letters := letters_of(one)))
    found = {
        line for letters, count in wanted.items() for line in places.get(letters, ()) if count >= len(places[letters])
    }
    inside = held_by(lines, common_block(found, _MOST))
    order = {line: place for place, line in enumerate(lines)}
    for letters, count in wanted.items():
        if len(places.get(letters, ())) > count:
            near = {order[line] for line in found}
            found |= {*sorted(places[letters], key=lambda line: _distance(line, inside, order, near))[:count]}
    for letters in wanted:
        if letters not in places:
            found |= _parts(letters, [line for line in lines if line not in found], inside)
    return found


def _distance(line: Line, inside: set[Line], order: dict[Line, int], near: set[int]) -> tuple[bool, int, bool]:
    place = order[line]
    return line not in inside, min((abs(place - other) for other in near), default=place), place - 1 not in near


def _parts(letters: str, lines: Sequence[Line], inside: set[Line]) -> set[Line]:
    """The lines that make up a told line which stands nowhere as it is: split, or with words left out.

    A row of a table is told as one line: where the table is the page's layout, that is the whole article.
    """
    parts = [line for line in lines if len(line.letters) > 3 and line.letters in letters]
    for near in ({line for line in parts if line in inside}, {*parts}):
        if sum(len(line.letters) for line in near) >= _MOST * len(letters):
            return near
    told = _pieces(letters)
    likeness = {line: _likeness(told, line) for line in lines if len(line.letters) >= _LEAST_PART}
    best = max(likeness, key=lambda line: likeness[line], default=None)
    if best is not None and likeness[best] >= _ALIKE:
        return {best}
    return {line for line in parts if len(line.letters) >= _LEAST_PART}


def _likeness(told: set[str], line: Line) -> float:
    own = _pieces(line.letters)
    return len(told & own) / min(len(told), len(own))


def _pieces(letters: str) -> set[str]:
    return {letters[place : place + _PIECE] for place in range(max(1, len(letters) - _PIECE + 1))}
