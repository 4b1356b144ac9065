"""Is what a page shows of its article only the part that is free to read?"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, Final

from lxml import etree

from newscrawler.reading.document import Document
from newscrawler.reading.invitations import is_invitation, may_invite
from newscrawler.reading.notices.contents import LONG, Line, is_beside, lines_of
from newscrawler.tree import Element, Path, text_of

_MOST_OF_A_STUB: Final = 4
_MOST_BEFORE_AN_INVITATION: Final = 8
_LONGEST_DOOR: Final = 120
_DOOR: Final = re.compile(
    r"\babunə|\babunelik|\bdaxil ol|\bödənişli|\bpremium\b|\bsubscri|\b(?:log|sign) in\b"
    r"|подпис(?:к|чик|ать|ыва|ите)|\bвойти\b",
    re.IGNORECASE,
)
_BADGES: Final = 3
_SAYING: Final = ("data-paywall", "data-premium", "data-access")
_SAID: Final = Path("|".join(f"descendant-or-self::*/@{name}/.." for name in _SAYING))
_WALL: Final = re.compile(
    r"(?:js-|c-|is-|article[-_]+|post[-_]+|content[-_]+|news[-_]+)?"
    r"(?:(?:pay|subscribe|subscription|subscriber|reg|registration|login|abune)[-_]?wall|"
    r"premium[-_](?:content|only|locked|wall|stub)|paid[-_](?:content|only|locked)|(?:content|article|post|text)[-_]locked|"
    r"locked[-_](?:content|article|text)|(?:subscribers?|members?)[-_]only|subscription[-_]required)"
    r"(?:[-_]{1,2}(?:container|content|box|block|message|notice|wrapper|inner|text|locked|active|stub|teaser|cta|gate))?"
)
_NEVER_A_WALL: Final = frozenset(("html", "body", "script", "style", "link", "meta", "input"))
_LOCKED: Final = re.compile(r"|true|1|yes|on|locked|hard|active|paid|premium|subscribers?|members?")
_IN_A_CARD: Final = re.compile(
    r".*(?:card|teaser|swiper|slider|carousel|related|thumb|newsletter).*|.*news-item.*|.*list-item.*"
)


def is_paywalled(document: Document) -> bool:
    """Does the page give away only a part of its article?

    Asked in turn: schema.org's `isAccessibleForFree` of the article itself (not of its `hasPart` alone), the content
    tier in the head, an element that is a wall where the rest of a short text should be, and an invitation to
    subscribe, pay or log in as the end of what there is to read. An invitation to a channel or a newsletter is none.
    """
    free = _is_free(document)
    if free is not None and not free:
        return True
    if any("locked" in document.metas.get(name, ()) for name in ("article:content_tier", "content_tier")):
        return True
    said, named = ([], []) if free else (_said_locked(document), _named_walls(document))
    if not (said or named or may_invite(etree.tostring(document.root, method="text", encoding="unicode"))):
        return False  # as most pages, whose lines need not be read
    lines = lines_of(document.root, links=True)
    return _is_walled(said, named, lines) or _ends_with_invitation(lines)


def free_part(paragraphs: Sequence[str]) -> list[str]:
    """The paragraphs of a teaser without the invitations to pay that stand behind them.

    >>> free_part(["Neft ucuzlaşıb.", "Mətni bütövlükdə oxumaq üçün abunə olun.", "Abunə ol"])
    ['Neft ucuzlaşıb.']
    """
    free = [line for line in paragraphs if not is_invitation(line)]
    while free and len(free[-1]) <= _LONGEST_DOOR and _DOOR.search(free[-1]):
        free.pop()
    return free


def _is_free(document: Document) -> bool | None:
    """What the article, else the page, says of itself in JSON-LD or microdata; None when it says nothing."""
    pages = [node for node in document.ld_nodes if node.get("@type") == "WebPage"]
    said: list[Any] = [node.get("isAccessibleForFree") for node in (document.ld_article, *pages)]
    for value in [*said, *document.micro_values("isAccessibleForFree")]:
        word = str(value[0] if isinstance(value, list) and value else value).strip().lower().rsplit("/", 1)[-1]
        if word in ("true", "false"):
            return word == "true"
    return None


def _said_locked(document: Document) -> list[Element]:
    return [node for node in _SAID.elements(document.root) if _says_locked(node) and not _is_badge(node)]


def _named_walls(document: Document) -> list[Element]:
    finder = document.finder
    nodes = [node for name, bearers in finder.by_word("class").items() if _is_wall(name) for node in bearers]
    nodes += [node for node in finder.bearers("id") if _is_wall(node.get("id", "").strip())]
    return [node for node in nodes if node.tag not in _NEVER_A_WALL and not _is_badge(node)]


@lru_cache(maxsize=4096)  # a site has some hundred such names and repeats them on every page
def _is_wall(name: str) -> bool:
    return _WALL.fullmatch(name.lower()) is not None


def _is_walled(said: Sequence[Element], named: Sequence[Element], lines: Sequence[Line]) -> bool:
    if len(said) == 1 and _held(said[0], lines):  # the article itself says so; several are the cards of a list
        return True
    if sum(1 for line in lines if len(line.text) >= LONG) >= 2 * _MOST_OF_A_STUB:
        return False
    return any(_ends_stub(wall, lines) for wall in (*said[:1], *named))


def _says_locked(node: Element) -> bool:
    said = [node.get(name) for name in _SAYING]
    return any(value is not None and _LOCKED.fullmatch(value.strip().lower()) for value in said)


def _held(node: Element, lines: Sequence[Line]) -> int:
    """Paragraphs inside `node`."""
    inside = set(node.iter())
    return sum(1 for line in lines if len(line.text) >= LONG and line.holder in inside)


def _ends_stub(wall: Element, lines: Sequence[Line]) -> bool:
    """Does `wall` end a few paragraphs? One that holds the text is its wrapper; an empty one waits for a script."""
    held = _held(wall, lines)
    shown = sum(1 for line in lines if len(line.text) >= LONG) - held
    if held >= _MOST_OF_A_STUB:
        return False
    return shown <= (_MOST_OF_A_STUB if len(wall) or text_of(wall) else _MOST_OF_A_STUB // 2)


def _ends_with_invitation(lines: Sequence[Line]) -> bool:
    places = [place for place, line in enumerate(lines) if is_invitation(line.text) and not _is_badge(line.holder)]
    return 0 < len(places) < _BADGES and any(_is_end(lines, place) for place in places)


def _is_end(lines: Sequence[Line], place: int) -> bool:
    """Does the text that led up to the line at `place` not go on behind it?"""
    before, after = _texts(lines[:place]), _texts(lines[place + 1 :])
    text, length = max(before.items(), key=lambda one: one[1], default=(None, 0))
    if not length:
        return max(after.values(), default=0) < 2
    return length <= _MOST_BEFORE_AN_INVITATION and not after[text]


def _texts(lines: Sequence[Line]) -> Counter[Element | None]:
    """How many paragraphs stand in each place."""
    return Counter(line.place for line in lines if len(line.text) >= LONG and not is_invitation(line.text))


def _is_badge(node: Element) -> bool:
    """Does `node` belong to a card of another article, to a menu, or is it out of sight?"""
    return any(up.tag in ("a", "li") or is_beside(up) or _is_card(up) for up in _up(node))


def _is_card(node: Element) -> bool:
    return node.tag not in ("html", "body", "main") and any(
        _IN_A_CARD.fullmatch(name) for name in (node.get("class") or "").lower().split()
    )


def _up(node: Element) -> Iterator[Element]:
    yield node
    yield from node.iterancestors()
