"""Where an article ends on a page that goes on: endless pages show the next one below, as if it were more text."""

import re
from functools import lru_cache
from typing import Final

from newscrawler.reading.document import Document
from newscrawler.reading.generic.furniture import LABEL
from newscrawler.reading.generic.page_lines import Line, letters_of
from newscrawler.tree import Element, text_of

_LEAST_BODY: Final = 200
_WHOLE: Final = 0.9
_SLACK: Final = 20
_COMMENTS: Final = re.compile(
    r"(?<![^\W_])(?:[ck]omm?ent(?:s|l[eə]r|ar\w*)?|(?:sh?|ş)[eə]rh(?:l[eə]r)?|r[eə]yl[eə]r|disqus)(?![^\W_])"
)
"""A word of a class or an id."""
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")


def bounded(chosen: list[Line], title: str | None, document: Document) -> list[Line]:
    """The lines before a neighbour's begin.

    An article ends where the JSON-LD `articleBody` ends, if that is all there and no beginning of a longer text, and
    where another `<article>` begins, or what its readers say of it.
    """
    chosen = _without_comments(_of_one_article(chosen, title))
    told = letters_of(" ".join(document.ld_values("articleBody")))
    if len(told) < _LEAST_BODY:
        return chosen
    ends = [told.find(line.letters) + len(line.letters) if line.letters in told else 0 for line in chosen]
    last = max((place for place, end in enumerate(ends) if end and len(chosen[place].letters) > LABEL), default=None)
    if last is None or ends[last] < _WHOLE * len(told):
        return chosen
    if any(_goes_on(told[ends[last] :], line) for line in chosen[last + 1 : last + 2]):
        return chosen
    room = len(told) - ends[last]  # for lines that it words in another way
    while last + 1 < len(chosen) and (room := room - len(chosen[last + 1].letters)) >= -_SLACK:
        last += 1
    return chosen[: last + 1]


def _goes_on(rest: str, line: Line) -> bool:
    """Does the `articleBody` stop within the next line? Some sites tell its first 500 letters."""
    return 0 < len(rest) < len(line.letters) and line.letters.startswith(rest)


def _of_one_article(chosen: list[Line], title: str | None) -> list[Line]:
    """The lines in the `<article>` that holds the headline, where several with headlines of their own hold lines."""
    homes = [next(line.holder.iterancestors("article"), None) for line in chosen]
    several = {home: None for home in dict.fromkeys(homes) if home is not None and _headline(home)}
    if len(several) < 2 or any(up in several for home in several for up in home.iterancestors("article")):
        return chosen
    told = letters_of(title or "")
    own = next((home for home in several if letters_of(_headline(home)) == told), next(iter(several)))
    return [line for line, home in zip(chosen, homes, strict=True) if home is own or home not in several]


def _without_comments(chosen: list[Line]) -> list[Line]:
    """The lines without those in an element that is called `comments`, as every language of the Web calls it."""
    own = {chosen[0].holder, *chosen[0].holder.iterancestors()} if chosen else set()

    def is_said(line: Line) -> bool:
        above = (line.holder, *line.holder.iterancestors())
        return any(up not in own and _names_comments(_names(up)) for up in above)

    return [line for line in chosen if not is_said(line)]


def _names(node: Element) -> str:
    return f"{node.get('class', '')} {node.get('id', '')}"


@lru_cache(maxsize=4096)
def _names_comments(names: str) -> bool:
    return _COMMENTS.search(_CAMEL.sub("-", names).lower()) is not None


def _headline(node: Element) -> str:
    return next((text for one in node.iter("h1", "h2") if (text := text_of(one))), "")
