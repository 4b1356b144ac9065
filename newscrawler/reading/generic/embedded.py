"""The article of a page that shows little before its scripts run: JSON-LD, or the data that they start from.

Next.js, Nuxt and their like send the article as data (`<script id="__NEXT_DATA__" type="application/json">`), simpler
ones as a string that a script writes into the page (`const rawContent = "<p>…";`).
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from newscrawler.reading.document import Document
from newscrawler.reading.findings import Found, Look, Single
from newscrawler.reading.generic.headline import headline
from newscrawler.reading.generic.page_lines import letters_of
from newscrawler.reading.generic.stamps import instant
from newscrawler.reading.generic.states import state_objects
from newscrawler.reading.words import paragraphs
from newscrawler.tree import Path, parsed

_LEAST: Final = 200
"""Characters: a shorter string beside the headline is its standfirst."""
_SCRIPTS: Final = Path("//script[not(@src)][not(@type) or contains(@type, 'javascript') or @type='module']")
_LITERAL: Final = re.compile(r'=\s*("(?:[^"\\]++|\\.)*+")', re.DOTALL)
_PARAGRAPHS: Final = re.compile(r"<(?:p|br)[\s/>]", re.IGNORECASE)
_PUBLISHED: Final = (
    "datepublished",
    "publishedat",
    "publishdate",
    "publisheddate",
    "publishedon",
    "pubdate",
    "published",
)
_OTHERS: Final = ("publicationdate", "publishtime", "firstpublished", "activefrom", "newsdate", "date", "tarix")
_MADE: Final = ("createdat", "created", "datecreated", "createddate")
"""Where a site has no day of publication and prints none, that on which the article was made is shown for it."""


class embedded(Single):  # noqa: N801 - reads as a word in a declaration, like every look
    """The text that the page's data hold, where it shows none: the page of a script."""

    def find(self, page: Document) -> list[Found]:
        """One finding a paragraph; none where the data hold no text under the headline."""
        whole = page.ld_article.get("articleBody")  # as it stands: its lines are the paragraphs
        bodies = (max(_texts(one), key=len) for one in _of_article(page))
        for told in (*([whole] if isinstance(whole, str) else []), *bodies, *_written(page)):
            if len(told) >= _LEAST:
                return [Found(line, "embedded", "json-ld") for line in _lines(told)]
        return []


@dataclass(frozen=True)
class embedded_date(Single):  # noqa: N801
    """When the article under its headline in the page's data came out, as written there; a number as an instant, UTC.

    Nothing where one of the looks `unless` finds a date, and where the objects of this headline contradict each other.
    `made`: not when it came out, but when it was made.
    """

    unless: tuple[Look, ...] = ()
    made: bool = False

    def find(self, page: Document) -> list[Found]:
        """One finding at most."""
        if any(look.is_on(page) for look in self.unless):
            return []
        told = {date for one in _of_article(page) if (date := self._date_of(one)) is not None}
        return [Found(date, "embedded", "json-ld") for date in told] if len(told) == 1 else []

    def _date_of(self, one: dict[str, Any]) -> str | None:
        values = {re.sub(r"[^a-z]", "", name.lower()): value for name, value in one.items()}
        names = _MADE if self.made else (*_PUBLISHED, *_OTHERS)
        found = (instant(values[name]) for name in names if name in values)
        return next((date for date in found if date is not None), None)


def _lines(told: str) -> list[str]:
    """The paragraphs of a text or of its mark-up."""
    if "<" not in told:
        return [line for part in told.split("\n") if (line := " ".join(part.split()))]
    return paragraphs(parsed(f"<html><body><div>{told}</div></body></html>"), lambda _: False)


def _of_article(page: Document) -> Iterator[dict[str, Any]]:
    """The objects that have the headline as one of their strings."""
    title = next((found.raw for found in headline().find(page)), "")
    if letters := letters_of(title):
        yield from (one for one in state_objects(page) if any(letters_of(text) == letters for text in _texts(one)))


def _texts(one: dict[str, Any]) -> list[str]:
    return [value for value in one.values() if isinstance(value, str)]


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
