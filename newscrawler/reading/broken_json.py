"""JSON as templates write it: wrapped in comments, a comma too many, quotes in a value, one object after another."""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, Final

_WRAPPING: Final = ("<!--", "-->", "<![CDATA[", "]]>", "//", "/*", "*/", "\ufeff")
_AROUND: Final = " \t\r\n;"
_BETWEEN: Final = re.compile(r"[\s,;]*")
_END: Final = r"\s*+(?:[:}\]]|$|,\s*+(?:[\"{\[}\]\d-]|true\b|false\b|null\b|$))"
"""What follows a quote that ends a string."""
_INSIDE: Final = rf'"((?:[^"\\]|\\.|"(?!{_END}))*+)'
_STRING: Final = re.compile(_INSIDE + r'(?:"|\Z)', re.DOTALL)  # to the end where it never ends: scanned once only
_BARE_QUOTE: Final = re.compile(r'(\\.)|"', re.DOTALL)
_ESCAPE: Final = re.compile(r'(\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))|\\')
_COMMA: Final = re.compile(r'("(?:[^"\\]|\\.)*+(?:"|\Z))|,(?=\s*+[}\]])', re.DOTALL)
_KEYS: Final = ("@type", "headline", "datePublished", "dateModified", "articleSection", "url", "mainEntityOfPage")
_AUTHOR: Final = re.compile(r'"author"\s*:\s*(?:\[\s*)?(?:\{[^{}]*?"name"\s*:\s*)?' + _INSIDE + '"', re.DOTALL)


def values(block: str) -> list[Any]:
    """The values of one block, mended as little as it takes; what can be told of a block beyond mending; else none.

    >>> values('{"a": "so "to" say", "b": 1,} {"c": 2}')
    [{'a': 'so "to" say', 'b': 1}, {'c': 2}]
    >>> values('{"@type": "NewsArticle", "headline": "A bridge opens", "image": [{')
    [{'@type': 'NewsArticle', 'headline': 'A bridge opens'}]
    """
    for text in _readings(block):
        with suppress(ValueError):
            return _in_turn(text)
    return [told] if (told := _remains(block)) else []


def _readings(block: str) -> Iterator[str]:
    """The text of a block, mended further and further."""
    yield block
    bare = _unwrapped(block)
    yield bare
    yield _COMMA.sub(_first_group, bare)
    yield _COMMA.sub(_first_group, _STRING.sub(_mended, bare))


def _unwrapped(text: str) -> str:
    """Without the comment signs around it."""
    bare, before = text.strip(_AROUND), ""
    while bare != before:
        before = bare
        for mark in _WRAPPING:
            bare = bare.removeprefix(mark).removesuffix(mark).strip(_AROUND)
    return bare


def _in_turn(text: str) -> list[Any]:
    """One value after another, with nothing else between them. Raises `ValueError` where there is."""
    decoder, found, place = json.JSONDecoder(strict=False), [], _past(text, 0)
    while place < len(text):
        value, place = decoder.raw_decode(text, place)
        found.append(value)
        place = _past(text, place)
    return found


def _past(text: str, place: int) -> int:
    between = _BETWEEN.match(text, place)
    return between.end() if between else place


def _first_group(match: re.Match[str]) -> str:
    return match[1] or ""


def _mended(match: re.Match[str]) -> str:
    """A string with the quotes in it escaped, and without backslashes that escape nothing."""
    quoted = _BARE_QUOTE.sub(lambda one: one[1] or '\\"', match[1])
    return f'"{_ESCAPE.sub(_first_group, quoted)}"'


def _remains(block: str) -> dict[str, Any]:
    """What stands behind the keys of an article in a block that stays broken; none where it holds several articles."""
    told: dict[str, Any] = {}
    if len(re.findall(r'"@type"\s*:\s*"[^"]*(?:Article|BlogPosting)"', block)) != 1:
        return told
    for key in _KEYS:
        kind = r'"[^"]*(?:Article|BlogPosting)"' if key == "@type" else '"'
        if match := re.search(rf'"{key}"\s*:\s*(?={kind}){_INSIDE}"', block, re.DOTALL):
            told[key] = _plain(match)
    if match := _AUTHOR.search(block):
        told["author"] = _plain(match)
    return told


def _plain(match: re.Match[str]) -> str:
    with suppress(ValueError):
        return str(json.loads(_mended(match), strict=False))
    return match[1]
