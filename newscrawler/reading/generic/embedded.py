"""The text of a page that shows none before its scripts run: JSON-LD `articleBody`, or the state that they start from.

Next.js, Nuxt and their like send the article as data (`<script id="__NEXT_DATA__" type="application/json">`).
"""

import json
from collections.abc import Iterator
from typing import Any, Final

from newscrawler.reading.document import Document
from newscrawler.reading.generic.page_lines import letters_of
from newscrawler.reading.words import paragraphs
from newscrawler.tree import Path, parsed

_LEAST: Final = 200
"""Characters: a shorter string beside the headline is its standfirst."""
_STATES: Final = Path("//script[@type='application/json']")


def embedded_lines(document: Document, title: str | None) -> list[str]:
    """The paragraphs of the article that the page's data holds; none where they hold no text under its headline."""
    whole = document.ld_article.get("articleBody")  # as it stands: its lines are the paragraphs
    for told in (*([whole] if isinstance(whole, str) else []), *_bodies(document, letters_of(title or ""))):
        if len(told) >= _LEAST:
            return _lines(told)
    return []


def _lines(told: str) -> list[str]:
    """The paragraphs of a text or of its mark-up."""
    if "<" not in told:
        return [line for part in told.split("\n") if (line := " ".join(part.split()))]
    return paragraphs(parsed(f"<html><body><div>{told}</div></body></html>"), lambda _: False)


def _bodies(document: Document, title: str) -> Iterator[str]:
    """The longest string of each object that has the headline as another one."""
    for node in _STATES.elements(document.root):
        try:
            state = json.loads(node.text or "null")
        except ValueError:
            continue
        for one in _objects(state):
            texts = [value for value in one.values() if isinstance(value, str)]
            if title and any(letters_of(text) == title for text in texts):
                yield max(texts, key=len)


def _objects(state: Any) -> Iterator[dict[str, Any]]:
    ahead = [state]
    while ahead:
        one = ahead.pop()
        if isinstance(one, dict):
            yield one
            ahead += one.values()
        elif isinstance(one, list):
            ahead += one
