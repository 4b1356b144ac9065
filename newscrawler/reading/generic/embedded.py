"""The text of a page that shows none before its scripts run: JSON-LD `articleBody`, or the state that they start from.

Next.js, Nuxt and their like send the article as data (`<script id="__NEXT_DATA__" type="application/json">`), simpler
ones as a string that a script writes into the page (`const rawContent = "<p>…";`).
"""

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from newscrawler.reading.document import Document
from newscrawler.reading.generic.page_lines import letters_of
from newscrawler.reading.words import paragraphs
from newscrawler.tree import Path, parsed

_LEAST: Final = 200
"""Characters: a shorter string beside the headline is its standfirst."""
_STATES: Final = Path("//script[@type='application/json']")
_SCRIPTS: Final = Path("//script[not(@src)][not(@type) or contains(@type, 'javascript') or @type='module']")
_LITERAL: Final = re.compile(r'=\s*("(?:[^"\\]++|\\.)*+")', re.DOTALL)
_PARAGRAPHS: Final = re.compile(r"<(?:p|br)[\s/>]", re.IGNORECASE)


def embedded_lines(document: Document, title: str | None) -> list[str]:
    """The paragraphs of the article that the page's data holds; none where they hold no text under its headline."""
    whole = document.ld_article.get("articleBody")  # as it stands: its lines are the paragraphs
    given = [whole] if isinstance(whole, str) else []
    for told in (*given, *_bodies(document, letters_of(title or "")), *_written(document)):
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


def _written(document: Document) -> Iterator[str]:
    """The longest string of paragraphs that a script holds, if one does."""
    told = (text for node in _SCRIPTS.elements(document.root) for text in written_by(node.text or ""))
    yield from sorted(told, key=len)[-1:]


def written_by(script: str) -> Iterator[str]:
    r"""The strings of paragraphs that a script holds.

    >>> [*written_by(r'const raw = "<p>Körpü açıldı.<\/p>";')]
    ['<p>Körpü açıldı.</p>']
    """
    for match in _LITERAL.finditer(script):
        try:
            told = json.loads(match[1], strict=False)
        except ValueError:  # no JSON: an escape that only a script knows
            continue
        if _PARAGRAPHS.search(told):
            yield told


def _objects(state: Any) -> Iterator[dict[str, Any]]:
    ahead = [state]
    while ahead:
        one = ahead.pop()
        if isinstance(one, dict):
            yield one
            ahead += one.values()
        elif isinstance(one, list):
            ahead += one
