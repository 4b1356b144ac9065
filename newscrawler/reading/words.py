"""From an element to what a reader sees: one line of words, or the paragraphs of a body."""

from collections.abc import Callable, Iterator

from lxml import etree

from newscrawler.tree import Element, one_line

SILENT = frozenset(
    "script style noscript template iframe object embed svg canvas video audio form button select input textarea "
    "nav figcaption head".split()
)
BLOCKS = frozenset(
    "address article aside blockquote br center dd details div dl dt fieldset figure footer h1 h2 h3 h4 h5 h6 header "
    "hr li main ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
_CELLS = frozenset(("td", "th"))
_LAID_OUT = BLOCKS - _CELLS - {"tr"}
"""Blocks, of which a row of mere values holds none."""
_WIDEST = 100
"""Cells that a row of values may have: in one line nobody reads more."""


def words(element: Element) -> str:
    """The visible text of `element` as one line, white space folded; blocks and `<br>` count as a space."""
    if not len(element) and element.tag not in SILENT:
        return one_line(element.text or "")
    return " ".join(paragraphs(element, _nothing))


def has_words(element: Element) -> bool:
    """Is there any visible text in `element`? Mostly its first words tell it."""
    return any(
        (_is_told(node.text) and _is_seen(node, element))
        or (node is not element and _is_told(node.tail) and _is_seen(node.getparent(), element))
        for node in element.iter()
    )


def _is_told(text: str | None) -> bool:
    return bool(text and not text.isspace())


def _is_seen(node: Element | None, within: Element) -> bool:
    """Does no element from `node` up to `within` keep its text to itself?"""
    while node is not None and isinstance(node.tag, str) and node.tag not in SILENT:
        if node is within:
            return True
        node = node.getparent()
    return False


def holds_text(figure: Element) -> bool:
    """Does a figure hold a table or a quotation instead of a picture, as WordPress wraps them?"""
    if next(figure.iter("img", "amp-img", "iframe", "video"), None) is not None:
        return False
    return next(figure.iter("table", "blockquote"), None) is not None


def words_apart(element: Element) -> str:
    """The same with a space wherever an element begins or ends: what touches in the source need not on the screen."""
    pieces: list[str] = []
    walker = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, node in walker:
        if event == "start" and node.tag in SILENT:
            walker.skip_subtree()
        elif event == "start":
            pieces.append(node.text or "")
        elif node is not element:
            pieces.append(node.tail or "")
    return one_line(" ".join(pieces))


def paragraphs(element: Element, junk: Callable[[Element], bool]) -> list[str]:
    """The lines of a body as a reader sees them: block elements and `<br>` end a line; junk is passed over."""
    if element.tag in SILENT:
        return []
    lines: list[str] = []
    pieces = [element.text or ""]
    around: list[tuple[Element, Iterator[Element]]] = []  # no recursion: pages nest deeper than Python's stack allows
    children: Iterator[Element] = iter(element)
    while True:
        node = next(children, None)
        if node is None:  # all that stands in the element is read
            if not around:
                break
            node, children = around.pop()
            _pass_edge(node, node.tag, pieces, lines)
        elif (tag := node.tag) not in SILENT and isinstance(tag, str) and not junk(node):
            if len(node):
                _pass_edge(node, tag, pieces, lines)
                pieces.append(node.text or "")
                around.append((node, children))
                children = iter(node)
                continue
            _read_leaf(node, tag, pieces, lines)
        if (tail := node.tail) and (pieces or not tail.isspace()):
            pieces.append(tail)
    _end_line(pieces, lines)
    return lines


def _read_leaf(node: Element, tag: str, pieces: list[str], lines: list[str]) -> None:
    """An element that holds no other."""
    if tag not in BLOCKS:
        pieces.append(node.text or "")
        return
    _pass_edge(node, tag, pieces, lines)
    if text := node.text:
        pieces.append(text)
        _pass_edge(node, tag, pieces, lines)


def _pass_edge(node: Element, tag: object, pieces: list[str], lines: list[str]) -> None:
    """Where an element begins or ends: a block parts lines, a cell in a row of values only words."""
    if tag not in BLOCKS or not pieces:
        return
    if tag in _CELLS and is_value(node):
        pieces.append(" ")
    else:
        _end_line(pieces, lines)


def is_value(node: Element) -> bool:
    """Is it a cell in a row of values, which is one line? (Other rows lay out a page: its columns are read in turn.)"""
    row = node.getparent()
    if row is None or node.tag not in _CELLS:
        return node.tag in _CELLS
    if len(row) > _WIDEST:
        return False
    return not any(one.tag in _LAID_OUT for cell in row if len(cell) for one in cell.iterdescendants())


def _end_line(pieces: list[str], lines: list[str]) -> None:
    if line := one_line("".join(pieces)):
        lines.append(line)
    pieces.clear()


def _nothing(_: Element) -> bool:
    return False
