"""The data that a page's scripts start from, as objects: those of Next.js, Nuxt and their like, and of `window.…`."""

import json
import re
from collections.abc import Iterator
from itertools import takewhile
from typing import Any, Final

from newscrawler.reading.document import Document
from newscrawler.tree import Path

_SCRIPTS: Final = Path("//script[not(@src)][not(contains(@type, 'ld+json'))]")
_SET: Final = re.compile(r"(?:window|self|globalThis)\s*(?:\.\s*\w+|\[\s*[\"']\w+[\"']\s*\])\s*=\s*(?=[{\[])")
_STREAM: Final = re.compile(r"self\.__next_f\.push\(\s*(?=\[1,)")  # Next.js sends its data in pieces of text
_ROW: Final = re.compile(r"^[0-9a-f]+:(?=[{\[])", re.MULTILINE)


def state_objects(document: Document) -> Iterator[dict[str, Any]]:
    """Every object in the data of a page, however deep; what is no JSON is passed over."""
    pieces: list[str] = []
    for node in _SCRIPTS.elements(document.root):
        text = node.text or ""
        if "json" in (node.get("type") or ""):
            yield from _objects(_value(text, 0))
            continue
        for match in _SET.finditer(text):
            yield from _objects(_value(text, match.end()))
        told = (_value(text, match.end()) for match in _STREAM.finditer(text))
        pieces += [one[1] for one in told if isinstance(one, list) and len(one) > 1 and isinstance(one[1], str)]
    stream = "".join(pieces)
    for match in _ROW.finditer(stream):
        yield from _objects(_value(stream, match.end()))


def _value(text: str, start: int) -> Any:
    """The JSON value that begins at `start`, whatever stands behind it."""
    start += sum(1 for _ in takewhile(str.isspace, text[start:]))
    try:
        return json.JSONDecoder().raw_decode(text, start)[0]
    except (ValueError, RecursionError):
        return None


def _objects(state: Any) -> Iterator[dict[str, Any]]:
    """The objects, outer ones first. In a list that Nuxt packed, a number stands for the value at its place."""
    is_packed = isinstance(state, list) and any(map(_is_of_places, state))
    ahead = [state]
    while ahead:
        one = ahead.pop()
        if isinstance(one, dict):
            yield {name: _at(state, value) for name, value in one.items()} if is_packed and _is_of_places(one) else one
            ahead += one.values()
        elif isinstance(one, list):
            ahead += one


def _is_of_places(one: Any) -> bool:
    return isinstance(one, dict) and bool(one) and all(type(value) is int for value in one.values())


def _at(values: list[Any], place: int) -> Any:
    return values[place] if 0 <= place < len(values) else None
