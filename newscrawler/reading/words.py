"""From an element to what a reader sees: one line of words, or the paragraphs of a body."""

from collections.abc import Callable, Iterator

from lxml import etree

from newscrawler.tree import Element

SILENT = frozenset(
    "script style noscript template iframe object embed svg canvas video audio form button select input textarea "
    "nav figcaption head".split()
)
BLOCKS = frozenset(
    "address article aside blockquote br center dd details div dl dt fieldset figure footer h1 h2 h3 h4 h5 h6 header "
    "hr li main ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
_CELLS = frozenset(("td", "th"))


def words(element: Element) -> str:
    """The visible text of `element` as one line, white space folded; blocks and `<br>` count as a space."""
    if not len(element) and element.tag not in SILENT:
        return " ".join((element.text or "").split())
    pieces: list[str] = []
    for kind, text in _walk(element, _nothing):
        pieces.append(text if kind == "text" else " ")
    return " ".join("".join(pieces).split())


def paragraphs(element: Element, junk: Callable[[Element], bool]) -> list[str]:
    """The lines of a body as a reader sees them: block elements and `<br>` end a line; junk is passed over."""
    lines: list[str] = []
    pieces: list[str] = []
    for kind, text in _walk(element, junk):
        if kind == "text":
            pieces.append(text)
        elif kind == "cell":
            pieces.append(" ")
        else:
            lines.append(" ".join("".join(pieces).split()))
            pieces.clear()
    lines.append(" ".join("".join(pieces).split()))
    return [line for line in lines if line]


def _nothing(_: Element) -> bool:
    return False


def _walk(element: Element, junk: Callable[[Element], bool]) -> Iterator[tuple[str, str]]:
    """Text and line ends in document order, without recursion: pages nest deeper than Python's stack allows."""
    skipped: Element | None = None
    for event, node in etree.iterwalk(element, events=("start", "end", "comment", "pi")):
        if event == "start" and skipped is None:
            if node.tag in SILENT or (node is not element and junk(node)):
                skipped = node
            else:
                yield from _edge(node.tag)
                yield "text", node.text or ""
        elif event != "start":
            if event == "end" and skipped is None:
                yield from _edge(node.tag)
            skipped = None if node is skipped else skipped
            if skipped is None and node is not element:
                yield "text", node.tail or ""


def _edge(tag: object) -> Iterator[tuple[str, str]]:
    if tag in _CELLS:
        yield "cell", ""
    elif tag in BLOCKS:
        yield "line", ""
