"""lxml with types: a compiled path that answers with elements or strings, and the text below an element."""

from functools import cache
from typing import Any

from lxml import etree
from parsel.csstranslator import HTMLTranslator

Element = etree._Element


class Path:
    """An XPath, compiled once and asked often."""

    def __init__(self, xpath: str) -> None:
        self._xpath = etree.XPath(xpath, smart_strings=False)

    def __call__(self, node: Element) -> list[Element | str]:
        """Everything that matches, in document order: elements, and strings for attributes and text."""
        found: Any = self._xpath(node)
        return [*found]

    def elements(self, node: Element) -> list[Element]:
        """The elements that match."""
        found: Any = self._xpath(node)
        return [one for one in found if isinstance(one, Element)]

    def strings(self, node: Element) -> list[str]:
        """The attributes or texts that match."""
        found: Any = self._xpath(node)
        return [one for one in found if isinstance(one, str)]


def parsed(page: str) -> Element:
    """The root of a page's tree, whatever the page is. Raises nothing: what cannot be read is an empty `<html>`."""
    parser = _parser()
    body = page.strip().encode(errors="replace")
    if b"\0" in body:
        body = body.replace(b"\0", b"")
    root: Element | None = etree.fromstring(body or b"<html/>", parser)
    return etree.fromstring(b"<html/>", parser) if root is None else root


@cache
def _parser() -> etree.HTMLParser:
    # Not that of `lxml.html`, whose elements are made by Python code; nobody looks a node up by its id alone.
    return etree.HTMLParser(encoding="utf-8", huge_tree=True, collect_ids=False)


@cache
def css_path(*selectors: str) -> Path:
    """The path of one or several CSS selectors (with parsel's `::attr()` and `::text`), `node` itself included."""
    return Path(" | ".join(HTMLTranslator().css_to_xpath(selector) for selector in selectors))


def text_of(node: Element) -> str:
    """All text below `node`, white space folded, whatever the elements are."""
    return one_line("".join(map(str, node.itertext())))


def one_line(text: str) -> str:
    """`text` with each run of white space as one space, and none around it.

    >>> one_line(" Bakı,  15\\n dekabr ")
    'Bakı, 15 dekabr'
    """
    if text.isprintable() and "  " not in text:  # of all white space only the space is; to ask costs less than to split
        return text.strip()
    return " ".join(text.split())
