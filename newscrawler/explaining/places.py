"""Where on the page a field stands: the elements of its looks, else those that print its words."""

import re
from collections.abc import Iterable, Sequence

from newscrawler.explaining.changes import strings_of
from newscrawler.explaining.model import Explanation
from newscrawler.reading.document import Document
from newscrawler.reading.findings import Look
from newscrawler.reading.looks import first, micro
from newscrawler.reading.pictures import photo_url
from newscrawler.reading.words import words
from newscrawler.tree import Element, Path, css_path

_PROPS = Path("//body//*[@itemprop]")
_LINE = 160
"""Characters, at most, of a line that holds a value beside its label."""
_LABEL = 60
"""Characters that no name, date or section has."""
_UNSEEN = frozenset("head script style meta link title noscript template".split())


def places(told: Explanation, name: str) -> list[Element]:
    """The elements of one field, in document order: none when nothing visible says it."""
    if name == "images":
        urls, page = {image["url"] for image in told.raw.images}, told.page.document
        return [node for node in page.root.iter("img") if photo_url(page, node, None) in urls]
    taken, document = strings_of(told.raw, name), told.page.document
    if name == "authors" and told.record is not None:  # the site's own name is left out, and stands everywhere
        taken = [one for one in taken if one in told.record.authors]
    if not taken:
        return []
    nodes = [node for node in look_nodes(getattr(told.page, name), document) if _says(node, taken)]
    printed = printing(document, taken)
    if name != "paragraphs":  # of a table with several values the cell with this one
        nodes = [one for one in printed if any(up in nodes for up in (one, *one.iterancestors()))] or nodes
    if nodes or not printed:
        return nodes or holding(document, taken)
    headline = next(iter(places(told, "title")), printed[0]) if name != "title" else _first_heading(printed)
    return nearest(document, printed, headline)


def nearest(document: Document, nodes: Sequence[Element], headline: Element) -> list[Element]:
    """Of elements that print the same words the one nearest to the headline: a menu names the section too."""
    order = {node: place for place, node in enumerate(document.root.iter())}
    found: dict[str, Element] = {}
    for node in sorted(nodes, key=lambda node: abs(order[node] - order[headline])):
        found.setdefault(words(node), node)
    return sorted(found.values(), key=order.__getitem__)


def _first_heading(nodes: Sequence[Element]) -> Element:
    return next((node for node in nodes if node.tag == "h1"), nodes[0])


def look_nodes(look: Look, document: Document) -> list[Element]:
    """The visible elements that a look reads; of several those of the first that answers."""
    if isinstance(look, first):
        answering = (one for one in look.looks if one.best(document))
        return next((nodes for one in answering if (nodes := look_nodes(one, document))), [])
    if isinstance(look, micro):
        return [node for node in _PROPS.elements(document.root) if look.prop in node.get("itemprop", "").split()]
    inner = getattr(look, "look", None)
    if inner is not None:
        return look_nodes(inner, document)
    selector = getattr(look, "selector", "").split("::")[0]
    return [node for node in css_path(selector).elements(document.root) if _is_seen(node)] if selector else []


def printing(document: Document, texts: Iterable[str]) -> list[Element]:
    """For each text the smallest elements that print just it."""
    wanted = {" ".join(text.split()) for text in texts}
    longest = max(map(len, wanted), default=0)
    found: list[Element] = []
    for node in document.root.iter():
        if not isinstance(node.tag, str) or not _is_seen(node) or _size(node, longest) > longest:
            continue
        if words(node) in wanted:
            parent = node.getparent()
            found = [one for one in found if one is not parent]
            found.append(node)
    return found


def holding(document: Document, texts: Iterable[str]) -> list[Element]:
    """For each text the smallest element that prints it and little else: a name behind its label, in one line."""
    wanted = [" ".join(text.split()) for text in texts if text.strip()]
    found: dict[Element, None] = {}
    for node in document.root.iter():
        if not isinstance(node.tag, str) or not _is_seen(node) or _size(node, 2 * _LINE) > _LINE:
            continue
        text = words(node)
        if any(_fills(one, text) for one in wanted):
            parent = node.getparent()
            if parent is not None:
                found.pop(parent, None)
            found[node] = None
    return list(found)


def _fills(one: str, line: str) -> bool:
    """Does a line say `one` and hardly more? A word of a sentence is no name of a section."""
    if 2 * len(one) < len(line):
        return False
    end = "" if len(one) > _LABEL else r"(?!\w)"  # descriptions end where their room ended
    return re.search(rf"(?<!\w){re.escape(one)}{end}", line) is not None


def _size(node: Element, enough: int) -> int:
    """Characters below `node` without white space, counted no further than `enough`."""
    size = 0
    for piece in map(str, node.itertext()):
        size += sum(map(len, piece.split()))
        if size > enough:
            break
    return size


def _is_seen(node: Element) -> bool:
    return not any(up.tag in _UNSEEN for up in (node, *node.iterancestors()))


def _says(node: Element, taken: Sequence[str]) -> bool:
    """Does the element hold what was taken? A rail's `h1` is one too."""
    text = words(node)  # of an empty element too it could be said that it is in what was taken
    attributes = [" ".join(str(value).split()) for value in node.attrib.values()]
    return any(
        one in text or (text and text in one) or one in attributes for one in (" ".join(part.split()) for part in taken)
    )
