"""Bodies that share their place with other things: paragraphs out of a mixed container, lines that are no text."""

import re
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import pairwise, takewhile

from lxml import etree

from newscrawler.reading.appeals import is_appeal
from newscrawler.reading.dated import clearer
from newscrawler.reading.document import Document
from newscrawler.reading.findings import Found, Single
from newscrawler.reading.words import BLOCKS, paragraphs, words
from newscrawler.tree import Element

NO_LINE = r"(?!)"
"""The pattern of a site without such lines."""

_LINES = ("p", "div", "li", "h2", "h3", "h4")  # no inline ones: they are words of a line


@dataclass(frozen=True)
class every(Single):  # noqa: N801 - reads as a word in a declaration
    """Every matching element read as paragraphs: for a body that has no container of its own.

    The page class's junk and figures are passed over; of elements that stand in one another the outer one is read.
    """

    selector: str

    def find(self, page: Document) -> list[Found]:
        """One finding a paragraph, in document order."""
        read: set[Element] = set()
        lines: list[str] = []
        for node in page.finder.elements(self.selector):
            if not any(up in read or page.is_no_text(up) for up in (node, *node.iterancestors())):
                read.add(node)
                lines += paragraphs(node, page.is_no_text)
        return [Found(line, f"every({self.selector})", "printed") for line in lines]


@dataclass(frozen=True)
class labelled(Single):  # noqa: N801
    """What is printed behind a label: `labelled(".datespan", "Tarix:")` of `Baxılıb: 242 Tarix: 07 aprel 2026`.

    A label with a colon may stand anywhere in a line (the last one counts), any other begins it. Where nothing follows
    in its line, the value is the next line of the same element: a row `Müəllif`, and below it the name. `value` is the
    pattern of the value: a sentence may begin with the label too. Elements that touch show a gap where a label or a
    date needs one: `<b>Tarix:</b><span>07.04.2026</span><span>12:10</span>`.
    """

    selector: str
    label: str
    value: str = r"\S.{0,80}"

    def find(self, page: Document) -> list[Found]:
        """The values, one for each line that shows the label."""
        found: list[str] = []
        for node in page.finder.elements(self.selector):
            told = self._values(node)
            apart = self._values(_with_gaps(node)) if len(node) else told
            alike = len(told) == len(apart)
            found += map(clearer, told, apart) if alike else told if len(told) > len(apart) else apart
        return [Found(value, f"labelled({self.label})", "printed") for value in dict.fromkeys(found)]

    def _values(self, node: Element) -> list[str]:
        begin, end = (r"(?:.*\s)?", "") if self.label.endswith(":") else ("", r"(?!\w)")
        pattern = re.compile(rf"{begin}{re.escape(self.label)}{end}\s*:?\s*(.*)")
        lines = [*paragraphs(node, lambda _: False), ""]
        values = [match[1] or below for line, below in pairwise(lines) if (match := pattern.fullmatch(line))]
        return [value for value in values if re.fullmatch(self.value, value)]


def _with_gaps(node: Element) -> Element:
    """A copy of `node` with a space wherever an element within a line begins or ends."""
    copy = deepcopy(node)
    for one in copy.iterdescendants():
        if one.tag not in BLOCKS:
            one.text, one.tail = f" {one.text or ''} ", f" {one.tail or ''}"
    return copy


def odd_elements(bodies: Iterable[Element], share_lines: str, end_lines: str) -> Iterator[Element]:
    """Elements of the body that are one share line, and everything from an end line on."""
    share, end = (re.compile(lines, re.IGNORECASE) for lines in (share_lines, end_lines))
    ended = False
    for body in bodies:
        if ended:
            yield body
            continue
        for node in [*body.iterdescendants(*_LINES)] or [body]:
            if share.fullmatch(text := words(node)):
                yield node
            elif end.fullmatch(text):
                ended = True
                yield from (node, *_following(node, body))


def text_lines(lines: Sequence[str], share_lines: str, end_lines: str) -> list[str]:
    """The lines before an end line that are no share lines: not every one stands in an element of its own.

    At the end of a text, what turns to its reader (`follow us`) is none of it either.
    """
    text = [*lines]
    if (share_lines, end_lines) != (NO_LINE, NO_LINE):
        share, end = (re.compile(lines, re.IGNORECASE) for lines in (share_lines, end_lines))
        text = [line for line in takewhile(lambda line: not end.fullmatch(line), text) if not share.fullmatch(line)]
    while len(text) > 1 and is_appeal(text[-1]):
        text.pop()
    return text


def paragraph_of(link: Element) -> Element | None:
    """The paragraph that is this link and nothing else; None for a link that stands in a sentence."""
    node = next(link.iterancestors("p", "div"), None)
    if node is None or (link.tail or "").strip() or [*node.iter("a")] != [link]:  # as most
        return None
    return node if words(node) == words(link) else None


def _following(element: Element, within: Element) -> Iterator[Element]:
    """The elements of `within` that begin after `element` ends, outermost ones only."""
    node: Element | None = element
    while node is not None and node is not within:
        yield from node.itersiblings(etree.Element)
        node = node.getparent()
