"""What a page holds: the lines that a reader sees outside menus and links, and the marks of an article."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import Final, NamedTuple

from parsel import Selector

from newscrawler.reading.document import Document
from newscrawler.reading.notices.notice import Strength
from newscrawler.reading.notices.phrases import speaks_to_visitor
from newscrawler.reading.words import BLOCKS
from newscrawler.tree import Element, Path, one_line, text_of

LONG: Final = 80
"""Characters from which a line is a paragraph rather than a label."""
_PER_PARAGRAPH: Final = 400
_ENOUGH: Final = 3
_ENOUGH_AT_A_GLANCE: Final = 3
_UNSEEN: Final = frozenset(
    "script style template iframe object embed svg canvas video audio select option textarea button nav footer aside "
    "dialog figcaption head title".split()
)
_BESIDE: Final = re.compile(
    r"side-?bar|modal|modal-.*|pop-?up|.*-modal|.*-popup|offcanvas|dropdown|dropdown-menu|cookies?(?:-.*)?|.*footer|related.*|comments?|"
    r"comment-.*|(?:latest|other|last|more|similar|popular)[-_]?news.*|d-none|hidden|hide|breadcrumbs?|header|site-header|top-?bar|menu"
)
_NEVER_BESIDE: Final = frozenset(("html", "body", "main", "article"))
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_TIMES: Final = Path("//time[not(ancestor::a or ancestor::aside or ancestor::footer or ancestor::nav or ancestor::li)]")
_DATE: Final = re.compile(r"\b\d{1,2}[\s./-]+\w{2,9}[\s.,/-]+(?:19|20)\d\d\b|\b(?:19|20)\d\d-\d\d-\d\d\b")
_DATE_METAS: Final = ("article:published_time", "datePublished", "pubdate", "publish-date", "DC.date.issued")


class Line(NamedTuple):
    """One line as a reader sees it, and the block that holds it."""

    text: str
    holder: Element

    @property
    def place(self) -> Element | None:
        """What the block stands in: the paragraphs of one text share it."""
        return self.holder.getparent()


def is_beside(node: Element) -> bool:
    """Is `node` a menu, a rail, a pop-up or out of sight, by its tag, its class or its style?"""
    if not isinstance(node.tag, str) or node.tag in _NEVER_BESIDE:
        return False
    if node.tag in _UNSEEN:
        return True
    if not node.keys() and node.tag != "header":  # most elements bear nothing
        return False
    if node.get("hidden") is not None or ((style := node.get("style")) and _HIDDEN.search(style)):
        return True
    if node.tag == "header":
        return not any(up.tag in ("article", "main") for up in node.iterancestors())
    names, own = node.get("class"), node.get("id")
    return bool(names or own) and _is_named_beside(f"{names or ''} {own or ''}")


@lru_cache(maxsize=4096)  # a site has some hundred such pairs and repeats them on every page
def _is_named_beside(names: str) -> bool:
    return any(map(_BESIDE.fullmatch, names.lower().split()))


def lines_of(root: Element, links: bool = False) -> list[Line]:
    """The lines outside menus, rails, pop-ups and (unless asked for) links, in document order, white space folded."""
    lines: list[Line] = []
    is_open = not is_beside(root)
    pieces = [root.text or ""] if is_open else []
    node, children = root, iter(root if is_open else ())
    around: list[tuple[Element, Iterator[Element]]] = []  # no recursion: pages nest deeper than Python's stack allows
    while True:
        child = next(children, None)
        if child is not None:
            if child.tag in BLOCKS:
                _end_line(pieces, node, lines)
            if isinstance(child.tag, str) and (links or child.tag != "a") and not is_beside(child):
                pieces.append(child.text or "")
                around.append((node, children))
                node, children = child, iter(child)
            else:
                pieces.append(child.tail or "")
            continue
        if node.tag in BLOCKS or not around:
            _end_line(pieces, node, lines)
        if not around:
            return lines
        pieces.append(node.tail or "")
        node, children = around.pop()


def _end_line(pieces: list[str], holder: Element, lines: list[Line]) -> None:
    if line := one_line("".join(pieces)):
        lines.append(Line(line, holder))
    pieces.clear()


def has_running_text(root: Element) -> bool:
    """Do three paragraphs of one text stand on the page? A glance that ends as soon as it knows."""
    found: Counter[Element | None] = Counter()
    for node in root.iter("p"):
        if len(node.text or "") + sum(len(child.tail or "") for child in node) >= LONG:
            place = node.getparent()
            found[place] += 1
            if found[place] == _ENOUGH_AT_A_GLANCE:
                return not is_out_of_sight(place)
    return False


def is_out_of_sight(node: Element | None) -> bool:
    """Is `node` inside anything that stands beside the text?"""
    return node is not None and any(is_beside(up) for up in (node, *node.iterancestors()))


class Contents:
    """A page on the scales: what speaks for an article on it."""

    def __init__(self, root: Element, url: str) -> None:
        self.root = root
        self.document = Document(Selector(root=root, type="html"), url)

    @cached_property
    def lines(self) -> list[Line]:
        """The lines outside menus, rails, pop-ups and links."""
        return lines_of(self.root)

    @cached_property
    def size(self) -> int:
        """Characters of all lines."""
        return sum(len(line.text) for line in self.lines)

    @cached_property
    def linked(self) -> int:
        """Characters of the page's links."""
        return sum(len(text_of(node)) for node in self.root.iter("a"))

    @cached_property
    def paragraphs(self) -> int:
        """Paragraphs of the largest text; a long one without breaks counts as several, an excuse as none."""
        found: Counter[Element | None] = Counter()
        for line in self.lines:
            if len(line.text) >= LONG and not speaks_to_visitor(line.text):
                found[line.place] += 1 + len(line.text) // _PER_PARAGRAPH
        return max(found.values(), default=0)

    @cached_property
    def dated(self) -> bool:
        """Does the head or the markup name the day on which this very article was published?"""
        document = self.document
        if any(document.metas.get(name) for name in _DATE_METAS) or any(document.ld_values("datePublished")):
            return True
        return len(set(document.micro_values("datePublished"))) == 1  # several belong to the cards of a list

    @cached_property
    def claims_article(self) -> bool:
        """Does the page call itself an article?"""
        kinds = self.document.metas.get("og:type", [])
        return "article" in map(str.lower, kinds) or bool(self.document.ld_article)

    @cached_property
    def _date_in_print(self) -> bool:
        labels = (line.text for line in self.lines if len(line.text) < LONG)
        return bool(_TIMES(self.root)) or any(_DATE.search(text) for text in labels)

    def holds_article(self, against: Strength = Strength.PLAIN) -> bool:
        """Does what the page holds outweigh a mark of this strength?"""
        if against is Strength.FAINT:
            return self.dated or self.paragraphs > 0
        long = any(len(line.text) >= LONG and not speaks_to_visitor(line.text) for line in self.lines)
        if self.dated or against is Strength.MACHINE:
            return long and (self.dated or (self._date_in_print and self.paragraphs >= _ENOUGH))
        return long and self.paragraphs + self.claims_article + self._date_in_print >= _ENOUGH
