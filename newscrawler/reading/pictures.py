"""Pictures: which address of an image is a photograph's, and what is printed with it."""

import re
from collections.abc import Collection, Iterator
from itertools import islice
from urllib.parse import urlsplit

from newscrawler.reading.document import Document
from newscrawler.tree import Element, css_path, text_of

_ADDRESSES = ("data-src", "data-original", "data-lazy-src", "src")


def photo_url(document: Document, node: Element, no_photo: str | None) -> str | None:
    """The address that an image is really loaded from; None when it is no photograph (`is_photo`)."""
    for attribute in _ADDRESSES:
        url = document.absolute(node.get(attribute) or "")
        if node.get(attribute) and is_photo(url, no_photo):
            return url
    return None


def is_photo(url: str, no_photo: str | None) -> bool:
    """Is there a picture at `url`, and none of those that the pattern `no_photo` names (logos, portraits, icons)?"""
    if urlsplit(url).scheme not in ("http", "https"):
        return False
    return no_photo is None or re.search(no_photo, url) is None


def caption_of(node: Element, captions: str, figures: Collection[Element]) -> str | None:
    """What is printed with this picture alone: a gallery holds several, each with its own caption or none."""
    for up in node.iterancestors():
        if up.tag == "body" or len([*islice(_pictures(up), 2)]) > 1:
            return None
        if found := css_path(captions).elements(up):
            return text_of(found[0]) or None
        if up in figures:
            return None
    return None


def _pictures(node: Element) -> Iterator[Element]:
    """The pictures in `node`; the twin for a browser without scripts is the same picture."""
    for image in node.iter("img"):
        if next(image.iterancestors("noscript"), None) is None:
            yield image
