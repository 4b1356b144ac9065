"""Pictures: which address of an image is a photograph's, and what is printed with it."""

import re
from collections.abc import Iterator
from itertools import islice

from newscrawler.reading.document import Asked, Document
from newscrawler.reading.finder import first_below
from newscrawler.tree import Element, text_of

_PICTURE = re.compile(r"\.(?:avif|gif|jpe?g|png|webp)$", re.IGNORECASE)
_ADDRESSES = ("data-src", "data-original", "data-lazy-src", "src")


def photo_url(document: Document, node: Element, no_photo: str | None) -> str | None:
    """The address that an image is really loaded from; None when it is no photograph (`is_photo`).

    A picture that is a link to a picture is a small copy of it.
    """
    link = node.getparent()
    linked = link.get("href", "") if link is not None and link.tag == "a" else ""
    addresses = (linked if _PICTURE.search(linked) else "", *(node.get(attribute) for attribute in _ADDRESSES))
    for address in filter(None, addresses):
        if is_photo(url := document.absolute(address), no_photo):
            return url
    return None


def is_photo(url: str, no_photo: str | None) -> bool:
    """Is there a picture at `url`, and none of those that the pattern `no_photo` names (logos, portraits, icons)?"""
    return is_on_web(url) and (no_photo is None or re.search(no_photo, url) is None)


def is_on_web(url: str) -> bool:
    """Does `url` lead to something that a browser fetches? (No `mailto:`, no picture written into the page.)"""
    return url[:8].lower().startswith(("http://", "https://"))


def caption_of(node: Element, captions: str, is_figure: Asked) -> str | None:
    """What is printed with this picture alone: a gallery holds several, each with its own caption or none."""
    for up in node.iterancestors():
        if up.tag == "body" or len([*islice(_pictures(up), 2)]) > 1:
            return None
        if (caption := first_below(up, captions)) is not None:
            return text_of(caption) or None
        if is_figure(up):
            return None
    return None


def _pictures(node: Element) -> Iterator[Element]:
    """The pictures in `node`; the twin for a browser without scripts is the same picture."""
    for image in node.iter("img"):
        if next(image.iterancestors("noscript"), None) is None:
            yield image
